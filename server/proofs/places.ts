/** Where a project keeps what: the folder of its build files, and the tests it has. */
import type { Host } from '../base/host';

/** The nearest folder above a file that has one of these files; undefined where there is none. */
export function folderWith(host: Host, file: string, names: readonly string[]): string | undefined {
  for (const folder of foldersAbove(file)) if (names.some((name) => host.exists(joined(folder, name)))) return folder;
  return undefined;
}

/** The folder of a file, then each above it; the root is `''`. */
export function foldersAbove(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return [...parts.map((_, i) => parts.slice(0, parts.length - i).join('/')), ''];
}

export function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** The name of a file without its folder and its ending. */
export function stemOf(file: string): string {
  return (file.split('/').pop() ?? file).replace(/\.[^.]+$/, '');
}

/** `../src/app` from `test/a.test.ts` to `src/app`; never without a dot in front. */
export function relativeTo(fromFile: string, to: string): string {
  const from = fromFile.split('/').slice(0, -1);
  const parts = to.split('/');
  let same = 0;
  while (same < from.length && same < parts.length - 1 && from[same] === parts[same]) same++;
  const up = from.length - same;
  return `${up === 0 ? './' : '../'.repeat(up)}${parts.slice(same).join('/')}`;
}

const SKIPPED = new Set(
  'node_modules dist build out target vendor coverage venv env site-packages __pycache__ bower_components generated tmp logs'.split(' '),
);
/** Folders and depth that are looked through. */
const MOST_FOLDERS = 600;
const DEEPEST = 9;

/** Files below a folder for which it holds, in the order of their folders; folders of other packages and of what is built are left out. */
export function filesBelow(host: Host, root: string, holds: (file: string) => boolean): readonly string[] {
  const out: string[] = [];
  let folders = [root];
  let seen = 0;
  for (let depth = 0; depth <= DEEPEST && folders.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of folders) {
      if (++seen > MOST_FOLDERS) return out;
      const listing = host.list(folder);
      if (listing === undefined) continue;
      for (const name of [...listing.files].sort()) if (holds(joined(folder, name))) out.push(joined(folder, name));
      for (const name of listing.folders) if (!SKIPPED.has(name) && !name.startsWith('.')) next.push(joined(folder, name));
    }
    folders = next;
  }
  return out;
}

/** Texts of files, those that can be read. */
export function textsOf(host: Host, files: readonly string[]): readonly { readonly file: string; readonly text: string }[] {
  return files.slice(0, MOST_TEXTS).flatMap((file) => {
    const text = host.readText(file);
    return text === undefined ? [] : [{ file, text }];
  });
}
const MOST_TEXTS = 60;

/** What is there most often; of several that are, the one that comes first. */
export function mostOf(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | undefined;
  for (const [value, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = value;
  return best;
}
