/** `for` and `while`, with the `else` that runs when nothing has broken out, and `with`. */
import type { At } from '../../ir/types';
import type { Context } from './context';
import { condition, endOf } from './operators';
import { bind } from './patterns';
import { aliasOf } from './scopes';
import type { StatementHandler } from './tables';

export const LOOPS: Readonly<Record<string, StatementHandler>> = {
  while_statement(c, n) {
    const test = c.child(n, c.fields.condition);
    const head = c.b.block();
    c.b.jump(c.at(n), head);
    c.b.enter(head);
    const body = c.b.block();
    const done = c.b.block();
    const after = c.b.block();
    if (test < 0) c.b.jump(c.at(n), body);
    else condition(c, test, body, done);
    c.b.enter(body);
    loopBody(c, n, after, head);
    finishLoop(c, n, done, after);
  },
  /** Whether there is a further element is not known: the branch is on the element itself. */
  for_statement(c, n) {
    const left = c.child(n, c.fields.left);
    const right = c.child(n, c.fields.right);
    const base = right < 0 ? c.b.constant(c.at(n), undefined) : c.expression(right);
    const head = c.b.block();
    c.b.jump(c.at(n), head);
    c.b.enter(head);
    const at = left < 0 ? c.at(n) : c.at(left);
    const value = c.b.element(at, base);
    const body = c.b.block();
    const done = c.b.block();
    const after = c.b.block();
    c.b.branch(at, value, body, done);
    c.b.enter(body);
    if (left >= 0) bind(c, left, value);
    loopBody(c, n, after, head);
    finishLoop(c, n, done, after);
  },
  with_statement(c, n) {
    const clause = c.parts(n).find((part) => c.type(part) === 'with_clause');
    for (const item of clause === undefined ? [] : c.parts(clause)) enter(c, item);
    const body = c.child(n, c.fields.body);
    if (body >= 0) c.statement(body);
  },
  with_clause(c, n) {
    for (const item of c.parts(n)) enter(c, item);
  },
  with_item: enter,
};

function loopBody(c: Context, n: number, breakTo: number, continueTo: number): void {
  const body = c.child(n, c.fields.body);
  c.fn.jumps.push({ kind: 'loop', labels: [], breakTo, continueTo });
  if (body >= 0) c.statement(body);
  c.fn.jumps.pop();
  if (!c.b.ended) c.b.jump(endOf(c, n), continueTo);
}

function finishLoop(c: Context, n: number, done: number, after: number): void {
  c.b.enter(done);
  const otherwise = c.child(n, c.fields.alternative);
  if (otherwise >= 0) c.statement(otherwise);
  if (!c.b.ended) c.b.jump(endOf(c, n), after);
  c.b.enter(after);
}

/** `with value as target`: the target is what the value gives when it is entered. */
function enter(c: Context, n: number): void {
  const value = c.type(n) === 'with_item' ? c.child(n, c.fields.value) : n;
  if (value < 0) return;
  // `with (a as b, c as d):` is one item in parentheses for the grammar.
  if (c.type(value) === 'tuple' || c.type(value) === 'parenthesized_expression') {
    const inside = c.parts(value);
    if (inside.some((part) => c.type(part) === 'as_pattern')) {
      for (const part of inside) enterValue(c, part);
      return;
    }
  }
  enterValue(c, value);
}

function enterValue(c: Context, n: number): void {
  if (c.type(n) !== 'as_pattern') {
    entered(c, c.at(n), c.expression(n));
    return;
  }
  const [value] = c.parts(n);
  const target = aliasOf(c, n);
  if (value === undefined) return;
  const given = entered(c, c.at(value), c.expression(value));
  if (target >= 0) bind(c, target, given);
}

function entered(c: Context, at: At, value: number): number {
  return c.b.call(at, c.b.field(at, value, '__enter__'), [], value);
}
