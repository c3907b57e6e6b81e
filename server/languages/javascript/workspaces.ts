/** Which folder a package of the workspace lies in, by its name: npm, yarn, pnpm and lerna, and dependencies on a folder. */
import type { Host } from '../../base/host';
import { ancestors, inFolder, join } from '../paths';
import { type Fields, fields, readFields, remembered, text, texts } from './configFiles';
import { foldersMatching } from './globs';

/** Patterns of one workspace that are looked at. */
const MAX_PATTERNS = 100;
const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

export function manifestOf(folder: string, host: Host): Fields | undefined {
  return readFields(inFolder(folder, 'package.json'), host);
}

/** The nearest folder with a package.json, from `folder` upwards. */
export function packageFolder(folder: string, host: Host): string | undefined {
  return remembered(host, `package of ${folder}`, () => ancestors(folder).find((above) => manifestOf(above, host) !== undefined));
}

/** The folder of the package that `name` means to a file in `folder`. */
export function folderOfPackage(folder: string, name: string, host: Host): string | undefined {
  return remembered(host, `folder of ${name} in ${folder}`, () => {
    const own = packageFolder(folder, host);
    if (own !== undefined && manifestOf(own, host)?.name === name) return own;
    for (const root of ancestors(folder)) {
      const found = linked(root, name, host) ?? packagesOf(root, host)?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

/** A dependency on a folder (`file:../db`), or on a workspace package under another name (`workspace:@shop/db@*`). */
function linked(folder: string, name: string, host: Host): string | undefined {
  const manifest = manifestOf(folder, host);
  if (!manifest) return undefined;
  for (const kind of DEPENDENCIES) {
    const wanted = text(fields(manifest[kind])?.[name]);
    if (wanted === undefined) continue;
    const path = /^(?:file|link|portal|workspace):(\.{1,2}(?:\/.*)?|[\w-]+\/.*)$/.exec(wanted)?.[1];
    const target = path === undefined ? undefined : join(folder, path);
    if (target !== undefined && manifestOf(target, host)) return target;
    const alias = /^(?:workspace|npm):(@?[^@]+)@/.exec(wanted)?.[1];
    if (alias === undefined || alias === name) continue;
    for (const root of ancestors(folder)) {
      const found = packagesOf(root, host)?.get(alias);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Name → folder of the packages of the workspace whose root this folder is. Of two with one name, the first by its path. */
function packagesOf(root: string, host: Host): ReadonlyMap<string, string> | undefined {
  return remembered(host, `workspace ${root}`, () => {
    const patterns = patternsOf(root, host).slice(0, MAX_PATTERNS);
    if (patterns.length === 0) return undefined;
    const out = new Map<string, string>();
    for (const folder of foldersMatching(root, patterns, host)) {
      const name = manifestOf(folder, host)?.name;
      if (typeof name === 'string' && !out.has(name)) out.set(name, folder);
    }
    return out;
  });
}

function patternsOf(root: string, host: Host): readonly string[] {
  const field = manifestOf(root, host)?.workspaces;
  const pnpm = host.readText(inFolder(root, 'pnpm-workspace.yaml'));
  const out = [...texts(field), ...texts(fields(field)?.packages), ...(pnpm === undefined ? [] : packagesList(pnpm))];
  const lerna = readFields(inFolder(root, 'lerna.json'), host);
  if (lerna) out.push(...(out.length > 0 || Array.isArray(lerna.packages) ? texts(lerna.packages) : ['packages/*']));
  return out;
}

/** The list under `packages:` of pnpm-workspace.yaml, as a block or in brackets; nothing else of YAML is needed here. */
function packagesList(yaml: string): readonly string[] {
  const out: string[] = [];
  const lines = yaml.slice(0, 100_000).split(/\r?\n/);
  const start = lines.findIndex((line) => /^(['"]?)packages\1\s*:/.test(line));
  if (start < 0) return out;
  const rest = lines[start].slice(lines[start].indexOf(':') + 1);
  if (/^\s*\[/.test(rest)) {
    const whole = [rest, ...lines.slice(start + 1)].map(withoutComment).join(' ');
    return whole
      .slice(whole.indexOf('[') + 1, whole.indexOf(']'))
      .split(',')
      .map(unquoted)
      .filter(Boolean);
  }
  for (const line of lines.slice(start + 1)) {
    const item = /^\s*-\s+(.*)$/.exec(withoutComment(line));
    if (item) out.push(unquoted(item[1]));
    else if (withoutComment(line).trim() !== '') break;
  }
  return out;
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, '');
}

function unquoted(value: string): string {
  return value.trim().replace(/^(['"])(.*)\1$/, '$2');
}
