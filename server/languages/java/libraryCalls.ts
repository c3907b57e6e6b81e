/** Calls of the standard library that say more when they are written out: collections of constants, patterns, entries of maps, ends of texts. */
import type { Property, Reg } from '../../ir/types';
import { argumentsOf } from './calls';
import type { Context } from './context';
import { textValue } from './literals';

const LISTS = new Set(['List', 'Set', 'Arrays', 'ImmutableList', 'ImmutableSet']);
const MAPS = new Set(['Map', 'ImmutableMap']);
const PATTERN = 'java.util.regex.Pattern';

/** Undefined for all other calls. */
export function libraryCall(c: Context, n: number, name: string, object: number, argsNode: number): Reg | undefined {
  const args = argsNode < 0 ? [] : c.parts(argsNode).filter((part) => !c.isSilent(part));
  const at = c.at(n);
  if (c.type(object) === 'identifier' && !c.typeHere(c.name(object)) && !c.find(c.name(object))) {
    const owner = c.name(object);
    if (LISTS.has(owner) && ((name === 'of' && args.length > 0) || (name === 'asList' && args.length > 1)))
      return c.b.array(
        at,
        args.map((arg) => ({ value: c.expression(arg) })),
      );
    if (MAPS.has(owner) && name === 'of' && args.length > 0 && args.length % 2 === 0) return mapOf(c, n, args);
  }
  if (name === 'put' && args.length === 2) {
    const receiver = c.expression(object);
    const [key, value] = argumentsOf(c, argsNode);
    c.b.setIndex(at, receiver, key.value, value.value);
    return c.b.call(at, c.b.field(at, receiver, name), [key, value], receiver);
  }
  // `text.matches(pattern)` and `text.replaceAll(pattern, by)` compile a pattern for the purpose.
  if ((name === 'matches' && args.length === 1 && !isPattern(c, object)) || (name === 'replaceAll' && args.length === 2)) {
    const receiver = c.expression(object);
    const given = argumentsOf(c, argsNode);
    return c.b.call(at, c.b.field(at, c.import(at, PATTERN, '*'), name), [...given, { value: receiver }]);
  }
  if (name === 'substring' && args.length === 1) return fromEnd(c, n, object, args[0]);
  if (/^(?:matches|find|lookingAt)$/.test(name) && args.length === 0 && c.type(object) === 'method_invocation')
    return tested(c, n, name, object);
  return undefined;
}

function isPattern(c: Context, n: number): boolean {
  return c.type(n) === 'identifier' && /^[A-Z]/.test(c.name(n)) && !c.find(c.name(n)) && !c.fieldHere(c.name(n));
}

/** `pattern.matcher(text).matches()`: the pattern tests the text. */
function tested(c: Context, n: number, name: string, object: number): Reg | undefined {
  const inner = c.child(object, c.fields.name);
  const pattern = c.child(object, c.fields.object);
  if (inner < 0 || pattern < 0 || c.name(inner) !== 'matcher') return undefined;
  const at = c.at(n);
  const receiver = c.expression(pattern);
  const args = argumentsOf(c, c.child(object, c.fields.arguments));
  c.b.call(c.at(object), c.b.field(c.at(object), receiver, 'matcher'), args, receiver);
  return c.b.call(at, c.b.field(at, receiver, name), args, receiver);
}

/** `text.substring(text.length() - 4)`: the last four characters, counted from the end. */
function fromEnd(c: Context, n: number, object: number, start: number): Reg | undefined {
  if (c.type(start) !== 'binary_expression') return undefined;
  const [, text, count] = /^([\w.()]+)\.length\(\)\s*-\s*(\d{1,2})$/.exec(c.tree.textOf(start)) ?? [];
  if (text === undefined || text !== c.tree.textOf(object)) return undefined;
  const at = c.at(n);
  const receiver = c.expression(object);
  return c.b.call(at, c.b.field(at, receiver, 'substring'), [{ value: c.b.constant(c.at(start), -Number(count)) }], receiver);
}

function mapOf(c: Context, n: number, args: readonly number[]): Reg {
  const props: Property[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) {
    const isText = c.type(args[i]) === 'string_literal';
    const key = c.expression(args[i]);
    props.push({ key: isText ? textValue(c, args[i]) : key, value: c.expression(args[i + 1]), keyAt: c.at(args[i]) });
  }
  return c.b.object(c.at(n), props);
}
