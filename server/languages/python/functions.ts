/** Functions and lambdas: parameters, decorators, bodies. */
import type { Reg, TypeRef } from '../../ir/types';
import { returnValue } from '../jumps';
import type { Context } from './context';
import { bind } from './patterns';
import { declareBound, forTargets } from './scopes';
import type { ExpressionHandler, StatementHandler } from './tables';
import { annotations, resultType, typeOf } from './types';

export const FUNCTIONS: {
  readonly expressions: Readonly<Record<string, ExpressionHandler>>;
  readonly statements: Readonly<Record<string, StatementHandler>>;
} = {
  expressions: {
    lambda: (c, n) => c.b.closure(c.at(n), lowerFunction(c, n, NO_MEMBER)),
    parameters: (c, n) => c.mixOfParts(n),
    lambda_parameters: (c, n) => c.mixOfParts(n),
    default_parameter: (c, n) => c.mixOfParts(n),
    typed_default_parameter: (c, n) => c.mixOfParts(n),
    typed_parameter: (c, n) => c.mixOfParts(n),
    decorator,
  },
  statements: {
    function_definition: (c, n) => define(c, n, []),
  },
};

/** What the class a function stands in makes of it. */
export interface Membership {
  readonly class: number;
  /** Its first parameter is the receiver: an object, or the class. */
  readonly receiver: boolean;
}
export const NO_MEMBER: Membership = { class: -1, receiver: false };

export function decorator(c: Context, n: number): Reg {
  const value = c.firstPart(n);
  return value < 0 ? c.mixOfParts(n) : c.expression(value);
}

/** A function statement with the decorators that stand above it, outermost first. */
export function define(c: Context, n: number, decorators: readonly number[]): void {
  const nameNode = c.child(n, c.fields.name);
  const regs = decorators.map((d) => ({ node: d, reg: decorator(c, d) }));
  const at = c.at(n);
  let value = c.b.closure(at, lowerFunction(c, n, NO_MEMBER));
  for (const { node, reg } of regs.reverse()) value = c.b.call(c.at(node), reg, [{ value }]);
  if (nameNode >= 0 && !c.tree.isMissing(nameNode)) c.write(c.name(nameNode), at, value);
}

/** Lowers a function's text and returns its index. */
export function lowerFunction(c: Context, n: number, member: Membership): number {
  const known = c.copies?.functions.get(n);
  if (known !== undefined) return known;
  const { copies } = c;
  const index = c.reserveFunction();
  const body = c.child(n, c.fields.body);
  const parameters = c.child(n, c.fields.parameters);
  const nameNode = c.child(n, c.fields.name);
  const start = c.tree.start(n);
  const headEnd = parameters >= 0 ? c.tree.end(parameters) : body >= 0 ? c.tree.start(body) : c.tree.end(n);
  const nameAt = nameNode >= 0 ? c.at(nameNode) : { start, end: Math.max(start, headEnd) };
  const isLambda = c.type(n) === 'lambda';
  const outer = c.enterFunction(index, nameNode >= 0 ? c.name(nameNode) : '', c.at(n), nameAt);
  c.copies = undefined;
  if (!isLambda) c.fn.returnType = resultType(c, n);
  if (parameters >= 0) lowerParameters(c, parameters, member);
  if (body >= 0) {
    if (isLambda) c.b.return(c.at(body), c.expression(body));
    else {
      declareBound(c, body, c.scope);
      c.statement(body);
    }
  }
  const isAsync = c.hasToken(n, 'async');
  const { isGenerator } = c.fn;
  c.copies = copies;
  c.leaveFunction(outer, { class: member.class, ...(isAsync ? { async: true } : {}), ...(isGenerator ? { generator: true } : {}) });
  copies?.functions.set(n, index);
  return index;
}

interface Parameter {
  readonly node: number;
  /** A name, or the pattern that Python 2 allows. */
  readonly target: number;
  readonly type: number;
  readonly value: number;
  readonly rest: 'list' | 'names' | undefined;
}

function lowerParameters(c: Context, n: number, member: Membership): void {
  const all = parametersOf(c, n);
  const [first] = all;
  const takesReceiver = member.receiver && first !== undefined && first.rest === undefined && c.type(first.target) === 'identifier';
  if (takesReceiver) {
    const at = c.at(first.target);
    const variable = c.declare(c.scope, c.name(first.target), at);
    c.declareSet(at, variable, c.b.this(at));
  }
  const later: { readonly parameter: Parameter; readonly variable: number }[] = [];
  for (const parameter of takesReceiver ? all.slice(1) : all) {
    const { target, rest } = parameter;
    const type = parameter.type < 0 || rest !== undefined ? undefined : typeOf(c, parameter.type);
    const simple = c.type(target) === 'identifier';
    const variable = simple ? c.declare(c.scope, c.name(target), c.at(target), type) : c.addVariable('~', c.at(target));
    c.fn.sets[variable]++;
    c.b.addParam({ var: variable, ...(rest === 'list' ? { rest: true } : {}), ...(rest === 'names' ? { names: true } : {}) });
    if (!simple) forTargets(c, target, (name) => c.declare(c.scope, c.name(name), c.at(name)));
    later.push({ parameter, variable });
  }
  for (const { parameter, variable } of later) finish(c, parameter, variable);
}

/** What stands behind the name: a default value, or in `Annotated[…]` what fills the parameter in. */
function finish(c: Context, { node, target, type, value }: Parameter, variable: number): void {
  const at = c.at(node);
  const simple = c.type(target) === 'identifier';
  let reg = -1;
  if (value >= 0) reg = filled(c, node, c.b.get(at, variable), value);
  for (const call of type < 0 ? [] : annotations(c, type)) reg = filled(c, node, reg >= 0 ? reg : c.b.get(at, variable), call);
  if (simple) {
    if (reg >= 0) c.set(at, variable, reg);
  } else bind(c, target, reg >= 0 ? reg : c.b.get(at, variable));
}

/** A call as default value may be a word for whoever calls the function: what is given then is of that word's type. */
function filled(c: Context, node: number, given: Reg, value: number): Reg {
  const by = c.type(value) === 'call' ? calledType(c, value) : undefined;
  const cast = by === undefined ? given : c.b.cast(c.at(value), given, by);
  // Names in it are those around the function, whatever its parameters are called.
  const own = c.scope;
  c.scope = own.parent ?? own;
  const usual = c.expression(value);
  c.scope = own;
  return c.b.mix(c.at(node), [cast, usual]);
}

function calledType(c: Context, n: number): TypeRef | undefined {
  const callee = c.child(n, c.fields.function);
  const type = callee < 0 ? undefined : typeOf(c, callee);
  return type?.from === 'import' ? type : undefined;
}

function parametersOf(c: Context, n: number): Parameter[] {
  const out: Parameter[] = [];
  for (const node of c.parts(n)) {
    const type = c.child(node, c.fields.type);
    switch (c.type(node)) {
      case 'identifier':
      case 'tuple_pattern':
        out.push({ node, target: node, type: -1, value: -1, rest: undefined });
        break;
      case 'default_parameter':
      case 'typed_default_parameter': {
        const target = c.child(node, c.fields.name);
        if (target >= 0) out.push({ node, target, type, value: c.child(node, c.fields.value), rest: undefined });
        break;
      }
      case 'typed_parameter':
      case 'list_splat_pattern':
      case 'dictionary_splat_pattern': {
        const own = c.type(node) === 'typed_parameter' ? c.firstPart(node) : node;
        if (own < 0) break;
        const kind = c.type(own);
        const rest = kind === 'list_splat_pattern' ? 'list' : kind === 'dictionary_splat_pattern' ? 'names' : undefined;
        const target = rest === undefined ? own : c.firstPart(own);
        if (target >= 0) out.push({ node, target, type, value: -1, rest });
        break;
      }
    }
  }
  return out;
}

/** `return` of a value, typed as the function declares. */
export function returned(c: Context, n: number): void {
  const value = c.firstPart(n);
  if (value < 0) {
    returnValue(c, c.at(n), -1);
    return;
  }
  const reg = c.expression(value);
  const { returnType } = c.fn;
  const isCall = ['call', 'await', 'attribute', 'subscript', 'identifier'].includes(c.type(value));
  returnValue(c, c.at(value), returnType !== undefined && isCall ? c.b.cast(c.at(value), reg, returnType) : reg);
}
