/** Statements other than declarations, loops, switches and `return`. */
import { type Context, Scope } from './context';
import { condition } from './operators';
import type { StatementHandler } from './tables';

export const STATEMENTS: Readonly<Record<string, StatementHandler>> = {
  block: (c, n) => c.inScope(() => c.statements(n)),
  statement_list: (c, n) => c.statements(n),
  expression_statement: (c, n) => c.statements(n),
  // What runs later runs with what is known now.
  go_statement: (c, n) => c.statements(n),
  defer_statement: (c, n) => c.statements(n),
  if_statement: ifStatement,
  labeled_statement(c, n) {
    const label = c.child(n, c.fields.label);
    const name = label < 0 ? '' : c.name(label);
    const block = labelled(c, name);
    if (!c.b.ended) c.b.jump(c.at(n), block);
    c.b.enter(block);
    c.label = name;
    const end = c.next(n);
    for (let i = n + 1; i < end; i = c.next(i)) if (i !== label && c.isPart(i)) c.statement(i);
    c.label = undefined;
  },
  goto_statement(c, n) {
    const label = c.firstPart(n);
    if (label >= 0) c.b.jump(c.at(n), labelled(c, c.name(label)));
  },
  break_statement: (c, n) => jumpOut(c, n, 'break'),
  continue_statement: (c, n) => jumpOut(c, n, 'continue'),
};

/** The block a label stands for, wherever it stands in the function. */
function labelled(c: Context, name: string): number {
  let block = c.fn.labels.get(name);
  if (block === undefined) {
    block = c.b.block();
    c.fn.labels.set(name, block);
  }
  return block;
}

function jumpOut(c: Context, n: number, way: 'break' | 'continue'): void {
  const labelNode = c.firstPart(n);
  const label = labelNode < 0 ? undefined : c.name(labelNode);
  const { jumps } = c.fn;
  for (let i = jumps.length - 1; i >= 0; i--) {
    const target = jumps[i];
    if (label !== undefined ? target.label !== label : way === 'continue' && target.continueTo < 0) continue;
    const to = way === 'break' ? target.breakTo : target.continueTo;
    if (to < 0) break;
    c.b.jump(c.at(n), to);
    return;
  }
  // A jump to nowhere is a fault in the text; what follows it is still dead.
  c.broken = true;
  c.b.return(c.at(n), -1);
}

/** `if first; test { … } else if …`, chains of any length. */
function ifStatement(c: Context, n: number): void {
  const after = c.b.block();
  const { scope } = c;
  let current = n;
  for (;;) {
    c.scope = new Scope(c.scope, c.fn);
    const first = c.child(current, c.fields.initializer);
    const test = c.child(current, c.fields.condition);
    const body = c.child(current, c.fields.consequence);
    const other = c.child(current, c.fields.alternative);
    if (first >= 0) c.statement(first);
    const then = c.b.block();
    const otherwise = other < 0 ? after : c.b.block();
    if (test < 0) c.b.branch(c.at(current), c.undecided(c.at(current)), then, otherwise);
    else condition(c, test, then, otherwise);
    c.b.enter(then);
    if (body >= 0) c.statement(body);
    if (!c.b.ended) c.b.jump(c.endOf(body < 0 ? current : body), after);
    if (other < 0) break;
    c.b.enter(otherwise);
    if (c.type(other) === 'if_statement') {
      current = other;
      continue;
    }
    c.statement(other);
    if (!c.b.ended) c.b.jump(c.endOf(other), after);
    break;
  }
  c.scope = scope;
  c.b.enter(after);
}
