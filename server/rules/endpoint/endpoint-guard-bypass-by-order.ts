/** Endpoints that are registered before the control that is meant for them. */
import type { Confidence } from '../../base/finding';
import type { RouteEntry, RouteEvidence } from '../../base/route';
import { administrative, personal } from '../../data/routeWords';
import { short } from '../../engine/routes/inventory/verdicts';
import { type ProgramRoutes, type RouteReport, routeRule } from '../rule';
import page from './endpoint-guard-bypass-by-order.md';
import { by, exposure, isOpenOnPurpose, isSafe, listed } from './exposure';

export const endpointGuardBypassByOrder = routeRule({
  id: 'endpoint-guard-bypass-by-order',
  title: 'Guard registered too late',
  severity: 'high',
  cwe: [285, 288, 696],
  api: ['API5', 'API8'],
  top10: ['A01', 'A07'],
  asvs: ['8.3.1'],
  page,
  advice: 'Register it before the routes that it is meant for.',
  check: (program) => {
    const late = program.routes.flatMap((route) => lateOf(program, route));
    return [...by(late, ({ guard }) => `${guard.place?.file}:${guard.place?.span.start}`).values()].flatMap(report);
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

/** One finding for a control, whatever stands before it. */
function report(late: readonly Late[]): readonly RouteReport[] {
  const [{ guard }] = late;
  const confidence = CONFIDENCES.find((c) => late.some((l) => l.confidence === c)) ?? 'low';
  if (!guard.place) return [];
  const routes = late.map((l) => l.route);
  const name = guard.name === undefined ? 'this' : `\`${short(guard.name)}\``;
  const steps = routes.slice(0, 12).map((r) => ({ file: r.file, span: r.span, message: `${r.method} ${r.path} is registered before` }));
  const message = `${name} does not hold for ${listed(routes)}, which ${routes.length === 1 ? 'is' : 'are'} registered before it.`;
  return [{ ...guard.place, message, confidence, steps }];
}
