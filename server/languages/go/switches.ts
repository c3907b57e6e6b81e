/** `switch` by value, by condition and by type, and `select`. */

import { bindName, store } from './assignments';
import type { Context } from './context';
import { combined, condition } from './operators';
import type { StatementHandler } from './tables';
import { typeOf } from './types';

export const SWITCHES: Readonly<Record<string, StatementHandler>> = {
  expression_switch_statement: (c, n) => chosen(c, n, expressionCase(c)),
  type_switch_statement: (c, n) => chosen(c, n, anyCase(c)),
  select_statement: (c, n) => chosen(c, n, anyCase(c)),
  // Stand alone only in damaged text.
  expression_case: (c, n) => c.statements(n),
  type_case: (c, n) => c.statements(n),
  communication_case: (c, n) => c.statements(n),
  default_case: (c, n) => c.statements(n),
  receive_statement: received,
  send_statement(c, n) {
    const channel = c.child(n, c.fields.channel);
    const value = c.child(n, c.fields.value);
    if (channel < 0 || value < 0) return;
    c.b.setIndex(c.at(n), c.expression(channel), c.undecided(c.at(n)), c.expression(value));
  },
};

/** Goes to `then` where the clause is chosen, else to `next`. */
type Choice = (subject: number, clause: number, then: number, next: number) => void;

function chosen(c: Context, n: number, decide: Choice): void {
  const { label } = c;
  c.label = undefined;
  c.inScope(() => {
    const first = c.child(n, c.fields.initializer);
    if (first >= 0) c.statement(first);
    const value = c.child(n, c.fields.value);
    const subject = value < 0 ? -1 : c.expression(value);
    const clauses = c.parts(n).filter((part) => CLAUSES.has(c.type(part)));
    const after = c.b.block();
    const blocks = clauses.map(() => c.b.block());
    let fallback = after;
    for (const [i, clause] of clauses.entries()) {
      if (c.type(clause) === 'default_case') {
        fallback = blocks[i];
        continue;
      }
      const next = c.b.block();
      decide(subject, clause, blocks[i], next);
      c.b.enter(next);
    }
    c.b.jump(c.at(n), fallback);
    c.fn.jumps.push({ label, breakTo: after, continueTo: -1 });
    for (const [i, clause] of clauses.entries()) {
      c.b.enter(blocks[i]);
      c.inScope(() => clauseBody(c, n, clause, subject));
      if (!c.b.ended) c.b.jump(c.endOf(clause), fallsThrough(c, clause) ? (blocks[i + 1] ?? after) : after);
    }
    c.fn.jumps.pop();
    c.b.enter(after);
  });
}
const CLAUSES = new Set(['expression_case', 'type_case', 'communication_case', 'default_case']);

function expressionCase(c: Context): Choice {
  return (subject, clause, then, next) => {
    const list = c.child(clause, c.fields.value);
    const values = list < 0 ? [] : c.type(list) === 'expression_list' ? c.parts(list) : [list];
    if (values.length === 0) branchAnywhere(c, clause, then, next);
    for (const [i, value] of values.entries()) {
      const other = i === values.length - 1 ? next : c.b.block();
      if (subject < 0) condition(c, value, then, other);
      else c.b.branch(c.at(value), combined(c, c.at(value), '==', subject, c.expression(value)), then, other);
      if (other !== next) c.b.enter(other);
    }
  };
}

function anyCase(c: Context): Choice {
  return (_subject, clause, then, next) => branchAnywhere(c, clause, then, next);
}

function branchAnywhere(c: Context, clause: number, then: number, next: number): void {
  const at = { start: c.tree.start(clause), end: c.tree.start(clause) };
  c.b.branch(at, c.undecided(at), then, next);
}

function clauseBody(c: Context, n: number, clause: number, subject: number): void {
  const alias = c.child(n, c.fields.alias);
  if (alias >= 0 && subject >= 0) {
    const name = c.type(alias) === 'expression_list' ? c.firstPart(alias) : alias;
    const types = c.childrenIn(clause, c.fields.type);
    const type = types.length === 1 ? typeOf(c, types[0]) : undefined;
    const value = type === undefined ? subject : c.b.cast(c.at(name < 0 ? alias : name), subject, type);
    if (name >= 0) bindName(c, name, value, c.at(name));
  }
  const message = c.child(clause, c.fields.communication);
  if (message >= 0) c.statement(message);
  const value = c.child(clause, c.fields.value);
  const end = c.next(clause);
  for (let i = clause + 1; i < end; i = c.next(i)) {
    if (i === message || i === value || !c.isPart(i) || c.isSilent(i) || c.fieldOf(i) === c.fields.type) continue;
    c.statement(i);
  }
}

function fallsThrough(c: Context, clause: number): boolean {
  for (let i = clause + 1; i < c.next(clause); i++) {
    const type = c.type(i);
    if (type === 'fallthrough_statement') return true;
    if (type.endsWith('switch_statement') || type === 'func_literal') i = c.next(i) - 1;
  }
  return false;
}

/** `value, ok := <-channel` as a case. */
function received(c: Context, n: number): void {
  const left = c.child(n, c.fields.left);
  const right = c.child(n, c.fields.right);
  if (right < 0) {
    c.statements(n);
    return;
  }
  const value = c.expression(right);
  const [target, ok] = left < 0 ? [] : c.type(left) === 'expression_list' ? c.parts(left) : [left];
  const put = c.hasToken(n, ':=') ? bindName : store;
  if (target !== undefined) put(c, target, value, c.at(target));
  if (ok !== undefined) put(c, ok, c.undecided(c.at(ok)), c.at(ok));
}
