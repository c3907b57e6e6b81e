/** Functions and classes of the program, called: their summaries with the caller's values put in. */
import type { Instr } from '../ir/types';
import { ELEMENTS, loadElement } from './access';
import { MAX_CALL_DEPTH } from './calls';
import type { Frame } from './frame';
import { isClosed, Substitution } from './substitution';
import type { ArgumentValue, Summary } from './summary';
import { type FunctionValue, join, NOTHING, type Site, UNKNOWN, type Value } from './values';

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
  if (isInert(summary) && (!wanted || isClosed(summary.returns))) {
    frame.depth--;
    return summary.returns;
  }
  const values = parameters(frame, args, info.arity, info.rest);
  const message = `passed to ${info.name || name || 'a function'}`;
  const substitution = new Substitution(frame, values, self ?? fn.self, fn.bound, site, message, info.params);
  substitution.effects(summary);
  const result = wanted ? substitution.value(summary.returns) : UNKNOWN;
  frame.depth--;
  if (summary.noReturn && !info.lexicalThis) frame.stopped = frame.depth === 1 || frame.stopped;
  return result;
}

/** Calling it does nothing but return. */
function isInert(summary: Summary): boolean {
  return !summary.noReturn && summary.effects.length + summary.sinks.length + summary.calls.length + summary.refined.length === 0;
}

function parameters(frame: Frame, args: readonly ArgumentValue[], arity: number, rest: number): Value[] {
  const values: Value[] = [];
  let spread: Value | undefined;
  for (const arg of args) {
    if (arg.spread) spread = spread ? join(spread, loadElement(frame, arg.value, arg.site)) : loadElement(frame, arg.value, arg.site);
    else values.push(spread ? join(spread, frame.refined(arg.value)) : frame.refined(arg.value));
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
    values[rest] = { ...NOTHING, fields, complete: !spread };
    values.length = rest + 1;
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
  const instance: Value = { ...NOTHING, objects: [id], paths: parentPaths };
  // Constructors run from the base down; a class without one passes its arguments on.
  const chain: FunctionValue[] = [];
  for (let c: FunctionValue | undefined = cls; c && chain.length < 8; ) {
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
      if (object) frame.state.setObject(id, { ...object, fields: new Map(object.fields).set(name, value) });
    }
  }
  for (const c of [...chain].reverse()) {
    const record = env.classRecord(c.file, c.index);
    if (record && record.constructorFunc >= 0) {
      applyFunction(
        frame,
        { kind: 'function', file: c.file, index: record.constructorFunc, self: instance, bound: c.bound, parent: undefined },
        instance,
        args,
        site,
        record.name,
      );
      break;
    }
  }
  return instance;
}
