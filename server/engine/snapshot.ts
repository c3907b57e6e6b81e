/** Turns values of a running function into values that outlive it: objects become plain fields, closures take their variables along. */
import type { Frame } from './frame';
import { copyOf, type FunctionValue, join as joinOf, UNKNOWN, type Value, withBound, withReceiver } from './values';

const MAX_DEPTH = 4;

/** Values known to hold no object of any running function. */
const settled = new WeakSet<Value>();

export class Snapshot {
  private readonly known = new Map<Value, Value>();
  private readonly closures = new Map<FunctionValue, FunctionValue>();
  private readonly open = new Set<number>();

  constructor(private readonly frame: Frame) {}

  freeze(value: Value, depth = 0): Value {
    if (value.objects.length === 0 && value.functions.length === 0 && value.fields === undefined) return value;
    if (settled.has(value)) return value;
    const done = this.known.get(value);
    if (done) return done;
    const frozen = this.make(value, depth);
    if (this.isSettled(frozen)) settled.add(frozen);
    if (depth === 0 || frozen.fields === undefined) this.known.set(value, frozen);
    return frozen;
  }

  /** Met again, it need not be gone through: no closure in it shares variables with a function that still runs. */
  private isSettled(value: Value): boolean {
    if (value.objects.length > 0) return false;
    if (this.frame.func.index === 0) return true;
    if (value.functions.length > 0) return false;
    for (const field of value.fields?.values() ?? []) {
      if (field.functions.length > 0 || (field.fields && !settled.has(field)) || field.objects.length > 0) return false;
    }
    return true;
  }

  private make(value: Value, depth: number): Value {
    const functions = value.functions.map((f) => this.close(f, depth));
    const out = copyOf(value);
    out.functions = functions;
    if (value.objects.length === 0 && !value.fields) return out;
    out.objects = [];
    const fields = new Map<string, Value>();
    let complete = value.fields ? value.complete : true;
    let classes = value.classes;
    if (depth >= MAX_DEPTH) {
      out.fields = undefined;
      out.complete = false;
      return out;
    }
    for (const [name, field] of value.fields ?? []) fields.set(name, this.freeze(field, depth + 1));
    for (const id of value.objects) {
      const object = this.frame.state.object(id);
      if (!object) continue;
      complete &&= object.complete;
      if (object.class && !classes.some((c) => c.file === object.class?.file && c.index === object.class.index))
        classes = [...classes, object.class];
      if (this.open.has(id)) continue;
      this.open.add(id);
      for (const [name, field] of object.fields) {
        const frozen = this.freeze(field, depth + 1);
        const before = fields.get(name);
        fields.set(name, before && before !== frozen ? joinOf(before, frozen) : frozen);
      }
      this.open.delete(id);
    }
    out.fields = fields;
    out.complete = complete;
    out.classes = classes;
    return out;
  }

  /** A closure that leaves the function whose variables it uses takes their values with it. */
  private close(fn: FunctionValue, depth: number): FunctionValue {
    const { frame } = this;
    const self = fn.self && this.freeze(fn.self, depth + 1);
    if (fn.file !== frame.module.file || fn.kind === 'class') return self === fn.self ? fn : withReceiver(fn, self);
    const info = frame.env.functionInfo(fn.file, fn.index);
    const mine = info?.free.filter((f) => f.func === frame.func.index) ?? [];
    if (mine.length === 0 || frame.func.index === 0) return self === fn.self ? fn : withReceiver(fn, self);
    const known = this.closures.get(fn);
    if (known) return known;
    const bound = new Map(fn.bound ?? []);
    const closed = withReceiver(withBound(fn, bound), self);
    this.closures.set(fn, closed);
    if (depth < MAX_DEPTH) {
      for (const { func, var: variable } of mine) {
        const value = variable < 0 ? frame.thisValue() : (frame.state.variable(variable) ?? UNKNOWN);
        bound.set(frame.captureKey(fn.file, func, variable), this.freeze(value, depth + 1));
      }
    }
    return closed;
  }
}
