/** The cache of one root: what earlier scans have found out, in one file of a folder that several processes may share. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import type { Cache } from '../base/host';
import { nameOf, PackReader, PackWriter, seal, sha256, unseal } from './pack';

export interface DiskCache extends Cache {
  /** Writes what is new, also of a run that was cut short. Returns what went wrong, if something did; nothing is lost but time. */
  close(): string | undefined;
}

export interface DiskCacheOptions {
  /** Absolute; made when it is missing. */
  readonly folder: string;
  /** Absolute path whose results these are. */
  readonly root: string;
  /** Changes whenever results may: what another build has written is not read. */
  readonly build: string;
  /** Bytes of one root's file, and of all of them; the longest unused go first. */
  readonly limits?: { readonly file: number; readonly folder: number };
}

const MB = 1024 * 1024;
const LIMITS = { file: 512 * MB, folder: 1024 * MB };
/** Days an entry stays without being used. */
const KEPT_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;
const ENDING = '.cache';
const TEMPORARY = '.part';

/** Names the program that is running: its own text and the sizes of what lies beside it. */
export function buildOf(bundle: string, ...beside: readonly string[]): string {
  const sizes = beside.map((file) => `${path.basename(file)} ${statSync(file).size}`);
  return sha256(readFileSync(bundle), ...sizes).toString('hex');
}

/** Where programs keep what they can compute again; undefined where the system does not say. */
export function defaultCacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: string = process.platform,
): string | undefined {
  const home = env.HOME ?? env.USERPROFILE;
  const base =
    platform === 'win32'
      ? env.LOCALAPPDATA
      : (absolute(env.XDG_CACHE_HOME) ?? (home && path.join(home, platform === 'darwin' ? 'Library/Caches' : '.cache')));
  return absolute(base) && path.join(base as string, 'gatehouse');
}

/** Also of texts that are not cached. */
export function digestOf(content: string | Uint8Array): string {
  return sha256(content).toString('hex');
}

function absolute(folder: string | undefined): string | undefined {
  return folder !== undefined && path.isAbsolute(folder) ? folder : undefined;
}

export function openDiskCache({ folder, root, build, limits = LIMITS }: DiskCacheOptions): DiskCache {
  const file = path.join(folder, `${sha256(root).toString('hex').slice(0, 32)}${ENDING}`);
  const temporary = `${file}.${randomBytes(6).toString('hex')}${TEMPORARY}`;
  const mark = sha256(build);
  const day = Math.floor(Date.now() / DAY);
  const used = new Set<string>();
  let reader = PackReader.open(file, mark);
  let writer: PackWriter | undefined;
  let trouble: string | undefined;

  /** Whatever goes wrong costs the cache, never the scan. */
  function attempt(work: () => void): void {
    if (trouble !== undefined) return;
    try {
      work();
    } catch (error) {
      trouble = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
      writer?.abandon();
      remove(temporary);
    }
  }

  function finish(): void {
    if (!writer) {
      // Still of use: not to be taken for forgotten.
      if (reader && used.size > 0) utimesSync(file, new Date(), new Date());
      return;
    }
    for (const [name, row] of reader?.rows() ?? []) {
      const isUsed = used.has(name.toString('latin1'));
      if (writer.has(name) || (!isUsed && row.day + KEPT_DAYS < day) || writer.size + row.length > limits.file) continue;
      const sealed = reader?.read(row);
      if (sealed) writer.add(Buffer.from(name), sealed, isUsed ? day : row.day);
    }
    writer.finish();
    reader?.close();
    reader = undefined;
    renameSync(temporary, file);
    prune(folder, file, limits.folder);
  }

  return {
    digest: digestOf,
    get(name, key) {
      const id = nameOf(name);
      const row = reader?.find(id);
      const sealed = row && reader?.read(row);
      const bytes = sealed && unseal(name, key, sealed);
      if (bytes) used.add(id.toString('latin1'));
      return bytes;
    },
    put(name, key, bytes) {
      attempt(() => {
        if (!writer) {
          mkdirSync(folder, { recursive: true, mode: 0o700 });
          writer = new PackWriter(temporary, mark);
        }
        if (writer.size + bytes.length < limits.file) writer.add(nameOf(name), seal(name, key, bytes), day);
      });
    },
    close() {
      attempt(finish);
      reader?.close();
      reader = undefined;
      return trouble;
    },
  };
}

/** Keeps the folder below its limit, and clears away what processes that were killed have left. */
function prune(folder: string, own: string, limit: number): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(ENDING) || name.endsWith(TEMPORARY))
    .flatMap((name) => {
      const file = path.join(folder, name);
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat?.isFile() ? [{ file, size: stat.size, at: stat.mtimeMs }] : [];
    })
    .sort((a, b) => b.at - a.at);
  let total = 0;
  for (const { file, size, at } of files) {
    const isLeft = file.endsWith(TEMPORARY);
    if (!isLeft) total += size;
    if (file !== own && (isLeft ? at + DAY < Date.now() : total > limit)) remove(file);
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Not ours to remove, or not there.
  }
}
