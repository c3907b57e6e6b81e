/** Words by which a program says how long passwords have to be that people choose, and by which it says that none is chosen. */
import type { Span } from '../base/span';

export interface LengthBound {
  /** `least`: shorter ones are refused; `most`: longer ones are. */
  readonly bound: 'least' | 'most';
  readonly length: number;
  /** Of the number. */
  readonly span: Span;
}

const PASSWORD = /pass(?:word|wd|phrase)(?!s\b)|pwd/i;
/** What is no password of a person's own, or asks for one that is there already. */
const OTHER =
  /hash|salt|token|hint|confirm|repeat|retype|again|verif|old|current|existing|previous|username|length|strength|attempt|expir|encrypted|file|error|db|smtp|mail|redis|database|wifi|ssid|proxy|key|otp|pin|code|rules|history|polic|criteria/i;
/** What takes passwords as they are: of an account, or of a key that is made. */
const SIGNS_IN = /generate_?key|keygen|log_?-?in|sign_?-?in|authenticat|credential|strength|score|session/i;
const SETS = /sign_?-?up|regist|reset|change|create|update|new_?|set_?password|signUp/i;
/** Texts of what has passphrases, with rules of its own. */
const OF_KEY = /\bssh|passphrase|\bed25519\b/i;

/** The text from which a list of checks is filled that Django makes of passwords. */
export const VALIDATORS = 'AUTH_PASSWORD_VALIDATORS';
export const LEAST_LENGTH_CHECK = /\bMinimumLengthValidator$/;

/** Somebody chooses it: `newPassword`, `getPassword`. */
export function isChosenPassword(name: string): boolean {
  return PASSWORD.test(name) && !OTHER.test(name) && !name.endsWith('asswords');
}

/** `names` are those of what stands around, the nearest first: the first of them that says something says what it is for. */
export function takesWhatThereIs(names: readonly string[]): boolean {
  const first = names.find((name) => SIGNS_IN.test(name) || SETS.test(name));
  return first !== undefined && !SETS.test(first);
}

export function speaksOfKeys(text: string): boolean {
  return OF_KEY.test(text);
}

/** Fields of options and keyword arguments, methods and functions that are given how long a text is at least, and at most. */
export const LEAST_WORDS: ReadonlySet<string> = new Set(['min', 'minLength', 'minlength', 'min_length']);
export const MOST_WORDS: ReadonlySet<string> = new Set(['max', 'maxLength', 'maxlength', 'max_length']);
/** Those that say both, in this order. */
export const BOTH_WORDS: ReadonlySet<string> = new Set(['length', 'Length']);
/** Methods that are given such options. */
export const LENGTH_CHECKS: ReadonlySet<string> = new Set(['isLength', 'isStrongPassword']);
/** They say that a schema is one of a text. */
export const TEXT_WORDS: ReadonlySet<string> = new Set(['string', 'String', 'str', 'Str', 'text']);
/** How long something is, as a field, a method or a function. */
export const LENGTH_WORDS: ReadonlySet<string> = new Set(['length', 'len', 'RuneCountInString', 'size']);
/** What has the same name by another: a field that holds what was typed, a call that only trims it. */
export const SAME_WORDS: ReadonlySet<string> = new Set(
  'data value raw get strip trim toString String str normalize TrimSpace valueOf'.split(' '),
);

const LEAST_BEHIND = /\b(?:min_length|minLength|min)\s*[=:(]\s*(\d+)/;
const MOST_BEHIND = /\b(?:max_length|maxLength|max)\s*[=:(]\s*(\d+)/;
/** Where a declaration says how long the text has to be. */
const DECLARED: Readonly<Record<string, readonly (readonly [RegExp, RegExp])[]>> = {
  javascript: [[/@(?:MinLength|Length)\(\s*(\d+)/, /@(?:MaxLength\(|Length\(\s*\d+\s*,)\s*(\d+)/]],
  python: [[LEAST_BEHIND, MOST_BEHIND]],
  java: [[/@(?:Size|Length)\([^()]*?\bmin\s*=\s*(\d+)/, /@(?:Size|Length)\([^()]*?\bmax\s*=\s*(\d+)/]],
  go: [[/\b(?:binding|validate):"[^"]*\b(?:min|gte)=(\d+)/, /\b(?:binding|validate):"[^"]*\b(?:max|lte)=(\d+)/]],
};
const BEFORE = 400;
const BEHIND = 300;

/**
 * What the declaration of a field or a parameter says in its own text; `at` is where its name stands, or all of it. Annotations stand
 * before a name, tags and defaults behind it.
 */
export function declaredBounds(text: string, at: Span, language: string): readonly LengthBound[] {
  const { start, end } = declarationAround(text, at, language);
  const declaration = text.slice(start, end);
  for (const [leastOf, mostOf] of DECLARED[language] ?? []) {
    const least = numberOf(leastOf, declaration, start, 'least');
    const most = least && numberOf(mostOf, declaration, start, 'most');
    if (least) return most ? [least, most] : [least];
  }
  return [];
}

function declarationAround(text: string, at: Span, language: string): Span {
  if (language === 'java') {
    const before = text.slice(Math.max(0, at.start - BEFORE), at.start);
    return { start: at.start - before.length + lastEnd(before), end: at.end };
  }
  if (language === 'go') return { start: at.end, end: lineEnd(text, at.end) };
  if (language === 'python') return { start: at.start, end: firstEnd(text, at.end) };
  return { start: at.start, end: Math.min(at.end, at.start + BEFORE + BEHIND) };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return Math.min(end < 0 ? text.length : end, from + BEHIND);
}

/** Where what is declared next begins. */
function firstEnd(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length && i < from + BEHIND; i++) {
    const c = text[i];
    if (c === '(' || c === '[') depth++;
    else if (depth === 0 && (c === ',' || c === '\n')) return i;
    else if ((c === ')' || c === ']') && depth-- === 0) return i;
  }
  return Math.min(text.length, from + BEHIND);
}

/** Behind what has been declared before it; brackets of annotations are passed over. */
function lastEnd(before: string): number {
  let depth = 0;
  for (let i = before.length - 1; i >= 0; i--) {
    const c = before[i];
    if (c === ')') depth++;
    else if (c === '(' && depth-- === 0) return i + 1;
    else if (depth === 0 && (c === ';' || c === '{' || c === '}' || c === ',')) return i + 1;
  }
  return 0;
}

function numberOf(pattern: RegExp, code: string, offset: number, bound: 'least' | 'most'): LengthBound | undefined {
  const found = pattern.exec(code);
  if (!found) return undefined;
  const end = offset + found.index + found[0].length;
  return { bound, length: Number(found[1]), span: { start: end - found[1].length, end } };
}
