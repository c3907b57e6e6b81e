/** Statements other than definitions, imports, loops, `with`, `match` and `try`. */

import { jumpOut } from '../jumps';
import type { Context } from './context';
import { returned } from './functions';
import { combined, condition, endOf } from './operators';
import { bind } from './patterns';
import type { StatementHandler } from './tables';
import { typeOf } from './types';

export const STATEMENTS: Readonly<Record<string, StatementHandler>> = {
  block: statementList,
  else_clause: statementList,
  expression_statement(c, n) {
    for (let i = c.firstPart(n); i >= 0; i = c.firstPart(n, c.next(i))) c.statement(i);
    damagedParts(c, n);
  },
  assignment,
  augmented_assignment: augmented,
  if_statement: ifStatement,
  elif_clause: ifStatement,
  return_statement: returned,
  raise_statement(c, n) {
    const regs = c.parts(n).map((part) => c.expression(part));
    c.b.throw(c.at(n), regs[0] ?? c.b.constant(c.at(n), undefined));
  },
  break_statement: (c, n) => jumpOut(c, c.at(n), 'break'),
  continue_statement: (c, n) => jumpOut(c, c.at(n), 'continue'),
  assert_statement(c, n) {
    const [test, ...others] = c.parts(n);
    if (test === undefined) return;
    const then = c.b.block();
    const otherwise = c.b.block();
    condition(c, test, then, otherwise);
    c.b.enter(otherwise);
    const regs = others.map((part) => c.expression(part));
    c.b.throw(c.at(n), regs[0] ?? c.b.constant(c.at(n), undefined));
    c.b.enter(then);
  },
  delete_statement(c, n) {
    for (const part of c.parts(n)) c.expression(part);
  },
  // Python 2: `print >>file, a, b` and `exec code in scope`.
  print_statement(c, n) {
    const at = c.at(n);
    const args = c.parts(n).map((part) => ({ value: c.expression(part) }));
    c.b.call(at, c.b.global(at, 'print'), args);
  },
  exec_statement(c, n) {
    const at = c.at(n);
    const args = c.parts(n).map((part) => ({ value: c.expression(part) }));
    c.b.call(at, c.b.global(at, 'exec'), args);
  },
  type_alias_statement(c, n) {
    const left = c.child(n, c.fields.left);
    const right = c.child(n, c.fields.right);
    if (left >= 0 && right >= 0) noteAlias(c, left, right);
  },
  finally_clause: statementList,
  except_clause: statementList,
};

export function statementList(c: Context, n: number): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) if (c.isPart(i)) c.statement(i);
}

function damagedParts(c: Context, n: number): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) if (c.isError(i)) c.statement(i);
}

/** `a = b = value`, `a: Type = value`, `a: Type`. */
function assignment(c: Context, n: number): void {
  const targets: number[] = [];
  let at = n;
  for (;;) {
    const left = c.child(at, c.fields.left);
    if (left >= 0) targets.push(at);
    const right = c.child(at, c.fields.right);
    if (right < 0 || c.type(right) !== 'assignment') break;
    at = right;
  }
  const right = c.child(at, c.fields.right);
  for (const target of targets) declareType(c, target);
  if (right < 0) {
    damagedParts(c, at);
    return;
  }
  if (targets.length === 1) noteAlias(c, c.child(n, c.fields.left), right);
  const value = c.expression(right);
  for (const target of targets) {
    const left = c.child(target, c.fields.left);
    bind(c, left, value, c.type(left) === 'identifier' ? c.at(target) : c.at(left));
  }
}

/** The declared type of a name is known from where it is declared on. */
function declareType(c: Context, n: number): void {
  const left = c.child(n, c.fields.left);
  const node = c.child(n, c.fields.type);
  if (left < 0 || node < 0 || c.type(left) !== 'identifier') return;
  const variable = c.ownVariable(c.name(left));
  if (variable >= 0) c.fn.variables[variable].type ??= typeOf(c, node);
}

/** `CurrentUser = Annotated[User, Depends(get_user)]` is a name for a type. */
function noteAlias(c: Context, left: number, right: number): void {
  if (left < 0 || !/^(?:\w+\.)?(?:Annotated|Optional|Union)\s*\[/.test(c.text.slice(c.tree.start(right), c.tree.start(right) + 60))) return;
  const name = c.type(left) === 'type' ? c.firstPart(left) : left;
  if (name < 0 || c.type(name) !== 'identifier') return;
  const variable = c.ownVariable(c.name(name));
  if (variable >= 0) c.fn.meanings[variable] ??= { is: 'alias', node: right };
}

/** `a += b` and its kin; the target's object is evaluated twice, which nobody can tell here. */
function augmented(c: Context, n: number): void {
  const left = c.child(n, c.fields.left);
  const right = c.child(n, c.fields.right);
  const operator = c.child(n, c.fields.operator);
  if (left < 0 || right < 0 || operator < 0) {
    c.mixOfParts(n);
    return;
  }
  const at = c.at(n);
  const before = c.expression(left);
  bind(c, left, combined(c, at, c.type(operator).slice(0, -1), before, c.expression(right)), at);
}

/** `elif` chains of any length. */
function ifStatement(c: Context, n: number): void {
  const after = c.b.block();
  const clauses = [n];
  let fallback = -1;
  for (let i = c.child(n, c.fields.alternative); i >= 0; i = c.child(n, c.fields.alternative, c.next(i))) {
    if (c.type(i) === 'elif_clause') clauses.push(i);
    else fallback = i;
  }
  for (const [k, clause] of clauses.entries()) {
    const test = c.child(clause, c.fields.condition);
    const body = c.child(clause, c.fields.consequence);
    const then = c.b.block();
    const otherwise = k === clauses.length - 1 && fallback < 0 ? after : c.b.block();
    if (test < 0) c.b.jump(c.at(clause), then);
    else condition(c, test, then, otherwise);
    c.b.enter(then);
    if (body >= 0) c.statement(body);
    if (!c.b.ended) c.b.jump(endOf(c, clause), after);
    if (otherwise !== after) c.b.enter(otherwise);
  }
  if (fallback >= 0) {
    c.statement(fallback);
    if (!c.b.ended) c.b.jump(endOf(c, fallback), after);
  }
  c.b.enter(after);
}
