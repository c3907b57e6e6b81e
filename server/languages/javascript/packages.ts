/** Packages of the same workspace by their names, and a package's own `#imports`. */
import type { Host } from '../../base/host';
import { folderOf } from '../paths';
import { remembered } from './configFiles';
import { entryOf, exportedAt } from './entries';
import type { ImportKind } from './exportMap';
import { folderOfPackage, manifestOf, packageFolder } from './workspaces';

export function resolvePackage(fromFile: string, moduleText: string, host: Host): string | undefined {
  const match = /^(@[^/\s]+\/[^/\s]+|[^/@\s][^/\s]*)(\/.+)?$/.exec(moduleText);
  const folder = match ? folderOfPackage(folderOf(fromFile), match[1], host) : undefined;
  const manifest = folder === undefined ? undefined : manifestOf(folder, host);
  if (!match || folder === undefined || manifest === undefined) return undefined;
  const path = match[2] ?? '';
  if (path.split('/').includes('..')) return undefined;
  const kind = importKind(fromFile, host);
  return remembered(host, `entry ${kind} ${folder} ${path}`, () => entryOf(folder, manifest, path, kind, host));
}

/** `#db` by the `imports` of the nearest package.json; a target may be a package again. */
export function resolveOwnImport(fromFile: string, moduleText: string, host: Host): string | undefined {
  const folder = packageFolder(folderOf(fromFile), host);
  const map = folder === undefined ? undefined : manifestOf(folder, host)?.imports;
  if (folder === undefined || map === undefined) return undefined;
  const kind = importKind(fromFile, host);
  return exportedAt(folder, map, moduleText, kind, host, (target) =>
    target.startsWith('#') ? undefined : resolvePackage(fromFile, target, host),
  );
}

/** Which conditions come first: a file says by its ending, or its package by `type`, how it is loaded. */
function importKind(fromFile: string, host: Host): ImportKind {
  if (/\.c[jt]s$/.test(fromFile)) return 'require';
  if (!fromFile.endsWith('.js')) return 'import';
  const folder = packageFolder(folderOf(fromFile), host);
  return folder !== undefined && manifestOf(folder, host)?.type === 'module' ? 'import' : 'require';
}
