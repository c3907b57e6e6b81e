/** All items, each behind those it leads to, as far as they do not lead back; `items` and `next` give the order where it is free. */
export function postOrder<T>(items: readonly T[], next: (item: T) => readonly T[]): readonly T[] {
  const out: T[] = [];
  const seen = new Set<T>();
  const way: { readonly item: T; readonly rest: Iterator<T> }[] = [];
  const enter = (item: T): void => {
    if (seen.has(item)) return;
    seen.add(item);
    way.push({ item, rest: next(item)[Symbol.iterator]() });
  };
  for (const item of items) {
    enter(item);
    for (let at = way.at(-1); at; at = way.at(-1)) {
      const { value, done } = at.rest.next();
      if (!done) enter(value);
      else {
        way.pop();
        out.push(at.item);
      }
    }
  }
  return out;
}
