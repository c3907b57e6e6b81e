/**
 * `try`, `except`, `else`, `finally`. The finally body is lowered once for every way out (the end of the try, a raise, a
 * return, each break), so that what is known on one way does not mix with another.
 */
import type { Context } from './context';
import type { FinallyTarget } from './jumps';
import { endOf } from './operators';
import { bind } from './patterns';
import { aliasOf } from './scopes';
import { statementList } from './statements';
import type { StatementHandler } from './tables';

/** A `finally` inside so many others is lowered once, for the normal way and the raise together. */
const COPY_DEPTH = 2;

export const TRY: Readonly<Record<string, StatementHandler>> = {
  try_statement(c, n) {
    const body = c.parts(n).find((part) => c.type(part) === 'finally_clause');
    if (body === undefined) tryExcept(c, n);
    else tryFinally(c, n, body);
  },
};

function tryExcept(c: Context, n: number): void {
  const body = c.child(n, c.fields.body);
  const clauses = c.parts(n).filter((part) => c.type(part) === 'except_clause');
  const otherwise = c.parts(n).find((part) => c.type(part) === 'else_clause');
  const after = c.b.block();
  const handler = clauses.length === 0 ? undefined : c.b.block();
  const outer = handler === undefined ? c.fn.handler : c.setHandler(handler);
  const inside = c.b.block();
  c.b.jump(c.at(n), inside);
  c.b.enter(inside);
  // Something to be caught, even where the body does nothing.
  if (handler !== undefined) c.b.constant(c.at(n), undefined);
  if (body >= 0) c.statement(body);
  const endsNormally = !c.b.ended;
  c.setHandler(outer);
  // The jump out belongs to the try; the code it reaches does not.
  if (endsNormally) {
    const next = c.b.block();
    c.b.jump(endOf(c, body < 0 ? n : body), next);
    c.b.enter(next);
    if (otherwise !== undefined) c.statement(otherwise);
    if (!c.b.ended) c.b.jump(endOf(c, n), after);
  }
  if (handler !== undefined) {
    c.b.enter(handler);
    handlers(c, n, clauses, after);
  }
  c.b.enter(after);
}

/** Which clause catches what was raised is not known. */
function handlers(c: Context, n: number, clauses: readonly number[], after: number): void {
  const caught = c.b.caught(c.at(n));
  for (const [i, clause] of clauses.entries()) {
    const at = c.at(clause);
    const isLast = i === clauses.length - 1;
    const next = isLast ? -1 : c.b.block();
    if (!isLast) {
      const then = c.b.block();
      c.b.branch(at, caught, then, next);
      c.b.enter(then);
    }
    exceptBody(c, clause, caught);
    if (!c.b.ended) c.b.jump(endOf(c, clause), after);
    if (!isLast) c.b.enter(next);
  }
}

function exceptBody(c: Context, n: number, caught: number): void {
  let target = c.child(n, c.fields.alias);
  for (const part of c.parts(n)) {
    const type = c.type(part);
    if (type === 'block') continue;
    if (type === 'as_pattern') target = aliasOf(c, part);
    else if (part !== target) c.expression(part);
  }
  if (target >= 0) bind(c, target, caught);
  for (const part of c.parts(n)) if (c.type(part) === 'block') c.statement(part);
}

function tryFinally(c: Context, n: number, body: number): void {
  const outer = c.fn.handler;
  const after = c.b.block();
  const thrown = c.b.block();
  const target: FinallyTarget = { kind: 'finally', handler: outer, exits: new Map(), returned: -1 };

  c.setHandler(thrown);
  const inside = c.b.block();
  c.b.jump(c.at(n), inside);
  c.b.enter(inside);
  c.b.constant(c.at(n), undefined);
  c.fn.jumps.push(target);
  tryExcept(c, n);
  c.fn.jumps.pop();
  const endsNormally = !c.b.ended;
  const normal = c.blockUnder(outer);
  if (endsNormally) c.b.jump(endOf(c, n), normal);
  c.setHandler(outer);

  const known = c.copies;
  c.copies ??= { functions: new Map() };
  c.fn.finalizers++;
  const once = c.fn.finalizers > COPY_DEPTH;

  c.b.enter(thrown);
  const at = c.at(body);
  const error = c.b.caught(at);
  const pending = once ? c.temporary(at) : -1;
  if (once) {
    // One body for every way out; it may lead anywhere they lead.
    c.set(at, pending, error);
    c.b.jump(at, normal);
  } else {
    statementList(c, body);
    if (!c.b.ended) c.b.throw(at, error);
  }
  for (const { block: entry, leave } of target.exits.values()) {
    c.b.enter(entry);
    if (once) {
      c.b.jump(at, normal);
      continue;
    }
    statementList(c, body);
    if (!c.b.ended) leave();
  }
  c.b.enter(normal);
  statementList(c, body);
  if (once && !c.b.ended) {
    for (const { leave } of target.exits.values()) {
      const out = c.b.block();
      const next = c.b.block();
      c.b.branch(at, c.b.get(at, pending), out, next);
      c.b.enter(out);
      leave();
      c.b.enter(next);
    }
    const rethrow = c.b.block();
    c.b.branch(at, c.b.get(at, pending), rethrow, after);
    c.b.enter(rethrow);
    c.b.throw(at, c.b.get(at, pending));
  }
  if (!c.b.ended) c.b.jump(endOf(c, n), after);
  c.fn.finalizers--;
  c.copies = known;
  c.b.enter(after);
}
