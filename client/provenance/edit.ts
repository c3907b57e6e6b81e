/** One change event of a document as plain data, and what its text alone says about it. */

export interface Change {
  /** UTF-16 offset in the text before the event. */
  readonly offset: number;
  readonly length: number;
  readonly text: string;
  /** What was replaced; undefined when the text before the event is not known. */
  readonly removed: string | undefined;
}

export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Characters that make an insertion too long to be a word somebody typed. */
const BLOCK = 20;

/** Where the new text is after the event; what a change only repeats of the old text is left out. */
export function insertedSpans(changes: readonly Change[]): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  let moved = 0;
  for (const { offset, length, text, removed } of [...changes].sort((a, b) => a.offset - b.offset)) {
    const head = removed === undefined ? 0 : commonHead(removed, text);
    const tail = removed === undefined ? 0 : commonTail(removed.slice(head), text.slice(head));
    const start = offset + moved + head;
    const end = offset + moved + text.length - tail;
    if (start < end) spans.push({ start, end });
    moved += text.length - length;
  }
  return spans;
}

export function insertedText(changes: readonly Change[]): string {
  return changes.map((change) => change.text).join('');
}

/** Several lines, or more than a word. */
export function isBlock(changes: readonly Change[]): boolean {
  return changes.some(({ text }) => text.trim().includes('\n') || text.trim().length >= BLOCK);
}

/** Deleted, re-indented, re-wrapped, joined: no character came in but white space. */
export function onlyMovesSpace(changes: readonly Change[]): boolean {
  if (changes.every((change) => change.text === '')) return true;
  if (changes.some((change) => change.removed === undefined)) return squeeze(insertedText(changes)) === '';
  const sorted = [...changes].sort((a, b) => a.offset - b.offset);
  const before = squeeze(sorted.map((change) => change.removed).join(''));
  const after = squeeze(insertedText(sorted));
  return after === '' || before === after;
}

/** A line that was moved or doubled, a selection dragged elsewhere: nothing the document did not say already. */
export function repeats(changes: readonly Change[], textBefore: string | undefined): boolean {
  const inserted = squeeze(insertedText(changes));
  if (inserted === '') return true;
  if (changes.some((change) => change.removed !== undefined && squeeze(change.removed).includes(inserted))) return true;
  if (textBefore === undefined) return false;
  const lines = insertedText(changes).trim();
  return lines !== '' && textBefore.includes(lines);
}

/** Many little changes at once: a rename, replace all, a formatter's quotes and commas. */
export function isSpread(changes: readonly Change[]): boolean {
  return changes.length > 1 && changes.every(({ text }) => !text.includes('\n') && text.length < BLOCK);
}

/** Text without its white space: equal before and after re-indenting. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

function commonHead(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

function commonTail(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++;
  return length;
}
