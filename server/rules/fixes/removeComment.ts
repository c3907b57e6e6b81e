/** Removes an ignore comment, and its line when nothing else stands there. */
import type { Fix, FixContext, FixMaker } from '../fix';

export const removeComment: FixMaker = { languages: ['javascript'], make };

function make({ file, text, tree, finding }: FixContext): Fix | undefined {
  let comment = -1;
  for (let n = 0; n < tree.count; n++) {
    if (tree.type(n).endsWith('comment') && tree.start(n) <= finding.span.start && finding.span.end <= tree.end(n)) comment = n;
  }
  // A comment for several rules may still be right for the others.
  if (comment < 0 || /gatehouse-ignore[^:]*,/.test(tree.textOf(comment))) return undefined;
  let start = tree.start(comment);
  let end = tree.end(comment);
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const alone = start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r';
  if (alone) {
    if (text[end] === '\r') end++;
    if (text[end] === '\n') end++;
  }
  return { title: 'Remove the ignore comment', kind: 'safe', edits: [{ file, span: { start, end }, text: '' }] };
}
