/** Records that are looked up by what the client names, and by nothing of who the client is. */
import type { Confidence } from '../../base/finding';
import type { RouteDeed, RouteEntry } from '../../base/route';
import { administrative, namesByKey, personal } from '../../data/routeWords';
import type { Remedy } from '../fix';
import { askWhose } from '../fixes/askWhose';
import { type ProgramRoutes, type RouteReport, routeRule } from '../rule';
import page from './endpoint-missing-object-authorization.md';
import { by, isOpenOnPurpose, isSafe, label } from './exposure';

export const endpointMissingObjectAuthorization = routeRule({
  id: 'endpoint-missing-object-authorization',
  title: 'Record of anybody handed out or changed by its id',
  severity: 'high',
  cwe: [639, 566, 862],
  api: ['API1'],
  top10: ['A01'],
  asvs: ['8.2.2', '8.4.1'],
  pci: ['6.2.4'],
  page,
  fixes: [askWhose],
  advice: 'Look it up with its owner, and answer as if there were none where it is somebody else’s.',
  check: (program) => [...by(program.routes, (r) => r.application.id).values()].flatMap((routes) => ofApplication(program, routes)),
});

function ofApplication(program: ProgramRoutes, routes: readonly RouteEntry[]): readonly RouteReport[] {
  /** Kinds of records that some handler looks up by who asks. */
  const owned = new Map<string, RouteEntry>();
  for (const route of routes) {
    // Who asks for a role may speak of that alone.
    if (!route.ofClient || route.controls.authentication.state !== 'guarded' || route.controls.authorisation.state === 'guarded') continue;
    for (const { entity } of route.does) if (entity !== undefined && !owned.has(entity)) owned.set(entity, route);
  }
  return routes.flatMap((route): readonly RouteReport[] => {
    const { authentication, authorisation } = route.controls;
    if (authentication.state !== 'guarded' || authorisation.state !== 'unguarded' || route.ofClient || !route.isSeen) return [];
    if (!namesOne(route.path) || namesByKey(route.path) || administrative(route.path) !== undefined || isOpenOnPurpose(program, route))
      return [];
    const touched = ['write-data', 'read-data'].flatMap((action) => route.does.filter((d) => d.action === action));
    const deed = touched.find((d) => d.entity !== undefined && owned.has(d.entity)) ?? touched[0];
    if (!deed) return [];
    const sibling = deed.entity === undefined ? undefined : owned.get(deed.entity);
    if (!sibling && (personal(route.path) === undefined || owned.size === 0)) return [];
    return [report(route, deed, sibling, sibling && deed.sure ? 'high' : 'medium')];
  });
}

/** The client says which one: the path has a parameter. */
function namesOne(path: string): boolean {
  return path.split('/').some((s) => /^[:{<]/.test(s));
}

function report(route: RouteEntry, deed: RouteDeed, sibling: RouteEntry | undefined, confidence: Confidence): RouteReport {
  const does = deed.action === 'write-data' || !isSafe(route.method) ? 'changes' : 'hands out';
  const what = deed.entity === undefined ? 'a record' : `the record (${deed.entity.replaceAll('_', ' ')})`;
  const other = sibling ? ` \`${label(sibling)}\` asks whose it is.` : '';
  const message = `\`${label(route)}\` ${does} ${what} that the client names (\`${deed.name}\`), and nothing in its code asks whose it is.${other}`;
  const isElsewhere = deed.place.file !== deed.via.file || deed.place.span.start !== deed.via.span.start;
  const steps = [
    { file: route.file, span: route.span, message: label(route) },
    ...(isElsewhere ? [{ ...deed.place, message: `\`${deed.name}\`` }] : []),
    ...(sibling ? [{ file: sibling.file, span: sibling.span, message: `${label(sibling)} asks whose it is` }] : []),
  ];
  return { ...deed.via, message, confidence, steps, ...(sibling ? { remedy: remedyBy(route, deed, sibling) } : {}) };
}

/** What the other looks up of the same kind, by who asks. */
function remedyBy(route: RouteEntry, deed: RouteDeed, sibling: RouteEntry): Remedy {
  const like = sibling.does.filter((d) => d.entity === deed.entity).map(({ place }) => ({ route: sibling, name: '', place }));
  return { routes: [{ ...route, does: [deed] }], at: 'route', control: 'authorisation', like, count: 0 };
}
