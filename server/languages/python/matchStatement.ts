/** `match` as a chain of tests: what a pattern asks for is compared, what it names is set. */
import type { Reg } from '../../ir/types';
import type { Context } from './context';
import { condition, endOf } from './operators';
import type { StatementHandler } from './tables';
import { typeOf } from './types';

export const MATCH: Readonly<Record<string, StatementHandler>> = {
  match_statement(c, n) {
    const at = c.at(n);
    const subjects: number[] = [];
    for (let i = c.child(n, c.fields.subject); i >= 0; i = c.child(n, c.fields.subject, c.next(i))) subjects.push(i);
    const regs = subjects.map((subject) => c.expression(subject));
    const value =
      regs.length === 1
        ? regs[0]
        : c.b.array(
            at,
            regs.map((reg) => ({ value: reg })),
          );
    const body = c.child(n, c.fields.body);
    const after = c.b.block();
    for (const clause of body < 0 ? [] : c.parts(body)) {
      if (c.type(clause) === 'case_clause') caseClause(c, clause, value, after);
      else c.statement(clause);
    }
    if (!c.b.ended) c.b.jump(endOf(c, n), after);
    c.b.enter(after);
  },
  case_clause(c, n) {
    caseClause(c, n, c.b.constant(c.at(n), undefined), c.b.block());
  },
  case_pattern() {},
};

function caseClause(c: Context, n: number, subject: Reg, after: number): void {
  const next = c.b.block();
  const patterns = c.parts(n).filter((part) => c.type(part) === 'case_pattern');
  if (patterns.length === 1) test(c, patterns[0], subject, next);
  else
    for (const [i, pattern] of patterns.entries()) {
      const at = c.at(pattern);
      test(c, pattern, c.b.indexed(at, subject, c.b.constant(at, i)), next);
    }
  const guard = c.child(n, c.fields.guard);
  const inner = guard < 0 ? -1 : c.firstPart(guard);
  if (inner >= 0) {
    const then = c.b.block();
    condition(c, inner, then, next);
    c.b.enter(then);
  }
  const body = c.child(n, c.fields.consequence);
  if (body >= 0) c.statement(body);
  if (!c.b.ended) c.b.jump(endOf(c, n), after);
  c.b.enter(next);
}

/** Goes on where `subject` is as the pattern has it, else goes to `otherwise`. */
function test(c: Context, n: number, subject: Reg, otherwise: number): void {
  const at = c.at(n);
  switch (c.type(n)) {
    case 'case_pattern': {
      const inner = c.firstPart(n);
      if (inner >= 0) c.deeper(n, () => test(c, inner, subject, otherwise));
      else if (!/^\s*_\s*$/.test(c.tree.textOf(n))) unsure(c, n, otherwise);
      return;
    }
    case 'dotted_name': {
      const names = c.parts(n);
      if (names.length === 1) c.write(c.name(names[0]), at, subject);
      else equals(c, n, subject, c.expression(n), otherwise);
      return;
    }
    case 'as_pattern': {
      const [inner, name] = c.parts(n);
      if (inner !== undefined) c.deeper(n, () => test(c, inner, subject, otherwise));
      if (name !== undefined && c.type(name) === 'identifier') c.write(c.name(name), at, subject);
      return;
    }
    case 'union_pattern': {
      union(c, n, subject, otherwise);
      return;
    }
    case 'list_pattern':
    case 'tuple_pattern': {
      unsure(c, n, otherwise);
      c.parts(n).forEach((part, i) => {
        const value = isSplat(c, part) ? subject : c.b.indexed(c.at(part), subject, c.b.constant(c.at(part), i));
        c.deeper(part, () => test(c, part, value, otherwise));
      });
      return;
    }
    case 'splat_pattern': {
      const name = c.firstPart(n);
      if (name >= 0) c.write(c.name(name), at, subject);
      return;
    }
    case 'dict_pattern':
      dictPattern(c, n, subject, otherwise);
      return;
    case 'class_pattern':
      classPattern(c, n, subject, otherwise);
      return;
    case 'keyword_pattern': {
      const [name, value] = c.parts(n);
      if (name === undefined || value === undefined) return;
      const field = c.b.field(at, subject, c.name(name));
      c.deeper(n, () => test(c, value, field, otherwise));
      return;
    }
    default:
      equals(c, n, subject, c.expression(n), otherwise);
  }
}

function isSplat(c: Context, n: number): boolean {
  const inner = c.type(n) === 'case_pattern' ? c.firstPart(n) : n;
  return inner >= 0 && c.type(inner) === 'splat_pattern';
}

function equals(c: Context, n: number, subject: Reg, value: Reg, otherwise: number): void {
  const at = c.at(n);
  const then = c.b.block();
  c.b.branch(at, c.b.binary(at, '==', subject, value), then, otherwise);
  c.b.enter(then);
}

/** Whether it matches is not known. */
function unsure(c: Context, n: number, otherwise: number): void {
  const at = c.at(n);
  const then = c.b.block();
  c.b.branch(at, c.b.unary(at, 'typeof', c.b.constant(at, undefined)), then, otherwise);
  c.b.enter(then);
}

function union(c: Context, n: number, subject: Reg, otherwise: number): void {
  const then = c.b.block();
  const parts = c.parts(n);
  for (const [i, part] of parts.entries()) {
    const next = i === parts.length - 1 ? otherwise : c.b.block();
    c.deeper(part, () => test(c, part, subject, next));
    c.b.jump(endOf(c, part), then);
    if (next !== otherwise) c.b.enter(next);
  }
  c.b.enter(then);
}

function dictPattern(c: Context, n: number, subject: Reg, otherwise: number): void {
  unsure(c, n, otherwise);
  const end = c.next(n);
  let key: Reg = -1;
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (c.fieldOf(i) === c.fields.key) key = c.expression(i);
    else if (c.fieldOf(i) === c.fields.value) {
      const value = key < 0 ? subject : c.b.indexed(c.at(i), subject, key);
      c.deeper(i, () => test(c, i, value, otherwise));
    } else if (c.type(i) === 'splat_pattern') test(c, i, subject, otherwise);
  }
}

function classPattern(c: Context, n: number, subject: Reg, otherwise: number): void {
  const [name, ...parts] = c.parts(n);
  if (name === undefined) return;
  const at = c.at(n);
  const then = c.b.block();
  const type = c.expression(name);
  c.b.branch(at, c.b.binary(at, 'instanceof', subject, type), then, otherwise);
  c.b.enter(then);
  const ref = typeOf(c, name) ?? { from: 'name' as const, name: c.name(name) };
  const value = c.b.cast(at, subject, ref);
  for (const part of parts) {
    const inner = c.type(part) === 'case_pattern' ? c.firstPart(part) : part;
    if (inner >= 0) c.deeper(part, () => test(c, inner, value, otherwise));
  }
}
