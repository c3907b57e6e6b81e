/** How short passwords may be that people choose, told from the text of schemas, annotations, tags and comparisons. */
import type { Span } from '../base/span';

export interface PasswordBound {
  /** The field or variable: `newPassword`. */
  readonly name: string;
  /** `least`: shorter ones are refused; `most`: longer ones are. */
  readonly bound: 'least' | 'most';
  readonly length: number;
  /** Of the number, or of what stands in its place. */
  readonly span: Span;
}

/** Only from where a word begins, and of no great length: texts may hold one long word. */
const WORD = '\\b\\w{0,30}(?:[pP]ass(?:word|wd|phrase)|[pP]wd|PASSWORD|[pP]assWord)\\w{0,30}';
/** As far as the next field of the same schema. */
const SAME_FIELD = '(?:(?!;|[,\\n]\\s*["\']?\\w+["\']?\\s*:\\s*(?:z|zod|[jJ]oi|[yY]up)\\b)[\\s\\S]){0,300}?';
const SAME_PYTHON = '(?:(?!\\n {0,4}\\w+\\s*[:=]|\\n\\t\\w)[\\s\\S]){0,300}?';

/** Each has `name` and `n`; `op` is that of a comparison which refuses. */
const PATTERNS: Readonly<Record<string, readonly RegExp[]>> = {
  javascript: [
    new RegExp(`(?<![\\w.])["']?(?<name>${WORD})["']?\\s*:\\s*(?:z|zod|[jJ]oi|[yY]up)\\s*\\.${SAME_FIELD}\\.min\\(\\s*(?<n>\\d+)`, 'g'),
    new RegExp(`\\b(?:body|check)\\(\\s*['"](?<name>${WORD})['"][^;]{0,200}?\\.isLength\\(\\s*\\{\\s*min:\\s*(?<n>\\d+)`, 'g'),
    new RegExp(`(?<![\\w.])["']?(?<name>${WORD})["']?\\s*:\\s*\\{[^{}]*?\\bmin[lL]ength["']?\\s*:\\s*\\[?\\s*(?<n>\\d+)`, 'g'),
    new RegExp(`@(?:MinLength|Length)\\(\\s*(?<n>\\d+)(?:(?!;|:\\s*string)[\\s\\S]){0,300}?\\b(?<name>${WORD})[?!]?\\s*:\\s*string`, 'g'),
    new RegExp(`(?<name>${WORD})\\??\\.length\\s*(?<op><=?)\\s*(?<n>\\d+)`, 'g'),
  ],
  python: [
    new RegExp(`(?<![\\w.])(?<name>${WORD})\\s*(?::[^=\\n]*)?=\\s*[\\w.]+\\(${SAME_PYTHON}\\b(?:min_length|min)\\s*=\\s*(?<n>\\d+)`, 'g'),
    new RegExp(`(?<![\\w.])(?<name>${WORD})\\s*:\\s*[^\\n=]*?\\bmin_length\\s*=\\s*(?<n>\\d+)`, 'g'),
    new RegExp(
      `\\blen\\(\\s*[\\w.]*?(?:[\\w.]*\\[\\s*["']|\\w+\\.get\\(\\s*["'])?\\b(?<name>${WORD})(?:\\.data)?["']?[\\])]*?\\)\\s*(?<op><=?)\\s*(?<n>\\d+)`,
      'g',
    ),
    /(?<name>MinimumLengthValidator)["'][\s\S]{0,120}?["']min_length["']\s*:\s*(?<n>\d+)/g,
  ],
  java: [
    new RegExp(
      `@(?:Size|Length)\\(\\s*(?:[^()]*?,\\s*)?min\\s*=\\s*(?<n>\\d+)[^()]*\\)(?:\\s*@\\w+(?:\\([^()]*\\))?)*\\s*(?:(?:private|public|protected|final)\\s+)*String\\s+(?<name>${WORD})\\b`,
      'g',
    ),
    new RegExp(`\\b(?<name>${WORD})(?:\\(\\))?\\.length\\(\\)\\s*(?<op><=?)\\s*(?<n>\\d+)`, 'g'),
  ],
  go: [
    new RegExp(`\\b(?<name>${WORD})\\s+\\*?string\\s+\`[^\`\\n]*(?:binding|validate):"[^"\`\\n]*\\b(?:min|gte)=(?<n>\\d+)`, 'g'),
    new RegExp(`&[\\w.]+\\.(?<name>${WORD})\\s*,[^\\n]*?\\bLength\\(\\s*(?<n>\\d+)`, 'g'),
    new RegExp(`\\b(?:len|utf8\\.RuneCountInString)\\(\\s*(?:\\w+\\.)*(?<name>${WORD})\\s*\\)\\s*(?<op><=?)\\s*(?<n>\\d+)`, 'g'),
  ],
};

/** What is no password of a person's own, or asks for one that is there already. */
const OTHER =
  /hash|salt|token|hint|confirm|repeat|retype|again|verif|old|current|existing|previous|username|length|strength|attempt|expir|encrypted|file|error|db|smtp|mail|redis|database|wifi|ssid|proxy|key|otp|pin|code/i;
/** What takes passwords as they are: of an account, or of a key that is made. */
const SIGNS_IN = /generate_?key|keygen|log_?-?in|sign_?-?in|authenticat|credential|strength|score|session/i;
const SETS = /sign_?-?up|regist|reset|change|create|update|new_?|set_?password|signUp/i;

/** Nothing for texts that run in browsers. */
export function passwordBounds(text: string, language: string): readonly PasswordBound[] {
  if (!/pass(?:word|wd|phrase)|pwd/i.test(text) || /from ['"]react['"]|['"]use client['"]|\bdocument\.(?:get|query)/.test(text)) return [];
  const out: PasswordBound[] = [];
  if (language === 'python') {
    for (const found of text.matchAll(/^AUTH_PASSWORD_VALIDATORS\s*(?::[^=\n]*)?=\s*(?<n>\[\s*\]|\(\s*\))/gm)) {
      const end = found.index + found[0].length;
      out.push({ name: 'AUTH_PASSWORD_VALIDATORS', bound: 'least', length: 0, span: { start: end - (found.groups?.n.length ?? 0), end } });
    }
  }
  for (const window of windows(text)) {
    for (const pattern of PATTERNS[language] ?? [])
      for (const found of text.slice(window.start, window.end).matchAll(pattern)) out.push(...boundsOf(text, found, window.start));
  }
  return out.sort((a, b) => a.span.start - b.span.start);
}

/** What stands around words for passwords: nothing else has to be looked at. */
function windows(text: string): readonly Span[] {
  const out: { start: number; end: number }[] = [];
  for (const { index } of text.matchAll(/pass(?:word|wd|phrase)|pwd|MinimumLengthValidator/gi)) {
    const last = out.at(-1);
    if (last && index - BEFORE <= last.end) last.end = index + BEHIND;
    else out.push({ start: Math.max(0, index - BEFORE), end: index + BEHIND });
  }
  return out;
}
const BEFORE = 400;
const BEHIND = 600;

function boundsOf(text: string, found: RegExpMatchArray, offset: number): readonly PasswordBound[] {
  const { name: written = '', n = '', op } = found.groups ?? {};
  const name = written === 'MinimumLengthValidator' ? 'password' : written;
  const at = offset + (found.index ?? 0);
  // Of a key, which has rules of its own.
  const isOfKey = /\bssh|passphrase/i.test(text.slice(Math.max(0, at - 200), at + 200));
  if (OTHER.test(name) || isOfKey || isComment(text, at) || isSignIn(text, at)) return [];
  const start = at + (op === undefined && !/^@/.test(found[0]) ? found[0].lastIndexOf(n) : placeOf(found[0], n, op));
  const length = Number(n) + (op === '<=' ? 1 : 0);
  const least: PasswordBound = { name, bound: 'least', length, span: { start, end: start + n.length } };
  const behind = text.slice(start + n.length, start + n.length + 100);
  const most = op === undefined ? /^[^;\n]{0,60}?\b(?:max(?:_?[lL]ength)?)\s*[(=:]\s*(\d+)/.exec(behind) : null;
  if (!most) return [least];
  const end = start + n.length + most[0].length;
  return [least, { name, bound: 'most', length: Number(most[1]), span: { start: end - most[1].length, end } }];
}

/** Where the number stands in what was found. */
function placeOf(found: string, n: string, op: string | undefined): number {
  return op === undefined ? found.search(new RegExp(`\\b${n}\\b`)) : found.lastIndexOf(n);
}

function isComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^\s*(?:\/\/|\*|\/\*|#)/.test(line) || /\s(?:\/\/|#) /.test(line);
}

/** It stands in what signs people in: the nearest declaration or path before it says so. */
function isSignIn(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 1500), at);
  const names = [
    ...before.matchAll(
      /\b(?:class|interface|record|type|const|let|var|function|def|func(?:\s*\([^)]*\))?)\s+(\w+)|\b(?:post|put|patch|Mapping|route|POST|PUT)\(\s*(["'`][^"'`\n]*["'`])/g,
    ),
  ];
  const last = names.at(-1);
  const name = last?.[1] ?? last?.[2] ?? '';
  return SIGNS_IN.test(name) && !SETS.test(name);
}
