/** Goes through what a file imports, depth first, and hands on groups of files that import one another, what they import first. */

interface Open<T> {
  readonly file: string;
  readonly item: T;
  readonly order: number;
  readonly next: Iterator<string>;
  low: number;
}

export interface WalkOptions<T> {
  /** Opens a file: what is kept of it until its group is done, and what it imports. Undefined: there is nothing to do for it. */
  readonly open: (file: string) => { readonly item: T; readonly imports: readonly string[] } | undefined;
  /** True when the file has been done before. */
  readonly isDone: (file: string) => boolean;
  readonly done: (group: readonly T[]) => void;
}

/** Tarjan's algorithm for strongly connected components, without recursion: import chains may be as long as there are files. */
export function walkImports<T>(root: string, { open, isDone, done }: WalkOptions<T>): void {
  const way: Open<T>[] = [];
  const waiting: Open<T>[] = [];
  const known = new Map<string, Open<T>>();
  const enter = (file: string): void => {
    const opened = open(file);
    if (!opened) return;
    const entry = { file, item: opened.item, order: known.size, next: opened.imports[Symbol.iterator](), low: known.size };
    known.set(file, entry);
    way.push(entry);
    waiting.push(entry);
  };
  enter(root);
  for (let at = way.at(-1); at; at = way.at(-1)) {
    const { value: target, done: ended } = at.next.next();
    if (!ended) {
      const other = known.get(target);
      if (other) {
        if (waiting.includes(other)) at.low = Math.min(at.low, other.order);
      } else if (!isDone(target)) enter(target);
      continue;
    }
    way.pop();
    const above = way.at(-1);
    if (above) above.low = Math.min(above.low, at.low);
    if (at.low === at.order) done(waiting.splice(waiting.indexOf(at)).map((entry) => entry.item));
  }
}
