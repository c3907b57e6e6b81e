/** Classes: parents, members, decorators, parameter properties, static blocks. */
import type { ClassMember, Reg, Var } from '../../ir/types';
import type { CompiledClass } from './compiledDecorators';
import { type Context, Scope } from './context';
import { keyOf } from './expressions';
import { isParameterProperty, lowerAnew, lowerFunction, namedExpression } from './functions';
import { stringValue } from './literals';
import { declareVars } from './scopes';
import { blockBody } from './statements';
import type { ExpressionHandler, StatementHandler } from './tables';
import { typeByValue, typeOf } from './types';

export const CLASSES: {
  readonly expressions: Readonly<Record<string, ExpressionHandler>>;
  readonly statements: Readonly<Record<string, StatementHandler>>;
} = {
  expressions: {
    class: (c, n) => lowerClass(c, n, ''),
    decorator(c, n) {
      const value = c.firstPart(n);
      return value < 0 ? c.mixOfParts(n) : c.expression(value);
    },
  },
  statements: {
    class_declaration: declaration,
    abstract_class_declaration: declaration,
  },
};

function declaration(c: Context, n: number): void {
  const nameNode = c.child(n, c.fields.name);
  const name = nameNode < 0 ? '' : c.name(nameNode);
  const variable = nameNode < 0 ? -1 : c.ownVariable(name);
  const meaning = variable < 0 ? undefined : c.fn.meanings[variable];
  const index = meaning?.is === 'class' && c.classes[meaning.index] === undefined ? meaning.index : c.reserveClass(name);
  build(c, n, name, index, variable);
}

/** A class expression; it takes `givenName` when it has no name of its own. */
export function lowerClass(c: Context, n: number, givenName: string): Reg {
  const nameNode = c.child(n, c.fields.name);
  const index = c.reserveClass(nameNode < 0 ? givenName : c.name(nameNode));
  if (nameNode < 0) return build(c, n, givenName, index, -1);
  const outer = c.scope;
  c.scope = new Scope(outer, c.fn);
  const name = c.name(nameNode);
  const variable = c.declare(c.scope, name, c.at(nameNode));
  c.fn.meanings[variable] = { is: 'class', index };
  const value = build(c, n, name, index, variable);
  c.scope = outer;
  return value;
}

/** Emits the `class` instruction and everything it needs before and after. Static blocks see the class's variable set. */
function build(c: Context, n: number, name: string, index: number, variable: Var): Reg {
  const parentNode = heritage(c, n);
  const parent = parentNode < 0 ? -1 : c.expression(parentNode);
  const decorators = decoratorsOf(c, n);
  const compiled = c.compiled?.behind(c, n, name);
  for (const node of compiled?.marks.own ?? []) decorators.push(c.expression(node));
  const holder = c.tree.parent(n);
  if (holder >= 0 && c.type(holder) === 'export_statement') decorators.push(...decoratorsOf(c, holder));

  const members: ClassMember[] = [];
  const statics: number[] = [];
  const body = c.child(n, c.fields.body);
  if (body >= 0) lowerMembers(c, body, index, members, statics, compiled);
  c.classes[index] = { index, name, at: c.at(n), owner: c.b.index, members };
  const value = c.b.class(c.at(n), index, parent, decorators);
  if (variable >= 0) c.declareSet(c.at(n), variable, value);
  for (const block of statics) {
    const at = c.at(block);
    c.b.call(at, c.b.closure(at, lowerStaticBlock(c, block, index)), [], value);
  }
  return value;
}

function decoratorsOf(c: Context, n: number): Reg[] {
  const regs: Reg[] = [];
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) if (c.type(i) === 'decorator') regs.push(c.expression(i));
  return regs;
}

/** The expression after `extends`, or -1. */
function heritage(c: Context, n: number): number {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'class_heritage') continue;
    const first = c.firstPart(i);
    if (first < 0) return -1;
    if (c.type(first) === 'extends_clause') return c.child(first, c.fields.value);
    return c.type(first) === 'implements_clause' ? -1 : first;
  }
  return -1;
}

function lowerMembers(
  c: Context,
  body: number,
  index: number,
  members: ClassMember[],
  statics: number[],
  compiled: CompiledClass | undefined,
): void {
  let decorators: Reg[] = [];
  const end = c.next(body);
  for (let i = body + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i)) continue;
    switch (c.type(i)) {
      // In TypeScript a method's decorators stand beside it.
      case 'decorator':
        decorators.push(c.expression(i));
        continue;
      case 'method_definition':
        decorators.push(...decoratorsOf(c, i));
        lowerMethod(c, i, index, decorators, members, compiled);
        break;
      case 'public_field_definition':
      case 'field_definition':
        decorators.push(...decoratorsOf(c, i));
        lowerField(c, i, index, decorators, members, compiled);
        break;
      case 'class_static_block':
        statics.push(i);
        break;
      default:
        if (!c.isSilent(i)) c.statement(i);
    }
    decorators = [];
  }
}

function lowerMethod(
  c: Context,
  n: number,
  index: number,
  decorators: Reg[],
  members: ClassMember[],
  compiled: CompiledClass | undefined,
): void {
  const key = c.child(n, c.fields.name);
  const name = key < 0 ? '' : memberName(c, key);
  const isStatic = c.hasToken(n, 'static', key) || c.hasToken(n, 'static get', key);
  const isGetter = c.hasToken(n, 'get', key) || c.hasToken(n, 'static get', key);
  const isSetter = c.hasToken(n, 'set', key);
  const isConstructor = name === 'constructor' && !isStatic;
  const parameters = c.child(n, c.fields.parameters);
  const marks = isConstructor ? compiled?.marks : compiled?.members.get(name);
  if (!isConstructor) for (const node of marks?.own ?? []) decorators.push(c.expression(node));
  const parameterDecorators = parameters < 0 ? [] : decoratorsOfParameters(c, parameters);
  for (const [p, nodes] of marks?.parameters ?? []) parameterDecorators[p]?.push(...nodes.map((node) => c.expression(node)));
  const isAnnotated = marks !== undefined || parameterDecorators.some((regs) => regs.length > 0);
  const func = isAnnotated ? lowerAnew(c, n, name, key, index) : lowerFunction(c, n, name, key, index);
  parameterDecorators.forEach((regs, p) => {
    if (regs.length > 0) annotate(c, func, p, regs);
  });
  marks?.types.forEach((node, p) => {
    giveType(c, func, p, node);
  });
  members.push({
    name,
    kind: isConstructor ? 'constructor' : isGetter ? 'getter' : isSetter ? 'setter' : 'method',
    ...(isStatic ? { static: true } : {}),
    func,
    at: c.at(n),
    ...(decorators.length > 0 ? { decorators } : {}),
  });
  if (isConstructor && parameters >= 0) parameterFields(c, parameters, members);
}

/** Decorators of the parameters, in the order `lowerFunction` makes them. */
function decoratorsOfParameters(c: Context, n: number): Reg[][] {
  const out: Reg[][] = [];
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i) || c.isError(i) || c.isSilent(i)) continue;
    const pattern = c.child(i, c.fields.pattern);
    if (pattern >= 0 && c.type(pattern) === 'this') continue;
    out.push(decoratorsOf(c, i));
  }
  return out;
}

function annotate(c: Context, func: number, param: number, decorators: Reg[]): void {
  const lowered = c.functions[func];
  if (lowered === undefined || lowered.params[param] === undefined) return;
  const params = lowered.params.map((p, i) => (i === param ? { ...p, decorators } : p));
  c.functions[func] = { ...lowered, params };
}

/** The type that a compiler has kept of a parameter. */
function giveType(c: Context, func: number, param: number, node: number): void {
  const lowered = c.functions[func];
  const variable = lowered?.params[param]?.var;
  const type = variable === undefined ? undefined : typeByValue(c, node);
  if (lowered === undefined || type === undefined) return;
  c.functions[func] = { ...lowered, vars: lowered.vars.map((v, i) => (i === variable ? { ...v, type } : v)) };
}

function parameterFields(c: Context, n: number, members: ClassMember[]): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i) || !isParameterProperty(c, i)) continue;
    const pattern = c.child(i, c.fields.pattern);
    if (pattern < 0 || c.type(pattern) !== 'identifier') continue;
    const typeNode = c.child(i, c.fields.type);
    const type = typeNode < 0 ? undefined : typeOf(c, typeNode);
    members.push({ name: c.name(pattern), kind: 'field', func: -1, at: c.at(i), ...(type === undefined ? {} : { type }) });
  }
}

function lowerField(
  c: Context,
  n: number,
  index: number,
  decorators: Reg[],
  members: ClassMember[],
  compiled: CompiledClass | undefined,
): void {
  const nameField = c.child(n, c.fields.name);
  const key = nameField >= 0 ? nameField : c.child(n, c.fields.property);
  if (key < 0) return;
  const name = memberName(c, key);
  for (const node of compiled?.members.get(name)?.own ?? []) decorators.push(c.expression(node));
  const value = c.child(n, c.fields.value);
  const typeNode = c.child(n, c.fields.type);
  const type = typeNode < 0 ? undefined : typeOf(c, typeNode);
  const func = value < 0 ? -1 : lowerInitializer(c, n, value, name, key, index);
  members.push({
    name,
    kind: 'field',
    ...(c.hasToken(n, 'static', key) ? { static: true } : {}),
    func,
    at: c.at(n),
    ...(type === undefined ? {} : { type }),
    ...(decorators.length > 0 ? { decorators } : {}),
  });
}

/** A computed name that is not a plain string is evaluated and stays without a name. */
function memberName(c: Context, key: number): string {
  if (c.type(key) === 'string') return stringValue(c, key);
  const name = keyOf(c, key);
  return typeof name === 'string' ? name : '';
}

/** A field's initializer: a function that returns the value. Names inside it may stand in the field beside it. */
function lowerInitializer(c: Context, field: number, value: number, name: string, key: number, index: number): number {
  const lower = (): number => initializer(c, value, name, key, index);
  return c.isOutermost() ? c.again.unit(c, field, `field ${index} ${name}`, c.at(key), lower) : lower();
}

function initializer(c: Context, value: number, name: string, key: number, index: number): number {
  const outer = c.enterFunction(c.reserveFunction(), name, c.at(value), c.at(key), false);
  const { copies } = c;
  c.copies = undefined;
  const reg = namedExpression(c, value, name, key);
  c.b.return(c.at(value), reg);
  c.copies = copies;
  return c.leaveFunction(outer, { class: index });
}

/** `static { … }` runs once, with the class as `this`. */
function lowerStaticBlock(c: Context, n: number, index: number): number {
  const outer = c.enterFunction(c.reserveFunction(), 'static', c.at(n), c.at(n), false);
  const { copies } = c;
  c.copies = undefined;
  const body = c.child(n, c.fields.body);
  if (body >= 0) {
    declareVars(c, body, c.scope);
    blockBody(c, body);
  }
  c.copies = copies;
  return c.leaveFunction(outer, { class: index });
}
