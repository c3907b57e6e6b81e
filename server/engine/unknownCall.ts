/** Calls of functions nothing is known about: by caution, what goes in may come out. */
import { deepTaints } from './access';
import { applyFunction } from './apply';
import type { CallSite } from './calls';
import { BEGINNING, MASK, WEAK } from './catalog';
import { untainted } from './conditions';
import type { Frame } from './frame';
import { functionsIn } from './places';
import { withObjectFields } from './state';
import type { ArgumentValue } from './summary';
import { traced } from './traces';
import {
  constant,
  copyOf,
  type FunctionValue,
  isRegex,
  join,
  joinTaints,
  masked,
  NOTHING,
  ofFunctions,
  type Taint,
  tainted,
  UNKNOWN,
  type Value,
  withConsts,
  withMask,
  withTaints,
} from './values';

/** First words of names of calls that look something up, ask or store: what they return is not what they were given. */
const LOOKUPS = new Set(
  'find get has is load lookup query fetch count exists check validate verify create insert save update delete remove add set put send can should list search select compare register init connect log emit on test equals'.split(
    ' ',
  ),
);

const MAX_WRAPPED = 4;

export function unknownCall(frame: Frame, c: CallSite, symbolic: boolean): Value {
  let returned: Value = NOTHING;
  const wrapped: FunctionValue[] = [];
  for (const arg of c.args) {
    for (const fn of functionsIn(frame, arg.value)) {
      if (fn.kind !== 'function') continue;
      if (wrapped.length < MAX_WRAPPED) wrapped.push(fn);
      if (symbolic) continue;
      const info = frame.env.functionInfo(fn.file, fn.index);
      const values: ArgumentValue[] = Array.from({ length: info?.arity ?? 0 }, () => ({
        value: UNKNOWN,
        site: arg.site,
        spread: false,
        name: undefined,
      }));
      returned = join(returned, applyFunction(frame, fn, fn.self, values, arg.site, c.name));
    }
  }
  const passed = withTaints(NOTHING, withMask(deepTaints(frame, returned), WEAK));
  const known = copyOf(UNKNOWN);
  known.functions = wrapped;
  const result = join(known, passed);
  return join(result, carried(frame, c));
}

/** A function that is given functions may give back one that calls them. */
export function functionsGiven(frame: Frame, c: CallSite): Value {
  const wrapped: FunctionValue[] = [];
  for (const arg of c.args)
    for (const fn of functionsIn(frame, arg.value)) if (fn.kind === 'function' && wrapped.length < MAX_WRAPPED) wrapped.push(fn);
  return wrapped.length === 0 ? UNKNOWN : withConsts(ofFunctions(wrapped), undefined);
}

/** Whoever is handed an object that nobody knows may change what it has begun with. */
export function forgetBegun(frame: Frame, { args }: CallSite): void {
  const { begun } = frame.env.paths.catalog;
  if (begun.size === 0) return;
  for (const id of args.flatMap((a) => a.value.objects)) {
    const object = frame.state.object(id);
    const known = object && [...begun].filter((name) => object.fields.has(name));
    if (!object || !known || known.length === 0) continue;
    const fields = new Map(object.fields);
    for (const name of known) fields.set(name, UNKNOWN);
    frame.state.setObject(id, withObjectFields(object, fields));
  }
}

/** An unknown function may give back what it was given. */
export function carried(frame: Frame, c: CallSite): Value {
  const word = /[A-Za-z]+$/.exec(c.name.replace(/[^\w]+$/, ''))?.[0] ?? '';
  const first = (/^[a-z]+|^[A-Z]+(?![a-z])|^[A-Z][a-z]*/.exec(word)?.[0] ?? '').toLowerCase();
  if (LOOKUPS.has(first) || /^(?:read|search|pick)(?:One|Many|All|By[A-Z]\w*)$/.test(word)) return UNKNOWN;
  let taints: readonly Taint[] = [];
  for (const arg of c.args) taints = joinTaints(taints, deepTaints(frame, arg.value, 2));
  if (c.self) taints = joinTaints(taints, c.self.taints);
  if (taints.length === 0) return UNKNOWN;
  const passed = taints.map((t) => masked(t, (t.mask & ~BEGINNING) | WEAK));
  return tainted(traced(passed, c.site, `through ${c.name}`));
}

export { constant, isRegex, MASK, untainted };
