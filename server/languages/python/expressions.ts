/** Expressions other than literals, operators, calls, functions and comprehensions. */
import type { Property, Reg } from '../../ir/types';
import type { Context } from './context';
import { hasHoles, stringValue } from './strings';
import type { ExpressionHandler } from './tables';

export const EXPRESSIONS: Readonly<Record<string, ExpressionHandler>> = {
  identifier: (c, n) => c.read(c.name(n), c.at(n)),
  keyword_identifier: (c, n) => c.read(c.name(n), c.at(n)),
  attribute: (c, n) => member(c, n).value,
  subscript: (c, n) => member(c, n).value,
  parenthesized_expression: inner,
  // The type of an annotation that runs, as in a call's argument of a damaged text.
  type: inner,
  expression_list: (c, n) => c.b.array(c.at(n), items(c, n)),
  tuple: (c, n) => c.b.array(c.at(n), items(c, n)),
  list: (c, n) => c.b.array(c.at(n), items(c, n)),
  set: (c, n) => c.b.array(c.at(n), items(c, n)),
  pattern_list: (c, n) => c.b.array(c.at(n), items(c, n)),
  tuple_pattern: (c, n) => c.b.array(c.at(n), items(c, n)),
  list_pattern: (c, n) => c.b.array(c.at(n), items(c, n)),
  list_splat: inner,
  list_splat_pattern: inner,
  dictionary_splat: inner,
  dictionary_splat_pattern: inner,
  parenthesized_list_splat: inner,
  dictionary,
  pair: (c, n) => c.mixOfParts(n),
  slice: (c, n) => c.mixOfParts(n),
  named_expression(c, n) {
    const name = c.child(n, c.fields.name);
    const value = c.child(n, c.fields.value);
    if (name < 0 || value < 0) return c.mixOfParts(n);
    const reg = c.expression(value);
    c.write(c.name(name), c.at(n), reg);
    return reg;
  },
  await(c, n) {
    const value = c.firstPart(n);
    return value < 0 ? c.mixOfParts(n) : c.b.await(c.at(n), c.expression(value));
  },
  yield(c, n) {
    const at = c.at(n);
    c.fn.isGenerator = true;
    const value = c.firstPart(n);
    const reg = value < 0 ? c.b.constant(at, null) : c.expression(value);
    return c.b.yield(at, c.hasToken(n, 'from') ? c.b.element(at, reg) : reg);
  },
  as_pattern(c, n) {
    const [value] = c.parts(n);
    return value === undefined ? c.mixOfParts(n) : c.expression(value);
  },
  as_pattern_target: inner,
  dotted_name(c, n) {
    const [root, ...rest] = c.parts(n);
    if (root === undefined) return c.mixOfParts(n);
    return rest.reduce((base, part) => c.b.field(c.at(part), base, c.name(part)), c.expression(root));
  },
  // These stand alone only in damaged text, or in assignments as values.
  assignment: (c, n) => assigned(c, n),
  augmented_assignment: (c, n) => assigned(c, n),
  keyword_argument: (c, n) => lastPart(c, n),
  chevron: inner,
};

/** `a = b = c`: the value of the inner assignment. */
function assigned(c: Context, n: number): Reg {
  c.statement(n);
  const left = c.child(n, c.fields.left);
  return left < 0 ? c.b.constant(c.at(n), undefined) : c.expression(left);
}

function inner(c: Context, n: number): Reg {
  const value = c.firstPart(n);
  return value < 0 ? c.mixOfParts(n) : c.expression(value);
}

function lastPart(c: Context, n: number): Reg {
  const last = c.parts(n).at(-1);
  return last === undefined ? c.mixOfParts(n) : c.expression(last);
}

export interface Member {
  readonly value: Reg;
  /** The object it was read from; -1 when `n` is no member. */
  readonly receiver: Reg;
}

/** Reads `a.b` or `a[b]`, or any other expression without a receiver. */
export function member(c: Context, n: number): Member {
  const at = c.at(n);
  if (c.type(n) === 'attribute') {
    const object = c.child(n, c.fields.object);
    if (object < 0) return { value: c.mixOfParts(n), receiver: -1 };
    const receiver = c.expression(object);
    const name = c.child(n, c.fields.attribute);
    // `a.` in half-written text is the object itself.
    if (name < 0 || c.tree.isMissing(name)) return { value: receiver, receiver };
    return { value: c.b.field(at, receiver, c.name(name)), receiver };
  }
  if (c.type(n) !== 'subscript') return { value: c.expression(n), receiver: -1 };
  const object = c.child(n, c.fields.value);
  if (object < 0) return { value: c.mixOfParts(n), receiver: -1 };
  const receiver = c.expression(object);
  const keys = subscripts(c, n);
  const [only] = keys;
  if (keys.length === 1 && c.type(only) === 'string' && !hasHoles(c, only))
    return { value: c.b.field(at, receiver, stringValue(c, only)), receiver };
  if (keys.length === 1 && c.type(only) === 'slice') return { value: sliced(c, n, receiver, only), receiver };
  if (keys.length === 0) return { value: receiver, receiver };
  const key =
    keys.length === 1
      ? c.expression(only)
      : c.b.array(
          at,
          keys.map((k) => ({ value: c.expression(k) })),
        );
  // A type with words for others: what is kept of it is what stands in it.
  if (keys.length > 1 && c.type(object) === 'identifier' && c.name(object) === 'Annotated') return { value: key, receiver };
  return { value: c.b.indexed(at, receiver, key), receiver };
}

export function subscripts(c: Context, n: number): number[] {
  const out: number[] = [];
  for (let i = c.child(n, c.fields.subscript); i >= 0; i = c.child(n, c.fields.subscript, c.next(i))) out.push(i);
  return out;
}

/** `a[start:end]` is what a method of that name would give; only its bounds tell what is left of a text. */
function sliced(c: Context, n: number, receiver: Reg, slice: number): Reg {
  const at = c.at(n);
  const bounds: Reg[] = [];
  let filled = false;
  const end = c.next(slice);
  for (let i = slice + 1; i < end; i = c.next(i)) {
    if (c.isPart(i)) {
      bounds.push(c.expression(i));
      filled = true;
    } else if (c.type(i) === ':') {
      if (!filled) bounds.push(c.b.constant(c.at(i), null));
      filled = false;
    }
  }
  const callee = c.b.field(at, receiver, '__getslice__');
  return c.b.call(
    at,
    callee,
    bounds.map((value) => ({ value })),
    receiver,
  );
}

/** Elements of a list, a tuple or a set. */
export function items(c: Context, n: number): { value: Reg; spread?: boolean }[] {
  const out: { value: Reg; spread?: boolean }[] = [];
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i) || c.isSilent(i)) continue;
    // Damaged text runs, but takes no place of its own.
    if (c.isError(i)) {
      c.statement(i);
      continue;
    }
    const type = c.type(i);
    if (type === 'list_splat' || type === 'parenthesized_list_splat') out.push({ value: c.expression(i), spread: true });
    else out.push({ value: c.expression(i) });
  }
  return out;
}

function dictionary(c: Context, n: number): Reg {
  const props: Property[] = [];
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i)) continue;
    switch (c.type(i)) {
      case 'pair': {
        const key = c.child(i, c.fields.key);
        const value = c.child(i, c.fields.value);
        if (key < 0 || value < 0) {
          c.mixOfParts(i);
          break;
        }
        const name = keyOf(c, key);
        props.push({ key: name, value: c.expression(value), keyAt: c.at(key) });
        break;
      }
      case 'dictionary_splat':
        props.push({ value: c.expression(i) });
        break;
      default:
        c.statement(i);
    }
  }
  return c.b.object(c.at(n), props);
}

/** A key's text, or the register of a computed one. */
export function keyOf(c: Context, key: number): string | Reg {
  return c.type(key) === 'string' && !hasHoles(c, key) ? stringValue(c, key) : c.expression(key);
}
