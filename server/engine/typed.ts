/** What a declared type adds to a value: what the type is known by, and what everything declared so has been through. */
import type { Environment } from './environment';
import { type FunctionValue, join, UNKNOWN, type Value, withConsts, withMask, withTaints } from './values';

const MAX_ABOVE = 8;

/** Bits of everything that is declared to be of these types, or of classes under them. */
export function declaredBits(env: Environment, declared: Value): number {
  if (declared === UNKNOWN) return 0;
  let bits = declared.paths.reduce((mask, p) => (p.parent ? mask : mask | p.valueFacts.mask), 0);
  if (declared.classes.length === 0 || !env.paths.catalog.speaksOfMethods) return bits;
  for (const cls of declared.classes) {
    let current: FunctionValue | undefined = cls;
    for (let i = 0; current && i < MAX_ABOVE; i++) {
      const parent: Value | undefined = env.classField(current, '^parent');
      for (const path of parent?.paths ?? []) bits |= path.valueFacts.mask;
      current = parent?.functions.find((f) => f.kind === 'class');
    }
  }
  return bits;
}

/** The value as declared; `kept` when nothing is known of the type. */
export function typed(env: Environment, kept: Value, value: Value, declared: Value): Value {
  if (declared === UNKNOWN) return kept;
  const both = join(value, withConsts(declared, value.consts));
  const bits = declaredBits(env, declared);
  return bits === 0 ? both : withTaints(both, withMask(both.taints, bits));
}
