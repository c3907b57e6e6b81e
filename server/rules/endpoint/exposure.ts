/** What route rules share: which endpoints do something that not everybody may, and how those beside them are kept. */
import type { Step } from '../../base/finding';
import type { ControlName, RouteDeed, RouteEntry } from '../../base/route';
import { endsPersonal, maySignUp, openOnPurpose, personal, receivesEvents } from '../../data/routeWords';
import { short } from '../../engine/routes/inventory/verdicts';
import type { Likeness, Remedy } from '../fix';
import type { ProgramRoutes } from '../rule';

/** Routes that are listed in one finding. */
const MAX_LISTED = 12;

/** Requests of these methods are meant to change nothing. */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** What it does that matters most. `reads` is for what belongs to somebody. */
export interface Exposure {
  readonly deed: RouteDeed;
  readonly how: 'changes' | 'reads';
  /** It is no sign-up, and the path names what is read, not merely something around it: `/accounts`, against `/account/login-methods`. */
  readonly plain: boolean;
}

/** Undefined for what anybody may do, and where nobody can see what it does. */
export function exposure(route: RouteEntry): Exposure | undefined {
  const change = DANGER.map((action) => route.does.find((d) => d.action === action)).find((d) => d !== undefined);
  // Whether a request that is meant to change nothing does so all the same is another question.
  if (change && !isSafe(route.method)) return { deed: change, how: 'changes', plain: !maySignUp(route.method, route.path) };
  const read = route.does.find((d) => d.action === 'read-data') ?? route.does.find((d) => d.action === 'read-file');
  return read && personal(route.path) !== undefined ? { deed: read, how: 'reads', plain: endsPersonal(route.path) } : undefined;
}
/** The worst first. */
const DANGER: readonly string[] = ['run-command', 'move-money', 'write-data', 'write-file', 'ask-model', 'send-message'];

const SAID: Readonly<Record<string, string>> = {
  'run-command': 'runs a program',
  'move-money': 'moves money',
  'write-data': 'changes data',
  'write-file': 'writes files',
  'ask-model': 'has a language model answer',
  'send-message': 'sends messages',
  'read-data': 'reads data',
  'read-file': 'reads files',
};
export function said({ deed }: Exposure): string {
  return `${SAID[deed.action] ?? 'does something'} (\`${deed.name}\`)`;
}

/** It is open on purpose: by what its words say, or by what the policy does. */
export function isOpenOnPurpose(program: ProgramRoutes, route: RouteEntry): boolean {
  return (
    program.isDeclaredPublic(route) ||
    openOnPurpose(route.method, route.path, route.handler) !== undefined ||
    receivesEvents(route.path, route.handler)
  );
}

export function by<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = out.get(key);
    if (known) known.push(item);
    else out.set(key, [item]);
  }
  return out;
}

/** What most of the guarded routes have before them, as it is written, and how many have it. */
export function usualControl(
  guarded: readonly RouteEntry[],
  kind: ControlName,
): { readonly name: string; readonly count: number } | undefined {
  const counts = new Map<string, number>();
  for (const { controls } of guarded) {
    const name = controls[kind].evidence[0]?.name;
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  let best: { readonly name: string; readonly count: number } | undefined;
  for (const [name, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) if (!best || count > best.count) best = { name, count };
  return best && { ...best, name: short(best.name) };
}

/** What can be done without the help of others. */
export function remedyOf(at: Remedy['at'], routes: readonly RouteEntry[], control: ControlName): Remedy {
  return { routes, at, control, like: [], count: 0 };
}

/** What can be done about routes that lack what others have: what most of these have, where it stands nearest. */
export function remedyLike(
  at: Remedy['at'],
  routes: readonly RouteEntry[],
  guarded: readonly RouteEntry[],
  control: ControlName,
): { readonly remedy: Remedy } | undefined {
  const [first] = routes;
  const usual = usualControl(guarded, control);
  const rank = ({ route, name }: Likeness): number =>
    (name === '' ? 8 : short(name) === usual?.name ? 0 : 4) +
    (route.router.id === first.router.id ? 0 : 2) +
    (route.file === first.file ? 0 : 1);
  const like = guarded
    .flatMap((route): readonly Likeness[] => {
      const [evidence] = route.controls[control].evidence;
      return evidence?.place ? [{ route, name: evidence.name ?? '', place: evidence.place }] : [];
    })
    .sort((a, b) => rank(a) - rank(b));
  return like.length === 0 ? undefined : { remedy: { routes, at, control, like: like.slice(0, MAX_LIKE), count: usual?.count ?? 0 } };
}
/** Others that a fix may take after. */
const MAX_LIKE = 8;

export function label({ method, path }: RouteEntry): string {
  return `${method} ${path}`;
}

/** `A`, `B` and 3 more. */
export function listed(routes: readonly RouteEntry[], most = 3): string {
  const names = routes.slice(0, most).map((r) => `\`${label(r)}\``);
  const rest = routes.length - names.length;
  if (rest > 0) return `${names.join(', ')} and ${rest} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}` : names.join('');
}

/** From the application to the handler and what it does; of several routes, where each is registered. */
export function stepsOf(routes: readonly RouteEntry[], deed: RouteDeed): readonly Step[] {
  const [route] = routes;
  const way = routes.length === 1 ? route.way.slice(0, -1).flatMap(({ place, message }) => (place ? [{ ...place, message }] : [])) : [];
  const each = routes.slice(0, MAX_LISTED).map((r) => ({ file: r.file, span: r.span, message: label(r) }));
  return [...way, ...each, { ...deed.place, message: `\`${deed.name}\`` }];
}

/** The control that is meant for it is registered too late: that is what there is to say. */
export function comesTooEarly({ controls }: RouteEntry): boolean {
  return [...controls.authentication.evidence, ...controls.authorisation.evidence].some((e) => e.late);
}
