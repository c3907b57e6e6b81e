/** Imports: the names by which a file knows packages, and what a text seems to import. */
import { type Context, OWN_PACKAGE } from './context';
import { stringValue } from './literals';
import { NEXT_FILE } from './types';

/** Notes what the file's imports are called in it. */
export function noteImports(c: Context, n: number): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i++) {
    if (c.type(i) !== 'import_spec') continue;
    const path = c.child(i, c.fields.path);
    if (path < 0) continue;
    const module = stringValue(c, path);
    const alias = c.child(i, c.fields.name);
    const kind = alias < 0 ? '' : c.type(alias);
    if (kind === 'dot') c.dots.push(module);
    else if (kind === 'package_identifier') c.scope.meanings.set(c.name(alias), { is: 'package', module });
    else if (kind === '')
      for (const name of packageNames(module)) if (!c.scope.meanings.has(name)) c.scope.meanings.set(name, { is: 'package', module });
  }
}

/** What a package is likely called that is imported by this path, the likeliest first. */
export function packageNames(path: string): readonly string[] {
  const parts = path.split('/');
  let last = parts.pop() ?? '';
  if (/^v\d+$/.test(last) && parts.length > 0) last = parts.pop() ?? last;
  last = last.replace(/\.v\d+$/, '');
  const names = new Set([last, last.replace(/^go[-.]|[-.]go$/g, ''), last.slice(last.lastIndexOf('-') + 1), last.replaceAll(/[-.]/g, '')]);
  names.add(last.replaceAll(/[-.]/g, '_'));
  return [...names].filter((name) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
}

const BLOCK = /^import[ \t]*\(([^)]*)\)/gm;
const SINGLE = /^import[ \t]+(?:[\w.]+[ \t]+)?["`]([^"`\n]+)["`]/gm;

/** What a text seems to import. Comments and texts may add to it. */
export function likelyImports(text: string): readonly string[] {
  const found = new Set<string>([OWN_PACKAGE, NEXT_FILE]);
  for (const [, module] of text.matchAll(SINGLE)) found.add(module);
  for (const [, block] of text.matchAll(BLOCK))
    for (const [, module] of block.matchAll(/^[ \t]*(?:[\w.]+[ \t]+)?["`]([^"`\n]+)["`]/gm)) found.add(module);
  return [...found];
}
