/**
 * Which workspace file an import means. A package is a folder: its files are looked through one after the other, each of which
 * leads to the next, so an import leads to the first. Paths of the workspace's own modules are told from `go.mod`; all others are
 * libraries.
 */
import type { Host, Listing } from '../../base/host';
import { ancestors, below, folderOf, inFolder, join } from '../paths';
import { OWN_PACKAGE } from './context';
import { NEXT_FILE } from './types';

/** Longer texts are no paths. */
const MAX_LENGTH = 500;

export function resolve(fromFile: string, moduleText: string, host: Host): string | undefined {
  if (moduleText === '' || moduleText.length > MAX_LENGTH || moduleText.includes('\0')) return undefined;
  const folder = folderOf(fromFile);
  // A file knows its own names.
  if (moduleText === OWN_PACKAGE) return filesOf(folder, host).find((file) => file !== fromFile);
  if (moduleText === NEXT_FILE) {
    const files = filesOf(folder, host);
    const at = files.indexOf(fromFile);
    // Tests see the package; the package does not see its tests.
    return at < 0 ? undefined : files[at + 1];
  }
  const target = moduleText.startsWith('.') ? join(folder, moduleText) : ofModule(folder, moduleText, host);
  return target === undefined ? undefined : filesOf(target, host)[0];
}

/** Files of a package in the order of their names, but for tests. */
function filesOf(folder: string, host: Host): readonly string[] {
  const listing = host.list(folder);
  if (listing === undefined) return [];
  let files = known.get(listing);
  if (files === undefined) {
    files = [...listing.files]
      .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go') && !/^[._]/.test(name))
      .sort()
      .map((name) => inFolder(listing.folder, name));
    known.set(listing, files);
  }
  return files;
}
const known = new WeakMap<Listing, readonly string[]>();

/** The folder of a package of the workspace: of the module the file belongs to, or of one it replaces by a folder. */
function ofModule(folder: string, path: string, host: Host): string | undefined {
  for (const above of ancestors(folder)) {
    const text = host.readText(inFolder(above, 'go.mod'));
    if (text === undefined) continue;
    const module = /^[ \t]*module[ \t]+"?([^\s"]+)/m.exec(text)?.[1];
    const rest = module === undefined ? undefined : below(module, path);
    if (rest !== undefined) return packageIn(above, rest);
    for (const [, from, to] of text.matchAll(/^[ \t]*(?:replace[ \t]+)?(\S+)(?:[ \t]+v\S+)?[ \t]*=>[ \t]*(\.\.?\/\S*)/gm)) {
      const inside = below(from, path);
      const root = inside === undefined ? undefined : join(above, to);
      if (inside !== undefined && root !== undefined) return packageIn(root, inside);
    }
    return inWork(above, path, host);
  }
  return undefined;
}

/** Modules that a `go.work` above brings together. */
function inWork(folder: string, path: string, host: Host): string | undefined {
  for (const above of ancestors(folder)) {
    const text = host.readText(inFolder(above, 'go.work'));
    if (text === undefined) continue;
    for (const [, used] of text.matchAll(/^[ \t]*(?:use[ \t]+)?(\.\.?(?:\/[^\s()]*)?)[ \t]*$/gm)) {
      const root = join(above, used);
      const module =
        root === undefined ? undefined : /^[ \t]*module[ \t]+"?([^\s"]+)/m.exec(host.readText(inFolder(root, 'go.mod')) ?? '')?.[1];
      const rest = module === undefined ? undefined : below(module, path);
      if (root !== undefined && rest !== undefined) return packageIn(root, rest);
    }
    return undefined;
  }
  return undefined;
}

function packageIn(folder: string, rest: string): string {
  return rest === '' ? folder : inFolder(folder, rest);
}
