/** Calls, and those of the language's own functions that are more than calls: conversions, `append`, `make`. */
import type { Argument, At, Reg } from '../../ir/types';
import { isBuiltin, NUMBER_TYPES } from './builtins';
import type { Context } from './context';
import { member, packageOf, unwrap } from './expressions';
import { formatted, literalText } from './format';
import type { ExpressionHandler } from './tables';
import { typeOf, zeroValue } from './types';

export const CALLS: Readonly<Record<string, ExpressionHandler>> = {
  call_expression: call,
  type_conversion_expression(c, n) {
    const operand = c.child(n, c.fields.operand);
    if (operand < 0) return c.mixOfParts(n);
    const type = c.child(n, c.fields.type);
    const callee = type < 0 ? undefined : chosenFunction(c, type);
    if (callee !== undefined) return c.b.call(c.at(n), callee, [{ value: c.expression(operand) }]);
    return converted(c, n, type, c.expression(operand));
  },
  // Stands alone only in damaged text.
  argument_list: (c, n) => c.mixOfParts(n),
};

/** Packages whose functions are the methods of what they get first. */
const METHODS_OF_FIRST = new Set(['strings', 'bytes', 'slices', 'golang.org/x/exp/slices']);

function call(c: Context, n: number): Reg {
  const callee = c.child(n, c.fields.function);
  const list = c.child(n, c.fields.arguments);
  if (callee < 0) return c.mixOfParts(n);
  const at = c.at(n);
  const named = unwrap(c, callee);
  if (c.type(named) === 'identifier' && !c.find(c.name(named))) {
    const own = ownFunction(c, n, c.name(named), list);
    if (own !== undefined) return own;
  }
  if (isType(c, named)) {
    const args = argumentsOf(c, list);
    return converted(c, n, named, args[0]?.value ?? c.b.constant(at, undefined));
  }
  if (c.type(named) === 'selector_expression') {
    const module = packageOf(c, c.child(named, c.fields.operand));
    const field = c.child(named, c.fields.field);
    const name = field < 0 ? '' : c.name(field);
    if (module === 'fmt') {
      const text = written(c, n, named, name, list);
      if (text !== undefined) return text;
    }
    if ((module === 'fmt' && /^Fprint(?:ln|f)?$/.test(name)) || (module === 'io' && name === 'WriteString')) {
      const [to, ...others] = argumentsOf(c, list);
      if (to !== undefined) {
        const parts = others.map((arg) => arg.value);
        return writtenTo(c, at, to.value, parts.length === 1 && module === 'io' ? parts[0] : c.b.concat(at, parts));
      }
    }
    if (module !== undefined && METHODS_OF_FIRST.has(module)) {
      const value = member(c, named).value;
      const [first, ...others] = argumentsOf(c, list);
      if (first === undefined || first.spread) return c.b.call(at, value, first === undefined ? [] : [first, ...others]);
      return c.b.call(at, value, others, first.value);
    }
  }
  const { value, receiver } = calleeOf(c, named);
  return c.b.call(at, value, argumentsOf(c, list), receiver);
}

function calleeOf(c: Context, n: number): { readonly value: Reg; readonly receiver: Reg } {
  if (c.type(n) === 'selector_expression') return member(c, n);
  // `Map[int](list)`: types say nothing here.
  if (c.type(n) === 'type_instantiation_expression' || c.type(n) === 'index_expression') {
    const operand = c.type(n) === 'index_expression' ? c.child(n, c.fields.operand) : c.firstPart(n);
    if (operand >= 0 && c.type(operand) === 'selector_expression' && packageOf(c, c.child(operand, c.fields.operand)) !== undefined)
      return member(c, operand);
  }
  return { value: c.expression(n), receiver: -1 };
}

export function argumentsOf(c: Context, n: number): Argument[] {
  const out: Argument[] = [];
  if (n < 0) return out;
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i)) continue;
    // Damaged text runs, but takes no place of its own.
    if (c.isError(i)) c.statement(i);
    else if (c.isSilent(i)) out.push({ value: c.b.constant(c.at(i), undefined) });
    else if (c.type(i) === 'variadic_argument') {
      const inner = c.firstPart(i);
      out.push({ value: inner < 0 ? c.mixOfParts(i) : c.expression(inner), spread: true });
    } else out.push({ value: c.expression(i) });
  }
  return out;
}

/** A type in the place of a function: `[]byte(x)`, `UserID(x)`, `(*T)(x)`. */
function isType(c: Context, n: number): boolean {
  if (c.isSilent(n)) return true;
  if (c.type(n) === 'unary_expression') {
    const operand = c.child(n, c.fields.operand);
    return operand >= 0 && c.hasToken(n, '*') && isType(c, unwrap(c, operand));
  }
  if (c.type(n) !== 'identifier') return false;
  const meaning = c.meaningOf(c.name(n));
  return meaning !== undefined && meaning.is !== 'package';
}

/** `handlers[i](x)` is written like a conversion to a generic type; names of variables tell them apart. */
function chosenFunction(c: Context, n: number): Reg | undefined {
  if (c.type(n) !== 'generic_type') return undefined;
  const [named, list] = c.parts(n);
  const index = list === undefined ? -1 : c.firstPart(list);
  if (named === undefined || index < 0) return undefined;
  const base = variableNamed(c, named);
  if (base === undefined) return undefined;
  const inner = c.type(index) === 'type_elem' ? c.firstPart(index) : index;
  const key = inner < 0 ? undefined : variableNamed(c, inner);
  return c.b.indexed(c.at(n), base, key ?? c.b.constant(c.at(index), undefined));
}

/** The variable, or the field of one, that a node names which looks like a type. */
function variableNamed(c: Context, n: number): Reg | undefined {
  const isVariable = (name: string): boolean => c.find(name) && c.meaningOf(name) === undefined;
  if (c.type(n) === 'type_identifier') return isVariable(c.name(n)) ? c.read(c.name(n), c.at(n)) : undefined;
  if (c.type(n) !== 'qualified_type') return undefined;
  const owner = c.child(n, c.fields.package);
  const name = c.child(n, c.fields.name);
  if (owner < 0 || name < 0 || !isVariable(c.name(owner))) return undefined;
  return c.b.field(c.at(n), c.read(c.name(owner), c.at(owner)), c.name(name));
}

/** The same value in another type. */
function converted(c: Context, n: number, type: number, value: Reg): Reg {
  const ref = type < 0 ? undefined : typeOf(c, type);
  return ref === undefined || ref.from === 'name' ? value : c.b.cast(c.at(n), value, ref);
}

/** `fmt.Sprintf` and its kin with a pattern that is written out. */
function written(c: Context, n: number, callee: number, name: string, list: number): Reg | undefined {
  const first = name === 'Fprintf' || name === 'Appendf' ? 1 : 0;
  if (!['Sprintf', 'Printf', 'Errorf', 'Fprintf', 'Appendf'].includes(name) || list < 0) return undefined;
  const nodes = c.parts(list);
  const pattern = nodes[first] === undefined ? undefined : literalText(c, nodes[first]);
  if (pattern === undefined) return undefined;
  const at = c.at(n);
  const args = argumentsOf(c, list);
  if (args.some((arg) => arg.spread)) return undefined;
  const text = formatted(
    c,
    name === 'Sprintf' ? at : c.at(nodes[first]),
    pattern,
    args.slice(first + 1).map((arg) => arg.value),
  );
  if (name === 'Sprintf') return text;
  if (name === 'Fprintf') return writtenTo(c, at, args[0].value, text);
  return c.b.call(at, member(c, callee).value, [...args.slice(0, first), { value: text }]);
}

/** `fmt.Fprint(w, …)` is a call of `w.Write`, whatever that does with what it is given. */
function writtenTo(c: Context, at: At, to: Reg, text: Reg): Reg {
  return c.b.call(at, c.b.field(at, to, 'Write'), [{ value: text }], to);
}

/** A function of the language; undefined for all others. */
function ownFunction(c: Context, n: number, name: string, list: number): Reg | undefined {
  if (!isBuiltin(name)) return undefined;
  const at = c.at(n);
  const nodes = list < 0 ? [] : c.parts(list);
  if (name === 'make' || name === 'new') {
    const [type, ...sizes] = nodes;
    for (const size of sizes) c.expression(size);
    return type === undefined ? c.b.constant(at, undefined) : zeroValue(c, at, type, true);
  }
  const args = argumentsOf(c, list);
  const [first, second] = args;
  if (first === undefined) return name === 'recover' ? c.b.call(at, c.b.global(at, name), []) : undefined;
  if (NUMBER_TYPES.has(name)) return c.b.unary(at, '+', first.value);
  switch (name) {
    case 'string':
    case 'any':
      return first.value;
    case 'append':
      return c.b.array(at, [{ value: first.value, spread: true }, ...args.slice(1)]);
    case 'copy':
      if (second !== undefined) c.b.setIndex(at, first.value, c.undecided(at), c.b.element(at, second.value));
      return c.b.constant(at, 0);
    case 'panic':
      c.b.throw(at, first.value);
      return c.b.constant(at, undefined);
    default:
      return c.b.call(at, c.b.global(at, name), args);
  }
}
