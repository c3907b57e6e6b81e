/**
 * Controls that are expected where no word of a route asks for them: because the policy says so, or because nearly all routes
 * beside it have them. What a rule has said of a route already is not said again.
 */
import type { ControlName, RouteEntry } from '../../base/route';
import { guessable, openOnPurpose, receivesEvents } from '../../data/routeWords';
import type { ProgramRoutes, RouteReport, RouteRule } from '../rule';
import { by, comesTooEarly, isSafe, label, listed, remedyLike, remedyOf } from './exposure';

/** Routes of a router that have the control, and their share, from which on one that has not stands out. */
const SIBLINGS = 5;
const SHARE = 4 / 5;
/** Of those, so many that change something or so many that do not, as the one that stands out does. */
const ALIKE = 3;
/** Routes that are listed in one finding. */
const MAX_LISTED = 12;

/** Whether a route is certain to lack the control. */
type Lacking = (program: ProgramRoutes) => (route: RouteEntry) => boolean;

/** What a rule about endpoints without such a control says, and what is expected besides. */
export function expecting(kind: ControlName, check: RouteRule['check'], lacking?: Lacking): RouteRule['check'] {
  return (program) => {
    const own = check(program);
    const lacks = lacking ? lacking(program) : ({ controls }: RouteEntry) => controls[kind].state === 'unguarded';
    const places = new Set(own.flatMap((report) => [report, ...report.steps].map(placeKey)));
    const isSaid = (route: RouteEntry): boolean => places.has(placeKey(route));
    const asked = new Map<RouteEntry, string>();
    for (const route of program.routes) {
      const required = program.requirements(route).find((one) => one.kind === kind);
      if (required && lacks(route)) asked.set(route, required.key);
    }
    const left = [...asked.keys()].filter((route) => !isSaid(route));
    const others = program.routes.filter((route) => !asked.has(route));
    return [
      ...own.map((report) => quoting(report, asked)),
      ...required(kind, program, left, asked),
      ...outliers(kind, program, others).filter((report) => !places.has(placeKey(report))),
    ];
  };
}

function placeKey({ file, span }: Pick<RouteReport, 'file' | 'span'>): string {
  return `${file}:${span.start}`;
}

/** What the policy asks for is no matter of opinion. */
function quoting(report: RouteReport, asked: ReadonlyMap<RouteEntry, string>): RouteReport {
  const places = new Set([report, ...report.steps].map(placeKey));
  const [found] = [...asked].filter(([route]) => places.has(placeKey(route)));
  if (!found) return report;
  return { ...report, message: `${report.message} The policy asks for it (\`${found[1]}\`).`, confidence: 'high' };
}

/** One finding for a router of which no route has the control, else one for each route. */
function required(
  kind: ControlName,
  program: ProgramRoutes,
  routes: readonly RouteEntry[],
  asked: ReadonlyMap<RouteEntry, string>,
): readonly RouteReport[] {
  return [...by(routes, (r) => `${asked.get(r)} ${r.router.id}`).values()].flatMap((here): readonly RouteReport[] => {
    const key = asked.get(here[0]);
    const { place, id } = here[0].router;
    const guarded = program.routes.filter((r) => r.application.id === here[0].application.id && r.controls[kind].state === 'guarded');
    const says = (which: readonly RouteEntry[]): string =>
      `The policy asks for ${NAMED[kind]} before ${listed(which)} (\`${key}\`), and nothing on ${which.length === 1 ? 'its' : 'their'} way ${ASKS[kind]}.`;
    const ofAll = here.length > 1 && id !== here[0].application.id && guarded.every((r) => r.router.id !== id) ? place : undefined;
    if (ofAll)
      return [{ ...ofAll, message: says(here), confidence: 'high', steps: stepsTo(here), ...remedyLike('router', here, guarded, kind) }];
    return here.map((route) => ({
      file: route.file,
      span: route.span,
      message: says([route]),
      confidence: 'high',
      steps: stepsTo([route]),
      remedy: remedyLike('route', [route], guarded, kind)?.remedy ?? remedyOf('route', [route], kind),
    }));
  });
}

function stepsTo(routes: readonly RouteEntry[]): RouteReport['steps'] {
  return routes.slice(0, MAX_LISTED).map((r) => ({ file: r.file, span: r.span, message: label(r) }));
}

/** Routes without what nearly all others of their router have before them, where their rule does not compare them by itself. */
function outliers(kind: ControlName, program: ProgramRoutes, routes: readonly RouteEntry[]): readonly RouteReport[] {
  return [...by(routes, (r) => r.router.id).values()].flatMap((scope): readonly RouteReport[] => {
    const usual = shared(kind, scope);
    if (!usual) return [];
    const without = scope.filter((r) => !usual.routes.includes(r));
    return without.flatMap((route): readonly RouteReport[] => {
      if (!standsOut(kind, program, route)) return [];
      const isAlike = (r: RouteEntry): boolean => isSafe(r.method) === isSafe(route.method);
      const alike = usual.routes.filter(isAlike).length;
      if (alike < ALIKE || alike < SHARE * scope.filter(isAlike).length) return [];
      const message = `${usual.routes.length} of ${scope.length} routes of this router have \`${usual.name}\` before them, and \`${label(route)}\` has not: nothing on its way ${ASKS[kind]}.`;
      const steps = [...stepsTo([route]), ...stepsTo(usual.routes.slice(0, SIBLINGS))];
      const remedy = remedyLike('route', [route], usual.routes, kind);
      return [{ file: route.file, span: route.span, message, confidence: 'medium', steps, ...remedy }];
    });
  });
}

/** The one control that nearly all of them have, by its name. */
function shared(
  kind: ControlName,
  scope: readonly RouteEntry[],
): { readonly name: string; readonly routes: readonly RouteEntry[] } | undefined {
  if (scope.length <= SIBLINGS) return undefined;
  const guarded = scope.filter((r) => r.controls[kind].state === 'guarded');
  for (const [name, routes] of by(guarded, (r) => nameOf(r, kind)))
    if (name !== '' && routes.length >= SIBLINGS && routes.length >= SHARE * scope.length) return { name, routes };
  return undefined;
}

/** `requireRole` of `requireRole('admin')`: which role it is may differ. */
function nameOf({ controls }: RouteEntry, kind: ControlName): string {
  return (controls[kind].evidence[0]?.name ?? '').replace(/\(.*/s, '');
}

/** Nothing says that it is meant to be without, or that it may have one that nobody sees. */
function standsOut(kind: ControlName, program: ProgramRoutes, route: RouteEntry): boolean {
  const { authentication, signature, [kind]: own } = route.controls;
  if (own.state !== 'unguarded' || !route.isSeen || route.conditions.length > 0 || comesTooEarly(route)) return false;
  if (program.isDeclaredPublic(route) || receivesEvents(route.path, route.handler)) return false;
  const isOpen = openOnPurpose(route.method, route.path, route.handler) !== undefined;
  switch (kind) {
    case 'authentication':
      return !isOpen && signature.state === 'unguarded';
    case 'authorisation':
      return authentication.state === 'guarded' && !route.ofClient;
    case 'limit':
      return !isOpen || guessable(route.path, route.handler) !== undefined;
    default:
      return false;
  }
}

const NAMED: Readonly<Record<ControlName, string>> = {
  authentication: 'authentication',
  authorisation: 'authorisation',
  validation: 'validation',
  limit: 'a limit',
  csrf: 'a CSRF check',
  signature: 'a signature check',
};
const ASKS: Readonly<Record<ControlName, string>> = {
  authentication: 'asks who the client is',
  authorisation: 'asks what the client may do',
  validation: 'validates what the client sends',
  limit: 'limits how often the client may ask',
  csrf: 'tells the client’s own requests from those of other sites',
  signature: 'verifies who has sent it',
};
