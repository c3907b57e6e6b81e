/** Endpoints that change data, or hand out what belongs to somebody, and ask nobody who they are. */
import type { Confidence, Severity } from '../../base/finding';
import type { RouteEntry, RouteEvidence } from '../../base/route';
import { short } from '../../engine/routes/inventory/verdicts';
import { closeOpening } from '../fixes/guardJava';
import { likeNeighbours } from '../fixes/likeNeighbours';
import { type ProgramRoutes, type RouteReport, routeRule } from '../rule';
import page from './endpoint-missing-authentication.md';
import { expecting } from './expected';
import {
  by,
  comesTooEarly,
  type Exposure,
  exposure,
  isOpenOnPurpose,
  label,
  listed,
  remedyLike,
  said,
  stepsOf,
  usualControl,
} from './exposure';

/** An endpoint that stands open, and what it does. */
interface Open {
  readonly route: RouteEntry;
  readonly exposure: Exposure;
}

/** Guarded routes that say that an application knows its users well enough for an open one to stand out. */
const ENOUGH = 3;
/** Open routes of an application without users that are worth a word. */
const SEVERAL = 5;
/** Share of the routes worth guarding that are guarded, from which on an open one is taken for an oversight. */
const MOST = 0.6;

export const endpointMissingAuthentication = routeRule({
  id: 'endpoint-missing-authentication',
  title: 'Endpoint reachable without authentication',
  severity: 'high',
  cwe: [306, 862],
  api: ['API2', 'API5'],
  top10: ['A07', 'A01'],
  asvs: ['8.2.1', '8.3.1'],
  pci: ['6.2.4'],
  page,
  lacks: 'authentication',
  fixes: [likeNeighbours, closeOpening],
  advice: 'Put the check that its neighbours have before it, or declare it public in the policy.',
  check: expecting('authentication', (program) =>
    [...by(program.routes, (r) => r.application.id).values()].flatMap((routes) => ofApplication(program, routes)),
  ),
});

function ofApplication(program: ProgramRoutes, routes: readonly RouteEntry[]): readonly RouteReport[] {
  const open: Open[] = [];
  // What all of them depend on, such as a connection that could be made, says nothing of one of them.
  const shared = new Set(
    routes[0].conditions.map(conditionKey).filter((key) => routes.every((r) => r.conditions.some((c) => conditionKey(c) === key))),
  );
  for (const route of routes) {
    if (route.controls.authentication.state !== 'unguarded' || route.controls.signature.state !== 'unguarded') continue;
    if (
      !route.isSeen ||
      route.conditions.some((c) => !shared.has(conditionKey(c))) ||
      comesTooEarly(route) ||
      isOpenOnPurpose(program, route)
    )
      continue;
    const found = exposure(route);
    if (found) open.push({ route, exposure: found });
  }
  if (open.length === 0) return [];
  const guarded = routes.filter((r) => r.controls.authentication.state === 'guarded');
  const unknown = routes.filter((r) => r.controls.authentication.state === 'unknown').length;
  const share = guarded.length / (guarded.length + open.length);
  const confidence: Confidence =
    guarded.length === 0 ? 'low' : guarded.length >= ENOUGH && share >= MOST && unknown <= guarded.length ? 'high' : 'medium';
  if (guarded.length === 0) {
    if (knowsUsers(program)) return inGroups(open, guarded, 'medium');
    return open.length < SEVERAL ? [] : [wholeApplication(open)];
  }
  return inGroups(open, guarded, confidence);
}

function conditionKey({ place, message }: RouteEvidence): string {
  return place ? `${place.file}:${place.span.start}` : message;
}

/** Passwords are compared somewhere, or tokens issued. */
function knowsUsers({ routes }: ProgramRoutes): boolean {
  return routes.some((r) => r.does.some((d) => d.action === 'check-secret' || d.action === 'issue-token'));
}

/** Nothing in the program has to do with users: that is one thing to say, and not one for each route. */
function wholeApplication(open: readonly Open[]): RouteReport {
  const [first] = open;
  const routes = open.map((o) => o.route);
  const at = first.route.application.place ?? { file: first.route.file, span: first.route.span };
  const message = `Nothing in this application asks who the client is, and ${listed(routes)} ${routes.length === 1 ? 'does' : 'do'} what not everybody should.`;
  return { ...at, message, severity: 'medium', confidence: 'low', steps: stepsOf(routes, first.exposure.deed) };
}

/** One finding for a router of which no route is guarded, else one for each route that is not. */
function inGroups(open: readonly Open[], guarded: readonly RouteEntry[], confidence: Confidence): readonly RouteReport[] {
  const out: RouteReport[] = [];
  // Where one line lets everybody through to several of them, that line is what has to change.
  const opened = by(open, (o) => openedAt(o.route) ?? '');
  const rest: Open[] = [...(opened.get('') ?? [])];
  for (const [key, here] of opened) {
    if (key === '') continue;
    if (here.length === 1) rest.push(...here);
    else out.push(ofOpening(here, guarded, confidenceOf(here, confidence)));
  }
  for (const [router, here] of by(rest, (o) => o.route.router.id)) {
    const beside = guarded.filter((r) => r.router.id === router);
    const place = here[0].route.router.place;
    if (here.length > 1 && beside.length === 0 && place && here[0].route.application.id !== router) {
      out.push(...ofRouter(here, guarded, confidenceOf(here, confidence), place));
    } else
      for (const one of here)
        out.push(ofRoute(one, beside.length > 0 ? beside : guarded, beside.length > 0, here.length, confidenceOf([one], confidence)));
  }
  return out;
}

/** The line that stands before it as a control does, and lets everybody through. */
function openedAt({ controls }: RouteEntry): string | undefined {
  const [first] = controls.authentication.evidence;
  return first?.place && conditionKey(first);
}

function ofOpening(here: readonly Open[], guarded: readonly RouteEntry[], confidence: Confidence): RouteReport {
  const worst = here.find((o) => o.exposure.how === 'changes') ?? here[0];
  const routes = here.map((o) => o.route);
  const [{ place, name }] = worst.route.controls.authentication.evidence;
  const at = place ?? { file: worst.route.file, span: worst.route.span };
  const opener = name === undefined ? 'what stands here' : `\`${short(name)}\``;
  const text = `Anybody may call ${listed(routes)}, since ${opener} stands before ${routes.length === 1 ? 'it' : 'them'} and turns nobody away; \`${label(worst.route)}\` ${said(worst.exposure)}.${elsewhere(guarded)}`;
  return {
    ...at,
    message: text,
    severity: severityOf(worst),
    confidence,
    steps: stepsOf(routes, worst.exposure.deed),
    ...remedyLike('line', routes, guarded, 'authentication'),
  };
}

function ofRouter(
  here: readonly Open[],
  guarded: readonly RouteEntry[],
  confidence: Confidence,
  place: NonNullable<RouteEntry['router']['place']>,
): readonly RouteReport[] {
  const worst = here.find((o) => o.exposure.how === 'changes') ?? here[0];
  const routes = here.map((o) => o.route);
  const message = `Anybody may call ${listed(routes)}: nothing on the way to this router asks who the client is, and \`${label(worst.route)}\` ${said(worst.exposure)}.${elsewhere(guarded)}`;
  const remedy = remedyLike('router', routes, guarded, 'authentication');
  return [{ ...place, message, severity: severityOf(worst), confidence, steps: stepsOf(routes, worst.exposure.deed), ...remedy }];
}

function ofRoute(one: Open, beside: readonly RouteEntry[], isBeside: boolean, openHere: number, confidence: Confidence): RouteReport {
  const { route } = one;
  const usual = isBeside ? usualControl(beside, 'authentication') : undefined;
  const siblings = usual
    ? ` ${usual.count} of ${beside.length + openHere} routes here have \`${usual.name}\` before them.`
    : elsewhere(beside);
  const looks = route.controls.authentication.evidence[0];
  const but = looks ? ` (${looks.message})` : '';
  const message = `Anybody may call \`${label(route)}\`, which ${said(one.exposure)}: nothing on its way asks who the client is${but}.${siblings}`;
  const { file, span } = route;
  const steps = stepsOf([route], one.exposure.deed);
  return { file, span, message, severity: severityOf(one), confidence, steps, ...remedyLike('route', [route], beside, 'authentication') };
}

function elsewhere(guarded: readonly RouteEntry[]): string {
  const usual = usualControl(guarded, 'authentication');
  if (!usual) return '';
  return ` ${usual.count} ${usual.count === 1 ? 'route' : 'routes'} of this application ${usual.count === 1 ? 'has' : 'have'} \`${usual.name}\` before ${usual.count === 1 ? 'it' : 'them'}.`;
}

/** Where only a name says that something is changed, it is no worse than reading. */
function severityOf({ exposure: { how, deed } }: Open): Severity {
  return how === 'changes' && deed.sure ? 'critical' : 'high';
}

/** What only stands below the name of somebody's things may be there for everybody: whether an account exists at all. */
function confidenceOf(open: readonly Open[], confidence: Confidence): Confidence {
  return confidence === 'high' && !open.some((o) => o.exposure.plain) ? 'medium' : confidence;
}
