/** Functions that a call may run: what it calls, and what lists and objects that it is given hold. */
import type { Frame } from '../../frame';
import type { FunctionValue, Value } from '../../values';
import { ACTS, type FunctionId, MADE_BY, type Ref, type RouteEvent } from '../facts';
import type { NotedCall, Reading } from './reading';

/** Factories that return what factories have made. */
const MAX_FACTORIES = 4;
/** Things in a list that may be functions. */
const MAX_HELD = 40;

/** Functions in a list or an object that is given. */
export function heldBy(frame: Frame, value: Value): readonly FunctionValue[] {
  const held = value.objects.flatMap((id) => [...(frame.state.object(id)?.fields.values() ?? [])]);
  return [...held, ...(value.fields?.values() ?? [])].slice(0, MAX_HELD).flatMap((v) => v.functions);
}

/** What runs when it is called: for a class its constructor, and what gives its fields their values. */
export function calledBy(frame: Frame, fn: FunctionValue): readonly FunctionValue[] {
  if (fn.kind === 'function') return [fn];
  const out: FunctionValue[] = [];
  for (let cls: FunctionValue | undefined = fn, depth = 0; cls && depth < 6; depth++) {
    const record = frame.env.classRecord(cls.file, cls.index);
    const of = cls;
    const run = (index: number): FunctionValue => ({ ...of, kind: 'function', index, self: undefined, parent: undefined });
    if (record && record.constructorFunc >= 0) out.unshift(run(record.constructorFunc));
    for (const init of [...(record?.initializers ?? [])].reverse()) if (!init.static && init.func >= 0) out.unshift(run(init.func));
    cls = frame.env.classField(cls, '^parent')?.functions.find((f) => f.kind === 'class');
  }
  return out;
}

/** Scopes that the call has made: each call of a factory makes one of its own. */
export function scopesMade(reading: Reading, c: NotedCall, result: Value): readonly { readonly key: string; readonly as: string }[] {
  const given = new Set([c.self, ...c.args.map((a) => a.value)].flatMap((v) => v?.paths ?? []));
  const here = reading.key(c.instr);
  return result.paths.flatMap((p) => {
    if (p.step.step !== 'instance' || given.has(p)) return [];
    const { key } = p.step;
    return key.split(MADE_BY).length > MAX_FACTORIES ? [] : [{ key, as: `${key}${MADE_BY}${here}` }];
  });
}

/** Functions of the program that a call runs, or may, and that do something that matters whoever asks for it. */
export function doers(frame: Frame, c: NotedCall): readonly FunctionId[] {
  const out = new Set<FunctionId>();
  const does = (fn: FunctionValue): boolean => ((frame.env.summary(fn.file, fn.index).routes?.acts ?? 0) & ACTS.does) !== 0;
  for (const fn of c.callee.functions)
    for (const target of calledBy(frame, fn)) if (does(target)) out.add(`${target.file}#${target.index}`);
  for (const { value } of c.args)
    for (const fn of value.functions) if (fn.kind === 'function' && does(fn)) out.add(`${fn.file}#${fn.index}`);
  return [...out];
}

/** An application hands itself to the functions that it is made with. */
export function madeBy(noted: readonly RouteEvent[]): Ref | undefined {
  const made = noted.find((e) => e.event === 'make' && e.role === 'application');
  return made?.event === 'make' ? { is: 'list', items: [{ is: 'scope', id: made.id }], complete: true } : undefined;
}
