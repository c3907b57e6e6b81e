/** Ends a session on the server, where only the cookie was taken from the client. */
import type { Fix, FixContext, FixMaker } from '../fix';

export const endSession: FixMaker = { languages: ['javascript', 'python'], make };

function make({ language, text, finding, file }: FixContext): Fix | undefined {
  const { start, end } = finding.span;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  if (!/^\s*$/.test(before)) return undefined;
  if (language === 'python') {
    if (!/\.delete_cookie\(/.test(text.slice(start, end)) || !/\brequest\b/.test(text)) return undefined;
    return {
      title: 'End the session, too',
      kind: 'guided',
      edits: [{ file, span: { start: lineStart, end: lineStart }, text: `${before}request.session.flush()\n` }],
    };
  }
  if (!/\.clearCookie\(/.test(text.slice(start, end)) || !/\breq\b/.test(text)) return undefined;
  return {
    title: 'End the session, too',
    kind: 'guided',
    edits: [{ file, span: { start: lineStart, end: lineStart }, text: `${before}req.session.destroy(() => {});\n` }],
  };
}
