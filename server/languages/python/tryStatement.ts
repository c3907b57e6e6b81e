/** `try`, `except`, `else`, `finally`. */
import { leaveThroughFinally } from '../finally';
import type { Context } from './context';
import { endOf } from './operators';
import { bind } from './patterns';
import { aliasOf } from './scopes';
import { statementList } from './statements';
import type { StatementHandler } from './tables';
import { typeOf } from './types';

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
  if (target >= 0) bind(c, target, sorts(c, n, target, caught));
  for (const part of c.parts(n)) if (c.type(part) === 'block') c.statement(part);
}

/** What is caught, of each sort that the clause names. */
function sorts(c: Context, n: number, target: number, caught: number): number {
  const clause = c.parts(n).find((part) => c.type(part) !== 'block' && part !== target);
  if (clause === undefined) return caught;
  const named = c.type(clause) === 'as_pattern' ? c.firstPart(clause) : clause;
  const types = named >= 0 && c.type(named) === 'tuple' ? c.parts(named) : [named];
  let out = caught;
  for (const node of types) {
    const type = node < 0 ? undefined : typeOf(c, node);
    if (type) out = c.b.cast(c.at(target), out, type);
  }
  return out;
}

function tryFinally(c: Context, n: number, body: number): void {
  leaveThroughFinally(c, n, {
    at: c.at(body),
    body: () => tryExcept(c, n),
    finalizer: () => statementList(c, body),
  });
}
