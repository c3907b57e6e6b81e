/** Texts, numbers, and values written out: structs, lists, maps. */
import type { Argument, Property, Reg } from '../../ir/types';
import type { Context } from './context';
import type { ExpressionHandler } from './tables';
import { typeOf } from './types';

export const LITERALS: Readonly<Record<string, ExpressionHandler>> = {
  interpreted_string_literal: (c, n) => c.b.constant(c.at(n), stringValue(c, n)),
  raw_string_literal: (c, n) => c.b.constant(c.at(n), stringValue(c, n)),
  rune_literal: (c, n) => c.b.constant(c.at(n), runeValue(c.tree.textOf(n))),
  int_literal: (c, n) => c.b.constant(c.at(n), numberValue(c.tree.textOf(n))),
  float_literal: (c, n) => c.b.constant(c.at(n), numberValue(c.tree.textOf(n))),
  imaginary_literal: (c, n) => c.b.constant(c.at(n), numberValue(c.tree.textOf(n))),
  true: (c, n) => c.b.constant(c.at(n), true),
  false: (c, n) => c.b.constant(c.at(n), false),
  nil: (c, n) => c.b.constant(c.at(n), null),
  iota: (c, n) => c.b.constant(c.at(n), Math.max(c.iota, 0)),
  composite_literal(c, n) {
    const type = c.child(n, c.fields.type);
    const body = c.child(n, c.fields.body);
    return body < 0 ? c.mixOfParts(n) : composite(c, n, body, type);
  },
  literal_value: (c, n) => composite(c, n, n, -1),
  literal_element: (c, n) => {
    const inner = c.firstPart(n);
    return inner < 0 ? c.mixOfParts(n) : c.expression(inner);
  },
  keyed_element: (c, n) => c.mixOfParts(n),
};

/** `body` of a literal of the type at the node `type`, or of one nobody has written (-1). */
function composite(c: Context, n: number, body: number, type: number): Reg {
  let made: Reg = -1;
  const lowered = c.deeper(n, () => {
    made = compositeValue(c, n, body, type);
  });
  return lowered ? made : c.b.constant(c.at(n), undefined);
}

function compositeValue(c: Context, n: number, body: number, type: number): Reg {
  const at = c.at(n);
  const kind = type < 0 ? '' : c.type(type);
  const isMap = kind === 'map_type';
  const isList = kind === 'slice_type' || kind === 'array_type' || kind === 'implicit_length_array_type';
  const inner = isMap ? c.child(type, c.fields.value) : isList ? c.child(type, c.fields.element) : -1;
  const elements = c.parts(body);
  const ref = type < 0 || isMap || isList ? undefined : typeOf(c, type);
  const isKeyed = elements.some((e) => c.type(e) === 'keyed_element');
  let value: Reg;
  if (isList && !isKeyed) {
    const items: Argument[] = elements.map((e) => ({ value: elementValue(c, e, inner) }));
    value = c.b.array(at, items);
  } else if (!isKeyed) {
    const fields = type >= 0 && c.type(type) === 'type_identifier' ? c.structs.get(c.name(type)) : undefined;
    if (fields === undefined && elements.length > 0)
      value = c.b.array(
        at,
        elements.map((e) => ({ value: elementValue(c, e, -1) })),
      );
    else
      value = c.b.object(
        at,
        elements.map((e, i) => ({ key: fields?.[i] ?? String(i), value: elementValue(c, e, -1) })),
      );
  } else
    value = c.b.object(
      at,
      elements.map((e) => property(c, e, inner, isMap || isList)),
    );
  return ref === undefined ? value : c.b.cast(at, value, ref);
}

function property(c: Context, n: number, inner: number, keysRun: boolean): Property {
  const key = c.child(n, c.fields.key);
  const valueNode = c.child(n, c.fields.value);
  if (c.type(n) !== 'keyed_element' || key < 0 || valueNode < 0) return { value: elementValue(c, n, inner) };
  const keyNode = c.type(key) === 'literal_element' ? c.firstPart(key) : key;
  const keyAt = c.at(key);
  if (keyNode >= 0 && c.type(keyNode) === 'identifier' && !keysRun)
    return { key: c.name(keyNode), value: elementValue(c, valueNode, inner), keyAt };
  const text = keyNode < 0 ? '' : c.type(keyNode);
  if (text === 'interpreted_string_literal' || text === 'raw_string_literal')
    return { key: stringValue(c, keyNode), value: elementValue(c, valueNode, inner), keyAt };
  const computed = keyNode < 0 ? c.mixOfParts(key) : c.expression(keyNode);
  return { key: computed, value: elementValue(c, valueNode, inner), keyAt };
}

/** An element; one in braces alone is of the type its list or map says. */
function elementValue(c: Context, n: number, inner: number): Reg {
  const node = c.type(n) === 'literal_element' ? c.firstPart(n) : n;
  if (node < 0) return c.mixOfParts(n);
  if (c.type(node) !== 'literal_value') return c.expression(node);
  const type = inner >= 0 && c.type(inner) === 'pointer_type' ? c.firstPart(inner) : inner;
  return composite(c, node, node, type);
}

/** The value of a text, escapes decoded. */
export function stringValue(c: Context, n: number): string {
  const raw = c.tree.textOf(n);
  const inside = raw.slice(1, raw.length > 1 && raw.endsWith(raw[0]) ? -1 : undefined);
  if (raw.startsWith('`')) return inside.replaceAll('\r', '');
  return decodeEscapes(inside);
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', a: '\x07' };

/** https://go.dev/ref/spec#Rune_literals. A wrong one stands for what follows its backslash. */
function decodeEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g,
    (all, x?: string, u?: string, long?: string, octal?: string, simple?: string) => {
      const hex = x ?? u ?? long;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        return code > 0x10ffff ? all : String.fromCodePoint(code);
      }
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return SIMPLE[simple ?? ''] ?? simple ?? '';
    },
  );
}

function runeValue(text: string): number {
  return decodeEscapes(text.slice(1, -1)).codePointAt(0) ?? 0;
}

/** The value of a number literal; an imaginary one is its part. */
export function numberValue(text: string): number {
  const digits = text.replaceAll('_', '').replace(/i$/, '');
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return Number(digits) || 0;
}
