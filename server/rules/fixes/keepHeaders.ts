/** Takes out what leaves a protecting header out. */
import type { Fix, FixContext, FixMaker } from '../fix';

export const keepHeaders: FixMaker = { languages: ['javascript', 'python'], make };

function make({ language, text, finding, file }: FixContext): Fix | undefined {
  const { start, end } = finding.span;
  const here = text.slice(start, end);
  if (language === 'python')
    return here === 'False' ? { title: 'Switch it on', kind: 'safe', edits: [{ file, span: { start, end }, text: 'True' }] } : undefined;
  if (here !== 'false') return undefined;
  // The member, with the comma behind it or else the one before it.
  const before = /(,?)(\s*)["']?\w+["']?\s*:\s*$/.exec(text.slice(0, start));
  if (!before) return undefined;
  const isFirst = text[start - before[0].length - 1] === '{';
  // What is left alone in braces leaves no space behind.
  const after = /^\s*,/.exec(text.slice(end)) ?? (isFirst ? /^\s*(?=\})/.exec(text.slice(end)) : null);
  const comma = before[1].length;
  const span = after ? { start: start - before[0].length + comma, end: end + after[0].length } : { start: start - before[0].length, end };
  return { title: 'Leave the header on', kind: 'safe', edits: [{ file, span, text: '' }] };
}
