/** The files of a folder that are worth analysing, in a fixed order, and what was left out and why. */
import * as fs from 'node:fs';
import path from 'node:path';
import type { Note } from '../base/finding';
import { IgnoreRules } from './ignoreRules';
import { isBelow } from './nodeHost';

// Required, not imported: the package's ES build asks for `import.meta.url`, which a CommonJS bundle does not have.
const { fdir } = require('fdir') as typeof import('fdir');

export interface ListOptions {
  /** True for files the analysis has a language for. */
  readonly accepts: (file: string) => boolean;
  /** Absolute real paths at or below the root. A named file is listed whatever the ignore files say. Default: the root. */
  readonly paths?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface FileList {
  /** Root-relative with `/`, sorted by UTF-16 code units, each once. */
  readonly files: readonly string[];
  readonly notes: readonly Note[];
}

/** Symbolic links are never followed: a link to a file inside the root shows up under its real name, anything else is foreign. */
export async function listFiles(root: string, options: ListOptions): Promise<FileList> {
  const files = new Set<string>();
  const notes: Note[] = [];
  for (const named of options.paths ?? [root]) {
    if (!isBelow(root, named)) throw new Error(`${named} is not below ${root}`);
    const stat = fs.statSync(named);
    if (stat.isDirectory()) {
      const found = await walk(root, named, options);
      for (const file of found.files) files.add(file);
      notes.push(...found.notes);
    } else if (!stat.isFile()) {
      notes.push({ kind: 'skipped', file: relative(root, named), message: 'not a regular file' });
    } else if (options.accepts(relative(root, named))) {
      files.add(relative(root, named));
    } else {
      notes.push({ kind: 'skipped', file: relative(root, named), message: 'no supported language' });
    }
  }
  return { files: [...files].sort(), notes };
}

/** True when a listing of the whole root would have the file, were it there: its name and the ignore files say so. */
export function covers(root: string, file: string, accepts: (file: string) => boolean): boolean {
  if (!accepts(file)) return false;
  const rules = new IgnoreRules(root);
  const parts = file.split('/');
  return parts.every((_, i) => rules.verdict(path.join(root, ...parts.slice(0, i + 1)), i < parts.length - 1) === undefined);
}

async function walk(root: string, start: string, options: ListOptions): Promise<FileList> {
  const rules = new IgnoreRules(start);
  const notes: Note[] = [];
  const folders: string[] = [];
  const minified: string[] = [];
  const foreign = new Map<string, number>();
  const links: string[] = [];
  const special: string[] = [];
  const readdir = watchedReaddir((folder, error, entries) => {
    if (error !== null) {
      notes.push({
        kind: 'unreadable',
        file: relative(root, folder) || '.',
        message: `folder cannot be read (${error.code ?? 'unknown error'})`,
      });
    }
    for (const entry of entries) {
      if (entry.isFile() || entry.isDirectory()) continue;
      const file = relative(root, path.join(folder, entry.name));
      if (entry.isSymbolicLink()) links.push(file);
      else if (options.accepts(file)) special.push(file);
    }
  });
  const found = await new fdir({
    includeBasePath: true,
    resolvePaths: true,
    excludeSymlinks: true,
    suppressErrors: true,
    maxDepth: Number.POSITIVE_INFINITY,
    pathSeparator: path.sep as '/',
    filters: [
      (file) => {
        const isSource = options.accepts(relative(root, file));
        const kind = path.extname(file).toLowerCase();
        if (!isSource && !OTHER_SOURCE.has(kind)) return false;
        const verdict = rules.verdict(file, false);
        if (!isSource) {
          if (verdict === undefined) foreign.set(kind, (foreign.get(kind) ?? 0) + 1);
          return false;
        }
        if (verdict === 'skip') minified.push(relative(root, file));
        return verdict === undefined;
      },
    ],
    exclude: (_name, folder) => {
      const full = folder.endsWith(path.sep) ? folder.slice(0, -1) : folder;
      const verdict = rules.verdict(full, true);
      if (verdict === 'folder' && path.basename(full) !== '.git') folders.push(relative(root, full));
      return verdict !== undefined;
    },
    fs: { ...fs, readdir },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
    .crawl(start)
    .withPromise();
  options.signal?.throwIfAborted();
  if (folders.length > 0) notes.push(summary('Folders with output or other people’s code were not entered', folders));
  if (minified.length > 0) notes.push(summary('Files minified by their name were not read', minified));
  if (special.length > 0) notes.push(summary('Pipes, sockets and devices were not read', special));
  if (links.length > 0) notes.push(summary('Symbolic links were not followed', links));
  if (foreign.size > 0) {
    const counts = [...foreign].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([kind, count]) => `${count} ${kind}`);
    notes.push({ kind: 'info', message: `Files in languages that are not analysed: ${counts.join(', ')}.` });
  }
  for (const message of rules.remarks) notes.push({ kind: 'config', message });
  const files = found.map((file) => relative(root, file));
  // Node shows other bytes as U+FFFD, and the file cannot be reached by such a name.
  const misnamed = files.filter((file) => file.includes('\ufffd') && !fs.existsSync(path.join(root, file)));
  for (const file of misnamed) notes.push({ kind: 'unreadable', file, message: 'cannot be reached: its name is not valid UTF-8' });
  return { files: misnamed.length === 0 ? files : files.filter((file) => !misnamed.includes(file)), notes };
}

/** Extensions of source code that somebody might believe was analysed. */
const OTHER_SOURCE: ReadonlySet<string> = new Set(
  '.js .jsx .mjs .cjs .ts .tsx .mts .cts .py .java .kt .kts .scala .groovy .go .cs .fs .vb .php .rb .rs .swift .c .h .cc .cpp .hpp .m .mm .dart .ex .exs .erl .lua .pl .pm .r .sh .ps1 .sql .vue .svelte .astro .ejs .hbs .pug'.split(
    ' ',
  ),
);

/** `fs.readdir` as the walker calls it, with somebody watching what came back: the walker itself drops errors. */
function watchedReaddir(
  seen: (folder: string, error: NodeJS.ErrnoException | null, entries: readonly fs.Dirent[]) => void,
): typeof fs.readdir {
  const watched = (
    folder: string,
    options: { withFileTypes: true },
    done: (error: NodeJS.ErrnoException | null, entries: fs.Dirent[]) => void,
  ): void => {
    fs.readdir(folder, options, (error, entries = []) => {
      seen(folder, error, entries);
      done(error, entries);
    });
  };
  return watched as unknown as typeof fs.readdir;
}

const SHOWN = 5;

function summary(what: string, paths: string[]): Note {
  const sorted = [...paths].sort();
  const rest = sorted.length > SHOWN ? ` and ${sorted.length - SHOWN} more` : '';
  return { kind: 'info', message: `${what}: ${sorted.slice(0, SHOWN).join(', ')}${rest}.` };
}

function relative(from: string, to: string): string {
  return path.relative(from, to).split(path.sep).join('/');
}
