/** `for`, `for … of`, `for … in`, `while`, `do`. */
import type { Reg } from '../../ir/types';
import { condition } from './conditions';
import type { Context } from './context';
import { bind } from './patterns';
import { declareDeclarators, declarePattern, inScope } from './scopes';
import { endOf } from './statements';
import type { StatementHandler } from './tables';

export const LOOPS: Readonly<Record<string, StatementHandler>> = {
  for_statement: (c, n, labels) => inScope(c, n, () => forStatement(c, n, labels)),
  for_in_statement: (c, n, labels) => inScope(c, n, () => forIn(c, n, labels)),
  while_statement(c, n, labels) {
    const test = c.child(n, c.fields.condition);
    const head = c.b.block();
    c.b.jump(c.at(n), head);
    c.b.enter(head);
    const body = c.b.block();
    const after = c.b.block();
    if (test < 0) c.b.jump(c.at(n), body);
    else condition(c, test, body, after);
    c.b.enter(body);
    loopBody(c, n, labels, after, head);
    c.b.enter(after);
  },
  do_statement(c, n, labels) {
    const test = c.child(n, c.fields.condition);
    const body = c.b.block();
    const again = c.b.block();
    const after = c.b.block();
    c.b.jump(c.at(n), body);
    c.b.enter(body);
    loopBody(c, n, labels, after, again);
    c.b.enter(again);
    if (test < 0) c.b.jump(c.at(n), after);
    else condition(c, test, body, after);
    c.b.enter(after);
  },
};

/** Lowers the body and goes on to `continueTo`. */
function loopBody(c: Context, n: number, labels: readonly string[], breakTo: number, continueTo: number): void {
  const body = c.child(n, c.fields.body);
  c.fn.jumps.push({ kind: 'loop', labels, breakTo, continueTo });
  if (body >= 0) c.statement(body);
  c.fn.jumps.pop();
  if (!c.b.ended) c.b.jump(endOf(c, n), continueTo);
}

function forStatement(c: Context, n: number, labels: readonly string[]): void {
  const { initializer, condition: conditionField, increment } = c.fields;
  const init = c.child(n, initializer);
  const test = c.child(n, conditionField);
  const step = c.child(n, increment);
  if (init >= 0) {
    if (c.type(init) === 'lexical_declaration') declareDeclarators(c, init, c.scope);
    c.statement(init);
  }
  const head = c.b.block();
  c.b.jump(c.at(n), head);
  c.b.enter(head);
  const body = c.b.block();
  const next = c.b.block();
  const after = c.b.block();
  if (test < 0 || !c.isNamed(test) || c.type(test) === 'empty_statement') c.b.jump(c.at(n), body);
  else condition(c, test, body, after);
  c.b.enter(body);
  loopBody(c, n, labels, after, next);
  c.b.enter(next);
  if (step >= 0) c.expression(step);
  c.b.jump(endOf(c, n), head);
  c.b.enter(after);
}

/** `for … of` and `for … in`. Whether there is a further element is not known: the branch is on the element itself. */
function forIn(c: Context, n: number, labels: readonly string[]): void {
  const kind = c.child(n, c.fields.kind);
  const left = c.child(n, c.fields.left);
  const right = c.child(n, c.fields.right);
  const isKey = c.child(n, c.fields.operator) >= 0 && c.type(c.child(n, c.fields.operator)) === 'in';
  const declares = kind >= 0;
  if (declares && c.type(kind) !== 'var') declarePattern(c, left, c.scope, undefined);
  const base = right < 0 ? c.b.constant(c.at(n), undefined) : c.expression(right);
  const head = c.b.block();
  c.b.jump(c.at(n), head);
  c.b.enter(head);
  const at = left < 0 ? c.at(n) : c.at(left);
  let value: Reg = isKey ? c.b.key(at, base) : c.b.element(at, base);
  if (!isKey && c.hasToken(n, 'await', left < 0 ? undefined : left)) value = c.b.await(at, value);
  const body = c.b.block();
  const after = c.b.block();
  c.b.branch(at, value, body, after);
  c.b.enter(body);
  if (left >= 0) bind(c, left, value, declares ? 'declare' : 'assign');
  loopBody(c, n, labels, after, head);
  c.b.enter(after);
}
