/**
 * Which workspace file an import means: relative paths, tsconfig paths, packages of the workspace. Pure; the caller caches.
 * Packages from a registry, type declarations, JSON and anything outside the root are no file of ours.
 */
import type { Host } from '../../base/host';
import { resolveOwnImport, resolvePackage } from './packages';
import { resolveByConfig } from './tsconfig';

export function resolve(fromFile: string, moduleText: string, host: Host): string | undefined {
  if (moduleText === '' || moduleText.startsWith('/') || BUILT_IN.has(moduleText)) return undefined;
  const folder = folderOf(fromFile);
  if (/^\.{1,2}(\/|$)/.test(moduleText)) {
    const base = join(folder, moduleText);
    return base === undefined ? undefined : fileAt(base, host);
  }
  if (moduleText.startsWith('#')) return resolveOwnImport(folder, moduleText, host) ?? resolveByConfig(folder, moduleText, host);
  return resolveByConfig(folder, moduleText, host) ?? resolvePackage(folder, moduleText, host);
}

/** Node's own modules most often imported; asking the disk about them would be waste. */
const BUILT_IN = new Set(
  `assert async_hooks buffer child_process cluster crypto dgram dns dns/promises events fs fs/promises http http2 https module net os
  path perf_hooks process punycode querystring readline readline/promises stream stream/promises string_decoder timers timers/promises
  tls tty url util v8 vm worker_threads zlib`.split(/\s+/),
);

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** What an extension written in an import may stand for. */
const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** The source file a path without, with, or with another extension means, or that of a folder. */
export function fileAt(base: string, host: Host): string | undefined {
  const extension = extensionOf(base);
  if (EXTENSIONS.includes(extension)) {
    if (isSource(base) && host.exists(base)) return base;
    const stem = base.slice(0, -extension.length);
    for (const swap of SWAPS[extension] ?? []) if (host.exists(stem + swap)) return stem + swap;
  }
  for (const end of EXTENSIONS) if (base !== '' && isSource(base + end) && host.exists(base + end)) return base + end;
  const index = base === '' ? 'index' : `${base}/index`;
  for (const end of EXTENSIONS) if (host.exists(index + end)) return index + end;
  return undefined;
}

function isSource(file: string): boolean {
  return !/\.d\.[mc]?ts$/.test(file);
}

function extensionOf(file: string): string {
  const dot = file.lastIndexOf('.');
  return dot > file.lastIndexOf('/') ? file.slice(dot) : '';
}

/** `''` for a file at the root. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

/** The folder and all above it, up to the root (`''`). */
export function ancestors(folder: string): string[] {
  const out = [folder];
  for (let current = folder; current !== ''; ) {
    current = folderOf(current);
    out.push(current);
  }
  return out;
}

/** Joins two paths with `/`; undefined when the result lies above the root. */
export function join(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
