/** Which analysis a document belongs to: the deepest workspace folder that holds it, else one made for its own folder. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Root } from './backend';

export interface Folder {
  /** The absolute path; for documents that are not files, their URI's scheme. */
  readonly key: string;
  readonly path: string | undefined;
  /** False for folders made for single documents. */
  readonly isWorkspace: boolean;
  /** Undefined until the analysis has loaded. */
  root: Root | undefined;
}

export interface Place {
  readonly folder: Folder;
  /** Root-relative, with `/`; the URI and the language's ending for documents that are not files. */
  readonly file: string;
  /** Identity of the file across folders. */
  readonly key: string;
}

export class Folders {
  private readonly byKey = new Map<string, Folder>();

  all(): readonly Folder[] {
    return [...this.byKey.values()];
  }

  workspace(): readonly Folder[] {
    return this.all().filter((folder) => folder.isWorkspace);
  }

  /** Undefined for a folder that is not on disk: its documents are handled one by one. */
  add(uri: string): Folder | undefined {
    const full = filePath(uri);
    return full === undefined ? undefined : this.make(full, full, true);
  }

  remove(uri: string): Folder | undefined {
    const full = filePath(uri);
    const folder = full === undefined ? undefined : this.byKey.get(full);
    if (folder !== undefined) this.byKey.delete(folder.key);
    return folder;
  }

  forget(folder: Folder): void {
    // A workspace folder may have taken its place under the same key.
    if (this.byKey.get(folder.key) === folder) this.byKey.delete(folder.key);
  }

  /** Where a document lies; `ending` completes the name of one that is not a file. Makes a folder of its own when it lies in none. */
  locate(uri: string, ending: string): Place {
    const known = this.find(uri, ending);
    if (known !== undefined) return known;
    const full = filePath(uri);
    if (full === undefined) {
      const scheme = uri.slice(0, uri.indexOf(':') + 1);
      return place(this.make(scheme, undefined, false), uri + ending);
    }
    return place(this.make(path.dirname(full), path.dirname(full), false), path.basename(full));
  }

  /** As `locate`, but only among folders that exist. */
  find(uri: string, ending: string): Place | undefined {
    const full = filePath(uri);
    if (full === undefined) {
      const folder = this.byKey.get(uri.slice(0, uri.indexOf(':') + 1));
      return folder === undefined ? undefined : place(folder, uri + ending);
    }
    let best: Folder | undefined;
    for (const folder of this.byKey.values()) {
      if (folder.path === undefined || !isBelow(folder.path, full)) continue;
      // A folder made for one document holds that folder's own files only.
      if (!folder.isWorkspace && path.dirname(full) !== folder.path) continue;
      if (best === undefined || folder.key.length > best.key.length) best = folder;
    }
    return best === undefined
      ? undefined
      : place(
          best,
          path
            .relative(best.path ?? '', full)
            .split(path.sep)
            .join('/'),
        );
  }

  /** The inverse of a place's key, as long as its folder is here. */
  fromKey(key: string): Place | undefined {
    const split = key.indexOf('\0');
    const folder = this.byKey.get(key.slice(0, split));
    return folder === undefined ? undefined : place(folder, key.slice(split + 1));
  }

  at(folder: Folder, file: string): Place {
    return place(folder, file);
  }

  private make(key: string, full: string | undefined, isWorkspace: boolean): Folder {
    const known = this.byKey.get(key);
    if (known !== undefined && known.isWorkspace === isWorkspace) return known;
    const folder: Folder = { key, path: full, isWorkspace, root: undefined };
    this.byKey.set(key, folder);
    return folder;
  }
}

/** The URI to publish under when no editor has named one. */
export function uriOf(at: Place): string {
  return at.folder.path === undefined ? at.file : pathToFileURL(path.join(at.folder.path, at.file)).href;
}

function place(folder: Folder, file: string): Place {
  return { folder, file, key: `${folder.key}\0${file}` };
}

/** Undefined when the URI is not a file of this machine. */
function filePath(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    const full = path.normalize(fileURLToPath(uri));
    return full.length > 1 && full.endsWith(path.sep) && path.dirname(full) !== full ? full.slice(0, -1) : full;
  } catch {
    return undefined;
  }
}

function isBelow(folder: string, full: string): boolean {
  return full === folder || full.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
