/** What can be said of texts without running anything: prefixes of addresses, and what regular expressions let through. */
import type { RegexLiteral } from '../ir/types';
import { MASK } from './catalog';

/** Bits a value gets for coming after this text, in which U+0000 stands for pieces nobody knows. */
export function afterPrefix(shape: string): number {
  if (shape === '') return 0;
  return MASK['after-text'] | (fixesHost(shape) ? MASK['host-fixed'] : 0) | (/[?#]/.test(shape) ? MASK['query-part'] : 0);
}

/**
 * The text decides the host of an address: `https://host/…`, a path of the own server, or anything that is already past the
 * host. A lone `/` does not: `//evil` follows.
 */
function fixesHost(shape: string): boolean {
  if (shape.startsWith('\u0000')) return /[/?#]/.test(shape);
  return (
    /^[a-z][a-z0-9+.-]*:\/\/[^/?#\\]+[/?#]/i.test(shape) ||
    /^\/\/[^/?#\\]+[/?#]/.test(shape) ||
    /^\/[^/\\]/.test(shape) ||
    /^(mailto|tel|data):/i.test(shape) ||
    /^[?#]/.test(shape) ||
    /^[\w.-]+[/?#]/.test(shape)
  );
}

/** The text is the beginning of an address and ends in its host, or in something unknown that may be one. */
export function endsInHost(shape: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|\/\/)?[^/?#\\]+$/i.test(shape);
}

/** True when the whole text must match and only letters, digits, `_`, `-` and such harmless characters can. */
export function allowsOnlyPlainText(regex: RegexLiteral): boolean {
  const body = regex.regex;
  if (regex.flags.includes('m')) return false;
  if (!body.startsWith('^') || !body.endsWith('$') || body.endsWith('\\$')) return false;
  // `^a|b$` is anchored on one side each: a way between the two must stand in parentheses.
  return !hasTopLevelChoice(body) && onlyPlain(body.slice(1, -1));
}

function hasTopLevelChoice(body: string): boolean {
  let depth = 0;
  for (let i = 0; i < body.length; i++) {
    const c = body[i];
    if (c === '\\') i++;
    else if (c === '[') i = Math.max(i, classEnd(body, i));
    else if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (c === '|' && depth === 0) return true;
  }
  return false;
}

/** True when the expression matches just what begins with a dash, false when it matches nothing that does; else undefined. */
export function beginsWithDash(body: string): boolean | undefined {
  if (/^\^(?:-{1,2}|\[-\]|\\-)$/.test(body)) return true;
  return /^\^(?:[A-Za-z0-9/]|\\w|\\d|\[\^-[^\]]*\]|\[(?:[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d|\\w|\\d|[\w/])+\])(?![*?{])/.test(body) &&
    !/[|]/.test(body)
    ? false
    : undefined;
}

/** True when the expression matches nothing but the end of a text, and not all of it: `/\/+$/`, `/\?.*$/`. */
export function endsOnly(body: string): boolean {
  return /(?<!\\)\$$/.test(body) && !body.startsWith('^') && !/^\.[*+]/.test(body) && !hasTopLevelChoice(body);
}

/** `one`: matches only what begins with a slash and no second one; `two`: all that begins with two matches; else undefined. */
export function beginningSlashes(body: string): 'one' | 'two' | undefined {
  if (/^\^(?:\((?:\?:)?[^()|]*:\)\?)?(?:(?:\\?\/|\[\\?\/\]){2}|\\?\/\{2\})$/.test(body)) return 'two';
  const second = /^\^(?:\\\/|\/)(.*)$/s.exec(body)?.[1];
  if (second === undefined || hasTopLevelChoice(second)) return undefined;
  return /^(?:\(\?!(?:\\?\/|\[[^\]]*\/[^\]]*\])\)|\[\^[^\]]*\/[^\]]*\](?![*?{])|[A-Za-z0-9](?![*?{])|\[(?:\\[wd-]|[\w-])+\](?![*?{])|\\[wd](?![*?{]))/.test(
    second,
  )
    ? 'one'
    : undefined;
}

const PLAIN_ESCAPES = new Set(['d', 'w', '-', '_', '.']);

/** A small reader of regular expressions: true when every character they can match is plain. */
function onlyPlain(body: string): boolean {
  let i = 0;
  while (i < body.length) {
    const c = body[i];
    if (c === '[') {
      const end = classEnd(body, i);
      if (end < 0 || !plainClass(body.slice(i + 1, end))) return false;
      i = end + 1;
    } else if (c === '\\') {
      if (!PLAIN_ESCAPES.has(body[i + 1])) return false;
      i += 2;
    } else if (c === '{') {
      const end = body.indexOf('}', i);
      if (end < 0) return false;
      i = end + 1;
    } else if (/^\(\?<?[=!]/.test(body.slice(i, i + 4))) {
      // It looks ahead or back and lets nothing through by itself.
      const end = groupEnd(body, i);
      if (end < 0) return false;
      i = end + 1;
    } else if (c === '(') {
      i += body.startsWith('(?:', i)
        ? 3
        : body.startsWith('(?<', i) && body.indexOf('>', i) > 0 && !'=!'.includes(body[i + 3])
          ? body.indexOf('>', i) - i + 1
          : 1;
      if (body[i - 1] === '(' && body[i] === '?') return false;
    } else if (')+*?|'.includes(c)) i++;
    else if (/[A-Za-z0-9_-]/.test(c)) i++;
    else return false;
  }
  return true;
}

function groupEnd(body: string, from: number): number {
  let depth = 0;
  for (let i = from; i < body.length; i++) {
    if (body[i] === '\\') i++;
    else if (body[i] === '[') {
      const end = classEnd(body, i);
      if (end < 0) return -1;
      i = end;
    } else if (body[i] === '(') depth++;
    else if (body[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

function classEnd(body: string, from: number): number {
  for (let i = from + 1; i < body.length; i++) {
    if (body[i] === '\\') i++;
    else if (body[i] === ']') return i;
  }
  return -1;
}

function plainClass(inside: string): boolean {
  if (inside.startsWith('^')) return false;
  for (let i = 0; i < inside.length; i++) {
    const c = inside[i];
    if (c === '\\') {
      if (!PLAIN_ESCAPES.has(inside[i + 1])) return false;
      i++;
    } else if (inside[i + 1] === '-' && i + 2 < inside.length) {
      const range = inside.slice(i, i + 3);
      if (!/^([a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9])$/.test(range)) return false;
      i += 2;
    } else if (!/[A-Za-z0-9_.@-]/.test(c)) return false;
  }
  return true;
}

/** What `text.replace(pattern, …)` with that pattern takes away or encodes. */
export function replaceMask(pattern: RegexLiteral | string, replacement: string | undefined): number {
  if (typeof pattern === 'string') return 0;
  if (!pattern.flags.includes('g')) return 0;
  const body = pattern.regex;
  // Everything but plain characters goes: `/[^a-z0-9]/gi`.
  const negated = /^\[\^(.*)\][+*]?$/.exec(body);
  if (negated && plainClass(negated[1].replace(/\\s|\s/g, '')) && (replacement === undefined || /^[\w-]*$/.test(replacement))) {
    return /\\s| /.test(negated[1]) ? MASK['html-escaped'] | MASK['file-name'] | MASK['sql-escaped'] : MASK['plain-characters'];
  }
  let mask = 0;
  const gone = removedCharacters(body);
  if (gone.has('<') && (gone.has('"') || gone.has("'") || gone.has('&') || gone.has('>'))) mask |= MASK['html-escaped'];
  // Without this one no tag begins, whatever other calls do to the rest.
  if (gone.has('<') && /^(?:&lt|&#(?:60|x3c)|\\(?:u00|x)3c)/i.test(replacement ?? '')) mask |= MASK['html-escaped'];
  if (gone.has('/') && gone.has('\\')) mask |= MASK['file-name'];
  if (gone.has('\n') && gone.has('\r')) mask |= 0;
  return mask;
}

/** Characters a pattern that is one class, or an alternative of single characters, matches. */
function removedCharacters(body: string): ReadonlySet<string> {
  const one = /^\(?\[((?:\\.|[^\]\\^])(?:\\.|[^\]\\])*)\]\)?[+*]?$/.exec(body);
  const parts = one ? (one[1].match(/\\.|[^\\]/g) ?? []) : body.replace(/^\((?:\?:)?|\)$/g, '').split('|');
  const out = new Set<string>();
  for (const part of parts) {
    if (part.length === 1) out.add(part);
    else if (part.length === 2 && part[0] === '\\') out.add(part[1] === 'n' ? '\n' : part[1] === 'r' ? '\r' : part[1]);
  }
  return out;
}

/** Texts for messages: one line, not long. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 57)}…`;
}
