/** What a text seems to import: its import lines, and classes beside it that it seems to name. Comments and texts may add to it. */
import { classText } from './classNames';

const PACKAGE = /^[ \t]*package[ \t]+([\w.]+)[ \t]*;/m;
const IMPORT = /^[ \t]*import[ \t]+(?:static[ \t]+)?([\w.]+)(\.\*)?[ \t]*;/gm;
const NAMED = /(?<![\w.@"])[A-Z]\w{2,60}/g;
/** Texts name more than that only when they are lists. */
const LIMIT = 300;

export function likelyImports(text: string): readonly string[] {
  const found = new Set<string>();
  const stars: string[] = [];
  const known = new Set<string>();
  for (const [, name, star] of text.matchAll(IMPORT)) {
    if (star !== undefined) stars.push(name);
    else known.add(name.slice(name.lastIndexOf('.') + 1));
    found.add(classText(name)?.module ?? name);
  }
  const own = PACKAGE.exec(text)?.[1] ?? '';
  for (const [name] of text.matchAll(NAMED)) {
    if (known.has(name)) continue;
    known.add(name);
    for (const pkg of [own, ...stars]) found.add(pkg === '' ? name : `${pkg}.${name}`);
    if (known.size > LIMIT) break;
  }
  return [...found];
}
