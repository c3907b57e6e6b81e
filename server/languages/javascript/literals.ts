/** Strings, templates, numbers, regular expressions, and the other literals. */
import type { Reg } from '../../ir/types';
import type { Context } from './context';
import type { ExpressionHandler } from './tables';

export const LITERALS: Readonly<Record<string, ExpressionHandler>> = {
  string: (c, n) => c.b.constant(c.at(n), stringValue(c, n)),
  template_string: templateString,
  number: (c, n) => c.b.constant(c.at(n), numberValue(c.tree.textOf(n))),
  true: (c, n) => c.b.constant(c.at(n), true),
  false: (c, n) => c.b.constant(c.at(n), false),
  null: (c, n) => c.b.constant(c.at(n), null),
  undefined: (c, n) => c.b.constant(c.at(n), undefined),
  regex(c, n) {
    const pattern = c.child(n, c.fields.pattern);
    const flags = c.child(n, c.fields.flags);
    const value = { regex: pattern < 0 ? '' : c.tree.textOf(pattern), flags: flags < 0 ? '' : c.name(flags) };
    return c.b.constant(c.at(n), value);
  },
  // Stands alone only in damaged text.
  string_fragment: (c, n) => c.b.constant(c.at(n), c.tree.textOf(n)),
};

/** The value of a string node, escapes decoded. */
export function stringValue(c: Context, n: number): string {
  const start = c.tree.start(n) + 1;
  const end = c.tree.end(n) - 1;
  if (end <= start) return '';
  // A short string is often a name: a property, a module, an event.
  const raw = end - start <= 40 ? c.names.at(start, end) : c.text.slice(start, end);
  return raw.includes('\\') ? decodeEscapes(raw) : raw;
}

function templateString(c: Context, n: number): Reg {
  if (!hasSubstitution(c, n)) return c.b.constant(c.at(n), stringValue(c, n));
  return c.b.concat(c.at(n), templateParts(c, n));
}

export function hasSubstitution(c: Context, n: number): boolean {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) if (c.type(i) === 'template_substitution') return true;
  return false;
}

/** Literal pieces as constants and interpolated values, in order; empty pieces are left out. */
function templateParts(c: Context, n: number): Reg[] {
  const parts: Reg[] = [];
  forTemplate(
    c,
    n,
    (start, end) => {
      if (end > start) parts.push(c.b.constant({ start, end }, decodeEscapes(c.text.slice(start, end))));
    },
    (value) => parts.push(value),
  );
  return parts;
}

/** Literal pieces (one more than values, empty ones included) and values of a tagged template. */
export function taggedParts(c: Context, n: number): { readonly pieces: Reg[]; readonly values: Reg[] } {
  const pieces: Reg[] = [];
  const values: Reg[] = [];
  forTemplate(
    c,
    n,
    (start, end) => pieces.push(c.b.constant({ start, end }, decodeEscapes(c.text.slice(start, end)))),
    (value) => values.push(value),
  );
  return { pieces, values };
}

function forTemplate(c: Context, n: number, piece: (start: number, end: number) => void, value: (reg: Reg) => void): void {
  const end = c.next(n);
  let from = c.tree.start(n) + 1;
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'template_substitution') continue;
    piece(from, c.tree.start(i));
    from = c.tree.end(i);
    const inner = c.firstPart(i);
    if (inner >= 0) value(c.expression(inner));
    else value(c.mixOfParts(i));
  }
  piece(from, Math.max(from, c.tree.end(n) - 1));
}

/** ECMA-262 §12.9.4: escape sequences of strings and templates. A wrong one stands for itself. */
export function decodeEscapes(raw: string): string {
  let at = raw.indexOf('\\');
  if (at < 0) return raw;
  let out = '';
  let from = 0;
  while (at >= 0 && at + 1 < raw.length) {
    out += raw.slice(from, at);
    const [text, length] = escapeAt(raw, at + 1);
    out += text;
    from = at + 1 + length;
    at = raw.indexOf('\\', from);
  }
  return out + raw.slice(from);
}

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
  '\u2028': '',
  '\u2029': '',
};

/** What the escape whose character is at `i` means, and how many characters it takes. */
function escapeAt(raw: string, i: number): [string, number] {
  const ch = raw[i];
  if (ch === 'x') return codePoint(raw.slice(i + 1, i + 3), 2, 3, ch);
  if (ch === 'u' && raw[i + 1] === '{') {
    const close = raw.indexOf('}', i);
    return close < 0 ? [ch, 1] : codePoint(raw.slice(i + 2, close), 1, close - i + 1, ch);
  }
  if (ch === 'u') return codePoint(raw.slice(i + 1, i + 5), 4, 5, ch);
  if (ch >= '0' && ch <= '7') {
    let length = 1;
    while (length < (ch <= '3' ? 3 : 2) && raw[i + length] >= '0' && raw[i + length] <= '7') length++;
    return [String.fromCharCode(Number.parseInt(raw.slice(i, i + length), 8)), length];
  }
  if (ch === '\r') return ['', raw[i + 1] === '\n' ? 2 : 1];
  return [SIMPLE[ch] ?? ch, 1];
}

function codePoint(hex: string, digits: number, length: number, otherwise: string): [string, number] {
  const code = hex.length >= digits && /^[0-9a-fA-F]+$/.test(hex) ? Number.parseInt(hex, 16) : -1;
  return code < 0 || code > 0x10ffff ? [otherwise, 1] : [String.fromCodePoint(code), length];
}

/** The value of a number literal; a bigint becomes the nearest number. */
export function numberValue(text: string): number {
  let digits = text.includes('_') ? text.replaceAll('_', '') : text;
  if (digits.endsWith('n')) digits = digits.slice(0, -1);
  // Old octals: 017 is 15, but 019 is 19.
  if (digits.length > 1 && digits[0] === '0' && /^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return Number(digits);
}
