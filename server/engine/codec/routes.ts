/** What functions do to routes and requests, as text: plain data but for its places, which are told from other objects by their name. */
import type { RouteFacts } from '../routes/facts';
import type { Exported } from '../routes/world';
import type { Site } from '../values';
import { DamagedRecord } from './bytes';

export interface KeptRoutes {
  /** By index of the function; places are of the module's own file. */
  readonly routes: readonly (RouteFacts | undefined)[];
  /** What a file that is a route itself exports; empty for others. */
  readonly exported: ReadonlyMap<string, Exported>;
}

export function routesText({ routes, exported }: KeptRoutes): string {
  const kept = routes.flatMap((facts, index) => (facts ? [[index, facts] as const] : []));
  const all = exported.size === 0 ? { kept } : { kept, exported: [...exported] };
  return JSON.stringify(all, (_, value) => (isSite(value) ? [value.at.start, value.at.end] : value));
}

export function readRoutes(text: string, file: string): KeptRoutes {
  const routes: (RouteFacts | undefined)[] = [];
  let all: { readonly kept: [number, RouteFacts][]; readonly exported?: [string, Exported][] };
  try {
    all = JSON.parse(text, (name, value) =>
      name === 'site' && Array.isArray(value) ? { file, at: { start: value[0], end: value[1] } } : value,
    );
  } catch {
    throw new DamagedRecord('routes cannot be read');
  }
  if (!Array.isArray(all.kept)) throw new DamagedRecord('routes are no list');
  for (const [index, facts] of all.kept) routes[index] = facts;
  return { routes, exported: new Map(all.exported ?? []) };
}

/** Names of the program are keys too: a variable may be called `site`. */
function isSite(value: unknown): value is Site {
  return typeof value === 'object' && value !== null && 'at' in value && 'file' in value && !('is' in value);
}
