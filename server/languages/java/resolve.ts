/**
 * Which workspace file a class is written in: its package's folders below a root of sources. Roots are the folders above the
 * importing file, and the usual ones below these and below the modules beside them. Classes of libraries are no file of ours.
 */
import type { Host } from '../../base/host';
import { ancestors, folderOf, inFolder } from '../paths';

const MAX_LENGTH = 500;
/** Modules of one build that are looked into. */
const MAX_MODULES = 60;
const ROOTS = ['src/main/java', 'src/test/java', 'src/main/generated', 'src', 'java'];

export function resolve(fromFile: string, moduleText: string, host: Host): string | undefined {
  if (moduleText.length > MAX_LENGTH || !/^[\p{L}_$][\p{L}\p{N}_$.]*$/u.test(moduleText) || moduleText.startsWith('java.'))
    return undefined;
  const names = moduleText.split('.');
  for (const root of roots(fromFile, names[0], names.length === 1, host)) {
    const found = fileIn(root, names, host);
    if (found !== undefined && found !== fromFile) return found;
  }
  return undefined;
}

/** Folders in which the first name may be found, the nearest first. */
function* roots(fromFile: string, first: string, isFile: boolean, host: Host): Generator<string> {
  const own = folderOf(fromFile);
  if (isFile) {
    yield own;
    return;
  }
  for (const folder of ancestors(own)) {
    const listing = host.list(folder);
    if (listing === undefined) continue;
    if (listing.folders.includes(first)) yield folder;
    yield* below(folder, listing.folders, first, host);
    if (!listing.folders.includes('src') || folder !== own) {
      for (const module of listing.folders.slice(0, MAX_MODULES)) {
        const inner = inFolder(folder, module);
        const inside = module === 'src' || module.startsWith('.') ? undefined : host.list(inner);
        if (inside?.folders.includes('src')) yield* below(inner, inside.folders, first, host);
      }
    }
  }
}

function* below(folder: string, folders: readonly string[], first: string, host: Host): Generator<string> {
  for (const root of ROOTS) {
    if (!folders.includes(root.split('/')[0])) continue;
    const path = inFolder(folder, root);
    if (host.list(path)?.folders.includes(first)) yield path;
  }
}

function fileIn(root: string, names: readonly string[], host: Host): string | undefined {
  const folder = names.slice(0, -1).reduce(inFolder, root);
  const listing = host.list(folder);
  const file = `${names.at(-1)}.java`;
  if (listing === undefined) return undefined;
  if (listing.files.has(file)) return inFolder(listing.folder, file);
  const target = listing.links.get(file);
  return target?.endsWith('.java') ? target : undefined;
}
