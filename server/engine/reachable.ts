/** What of a module others can get at: functions that its exports are, hold, give back or hand on. */
import type { ClassRecord, Summary } from './summary';
import type { FunctionValue, Value } from './values';

const MAX_DEPTH = 40;

/** Indices of functions and classes of `file`, ascending. */
export function reachable(
  file: string,
  exports: Iterable<Value>,
  classes: readonly (ClassRecord | undefined)[],
  summaryOf: (index: number) => Summary | undefined,
): { readonly functions: readonly number[]; readonly classes: readonly number[] } {
  const functions = new Set<number>();
  const known = new Set<number>();
  const queue: number[] = [];
  const seen = new Set<object>();

  const value = (v: Value, depth: number): void => {
    if (depth > MAX_DEPTH || seen.has(v)) return;
    seen.add(v);
    for (const f of v.functions) code(f, depth);
    for (const c of v.classes) code(c, depth);
    for (const field of v.fields?.values() ?? []) value(field, depth + 1);
  };
  const code = (f: FunctionValue, depth: number): void => {
    if (f.self) value(f.self, depth + 1);
    if (f.parent) value(f.parent, depth + 1);
    for (const bound of f.bound?.values() ?? []) value(bound, depth + 1);
    if (f.file !== file) return;
    if (f.kind === 'function') add(f.index);
    else cls(f.index);
  };
  const cls = (index: number): void => {
    const record = classes[index];
    if (!record || known.has(index)) return;
    known.add(index);
    for (const m of record.members.values()) add(m.func);
    for (const i of record.initializers) add(i.func);
    add(record.constructorFunc);
  };
  const add = (index: number): void => {
    if (index < 0 || functions.has(index)) return;
    functions.add(index);
    queue.push(index);
  };

  for (const v of exports) value(v, 0);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const summary = summaryOf(next);
    if (!summary) continue;
    value(summary.returns, 0);
    for (const e of summary.effects) value(e.value, 0);
    for (const s of summary.sinks) value(s.value, 0);
    for (const c of summary.calls) {
      value(c.callee, 0);
      if (c.self) value(c.self, 0);
      for (const a of c.args) value(a.value, 0);
    }
  }
  const ascending = (indices: ReadonlySet<number>): readonly number[] => [...indices].sort((a, b) => a - b);
  return { functions: ascending(functions), classes: ascending(known) };
}
