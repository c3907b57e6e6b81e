/** A code frame: the flagged line, its neighbours and a row of carets below the flagged columns. */
import type { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';
import { printable, width } from './printable';

export interface FrameLine {
  /** 1-based; undefined for the row of carets. */
  readonly number: number | undefined;
  readonly text: string;
  readonly flagged: boolean;
}

const AROUND = 1;
const MAX_COLUMNS = 120;

/** Lines for a frame around the first line of `span`; tabs become spaces, long lines are cut around the flagged part. */
export function frame(lines: LineIndex, span: Span): readonly FrameLine[] {
  const at = lines.positionAt(span.start);
  const end = lines.positionAt(Math.max(span.start, span.end));
  const text = lines.lineText(at.line);
  const to = end.line === at.line ? end.character : text.length;
  const from = cutFrom(text, at.character, to);
  const out: FrameLine[] = [];
  for (let line = Math.max(0, at.line - AROUND); line <= Math.min(lines.lineCount - 1, at.line + AROUND); line++) {
    const whole = lines.lineText(line);
    const shown = cut(whole, from);
    if (line !== at.line) {
      if (shown.trim() !== '') out.push({ number: line + 1, text: shown, flagged: false });
      continue;
    }
    out.push({ number: line + 1, text: shown, flagged: true });
    const before = width((from > 0 ? '…' : '') + spaced(whole.slice(from, at.character)));
    const flagged = width(spaced(whole.slice(at.character, Math.min(to, from + MAX_COLUMNS))));
    out.push({ number: undefined, text: `${' '.repeat(before)}${'^'.repeat(Math.max(1, flagged))}`, flagged: true });
  }
  return out;
}

/** Where the shown part of a line begins, so that the flagged columns are in it. */
function cutFrom(text: string, start: number, end: number): number {
  if (text.length <= MAX_COLUMNS || end <= MAX_COLUMNS - 10) return 0;
  const from = Math.max(0, start - 40);
  // Never between the halves of a surrogate pair.
  return /[\udc00-\udfff]/.test(text.charAt(from)) ? from + 1 : from;
}

function cut(text: string, from: number): string {
  const to = from + MAX_COLUMNS;
  return `${from > 0 ? '…' : ''}${spaced(text.slice(from, to))}${text.length > to ? '…' : ''}`;
}

function spaced(text: string): string {
  return printable(text).replaceAll('\t', '    ');
}
