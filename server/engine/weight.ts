/**
 * How much work it is to put a caller's values into a summary: the values in it that speak of inputs, each counted as often as
 * it is written out, so that the figure does not depend on which of them happen to be one object.
 */
import { isClosed } from './substitution';
import type { Summary } from './summary';
import type { Value } from './values';

/** Enough to say that it is much. */
const MAX_WEIGHT = 3000;

const ofSummaries = new WeakMap<Summary, number>();
const ofValues = new WeakMap<Value, number>();

export function weightOf(summary: Summary): number {
  const known = ofSummaries.get(summary);
  if (known !== undefined) return known;
  let sum = weight(summary.returns);
  for (const effect of summary.effects) sum += weight(effect.value);
  for (const { callee, self, args } of summary.calls) {
    sum += weight(callee) + (self ? weight(self) : 0);
    for (const arg of args) sum += weight(arg.value);
  }
  const out = Math.min(sum, MAX_WEIGHT);
  ofSummaries.set(summary, out);
  return out;
}

function weight(value: Value): number {
  if (isClosed(value)) return 0;
  if (!value.fields && value.functions.length === 0) return 1;
  const known = ofValues.get(value);
  if (known !== undefined) return known;
  // What holds itself has no end.
  ofValues.set(value, MAX_WEIGHT);
  let sum = 1;
  for (const field of value.fields?.values() ?? []) sum += weight(field);
  for (const { self, bound } of value.functions) {
    if (self) sum += weight(self);
    for (const taken of bound?.values() ?? []) sum += weight(taken);
  }
  const out = Math.min(sum, MAX_WEIGHT);
  ofValues.set(value, out);
  return out;
}
