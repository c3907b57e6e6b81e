/** Asks for longer passwords, in the place of the number that is too small. */
import type { Fix, FixContext, FixMaker } from '../fix';

export const longerPasswords: FixMaker = { languages: ['javascript', 'python', 'java', 'go'], make };

function make({ text, finding, file }: FixContext): Fix | undefined {
  const { start, end } = finding.span;
  const here = text.slice(start, end);
  if (/^[[(]/.test(here)) {
    const entry = (name: string): string => `    {"NAME": "django.contrib.auth.password_validation.${name}"},\n`;
    const list = `[\n${entry('MinimumLengthValidator')}${entry('CommonPasswordValidator')}]`;
    return { title: 'Check passwords for length and for common ones', kind: 'guided', edits: [{ file, span: { start, end }, text: list }] };
  }
  const length = Number(here);
  if (!Number.isInteger(length)) return undefined;
  const isMost = length >= 8;
  // `<= 6` is one more than it says.
  const isInclusive = /<=\s*$/.test(text.slice(0, start));
  const better = isMost ? '64' : isInclusive ? '7' : '8';
  const title = isMost ? 'Allow 64 characters' : 'Ask for 8 characters at least';
  return { title, kind: 'safe', edits: [{ file, span: { start, end }, text: better }] };
}
