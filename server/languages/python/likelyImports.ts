/** What a text seems to import, line by line. Comments and texts may add to it. */
import { partText } from './imports';

const FROM = /^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^\n;#]*))/gm;
const IMPORT = /^[ \t]*import[ \t]+([^\n;#]*)/gm;

export function likelyImports(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [, module, inside, line] of text.matchAll(FROM)) {
    found.add(module);
    for (const part of (inside ?? line ?? '').split(',')) {
      const name = /^\s*(?:#[^\n]*\n\s*)*(\w+)/.exec(part)?.[1];
      if (name !== undefined) found.add(partText(module, name));
    }
  }
  for (const [, list] of text.matchAll(IMPORT)) {
    for (const part of list.split(',')) {
      const name = /^\s*([.\w]+)/.exec(part)?.[1];
      if (name === undefined) continue;
      const names = name.split('.');
      for (let k = 1; k <= names.length; k++) found.add(names.slice(0, k).join('.'));
    }
  }
  return [...found];
}
