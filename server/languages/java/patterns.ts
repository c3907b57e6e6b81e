/** Patterns of `instanceof` and `switch`: what they name is set, whether or not they match. */
import type { Reg } from '../../ir/types';
import type { Context } from './context';
import type { ExpressionHandler } from './tables';
import { typed } from './types';

export const PATTERNS: Readonly<Record<string, ExpressionHandler>> = {
  // These stand alone only in damaged text.
  pattern: nothing,
  type_pattern: nothing,
  record_pattern: nothing,
  record_pattern_body: nothing,
  record_pattern_component: nothing,
  guard: (c, n) => c.mixOfParts(n),
  switch_label: (c, n) => c.mixOfParts(n),
};

function nothing(c: Context, n: number): Reg {
  return c.b.constant(c.at(n), undefined);
}

export function bindPattern(c: Context, n: number, value: Reg): void {
  switch (c.type(n)) {
    case 'pattern': {
      const inner = c.firstPart(n);
      if (inner >= 0) c.deeper(n, () => bindPattern(c, inner, value));
      return;
    }
    case 'type_pattern':
    case 'record_pattern_component': {
      const parts = c.parts(n);
      const name = parts.at(-1) ?? -1;
      if (name < 0 || c.type(name) !== 'identifier') return;
      const at = c.at(name);
      c.declareSet(at, c.declare(c.scope, c.name(name), at), typed(c, parts.length > 1 ? parts[0] : -1, value, name));
      return;
    }
    case 'record_pattern': {
      const parts = c.parts(n);
      const body = parts.find((part) => c.type(part) === 'record_pattern_body') ?? -1;
      const type = parts[0] ?? -1;
      const name = type < 0 ? '' : c.name(type);
      const fields = [...(c.typeHere(name)?.fields ?? [])].filter(([, field]) => !field.static).map(([field]) => field);
      if (body < 0) return;
      for (const [i, part] of c.parts(body).entries()) {
        const field = fields[i];
        const at = c.at(part);
        const inner = field === undefined ? c.b.mix(at, [value]) : c.b.field(at, value, field);
        c.deeper(part, () => bindPattern(c, part, inner));
      }
    }
  }
}
