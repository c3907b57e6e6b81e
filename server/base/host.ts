/** All the world the analysis may see: reads only, below one root. `host/` implements it for Node; tests use maps. */
export interface Host {
  /** The file's text, or undefined when it does not exist, is not readable, or lies outside the workspace. */
  readText(file: string): string | undefined;
  /** True when `file` is a regular file inside the workspace. */
  exists(file: string): boolean;
  /** What lies in a folder of the workspace (`''` is the root); undefined when there is no such folder inside it. */
  list(folder: string): Listing | undefined;
}

export interface Listing {
  /** The folder's path without links in it. */
  readonly folder: string;
  /** Names of regular files, as they are written on disk. */
  readonly files: ReadonlySet<string>;
  /** Names of folders, sorted by UTF-16 code units; a link to a folder is none. */
  readonly folders: readonly string[];
  /** Links that lead to regular files of the workspace: name → path of the file itself. */
  readonly links: ReadonlyMap<string, string>;
}

/** The listing of a folder in a world that consists of these files and has no links. */
export function listingOf(files: Iterable<string>, folder: string): Listing | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const names = new Set<string>();
  const folders = new Set<string>();
  for (const file of files) {
    if (!file.startsWith(prefix)) continue;
    const slash = file.indexOf('/', prefix.length);
    if (slash < 0) names.add(file.slice(prefix.length));
    else folders.add(file.slice(prefix.length, slash));
  }
  if (names.size + folders.size === 0 && folder !== '') return undefined;
  return { folder, files: names, folders: [...folders].sort(), links: new Map() };
}

/** Results of earlier runs, kept outside the workspace. What is kept under a name can be read with its key only. */
export interface Cache {
  /** A name for a text or for bytes, from which these cannot be told. */
  digest(content: string | Uint8Array): string;
  /** What was kept under the name with this key; undefined when there is nothing, or nothing sound. Still not to be trusted. */
  get(name: string, key: string): Uint8Array | undefined;
  /** Takes the place of what was kept under the name. Never fails: what cannot be kept is computed again next time. */
  put(name: string, key: string, bytes: Uint8Array): void;
}
