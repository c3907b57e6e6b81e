/** Operators: arithmetic, comparison, and those that evaluate their right side only sometimes. */
import type { At, Reg, Var } from '../../ir/types';
import type { Context } from './context';
import { literalText, percent } from './format';
import type { ExpressionHandler } from './tables';

export const OPERATORS: Readonly<Record<string, ExpressionHandler>> = {
  binary_operator: binary,
  boolean_operator: (c, n) => logical(c, n, operatorOf(c, n)),
  comparison_operator: comparison,
  conditional_expression: conditional,
  not_operator(c, n) {
    const argument = c.child(n, c.fields.argument);
    return argument < 0 ? c.mixOfParts(n) : c.b.unary(c.at(n), '!', c.expression(argument));
  },
  unary_operator(c, n) {
    const argument = c.child(n, c.fields.argument);
    return argument < 0 ? c.mixOfParts(n) : c.b.unary(c.at(n), operatorOf(c, n), c.expression(argument));
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
    const type = c.type(test);
    if (type !== 'parenthesized_expression' && type !== 'not_operator') break;
    const inner = type === 'not_operator' ? c.child(test, c.fields.argument) : c.firstPart(test);
    if (inner < 0) break;
    if (type === 'not_operator') [yes, no] = [no, yes];
    test = inner;
  }
  const operator = c.type(test) === 'boolean_operator' ? operatorOf(c, test) : '';
  if (operator === '') {
    c.b.branch(c.at(test), c.expression(test), yes, no);
    return;
  }
  const operands = chain(c, test, 'boolean_operator', operator);
  const lowered = c.deeper(test, () => {
    for (let i = 0; i < operands.length - 1; i++) {
      const next = c.b.block();
      if (operator === 'and') condition(c, operands[i], next, no);
      else condition(c, operands[i], yes, next);
      c.b.enter(next);
    }
    condition(c, operands[operands.length - 1], yes, no);
  });
  if (!lowered) c.b.branch(c.at(test), c.b.constant(c.at(test), undefined), yes, no);
}

/** `a and b`, `a or b` where the value is wanted. */
function logical(c: Context, n: number, operator: string): Reg {
  const operands = chain(c, n, 'boolean_operator', operator);
  const result = c.temporary(c.at(n));
  const after = c.b.block();
  for (let i = 0; i < operands.length; i++) {
    const reg = c.expression(operands[i]);
    const at = c.at(operands[i]);
    c.set(at, result, reg);
    if (i === operands.length - 1) break;
    const next = c.b.block();
    if (operator === 'and') c.b.branch(at, reg, next, after);
    else c.b.branch(at, reg, after, next);
    c.b.enter(next);
  }
  c.b.jump(endOf(c, n), after);
  c.b.enter(after);
  return c.b.get(c.at(n), result);
}

/** `a if test else b`, chains of any length. */
function conditional(c: Context, n: number): Reg {
  const at = c.at(n);
  const result = c.temporary(at);
  const after = c.b.block();
  for (let current = n; ; ) {
    const [value, test, other] = c.parts(current);
    const then = c.b.block();
    const otherwise = c.b.block();
    if (test === undefined) c.b.branch(at, c.b.constant(at, undefined), then, otherwise);
    else condition(c, test, then, otherwise);
    c.b.enter(then);
    arm(c, value, result, after);
    c.b.enter(otherwise);
    if (other !== undefined && c.type(other) === 'conditional_expression') {
      current = other;
      continue;
    }
    arm(c, other, result, after);
    break;
  }
  c.b.enter(after);
  return c.b.get(at, result);
}

function arm(c: Context, n: number | undefined, result: Var, after: number): void {
  if (n !== undefined) c.set(c.at(n), result, c.expression(n));
  c.b.jump(endOf(c, n ?? 0), after);
}

/** The operands of a chain of one operator, in order: they lean to the left. */
function chain(c: Context, n: number, type: string, operator: string): number[] {
  const operands: number[] = [];
  let current = n;
  while (c.type(current) === type && operatorOf(c, current) === operator) {
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
  const operands = operator === '**' ? bothOf(c, n) : chain(c, n, 'binary_operator', operator);
  if (operands.length < 2) return c.mixOfParts(n);
  if (operator === '%') return modulo(c, n, operands);
  const start = c.tree.start(n);
  let left = c.expression(operands[0]);
  for (let i = 1; i < operands.length; i++) {
    const right = c.expression(operands[i]);
    const at = i === operands.length - 1 ? c.at(n) : { start, end: c.tree.end(operands[i]) };
    left = combined(c, at, operator, left, right);
  }
  return left;
}

function bothOf(c: Context, n: number): number[] {
  const left = c.child(n, c.fields.left);
  const right = c.child(n, c.fields.right);
  return left < 0 || right < 0 ? [] : [left, right];
}

/** What an operator makes of two values. Other types than numbers give these a meaning of their own: paths, sets, conditions of queries. */
export function combined(c: Context, at: At, operator: string, left: Reg, right: Reg): Reg {
  switch (operator) {
    case '/':
      return method(c, at, left, '__truediv__', right);
    case '|':
      return method(c, at, left, '__or__', right);
    case '&':
      return method(c, at, left, '__and__', right);
    case '%':
      return method(c, at, left, '__mod__', right);
    case '*':
      return method(c, at, left, '__mul__', right);
    case '@':
      return c.b.mix(at, [left, right]);
    case '//':
      return c.b.binary(at, '/', left, right);
    default:
      return c.b.binary(at, operator, left, right);
  }
}

function method(c: Context, at: At, left: Reg, name: string, right: Reg): Reg {
  return c.b.call(at, c.b.field(at, left, name), [{ value: right }], left);
}

/** `pattern % values`, or the rest of a division. */
function modulo(c: Context, n: number, operands: readonly number[]): Reg {
  const pattern = literalText(c, operands[0]);
  if (pattern !== undefined && operands.length === 2) return percent(c, n, pattern, operands[1]);
  let left = c.expression(operands[0]);
  for (const operand of operands.slice(1)) left = combined(c, c.at(n), '%', left, c.expression(operand));
  return left;
}

const COMPARISONS: Readonly<Record<string, string>> = { is: '===', '<>': '!=', 'is not': '!==' };

/** `a < b <= c` is `a < b and b <= c`, with `b` evaluated once. */
function comparison(c: Context, n: number): Reg {
  const at = c.at(n);
  const operators: string[] = [];
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i))
    if (c.fieldOf(i) === c.fields.operators) operators.push(c.tree.textOf(i).replaceAll(/\s+/g, ' '));
  const operands = c.parts(n).filter((part) => c.fieldOf(part) !== c.fields.operators);
  if (operands.length < 2) return c.mixOfParts(n);
  let left = c.expression(operands[0]);
  if (operands.length === 2) return compared(c, at, operators[0] ?? '==', left, c.expression(operands[1]));
  const result = c.temporary(at);
  const after = c.b.block();
  for (let i = 1; i < operands.length; i++) {
    const right = c.expression(operands[i]);
    const reg = compared(c, at, operators[i - 1] ?? '==', left, right);
    c.set(at, result, reg);
    left = right;
    if (i === operands.length - 1) break;
    const next = c.b.block();
    c.b.branch(at, reg, next, after);
    c.b.enter(next);
  }
  c.b.jump(endOf(c, n), after);
  c.b.enter(after);
  return c.b.get(at, result);
}

function compared(c: Context, at: At, operator: string, left: Reg, right: Reg): Reg {
  if (operator === 'not in') return c.b.unary(at, '!', c.b.binary(at, 'in', left, right));
  return c.b.binary(at, COMPARISONS[operator] ?? operator, left, right);
}
