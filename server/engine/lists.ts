/** Lists in maps, and values that stand for lists of one. */

export function listOf<T>(map: Map<string, T[]>, key: string): T[] {
  let items = map.get(key);
  if (!items) {
    items = [];
    map.set(key, items);
  }
  return items;
}

export function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
