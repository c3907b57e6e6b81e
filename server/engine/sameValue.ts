/** Whether two values say the same of what a register may hold, wherever their ways and places differ. */
import type { Fact, Facts, FunctionValue, Taint, Value } from './values';

const MAX_DEPTH = 5;

export function sameValue(a: Value, b: Value, depth = 0): boolean {
  if (a === b || depth > MAX_DEPTH) return true;
  return (
    sameTaints(a.taints, b.taints) &&
    sameList(a.paths, b.paths, (p, q) => p === q) &&
    sameConsts(a.consts, b.consts) &&
    sameList(a.objects, b.objects, (p, q) => p === q) &&
    a.complete === b.complete &&
    a.shape === b.shape &&
    a.separated === b.separated &&
    sameList(a.functions, b.functions, (f, g) => sameCode(f, g, depth)) &&
    sameList(a.classes, b.classes, (f, g) => sameCode(f, g, depth)) &&
    sameFacts(a.facts, b.facts) &&
    sameFacts(a.found, b.found) &&
    sameFields(a.fields, b.fields, depth)
  );
}

export function sameTaints(a: readonly Taint[], b: readonly Taint[]): boolean {
  return sameList(a, b, (t, u) => t.label === u.label && t.mask === u.mask);
}

function sameCode(a: FunctionValue, b: FunctionValue, depth: number): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.index !== b.index || a.file !== b.file) return false;
  return sameOptional(a.self, b.self, depth) && sameOptional(a.parent, b.parent, depth) && sameFields(a.bound, b.bound, depth);
}

function sameOptional(a: Value | undefined, b: Value | undefined, depth: number): boolean {
  return a === b || (a !== undefined && b !== undefined && sameValue(a, b, depth + 1));
}

function sameFields(a: ReadonlyMap<string, Value> | undefined, b: ReadonlyMap<string, Value> | undefined, depth: number): boolean {
  if (a === b) return true;
  if (!a || !b || a.size !== b.size) return false;
  for (const [name, value] of a) {
    const other = b.get(name);
    if (!other || !sameValue(value, other, depth + 1)) return false;
  }
  return true;
}

function sameFacts(a: Facts | undefined, b: Facts | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const same = (f: Fact, g: Fact): boolean => f.label === g.label && f.mask === g.mask;
  return sameList(a.whenTrue, b.whenTrue, same) && sameList(a.whenFalse, b.whenFalse, same);
}

function sameConsts(a: Value['consts'], b: Value['consts']): boolean {
  if (a === b) return true;
  return !!a && !!b && sameList(a, b, (x, y) => x === y || (isPattern(x) && isPattern(y) && x.regex === y.regex && x.flags === y.flags));
}

function isPattern(value: unknown): value is { regex: string; flags: string } {
  return typeof value === 'object' && value !== null;
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!same(a[i], b[i])) return false;
  return true;
}
