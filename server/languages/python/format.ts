/** Texts that are put together by a pattern: `'…%s…' % values` and `'…{}…'.format(values)`. */
import type { Argument, Reg } from '../../ir/types';
import type { Context } from './context';
import { hasHoles, stringValue } from './strings';

/** The text of a literal, or undefined for anything else. */
export function literalText(c: Context, n: number): string | undefined {
  let inner = n;
  while (inner >= 0 && c.type(inner) === 'parenthesized_expression') inner = c.firstPart(inner);
  if (inner < 0) return undefined;
  if (c.type(inner) === 'string') return hasHoles(c, inner) ? undefined : stringValue(c, inner);
  if (c.type(inner) !== 'concatenated_string') return undefined;
  const parts = c.parts(inner);
  if (parts.some((part) => c.type(part) !== 'string' || hasHoles(c, part))) return undefined;
  return parts.map((part) => stringValue(c, part)).join('');
}

/** https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting */
const PERCENT = /%(?:\((\w+)\))?[#0\- +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlL]?([diouxXeEfFgGcrsab%])/g;

/** `left % right` where the pattern is written out; undefined where it asks for something that is not understood. */
export function percent(c: Context, n: number, pattern: string, right: number): Reg {
  const at = c.at(n);
  const inner = unwrap(c, right);
  const values = c.type(inner) === 'tuple' && !c.parts(inner).some((part) => c.type(part) === 'list_splat') ? c.parts(inner) : undefined;
  const regs = values?.map((value) => c.expression(value));
  const whole = regs === undefined ? c.expression(right) : -1;
  const isNamed = /%\(\w+\)/.test(pattern);
  const several = [...pattern.matchAll(PERCENT)].filter(([, , type]) => type !== '%').length > 1;
  const parts: Reg[] = [];
  let from = 0;
  let next = 0;
  const literal = (end: number): void => {
    if (end > from) parts.push(c.b.constant(at, pattern.slice(from, end)));
  };
  for (const match of pattern.matchAll(PERCENT)) {
    literal(match.index);
    from = match.index + match[0].length;
    const [, name, type] = match;
    if (type === '%') {
      parts.push(c.b.constant(at, '%'));
      continue;
    }
    let value: Reg;
    if (regs !== undefined) value = regs[next++] ?? c.b.constant(at, undefined);
    else if (isNamed && name !== undefined) value = c.b.field(at, whole, name);
    else value = several ? c.b.indexed(at, whole, c.b.constant(at, next++)) : whole;
    parts.push('diouxXeEfFgGc'.includes(type) ? c.b.unary(at, '+', value) : value);
  }
  literal(pattern.length);
  return c.b.concat(at, parts);
}

/** `'…{0}…{name.field}…'.format(…)` where the pattern is written out. */
export function format(c: Context, n: number, pattern: string, args: readonly Argument[]): Reg {
  const at = c.at(n);
  const positional = args.filter((arg) => arg.name === undefined && arg.spread !== true);
  const rest = args.filter((arg) => arg.spread === true).map((arg) => arg.value);
  const parts: Reg[] = [];
  let from = 0;
  let next = 0;
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push(c.b.constant(at, text));
    text = '';
  };
  for (const match of pattern.matchAll(/\{\{|\}\}|\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g)) {
    text += pattern.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] === undefined) {
      text += match[0][0];
      continue;
    }
    flush();
    const [, name, below, spec] = /^(\w*)((?:\.\w+|\[[^\]]*\])*)(?:![rsa])?(?::(.*))?$/s.exec(match[1]) ?? [];
    let value: Reg | undefined;
    if (name === undefined) value = undefined;
    else if (name === '') value = positional[next++]?.value;
    else if (/^\d+$/.test(name)) value = positional[Number(name)]?.value;
    else value = args.find((arg) => arg.name === name)?.value;
    value ??= rest.length > 0 ? member(c, n, rest, name ?? '') : c.b.constant(at, undefined);
    for (const [, field, index] of (below ?? '').matchAll(/\.(\w+)|\[([^\]]*)\]/g)) value = c.b.field(at, value, field ?? index);
    parts.push(spec !== undefined && /[bcdeEfFgGnoxX%]$/.test(spec) ? c.b.unary(at, '+', value) : value);
  }
  text += pattern.slice(from);
  flush();
  return c.b.concat(at, parts);
}

/** A value out of `*values` or `**values`. */
function member(c: Context, n: number, rest: readonly Reg[], name: string): Reg {
  const at = c.at(n);
  const found = rest.map((reg) => (/^[A-Za-z_]/.test(name) ? c.b.field(at, reg, name) : c.b.element(at, reg)));
  return c.mix(n, found);
}

function unwrap(c: Context, n: number): number {
  let inner = n;
  while (c.type(inner) === 'parenthesized_expression') {
    const next = c.firstPart(inner);
    if (next < 0) break;
    inner = next;
  }
  return inner;
}
