/** Expressions other than literals, calls, functions, classes and JSX. */
import type { Property, Reg } from '../../ir/types';
import { noteExport } from './commonJs';
import { branchOn, chain, logical, operatorOf, ternary } from './conditions';
import type { Context } from './context';
import { lowerFunction, namedExpression } from './functions';
import { stringValue } from './literals';
import { bind } from './patterns';
import { usingTarget } from './scopes';
import type { ExpressionHandler } from './tables';
import { isUseful, typeOf } from './types';

export const EXPRESSIONS: Readonly<Record<string, ExpressionHandler>> = {
  identifier,
  shorthand_property_identifier: identifier,
  shorthand_property_identifier_pattern: identifier,
  this: (c, n) => c.b.this(c.at(n)),
  super: (c, n) => c.b.super(c.at(n)),
  meta_property: (c, n) => c.b.global(c.at(n), c.tree.textOf(n).replaceAll(/\s/g, '')),
  member_expression: (c, n) => member(c, n).value,
  subscript_expression: (c, n) => member(c, n).value,
  parenthesized_expression: inner,
  sequence_expression: sequence,
  assignment_expression: assignment,
  augmented_assignment_expression: inTarget(augmented),
  update_expression: inTarget(update),
  unary_expression(c, n) {
    const argument = c.child(n, c.fields.argument);
    if (argument < 0) return c.mixOfParts(n);
    return c.b.unary(c.at(n), operatorOf(c, n), c.expression(argument));
  },
  binary_expression: binary,
  ternary_expression: ternary,
  await_expression(c, n) {
    const value = c.firstPart(n);
    return value < 0 ? c.mixOfParts(n) : c.b.await(c.at(n), c.expression(value));
  },
  yield_expression(c, n) {
    const at = c.at(n);
    const value = c.firstPart(n);
    if (value < 0) return c.b.yield(at, c.b.constant(at, undefined));
    const reg = c.expression(value);
    return c.b.yield(at, c.hasToken(n, '*') ? c.b.element(at, reg) : reg);
  },
  object,
  array(c, n) {
    return c.b.array(c.at(n), listItems(c, n));
  },
  spread_element: inner,
  non_null_expression: inner,
  instantiation_expression: inner,
  as_expression: cast,
  satisfies_expression: cast,
  type_assertion(c, n) {
    const types = c.firstPart(n);
    const value = types < 0 ? -1 : c.firstPart(n, c.next(types));
    if (value < 0) return c.mixOfParts(n);
    const type = c.firstPart(types);
    return withType(c, n, c.expression(value), type);
  },
  computed_property_name: inner,
};

function identifier(c: Context, n: number): Reg {
  const at = c.at(n);
  const name = c.name(n);
  if (name === 'NaN' && !c.find(name)) return c.b.constant(at, Number.NaN);
  if (name === 'Infinity' && !c.find(name)) return c.b.constant(at, Number.POSITIVE_INFINITY);
  if (name === 'arguments' && !c.find(name)) return args(c, n);
  return c.read(name, at);
}

const LISTED_PARAMETERS = 30;

/** `arguments` is an array of the parameters, the first ones at least. */
function args(c: Context, n: number): Reg {
  const at = c.at(n);
  if (c.fn.isArrow || c.fn.level === 0) return c.b.global(at, 'arguments');
  const items = c.b.params
    .slice(0, LISTED_PARAMETERS)
    .map((param) => ({ value: c.b.get(at, param.var), ...(param.rest ? { spread: true } : {}) }));
  return c.b.array(at, items);
}

function inner(c: Context, n: number): Reg {
  const value = c.firstPart(n);
  return value < 0 ? c.mixOfParts(n) : c.expression(value);
}

function sequence(c: Context, n: number): Reg {
  let last = -1;
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) if (c.isPart(i)) last = c.expression(i);
  return last >= 0 ? last : c.mixOfParts(n);
}

export interface Member {
  readonly value: Reg;
  /** The object it was read from; -1 when `n` is no member. */
  readonly receiver: Reg;
}

/** Reads `a.b` or `a[b]`, or any other expression without a receiver. */
export function member(c: Context, n: number): Member {
  const objectNode = c.child(n, c.fields.object);
  const isMember = c.type(n) === 'member_expression';
  if (objectNode < 0) return { value: c.mixOfParts(n), receiver: -1 };
  const receiver = c.expression(objectNode);
  if (isMember) {
    const property = c.child(n, c.fields.property);
    // `a.` in half-written text is the object itself.
    if (property < 0 || c.tree.isMissing(property)) return { value: receiver, receiver };
    return { value: c.b.field(c.at(n), receiver, c.name(property)), receiver };
  }
  const index = c.child(n, c.fields.index);
  if (index < 0) return { value: receiver, receiver };
  if (c.type(index) === 'string') return { value: c.b.field(c.at(n), receiver, stringValue(c, index)), receiver };
  return { value: c.b.indexed(c.at(n), receiver, c.expression(index)), receiver };
}

function assignment(c: Context, n: number): Reg {
  const left = c.child(n, c.fields.left);
  const right = c.child(n, c.fields.right);
  if (left < 0 || right < 0) return c.mixOfParts(n);
  const value = namedExpression(c, right, targetName(c, left), targetNode(c, left));
  bind(c, left, value, usingTarget(c, n) < 0 ? 'assign' : 'declare');
  noteExport(c, left, value);
  return value;
}

/** The name a function gets from what it is assigned to. */
function targetName(c: Context, left: number): string {
  const node = targetNode(c, left);
  return node < 0 ? '' : c.name(node);
}
function targetNode(c: Context, left: number): number {
  if (c.type(left) === 'identifier') return left;
  return c.type(left) === 'member_expression' ? c.child(left, c.fields.property) : -1;
}

/** Targets inside one another that are read and then set; deeper ones are only read, since every level would double the work. */
const READ_AND_SET = 4;

function inTarget(work: (c: Context, n: number) => Reg): ExpressionHandler {
  return (c, n) => {
    c.targets++;
    const reg = work(c, n);
    c.targets--;
    return reg;
  };
}

function setTarget(c: Context, target: number, value: Reg): void {
  if (c.targets <= READ_AND_SET || c.type(target) === 'identifier') bind(c, target, value, 'assign');
}

/** `a += b` and its kin; the target's object is evaluated twice, which nobody can tell here. */
function augmented(c: Context, n: number): Reg {
  const left = c.child(n, c.fields.left);
  const right = c.child(n, c.fields.right);
  const operator = operatorOf(c, n).slice(0, -1);
  if (left < 0 || right < 0) return c.mixOfParts(n);
  const at = c.at(n);
  const before = c.expression(left);
  if (operator !== '&&' && operator !== '||' && operator !== '??') {
    const value = c.b.binary(at, operator, before, c.expression(right));
    setTarget(c, left, value);
    return value;
  }
  const result = c.temporary(at);
  c.set(at, result, before);
  const assign = c.b.block();
  const after = c.b.block();
  branchOn(c, left, before, operator, assign, after);
  c.b.enter(assign);
  const value = namedExpression(c, right, targetName(c, left), targetNode(c, left));
  setTarget(c, left, value);
  c.set(at, result, value);
  c.b.jump(at, after);
  c.b.enter(after);
  return c.b.get(at, result);
}

function update(c: Context, n: number): Reg {
  const argument = c.child(n, c.fields.argument);
  if (argument < 0) return c.mixOfParts(n);
  const at = c.at(n);
  const before = c.expression(argument);
  const after = c.b.binary(at, operatorOf(c, n) === '--' ? '-' : '+', before, c.b.constant(at, 1));
  setTarget(c, argument, after);
  const isPrefix = c.tree.start(argument) > at.start;
  return isPrefix ? after : before;
}

/** Chains of one operator are lowered in a loop: they may be thousands long. */
function binary(c: Context, n: number): Reg {
  const operator = operatorOf(c, n);
  if (operator === '&&' || operator === '||' || operator === '??') return logical(c, n, operator);
  const operands = chain(c, n, operator);
  if (operands.length < 2) return c.mixOfParts(n);
  const start = c.tree.start(n);
  let left = privateName(c, operands[0]);
  for (let i = 1; i < operands.length; i++) {
    const right = c.expression(operands[i]);
    const at = i === operands.length - 1 ? c.at(n) : { start, end: c.tree.end(operands[i]) };
    left = c.b.binary(at, operator, left, right);
  }
  return left;
}

/** `#secret in object` */
function privateName(c: Context, n: number): Reg {
  return c.type(n) === 'private_property_identifier' ? c.b.constant(c.at(n), c.name(n)) : c.expression(n);
}

/** Elements of an array, or arguments of a call. A hole is undefined. */
export function listItems(c: Context, n: number): { value: Reg; spread?: boolean }[] {
  const items: { value: Reg; spread?: boolean }[] = [];
  const end = c.next(n);
  let filled = false;
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isNamed(i)) {
      if (c.type(i) !== ',') continue;
      if (!filled) items.push({ value: c.b.constant(c.at(i), undefined) });
      filled = false;
      continue;
    }
    if (!c.isPart(i) || c.isSilent(i)) continue;
    // Damaged text runs, but takes no place of its own.
    if (c.isError(i)) {
      c.statement(i);
      continue;
    }
    filled = true;
    if (c.type(i) === 'spread_element') items.push({ value: c.expression(i), spread: true });
    else items.push({ value: c.expression(i) });
  }
  return items;
}

function object(c: Context, n: number): Reg {
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
        const reg = typeof name === 'string' ? namedExpression(c, value, name, key) : c.expression(value);
        props.push({ key: name, value: reg, keyAt: c.at(key) });
        break;
      }
      case 'shorthand_property_identifier':
        props.push({ key: c.name(i), value: identifier(c, i), keyAt: c.at(i) });
        break;
      case 'spread_element':
        props.push({ value: c.expression(i) });
        break;
      case 'method_definition':
        method(c, i, props);
        break;
      // `{ a = 1 }` is a pattern that was not recognised as one.
      case 'object_assignment_pattern':
      case 'assignment_expression':
        c.mixOfParts(i);
        break;
      default:
        c.statement(i);
    }
  }
  return c.b.object(c.at(n), props);
}

function method(c: Context, n: number, props: Property[]): void {
  const key = c.child(n, c.fields.name);
  const name = key < 0 ? '' : keyOf(c, key);
  const func = lowerFunction(c, n, typeof name === 'string' ? name : '', key);
  const at = c.at(n);
  const closure = c.b.closure(at, func);
  const before = key < 0 ? undefined : key;
  // Reading a getter runs it; writing to a setter is not followed.
  if (c.hasToken(n, 'set', before)) return;
  const value = c.hasToken(n, 'get', before) ? c.b.call(at, closure, []) : closure;
  props.push(key < 0 ? { key: name, value } : { key: name, value, keyAt: c.at(key) });
}

/** A key's name, or the register of a computed one. */
export function keyOf(c: Context, key: number): string | Reg {
  switch (c.type(key)) {
    case 'string':
      return stringValue(c, key);
    case 'computed_property_name': {
      const value = c.firstPart(key);
      if (value < 0) return c.mixOfParts(key);
      return c.type(value) === 'string' ? stringValue(c, value) : c.expression(value);
    }
    default:
      return c.name(key);
  }
}

function cast(c: Context, n: number): Reg {
  const value = c.firstPart(n);
  if (value < 0) return c.mixOfParts(n);
  return withType(c, n, c.expression(value), c.firstPart(n, c.next(value)));
}

/** A cast where the type names something, else the value itself. */
function withType(c: Context, n: number, value: Reg, type: number): Reg {
  const ref = type < 0 ? undefined : typeOf(c, type);
  return ref === undefined || !isUseful(c, ref) ? value : c.b.cast(c.at(n), value, ref);
}
