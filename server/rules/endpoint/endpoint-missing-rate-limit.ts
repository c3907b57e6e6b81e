/** Endpoints at which guessing or asking often pays, and which nobody slows down. */
import type { Severity } from '../../base/finding';
import type { RouteEntry } from '../../base/route';
import { guessable } from '../../data/routeWords';
import { likeNeighbours } from '../fixes/likeNeighbours';
import { usualLimit } from '../fixes/usualLimit';
import { type ProgramRoutes, type RouteReport, routeRule } from '../rule';
import page from './endpoint-missing-rate-limit.md';
import { expecting } from './expected';
import { by, isSafe, label, listed, remedyLike, remedyOf, usualControl } from './exposure';

export const endpointMissingRateLimit = routeRule({
  id: 'endpoint-missing-rate-limit',
  title: 'Costly or guessable endpoint without a limit',
  severity: 'high',
  cwe: [770, 307, 799],
  api: ['API4', 'API6', 'API2'],
  top10: ['A07', 'A06'],
  asvs: ['2.4.1', '6.3.1', '6.6.3'],
  pci: ['8.3.4'],
  page,
  lacks: 'limit',
  fixes: [likeNeighbours, usualLimit],
  advice: 'Count requests by client and account, and answer 429 to who asks too often.',
  check: expecting('limit', (program) =>
    [...by(program.routes, (r) => r.application.id).values()].flatMap((routes) => ofApplication(program, routes)),
  ),
});

/** Routes from which on an application is one. */
const SEVERAL = 3;

interface Unlimited {
  readonly route: RouteEntry;
  readonly why: string;
  readonly severity: Severity;
}

function ofApplication(program: ProgramRoutes, routes: readonly RouteEntry[]): readonly RouteReport[] {
  const unlimited = routes.flatMap((route): readonly Unlimited[] => {
    if (route.controls.limit.state !== 'unguarded' || !route.isSeen || program.isDeclaredPublic(route)) return [];
    const why = reason(route);
    return why ? [{ route, ...why }] : [];
  });
  if (unlimited.length === 0) return [];
  const limited = routes.filter((r) => r.controls.limit.state === 'guarded');
  // Nobody counts anywhere: perhaps something in front of the program does, and it is one thing to say.
  if (limited.length === 0) return routes.length < SEVERAL ? [] : [ofAll(unlimited)];
  const usual = usualControl(limited, 'limit');
  const siblings = usual
    ? ` ${usual.count} other ${usual.count === 1 ? 'route has' : 'routes have'} \`${usual.name}\` before ${usual.count === 1 ? 'it' : 'them'}.`
    : '';
  return unlimited.map(({ route, why, severity }) => ({
    file: route.file,
    span: route.span,
    message: `\`${label(route)}\` ${why}, and may be called as often as one likes.${siblings}`,
    severity,
    // Beside the words, what is called may be there for another reason.
    confidence: guessable(route.path, route.handler) === undefined ? ('medium' as const) : ('high' as const),
    steps: [],
    ...remedyLike('route', [route], limited, 'limit'),
  }));
}

function ofAll(unlimited: readonly Unlimited[]): RouteReport {
  const worst = unlimited.find((u) => u.severity === 'high') ?? unlimited[0];
  const routes = unlimited.map((u) => u.route);
  const message = `Nothing in this application limits how often one may call ${listed(routes)}; \`${label(worst.route)}\` ${worst.why}.`;
  const steps = routes.slice(0, 12).map((r) => ({ file: r.file, span: r.span, message: label(r) }));
  const { file, span } = worst.route;
  const remedy = remedyOf('route', routes, 'limit');
  return { file, span, message, severity: worst.severity, confidence: 'medium', steps, remedy };
}

/** Undefined for most: an endpoint that merely does something needs no limit of its own. */
function reason(route: RouteEntry): { readonly why: string; readonly severity: Severity } | undefined {
  if (isSafe(route.method)) return undefined;
  const does = (action: string): boolean => route.does.some((d) => d.action === action);
  const deed = (action: string): string => route.does.find((d) => d.action === action)?.name ?? '';
  const open = route.controls.authentication.state !== 'guarded' || guessable(route.path, route.handler) !== undefined;
  if (does('check-secret') && open) return { why: `compares what was sent with a secret (\`${deed('check-secret')}\`)`, severity: 'high' };
  if (does('ask-model')) return { why: `has a language model answer (\`${deed('ask-model')}\`)`, severity: 'high' };
  if (does('send-message') && open) return { why: `sends messages (\`${deed('send-message')}\`)`, severity: 'high' };
  const word = guessable(route.path, route.handler);
  // Who only looks something up may do anything with it.
  if (word === undefined || !route.does.some((d) => !d.action.startsWith('read-'))) return undefined;
  return { why: `is for \`${word}\``, severity: 'high' };
}
