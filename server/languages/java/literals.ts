/** Literals: texts and text blocks, characters, numbers. */
import type { Context } from './context';
import type { ExpressionHandler } from './tables';

export const LITERALS: Readonly<Record<string, ExpressionHandler>> = {
  string_literal: (c, n) => c.b.constant(c.at(n), textValue(c, n)),
  character_literal: (c, n) => c.b.constant(c.at(n), decodeEscapes(c.tree.textOf(n).slice(1, -1))),
  decimal_integer_literal: number,
  hex_integer_literal: number,
  octal_integer_literal: number,
  binary_integer_literal: number,
  decimal_floating_point_literal: number,
  hex_floating_point_literal: (c, n) => c.b.constant(c.at(n), 0),
  true: (c, n) => c.b.constant(c.at(n), true),
  false: (c, n) => c.b.constant(c.at(n), false),
  null_literal: (c, n) => c.b.constant(c.at(n), null),
  // These stand alone only in damaged text.
  string_fragment: (c, n) => c.b.constant(c.at(n), c.tree.textOf(n)),
  multiline_string_fragment: (c, n) => c.b.constant(c.at(n), c.tree.textOf(n)),
  string_interpolation: (c, n) => c.mixOfParts(n),
};

function number(c: Context, n: number): number {
  return c.b.constant(c.at(n), numberValue(c.tree.textOf(n)));
}

/** The value of a number literal. */
export function numberValue(text: string): number {
  const digits = text.replaceAll('_', '').replace(/(?<!^0x[\da-f]*)[lLfFdD]$/i, '');
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  const value = Number(digits.replace(/^(0x[\da-f]+)[lL]$/i, '$1'));
  return Number.isNaN(value) ? 0 : value;
}

export function textValue(c: Context, n: number): string {
  const text = c.tree.textOf(n);
  if (!text.startsWith('"""')) return decodeEscapes(text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined));
  return decodeEscapes(unindented(text.slice(3, text.endsWith('"""') && text.length > 5 ? -3 : undefined)));
}

/** https://docs.oracle.com/javase/specs/jls/se21/html/jls-3.html#jls-3.10.6: the smallest indentation is none of the text's. */
function unindented(block: string): string {
  const lines = block.replace(/^[^\n]*\n/, '').split(/\r?\n/);
  const counted = lines.filter((line, i) => line.trim() !== '' || i === lines.length - 1);
  const indent = Math.min(...counted.map((line) => /^[ \t]*/.exec(line)![0].length));
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n');
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', s: ' ', '\n': '' };

/** https://docs.oracle.com/javase/specs/jls/se21/html/jls-3.html#jls-3.10.7 */
function decodeEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replaceAll(/\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|(\r?\n|[\s\S]))/g, (_, unicode, octal, simple: string) => {
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return SIMPLE[simple] ?? (simple === '\r\n' ? '' : simple);
  });
}
