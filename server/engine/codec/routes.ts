/** What functions do to routes and requests, as text: plain data but for its places, which are told from other objects by their name. */
import { declaredText, type KeptDeclared, readDeclared } from '../routes/declaredText';
import type { RouteFacts } from '../routes/facts';
import type { Exported } from '../routes/world';
import type { Site } from '../values';
import { DamagedRecord } from './bytes';

export interface KeptRoutes {
  /** By index of the function; places are of the module's own file. */
  readonly routes: readonly (RouteFacts | undefined)[];
  /** What a file that is a route itself exports; empty for others. */
  readonly exported: ReadonlyMap<string, Exported>;
  readonly declared: KeptDeclared;
}

export function routesText({ routes, exported, declared }: KeptRoutes): string {
  const kept = routes.flatMap((facts, index) => (facts ? [[index, facts] as const] : []));
  const all = exported.size === 0 ? { kept } : { kept, exported: [...exported] };
  return JSON.stringify([withoutFiles(all), declaredText(declared)]);
}

export function readRoutes(text: string, file: string): KeptRoutes {
  const routes: (RouteFacts | undefined)[] = [];
  let declared: KeptDeclared;
  let all: { readonly kept: [number, RouteFacts][]; readonly exported?: [string, Exported][] };
  try {
    const both = JSON.parse(text);
    all = both[0];
    declared = readDeclared(both[1]);
    placeIn(all, file);
  } catch {
    throw new DamagedRecord('routes cannot be read');
  }
  if (!Array.isArray(all.kept)) throw new DamagedRecord('routes are no list');
  for (const [index, facts] of all.kept) routes[index] = facts;
  return { routes, exported: new Map(all.exported ?? []), declared };
}

/** A copy in which places are two numbers. Asking a function about each value while it is written takes several times as long. */
function withoutFiles(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSite(value)) return [value.at.start, value.at.end];
  if (Array.isArray(value)) return value.map(withoutFiles);
  const out: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(value)) out[name] = withoutFiles((value as Record<string, unknown>)[name]);
  return out;
}

/** Puts places back, wherever they are below the value. */
function placeIn(value: unknown, file: string): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) placeIn(item, file);
    return;
  }
  const fields = value as Record<string, unknown>;
  for (const name of Object.keys(fields)) {
    const field = fields[name];
    if (name === 'site' && Array.isArray(field)) fields[name] = { file, at: { start: field[0], end: field[1] } };
    else placeIn(field, file);
  }
}

/** Names of the program are keys too: a variable may be called `site`. */
function isSite(value: unknown): value is Site {
  return typeof value === 'object' && value !== null && 'at' in value && 'file' in value && !('is' in value);
}
