/** `String.format("…", …)` and `"…".formatted(…)` with a literal pattern: its pieces and values in order. */
import type { At, Reg } from '../../ir/types';
import { argumentsOf } from './calls';
import type { Context } from './context';
import { textValue } from './literals';

/** Undefined for all other calls. */
export function formatted(c: Context, n: number, name: string, object: number, argsNode: number): Reg | undefined {
  if (argsNode < 0) return undefined;
  if (name === 'formatted') {
    const pattern = literal(c, object);
    return pattern === undefined
      ? undefined
      : pieces(
          c,
          c.at(n),
          c.at(object),
          pattern,
          argumentsOf(c, argsNode).map((a) => a.value),
        );
  }
  if (name !== 'format' || c.type(object) !== 'identifier' || c.name(object) !== 'String') return undefined;
  const [first, ...rest] = c.parts(argsNode).filter((part) => !c.isSilent(part));
  const pattern = first === undefined ? undefined : literal(c, first);
  if (pattern === undefined) return undefined;
  return pieces(
    c,
    c.at(n),
    c.at(first),
    pattern,
    rest.map((part) => c.expression(part)),
  );
}

/** A literal, or several put together. */
function literal(c: Context, n: number): string | undefined {
  let text = '';
  let at = n;
  while (c.type(at) === 'parenthesized_expression') at = c.firstPart(at);
  while (at >= 0 && c.type(at) === 'binary_expression') {
    const right = c.child(at, c.fields.right);
    if (right < 0 || c.type(right) !== 'string_literal' || !c.hasToken(at, '+')) return undefined;
    text = textValue(c, right) + text;
    at = c.child(at, c.fields.left);
  }
  return at >= 0 && c.type(at) === 'string_literal' ? textValue(c, at) + text : undefined;
}

/** https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Formatter.html#syntax */
function pieces(c: Context, at: At, place: At, pattern: string, values: readonly Reg[]): Reg {
  const parts: Reg[] = [];
  let from = 0;
  let next = 0;
  const text = (to: number): void => {
    if (to > from) parts.push(c.b.constant(place, pattern.slice(from, to)));
  };
  for (const match of pattern.matchAll(/%(?:(\d+)\$|(<))?[-#+ 0,(]*\d*(?:\.\d+)?([a-zA-Z%])/g)) {
    text(match.index);
    from = match.index + match[0].length;
    const [, position, again, kind] = match;
    if (kind === '%' || kind === 'n') {
      parts.push(c.b.constant(place, kind === '%' ? '%' : '\n'));
      continue;
    }
    const index = position !== undefined ? Number(position) - 1 : again !== undefined ? Math.max(next - 1, 0) : next++;
    const value = values[index];
    if (value === undefined) continue;
    parts.push(/[doxXeEfgGaAc]/.test(kind) ? c.b.unary(at, '+', value) : value);
  }
  text(pattern.length);
  return c.b.concat(at, parts);
}
