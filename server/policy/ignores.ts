/** Reads `gatehouse-ignore RULE[, RULE] [until YYYY-MM-DD]: reason` from comments. */
import type { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';

export interface Ignore {
  readonly rules: readonly string[];
  /** Last day it counts, `YYYY-MM-DD`. */
  readonly until?: string;
  readonly reason: string;
  /** From `gatehouse-ignore` to the end of its line or comment. */
  readonly span: Span;
  /** Places of the rule ids, in the order of `rules`. */
  readonly ruleSpans: readonly Span[];
  /** 0-based line whose findings it hides. */
  readonly line: number;
}

export interface IgnoreProblem {
  readonly span: Span;
  /** What is wrong and what to do. */
  readonly message: string;
}

export interface Ignores {
  readonly ignores: readonly Ignore[];
  /** Comments that look like an ignore and are none. */
  readonly problems: readonly IgnoreProblem[];
}

const WORD = 'gatehouse-ignore';
/** The word counts only at the beginning of a comment's line: prose may mention it. */
const LINE = /^(?:[\s{]*(?:\/\/+|\/\*+|#+|--+|<!--|;+|\*))?\s*gatehouse-ignore(?![\w-])(.*)$/;
const HEAD = /^\s*([\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+until\s+(\S+?))?\s*:(.*)$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const FORM = 'Write `gatehouse-ignore RULE: why`, with `until YYYY-MM-DD` before the colon where it should end.';

/** True when it is worth collecting the comments of a text at all. */
export function mayHaveIgnores(text: string): boolean {
  return text.includes(WORD);
}

/** `comments`: the spans of all comments, in order of place. */
export function readIgnores(lines: LineIndex, comments: readonly Span[]): Ignores {
  const ignores: Ignore[] = [];
  const problems: IgnoreProblem[] = [];
  const hasCode = codeLines(lines, comments);
  for (const comment of comments) {
    if (!lines.text.slice(comment.start, comment.end).includes(WORD)) continue;
    const lastLine = lines.lineAt(Math.max(comment.start, comment.end - 1));
    for (let line = lines.lineAt(comment.start); line <= lastLine; line++) {
      const from = Math.max(comment.start, lines.starts[line]);
      const to = Math.min(comment.end, lines.starts[line] + lines.lineText(line).length);
      const text = lines.text.slice(from, to).replace(/\s*(?:\*\/|-->)\s*$/, '');
      const match = LINE.exec(text);
      if (match === null) continue;
      const start = from + text.indexOf(WORD);
      const span = { start, end: from + text.trimEnd().length };
      const read = parse(match[1], start + WORD.length);
      if ('message' in read) problems.push({ span, message: read.message });
      else ignores.push({ ...read, span, line: target(lines, lines.lineAt(comment.start), lastLine, hasCode) });
    }
  }
  return { ignores, problems };
}

function parse(rest: string, at: number): Pick<Ignore, 'rules' | 'ruleSpans' | 'until' | 'reason'> | { readonly message: string } {
  const head = HEAD.exec(rest);
  if (head === null) {
    return {
      message: rest.includes(':') ? `This ignore names no rule. ${FORM}` : `This ignore gives no reason and does not count. ${FORM}`,
    };
  }
  const reason = head[3].trim();
  if (reason === '') return { message: `This ignore gives no reason and does not count. ${FORM}` };
  const until = head[2];
  if (until !== undefined && !isDate(until)) return { message: `“${until}” is not a date and the ignore does not count. ${FORM}` };
  const listAt = at + rest.indexOf(head[1]);
  const names = [...head[1].matchAll(/[\w-]+/g)];
  return {
    rules: names.map((name) => name[0]),
    ruleSpans: names.map((name) => ({ start: listAt + name.index, end: listAt + name.index + name[0].length })),
    reason,
    ...(until === undefined ? {} : { until }),
  };
}

function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (parts === null) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A comment with code on its lines speaks of that line; one that stands alone speaks of the next line with code. */
function target(lines: LineIndex, first: number, last: number, hasCode: (line: number) => boolean): number {
  if (hasCode(first)) return first;
  for (let line = last; line < lines.lineCount; line++) if (hasCode(line)) return line;
  return last;
}

/** Tells whether a line holds anything but comments, white space and the braces that JSX wraps around a comment. */
function codeLines(lines: LineIndex, comments: readonly Span[]): (line: number) => boolean {
  return (line) => {
    const start = lines.starts[line];
    const end = start + lines.lineText(line).length;
    let code = '';
    let from = start;
    for (const comment of comments) {
      if (comment.end <= from || comment.start >= end) continue;
      code += lines.text.slice(from, Math.max(from, comment.start));
      from = Math.min(end, comment.end);
    }
    code += lines.text.slice(from, end);
    return !/^\s*(?:\{\s*\})?\s*$/.test(code);
  };
}
