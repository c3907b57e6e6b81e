/** Statements other than declarations of functions and classes, and `try`. */
import type { At } from '../../ir/types';
import { condition } from './conditions';
import type { Context } from './context';
import { namedExpression } from './functions';
import { jumpOut, returnValue } from './jumps';
import { LOOPS } from './loops';
import { bind } from './patterns';
import { declareBlock, hoistFunctions, inScope } from './scopes';
import { SWITCH } from './switch';
import type { StatementHandler } from './tables';
import { typedValue } from './types';

export const STATEMENTS: Readonly<Record<string, StatementHandler>> = {
  ...LOOPS,
  ...SWITCH,
  expression_statement(c, n) {
    for (let i = c.firstPart(n); i >= 0; i = c.firstPart(n, c.next(i))) c.statement(i);
  },
  lexical_declaration: declaration,
  variable_declaration: declaration,
  using_declaration: declaration,
  variable_declarator: declarator,
  statement_block: block,
  if_statement: ifStatement,
  else_clause: statementList,
  return_statement(c, n) {
    const value = c.firstPart(n);
    returnValue(c, c.at(n), value < 0 ? -1 : typedValue(c, value, c.expression(value), c.fn.returnType));
  },
  throw_statement(c, n) {
    const value = c.firstPart(n);
    const reg = value < 0 ? c.b.constant(c.at(n), undefined) : c.expression(value);
    c.b.throw(c.at(n), reg);
  },
  break_statement: (c, n) => jumpOut(c, c.at(n), 'break', labelOf(c, n)),
  continue_statement: (c, n) => jumpOut(c, c.at(n), 'continue', labelOf(c, n)),
  labeled_statement: labeled,
  with_statement(c, n) {
    const object = c.child(n, c.fields.object);
    const body = c.child(n, c.fields.body);
    if (object >= 0) c.expression(object);
    if (body >= 0) c.statement(body);
  },
};

/** Lowers the statements of a block in a scope of their own. */
export function block(c: Context, n: number): void {
  inScope(c, n, () => blockBody(c, n));
}

/** As `block`, in the scope that is there. */
export function blockBody(c: Context, n: number, from = n + 1): void {
  declareBlock(c, n, c.scope, from);
  hoistFunctions(c, n, from);
  statementList(c, n, from);
}

function statementList(c: Context, n: number, from: unknown = n + 1): void {
  const end = c.next(n);
  for (let i = typeof from === 'number' ? from : n + 1; i < end; i = c.next(i)) if (c.isPart(i)) c.statement(i);
}

function declaration(c: Context, n: number): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) if (c.isPart(i)) c.statement(i);
}

function declarator(c: Context, n: number): void {
  const name = c.child(n, c.fields.name);
  const value = c.child(n, c.fields.value);
  if (name < 0) {
    if (value >= 0) c.expression(value);
    return;
  }
  const simple = c.type(name) === 'identifier';
  if (value < 0) {
    // `var x;` leaves what is there; `let x;` sets it.
    if (simple && c.type(c.tree.parent(n)) === 'lexical_declaration') bind(c, name, c.b.constant(c.at(n), undefined), 'declare', n);
    return;
  }
  if (!simple) {
    bind(c, name, c.expression(value), 'declare', n);
    return;
  }
  const reg = namedExpression(c, value, c.name(name), name);
  const variable = c.ownVariable(c.name(name));
  if (variable < 0) c.write(c.name(name), c.at(n), reg);
  else c.declareSet(c.at(n), variable, typedValue(c, value, reg, c.fn.variables[variable].type));
}

/** `else if` chains of any length. */
function ifStatement(c: Context, n: number): void {
  const at = c.at(n);
  const after = c.b.block();
  for (let current = n; ; ) {
    const test = c.child(current, c.fields.condition);
    const consequence = c.child(current, c.fields.consequence);
    const clause = c.child(current, c.fields.alternative);
    const then = c.b.block();
    const otherwise = clause < 0 ? after : c.b.block();
    if (test < 0) c.b.jump(at, then);
    else condition(c, test, then, otherwise);
    c.b.enter(then);
    if (consequence >= 0) c.statement(consequence);
    if (!c.b.ended) c.b.jump(endOf(c, current), after);
    if (clause < 0) break;
    c.b.enter(otherwise);
    const inner = c.type(clause) === 'else_clause' ? c.firstPart(clause) : clause;
    if (inner >= 0 && c.type(inner) === 'if_statement') {
      current = inner;
      continue;
    }
    if (inner >= 0) c.statement(inner);
    if (!c.b.ended) c.b.jump(endOf(c, current), after);
    break;
  }
  c.b.enter(after);
}

/** Where a block's end jumps to the code after it. */
export function endOf(c: Context, n: number): At {
  const end = c.tree.end(n);
  return { start: end, end };
}

function labelOf(c: Context, n: number): string {
  const label = c.child(n, c.fields.label);
  return label < 0 ? '' : c.name(label);
}

function labeled(c: Context, n: number): void {
  // Labels may stand behind labels, in any number.
  const labels: string[] = [];
  let body = n;
  while (body >= 0 && c.type(body) === 'labeled_statement') {
    labels.push(labelOf(c, body));
    body = c.child(body, c.fields.body);
  }
  if (body < 0) return;
  const type = c.type(body);
  if (type === 'for_statement' || type === 'for_in_statement' || type === 'while_statement' || type === 'do_statement') {
    c.statement(body, labels);
    return;
  }
  const after = c.b.block();
  c.fn.jumps.push({ kind: 'block', labels, breakTo: after, continueTo: -1 });
  c.statement(body);
  c.fn.jumps.pop();
  if (!c.b.ended) c.b.jump(endOf(c, n), after);
  c.b.enter(after);
}
