/** Switches the check against requests from other sites on again: takes out what has switched it off. */
import type { Fix, FixContext, FixMaker } from '../fix';

export const protectForms: FixMaker = { languages: ['java', 'python', 'javascript'], make };

const MIDDLEWARE = 'django.middleware.csrf.CsrfViewMiddleware';

function make(context: FixContext): Fix | undefined {
  const { language, text, finding, file } = context;
  const { start, end } = finding.span;
  const here = text.slice(start, end);
  if (language === 'java') return withoutDisabling(context);
  if (here === 'False' || here === 'false')
    return {
      title: 'Switch the check on',
      kind: 'guided',
      edits: [{ file, span: { start, end }, text: here === 'False' ? 'True' : 'true' }],
    };
  if (language === 'python' && /SessionMiddleware/.test(here)) return withMiddleware(context);
  return undefined;
}

/** `.csrf(csrf -> csrf.disable())` is taken out, with the line that it has for itself. */
function withoutDisabling({ file, text, finding }: FixContext): Fix | undefined {
  const before = text.slice(0, finding.span.start);
  const from = before.search(/\s*\.\s*csrf\s*\(\s*$/);
  if (from < 0 || text[finding.span.end] !== ')') return undefined;
  return {
    title: 'Leave the check switched on',
    kind: 'guided',
    edits: [{ file, span: { start: from, end: finding.span.end + 1 }, text: '' }],
  };
}

/** Behind the last of what has to run before it: sessions, or what they share with it. */
function withMiddleware({ file, text, finding }: FixContext): Fix | undefined {
  const { start, end } = finding.span;
  const list = text.slice(start, end);
  const found = [...list.matchAll(/^([ \t]*)(["'])[\w.]*(?:SessionMiddleware|CommonMiddleware)\2,[^\n]*\n/gm)].at(-1);
  if (!found) return undefined;
  const [line, indent, quote] = found;
  const at = start + (found.index ?? 0) + line.length;
  const inserted = `${indent}${quote}${MIDDLEWARE}${quote},\n`;
  return { title: 'Add `CsrfViewMiddleware`', kind: 'guided', edits: [{ file, span: { start: at, end: at }, text: inserted }] };
}
