/** Strings of every kind, f-strings among them, and numbers. */
import type { Reg } from '../../ir/types';
import type { Context } from './context';
import type { ExpressionHandler } from './tables';

export const STRINGS: Readonly<Record<string, ExpressionHandler>> = {
  string,
  concatenated_string(c, n) {
    const parts = c.parts(n).filter((part) => c.type(part) === 'string');
    if (parts.every((part) => !hasHoles(c, part))) return c.b.constant(c.at(n), parts.map((part) => stringValue(c, part)).join(''));
    return c.b.concat(
      c.at(n),
      parts.flatMap((part) => pieces(c, part)),
    );
  },
  integer: (c, n) => c.b.constant(c.at(n), numberValue(c.tree.textOf(n))),
  float: (c, n) => c.b.constant(c.at(n), numberValue(c.tree.textOf(n))),
  true: (c, n) => c.b.constant(c.at(n), true),
  false: (c, n) => c.b.constant(c.at(n), false),
  none: (c, n) => c.b.constant(c.at(n), null),
  ellipsis: (c, n) => c.b.constant(c.at(n), undefined),
  // `case 1 + 2j:`
  complex_pattern: (c, n) => c.b.constant(c.at(n), undefined),
  interpolation: hole,
  format_expression: hole,
  // Stands alone only in damaged text.
  string_content: (c, n) => c.b.constant(c.at(n), c.tree.textOf(n)),
  string_start: (c, n) => c.b.constant(c.at(n), ''),
  format_specifier: (c, n) => c.mixOfParts(n),
};

function string(c: Context, n: number): Reg {
  return hasHoles(c, n) ? c.b.concat(c.at(n), pieces(c, n)) : c.b.constant(c.at(n), stringValue(c, n));
}

export function hasHoles(c: Context, n: number): boolean {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) if (c.type(i) === 'interpolation') return true;
  return false;
}

/** Letters before the opening quote: `rb`, `f`. */
function prefixOf(c: Context, n: number): string {
  const start = c.tree.start(n);
  let end = start;
  while (/[a-zA-Z]/.test(c.text[end] ?? '')) end++;
  return c.text.slice(start, end).toLowerCase();
}

/** The value of a string without interpolations, escapes decoded. */
export function stringValue(c: Context, n: number): string {
  const [start, end] = inside(c, n);
  if (end <= start) return '';
  // A short string is often a name: a key, a module, an event.
  const raw = end - start <= 40 ? c.names.at(start, end) : c.text.slice(start, end);
  return raw.includes('\\') && !prefixOf(c, n).includes('r') ? decodeEscapes(raw) : raw;
}

/** Where the text between the quotes begins and ends. */
function inside(c: Context, n: number): [number, number] {
  let start = c.tree.start(n) + prefixOf(c, n).length;
  let end = c.tree.end(n);
  for (let i = n + 1; i < c.next(n); i = c.next(i)) {
    if (c.type(i) === 'string_start') start = c.tree.end(i);
    else if (c.type(i) === 'string_end') end = c.tree.start(i);
  }
  return [start, Math.max(start, end)];
}

/** Literal pieces as constants and interpolated values, in order; empty pieces are left out. */
export function pieces(c: Context, n: number): Reg[] {
  const parts: Reg[] = [];
  const [from, to] = inside(c, n);
  const prefix = prefixOf(c, n);
  const braces = prefix.includes('f') || prefix.includes('t');
  const raw = prefix.includes('r');
  const literal = (start: number, end: number): void => {
    if (end <= start) return;
    let text = c.text.slice(start, end);
    if (braces) text = text.replaceAll('{{', '{').replaceAll('}}', '}');
    parts.push(c.b.constant({ start, end }, raw ? text : decodeEscapes(text)));
  };
  let at = from;
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'interpolation') continue;
    literal(at, c.tree.start(i));
    at = c.tree.end(i);
    parts.push(hole(c, i));
  }
  literal(at, to);
  return parts;
}

/** `{value!r:>{width}}`: the value; what stands in its format runs as well. */
function hole(c: Context, n: number): Reg {
  const value = c.child(n, c.fields.expression);
  const reg = value < 0 ? c.mixOfParts(n) : c.expression(value);
  const format = c.child(n, c.fields.format_specifier);
  if (format >= 0) for (const part of c.parts(format)) c.expression(part);
  return isNumberFormat(c, format) ? c.b.unary(c.at(n), '+', reg) : reg;
}

/** `{x:.2f}`, `{x:d}`, `{x:05}`: only a number can be written so. */
function isNumberFormat(c: Context, format: number): boolean {
  return format >= 0 && /^:[^{}]*[bcdeEfFgGnoxX%]$/.test(c.tree.textOf(format));
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', a: '\x07', '\n': '' };

/** https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences. A wrong one stands for itself, backslash and all. */
export function decodeEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replaceAll(
    /\\(?:(\r?\n)|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|N\{[^}]*\}|([\s\S]))/g,
    (all, line: string | undefined, x?: string, u?: string, long?: string, octal?: string, simple?: string) => {
      if (line !== undefined) return '';
      const hex = x ?? u ?? long;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        return code > 0x10ffff ? all : String.fromCodePoint(code);
      }
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (simple === undefined) return '\ufffd';
      return SIMPLE[simple] ?? ('\\\'"'.includes(simple) ? simple : all);
    },
  );
}

/** The value of a number literal; a complex one is its imaginary part. */
export function numberValue(text: string): number {
  const digits = text.replaceAll('_', '').replace(/[lLjJ]$/, '');
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return Number(digits);
}
