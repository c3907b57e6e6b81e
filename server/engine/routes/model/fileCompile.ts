/** Which files a framework takes handlers from, by where they lie or by what stands at their beginning. */
import { PathError } from '../../pathLanguage';
import type { RouteFiles } from './model';

export interface CompiledFiles extends RouteFiles {
  readonly framework: string;
  readonly pattern: RegExp | undefined;
  readonly first: RegExp | undefined;
}

/** What a file's path says. */
export interface Lying {
  readonly kind: CompiledFiles;
  /** Folder of the program, with `/` at its end; empty for the workspace's. */
  readonly root: string;
  readonly path: string;
}

/** Of all frameworks of a language, or of several. */
export class FileNames {
  private readonly all: CompiledFiles[] = [];
  /** Told by names and parameters, wherever files lie. */
  readonly anywhere: CompiledFiles[] = [];
  /** Texts by which files and functions say that they are handlers. */
  readonly marks = new Map<string, CompiledFiles>();

  add(framework: string, files: readonly RouteFiles[]): void {
    for (const one of files) {
      const [pattern, first] = [one.files, one.parameter].map((text) => (text === undefined ? undefined : new RegExp(text, 'u')));
      if (!pattern && !first && one.marked === undefined) throw new PathError(`${framework}: files are known by path, mark or parameter`);
      const compiled: CompiledFiles = { ...one, framework, pattern, first };
      if (pattern) this.all.push(compiled);
      else if (first) this.anywhere.push(compiled);
      if (one.marked !== undefined) this.marks.set(one.marked, compiled);
    }
  }

  /** The first kind of file that it is by its path. */
  of(file: string): Lying | undefined {
    for (const kind of this.all) {
      const found = kind.pattern?.exec(file);
      if (found) return { kind, root: found.groups?.root ?? '', path: found.groups?.path ?? '' };
    }
    return undefined;
  }

  /** Something is exported by a name that handlers have wherever they lie. */
  isNamed(exports: { has(name: string): boolean }): boolean {
    return this.anywhere.some((one) => Object.keys(one.exports).some((name) => exports.has(name)));
  }

  get isEmpty(): boolean {
    return this.all.length + this.anywhere.length === 0 && this.marks.size === 0;
  }
}
