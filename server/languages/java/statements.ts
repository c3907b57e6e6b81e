/** Statements other than loops, `switch` and `try`. */
import { jumpOut, returnValue } from '../jumps';
import type { Context } from './context';
import { condition, endOf } from './operators';
import type { StatementHandler } from './tables';
import { onlyType, typed, typesOf } from './types';

export const STATEMENTS: Readonly<Record<string, StatementHandler>> = {
  block: (c, n) => c.inScope(false, () => statementList(c, n)),
  constructor_body: statementList,
  // Parts of damaged text.
  class_body: statementList,
  interface_body: statementList,
  enum_body: statementList,
  enum_body_declarations: statementList,
  annotation_type_body: statementList,
  static_initializer: statementList,
  expression_statement(c, n) {
    const end = c.next(n);
    for (let i = n + 1; i < end; i = c.next(i)) if (c.isPart(i)) c.statement(i);
  },
  local_variable_declaration: declaration,
  field_declaration: declaration,
  constant_declaration: declaration,
  if_statement: ifStatement,
  return_statement: returned,
  throw_statement(c, n) {
    const value = c.firstPart(n);
    c.b.throw(c.at(n), value < 0 ? c.b.constant(c.at(n), undefined) : c.expression(value));
  },
  break_statement: (c, n) => jumpOut(c, c.at(n), 'break', labelOf(c, n)),
  continue_statement: (c, n) => jumpOut(c, c.at(n), 'continue', labelOf(c, n)),
  yield_statement(c, n) {
    const value = c.firstPart(n);
    const at = c.at(n);
    const reg = value < 0 ? c.b.constant(at, undefined) : c.expression(value);
    if (!c.yields) return;
    c.set(at, c.yields.result, reg);
    c.b.jump(at, c.yields.after);
  },
  assert_statement(c, n) {
    // Assertions do not run unless they are switched on.
    for (const part of c.parts(n)) c.expression(part);
  },
  synchronized_statement(c, n) {
    for (const part of c.parts(n)) c.statement(part);
  },
  labeled_statement: labelled,
};

export function statementList(c: Context, n: number): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) if (c.isPart(i)) c.statement(i);
}

function labelOf(c: Context, n: number): string | undefined {
  const label = c.firstPart(n);
  return label < 0 ? undefined : c.name(label);
}

/** Loops that a label stands before are known by it, other statements are left by it. */
function labelled(c: Context, n: number): void {
  const [label, body] = c.parts(n);
  if (label === undefined || body === undefined) return;
  const name = c.name(label);
  if (['for_statement', 'enhanced_for_statement', 'while_statement', 'do_statement', 'labeled_statement'].includes(c.type(body))) {
    c.labels = [...c.labels, name];
    c.statement(body);
    c.labels = [];
    return;
  }
  const after = c.b.block();
  c.fn.jumps.push({ kind: 'block', labels: [name], breakTo: after, continueTo: after });
  c.statement(body);
  c.fn.jumps.pop();
  if (!c.b.ended) c.b.jump(endOf(c, n), after);
  c.b.enter(after);
}

function declaration(c: Context, n: number): void {
  const type = c.child(n, c.fields.type);
  for (let i = c.child(n, c.fields.declarator); i >= 0; i = c.child(n, c.fields.declarator, c.next(i))) declared(c, i, type);
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) if (c.isError(i)) c.statement(i);
}

function declared(c: Context, n: number, typeNode: number): void {
  const name = c.child(n, c.fields.name);
  const value = c.child(n, c.fields.value);
  const type = c.child(n, c.fields.dimensions) >= 0 ? -1 : typeNode;
  if (name < 0) return;
  const reg = value < 0 ? -1 : c.expression(value);
  if (c.type(name) !== 'identifier') return;
  const at = c.at(n);
  const variable = c.declare(c.scope, c.name(name), c.at(name), onlyType(c, type));
  if (reg < 0) return;
  const several = type >= 0 && typesOf(c, type).length > 1;
  c.declareSet(at, variable, several ? typed(c, type, reg, n) : reg);
}

/** `return` of a value, typed as the method declares. */
function returned(c: Context, n: number): void {
  const value = c.firstPart(n);
  if (value < 0) {
    returnValue(c, c.at(n), -1);
    return;
  }
  const reg = c.expression(value);
  const { returnType } = c.fn;
  const isPlain = /literal$|^binary_expression$|^null|^true$|^false$/.test(c.type(value));
  returnValue(c, c.at(value), returnType === undefined || isPlain ? reg : c.b.cast(c.at(value), reg, returnType));
}

/** `else if` chains of any length. */
function ifStatement(c: Context, n: number): void {
  const after = c.b.block();
  for (let current = n; ; ) {
    const test = c.child(current, c.fields.condition);
    const body = c.child(current, c.fields.consequence);
    const other = c.child(current, c.fields.alternative);
    const then = c.b.block();
    const otherwise = other < 0 ? after : c.b.block();
    if (test < 0) c.b.jump(c.at(current), then);
    else condition(c, test, then, otherwise);
    c.b.enter(then);
    if (body >= 0) c.statement(body);
    if (!c.b.ended) c.b.jump(endOf(c, current), after);
    if (other < 0) break;
    c.b.enter(otherwise);
    if (c.type(other) === 'if_statement') {
      current = other;
      continue;
    }
    c.statement(other);
    if (!c.b.ended) c.b.jump(endOf(c, other), after);
    break;
  }
  c.b.enter(after);
}
