/** Compiler options of tsconfig.json and jsconfig.json that say where files lie, inherited ones included. https://www.typescriptlang.org/tsconfig */
import type { Host } from '../../base/host';
import { ancestors, below, folderOf, inFolder, join } from '../paths';
import { type Fields, fields, readFields, remembered, text, texts } from './configFiles';
import { exportTargets } from './exportMap';
import { alternatives, matches } from './globs';
import { folderOfPackage, manifestOf } from './workspaces';

export interface Options {
  readonly file: string;
  /** Folder that bare names are looked up in, if any. */
  readonly baseUrl: string | undefined;
  /** Pattern (with at most one `*`) and the root-relative patterns it stands for. */
  readonly paths: readonly (readonly [string, readonly string[]])[];
  readonly rootDirs: readonly string[];
  /** Where output goes, and what it is made from. */
  readonly outputs: readonly string[];
  readonly rootDir: string | undefined;
  /** True when the configuration speaks of that file. */
  readonly includes: (file: string) => boolean;
}

/** Configurations that extend one another, and projects that are referred to, at most. */
const MAX_CHAIN = 20;
const MAX_PROJECTS = 50;

/** A path as it was written, and the folder of the configuration it was written in. */
interface Written {
  readonly path: string;
  readonly folder: string;
}
interface Raw {
  baseUrl?: Written;
  paths?: { readonly map: Fields; readonly folder: string };
  rootDirs?: readonly Written[];
  outDir?: Written;
  declarationDir?: Written;
  rootDir?: Written;
  include?: readonly Written[];
  exclude?: readonly Written[];
  files?: readonly Written[];
}

/**
 * Configurations in the order they are asked about a file in that folder: the nearest tsconfig.json, the projects it refers to,
 * and the others beside it. Those that include the file come first.
 */
export function optionsFor(file: string, host: Host): readonly Options[] {
  const group = groupOf(folderOf(file), host);
  if (group.length < 2) return group;
  return [...group.filter((options) => options.includes(file)), ...group.filter((options) => !options.includes(file))];
}

function groupOf(folder: string, host: Host): readonly Options[] {
  return remembered(host, `options ${folder}`, () => {
    for (const above of ancestors(folder)) {
      const beside = configsIn(above, host);
      if (beside.length === 0) continue;
      const all = new Set<string>();
      const take = (file: string): void => {
        if (all.size >= MAX_PROJECTS || all.has(file) || !host.exists(file)) return;
        all.add(file);
        for (const project of referencesOf(file, host)) take(project);
      };
      for (const file of beside) take(file);
      return [...all].map((file) => optionsOf(file, host));
    }
    return [];
  });
}

/** Configuration files of a folder, the one tools look for first. */
export function configsIn(folder: string, host: Host): readonly string[] {
  return remembered(host, `configs ${folder}`, () => {
    const names = [...(host.list(folder)?.files ?? [])].filter((name) => /^[jt]sconfig(?:[.-][\w.-]*)?\.json$/.test(name)).sort();
    const rank = (name: string): number => ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json', name].indexOf(name);
    return names.sort((a, b) => rank(a) - rank(b)).map((name) => inFolder(folder, name));
  });
}

function referencesOf(file: string, host: Host): readonly string[] {
  const list = readFields(file, host)?.references;
  if (!Array.isArray(list)) return [];
  return list.flatMap((reference) => {
    const path = text(fields(reference)?.path);
    const target = path === undefined ? undefined : join(folderOf(file), path);
    if (target === undefined) return [];
    return [target.endsWith('.json') ? target : inFolder(target, 'tsconfig.json')];
  });
}

export function optionsOf(file: string, host: Host): Options {
  return remembered(host, `tsconfig ${file}`, () => {
    const raw = rawOf(file, host, []);
    const folder = folderOf(file);
    const place = (written: Written | undefined): string | undefined => written && placeOf(written.path, written.folder, folder);
    const places = (list: readonly Written[] | undefined): string[] => (list ?? []).flatMap((written) => place(written) ?? []);
    const baseUrl = place(raw.baseUrl);
    const outputs = [...places(raw.outDir && [raw.outDir]), ...places(raw.declarationDir && [raw.declarationDir])];
    const patterns = (list: readonly Written[] | undefined): string[] => places(list).flatMap(alternatives);
    const [include, exclude, files] = [patterns(raw.include), patterns(raw.exclude), places(raw.files)];
    return {
      file,
      baseUrl,
      paths: pathsOf(raw, baseUrl, folder),
      rootDirs: places(raw.rootDirs),
      outputs: outputs.filter((output) => output !== folder),
      rootDir: place(raw.rootDir),
      includes(source) {
        if (files.includes(source)) return true;
        if (
          raw.include ? !include.some((pattern) => covers(pattern, source)) : raw.files !== undefined || below(folder, source) === undefined
        )
          return false;
        return !exclude.some((pattern) => covers(pattern, source));
      },
    };
  });
}

/** A pattern without a star is a folder or a file; one that describes a folder covers what lies below it. */
function covers(pattern: string, file: string): boolean {
  return below(pattern, file) !== undefined || matches(pattern, file) || matches(`${pattern}/**`, file);
}

function pathsOf({ paths }: Raw, baseUrl: string | undefined, leaf: string): [string, string[]][] {
  if (!paths) return [];
  return Object.entries(paths.map).map(([pattern, targets]) => [
    pattern,
    texts(targets).flatMap((target) => placeOf(target, baseUrl ?? paths.folder, leaf) ?? []),
  ]);
}

/** `${configDir}` is the folder of the configuration that nobody extends further. */
function placeOf(path: string, folder: string, leaf: string): string | undefined {
  const own = /^\$\{configDir\}(?:\/(.*))?$/.exec(path);
  return own ? join(leaf, own[1] ?? '') : join(folder, path);
}

function rawOf(file: string, host: Host, extending: readonly string[]): Raw {
  const config = readFields(file, host);
  if (config === undefined || extending.includes(file) || extending.length >= MAX_CHAIN) return {};
  const raw: Raw = {};
  const folder = folderOf(file);
  for (const parent of typeof config.extends === 'string' ? [config.extends] : texts(config.extends)) {
    const target = extended(folder, parent, host);
    if (target !== undefined) Object.assign(raw, rawOf(target, host, [...extending, file]));
  }
  const own = fields(config.compilerOptions) ?? {};
  const written = (path: string): Written => ({ path, folder });
  for (const key of ['baseUrl', 'outDir', 'declarationDir', 'rootDir'] as const) {
    const path = text(own[key]);
    if (path !== undefined) raw[key] = written(path);
  }
  const map = fields(own.paths);
  if (map) raw.paths = { map, folder };
  if (Array.isArray(own.rootDirs)) raw.rootDirs = texts(own.rootDirs).map(written);
  for (const key of ['include', 'exclude', 'files'] as const) if (Array.isArray(config[key])) raw[key] = texts(config[key]).map(written);
  return raw;
}

/** The configuration that `extends` names: by its path, or in a package of the workspace. */
function extended(folder: string, name: string, host: Host): string | undefined {
  if (/^\.{1,2}(?:\/|$)/.test(name)) return configAt(join(folder, name), host);
  const match = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(name);
  const home = match ? folderOfPackage(folder, match[1], host) : undefined;
  const manifest = home === undefined ? undefined : manifestOf(home, host);
  if (!match || home === undefined || manifest === undefined) return undefined;
  const exported = exportTargets(manifest.exports, match[2] === undefined ? '.' : `./${match[2]}`, 'require');
  const paths = match[2] === undefined ? [text(manifest.tsconfig), 'tsconfig.json'] : [match[2], `${match[2]}/tsconfig.json`];
  for (const path of [...(exported?.targets ?? []), ...paths]) {
    const target = path === undefined ? undefined : configAt(join(home, path), host);
    if (target !== undefined) return target;
  }
  return undefined;
}

function configAt(path: string | undefined, host: Host): string | undefined {
  if (path === undefined) return undefined;
  return [path, `${path}.json`].find((file) => file.endsWith('.json') && host.exists(file));
}
