/** The endpoints of a workspace as a tree: application, router, route. Plain data in, plain data out. */
import type { RouteEntry, RouteList } from '../base/route';
import { applicationsOf, grouped, unlike } from '../report/applications';
import type { EndpointNode } from './protocol';

/** One folder of the workspace. */
export interface ListedFolder {
  readonly name: string;
  readonly list: RouteList;
  /** The policy declares that anybody may call it. */
  readonly isPublic: (route: RouteEntry) => boolean;
}

/** What a node stands for. */
export interface Meant {
  /** Index of its folder. */
  readonly folder: number;
  readonly routes: readonly RouteEntry[];
  readonly kind: EndpointNode['kind'];
}

export interface EndpointTree {
  readonly roots: readonly EndpointNode[];
  /** By id. */
  readonly meant: ReadonlyMap<string, Meant>;
}

export function endpointTree(folders: readonly ListedFolder[]): EndpointTree {
  const meant = new Map<string, Meant>();
  const roots = folders.flatMap(({ name, list, isPublic }, folder) => {
    const stateOf = (route: RouteEntry): Shown => {
      const { state } = route.controls.authentication;
      return state === 'unguarded' && isPublic(route) ? 'public' : state;
    };
    const add = (id: string, routes: readonly RouteEntry[], kind: EndpointNode['kind']): string => {
      meant.set(id, { folder, routes, kind });
      return id;
    };
    return applicationsOf(list.routes).map((application): EndpointNode => {
      const label = folders.length > 1 ? `${name}/${application.name}` : application.name;
      const id = add(`${folder} ${application.name}`, application.routes, 'application');
      const description = summary(application.routes.map(stateOf));
      return {
        id,
        kind: 'application',
        label,
        description,
        spoken: `${label}, ${description}`,
        children: inside(id, application.routes, add, stateOf),
      };
    });
  });
  return { roots, meant };
}

type Shown = NonNullable<EndpointNode['authentication']>;
type StateOf = (route: RouteEntry) => Shown;
type Add = (id: string, routes: readonly RouteEntry[], kind: EndpointNode['kind']) => string;

/** Routers by their paths, then what the application serves itself. */
function inside(parent: string, routes: readonly RouteEntry[], add: Add, stateOf: StateOf): readonly EndpointNode[] {
  const isOwn = (route: RouteEntry): boolean => route.router.id === route.application.id;
  const routers = grouped(
    routes.filter((route) => !isOwn(route)),
    ({ router }) => router.id,
  ).map((own) => ({ name: commonPath(own.map(({ path }) => path)), where: own[0].router.place?.file ?? '', routes: own }));
  routers.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.where < b.where ? -1 : 1));
  const nodes = unlike(routers).map(({ name, where, routes: own }): EndpointNode => {
    const id = add(`${parent} > ${name}`, own, 'router');
    const spoken = [name, summary(own.map(stateOf)), where].filter((part) => part !== '').join(', ');
    return { id, kind: 'router', label: name, description: where, spoken, children: routesOf(id, own, add, stateOf) };
  });
  return [...nodes, ...routesOf(parent, routes.filter(isOwn), add, stateOf)];
}

function routesOf(parent: string, routes: readonly RouteEntry[], add: Add, stateOf: StateOf): readonly EndpointNode[] {
  const named = unlike(routes.map((route) => ({ name: `${route.method} ${route.path}`, route })));
  return named.map(({ name, route }): EndpointNode => {
    const state = stateOf(route);
    const id = add(`${parent} > ${name}`, [route], 'route');
    const label = `${route.method} ${route.path}`;
    const description = route.handler;
    return { id, kind: 'route', label, description, authentication: state, spoken: `${label}, ${SPOKEN[state]}`, children: [] };
  });
}
const SPOKEN: Readonly<Record<Shown, string>> = {
  guarded: 'asks who the client is',
  unguarded: 'does not ask who the client is',
  unknown: 'whether it asks who the client is could not be told',
  public: 'declared public by the policy',
};

/** `12 endpoints, 3 without authentication, 1 unknown` */
function summary(states: readonly Shown[]): string {
  const number = (state: Shown): number => states.filter((s) => s === state).length;
  const [open, unknown] = [number('unguarded'), number('unknown')];
  return [
    `${states.length} ${states.length === 1 ? 'endpoint' : 'endpoints'}`,
    ...(open > 0 ? [`${open} without authentication`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ].join(', ');
}

/** What all paths begin with, whole segments only. */
export function commonPath(paths: readonly string[]): string {
  const [first, ...others] = paths.map((path) => path.split('/'));
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && same < other.length && first[same] === other[same]) same++;
    length = same;
  }
  return first.slice(0, length).join('/') || '/';
}
