/** Functions, methods and closures: parameters, results, `return`. */
import type { At, Reg, TypeRef } from '../../ir/types';
import { type Context, OWN_PACKAGE } from './context';
import { errorValue, resultsOf } from './errors';
import type { ExpressionHandler, StatementHandler } from './tables';
import { typeOf, zeroValue } from './types';

export const FUNCTIONS: {
  readonly expressions: Readonly<Record<string, ExpressionHandler>>;
  readonly statements: Readonly<Record<string, StatementHandler>>;
} = {
  expressions: {
    func_literal: (c, n) => c.b.closure(c.at(n), lowerFunction(c, n, -1)),
  },
  statements: {
    // Inside of others only in damaged text.
    function_declaration: define,
    method_declaration: define,
    return_statement: returned,
  },
};

export function define(c: Context, n: number): void {
  const nameNode = c.child(n, c.fields.name);
  const value = c.b.closure(c.at(n), lowerFunction(c, n, -1));
  if (nameNode < 0 || c.tree.isMissing(nameNode)) return;
  const name = c.name(nameNode);
  const known = c.here(name);
  c.declareSet(c.at(n), known >= 0 ? known : c.declare(name, c.at(nameNode)), value);
}

/** Lowers a function's text and returns its index. `ofClass` -1: it is no method. */
export function lowerFunction(c: Context, n: number, ofClass: number): number {
  const index = c.reserveFunction();
  const body = c.child(n, c.fields.body);
  const parameters = c.child(n, c.fields.parameters);
  const nameNode = c.child(n, c.fields.name);
  const start = c.tree.start(n);
  const headEnd = parameters >= 0 ? c.tree.end(parameters) : body >= 0 ? c.tree.start(body) : c.tree.end(n);
  const nameAt = nameNode >= 0 ? c.at(nameNode) : { start, end: Math.max(start, headEnd) };
  const outer = c.enterFunction(index, nameNode >= 0 ? c.name(nameNode) : '', c.at(n), nameAt);
  const types = c.child(n, c.fields.type_parameters);
  if (types >= 0) for (const name of parameterNames(c, types)) c.scope.meanings.set(name, { is: 'type' });
  const receiver = c.child(n, c.fields.receiver);
  if (receiver >= 0) bindReceiver(c, receiver, ofClass);
  if (parameters >= 0) lowerParameters(c, parameters);
  lowerResults(c, c.child(n, c.fields.result));
  if (body >= 0) {
    c.statement(body);
    // A function without results ends at its brace; one that names them gives them back by `return`.
  }
  return c.leaveFunction(outer, { class: ofClass });
}

function parameterNames(c: Context, n: number): string[] {
  return c.parts(n).flatMap((declaration) => c.childrenIn(declaration, c.fields.name).map((name) => c.name(name)));
}

/** The receiver: an object of the class, of which this file may only know some methods. */
function bindReceiver(c: Context, n: number, ofClass: number): void {
  const declaration = c.firstPart(n);
  if (declaration < 0) return;
  const node = c.child(declaration, c.fields.type);
  const name = c.child(declaration, c.fields.name);
  for (const parameter of receiverTypes(c, node)) c.scope.meanings.set(parameter, { is: 'type' });
  if (name < 0) return;
  const at = c.at(name);
  const type = node < 0 ? undefined : typeOf(c, node);
  let value = c.b.this(at);
  if (type?.from === 'import' && type.module === OWN_PACKAGE && ofClass >= 0) value = c.b.cast(at, value, type);
  c.declareSet(at, c.declare(c.name(name), at, type), value);
}

/** `T` of `func (s *Set[T]) Add(…)`. */
function receiverTypes(c: Context, n: number): string[] {
  if (n < 0) return [];
  const out: string[] = [];
  for (let i = n; i < c.next(n); i++) {
    if (c.type(i) !== 'type_arguments') continue;
    for (let k = i + 1; k < c.next(i); k++) if (c.type(k) === 'type_identifier') out.push(c.name(k));
  }
  return out;
}

function lowerParameters(c: Context, n: number): void {
  for (const declaration of c.parts(n)) {
    const node = c.child(declaration, c.fields.type);
    const isRest = c.type(declaration) === 'variadic_parameter_declaration';
    const type = node < 0 || isRest ? undefined : typeOf(c, node);
    const names = c.childrenIn(declaration, c.fields.name);
    for (const name of names) addParameter(c, c.name(name), c.at(name), type, isRest);
    if (names.length === 0) addParameter(c, '_', c.at(declaration), type, isRest);
  }
}

function addParameter(c: Context, name: string, at: At, type: TypeRef | undefined, isRest: boolean): void {
  const variable = c.declare(name, at, type);
  c.fn.sets[variable]++;
  c.b.addParam(isRest ? { var: variable, rest: true } : { var: variable });
}

/** Types of results as they are written, one for each. */
export function resultNames(c: Context, n: number): string[] {
  if (n < 0) return [];
  if (c.type(n) !== 'parameter_list') return [c.name(n)];
  return c.parts(n).flatMap((declaration) => {
    const type = c.child(declaration, c.fields.type);
    const text = type < 0 ? '' : c.name(type);
    return new Array<string>(Math.max(1, c.childrenIn(declaration, c.fields.name).length)).fill(text);
  });
}

function lowerResults(c: Context, n: number): void {
  if (n < 0) return;
  c.fn.results = resultsOf(resultNames(c, n));
  if (c.type(n) !== 'parameter_list') {
    c.fn.resultTypes = [typeOf(c, n)];
    return;
  }
  const types: (TypeRef | undefined)[] = [];
  for (const declaration of c.parts(n)) {
    const node = c.child(declaration, c.fields.type);
    const type = node < 0 ? undefined : typeOf(c, node);
    const names = c.childrenIn(declaration, c.fields.name);
    for (const name of names) {
      const at = c.at(name);
      const variable = c.declare(c.name(name), at, type);
      c.declareSet(at, variable, node < 0 ? c.b.constant(at, undefined) : zeroValue(c, at, node, false));
      c.fn.named.push(variable);
    }
    types.push(...new Array<TypeRef | undefined>(Math.max(1, names.length)).fill(type));
  }
  c.fn.resultTypes = types;
}

function returned(c: Context, n: number): void {
  const list = c.firstPart(n);
  const at = c.at(n);
  const nodes = list < 0 ? [] : c.type(list) === 'expression_list' ? c.parts(list) : [list];
  const { results, named, resultTypes } = c.fn;
  if (nodes.length === 0) {
    c.b.return(
      at,
      giveBack(
        c,
        at,
        named.map((variable) => c.b.get(at, variable)),
      ),
    );
    return;
  }
  // `return f()` of a function with the same results.
  if (nodes.length === 1 && results !== 'error') {
    c.b.return(at, typed(c, c.at(nodes[0]), c.expression(nodes[0]), resultTypes.length === 1 ? resultTypes[0] : undefined));
    return;
  }
  const regs = nodes.map((node, i) => (isErrorAt(c, i) ? errorValue(c, node) : typed(c, c.at(node), c.expression(node), resultTypes[i])));
  c.b.return(at, giveBack(c, at, regs));
}

function isErrorAt(c: Context, i: number): boolean {
  const type = c.fn.resultTypes[i];
  return type?.from === 'name' && type.name === 'error';
}

/** The value, known to be what the function declares; types of the language itself add nothing. */
function typed(c: Context, at: At, value: Reg, type: TypeRef | undefined): Reg {
  return type === undefined || type.from === 'name' ? value : c.b.cast(at, value, type);
}

function giveBack(c: Context, at: At, regs: readonly Reg[]): Reg {
  if (regs.length === 0) return -1;
  if (regs.length === 1 || c.fn.results !== 'list') return regs[0];
  return c.b.array(
    at,
    regs.map((value) => ({ value })),
  );
}
