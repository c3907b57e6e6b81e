/** Which workspace file an import means. Pure: the caller caches. */
import type { Host } from '../../base/host';

export function resolve(fromFile: string, moduleText: string, host: Host): string | undefined {
  if (!moduleText.startsWith('.')) return undefined;
  const slash = fromFile.lastIndexOf('/');
  const base = join(slash < 0 ? '' : fromFile.slice(0, slash), moduleText);
  return base === undefined ? undefined : fileAt(base, host);
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

export function fileAt(base: string, host: Host): string | undefined {
  for (const extension of EXTENSIONS) if (host.exists(base + extension)) return base + extension;
  for (const extension of EXTENSIONS) if (host.exists(`${base}/index${extension}`)) return `${base}/index${extension}`;
  return undefined;
}

/** Joins two paths with `/`; undefined when the result lies above the root. */
export function join(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.join('/');
}
