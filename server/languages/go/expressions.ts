/** Expressions other than operators, calls, literals and functions: names, members, elements, parts, assertions. */
import type { Argument, Reg } from '../../ir/types';
import type { Context } from './context';
import { stringValue } from './literals';
import type { ExpressionHandler } from './tables';
import { typeOf } from './types';

export const EXPRESSIONS: Readonly<Record<string, ExpressionHandler>> = {
  identifier: (c, n) => c.read(c.name(n), c.at(n)),
  // Stand alone only in damaged text.
  expression_list: (c, n) => c.mixOfParts(n),
  variadic_argument: (c, n) => c.mixOfParts(n),
  parenthesized_expression(c, n) {
    const inner = c.firstPart(n);
    return inner < 0 ? c.mixOfParts(n) : c.expression(inner);
  },
  selector_expression: (c, n) => member(c, n).value,
  index_expression: indexed,
  slice_expression: sliced,
  type_assertion_expression(c, n) {
    const operand = c.child(n, c.fields.operand);
    return operand < 0 ? c.mixOfParts(n) : asserted(c, n, c.expression(operand));
  },
  type_instantiation_expression(c, n) {
    const inner = c.firstPart(n);
    return inner < 0 || c.isSilent(inner) ? c.b.constant(c.at(n), undefined) : c.expression(inner);
  },
};

/** What stands in parentheses, however many. */
export function unwrap(c: Context, n: number): number {
  let inner = n;
  while (c.type(inner) === 'parenthesized_expression') {
    const next = c.firstPart(inner);
    if (next < 0) break;
    inner = next;
  }
  return inner;
}

/** The package a name stands for, where no variable is in front of it. */
export function packageOf(c: Context, n: number): string | undefined {
  if (n < 0 || c.type(n) !== 'identifier') return undefined;
  const meaning = c.meaningOf(c.name(n));
  return meaning?.is === 'package' ? meaning.module : undefined;
}

/** `operand.field`: a name of a package, or a member with its receiver. */
export function member(c: Context, n: number): { readonly value: Reg; readonly receiver: Reg } {
  const operand = c.child(n, c.fields.operand);
  const field = c.child(n, c.fields.field);
  if (operand < 0) return { value: c.mixOfParts(n), receiver: -1 };
  const module = packageOf(c, operand);
  if (module !== undefined) {
    const name = field < 0 || c.tree.isMissing(field) ? '*' : c.name(field);
    return { value: c.import(c.at(n), module, name), receiver: -1 };
  }
  const base = c.expression(operand);
  if (field < 0 || c.tree.isMissing(field)) return { value: base, receiver: -1 };
  return { value: c.b.field(c.at(n), base, c.name(field)), receiver: base };
}

function indexed(c: Context, n: number): Reg {
  const operand = c.child(n, c.fields.operand);
  const index = c.child(n, c.fields.index);
  if (operand < 0 || index < 0) return c.mixOfParts(n);
  const base = c.expression(operand);
  // `Map[string]`: a generic function with its types.
  if (c.isSilent(index)) return base;
  return element(c, n, base, index);
}

/** One element: text and numbers as keys name a field. */
export function element(c: Context, n: number, base: Reg, index: number): Reg {
  const at = c.at(n);
  const type = c.type(index);
  if (type === 'interpreted_string_literal' || type === 'raw_string_literal') return c.b.field(at, base, stringValue(c, index));
  return c.b.indexed(at, base, c.expression(index));
}

/** `value[from:to]`; what is counted from the end (`value[len(value)-4:]`) has a negative start. */
function sliced(c: Context, n: number): Reg {
  const operand = c.child(n, c.fields.operand);
  if (operand < 0) return c.mixOfParts(n);
  const at = c.at(n);
  const base = c.expression(operand);
  const start = c.child(n, c.fields.start);
  const end = c.child(n, c.fields.end);
  const last = start < 0 ? undefined : fromEnd(c, operand, start);
  const from = start < 0 ? c.b.constant(at, 0) : last === undefined ? c.expression(start) : c.b.constant(c.at(start), last);
  const args: Argument[] = [{ value: from }];
  if (end >= 0) args.push({ value: c.expression(end) });
  const capacity = c.child(n, c.fields.capacity);
  if (capacity >= 0) c.expression(capacity);
  return c.b.call(at, c.b.field(at, base, 'slice'), args, base);
}

function fromEnd(c: Context, operand: number, start: number): number | undefined {
  if (c.type(start) !== 'binary_expression') return undefined;
  const [, text, count] = /^len\(([\w.]+)\)\s*-\s*(\d{1,2})$/.exec(c.tree.textOf(start)) ?? [];
  return text !== undefined && text === c.tree.textOf(operand) ? -Number(count) : undefined;
}

/** `value.(Type)` and `Type(value)`: the same value, known to be of that type. */
export function asserted(c: Context, n: number, value: Reg): Reg {
  const node = c.child(n, c.fields.type);
  const type = node < 0 ? undefined : typeOf(c, node);
  return type === undefined ? value : c.b.cast(c.at(n), value, type);
}
