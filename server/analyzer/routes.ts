/** The engine's inventory of routes in the words of the edges. */
import type { RouteControl, RouteEvidence, RouteList } from '../base/route';
import type { Inventory, Route } from '../engine/routes/inventory/inventory';

/** `isShown` tells which files count: tests register routes that nobody can reach. */
export function routeList({ routes, unresolved }: Inventory, isShown: (file: string) => boolean): RouteList {
  return {
    routes: routes
      .filter((r) => isShown(r.site.file))
      .map(({ method, path, site, handler, controls, way, conditions }) => ({
        method,
        path,
        file: site.file,
        span: { start: site.at.start, end: site.at.end },
        handler,
        controls: {
          authentication: control(controls.authentication),
          authorisation: control(controls.authorisation),
          validation: control(controls.validation),
          limit: control(controls.limit),
          csrf: control(controls.csrf),
          signature: control(controls.signature),
        },
        way: way.map(place),
        conditions: conditions.map(place),
      })),
    unresolved: unresolved.filter((e) => e.site === undefined || isShown(e.site.file)).map(place),
  };
}

function control({ state, evidence }: Route['controls']['authentication']): RouteControl {
  return { state, evidence: evidence.map(place) };
}

function place({ site, message }: Inventory['unresolved'][number]): RouteEvidence {
  return { place: site && { file: site.file, span: { start: site.at.start, end: site.at.end } }, message };
}
