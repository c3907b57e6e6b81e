/** `paths` and `baseUrl` of the nearest tsconfig.json or jsconfig.json. https://www.typescriptlang.org/tsconfig#paths */
import { parse } from 'jsonc-parser/lib/esm/main.js';
import type { Host } from '../../base/host';
import { ancestors, fileAt, folderOf, join } from './resolve';

interface Mapping {
  /** Folder that bare names are looked up in, if any. */
  readonly base: string | undefined;
  /** Pattern (with at most one `*`) and the patterns it stands for, root-relative. */
  readonly paths: readonly (readonly [string, readonly string[]])[];
}

/** Configurations that extend one another, at most. */
const CHAIN = 5;

export function resolveByConfig(folder: string, moduleText: string, host: Host): string | undefined {
  const config = nearestConfig(folder, host);
  if (config === undefined) return undefined;
  for (const mapping of mappingsOf(config, host)) {
    const file = lookUp(mapping, moduleText, host);
    if (file !== undefined) return file;
  }
  return undefined;
}

function nearestConfig(folder: string, host: Host): string | undefined {
  for (const above of ancestors(folder)) {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const file = above === '' ? name : `${above}/${name}`;
      if (host.exists(file)) return file;
    }
  }
  return undefined;
}

/** The configuration's own mapping, then those of the projects it refers to. */
function mappingsOf(file: string, host: Host): Mapping[] {
  const out: Mapping[] = [];
  const own = mappingOf(file, host, CHAIN);
  if (own !== undefined) out.push(own);
  const references = record(readConfig(file, host))?.references;
  if (!Array.isArray(references)) return out;
  for (const reference of references.slice(0, CHAIN)) {
    const path = record(reference)?.path;
    const target = typeof path === 'string' ? join(folderOf(file), path) : undefined;
    if (target === undefined) continue;
    const mapping = mappingOf(target.endsWith('.json') ? target : `${target}/tsconfig.json`, host, CHAIN);
    if (mapping !== undefined) out.push(mapping);
  }
  return out;
}

function mappingOf(file: string, host: Host, depth: number): Mapping | undefined {
  const config = record(readConfig(file, host));
  if (config === undefined) return undefined;
  const folder = folderOf(file);
  const options = record(config.compilerOptions);
  const parents = (Array.isArray(config.extends) ? config.extends : [config.extends]).filter((p) => typeof p === 'string');
  let inherited: Mapping | undefined;
  for (const parent of parents.slice(-CHAIN)) {
    const target = parent.startsWith('.') && depth > 0 ? join(folder, parent) : undefined;
    if (target === undefined) continue;
    inherited = mappingOf(target.endsWith('.json') ? target : `${target}.json`, host, depth - 1) ?? inherited;
  }
  const base = typeof options?.baseUrl === 'string' ? join(folder, options.baseUrl) : inherited?.base;
  const written = record(options?.paths);
  if (written === undefined) return { base, paths: inherited?.paths ?? [] };
  const paths: [string, string[]][] = [];
  for (const [pattern, targets] of Object.entries(written)) {
    if (!Array.isArray(targets)) continue;
    const joined = targets.map((target) => (typeof target === 'string' ? join(base ?? folder, target) : undefined));
    paths.push([pattern, joined.filter((target) => target !== undefined)]);
  }
  return { base, paths };
}

function lookUp(mapping: Mapping, moduleText: string, host: Host): string | undefined {
  let best: { readonly targets: readonly string[]; readonly rest: string; readonly length: number } | undefined;
  for (const [pattern, targets] of mapping.paths) {
    const star = pattern.indexOf('*');
    if (star < 0) {
      if (pattern === moduleText) best = { targets, rest: '', length: Number.POSITIVE_INFINITY };
      continue;
    }
    const end = pattern.slice(star + 1);
    if (moduleText.length < star + end.length || !moduleText.startsWith(pattern.slice(0, star)) || !moduleText.endsWith(end)) continue;
    // The longest text before the star wins.
    if (best === undefined || star > best.length)
      best = { targets, rest: moduleText.slice(star, moduleText.length - end.length), length: star };
  }
  for (const target of best?.targets ?? []) {
    const path = join(
      '',
      target.replace('*', () => best?.rest ?? ''),
    );
    const file = path === undefined ? undefined : fileAt(path, host);
    if (file !== undefined) return file;
  }
  const path = mapping.base === undefined ? undefined : join(mapping.base, moduleText);
  return path === undefined ? undefined : fileAt(path, host);
}

/** The last few configurations by their text: every bare import asks for the same one. */
const parsed = new Map<string, unknown>();
const PARSED_LIMIT = 50;

export function readConfig(file: string, host: Host): unknown {
  const text = host.readText(file);
  if (text === undefined) return undefined;
  let value = parsed.get(text);
  if (value === undefined) {
    if (parsed.size >= PARSED_LIMIT) parsed.clear();
    value = parse(text, [], { allowTrailingComma: true }) ?? null;
    parsed.set(text, value);
  }
  return value;
}

export function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}
