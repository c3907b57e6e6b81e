/**
 * Rows and columns as the parser counts them, where only LF ends a line. They are good for telling the parser about an edit
 * and for nothing else; everybody else uses base/lineIndex.ts.
 */

export interface Point {
  readonly row: number;
  /** In UTF-16 units. */
  readonly column: number;
}

export class Rows {
  /** Offsets just past each LF, after a 0. */
  private readonly starts: number[];

  constructor(text: string) {
    this.starts = rowStarts(text, 0);
    this.starts.unshift(0);
  }

  pointAt(offset: number): Point {
    const row = this.rowOf(offset);
    return { row, column: offset - this.starts[row] };
  }

  /** The text from `start` to `end` has been replaced by `text`. */
  replace(start: number, end: number, text: string): void {
    const from = this.rowOf(start) + 1;
    const to = this.rowOf(end) + 1;
    const shift = text.length - (end - start);
    if (shift !== 0) for (let i = to; i < this.starts.length; i++) this.starts[i] += shift;
    const inserted = rowStarts(text, start);
    if (inserted.length < 10_000) this.starts.splice(from, to - from, ...inserted);
    else {
      // Too many for an argument list.
      const tail = this.starts.splice(from).slice(to - from);
      for (const list of [inserted, tail]) for (const value of list) this.starts.push(value);
    }
  }

  private rowOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (this.starts[mid] <= offset) low = mid;
      else high = mid - 1;
    }
    return low;
  }
}

function rowStarts(text: string, offset: number): number[] {
  const out: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) out.push(offset + at + 1);
  return out;
}
