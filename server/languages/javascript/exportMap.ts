/** What `exports` and `imports` of a package.json say about a name. https://nodejs.org/api/packages.html#package-entry-points */
import { type Fields, fields } from './configFiles';

export type ImportKind = 'import' | 'require';

export interface Targets {
  /** In the order they count: the first one that can be found is meant. */
  readonly targets: readonly string[];
  /** What the same entry says of its sources, for tools that know a condition of that name, and of its types. */
  readonly sources: readonly string[];
  /** Everything else the entry names, whatever the condition. */
  readonly others: readonly string[];
}

const MAX_NESTING = 12;
/** Conditions that by convention lead to what an entry is built from. */
const SOURCE_CONDITION = /source|^(?:src|typescript|ts|bun|deno)$|[/:@-]src$/;

/** Undefined: the map does not have the name. Null: it takes the name away. `key` is `.`, `./path` or `#name`. */
export function exportTargets(map: unknown, key: string, kind: ImportKind): Targets | null | undefined {
  const entry = entryOf(map, key);
  if (entry === undefined) return undefined;
  const fill = (list: readonly string[]): string[] => list.map((target) => target.replaceAll('*', () => entry.rest));
  const targets = active(entry.value, kind, MAX_NESTING);
  if (targets === null || targets === undefined) return targets;
  const sources: string[] = [];
  const others: string[] = [];
  gather(entry.value, false, MAX_NESTING, sources, others);
  return { targets: fill(targets), sources: fill(sources), others: fill(others) };
}

interface Entry {
  readonly value: unknown;
  /** What `*` stands for. */
  readonly rest: string;
}

function entryOf(map: unknown, key: string): Entry | undefined {
  const byName = fields(map);
  const hasNames = byName !== undefined && Object.keys(byName).some((name) => name.startsWith('.') || name.startsWith('#'));
  if (!hasNames) return key === '.' && map !== undefined ? { value: map, rest: '' } : undefined;
  if (Object.hasOwn(byName, key) && !key.includes('*')) return { value: byName[key], rest: '' };
  return bestPattern(byName, key);
}

/** The longest text before the star wins, then the longest pattern. A name that ends in `/` is the old way of writing `/*`. */
function bestPattern(map: Fields, key: string): Entry | undefined {
  let best: (Entry & { readonly before: number; readonly length: number }) | undefined;
  for (const [pattern, value] of Object.entries(map)) {
    const folder = pattern.endsWith('/');
    const star = folder ? pattern.length : pattern.indexOf('*');
    if (star < 0 || pattern.indexOf('*', star + 1) >= 0) continue;
    const after = pattern.slice(star + 1);
    const fits = key.startsWith(pattern.slice(0, star)) && key.endsWith(after) && key.length > star + after.length;
    if (!fits || (best && (star < best.before || (star === best.before && pattern.length <= best.length)))) continue;
    const rest = key.slice(star, key.length - after.length);
    best = { value: folder ? withStar(value, MAX_NESTING) : value, rest, before: star, length: pattern.length };
  }
  return best;
}

function withStar(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.endsWith('/') ? `${value}*` : null;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map((item) => withStar(item, depth - 1));
  const map = fields(value);
  return map && Object.fromEntries(Object.entries(map).map(([name, item]) => [name, withStar(item, depth - 1)]));
}

/** The targets under the conditions in force, in the map's own order. `null`: taken away; undefined: no condition holds. */
function active(value: unknown, kind: ImportKind, depth: number): readonly string[] | null | undefined {
  if (typeof value === 'string') return [value];
  if (value === null) return null;
  if (depth === 0) return undefined;
  if (Array.isArray(value)) {
    const all = value.map((item) => active(item, kind, depth - 1));
    const out = all.flatMap((item) => item ?? []);
    return out.length > 0 ? out : (all.find((item) => item === null) ?? undefined);
  }
  for (const [condition, item] of Object.entries(fields(value) ?? {})) {
    if (condition !== kind && condition !== 'node' && condition !== 'default' && condition !== 'module-sync') continue;
    const found = active(item, kind, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function gather(value: unknown, isSource: boolean, depth: number, sources: string[], others: string[]): void {
  if (typeof value === 'string') (isSource ? sources : others).push(value);
  else if (depth === 0) return;
  else if (Array.isArray(value)) for (const item of value) gather(item, isSource, depth - 1, sources, others);
  else
    for (const [condition, item] of Object.entries(fields(value) ?? {}))
      gather(item, isSource || SOURCE_CONDITION.test(condition) || condition.startsWith('types'), depth - 1, sources, others);
}
