/** Endpoints made for tests of what shows them. */
import {
  CONTROL_KINDS,
  type ControlName,
  type ControlState,
  type RouteControl,
  type RouteEntry,
  type RouteList,
} from '../../server/base/route';

export type { ControlState, RouteEntry } from '../../server/base/route';

/** One that does nothing and has nothing before it, but for what is said of it. */
export function routeEntry(own: Partial<RouteEntry>, states: Partial<Record<ControlName, ControlState>> = {}): RouteEntry {
  const place = { file: 'app.js', span: { start: 0, end: 4 } };
  const control = (kind: ControlName): RouteControl => ({ state: states[kind] ?? 'unguarded', evidence: [] });
  const controls = Object.fromEntries(CONTROL_KINDS.map((kind) => [kind, control(kind)]));
  const owner = own.application ?? { id: 'app.js:0', place };
  return {
    method: 'GET',
    path: '/',
    ...place,
    handler: 'show',
    handled: undefined,
    controls: controls as Record<ControlName, RouteControl>,
    does: [],
    ofClient: false,
    ofSender: false,
    carrier: undefined,
    isSeen: true,
    unit: '',
    application: owner,
    router: owner,
    way: [],
    conditions: [],
    head: undefined,
    bodies: [],
    ofBody: false,
    ofShape: undefined,
    ...own,
  };
}

export function routeList(routes: readonly RouteEntry[]): RouteList {
  return { routes, signs: [], types: [], unresolved: [] };
}
