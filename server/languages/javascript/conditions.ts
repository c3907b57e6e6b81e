/** Conditions as branches, and the operators that evaluate their right side only sometimes. */
import type { Reg, Var } from '../../ir/types';
import type { Context } from './context';
import { endOf } from './statements';

/** Ends the current block: goes to `then` where `n` is truthy, else to `otherwise`. */
export function condition(c: Context, n: number, then: number, otherwise: number): void {
  let test = n;
  let yes = then;
  let no = otherwise;
  // `!` and parentheses, in any number.
  for (;;) {
    const type = c.type(test);
    if (type !== 'parenthesized_expression' && !(type === 'unary_expression' && operatorOf(c, test) === '!')) break;
    const inner = type === 'unary_expression' ? c.child(test, c.fields.argument) : c.firstPart(test);
    if (inner < 0) break;
    if (type === 'unary_expression') [yes, no] = [no, yes];
    test = inner;
  }
  const operator = c.type(test) === 'binary_expression' ? operatorOf(c, test) : '';
  if (operator !== '&&' && operator !== '||') {
    const reg = c.expression(test);
    c.b.branch(c.at(test), reg, yes, no);
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

/** `a && b`, `a || b`, `a ?? b` where the value is wanted. */
export function logical(c: Context, n: number, operator: string): Reg {
  const operands = chain(c, n, operator);
  const result = c.temporary(c.at(n));
  const after = c.b.block();
  for (let i = 0; i < operands.length; i++) {
    const reg = c.expression(operands[i]);
    const at = c.at(operands[i]);
    c.set(at, result, reg);
    if (i === operands.length - 1) break;
    const next = c.b.block();
    branchOn(c, operands[i], reg, operator, next, after);
    c.b.enter(next);
  }
  c.b.jump(endOf(c, n), after);
  c.b.enter(after);
  return c.b.get(c.at(n), result);
}

/** Goes to `next` where the right side of the operator is evaluated, else to `after`. */
export function branchOn(c: Context, n: number, reg: Reg, operator: string, next: number, after: number): void {
  const at = c.at(n);
  if (operator === '&&') c.b.branch(at, reg, next, after);
  else if (operator === '||') c.b.branch(at, reg, after, next);
  else c.b.branch(at, c.b.binary(at, '==', reg, c.b.constant(at, null)), next, after);
}

/** `a ? b : c`, chains of any length. */
export function ternary(c: Context, n: number): Reg {
  const at = c.at(n);
  const result = c.temporary(at);
  const after = c.b.block();
  for (let current = n; ; ) {
    const test = c.child(current, c.fields.condition);
    const consequence = c.child(current, c.fields.consequence);
    const alternative = c.child(current, c.fields.alternative);
    const then = c.b.block();
    const otherwise = c.b.block();
    if (test < 0) c.b.branch(at, c.b.constant(at, undefined), then, otherwise);
    else condition(c, test, then, otherwise);
    c.b.enter(then);
    arm(c, consequence, result, after);
    c.b.enter(otherwise);
    if (alternative >= 0 && c.type(alternative) === 'ternary_expression') {
      current = alternative;
      continue;
    }
    arm(c, alternative, result, after);
    break;
  }
  c.b.enter(after);
  return c.b.get(at, result);
}

function arm(c: Context, n: number, result: Var, after: number): void {
  if (n >= 0) c.set(c.at(n), result, c.expression(n));
  c.b.jump(endOf(c, Math.max(n, 0)), after);
}

/** The operands of a chain of one operator, in order: they lean to the left. */
export function chain(c: Context, n: number, operator: string): number[] {
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

export function operatorOf(c: Context, n: number): string {
  const operator = c.child(n, c.fields.operator);
  return operator < 0 ? '' : c.type(operator);
}
