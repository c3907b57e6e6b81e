/** What of an earlier text is still there after edits, and where: runs of it that nobody has touched, in their order. */

export interface Piece {
  /** In the earlier text. */
  readonly from: number;
  readonly to: number;
  /** Where it stands now. */
  readonly at: number;
}

/** The text from `start` to `end` as it is now becomes `length` other characters. */
export function afterEdit(pieces: readonly Piece[], start: number, end: number, length: number): readonly Piece[] {
  const shift = length - (end - start);
  const out: Piece[] = [];
  for (const { from, to, at } of pieces) {
    const stop = at + to - from;
    const left = Math.min(stop, start) - at;
    if (left > 0) out.push({ from, to: from + left, at });
    const right = stop - Math.max(at, end);
    if (right > 0) out.push({ from: to - right, to, at: stop - right + shift });
  }
  return out;
}

/**
 * Where something was inserted or removed can be told in more than one way when it begins as what follows it does: of a function
 * put in before another, both begin with `function`. The way that begins a line is what was meant. Returns how far back that is.
 */
export function backToLine(text: string, start: number, changed: string): number {
  for (let back = 0; back <= start; back++) {
    if (text[start - back - 1] === '\n') return back;
    if (changed.length === 0 || text[start - back - 1] !== changed[changed.length - 1 - (back % changed.length)]) return 0;
  }
  return 0;
}

/**
 * Where the range stands now, when nothing in it has been touched, and nothing has come directly before or behind it on its lines;
 * else -1.
 */
export function untouched(pieces: readonly Piece[], start: number, end: number, now: string): number {
  const piece = pieces[indexAt(pieces, start)];
  if (piece === undefined || end > piece.to) return -1;
  const at = start - piece.from + piece.at;
  if (piece.from === start && !isLineEnd(now[at - 1])) return -1;
  return piece.to === end && !isLineEnd(now[at + end - start]) ? -1 : at;
}

/** Where the character now stands, when it is still there and nothing has come directly before it (`edge` -1) or behind it (1); else -1. */
export function placeOf(pieces: readonly Piece[], offset: number, edge: -1 | 1, now: string): number {
  const piece = pieces[indexAt(pieces, offset)];
  if (piece === undefined || offset >= piece.to) return -1;
  const at = offset - piece.from + piece.at;
  const isEdge = edge < 0 ? piece.from === offset : piece.to === offset + 1;
  return isEdge && !isLineEnd(now[at + edge]) ? -1 : at;
}

/** An end of the text is one of a line as well. */
function isLineEnd(character: string | undefined): boolean {
  return character === undefined || character === '\n' || character === '\r';
}

/** The last piece that begins at `offset` or before it, or -1. */
function indexAt(pieces: readonly Piece[], offset: number): number {
  let low = -1;
  let high = pieces.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (pieces[mid].from <= offset) low = mid;
    else high = mid - 1;
  }
  return low;
}
