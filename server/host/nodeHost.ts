/** The disk as the analysis sees it: regular files below one real folder, text only, and a reason for whatever it does not get. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Note } from '../base/finding';
import type { Host, Listing } from '../base/host';
import { decode } from './decode';
import { type OpenBytes, readSteady } from './readSteady';

/** Bytes; larger files are skipped with a visible note. */
export const SCAN_LIMIT = 2 * 1024 * 1024;
export const EDITOR_LIMIT = 1024 * 1024;

export interface NodeHost extends Host {
  /** The root with all symbolic links resolved. */
  readonly root: string;
  /** What the last read of a file had to complain about, by root-relative file. */
  readonly notes: ReadonlyMap<string, Note>;
}

export interface NodeHostOptions {
  /** Bytes; files above are not read. */
  readonly limit: number;
}

/** `root` must be an existing folder: throws otherwise. Nothing outside it is ever read, whatever a link or a path says. */
export function createNodeHost(root: string, options: NodeHostOptions = { limit: SCAN_LIMIT }): NodeHost {
  const real = realpathSync.native(root);
  if (!statSync(real).isDirectory()) throw new Error(`${root} is not a folder`);
  const notes = new Map<string, Note>();
  return {
    root: real,
    notes,
    exists: (file) => inside(real, file) !== undefined,
    list: (folder) => list(real, folder),
    readText(file) {
      notes.delete(file);
      const found = inside(real, file);
      if (found === undefined) return undefined;
      const result = read(found, options.limit);
      if (result.note !== undefined) notes.set(file, { ...result.note, file });
      return result.text;
    },
  };
}

/** The real path of a regular file inside the root, or undefined: it does not exist, is something else or lies elsewhere. */
function inside(root: string, file: string): string | undefined {
  if (file.includes('\0')) return undefined;
  const full = path.resolve(root, file);
  if (!isBelow(root, full)) return undefined;
  try {
    if (!statSync(full, { throwIfNoEntry: false })?.isFile()) return undefined;
    const real = realpathSync.native(full);
    return isBelow(root, real) ? real : undefined;
  } catch {
    // A loop of links, a name that is too long, a folder we may not enter: to us the file is not there.
    return undefined;
  }
}

function list(root: string, folder: string): Listing | undefined {
  if (folder.includes('\0')) return undefined;
  const full = path.resolve(root, folder);
  if (!isBelow(root, full)) return undefined;
  try {
    const real = realpathSync.native(full);
    if (!isBelow(root, real)) return undefined;
    const files = new Set<string>();
    const folders: string[] = [];
    const links = new Map<string, string>();
    for (const entry of readdirSync(real, { withFileTypes: true })) {
      if (entry.isFile()) files.add(entry.name);
      else if (entry.isDirectory()) folders.push(entry.name);
      else if (entry.isSymbolicLink()) {
        const target = inside(root, path.join(real, entry.name));
        if (target !== undefined) links.set(entry.name, rootRelative(root, target));
      }
    }
    return { folder: rootRelative(root, real), files, folders: folders.sort(), links };
  } catch {
    return undefined;
  }
}

function rootRelative(root: string, full: string): string {
  return path.relative(root, full).split(path.sep).join('/');
}

export function isBelow(root: string, full: string): boolean {
  return full === root || full.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

interface Read {
  readonly text?: string;
  readonly note?: Pick<Note, 'kind' | 'message'>;
}

function read(full: string, limit: number): Read {
  let fd: number | undefined;
  try {
    // Not to wait for a writer, should the file have become a pipe in the meantime.
    fd = openSync(full, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(fd);
    if (!stat.isFile()) return { note: { kind: 'unreadable', message: 'not a regular file' } };
    const got = readSteady(openBytes(fd), limit);
    if ('tooLarge' in got) return { note: { kind: 'skipped', message: `larger than the limit (${size(got.tooLarge)} > ${size(limit)})` } };
    if ('unsteady' in got) return { note: { kind: 'unreadable', message: 'changed each time it was read' } };
    const decoded = decode(got.bytes);
    if ('reason' in decoded) return { note: { kind: 'skipped', message: decoded.reason } };
    return { text: decoded.text, ...(decoded.remark === undefined ? {} : { note: { kind: 'info', message: decoded.remark } }) };
  } catch (error) {
    return { note: { kind: 'unreadable', message: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})` } };
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

function openBytes(fd: number): OpenBytes {
  return {
    stat() {
      const stat = fstatSync(fd);
      return { size: stat.size, changed: stat.mtimeMs };
    },
    read: (bytes, offset, length, position) => readSync(fd, bytes, offset, length, position),
  };
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
