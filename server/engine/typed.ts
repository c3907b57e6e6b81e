/** What a declared type adds to a value: what the type is known by, and what everything declared so has been through. */
import type { PathNode } from './paths';
import { join, UNKNOWN, type Value, withConsts, withFacts, withMask, withTaints } from './values';

/** What is read there, known to be what models say is always there. */
export function held(path: PathNode, value: Value): Value {
  const { constant } = path;
  return constant === undefined ? value : withConsts(value, [constant]);
}

/** Bits of everything that is declared to be of these types. */
export function declaredBits(declared: Value): number {
  return declared === UNKNOWN ? 0 : declared.paths.reduce((mask, p) => (p.parent ? mask : mask | p.valueFacts.mask), 0);
}

/** The value as declared; `kept` when nothing is known of the type. */
export function typed(kept: Value, value: Value, declared: Value): Value {
  if (declared === UNKNOWN) return kept;
  // What a condition kept in a variable shows, it shows whatever the variable's type.
  const joined = join(value, withConsts(declared, value.consts));
  const both = joined.facts === value.facts ? joined : withFacts(joined, value.facts);
  const bits = declaredBits(declared);
  return bits === 0 ? both : withTaints(both, withMask(both.taints, bits));
}
