/** What a policy says of endpoints: which anybody may call, which controls others must have, and what its own controls are called. */
import { Minimatch } from 'minimatch';
import { CONTROL_KINDS, type ControlName } from '../base/route';
import type { Checked, Node } from './checked';

export interface EndpointPolicy {
  /** Endpoints that anybody may call. */
  readonly publicRoutes: readonly PublicRoute[];
  /** Controls that endpoints must have, in the order of the file. */
  readonly requiredControls: readonly RequiredControls[];
  /** Name of a function, class or decorator → the controls that it is. */
  readonly namedControls: ReadonlyMap<string, readonly ControlName[]>;
}

export interface RoutePattern {
  /** As it is written: `POST /newsletter`. */
  readonly text: string;
  /** In capitals; undefined for any. */
  readonly method: string | undefined;
  readonly matches: (path: string) => boolean;
}

export interface PublicRoute extends RoutePattern {
  /** Empty where none is given. */
  readonly reason: string;
}

export interface RequiredControls {
  readonly pattern: RoutePattern;
  readonly kinds: readonly ControlName[];
}

/** A control that the policy asks for, and the key under which it does: `routes.require["/admin/**"]`. */
export interface Requirement {
  readonly kind: ControlName;
  readonly key: string;
}

export interface PolicedRoute {
  readonly method: string;
  readonly path: string;
}

/** Whether the policy declares that anybody may call the endpoint. */
export function isPublic(policy: EndpointPolicy, route: PolicedRoute): boolean {
  return declaredPublic(policy, route) !== undefined;
}

/** The first entry that declares so. */
export function declaredPublic({ publicRoutes }: EndpointPolicy, { method, path }: PolicedRoute): PublicRoute | undefined {
  return publicRoutes.find((one) => (one.method === undefined || one.method === method) && one.matches(path));
}

/** What anybody may call need not ask who calls; nor does what only tells what may be asked, unless that is what is meant. */
export function requirementsOf(policy: EndpointPolicy, route: PolicedRoute): readonly Requirement[] {
  const { method, path } = route;
  const out = new Map<ControlName, Requirement>();
  if (policy.requiredControls.length === 0) return [];
  const isOpen = isPublic(policy, route);
  for (const { pattern, kinds } of policy.requiredControls) {
    const isMeant = pattern.method === undefined ? method !== 'OPTIONS' : pattern.method === method || method === 'ALL';
    if (!isMeant || !pattern.matches(path)) continue;
    for (const kind of kinds) {
      if (isOpen && (kind === 'authentication' || kind === 'authorisation')) continue;
      if (!out.has(kind)) out.set(kind, { kind, key: `routes.require[${JSON.stringify(pattern.text)}]` });
    }
  }
  return [...out.values()];
}

/** Fields of `routes`. */
const ROUTES = ['public', 'require'] as const;

export function readEndpointPolicy(read: Checked, routes: Node | undefined, controls: Node | undefined): EndpointPolicy {
  const fields = read.object(routes, '`routes`', ROUTES);
  return {
    publicRoutes: publicRoutes(read, fields.get('public')),
    requiredControls: requiredControls(read, fields.get('require')),
    namedControls: namedControls(read, controls),
  };
}

function publicRoutes(read: Checked, node: Node | undefined): PublicRoute[] {
  const items = read.list(node, '`routes.public` must be a list of endpoints, such as ["POST /newsletter"].');
  return items.flatMap((item) => {
    const declared = (found: RoutePattern | undefined, reason: string): PublicRoute[] => (found ? [{ ...found, reason }] : []);
    if (item.type !== 'object') return declared(pattern(read, item, item.offset), '');
    const fields = read.object(item, 'An endpoint', ['route', 'reason']);
    const reason = fields.get('reason');
    if (reason?.type !== 'string' || reason.value.trim() === '')
      read.complain((reason ?? item).offset, 'Say in `reason` why anybody may call the endpoint.');
    return declared(pattern(read, fields.get('route'), item.offset), String(reason?.value ?? ''));
  });
}

function requiredControls(read: Checked, node: Node | undefined): RequiredControls[] {
  return [...read.object(node, '`routes.require`', undefined)].flatMap(([, value]): RequiredControls[] => {
    const [key] = value.parent?.children ?? [];
    const found = pattern(read, key, value.offset);
    const what = 'The controls of an endpoint must be a list, such as ["authentication", "authorisation"].';
    const items = read.list(value, what);
    if (value.type === 'array' && items.length === 0) read.complain(value.offset, what);
    const kinds = items.flatMap((item) => read.choice(item, 'A control', CONTROL_KINDS) ?? []);
    return found === undefined ? [] : [{ pattern: found, kinds }];
  });
}

function namedControls(read: Checked, node: Node | undefined): ReadonlyMap<string, readonly ControlName[]> {
  const out = new Map<string, ControlName[]>();
  const fields = read.object(node, '`controls`', CONTROL_KINDS);
  for (const kind of CONTROL_KINDS) {
    for (const item of read.list(fields.get(kind), `\`controls.${kind}\` must be a list of names, such as ["requireUser"].`)) {
      const [, name] = item.type === 'string' ? (NAME.exec(item.value) ?? []) : [];
      if (name === undefined)
        read.complain(item.offset, 'A control is named as the code names it, such as "requireUser" or "guards.session".');
      else out.set(name, [...(out.get(name) ?? []), kind]);
    }
  }
  return out;
}
const NAME = /^@?([\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*)$/u;

function pattern(read: Checked, node: Node | undefined, offset: number): RoutePattern | undefined {
  const found = node?.type === 'string' ? /^(?:([A-Z]+)\s+)?(\/\S*)$/.exec(node.value) : null;
  if (found !== null) return routePattern(found[0], found[1], found[2]);
  read.complain(
    node?.offset ?? offset,
    'An endpoint is a path that begins with a slash, with or without a method in capitals before it, such as "POST /newsletter".',
  );
  return undefined;
}

/** `*` stands for one segment, `**` for any number, also none; parameters are written as they are listed. */
function routePattern(text: string, method: string | undefined, path: string): RoutePattern {
  const matcher = new Minimatch(path, { dot: true, nonegate: true, nocomment: true, nobrace: true, noext: true });
  const base = path.endsWith('/**') ? path.slice(0, -3) : undefined;
  return { text, method, matches: (one) => one === path || matcher.match(one) || (base !== undefined && base !== '' && one === base) };
}
