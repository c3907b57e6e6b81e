/** Methods, constructors and lambdas: parameters, what annotations put into them, bodies. */
import type { Reg } from '../../ir/types';
import { annotation, annotationsOf } from './annotations';
import { type Context, type TypeScope, thisName } from './context';
import type { ExpressionHandler } from './tables';
import { onlyType, typed, typesOf } from './types';

export const FUNCTIONS: Readonly<Record<string, ExpressionHandler>> = {
  lambda_expression: (c, n) => c.b.closure(c.at(n), lowerLambda(c, n)),
  inferred_parameters: (c, n) => c.mixOfParts(n),
  formal_parameters: (c, n) => c.mixOfParts(n),
  formal_parameter: (c, n) => c.b.constant(c.at(n), undefined),
  spread_parameter: (c, n) => c.b.constant(c.at(n), undefined),
  catch_formal_parameter: (c, n) => c.b.constant(c.at(n), undefined),
};

function lowerLambda(c: Context, n: number): number {
  const known = c.copies?.functions.get(n);
  if (known !== undefined) return known;
  const { copies, yields, labels } = c;
  const parameters = c.child(n, c.fields.parameters);
  const body = c.child(n, c.fields.body);
  const at = c.at(n);
  const outer = c.enterFunction(c.reserveFunction(), '', at, { start: at.start, end: parameters < 0 ? at.end : c.tree.end(parameters) });
  c.copies = undefined;
  c.yields = undefined;
  c.labels = [];
  if (parameters >= 0) {
    if (c.type(parameters) === 'identifier') addParameter(c, parameters, -1, false);
    else if (c.type(parameters) === 'inferred_parameters') for (const name of c.parts(parameters)) addParameter(c, name, -1, false);
    else lowerParameters(c, parameters);
  }
  if (body >= 0) {
    if (c.type(body) === 'block') c.statement(body);
    else c.b.return(c.at(body), c.expression(body));
  }
  c.copies = copies;
  c.yields = yields;
  c.labels = labels;
  const index = c.leaveFunction(outer, { class: -1, lexicalThis: true });
  copies?.functions.set(n, index);
  return index;
}

/** Lowers the text of a method or a constructor and returns its index. */
export function lowerMethod(c: Context, n: number, name: string, type: TypeScope, work?: () => void): number {
  const { copies, yields, labels } = c;
  const nameNode = c.child(n, c.fields.name);
  const parameters = c.child(n, c.fields.parameters);
  const body = c.child(n, c.fields.body);
  const at = c.at(n);
  const outer = c.enterFunction(c.reserveFunction(), name, at, nameNode < 0 ? { start: at.start, end: at.start } : c.at(nameNode));
  c.copies = undefined;
  c.yields = undefined;
  c.labels = [];
  const result = c.child(n, c.fields.type);
  c.fn.returnType = onlyType(c, result);
  keepThis(c, body, type);
  if (parameters >= 0) lowerParameters(c, parameters);
  work?.();
  if (body >= 0) c.statement(body);
  // What an interface promises is not what it is asked for.
  else if (result >= 0) c.b.return(at, typed(c, result, c.b.constant(at, undefined), nameNode < 0 ? n : nameNode));
  c.copies = copies;
  c.yields = yields;
  c.labels = labels;
  return c.leaveFunction(outer, { class: type.index });
}

/** Classes inside see the object of the method they stand in. */
export function keepThis(c: Context, body: number, type: TypeScope): void {
  if (body < 0) return;
  for (let i = body + 1; i < c.next(body); i++) {
    if (c.type(i) !== 'class_body') continue;
    const at = { start: c.tree.start(body), end: c.tree.start(body) };
    c.declareSet(at, c.declare(c.scope, thisName(type), at), c.b.this(at));
    return;
  }
}

export function lowerParameters(c: Context, n: number): void {
  const later: { readonly node: number; readonly variable: number; readonly type: number }[] = [];
  for (const node of c.parts(n)) {
    const kind = c.type(node);
    if (kind !== 'formal_parameter' && kind !== 'spread_parameter') continue;
    const declarator = kind === 'spread_parameter' ? c.parts(node).find((part) => c.type(part) === 'variable_declarator') : node;
    const name = declarator === undefined ? -1 : c.child(declarator, c.fields.name);
    if (name < 0) continue;
    const isArray = kind === 'spread_parameter' || c.child(node, c.fields.dimensions) >= 0;
    const type = isArray ? -1 : c.child(node, c.fields.type);
    later.push({ node, type, variable: addParameter(c, name, type, kind === 'spread_parameter') });
  }
  for (const { node, variable, type } of later) filled(c, node, variable, type);
}

function addParameter(c: Context, name: number, type: number, rest: boolean): number {
  const only = onlyType(c, type);
  const at = c.at(name);
  const variable = c.type(name) === 'identifier' ? c.declare(c.scope, c.name(name), at, only) : c.addVariable('~', at, only);
  c.fn.sets[variable]++;
  c.b.addParam({ var: variable, ...(rest ? { rest: true } : {}) });
  return variable;
}

/** What annotations fill a parameter with, and all types it may have. */
function filled(c: Context, node: number, variable: number, type: number): void {
  const at = c.at(node);
  const annotations = annotationsOf(c, node);
  const several = type >= 0 && typesOf(c, type).length > 1;
  if (annotations.length === 0 && !several) return;
  const regs: Reg[] = annotations.map((a) => {
    const known = annotation(c, a);
    return c.b.call(at, known, [], -1);
  });
  let value = c.b.get(at, variable);
  if (regs.length > 0) value = c.b.mix(at, [value, ...regs]);
  // A parameter is also of the types of its annotations.
  for (const a of annotations) value = typed(c, c.child(a, c.fields.name), value, node);
  c.set(at, variable, several ? typed(c, type, value, node) : value);
}
