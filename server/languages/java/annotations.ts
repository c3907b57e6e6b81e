/**
 * Annotations. They are calls of their type with named arguments; one on a method takes hold of the method by the member that is
 * named after what the method returns: `@GetMapping("/a") String show()` is `GetMapping("/a").String(show)`. One on a parameter
 * is called for what it fills in.
 */
import type { Argument, Reg } from '../../ir/types';
import type { Context } from './context';
import type { ExpressionHandler } from './tables';

export const ANNOTATIONS: Readonly<Record<string, ExpressionHandler>> = {
  annotation,
  marker_annotation: annotation,
  annotation_argument_list: (c, n) => c.mixOfParts(n),
  element_value_pair: (c, n) => c.mixOfParts(n),
  element_value_array_initializer: (c, n) =>
    c.b.array(
      c.at(n),
      c.parts(n).map((part) => ({ value: c.expression(part) })),
    ),
};

/** The language's own say nothing of values. */
const OWN = new Set([
  'Override',
  'Deprecated',
  'SuppressWarnings',
  'FunctionalInterface',
  'SafeVarargs',
  'Nullable',
  'NotNull',
  'Nonnull',
  'NonNull',
]);

export function annotation(c: Context, n: number): Reg {
  const name = c.child(n, c.fields.name);
  const at = c.at(n);
  if (name < 0) return c.mixOfParts(n);
  const list = c.child(n, c.fields.arguments);
  const args: Argument[] = [];
  for (const part of list < 0 ? [] : c.parts(list)) {
    if (c.type(part) !== 'element_value_pair') args.push({ value: c.expression(part), name: 'value' });
    else {
      const key = c.child(part, c.fields.key);
      const value = c.child(part, c.fields.value);
      if (value >= 0) args.push(key < 0 ? { value: c.expression(value) } : { value: c.expression(value), name: c.name(key) });
    }
  }
  const callee = c.type(name) === 'identifier' ? c.classValue(c.name(name), c.at(name)) : c.expression(name);
  return c.b.call(at, callee, args);
}

/** The annotations among a declaration's modifiers that may mean something to others. */
export function annotationsOf(c: Context, n: number): number[] {
  const out: number[] = [];
  for (const part of c.parts(n)) {
    if (c.type(part) === 'modifiers') out.push(...c.parts(part));
    else if (isAnnotation(c, part)) out.push(part);
  }
  return out.filter((part) => isAnnotation(c, part) && !OWN.has(nameOf(c, part)));
}

function isAnnotation(c: Context, n: number): boolean {
  return c.type(n) === 'annotation' || c.type(n) === 'marker_annotation';
}

function nameOf(c: Context, n: number): string {
  const name = c.child(n, c.fields.name);
  return name < 0 ? '' : c.name(name);
}

export function hasModifier(c: Context, n: number, word: string): boolean {
  return c.parts(n).some((part) => c.type(part) === 'modifiers' && c.hasToken(part, word));
}
