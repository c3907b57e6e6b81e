/** Functions that a call may run: what it calls, and what lists and objects that it is given hold. */
import type { Frame } from '../frame';
import type { FunctionValue, Value } from '../values';

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
