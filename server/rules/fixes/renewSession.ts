/** Gives a session a new id before it is said in it who has signed in. */
import type { Fix, FixContext, FixMaker } from '../fix';

export const renewSession: FixMaker = { languages: ['javascript', 'python', 'java', 'go'], make };

function make({ language, text, finding, file }: FixContext): Fix | undefined {
  const { start, end } = finding.span;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const here = text.slice(start, end);
  const ahead = (line: string, title: string): Fix => ({
    title,
    kind: 'guided',
    edits: [{ file, span: { start: lineStart, end: lineStart }, text: `${indent}${line}\n` }],
  });
  if (text.slice(lineStart, start).trim() !== '') return undefined;
  if (language === 'python')
    return /^request\.session\[/.test(here) ? ahead('request.session.cycle_key()', 'Renew the session’s id') : undefined;
  if (language === 'java') {
    // It says so only for a request that is at hand by its usual name.
    const isSession = /^\w+(?:\.getSession\(\))?\s*\.setAttribute\(/.test(here) && /\bHttpServletRequest\s+request\b/.test(text);
    return isSession ? ahead('request.changeSessionId();', 'Renew the session’s id') : undefined;
  }
  if (language !== 'javascript') return undefined;
  const [, session] = /^(\w+\.session)\.\w+/.exec(here) ?? [];
  const isAwaited = /async[^\n]*\n(?:[^\n]*\n)*$/.test(text.slice(Math.max(0, lineStart - 2000), lineStart));
  if (session === undefined || !isAwaited) return undefined;
  const renewed = `await new Promise((resolve, reject) => ${session}.regenerate((error) => (error ? reject(error) : resolve())));`;
  return ahead(renewed, 'Renew the session’s id');
}
