/** Functions and classes of the program, called: their summaries with the caller's values put in. */
import type { Instr } from '../ir/types';
import { ELEMENTS, elementAt, loadElement, loadField } from './access';
import { MAX_CALL_DEPTH } from './calls';
import { ofOwnObject } from './cells';
import { writtenOut } from './construct';
import type { Frame } from './frame';
import { Snapshot } from './snapshot';
import { withObjectFields } from './state';
import { isClosed, Substitution } from './substitution';
import type { ArgumentValue, FunctionInfo, Summary } from './summary';
import {
  constant,
  type FunctionValue,
  join,
  NOTHING,
  ofFields,
  ofObject,
  type Site,
  tainted,
  UNKNOWN,
  type Value,
  withBound,
  withPaths,
  withReceiver,
} from './values';
import { weightOf } from './weight';

/** What one function puts into summaries of others; past that, only what reaches sinks and what is returned is followed. */
const MAX_LOAD = 8000;

export function applyFunction(
  frame: Frame,
  fn: FunctionValue,
  self: Value | undefined,
  args: readonly ArgumentValue[],
  site: Site,
  name = '',
  wanted = true,
): Value {
  const { env } = frame;
  if (frame.depth > MAX_CALL_DEPTH) {
    frame.cut = true;
    return UNKNOWN;
  }
  const info = env.functionInfo(fn.file, fn.index);
  if (!info) return UNKNOWN;
  frame.depth++;
  const summary = env.summary(fn.file, fn.index);
  if (isInert(summary) && !frame.watch && (!wanted || isClosed(summary.returns))) {
    frame.depth--;
    return summary.returns;
  }
  const watch = frame.watch;
  frame.watch = undefined;
  const values = parameters(frame, [...aheadOf(fn, site), ...args], info);
  const message = `passed to ${info.name || name || 'a function'}`;
  const substitution = new Substitution(frame, values, self ?? fn.self, fn.bound, site, message, info.params);
  frame.load += weightOf(summary);
  let result = UNKNOWN;
  if (frame.load > MAX_LOAD) {
    frame.cut = true;
    substitution.sinks(summary);
    if (wanted) result = tainted(substitution.taints(summary.returns.taints, false));
  } else {
    substitution.effects(summary);
    if (watch) for (const given of summary.given) watch(substitution.value(given.value), given.site, info.name || name);
    if (wanted) result = substitution.value(summary.returns);
    if (frame.depth === 2) result = ofOwnObject(frame, result, self);
  }
  frame.depth--;
  return result;
}

/** What comes after a call of it is not reached. */
export function neverReturns({ env }: Frame, fn: FunctionValue): boolean {
  const info = fn.kind === 'function' ? env.functionInfo(fn.file, fn.index) : undefined;
  return info !== undefined && !info.lexicalThis && env.summary(fn.file, fn.index).noReturn;
}

/** Key under which an argument settled ahead is kept among the bound variables. */
const ahead = (index: number): string => `(${index}`;

/** The function with a receiver and first arguments that calls need not give. */
export function withAhead(frame: Frame, fn: FunctionValue, self: Value | undefined, given: readonly Value[]): FunctionValue {
  if (fn.kind === 'class' || (given.length === 0 && self === fn.self)) return fn;
  const bound = given.length === 0 ? fn.bound : new Map(fn.bound ?? []);
  const first = countAhead(fn);
  const snapshot = new Snapshot(frame);
  if (bound instanceof Map) for (const [i, value] of given.entries()) bound.set(ahead(first + i), snapshot.freeze(value));
  return withBound(withReceiver(fn, self), bound);
}

/** How many of its first arguments are settled. */
export function countAhead(fn: FunctionValue): number {
  let count = 0;
  while (fn.bound?.has(ahead(count))) count++;
  return count;
}

function aheadOf(fn: FunctionValue, site: Site): ArgumentValue[] {
  const out: ArgumentValue[] = [];
  for (let value = fn.bound?.get(ahead(0)); value; value = fn.bound?.get(ahead(out.length)))
    out.push({ value, site, spread: false, name: undefined });
  return out;
}

/** Calling it does nothing but return. */
function isInert(summary: Summary): boolean {
  return !summary.noReturn && summary.effects.length + summary.sinks.length + summary.calls.length + summary.refined.length === 0;
}

/** Values of the parameters, by position and by name. A list spread at the end gives each of them its own element. */
function parameters(frame: Frame, args: readonly ArgumentValue[], { arity, rest, names, params }: FunctionInfo): Value[] {
  const values: Value[] = [];
  let named: [number, Value][] | undefined;
  let others: Map<string, Value> | undefined;
  let whole: ArgumentValue | undefined;
  let spread: Value | undefined;
  for (const [i, arg] of args.entries()) {
    if (arg.name !== undefined) {
      const at = params.indexOf(arg.name);
      if (arg.spread) whole = arg;
      else if (at >= 0 && at !== rest && at !== names) {
        named ??= [];
        named.push([at, frame.refined(arg.value)]);
      } else {
        others ??= new Map();
        others.set(arg.name, frame.refined(arg.value));
      }
    } else if (!arg.spread) values.push(spread ? join(spread, frame.refined(arg.value)) : frame.refined(arg.value));
    else {
      const elements = spread ? undefined : writtenOut(frame, arg.value);
      if (elements) values.push(...elements);
      else {
        const known = spread || i < args.length - 1 ? 0 : (rest < 0 ? arity : rest) - values.length;
        for (let k = 0; k < known; k++) values.push(elementAt(frame, arg.value, k, arg.site));
        const any = loadElement(frame, arg.value, arg.site);
        spread = spread ? join(spread, any) : any;
      }
    }
  }
  if (spread) while (values.length < arity) values.push(spread);
  if (rest >= 0) {
    const tail = values.slice(rest);
    const fields = new Map<string, Value>(tail.map((v, i) => [String(i), v]));
    fields.set(
      ELEMENTS,
      join(
        tail.reduce((a, b) => join(a, b), NOTHING),
        spread ?? NOTHING,
      ),
    );
    if (!spread) fields.set('length', constant(tail.length, undefined));
    values[rest] = ofFields(fields, !spread);
    values.length = rest + 1;
  }
  if (whole) {
    named ??= [];
    const taken = named.map(([at]) => at);
    for (let at = values.length; at < arity; at++)
      if (at !== rest && at !== names && !taken.includes(at))
        named.push([at, loadField(frame, whole.value, params[at], whole.site, undefined)]);
  }
  if (names >= 0) {
    named ??= [];
    const gathered = ofFields(others ?? new Map(), !whole);
    named.push([names, whole ? join(gathered, whole.value) : gathered]);
  }
  for (const [at, value] of named ?? []) {
    while (values.length < at) values.push(constant(undefined, undefined));
    values[at] = value;
  }
  return values;
}

export function instantiateClass(
  frame: Frame,
  cls: FunctionValue,
  args: readonly ArgumentValue[],
  site: Site,
  instr: Instr | undefined,
): Value {
  const { env } = frame;
  const id = frame.allocate(instr, { fields: new Map(), class: cls, complete: false });
  const parentPaths = cls.parent?.paths.filter((p) => !p.isUnknown).map((p) => p.call(false, () => false)) ?? [];
  const instance: Value = withPaths(ofObject(id), parentPaths);
  // Constructors run from the base down; a class without one passes its arguments on.
  const chain: FunctionValue[] = [];
  for (let c: FunctionValue | undefined = cls; c && chain.length < MAX_ABOVE; ) {
    chain.unshift(c);
    c = env.classField(c, '^parent')?.functions.find((f) => f.kind === 'class');
  }
  for (const c of chain) {
    const record = env.classRecord(c.file, c.index);
    for (const { name, func, static: isStatic } of record?.initializers ?? []) {
      if (isStatic || func < 0) continue;
      const value = applyFunction(
        frame,
        { kind: 'function', file: c.file, index: func, self: instance, bound: c.bound, parent: undefined },
        instance,
        [],
        site,
      );
      const object = frame.state.object(id);
      if (object) frame.state.setObject(id, withObjectFields(object, new Map(object.fields).set(name, value)));
    }
  }
  constructOn(frame, cls, instance, args, site);
  return instance;
}

/** Runs the constructor on the object: of the class itself, or the nearest above it, to which it passes its arguments on. */
export function constructOn(frame: Frame, cls: FunctionValue, instance: Value, args: readonly ArgumentValue[], site: Site): void {
  const { env } = frame;
  let above = 0;
  for (let c: FunctionValue | undefined = cls; c && above < MAX_ABOVE; above++) {
    const record = env.classRecord(c.file, c.index);
    if (record && record.constructorFunc >= 0) {
      const fn: FunctionValue = {
        kind: 'function',
        file: c.file,
        index: record.constructorFunc,
        self: instance,
        bound: c.bound,
        parent: undefined,
      };
      applyFunction(frame, fn, instance, args, site, record.name);
      return;
    }
    c = env.classField(c, '^parent')?.functions.find((f) => f.kind === 'class');
  }
}
/** Classes looked at above one. */
const MAX_ABOVE = 8;
