/** Splits identifiers into lower-case words, the way people read them: `userJWTSecret2` is user, jwt, secret, 2. */

/** Longer names are not names people wrote. */
const MAX_LENGTH = 120;

const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

export function splitWords(name: string): readonly string[] {
  const words: string[] = [];
  const end = Math.min(name.length, MAX_LENGTH);
  let start = 0;
  let last = 0;
  for (let i = 0; i < end; i++) {
    const kind = kindOf(name.charCodeAt(i));
    if (kind === 0) {
      if (i > start) words.push(name.slice(start, i).toLowerCase());
      start = i + 1;
    } else if (i > start && last !== kind && !(last === UPPER && kind === LOWER)) {
      words.push(name.slice(start, i).toLowerCase());
      start = i;
    } else if (last === UPPER && kind === LOWER && i - 1 > start) {
      // `JWTSecret`: the last capital of a run begins the next word, but `userIDs` and `APIs` end in a plural.
      if (!isPluralEnd(name, i, end)) {
        words.push(name.slice(start, i - 1).toLowerCase());
        start = i - 1;
      }
    }
    last = kind;
  }
  if (end > start) words.push(name.slice(start, end).toLowerCase());
  return words;
}

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  if (code >= 48 && code <= 57) return DIGIT;
  return code > 127 ? LOWER : 0;
}

function isPluralEnd(name: string, at: number, end: number): boolean {
  if (name[at] !== 's') return false;
  return at + 1 >= end || kindOf(name.charCodeAt(at + 1)) !== LOWER;
}

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['children', 'child'],
  ['people', 'person'],
  ['persons', 'person'],
  ['diagnoses', 'diagnosis'],
  ['addresses', 'address'],
  ['statuses', 'status'],
  ['ids', 'id'],
]);

/** Words that end in `s` without being a plural. */
const SINGULAR_S = /(?:ss|us|is|ous|bypass|dns|gps|sms|pps|ops|aws|tls|css|js|https)$/;

/** The word as one thing: `passwords` is password; `address`, `diagnosis` and `status` stay. */
export function singular(word: string): string {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (word.length < 4 || !word.endsWith('s') || SINGULAR_S.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return word.slice(0, -1);
}
