/** Endpoints that are registered before the control that is meant for them. */
import type { Confidence } from '../../base/finding';
import type { RouteEntry, RouteEvidence } from '../../base/route';
import { administrative, personal } from '../../data/routeWords';
import { short } from '../../engine/routes/inventory/verdicts';
import { moveUp } from '../fixes/moveUp';
import { type ProgramRoutes, type RouteReport, routeRule } from '../rule';
import page from './endpoint-guard-bypass-by-order.md';
import { by, exposure, isOpenOnPurpose, isSafe, listed, remedyOf } from './exposure';

export const endpointGuardBypassByOrder = routeRule({
  id: 'endpoint-guard-bypass-by-order',
  title: 'Guard registered too late',
  severity: 'high',
  cwe: [285, 288, 696],
  api: ['API5', 'API8'],
  top10: ['A01', 'A07'],
  asvs: ['8.3.1'],
  page,
  fixes: [moveUp],
  advice: 'Register it before the routes that it is meant for.',
  check: (program) => {
    const late = program.routes.flatMap((route) => lateOf(program, route));
    return [...by(late, ({ guard }) => placeOf(guard)).values()].flatMap((group) => report(program, group));
  },
});

/** The surest of its routes decides. */
const CONFIDENCES: readonly Confidence[] = ['high', 'medium', 'low'];

interface Late {
  readonly route: RouteEntry;
  readonly guard: RouteEvidence;
  /** What it lets through only those who may is of one's own making, and may be meant for some routes alone. */
  readonly confidence: Confidence;
}

function lateOf(program: ProgramRoutes, route: RouteEntry): readonly Late[] {
  if (isOpenOnPurpose(program, route)) return [];
  for (const kind of ['authentication', 'authorisation'] as const) {
    const { state, evidence } = route.controls[kind];
    const guard = evidence.find((e) => e.late);
    if (state === 'unguarded' && guard?.place)
      return [{ route, guard, confidence: !matters(route) ? 'low' : kind === 'authentication' ? 'high' : 'medium' }];
  }
  return [];
}

/** A page that is merely handed out may well be meant to stand before it. */
function matters(route: RouteEntry): boolean {
  return (
    !isSafe(route.method) || exposure(route) !== undefined || personal(route.path) !== undefined || administrative(route.path) !== undefined
  );
}

const placeOf = ({ place }: RouteEvidence): string => `${place?.file}:${place?.span.start}`;

/** One finding for a control, whatever stands before it. */
function report(program: ProgramRoutes, late: readonly Late[]): readonly RouteReport[] {
  const [{ guard }] = late;
  const confidence = CONFIDENCES.find((c) => late.some((l) => l.confidence === c)) ?? 'low';
  if (!guard.place) return [];
  const routes = late.map((l) => l.route);
  const name = guard.name === undefined ? 'this' : `\`${short(guard.name)}\``;
  const steps = routes.slice(0, 12).map((r) => ({ file: r.file, span: r.span, message: `${r.method} ${r.path} is registered before` }));
  const message = `${name} does not hold for ${listed(routes)}, which ${routes.length === 1 ? 'is' : 'are'} registered before it.`;
  // What is open on purpose and stands between them must stay so.
  const isMeant = (route: RouteEntry): boolean => {
    const { authentication, authorisation } = route.controls;
    return (
      [...authentication.evidence, ...authorisation.evidence].some((e) => e.late && placeOf(e) === placeOf(guard)) &&
      !routes.includes(route)
    );
  };
  const firstAt = Math.min(...routes.map((r) => r.span.start));
  const breaks = program.routes.some((r) => isMeant(r) && (r.file !== routes[0].file || r.span.start > firstAt));
  return [{ ...guard.place, message, confidence, steps, ...(breaks ? {} : { remedy: remedyOf('line', routes, 'authentication') }) }];
}
