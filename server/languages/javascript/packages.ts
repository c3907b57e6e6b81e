/** Packages of the same workspace (npm, yarn, pnpm), and a package's own `#imports`. */
import type { Host } from '../../base/host';
import { ancestors, fileAt, join } from './resolve';
import { readConfig, record } from './tsconfig';

/** Conditions of `exports` in the order they are tried; sources come before what is built from them. */
const CONDITIONS = ['source', 'development', 'import', 'module', 'node', 'require', 'default', 'types'];
const NESTING = 6;
/** Patterns of a workspace file that are looked at. */
const PATTERNS = 30;

export function resolvePackage(folder: string, moduleText: string, host: Host): string | undefined {
  const match = /^(@[^/\s]+\/[^/\s]+|[^/@\s][^/\s]*)(\/.+)?$/.exec(moduleText);
  if (match === null) return undefined;
  const [, name, path = ''] = match;
  for (const root of ancestors(folder)) {
    for (const candidate of candidates(root, name, host)) {
      const manifest = record(readConfig(inFolder(candidate, 'package.json'), host));
      if (manifest?.name === name) return entryOf(candidate, manifest, path, host);
    }
  }
  return undefined;
}

/** `#db` by the `imports` of the nearest package.json. */
export function resolveOwnImport(folder: string, moduleText: string, host: Host): string | undefined {
  for (const root of ancestors(folder)) {
    const manifest = record(readConfig(inFolder(root, 'package.json'), host));
    if (manifest === undefined) continue;
    const target = mapped(record(manifest.imports), moduleText);
    return target === undefined ? undefined : sourceAt(root, target, host);
  }
  return undefined;
}

/** Folders a package of that name may lie in, by the workspace patterns of the folder `root`. */
function candidates(root: string, name: string, host: Host): string[] {
  const out: string[] = [];
  const short = name.slice(name.indexOf('/') + 1);
  const flat = name.replace(/^@/, '').replace('/', '-');
  const manifest = record(readConfig(inFolder(root, 'package.json'), host));
  if (manifest?.name === name) out.push(root);
  for (const pattern of workspacePatterns(root, manifest, host).slice(0, PATTERNS)) {
    if (pattern.startsWith('!')) continue;
    const plain = pattern.replace(/\/+$/, '');
    const fills = plain.includes('*') ? new Set([short, flat, name]) : [''];
    for (const fill of fills) {
      const folder = join(
        root,
        plain.replace(/\*+(\/\*+)*/, () => fill),
      );
      if (folder !== undefined && !folder.includes('*')) out.push(folder);
    }
  }
  return out;
}

function workspacePatterns(root: string, manifest: Readonly<Record<string, unknown>> | undefined, host: Host): string[] {
  const field = manifest?.workspaces;
  const list = Array.isArray(field) ? field : record(field)?.packages;
  if (Array.isArray(list)) return list.filter((pattern) => typeof pattern === 'string');
  const text = host.readText(inFolder(root, 'pnpm-workspace.yaml'));
  if (text === undefined) return [];
  return packagesOf(text);
}

/** The list under `packages:`; nothing else of YAML is needed here. */
function packagesOf(text: string): string[] {
  const out: string[] = [];
  let inside = false;
  for (const line of text.slice(0, 10000).split('\n')) {
    const trimmed = line.trim();
    if (trimmed === 'packages:') inside = true;
    else if (trimmed.startsWith('- ') && inside)
      out.push(
        trimmed
          .slice(2)
          .trim()
          .replace(/^['"]|['"]$/g, ''),
      );
    else if (trimmed !== '' && !trimmed.startsWith('#')) inside = false;
  }
  return out;
}

function entryOf(folder: string, manifest: Readonly<Record<string, unknown>>, path: string, host: Host): string | undefined {
  const targets: string[] = [];
  const exported = exportTarget(manifest.exports, path);
  if (exported !== undefined) targets.push(exported);
  if (path !== '') targets.push(path.slice(1), `src${path}`);
  else {
    for (const field of ['source', 'module', 'main', 'types']) {
      const value = manifest[field];
      if (typeof value === 'string') targets.push(value);
    }
    targets.push('src/index', 'src/main', 'index', 'lib/index');
  }
  for (const target of targets) {
    const file = sourceAt(folder, target, host);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** The file a manifest names; where that is built, the source it is probably built from. */
function sourceAt(folder: string, target: string, host: Host): string | undefined {
  const source = target.replace(/^(\.\/)?(dist|build|out|lib)\/((cjs|esm|es|types)\/)?/, 'src/').replace(/\.d\.([mc]?)ts$/, '.$1js');
  for (const path of new Set([source, target])) {
    const base = join(folder, path);
    const file = base === undefined ? undefined : fileAt(base, host);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** https://nodejs.org/api/packages.html#exports */
function exportTarget(exports: unknown, path: string): string | undefined {
  const map = record(exports);
  const bySubpath = map !== undefined && Object.keys(map).some((key) => key.startsWith('.'));
  if (!bySubpath) return path === '' ? conditional(exports, NESTING) : undefined;
  return mapped(map, `.${path}`);
}

/** Looks a key up in an `exports` or `imports` map, exactly or by its one `*`. */
function mapped(map: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
  if (map === undefined) return undefined;
  if (Object.hasOwn(map, key)) return conditional(map[key], NESTING);
  let best: { readonly start: number; readonly rest: string; readonly value: unknown } | undefined;
  for (const [pattern, value] of Object.entries(map)) {
    const star = pattern.indexOf('*');
    if (star < 0 || !key.startsWith(pattern.slice(0, star)) || !key.endsWith(pattern.slice(star + 1)) || key.length < pattern.length - 1)
      continue;
    if (best === undefined || star > best.start)
      best = { start: star, rest: key.slice(star, key.length - (pattern.length - star - 1)), value };
  }
  const target = best === undefined ? undefined : conditional(best.value, NESTING);
  return target?.replaceAll('*', () => best?.rest ?? '');
}

/** A target under conditions: `{ "import": "./x.mjs", "default": "./x.js" }`. */
function conditional(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value;
  if (depth === 0) return undefined;
  if (Array.isArray(value)) {
    for (const item of value) {
      const target = conditional(item, depth - 1);
      if (target !== undefined) return target;
    }
    return undefined;
  }
  const map = record(value);
  for (const condition of CONDITIONS) {
    const target = map === undefined || !Object.hasOwn(map, condition) ? undefined : conditional(map[condition], depth - 1);
    if (target !== undefined) return target;
  }
  return undefined;
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
