/** What a scan is going to look at: the files asked for and all that they import, each with the text it has now. */
import type { Cache, Host } from '../base/host';
import { languageOf } from '../languages';
import { type CachedHead, readHead } from './cached';
import { Imports } from './imports';
import { walkImports } from './walk';

export interface Planned {
  readonly file: string;
  readonly digest: string;
  /** Characters. */
  readonly size: number;
  /** Files it imports; without what an earlier run knew of it, only likely. */
  readonly imports: readonly string[];
  /** From an earlier run with the same text. */
  readonly head: CachedHead | undefined;
  /** Text of an import → file; only with a head. */
  readonly targets: readonly (readonly [string, string | undefined])[];
}

export class Plan {
  readonly files = new Map<string, Planned>();
  /** Files that could not be read. */
  readonly missing = new Set<string>();
  private readonly imports: Imports;

  constructor(
    private readonly host: Host,
    private readonly digest: (text: string) => string,
    private readonly cache: Cache | undefined,
  ) {
    this.imports = new Imports(host);
  }

  /** Takes the file in. Returns files that it imports and that are not in the plan. */
  add(file: string): readonly string[] {
    if (this.files.has(file) || this.missing.has(file)) return [];
    const language = languageOf(file);
    const text = language && this.host.readText(file);
    if (!language || text === undefined) {
      this.missing.add(file);
      return [];
    }
    const digest = this.digest(text);
    const head = this.cache && readHead(this.cache, file, digest);
    const targets = this.targetsOf(file, head?.imports ?? language.likelyImports(text));
    const imports = [...new Set(targets.flatMap(([, target]) => (target === undefined || target === file ? [] : [target])))];
    this.files.set(file, { file, digest, size: text.length, imports, head, targets: head ? targets : [] });
    return imports.filter((other) => !this.files.has(other) && !this.missing.has(other));
  }

  /** The file that an import means. */
  resolve(file: string, name: string): string | undefined {
    return this.imports.resolve(file, name);
  }

  targetsOf(file: string, imports: readonly string[]): readonly (readonly [string, string | undefined])[] {
    const targets = imports.map((name) => [name, this.imports.resolve(file, name)] as const);
    this.imports.forget(file);
    return targets;
  }

  /** Files that seem to import one another, in groups, what is imported first. */
  groups(roots: readonly string[]): readonly (readonly Planned[])[] {
    const out: (readonly Planned[])[] = [];
    const done = new Set<string>();
    for (const root of roots) {
      if (done.has(root)) continue;
      walkImports<Planned>(root, {
        open: (file) => {
          const item = this.files.get(file);
          return item && { item, imports: item.imports };
        },
        isDone: (file) => done.has(file),
        done: (group) => {
          for (const { file } of group) done.add(file);
          out.push(group);
        },
      });
    }
    return out;
  }
}
