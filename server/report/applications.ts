/** Endpoints by the application that they belong to, each under a name that nothing else has. */
import type { RouteEntry } from '../base/route';

export interface Application {
  /** The file it is made in; where it is made nowhere in particular, what tells it apart. */
  readonly name: string;
  /** It is called after a file. */
  readonly isFile: boolean;
  /** In the order of the list. */
  readonly routes: readonly RouteEntry[];
}

/** In the order of their names. */
export function applicationsOf(routes: readonly RouteEntry[]): readonly Application[] {
  const groups = grouped(routes, (route) => route.application.id);
  const named = groups.map((own) => ({ name: nameOf(own[0]), isFile: own[0].application.place !== undefined, routes: own }));
  named.sort((a, b) => compare(a.name, b.name) || startOf(a.routes[0]) - startOf(b.routes[0]));
  return unlike(named);
}

/** In the order in which they are met. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const out = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const known = out.get(keyOf(item));
    if (known) known.push(item);
    else out.set(keyOf(item), [item]);
  }
  return [...out.values()];
}

/** Names that are met again get a number. */
export function unlike<T extends { readonly name: string }>(all: readonly T[]): readonly T[] {
  const met = new Map<string, number>();
  return all.map((one) => {
    const count = (met.get(one.name) ?? 0) + 1;
    met.set(one.name, count);
    return count === 1 ? one : { ...one, name: `${one.name} (${count})` };
  });
}

function nameOf({ application: { id, place } }: RouteEntry): string {
  return place?.file ?? (id.trim() || 'program');
}

function startOf({ application: { place } }: RouteEntry): number {
  return place?.span.start ?? 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
