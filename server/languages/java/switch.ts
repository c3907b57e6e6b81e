/** `switch` as a chain of tests: statements and expressions, with arrows or colons, with constants and patterns. */
import type { Reg } from '../../ir/types';
import type { Context } from './context';
import { condition, endOf } from './operators';
import { bindPattern } from './patterns';
import type { ExpressionHandler, StatementHandler } from './tables';

export const SWITCH: {
  readonly expressions: Readonly<Record<string, ExpressionHandler>>;
  readonly statements: Readonly<Record<string, StatementHandler>>;
} = {
  expressions: {
    switch_expression: lowerSwitch,
    switch_block: (c, n) => c.mixOfParts(n),
  },
  statements: {
    switch_rule: ruleBody,
    switch_block_statement_group: groupBody,
  },
};

function lowerSwitch(c: Context, n: number): Reg {
  const at = c.at(n);
  const test = c.child(n, c.fields.condition);
  const body = c.child(n, c.fields.body);
  const subject = test < 0 ? c.b.constant(at, undefined) : c.expression(test);
  if (body < 0) return subject;
  const result = c.temporary(at);
  const after = c.b.block();
  const clauses = c.parts(body).filter((part) => c.type(part) === 'switch_rule' || c.type(part) === 'switch_block_statement_group');
  const blocks = clauses.map(() => c.b.block());
  let fallback = after;
  const { yields, labels } = c;
  c.labels = [];
  c.inScope(false, () => {
    for (const [i, clause] of clauses.entries())
      for (const label of c.parts(clause).filter((part) => c.type(part) === 'switch_label')) {
        if (c.hasToken(label, 'default') || /^default\b|,\s*default\b/.test(c.tree.textOf(label))) fallback = blocks[i];
        tests(c, label, subject, blocks[i]);
      }
    c.b.jump(c.at(body), fallback);
    c.yields = { result, after };
    c.fn.jumps.push({ kind: 'switch', labels: [], breakTo: after, continueTo: -1 });
    for (const [i, clause] of clauses.entries()) {
      c.b.enter(blocks[i]);
      if (c.type(clause) === 'switch_rule') ruleBody(c, clause);
      else groupBody(c, clause);
      if (!c.b.ended) c.b.jump(endOf(c, clause), c.type(clause) === 'switch_rule' ? after : (blocks[i + 1] ?? after));
    }
    c.fn.jumps.pop();
  });
  c.yields = yields;
  c.labels = labels;
  c.b.enter(after);
  return c.b.get(at, result);
}

/** What an arrow leads to: its value is the value of the whole. */
function ruleBody(c: Context, n: number): void {
  const body = c.parts(n).at(-1);
  if (body === undefined || c.type(body) === 'switch_label') return;
  const value = c.type(body) === 'expression_statement' ? c.firstPart(body) : -1;
  if (value < 0 || !c.yields) {
    c.statement(body);
    return;
  }
  c.set(c.at(value), c.yields.result, c.expression(value));
}

function groupBody(c: Context, n: number): void {
  for (const part of c.parts(n)) if (c.type(part) !== 'switch_label') c.statement(part);
}

function tests(c: Context, label: number, subject: Reg, then: number): void {
  let guard = -1;
  const values: number[] = [];
  for (const part of c.parts(label)) {
    if (c.type(part) === 'guard') guard = c.firstPart(part);
    else values.push(part);
  }
  for (const value of values) {
    const next = c.b.block();
    const at = c.at(value);
    const matched = guard < 0 ? then : c.b.block();
    if (c.type(value) === 'pattern' || c.type(value) === 'type_pattern' || c.type(value) === 'record_pattern') {
      bindPattern(c, value, subject);
      // Whether it matches is not known.
      c.b.branch(at, c.b.binary(at, 'instanceof', subject, c.b.constant(at, undefined)), matched, next);
    } else c.b.branch(at, c.b.binary(at, '===', subject, constant(c, value)), matched, next);
    if (guard >= 0) {
      c.b.enter(matched);
      condition(c, guard, then, next);
    }
    c.b.enter(next);
  }
}

/** `case RED:` names a constant of the subject's own type. */
function constant(c: Context, n: number): Reg {
  if (c.type(n) === 'identifier' && !c.fieldHere(c.name(n)) && !c.find(c.name(n)) && !c.staticImports.has(c.name(n)))
    return c.b.constant(c.at(n), c.name(n));
  return c.expression(n);
}
