/** From the paths on the command line to one root and the places below it. */
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../host/nodeHost';
import { UsageError } from './world';

export interface Scope {
  /** Real absolute path of the folder that file names are relative to, and outside which nothing is read. */
  readonly root: string;
  /** Real absolute paths at or below the root. */
  readonly paths: readonly string[];
  /** From the current folder to the root, '' or ending in `/`; '' as well when the root is not below the current folder. */
  readonly prefix: string;
}

/**
 * Folders alone: their common folder is the root, as if it were opened in an editor. With files among them the current folder
 * is, when it holds them all, because a file says nothing about where its project begins.
 */
export function scopeOf(cwd: string, named: readonly string[]): Scope {
  const here = realpathSync.native(cwd);
  const places = (named.length === 0 ? ['.'] : named).map((name) => place(cwd, name));
  const folders = places.map(({ full, isFolder }) => (isFolder ? full : path.dirname(full)));
  const hasFile = places.some(({ isFolder }) => !isFolder);
  const root = hasFile && folders.every((folder) => isBelow(here, folder)) ? here : folders.reduce(common);
  if (places.length > 1 && root === path.parse(root).root) {
    throw new UsageError('these paths have no folder in common; scan them one by one');
  }
  return {
    root,
    paths: [...new Set(places.map(({ full }) => full))].sort(),
    prefix: root !== here && isBelow(here, root) ? `${path.relative(here, root).split(path.sep).join('/')}/` : '',
  };
}

function place(cwd: string, name: string): { readonly full: string; readonly isFolder: boolean } {
  try {
    const full = realpathSync.native(path.resolve(cwd, name));
    return { full, isFolder: statSync(full).isDirectory() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(`there is no file or folder ${JSON.stringify(name)}`);
    throw new UsageError(`${JSON.stringify(name)} cannot be read (${code ?? 'unknown error'})`);
  }
}

function common(a: string, b: string): string {
  let folder = a;
  while (!isBelow(folder, b)) folder = path.dirname(folder);
  return folder;
}
