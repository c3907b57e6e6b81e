/** `switch` as a chain of comparisons; a case without `break` runs on into the next. */
import { condition } from './conditions';
import type { Context } from './context';
import { declareBlock, hoistFunctions, inScope } from './scopes';
import { endOf } from './statements';
import type { StatementHandler } from './tables';

export const SWITCH: Readonly<Record<string, StatementHandler>> = {
  switch_statement(c, n, labels) {
    const value = c.child(n, c.fields.value);
    const body = c.child(n, c.fields.body);
    const subject = value < 0 ? -1 : unwrap(c, value);
    const reg = subject < 0 ? c.b.constant(c.at(n), undefined) : c.expression(subject);
    if (body < 0) return;
    // `switch (true)`: the cases are conditions.
    const isCondition = subject >= 0 && c.type(subject) === 'true';
    inScope(c, body, () => cases(c, body, reg, isCondition, labels));
  },
};

function cases(c: Context, body: number, subject: number, isCondition: boolean, labels: readonly string[]): void {
  const clauses: number[] = [];
  const end = c.next(body);
  for (let i = body + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i)) continue;
    clauses.push(i);
    declareBlock(c, i, c.scope, bodyStart(c, i));
  }
  for (const clause of clauses) hoistFunctions(c, clause, bodyStart(c, clause));

  const after = c.b.block();
  const blocks = clauses.map(() => c.b.block());
  let fallback = after;
  clauses.forEach((clause, i) => {
    const value = c.child(clause, c.fields.value);
    if (c.type(clause) === 'switch_default') fallback = blocks[i];
    if (c.type(clause) !== 'switch_case' || value < 0) return;
    const next = c.b.block();
    if (isCondition) condition(c, value, blocks[i], next);
    else {
      const at = c.at(value);
      c.b.branch(at, c.b.binary(at, '===', subject, c.expression(value)), blocks[i], next);
    }
    c.b.enter(next);
  });
  c.b.jump(c.at(body), fallback);

  c.fn.jumps.push({ kind: 'switch', labels, breakTo: after, continueTo: -1 });
  clauses.forEach((clause, i) => {
    c.b.enter(blocks[i]);
    const stop = c.next(clause);
    for (let s = bodyStart(c, clause); s < stop; s = c.next(s)) if (c.isPart(s)) c.statement(s);
    if (!c.b.ended) c.b.jump(endOf(c, clause), blocks[i + 1] ?? after);
  });
  c.fn.jumps.pop();
  c.b.enter(after);
}

/** First child behind the case's colon. */
function bodyStart(c: Context, clause: number): number {
  const end = c.next(clause);
  for (let i = clause + 1; i < end; i = c.next(i)) if (!c.isNamed(i) && c.type(i) === ':') return c.next(i);
  return clause + 1;
}

function unwrap(c: Context, n: number): number {
  return c.type(n) === 'parenthesized_expression' ? c.firstPart(n) : n;
}
