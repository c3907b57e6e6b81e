/** Who imports whom among the analysed files, and which of them import one another. */
import type { Imports } from './imports';

export class ImportGraph {
  private readonly importers = new Map<string, Set<string>>();
  private readonly imported = new Map<string, readonly string[]>();

  constructor(private readonly imports: Imports) {}

  /** Takes the import texts of a file as it is now. Returns the files they mean, once each; the file itself is not among them. */
  set(file: string, modules: readonly string[]): readonly string[] {
    const meant = new Set(modules.map((name) => this.imports.resolve(file, name)));
    const targets = [...meant].filter((target) => target !== undefined && target !== file) as string[];
    for (const target of this.imported.get(file) ?? []) this.importers.get(target)?.delete(file);
    this.imported.set(file, targets);
    for (const target of targets) {
      const known = this.importers.get(target);
      if (known) known.add(file);
      else this.importers.set(target, new Set([file]));
    }
    return targets;
  }

  remove(file: string): void {
    this.set(file, []);
    this.imported.delete(file);
    this.imports.forget(file);
  }

  importsOf(file: string): readonly string[] {
    return this.imported.get(file) ?? [];
  }
  importersOf(file: string): readonly string[] {
    return [...(this.importers.get(file) ?? [])];
  }
  transitiveImporters(file: string): ReadonlySet<string> {
    const out = reached(file, (f) => this.importers.get(f) ?? []);
    out.delete(file);
    return out;
  }

  /** The file and all that it imports and that import it, on whatever ways, by name; undefined when it stands in no cycle. */
  cycleOf(file: string): readonly string[] | undefined {
    const importers = reached(file, (f) => this.importers.get(f) ?? []);
    if (!importers.has(file)) return undefined;
    const imports = reached(file, (f) => this.imported.get(f) ?? []);
    return [...importers].filter((f) => imports.has(f)).sort();
  }
}

/** All that `next` leads to, in any number of steps; `from` only when it is led back to. */
function reached(from: string, next: (file: string) => Iterable<string>): Set<string> {
  const out = new Set<string>();
  const queue = [from];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const other of next(file)) {
      if (out.has(other)) continue;
      out.add(other);
      queue.push(other);
    }
  }
  return out;
}
