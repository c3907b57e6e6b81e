/** Tokens that let somebody set a new password, told from the text: what they are made of, and whether they go out in an answer. */
import type { Span } from '../base/span';

export interface ResetToken {
  /** As it is called: `resetToken`. */
  readonly name: string;
  /** `guessable`: made of what anybody knows or can try; `answered`: sent to whoever asks. */
  readonly fault: 'guessable' | 'answered';
  /** What it is made of, or the answer, as written. */
  readonly text: string;
  readonly span: Span;
}

const ABOUT = /forg[eo]t|reset|recover/i;
/** `resetToken`, `password_reset_code`, `recoveryLink`. */
const NAME = '\\b\\w{0,30}(?:[rR]eset|[rR]ecovery|[fF]orgot(?:ten)?)\\w{0,20}?(?:[tT]oken|[cC]ode|[lL]ink|[uU]rl|URL|[kK]ey)\\w{0,20}';
const MADE = new RegExp(`(?<name>${NAME})["']?\\s*(?::=|=(?!=)|:)\\s*(?<made>[^;\\n]{4,300})`, 'g');

const DIGESTS =
  /createHash|\bmd5\b|\bsha1\b|\bsha256\b|hashlib\.|DigestUtils|\bsha256\.Sum|\bmd5\.Sum|hexdigest|\bbtoa\(|b64encode|Base64|\bBuffer\.from\(|EncodeToString|toString\(36\)/;
const CLOCKS = /Date\.now\(|new Date\(|\btime\.time\(|\btime\.Now\(|currentTimeMillis|nanoTime|datetime\.(?:utc)?now|UnixNano/;
const KNOWN = /\be?mail\b|\.e?mail\b|[uU]ser_?name|[uU]ser_?[iI][dD]\b|\buser\.(?:id|pk|_id)\b|\.getEmail\(|\.getId\(|\.Email\b|\.ID\b/;
/** Something in it that nobody knows. */
const UNKNOWN =
  /random|rand\b|secret|_key|[kK]ey\b|KEY|uuid|nanoid|salt|nonce|[hH]mac|sign|token_(?:hex|urlsafe|bytes)|SecureRandom|password|PasswordResetTokenGenerator|make_token|encrypt/;

/** What is made of the clock in JavaScript is known by flow, and another rule's. */
export function resetTokens(text: string, language: string): readonly ResetToken[] {
  if (!ABOUT.test(text) || /from ['"]react['"]|['"]use client['"]/.test(text)) return [];
  const out: ResetToken[] = [...guessable(text).filter((t) => language !== 'javascript' || !CLOCKS.test(t.text)), ...answered(text)];
  return out.sort((a, b) => a.span.start - b.span.start);
}

function guessable(text: string): readonly ResetToken[] {
  return [...text.matchAll(MADE)].flatMap((found): readonly ResetToken[] => {
    const { name = '', made = '' } = found.groups ?? {};
    const isTime = CLOCKS.test(made) && !/[<>]|expir|\bmoment|\+\s*\d{4,}|getTime\(\)\s*[+<>]|timedelta|Add\(/i.test(made);
    const isDigest = DIGESTS.test(made) && (KNOWN.test(made) || isTime);
    if (UNKNOWN.test(made) || isComment(text, found.index) || !(isDigest || (isTime && !/expir|at\b|date|sent/i.test(name)))) return [];
    const start = found.index + found[0].length - made.length;
    return [{ name, fault: 'guessable', text: made.trim(), span: { start, end: start + made.trimEnd().length } }];
  });
}

/** Answers as frameworks are told to send them. */
const ANSWERS =
  /\bres(?:ponse)?(?:\.status\([^()]*\))?\.(?:json|send|jsonp)\(|\breply(?:\.code\([^()]*\))?\.send\(|\bc(?:tx)?\.(?:JSON|json)\(|\breturn\s+(?:jsonify|JsonResponse|JSONResponse|Response)\(|\breturn\s+(?=\{\s*["'])|\breturn\s+(?:ResponseEntity\.ok\(|Map\.of\()|\.Encode\(/g;
const FUNCTION =
  /\b(?:post|put|patch|get|PostMapping|POST|PUT|route|path)\(\s*["'`](?<path>[^"'`\n]*)["'`]|\b(?:async\s+)?function\s+(?<fn>\w+)|\b(?:exports\.|const\s+)(?<assigned>\w+)\s*=\s*(?:async\s*)?(?:\(|function\b|\w+\(\s*async)|\bdef\s+(?<def>\w+)|\bfunc\s*(?:\([^)]*\)\s*)?(?<func>\w+)\(|\b(?:public|private|protected)\s+[\w<>?,\s[\]]+?\s(?<method>\w+)\(|^\s+async\s+(?<member>\w+)\(/gm;

function answered(text: string): readonly ResetToken[] {
  const functions = [...text.matchAll(FUNCTION)];
  return [...text.matchAll(ANSWERS)].flatMap((found): readonly ResetToken[] => {
    const start = found.index;
    const around = functions.filter((f) => f.index < start).at(-1);
    if (!around || isComment(text, start)) return [];
    const code = text.slice(around.index, start);
    const about = Object.values(around.groups ?? {}).find((g) => g !== undefined) ?? '';
    // It is about asking for one, and no path by which it is used.
    if (code.length > MAX_CODE || !ABOUT.test(about) || isForDevelopment(code)) return [];
    const answer = withoutKeys(enclosed(text, start + found[0].length));
    const name = [...answer.matchAll(/\b[A-Za-z_]\w*/g)].map((m) => m[0]).find((n) => isToken(n, code));
    if (name === undefined) return [];
    const end = start + found[0].length;
    return [{ name, fault: 'answered', text: answer, span: { start, end: end + enclosed(text, end).length } }];
  });
}
const MAX_CODE = 3000;

/** It is called a token of a reset, or is made by a call right here, and not taken from the request. */
function isToken(name: string, code: string): boolean {
  const isNamed = new RegExp(`^${NAME}$`).test(name) && !/expir|message|sent|valid|type|status/i.test(name);
  if (!isNamed && !/^(?:token|otp|code|rawToken|plainToken|raw_token)$/.test(name)) return false;
  const made = new RegExp(`\\b${name}\\b(?:\\s*:\\s*\\w+)?(?:\\s*,\\s*\\w+)?\\s*:?=\\s*([^;\\n]*)`).exec(code)?.[1];
  const [, callee] = /^(?:await\s+)?(?:new\s+)?([\w.]+)\s*\(/.exec(made ?? '') ?? [];
  if (made === undefined || callee === undefined || /find|select|load|fetch|verif|\.get$/i.test(callee)) return false;
  const asked = /^(?:String|str|Objects?\.\w+|strings?\.\w+)$/.test(callee) ? made : callee;
  return !/\bbody\b|quer(?:y|ies)\b|params?\b|\brequest\b|\breq\b|form\b/i.test(asked);
}

const isForDevelopment = (code: string): boolean => /NODE_ENV|\bDEBUG\b|development|isDev|app\.debug|testing/i.test(code);

/** What stands there up to the bracket that closes it. */
function enclosed(text: string, from: number): string {
  let depth = /[([{]/.test(text[from - 1] ?? '') ? 1 : 0;
  let end = from;
  for (; end < text.length && end - from < 600; end++) {
    const c = text[end];
    if (c === '(' || c === '{' || c === '[') depth++;
    else if (c === ')' || c === '}' || c === ']') depth--;
    if (depth <= 0 && (c === '\n' || c === ')' || c === '}')) break;
  }
  return text.slice(from, end);
}

/** Names of fields and texts are no values; what a template puts in is. */
function withoutKeys(code: string): string {
  const values = code.replace(/`([^`]*)`/g, (_, inner: string) => [...inner.matchAll(/\$\{([^}]*)\}/g)].map((m) => m[1]).join(' '));
  return values.replace(/["'][^"'\n]*["']\s*[:,]?/g, ' ').replace(/\b\w+\s*(?::(?!=)|=(?!=))/g, ' ');
}

function isComment(text: string, at: number): boolean {
  return /^\s*(?:\/\/|\*|\/\*|#)/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at + 2));
}
