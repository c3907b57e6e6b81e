/** Splits a command line into the words a shell would make of it, where no shell is needed to read it. */
import type { Cell } from './cells';

/** Programs that take `--` as the end of their options and mean nothing else by it. */
const ENDS_OPTIONS = new Set('cat chmod chown cp du file grep head ln ls mkdir mv rm rmdir sort stat tail touch wc'.split(' '));

/** Words of a command line that no shell is needed for, or undefined. Quotes around a whole word or a value go away. */
export function wordsOf(cells: readonly Cell[]): Cell[][] | undefined {
  const words: Cell[][] = [];
  let word: Cell[] | undefined;
  let open = '';
  for (const cell of cells) {
    const c = cell.char;
    if (c !== undefined && open === '' && /\s/.test(c)) {
      if (c === '\n' && words.length > 0) return undefined;
      word = undefined;
      continue;
    }
    if (word === undefined) {
      word = [];
      words.push(word);
    }
    if (c === open && open !== '') open = '';
    else if (open === '' && (c === '"' || c === "'")) open = c;
    else if (c !== undefined && !(open === '' ? /[\w./:=@%+,-]/ : /[^"`$\\!]/).test(c)) return undefined;
    else word.push(cell);
  }
  return open === '' && words.length > 1 && words.every((w) => w.length > 0) ? words : undefined;
}

/** Puts `--` before the first value where that is harmless and later words are no options. */
export function endOptions(program: string, words: readonly Cell[][]): (Cell[] | string)[] {
  const at = words.findIndex((w) => w[0].hole !== undefined);
  const later = at < 0 ? [] : words.slice(at);
  const known = ENDS_OPTIONS.has(program.split('/').at(-1) ?? '');
  const hasEnd = words.slice(0, Math.max(at, 0)).some((w) => w.length === 2 && w.every((c) => c.char === '-'));
  if (!known || at < 0 || hasEnd || later.some((w) => w[0].char === '-')) return [...words];
  return [...words.slice(0, at), '--', ...later];
}
