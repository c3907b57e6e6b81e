/** What functions do to routes and requests, as text: plain data but for its places, which are told from other objects by their name. */
import type { RouteFacts } from '../routes/facts';
import type { Site } from '../values';
import { DamagedRecord } from './bytes';

/** By index of the function; places are of the module's own file. */
export function routesText(routes: readonly (RouteFacts | undefined)[]): string {
  const kept = routes.flatMap((facts, index) => (facts ? [[index, facts] as const] : []));
  return JSON.stringify(kept, (_, value) => (isSite(value) ? [value.at.start, value.at.end] : value));
}

export function readRoutes(text: string, file: string): (RouteFacts | undefined)[] {
  const out: (RouteFacts | undefined)[] = [];
  let kept: unknown;
  try {
    kept = JSON.parse(text, (name, value) =>
      name === 'site' && Array.isArray(value) ? { file, at: { start: value[0], end: value[1] } } : value,
    );
  } catch {
    throw new DamagedRecord('routes cannot be read');
  }
  if (!Array.isArray(kept)) throw new DamagedRecord('routes are no list');
  for (const [index, facts] of kept as [number, RouteFacts][]) out[index] = facts;
  return out;
}

/** Names of the program are keys too: a variable may be called `site`. */
function isSite(value: unknown): value is Site {
  return typeof value === 'object' && value !== null && 'at' in value && 'file' in value && !('is' in value);
}
