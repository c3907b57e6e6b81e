/** Operators: arithmetic, comparison, choices, and those that evaluate their right side only sometimes. */
import type { At, Reg, Var } from '../../ir/types';
import type { Context } from './context';
import { bindPattern } from './patterns';
import type { ExpressionHandler } from './tables';
import { nameText, typed } from './types';

export const OPERATORS: Readonly<Record<string, ExpressionHandler>> = {
  binary_expression: binary,
  unary_expression(c, n) {
    const operand = c.child(n, c.fields.operand);
    return operand < 0 ? c.mixOfParts(n) : c.b.unary(c.at(n), operatorOf(c, n), c.expression(operand));
  },
  ternary_expression: ternary,
  instanceof_expression(c, n) {
    const left = c.child(n, c.fields.left);
    if (left < 0) return c.mixOfParts(n);
    const value = c.expression(left);
    const at = c.at(n);
    const pattern = c.child(n, c.fields.pattern);
    const type = c.child(n, c.fields.right);
    const tested = pattern >= 0 ? c.firstPart(pattern) : type;
    const reg = c.b.binary(at, 'instanceof', value, c.b.constant(tested < 0 ? at : c.at(tested), tested < 0 ? '' : nameText(c, tested)));
    if (pattern >= 0) bindPattern(c, pattern, value);
    const name = c.child(n, c.fields.name);
    if (name >= 0 && c.type(name) === 'identifier') {
      const place = c.at(name);
      c.declareSet(place, c.declare(c.scope, c.name(name), place), typed(c, type, value, name));
    }
    return reg;
  },
};

export function operatorOf(c: Context, n: number): string {
  const operator = c.child(n, c.fields.operator);
  return operator < 0 ? '' : c.type(operator);
}

export function endOf(c: Context, n: number): At {
  const end = c.tree.end(n);
  return { start: end, end };
}

/** Ends the current block: goes to `then` where `n` is true, else to `otherwise`. */
export function condition(c: Context, n: number, then: number, otherwise: number): void {
  let test = n;
  let yes = then;
  let no = otherwise;
  for (;;) {
    const isNot = c.type(test) === 'unary_expression' && operatorOf(c, test) === '!';
    if (c.type(test) !== 'parenthesized_expression' && !isNot) break;
    const inner = isNot ? c.child(test, c.fields.operand) : c.firstPart(test);
    if (inner < 0) break;
    if (isNot) [yes, no] = [no, yes];
    test = inner;
  }
  const operator = c.type(test) === 'binary_expression' ? operatorOf(c, test) : '';
  if (operator !== '&&' && operator !== '||') {
    c.b.branch(c.at(test), c.expression(test), yes, no);
    return;
  }
  const operands = chain(c, test, operator);
  const lowered = c.deeper(test, () => {
    for (let i = 0; i < operands.length - 1; i++) {
      const next = c.b.block();
      if (operator === '&&') condition(c, operands[i], next, no);
      else condition(c, operands[i], yes, next);
      c.b.enter(next);
    }
    condition(c, operands[operands.length - 1], yes, no);
  });
  if (!lowered) c.b.branch(c.at(test), c.b.constant(c.at(test), undefined), yes, no);
}

/** The operands of a chain of one operator, in order: they lean to the left. */
function chain(c: Context, n: number, operator: string): number[] {
  const operands: number[] = [];
  let current = n;
  while (c.type(current) === 'binary_expression' && operatorOf(c, current) === operator) {
    const left = c.child(current, c.fields.left);
    const right = c.child(current, c.fields.right);
    if (left < 0 || right < 0) break;
    operands.push(right);
    current = left;
  }
  operands.push(current);
  return operands.reverse();
}

/** Chains of one operator are lowered in a loop: they may be thousands long. */
function binary(c: Context, n: number): Reg {
  const operator = operatorOf(c, n);
  const operands = chain(c, n, operator);
  if (operands.length < 2) return c.mixOfParts(n);
  if (operator === '&&' || operator === '||') return logical(c, n, operator, operands);
  const start = c.tree.start(n);
  let left = c.expression(operands[0]);
  for (let i = 1; i < operands.length; i++) {
    const right = c.expression(operands[i]);
    const at = i === operands.length - 1 ? c.at(n) : { start, end: c.tree.end(operands[i]) };
    left = c.b.binary(at, COMPARISONS[operator] ?? operator, left, right);
  }
  return left;
}
const COMPARISONS: Readonly<Record<string, string>> = { '==': '===', '!=': '!==', '>>>': '>>' };

/** `a && b` where the value is wanted. */
function logical(c: Context, n: number, operator: string, operands: readonly number[]): Reg {
  const result = c.temporary(c.at(n));
  const after = c.b.block();
  for (const [i, operand] of operands.entries()) {
    const reg = c.expression(operand);
    const at = c.at(operand);
    c.set(at, result, reg);
    if (i === operands.length - 1) break;
    const next = c.b.block();
    if (operator === '&&') c.b.branch(at, reg, next, after);
    else c.b.branch(at, reg, after, next);
    c.b.enter(next);
  }
  c.b.jump(endOf(c, n), after);
  c.b.enter(after);
  return c.b.get(c.at(n), result);
}

/** `test ? a : b`, chains of any length. */
function ternary(c: Context, n: number): Reg {
  const at = c.at(n);
  const result = c.temporary(at);
  const after = c.b.block();
  for (let current = n; ; ) {
    const test = c.child(current, c.fields.condition);
    const other = c.child(current, c.fields.alternative);
    const then = c.b.block();
    const otherwise = c.b.block();
    if (test < 0) c.b.branch(at, c.b.constant(at, undefined), then, otherwise);
    else condition(c, test, then, otherwise);
    c.b.enter(then);
    arm(c, c.child(current, c.fields.consequence), result, after);
    c.b.enter(otherwise);
    if (other >= 0 && c.type(other) === 'ternary_expression') {
      current = other;
      continue;
    }
    arm(c, other, result, after);
    break;
  }
  c.b.enter(after);
  return c.b.get(at, result);
}

function arm(c: Context, n: number, result: Var, after: number): void {
  if (n >= 0) c.set(c.at(n), result, c.expression(n));
  c.b.jump(endOf(c, Math.max(n, 0)), after);
}
