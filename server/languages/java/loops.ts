/** `for`, `while` and `do`. */
import type { Context } from './context';
import { condition, endOf } from './operators';
import type { StatementHandler } from './tables';
import { onlyType, typed, typesOf } from './types';

export const LOOPS: Readonly<Record<string, StatementHandler>> = {
  while_statement(c, n) {
    const test = c.child(n, c.fields.condition);
    const [head, body, after] = [c.b.block(), c.b.block(), c.b.block()];
    const labels = taken(c);
    c.b.jump(c.at(n), head);
    c.b.enter(head);
    if (test < 0) c.b.jump(c.at(n), body);
    else condition(c, test, body, after);
    c.b.enter(body);
    loopBody(c, n, labels, after, head);
    c.b.enter(after);
  },
  do_statement(c, n) {
    const test = c.child(n, c.fields.condition);
    const [body, again, after] = [c.b.block(), c.b.block(), c.b.block()];
    const labels = taken(c);
    c.b.jump(c.at(n), body);
    c.b.enter(body);
    loopBody(c, n, labels, after, again);
    c.b.enter(again);
    if (test < 0) c.b.jump(c.at(n), after);
    else condition(c, test, body, after);
    c.b.enter(after);
  },
  for_statement(c, n) {
    const labels = taken(c);
    c.inScope(false, () => {
      for (let i = c.child(n, c.fields.init); i >= 0; i = c.child(n, c.fields.init, c.next(i))) c.statement(i);
      const test = c.child(n, c.fields.condition);
      const [head, body, step, after] = [c.b.block(), c.b.block(), c.b.block(), c.b.block()];
      c.b.jump(c.at(n), head);
      c.b.enter(head);
      if (test < 0) c.b.jump(c.at(n), body);
      else condition(c, test, body, after);
      c.b.enter(body);
      loopBody(c, n, labels, after, step);
      c.b.enter(step);
      for (let i = c.child(n, c.fields.update); i >= 0; i = c.child(n, c.fields.update, c.next(i))) c.statement(i);
      c.b.jump(endOf(c, n), head);
      c.b.enter(after);
    });
  },
  /** Whether there is a further element is not known: the branch is on the element itself. */
  enhanced_for_statement(c, n) {
    const labels = taken(c);
    const value = c.child(n, c.fields.value);
    const name = c.child(n, c.fields.name);
    const type = c.child(n, c.fields.type);
    const base = value < 0 ? c.b.constant(c.at(n), undefined) : c.expression(value);
    const [head, body, after] = [c.b.block(), c.b.block(), c.b.block()];
    c.b.jump(c.at(n), head);
    c.b.enter(head);
    const at = name < 0 ? c.at(n) : c.at(name);
    const element = c.b.element(at, base);
    c.b.branch(at, element, body, after);
    c.b.enter(body);
    c.inScope(false, () => {
      if (name >= 0 && c.type(name) === 'identifier') {
        const several = type >= 0 && typesOf(c, type).length > 1;
        const variable = c.declare(c.scope, c.name(name), at, onlyType(c, type));
        c.declareSet(at, variable, several ? typed(c, type, element, name) : element);
      }
      loopBody(c, n, labels, after, head);
    });
    c.b.enter(after);
  },
};

/** The labels that stand before a loop are this loop's alone. */
function taken(c: Context): readonly string[] {
  const { labels } = c;
  c.labels = [];
  return labels;
}

function loopBody(c: Context, n: number, labels: readonly string[], breakTo: number, continueTo: number): void {
  const body = c.child(n, c.fields.body);
  c.fn.jumps.push({ kind: 'loop', labels, breakTo, continueTo });
  if (body >= 0) c.statement(body);
  c.fn.jumps.pop();
  if (!c.b.ended) c.b.jump(endOf(c, n), continueTo);
}
