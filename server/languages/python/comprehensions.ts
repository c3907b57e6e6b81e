/** Comprehensions and generator expressions: loops whose values are gathered. */
import type { Reg } from '../../ir/types';
import type { Context } from './context';
import { keyOf } from './expressions';
import { condition } from './operators';
import { bind } from './patterns';
import { forTargets } from './scopes';
import type { ExpressionHandler } from './tables';

export const COMPREHENSIONS: Readonly<Record<string, ExpressionHandler>> = {
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  generator_expression: comprehension,
  dictionary_comprehension: comprehension,
  // These stand alone only in damaged text.
  for_in_clause: (c, n) => c.mixOfParts(n),
  if_clause: (c, n) => c.mixOfParts(n),
};

/** Any number of values, each of them what the body gives. */
export function comprehension(c: Context, n: number): Reg {
  const at = c.at(n);
  const body = c.child(n, c.fields.body);
  if (body < 0) return c.mixOfParts(n);
  const isDictionary = c.type(body) === 'pair';
  const found = c.temporary(at);
  const none = isDictionary ? c.b.object(at, []) : c.b.array(at, []);
  c.set(at, found, none);
  c.inScope(false, () => {
    const after = c.b.block();
    let again = after;
    for (const clause of c.parts(n)) {
      if (c.type(clause) === 'for_in_clause') again = loop(c, clause, again);
      else if (c.type(clause) === 'if_clause') {
        const test = c.firstPart(clause);
        const next = c.b.block();
        if (test < 0) c.b.jump(at, next);
        else condition(c, test, next, again);
        c.b.enter(next);
      }
    }
    c.set(at, found, isDictionary ? pair(c, body) : c.b.array(c.at(body), [{ value: c.expression(body) }]));
    c.b.jump(at, again);
    c.b.enter(after);
  });
  // There may be none of them, so that their number is not known.
  return c.b.mix(at, [none, c.b.get(at, found)]);
}

function pair(c: Context, n: number): Reg {
  const key = c.child(n, c.fields.key);
  const value = c.child(n, c.fields.value);
  if (key < 0 || value < 0) return c.mixOfParts(n);
  const name = keyOf(c, key);
  return c.b.object(c.at(n), [{ key: name, value: c.expression(value), keyAt: c.at(key) }]);
}

/** Begins a loop and goes on in its body; returns where its next turn begins. */
function loop(c: Context, n: number, after: number): number {
  const left = c.child(n, c.fields.left);
  const rights: number[] = [];
  for (let i = c.child(n, c.fields.right); i >= 0; i = c.child(n, c.fields.right, c.next(i))) if (c.isNamed(i)) rights.push(i);
  const at = left < 0 ? c.at(n) : c.at(left);
  const base = c.mix(
    n,
    rights.map((right) => c.expression(right)),
  );
  forTargets(c, left, (name) => {
    c.declare(c.scope, c.name(name), c.at(name));
  });
  const head = c.b.block();
  c.b.jump(at, head);
  c.b.enter(head);
  const value = c.b.element(at, base);
  const body = c.b.block();
  c.b.branch(at, value, body, after);
  c.b.enter(body);
  if (left >= 0) bind(c, left, value);
  return head;
}
