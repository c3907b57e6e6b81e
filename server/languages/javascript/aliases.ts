/** Names that compiler options give to files: `paths`, `baseUrl`, `rootDirs`. https://www.typescriptlang.org/tsconfig#paths */
import type { Host } from '../../base/host';
import { below, inFolder } from '../paths';
import { fileAt, sourceOfOutput } from './entries';
import { type Options, optionsFor } from './tsconfig';

export function resolveAlias(fromFile: string, moduleText: string, host: Host): string | undefined {
  for (const options of optionsFor(fromFile, host)) {
    const file = byPaths(options, moduleText, host) ?? byBase(options, moduleText, host);
    if (file !== undefined) return file;
  }
  return undefined;
}

function byPaths({ paths }: Options, moduleText: string, host: Host): string | undefined {
  let best: { readonly targets: readonly string[]; readonly rest: string; readonly before: number } | undefined;
  for (const [pattern, targets] of paths) {
    const star = pattern.indexOf('*');
    if (star < 0) {
      if (pattern === moduleText) best = { targets, rest: '', before: Number.POSITIVE_INFINITY };
      continue;
    }
    const end = pattern.slice(star + 1);
    if (moduleText.length < star + end.length || !moduleText.startsWith(pattern.slice(0, star)) || !moduleText.endsWith(end)) continue;
    // The longest text before the star wins.
    if (best === undefined || star > best.before)
      best = { targets, rest: moduleText.slice(star, moduleText.length - end.length), before: star };
  }
  const rest = best?.rest ?? '';
  // What a star stands for leads nowhere but down.
  if (rest.split('/').includes('..')) return undefined;
  for (const target of best?.targets ?? []) {
    const path = target.replace('*', () => rest);
    const file = sourceOfOutput(path, host) ?? fileAt(path, host);
    if (file !== undefined) return file;
  }
  return undefined;
}

function byBase({ baseUrl }: Options, moduleText: string, host: Host): string | undefined {
  if (baseUrl === undefined || moduleText.split('/').includes('..')) return undefined;
  return fileAt(inFolder(baseUrl, moduleText), host);
}

/** A relative import across folders that are laid over one another. `base` is what it means in its own folder. */
export function inOtherRoots(fromFile: string, base: string, host: Host): string | undefined {
  for (const { rootDirs } of optionsFor(fromFile, host)) {
    const own = rootDirs.filter((root) => below(root, base) !== undefined).sort((a, b) => b.length - a.length)[0];
    if (own === undefined) continue;
    for (const root of rootDirs) {
      const file = root === own ? undefined : fileAt(inFolder(root, below(own, base) ?? ''), host);
      if (file !== undefined) return file;
    }
  }
  return undefined;
}
