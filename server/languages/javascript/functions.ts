/** Functions, arrows and methods: parameters and bodies. */
import type { Reg } from '../../ir/types';
import { lowerClass } from './classes';
import { type Context, Scope } from './context';
import { bind } from './patterns';
import { declarePattern, declareVars } from './scopes';
import { blockBody } from './statements';
import type { ExpressionHandler, StatementHandler } from './tables';
import { resultType, typedValue, typeOf, typePattern } from './types';

export const FUNCTIONS: {
  readonly expressions: Readonly<Record<string, ExpressionHandler>>;
  readonly statements: Readonly<Record<string, StatementHandler>>;
} = {
  expressions: {
    function_expression: (c, n) => functionExpression(c, n, '', -1),
    generator_function: (c, n) => functionExpression(c, n, '', -1),
    arrow_function: (c, n) => functionExpression(c, n, '', -1),
    // These stand alone only in damaged text.
    method_definition: (c, n) => functionExpression(c, n, '', -1),
    formal_parameters: (c, n) => c.mixOfParts(n),
  },
  statements: {
    // Created at the block's start; see scopes.ts.
    function_declaration() {},
    generator_function_declaration() {},
  },
};

/** Lowers an expression that a name is given to: a function or class without one of its own takes it. */
export function namedExpression(c: Context, n: number, name: string, nameNode: number): Reg {
  switch (c.type(n)) {
    case 'arrow_function':
    case 'function_expression':
    case 'generator_function': {
      let reg = -1;
      const done = c.deeper(n, () => {
        reg = functionExpression(c, n, name, nameNode);
      });
      return done ? reg : c.b.constant(c.at(n), undefined);
    }
    case 'class': {
      let reg = -1;
      const done = c.deeper(n, () => {
        reg = lowerClass(c, n, name);
      });
      return done ? reg : c.b.constant(c.at(n), undefined);
    }
    default:
      return c.expression(n);
  }
}

function functionExpression(c: Context, n: number, givenName: string, givenNode: number): Reg {
  const at = c.at(n);
  const own = c.child(n, c.fields.name);
  if (own < 0 || c.type(n) === 'method_definition') return c.b.closure(at, lowerFunction(c, n, givenName, givenNode));
  // The name of a function expression is known inside it; a variable of the owner holds it.
  const outer = c.scope;
  c.scope = new Scope(outer, c.fn);
  const name = c.name(own);
  const variable = c.declare(c.scope, name, c.at(own));
  const closure = c.b.closure(at, lowerFunction(c, n, name, own));
  c.declareSet(at, variable, closure);
  c.scope = outer;
  return closure;
}

/** Lowers a function's text and returns its index. `nameNode` -1: it has no name. */
export function lowerFunction(c: Context, n: number, name: string, nameNode: number, classIndex = -1): number {
  const known = c.copies?.functions.get(n);
  if (known !== undefined) return known;
  if (!c.isOutermost()) return lowerAnew(c, n, name, nameNode, classIndex);
  return c.again.unit(c, n, `function ${classIndex} ${name}`, nameOrHead(c, n, nameNode), () =>
    lowerAnew(c, n, name, nameNode, classIndex),
  );
}

/** As `lowerFunction`, for a function that is not to be taken over from an earlier lowering. */
export function lowerAnew(c: Context, n: number, name: string, nameNode: number, classIndex: number): number {
  const { copies } = c;
  const index = c.reserveFunction();
  const isArrow = c.type(n) === 'arrow_function';
  const body = c.child(n, c.fields.body);
  const parameters = c.child(n, c.fields.parameters);
  const nameAt = nameOrHead(c, n, nameNode);
  const outer = c.enterFunction(index, name, c.at(n), nameAt, isArrow);
  c.copies = undefined;
  const isGenerator = c.hasToken(n, '*', parameters >= 0 ? parameters : body);
  if (!isGenerator) c.fn.returnType = resultType(c, n);
  if (parameters >= 0) lowerParameters(c, parameters, classIndex);
  else {
    const parameter = c.child(n, c.fields.parameter);
    if (parameter >= 0) c.b.addParam({ var: c.declare(c.scope, c.name(parameter), c.at(parameter)) });
  }
  if (body >= 0) {
    if (c.type(body) === 'statement_block') {
      declareVars(c, body, c.scope);
      blockBody(c, body);
    } else {
      const value = typedValue(c, body, c.expression(body), c.fn.returnType);
      c.b.return(c.at(body), value);
    }
  }
  const isAsync = c.hasToken(n, 'async', parameters >= 0 ? parameters : body);
  c.copies = copies;
  c.leaveFunction(outer, {
    class: classIndex,
    ...(isAsync ? { async: true } : {}),
    ...(isGenerator ? { generator: true } : {}),
    ...(isArrow ? { lexicalThis: true } : {}),
  });
  copies?.functions.set(n, index);
  return index;
}

/** Its name, or what stands before the body: `(req, res) =>`, `function (a)`. */
function nameOrHead(c: Context, n: number, nameNode: number): { start: number; end: number } {
  if (nameNode >= 0) return c.at(nameNode);
  const start = c.tree.start(n);
  const body = c.child(n, c.fields.body);
  const parameters = c.child(n, c.fields.parameters);
  if (parameters >= 0) return { start, end: c.tree.end(parameters) };
  const parameter = c.child(n, c.fields.parameter);
  if (parameter >= 0) return { start, end: c.tree.end(parameter) };
  return { start, end: body >= 0 ? c.tree.start(body) : c.tree.end(n) };
}

interface Later {
  readonly node: number;
  readonly variable: number;
  readonly pattern: number;
  readonly value: number;
}

export function lowerParameters(c: Context, n: number, classIndex: number): void {
  const later: Later[] = [];
  const properties: { readonly node: number; readonly variable: number; readonly name: string }[] = [];
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i) || c.isError(i) || c.isSilent(i)) continue;
    const parts = parameterParts(c, i);
    if (parts.pattern < 0 || c.type(parts.pattern) === 'this') continue;
    const rest = c.type(parts.pattern) === 'rest_pattern';
    const target = rest ? c.firstPart(parts.pattern) : parts.pattern;
    if (target < 0) continue;
    const type = parts.type < 0 || rest ? undefined : typeOf(c, parts.type);
    const simple = c.type(target) === 'identifier';
    const variable = simple ? c.declare(c.scope, c.name(target), c.at(target), type) : c.addVariable('~', c.at(target), type);
    c.b.addParam(rest ? { var: variable, rest } : { var: variable });
    if (!simple) {
      declarePattern(c, target, c.scope, undefined);
      typePattern(c, target, parts.type);
    }
    if (!simple || parts.value >= 0) later.push({ node: i, variable, pattern: simple ? -1 : target, value: parts.value });
    if (classIndex >= 0 && simple && isParameterProperty(c, i)) properties.push({ node: i, variable, name: c.name(target) });
  }
  for (const { node, variable, pattern, value } of later) {
    const at = c.at(pattern >= 0 ? pattern : node);
    let reg = c.b.get(at, variable);
    if (value >= 0) {
      const name = pattern >= 0 ? '' : c.b.vars[variable].name;
      reg = c.b.mix(c.at(node), [reg, namedExpression(c, value, name, -1)]);
      if (pattern < 0) c.set(at, variable, reg);
    }
    if (pattern >= 0) bind(c, pattern, reg, 'declare');
  }
  for (const { node, variable, name } of properties) {
    const at = c.at(node);
    c.b.setField(at, c.b.this(at), name, c.b.get(at, variable));
  }
}

/** A parameter's pattern, type and default value, in either grammar's shape. */
function parameterParts(c: Context, n: number): { readonly pattern: number; readonly type: number; readonly value: number } {
  switch (c.type(n)) {
    case 'required_parameter':
    case 'optional_parameter': {
      const pattern = c.child(n, c.fields.pattern);
      return { pattern, type: c.child(n, c.fields.type), value: c.child(n, c.fields.value) };
    }
    case 'assignment_pattern':
      return { pattern: c.child(n, c.fields.left), type: -1, value: c.child(n, c.fields.right) };
    default:
      return { pattern: n, type: -1, value: -1 };
  }
}

/** `constructor(private readonly db: Pool)`: a parameter that is a field as well. */
export function isParameterProperty(c: Context, n: number): boolean {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    const type = c.type(i);
    if (type === 'accessibility_modifier' || type === 'override_modifier' || type === 'readonly') return true;
    if (c.fieldOf(i) === c.fields.pattern) return false;
  }
  return false;
}
