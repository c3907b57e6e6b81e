/** What ignore files say about a path, the way git does it: the deepest file that has an opinion wins, and its last matching line. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Folders with output or other people's code. A `.gatehouseignore` can ask for one of them back (`!build/`), except `.git`. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  'vendor',
  'dist',
  'build',
  'out',
  'coverage',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.turbo',
  '.yarn',
  '.vscode-test',
]);

const MINIFIED_NAME = /[.-]min\.[cm]?jsx?$/i;
const FILES = ['.gatehouseignore', '.gitignore'] as const;
const MAX_BYTES = 512 * 1024;
/** A line with more runs of wildcards can take a regular expression hours on a crafted file name. */
const MAX_WILDCARDS = 4;

export type Verdict = 'skip' | 'folder' | 'ignored' | undefined;

interface Level {
  readonly folder: string;
  readonly own?: Ignore;
  readonly git?: Ignore;
}

export class IgnoreRules {
  /** Sentences about ignore files that were not used as written. */
  readonly remarks: string[] = [];
  private readonly levels = new Map<string, Level>();
  /** The outermost folder whose ignore files count. */
  private readonly top: string;

  /** `start` is the folder the user named: rules from above count unless they would ignore that folder itself. */
  constructor(private readonly start: string) {
    const git = gitTop(start);
    this.top = git ?? start;
    if (git !== undefined && git !== start && this.opinion(start, true) === 'ignored') this.top = start;
  }

  /** `full` is an absolute path at or below `start`. */
  verdict(full: string, isFolder: boolean): Verdict {
    const name = path.basename(full);
    if (isFolder && name === '.git') return 'folder';
    const said = this.opinion(full, isFolder);
    if (said === 'ignored') return 'ignored';
    if (said === 'asked') return undefined;
    if (isFolder) return SKIPPED_FOLDERS.has(name) ? 'folder' : undefined;
    return MINIFIED_NAME.test(name) ? 'skip' : undefined;
  }

  /** `asked`: a `.gatehouseignore` says explicitly not to ignore it. */
  private opinion(full: string, isFolder: boolean): 'ignored' | 'asked' | undefined {
    for (const which of ['own', 'git'] as const) {
      for (let folder = path.dirname(full); ; folder = path.dirname(folder)) {
        const rules = this.level(folder)[which];
        if (rules !== undefined) {
          const { ignored, unignored } = rules.test(relative(folder, full) + (isFolder ? '/' : ''));
          if (ignored) return 'ignored';
          if (unignored) {
            if (which === 'own') return 'asked';
            break;
          }
        }
        if (folder === this.top || folder === path.dirname(folder)) break;
      }
    }
    return undefined;
  }

  private level(folder: string): Level {
    let level = this.levels.get(folder);
    if (level === undefined) {
      const git = [this.lines(path.join(folder, FILES[1]))];
      // `info/exclude` is weaker than any .gitignore, so its lines come first.
      if (folder === this.top) git.unshift(this.lines(path.join(folder, '.git/info/exclude')));
      level = { folder, own: rulesOf([this.lines(path.join(folder, FILES[0]))]), git: rulesOf(git) };
      this.levels.set(folder, level);
    }
    return level;
  }

  private lines(file: string): readonly string[] {
    try {
      const stat = statSync(file, { throwIfNoEntry: false });
      if (!stat?.isFile()) return [];
      if (stat.size > MAX_BYTES) {
        this.remarks.push(`${relative(this.start, file)} is too large and was not used.`);
        return [];
      }
      const lines = readFileSync(file, 'utf8')
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/);
      const simple = lines.filter((line) => (line.match(/[*?]+/g)?.length ?? 0) <= MAX_WILDCARDS);
      if (simple.length < lines.length) {
        this.remarks.push(`${relative(this.start, file)} has lines with more than ${MAX_WILDCARDS} wildcards; they were not used.`);
      }
      return simple;
    } catch {
      return [];
    }
  }
}

function rulesOf(lines: readonly (readonly string[])[]): Ignore | undefined {
  const all = lines.flat().filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return all.length === 0 ? undefined : ignore({ allowRelativePaths: true }).add(all);
}

function gitTop(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

function relative(from: string, to: string): string {
  return path.relative(from, to).split(path.sep).join('/');
}
