/**
 * `try`, `catch`, `finally`. The finally body is lowered once for every way out (the end of the try or catch, a throw,
 * a return, each break), so that what is known on one way does not mix with another.
 */
import type { Context } from './context';
import type { FinallyTarget } from './jumps';
import { bind } from './patterns';
import { declarePattern, inScope } from './scopes';
import { block, endOf } from './statements';
import type { StatementHandler } from './tables';
import { typeOf } from './types';

/** A `finally` inside so many others is lowered once, for the normal way and the throw together. */
const COPY_DEPTH = 2;

export const TRY: Readonly<Record<string, StatementHandler>> = {
  try_statement(c, n) {
    const finalizer = c.child(n, c.fields.finalizer);
    const body = finalizer < 0 ? -1 : c.child(finalizer, c.fields.body);
    if (body < 0) tryCatch(c, n);
    else tryFinally(c, n, body);
  },
  catch_clause(c, n) {
    inScope(c, n, () => catchBody(c, n));
  },
  finally_clause(c, n) {
    const body = c.child(n, c.fields.body);
    if (body >= 0) c.statement(body);
  },
};

function tryCatch(c: Context, n: number): void {
  const body = c.child(n, c.fields.body);
  const clause = c.child(n, c.fields.handler);
  const after = c.b.block();
  const handler = clause < 0 ? undefined : c.b.block();
  const outer = handler === undefined ? c.fn.handler : c.setHandler(handler);
  const inside = c.b.block();
  c.b.jump(c.at(n), inside);
  c.b.enter(inside);
  if (body >= 0) block(c, body);
  // The jump out belongs to the try; the code it reaches does not.
  if (!c.b.ended) c.b.jump(endOf(c, body < 0 ? n : body), after);
  c.setHandler(outer);
  if (handler !== undefined) {
    c.b.enter(handler);
    c.statement(clause);
    if (!c.b.ended) c.b.jump(endOf(c, clause), after);
  }
  c.b.enter(after);
}

function catchBody(c: Context, n: number): void {
  const parameter = c.child(n, c.fields.parameter);
  const body = c.child(n, c.fields.body);
  const at = parameter < 0 ? c.at(n) : c.at(parameter);
  const caught = c.b.caught(at);
  if (parameter >= 0) {
    const type = c.child(n, c.fields.type);
    declarePattern(c, parameter, c.scope, type < 0 ? undefined : typeOf(c, type));
    bind(c, parameter, caught, 'declare');
  }
  if (body >= 0) block(c, body);
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
  c.fn.jumps.push(target);
  tryCatch(c, n);
  c.fn.jumps.pop();
  const endsNormally = !c.b.ended;
  const normal = c.blockUnder(outer);
  if (endsNormally) c.b.jump(endOf(c, n), normal);
  c.setHandler(outer);

  const known = c.copies;
  c.copies ??= { functions: new Map(), scopes: new Map() };
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
    block(c, body);
    if (!c.b.ended) c.b.throw(at, error);
  }
  for (const { block: entry, leave } of target.exits.values()) {
    c.b.enter(entry);
    if (once) {
      c.b.jump(at, normal);
      continue;
    }
    block(c, body);
    if (!c.b.ended) leave();
  }
  c.b.enter(normal);
  block(c, body);
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
