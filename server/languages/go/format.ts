/** Patterns of texts, `fmt.Sprintf("%s …", value)`, taken apart: https://pkg.go.dev/fmt#hdr-Printing */
import type { At, Reg } from '../../ir/types';
import type { Context } from './context';
import { stringValue } from './literals';

/** Formats that only a number or a truth value can be written in, or that leave only digits of anything else. */
const NUMBERS = new Set('b c d e E f F g G o O t U x X p'.split(' '));

/** The text a node is, where it is written out: literals, and sums of them. */
export function literalText(c: Context, n: number): string | undefined {
  let text = '';
  const open = [n];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    switch (c.type(node)) {
      case 'interpreted_string_literal':
      case 'raw_string_literal':
        text += stringValue(c, node);
        break;
      case 'parenthesized_expression': {
        const inner = c.firstPart(node);
        if (inner < 0) return undefined;
        open.push(inner);
        break;
      }
      case 'binary_expression': {
        const left = c.child(node, c.fields.left);
        const right = c.child(node, c.fields.right);
        const operator = c.child(node, c.fields.operator);
        if (left < 0 || right < 0 || operator < 0 || c.type(operator) !== '+') return undefined;
        open.push(right, left);
        break;
      }
      default:
        return undefined;
    }
  }
  return text;
}

/** The pieces of a pattern with its values; what no place takes comes last. */
export function formatted(c: Context, at: At, pattern: string, values: readonly Reg[]): Reg {
  const parts: Reg[] = [];
  const verb = /%(?:%|[-+# 0]*(\*|\d+)?(?:\.(\*|\d+)?)?(?:\[(\d+)\])?([a-zA-Z]))/g;
  let from = 0;
  let next = 0;
  const literal = (text: string): void => {
    if (text !== '') parts.push(c.b.constant(at, text));
  };
  for (const match of pattern.matchAll(verb)) {
    literal(pattern.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[0] === '%%') {
      literal('%');
      continue;
    }
    if (match[1] === '*') next++;
    if (match[2] === '*') next++;
    if (match[3] !== undefined) next = Number(match[3]) - 1;
    const value = values[next++];
    if (value === undefined) continue;
    parts.push(NUMBERS.has(match[4]) ? c.b.unary(at, '+', value) : value);
  }
  literal(pattern.slice(from));
  parts.push(...values.slice(Math.max(next, 0)));
  return c.b.concat(at, parts);
}
