/** Patterns of paths as workspaces and compiler configurations write them: `packages/*`, `src/**`, `{apps,libs}/*`. */
import type { Host } from '../../base/host';
import { inFolder } from '../paths';

/** Alternatives one pattern may have, folders that are looked into for all patterns, and how deep `**` goes. */
const MAX_ALTERNATIVES = 50;
const MAX_FOLDERS = 20_000;
const MAX_DEPTH = 8;
const FOREIGN = new Set(['node_modules', 'bower_components', '.git']);

/** `{a,b}/c` → `a/c`, `b/c`. */
export function alternatives(pattern: string): readonly string[] {
  let out = [pattern];
  for (let grown = true; grown && out.length < MAX_ALTERNATIVES; ) {
    grown = false;
    out = out.flatMap((text) => {
      const braces = /\{([^{}]*,[^{}]*)\}/.exec(text);
      if (!braces) return [text];
      grown = true;
      return braces[1].split(',').map((part) => text.slice(0, braces.index) + part + text.slice(braces.index + braces[0].length));
    });
  }
  return out.slice(0, MAX_ALTERNATIVES);
}

/** True when the path is what the pattern describes; `**` stands for any number of folders. */
export function matches(pattern: string, path: string): boolean {
  const wanted = segments(pattern);
  const given = segments(path);
  // Row by row: which beginnings of the path the pattern's beginning describes.
  let row = given.map(() => false);
  row.unshift(true);
  for (const segment of wanted) {
    const next = new Array<boolean>(given.length + 1).fill(false);
    for (let i = 0; i <= given.length; i++) {
      if (segment === '**') next[i] = row[i] || (i > 0 && next[i - 1]);
      else if (i > 0) next[i] = row[i - 1] && matchesName(segment, given[i - 1]);
    }
    row = next;
  }
  return row[given.length];
}

/** Folders below `root` that one of the patterns describes and no `!pattern` takes away, sorted. */
export function foldersMatching(root: string, patterns: readonly string[], host: Host): readonly string[] {
  const all = patterns.flatMap(alternatives).map((text) => text.trim());
  const unwanted = all.filter((text) => text.startsWith('!')).map((text) => text.slice(1));
  const found = new Set<string>();
  let visits = 0;
  const visit = (folder: string, rest: readonly string[], path: string, depth: number): void => {
    if (++visits > MAX_FOLDERS) return;
    const [segment, ...others] = rest;
    if (segment === undefined) {
      if (!unwanted.some((pattern) => matches(pattern, path))) found.add(folder);
      return;
    }
    if (segment === '**') visit(folder, others, path, depth);
    if (segment === '**' && depth === 0) return;
    for (const name of /[*?]/.test(segment) ? (host.list(folder)?.folders ?? []) : [segment]) {
      if (FOREIGN.has(name) || name === '..' || (segment !== '**' && !matchesName(segment, name))) continue;
      if (segment === '**' && name.startsWith('.')) continue;
      visit(inFolder(folder, name), segment === '**' ? rest : others, inFolder(path, name), segment === '**' ? depth - 1 : depth);
    }
  };
  for (const pattern of all) if (!pattern.startsWith('!')) visit(root, segments(pattern.replace(/\/package\.json$/, '')), '', MAX_DEPTH);
  return [...found].sort();
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** `*` and `?` in one name, without going back further than the last star. */
function matchesName(pattern: string, name: string): boolean {
  if (pattern.startsWith('*') && name.startsWith('.')) return false;
  let p = 0;
  let star = -1;
  let after = 0;
  for (let i = 0; i < name.length; ) {
    if (pattern[p] === '*') {
      star = p++;
      after = i;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[i])) {
      p++;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++after;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
