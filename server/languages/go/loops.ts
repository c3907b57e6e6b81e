/** `for` in all its forms. */

import { bindName, store } from './assignments';
import type { Context } from './context';
import { condition } from './operators';
import type { StatementHandler } from './tables';

export const LOOPS: Readonly<Record<string, StatementHandler>> = {
  for_statement(c, n) {
    const { label } = c;
    c.label = undefined;
    const head = c.parts(n).find((part) => part !== c.child(n, c.fields.body));
    c.inScope(() => {
      if (head !== undefined && c.type(head) === 'range_clause') ranged(c, n, head, label);
      else loop(c, n, head ?? -1, label);
    });
  },
  // Stand alone only in damaged text.
  for_clause: (c, n) => c.statements(n),
  range_clause: (c, n) => c.statements(n),
};

function loop(c: Context, n: number, head: number, label: string | undefined): void {
  const isClause = head >= 0 && c.type(head) === 'for_clause';
  const first = isClause ? c.child(head, c.fields.initializer) : -1;
  const test = isClause ? c.child(head, c.fields.condition) : head;
  const update = isClause ? c.child(head, c.fields.update) : -1;
  if (first >= 0) c.statement(first);
  const start = c.b.block();
  const body = c.b.block();
  const again = c.b.block();
  const after = c.b.block();
  c.b.jump(c.at(n), start);
  c.b.enter(start);
  if (test < 0) c.b.jump(c.at(n), body);
  else condition(c, test, body, after);
  c.b.enter(body);
  loopBody(c, n, label, after, again);
  c.b.enter(again);
  if (update >= 0) c.statement(update);
  c.b.jump(c.endOf(n), start);
  c.b.enter(after);
}

/** `for key, value := range list`. Whether there is a further element is not known: the branch is on the element itself. */
function ranged(c: Context, n: number, head: number, label: string | undefined): void {
  const left = c.child(head, c.fields.left);
  const right = c.child(head, c.fields.right);
  const at = c.at(head);
  const base = right < 0 ? c.b.constant(at, undefined) : c.expression(right);
  const start = c.b.block();
  const body = c.b.block();
  const after = c.b.block();
  c.b.jump(c.at(n), start);
  c.b.enter(start);
  const value = c.b.element(at, base);
  c.b.branch(at, c.undecided(at), body, after);
  c.b.enter(body);
  const [keyNode, valueNode] = left < 0 ? [] : c.type(left) === 'expression_list' ? c.parts(left) : [left];
  const put = c.hasToken(head, ':=') ? bindName : store;
  if (keyNode !== undefined && c.name(keyNode) !== '_') put(c, keyNode, c.b.key(c.at(keyNode), base), c.at(keyNode));
  if (valueNode !== undefined) put(c, valueNode, value, c.at(valueNode));
  loopBody(c, n, label, after, start);
  c.b.enter(after);
}

function loopBody(c: Context, n: number, label: string | undefined, breakTo: number, continueTo: number): void {
  const body = c.child(n, c.fields.body);
  c.fn.jumps.push({ label, breakTo, continueTo });
  if (body >= 0) c.statement(body);
  c.fn.jumps.pop();
  if (!c.b.ended) c.b.jump(c.endOf(n), continueTo);
}
