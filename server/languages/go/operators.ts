/** Operators: arithmetic, comparison, and those that evaluate their right side only sometimes. */
import type { At, Reg } from '../../ir/types';
import type { Context } from './context';
import { isErrorName } from './errors';
import { unwrap } from './expressions';
import type { ExpressionHandler } from './tables';

export const OPERATORS: Readonly<Record<string, ExpressionHandler>> = {
  binary_expression: binary,
  unary_expression(c, n) {
    const operand = c.child(n, c.fields.operand);
    if (operand < 0) return c.mixOfParts(n);
    const value = c.expression(operand);
    switch (operatorOf(c, n)) {
      // An object and the way to it are the same here.
      case '&':
      case '*':
        return value;
      case '<-':
        return c.b.element(c.at(n), value);
      case '!':
        return c.b.unary(c.at(n), '!', value);
      case '^':
        return c.b.unary(c.at(n), '~', value);
      default:
        return c.b.unary(c.at(n), operatorOf(c, n) === '-' ? '-' : '+', value);
    }
  },
};

export function operatorOf(c: Context, n: number): string {
  const operator = c.child(n, c.fields.operator);
  return operator < 0 ? '' : c.type(operator);
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
  if (!lowered) c.b.branch(c.at(test), c.undecided(c.at(test)), yes, no);
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

function logical(c: Context, n: number, operator: string): Reg {
  const operands = chain(c, n, operator);
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
  c.b.jump(c.endOf(n), after);
  c.b.enter(after);
  return c.b.get(c.at(n), result);
}

/** Chains of one operator are lowered in a loop: they may be thousands long. */
function binary(c: Context, n: number): Reg {
  const operator = operatorOf(c, n);
  if (operator === '&&' || operator === '||') return logical(c, n, operator);
  if (operator === '==' || operator === '!=') {
    const compared = withNothing(c, n, operator);
    if (compared !== undefined) return compared;
  }
  const operands = chain(c, n, operator);
  if (operands.length < 2) return c.mixOfParts(n);
  const start = c.tree.start(n);
  let left = c.expression(operands[0]);
  for (let i = 1; i < operands.length; i++) {
    const right = c.expression(operands[i]);
    const at = i === operands.length - 1 ? c.at(n) : { start, end: c.tree.end(operands[i]) };
    left = combined(c, at, operator, left, right);
  }
  return left;
}

const SAME: Readonly<Record<string, string>> = { '==': '===', '!=': '!==', '&^': '&' };

export function combined(c: Context, at: At, operator: string, left: Reg, right: Reg): Reg {
  return c.b.binary(at, SAME[operator] ?? operator, left, right);
}

/** `err != nil`: an error is kept as whether there is none (see errors.ts). Undefined for all other comparisons. */
function withNothing(c: Context, n: number, operator: string): Reg | undefined {
  const left = c.child(n, c.fields.left);
  const right = c.child(n, c.fields.right);
  if (left < 0 || right < 0 || c.type(right) !== 'nil') return undefined;
  const subject = unwrap(c, left);
  if (c.type(subject) !== 'identifier' || !isError(c, c.name(subject))) return undefined;
  const value = c.expression(subject);
  return operator === '==' ? value : c.b.unary(c.at(n), '!', value);
}

function isError(c: Context, name: string): boolean {
  const type = c.typeOfVariable(name);
  return type?.from === 'name' && type.name === 'error' ? true : isErrorName(name) && c.find(name);
}
