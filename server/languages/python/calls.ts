/** Calls, and those of the language's own functions that are more than calls: `super()`, `getattr`, `dict`. */
import type { Argument, Property, Reg } from '../../ir/types';
import { comprehension } from './comprehensions';
import type { Context } from './context';
import { member } from './expressions';
import { format, literalText } from './format';
import type { ExpressionHandler } from './tables';

export const CALLS: Readonly<Record<string, ExpressionHandler>> = {
  call,
  // Stands alone only in damaged text.
  argument_list: (c, n) => c.mixOfParts(n),
};

function call(c: Context, n: number): Reg {
  const calleeNode = c.child(n, c.fields.function);
  const argsNode = c.child(n, c.fields.arguments);
  if (calleeNode < 0) return c.mixOfParts(n);
  const at = c.at(n);
  const isGenerator = argsNode >= 0 && c.type(argsNode) === 'generator_expression';
  const type = c.type(calleeNode);
  if (type === 'identifier' && !isGenerator) {
    const own = ownFunction(c, n, c.name(calleeNode), argsNode);
    if (own !== undefined) return own;
  }
  if (type === 'attribute') {
    const object = c.child(calleeNode, c.fields.object);
    const attribute = c.child(calleeNode, c.fields.attribute);
    const name = attribute < 0 ? '' : c.name(attribute);
    if (name === 'format' && object >= 0 && !isGenerator) {
      const pattern = literalText(c, object);
      if (pattern !== undefined) return format(c, n, pattern, argumentsOf(c, argsNode));
    }
    // What the class above sets up, it sets up on this object.
    if (name === '__init__' && object >= 0 && isSuper(c, object)) return c.b.call(at, c.b.super(c.at(object)), argumentsOf(c, argsNode));
  }
  const callee = calleeOf(c, calleeNode);
  const args = isGenerator ? [{ value: comprehension(c, argsNode) }] : argumentsOf(c, argsNode);
  return c.b.call(at, callee.value, args, callee.receiver);
}

function calleeOf(c: Context, n: number): { readonly value: Reg; readonly receiver: Reg } {
  let callee = n;
  while (c.type(callee) === 'parenthesized_expression') {
    const inside = c.firstPart(callee);
    if (inside < 0) break;
    callee = inside;
  }
  const type = c.type(callee);
  return type === 'attribute' || type === 'subscript' ? member(c, callee) : { value: c.expression(callee), receiver: -1 };
}

export function argumentsOf(c: Context, n: number): Argument[] {
  const out: Argument[] = [];
  if (n < 0) return out;
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i) || c.isSilent(i)) continue;
    // Damaged text runs, but takes no place of its own.
    if (c.isError(i)) {
      c.statement(i);
      continue;
    }
    switch (c.type(i)) {
      case 'keyword_argument': {
        const name = c.child(i, c.fields.name);
        const value = c.child(i, c.fields.value);
        if (name < 0 || value < 0) c.mixOfParts(i);
        else out.push({ value: c.expression(value), name: c.name(name) });
        break;
      }
      case 'list_splat':
        out.push({ value: c.expression(i), spread: true });
        break;
      case 'dictionary_splat':
        out.push({ value: c.expression(i), name: '**', spread: true });
        break;
      default:
        out.push({ value: c.expression(i) });
    }
  }
  return out;
}

function isSuper(c: Context, n: number): boolean {
  if (c.type(n) !== 'call') return false;
  const callee = c.child(n, c.fields.function);
  return callee >= 0 && c.type(callee) === 'identifier' && c.name(callee) === 'super' && !c.find('super');
}

/** A function of the language that nobody has given another meaning; undefined for all others. */
function ownFunction(c: Context, n: number, name: string, argsNode: number): Reg | undefined {
  if (!OWN.has(name) || c.find(name)) return undefined;
  const at = c.at(n);
  if (name === 'super') return c.b.super(at);
  const args = argumentsOf(c, argsNode);
  const plain = args.every((arg) => arg.name === undefined && arg.spread !== true);
  if (name === 'dict') {
    const props: Property[] = args.map((arg) =>
      arg.name === undefined || arg.name === '**' ? { value: arg.value } : { key: arg.name, value: arg.value },
    );
    // `dict(pairs)` is not what it is given.
    if (args.some((arg) => arg.name === undefined)) return undefinedCall(c, n, name, args);
    return c.b.object(at, props);
  }
  if (!plain || args.length < 2) return undefinedCall(c, n, name, args);
  const [object, key, value] = args.map((arg) => arg.value);
  if (name === 'getattr') {
    const read = c.b.indexed(at, object, key);
    return value === undefined ? read : c.b.mix(at, [read, value]);
  }
  if (value === undefined) return undefinedCall(c, n, name, args);
  c.b.setIndex(at, object, key, value);
  return c.b.constant(at, null);
}
const OWN: ReadonlySet<string> = new Set(['super', 'dict', 'getattr', 'setattr']);

function undefinedCall(c: Context, n: number, name: string, args: readonly Argument[]): Reg {
  const callee = c.child(n, c.fields.function);
  return c.b.call(c.at(n), c.b.global(c.at(callee), name), args);
}
