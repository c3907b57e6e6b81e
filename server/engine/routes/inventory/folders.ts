/** Folders as paths, and the patterns by which files say what they stand before. */
import type { Ref } from '../facts';
import { joinPaths } from '../patterns';
import { each } from '../world';

/** `(shop)/orders/[id]/` is `/orders/:id`; undefined for folders that are nobody's to reach. */
export function folderPath(folders: string): string | undefined {
  const out: string[] = [];
  for (const part of folders.split('/')) {
    if (/^_(?!_)/.test(part)) return undefined;
    if (part === '' || part === 'index' || /^\(.*\)$/.test(part) || part.startsWith('@')) continue;
    out.push(part.replace(/^\[{1,2}\.{3}(.+?)\]{1,2}$/, ':$1*').replace(/^\[(.+?)\]$/, ':$1'));
  }
  return joinPaths('/', out.join('/'));
}

/** One pattern or several, each a text or an object that holds one; what says more than a path does is a regular expression. */
export function matcherPath(ref: Ref): Ref {
  const items = each(ref).flatMap((one) => (one.is === 'list' ? one.items : [one]));
  const paths = items.flatMap((one): readonly Ref[] => {
    const source = one.is === 'object' ? one.fields.source : one;
    return source?.is === 'text' ? source.texts.map(pathOf) : [{ is: 'unknown', name: '' }];
  });
  return { is: 'list', items: paths, complete: true };
}

function pathOf(text: string): Ref {
  if (!text.includes('(?')) return { is: 'text', texts: [text] };
  const source = text.replace(/:\w+\*/g, '.*').replace(/:\w+/g, '[^/]+');
  return { is: 'pattern', source: `^${source}$`, flags: '' };
}
