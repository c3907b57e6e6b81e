/** The source file a folder, a package or a path that may be built stands for: a checkout holds sources, manifests name output. */
import type { Host } from '../../base/host';
import { below, inFolder, join } from '../paths';
import { type Fields, text } from './configFiles';
import { exportTargets, type ImportKind } from './exportMap';
import { indexFile, isTypeScript, type Order, plainFile } from './sourceFile';
import { configsIn, optionsOf } from './tsconfig';
import { manifestOf } from './workspaces';

/** Folders that hold output and nothing else, and those that often do. */
const OUTPUT = new Set(['dist', 'build', 'out', 'output', '.output', '_build', 'compiled']);
const MAYBE_OUTPUT = new Set('lib es esm esnext cjs commonjs umd module modules types typings bundle release legacy js'.split(' '));
const SOURCE_FOLDERS = ['src', 'source', 'lib', ''];
/** Where a package begins that does not say so. */
const USUAL_ENTRIES = ['src/index', 'src/main', 'source/index', 'lib/index', 'index', 'main'];

/** The file at a path as the language looks for it: a file, else what the folder's manifest names, else its index. */
export function fileAt(base: string, host: Host, order: Order = 'source'): string | undefined {
  return plainFile(base, host, order) ?? folderAt(base, host);
}

export function folderAt(folder: string, host: Host): string | undefined {
  const manifest = manifestOf(folder, host);
  const named = manifest && ['source', 'main', 'module'].some((field) => text(manifest[field]) !== undefined);
  return (named ? mainOf(folder, manifest, host) : undefined) ?? indexFile(folder, host);
}

/** The file that `name` or `name/path` means of the package in that folder; `path` is `''` or begins with `/`. */
export function entryOf(folder: string, manifest: Fields, path: string, kind: ImportKind, host: Host): string | undefined {
  if (manifest.exports !== undefined && manifest.exports !== null) return exportedAt(folder, manifest.exports, `.${path}`, kind, host);
  if (path === '') return mainOf(folder, manifest, host);
  const name = path.slice(1);
  const found = fileAt(inFolder(folder, name), host) ?? sourceAt(folder, name, host);
  if (found !== undefined) return found;
  // Some packages are published from the folder they are built into.
  return fileAt(inFolder(folder, `src/${name}`), host);
}

/** By a map of names to targets, `exports` or `imports`. Targets that are no path are `elsewhere`. */
export function exportedAt(
  folder: string,
  map: unknown,
  key: string,
  kind: ImportKind,
  host: Host,
  elsewhere: (target: string) => string | undefined = () => undefined,
): string | undefined {
  let isThere = false;
  for (const each of kind === 'import' ? (['import', 'require'] as const) : (['require', 'import'] as const)) {
    const found = exportTargets(map, key, each);
    if (found === null) return undefined;
    if (found === undefined) continue;
    const own = (list: readonly string[]): string[] => list.filter((target) => /^\.\/(?!.*(?:^|\/)\.\.(?:\/|$))/.test(target));
    const file =
      firstOf(own(found.targets), (target) => written(folder, target, host)) ??
      firstOf(own(found.sources), (target) => written(folder, target, host)) ??
      firstOf(own(found.targets), (target) => sourceAt(folder, target, host)) ??
      firstOf(own(found.others), (target) => sourceAt(folder, target, host)) ??
      firstOf(found.targets, (target) => (target.startsWith('.') ? undefined : elsewhere(target)));
    if (file !== undefined) return file;
    isThere = true;
  }
  // A name that is exported, from a file that only a build makes under that name.
  if (!isThere || key.startsWith('#')) return undefined;
  return key === '.'
    ? usualEntry(folder, host)
    : firstOf(SOURCE_FOLDERS, (place) => fileOrIndex(join(folder, `${place}/${key}`) ?? '', host));
}

function mainOf(folder: string, manifest: Fields, host: Host): string | undefined {
  const published = manifest.publishConfig as Fields | undefined;
  const named = [manifest, published].flatMap((holder) =>
    ['main', 'module', 'types', 'typings'].flatMap((field) => text(holder?.[field]) ?? []),
  );
  const main = text(manifest.main);
  const source = text(manifest.source);
  return (
    (main === undefined ? undefined : written(folder, main, host)) ??
    (source === undefined ? undefined : written(folder, source, host)) ??
    firstOf(named, (target) => sourceAt(folder, target, host)) ??
    (main === undefined ? indexFile(folder, host) : undefined) ??
    usualEntry(folder, host)
  );
}

function usualEntry(folder: string, host: Host): string | undefined {
  return firstOf(USUAL_ENTRIES, (entry) => plainFile(inFolder(folder, entry), host, 'source'));
}

/** The file itself, where it is certainly no output. */
function written(folder: string, target: string, host: Host): string | undefined {
  if (OUTPUT.has(segmentsOf(target)[0]) || isOutput(folder, target, host)) return undefined;
  const base = join(folder, target);
  const file = base === undefined ? undefined : fileOrIndex(base, host);
  // Beside sources in TypeScript, `lib` is where they are compiled to.
  const built = file !== undefined && MAYBE_OUTPUT.has(segmentsOf(target)[0]) && !isTypeScript(file) && sourceOf(folder, target, host);
  return built && isTypeScript(built) ? undefined : file;
}

/** The source that a path is built from; without one, the path's own file. */
export function sourceAt(folder: string, target: string, host: Host): string | undefined {
  const base = join(folder, target);
  return sourceOf(folder, target, host) ?? (base === undefined ? undefined : fileOrIndex(base, host));
}

function sourceOf(folder: string, target: string, host: Host): string | undefined {
  const base = join(folder, target);
  if (base === undefined) return undefined;
  for (const options of configsIn(folder, host).map((file) => optionsOf(file, host))) {
    for (const output of options.outputs) {
      const rest = below(output, base);
      if (rest === undefined || rest === '') continue;
      const roots = options.rootDir === undefined ? [inFolder(folder, 'src'), folder] : [options.rootDir];
      const file = firstOf(roots, (root) => fileOrIndex(inFolder(root, withoutEnd(rest)), host));
      if (file !== undefined) return file;
    }
  }
  return sourceByName(folder, target, host);
}

/** The same for a path that does not say where its package begins: what lies below a folder of output. */
export function sourceOfOutput(path: string, host: Host, fromFile = ''): string | undefined {
  const parts = path.split('/');
  const output = parts.findIndex((part) => OUTPUT.has(part));
  // Among themselves, files of output are what they are.
  return output < 0 || below(parts.slice(0, output + 1).join('/'), fromFile) !== undefined
    ? undefined
    : sourceOf(parts.slice(0, output).join('/'), parts.slice(output).join('/'), host);
}

function isOutput(folder: string, target: string, host: Host): boolean {
  const base = join(folder, target) ?? '';
  return configsIn(folder, host).some((file) => optionsOf(file, host).outputs.some((output) => below(output, base) !== undefined));
}

/** `dist/esm/pool.js` → `src/pool`. */
function sourceByName(folder: string, target: string, host: Host): string | undefined {
  const parts = segmentsOf(target);
  let skipped = 0;
  while (skipped < parts.length - 1 && (OUTPUT.has(parts[skipped]) || MAYBE_OUTPUT.has(parts[skipped]))) skipped++;
  if (skipped === 0) return undefined;
  for (let from = skipped; from > 0; from--) {
    const rest = withoutEnd(withoutOwnFolder(parts.slice(from).join('/'), folder));
    for (const name of new Set([rest, rest.replace(/\.(?:cjs|esm|es|mjs|umd|min|node|common|bundle|prod|production)$/, '')]))
      for (const place of SOURCE_FOLDERS) {
        if (place === parts[0]) continue;
        const file = fileOrIndex(inFolder(folder, place === '' ? name : `${place}/${name}`), host);
        if (file !== undefined) return file;
      }
  }
  return undefined;
}

/** Output of several packages at once repeats the way to each: `dist/packages/db/src/index.js`. */
function withoutOwnFolder(path: string, folder: string): string {
  for (let tail = folder; tail !== ''; tail = tail.includes('/') ? tail.slice(tail.indexOf('/') + 1) : '') {
    const rest = below(tail, path);
    if (rest !== undefined && rest !== '') return rest;
  }
  return path;
}

function fileOrIndex(base: string, host: Host): string | undefined {
  return plainFile(base, host, 'source') ?? indexFile(base, host);
}

function withoutEnd(path: string): string {
  return path.replace(/\.d\.[mc]?ts$|\.[mc]?jsx?$/, '');
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

function firstOf<T>(list: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of list) {
    const file = find(item);
    if (file !== undefined) return file;
  }
  return undefined;
}
