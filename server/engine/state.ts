/** What holds at one point of a function: its variables, its heap, and what conditions have shown. */
import { type FunctionValue, join, type Label, masked, meetMasks, type Value, withFields, withTaints } from './values';

export interface HeapObject {
  readonly fields: ReadonlyMap<string, Value>;
  readonly class: FunctionValue | undefined;
  /** Every key it has is in `fields`. */
  readonly complete: boolean;
  /** Several objects stand behind it (made in a loop): a store adds, it does not replace. */
  readonly many: boolean;
}

export function withObjectFields({ class: cls, complete, many }: HeapObject, fields: ReadonlyMap<string, Value>): HeapObject {
  return { fields, class: cls, complete, many };
}

export class State {
  private constructor(
    private vars: (Value | undefined)[],
    private heap: Map<number, HeapObject>,
    private refined: Map<Label, number> | undefined,
    private shared: boolean,
  ) {}

  static initial(variables: number): State {
    return new State(new Array(variables).fill(undefined), new Map(), undefined, false);
  }

  clone(): State {
    this.shared = true;
    return new State(this.vars, this.heap, this.refined, true);
  }

  private own(): void {
    if (!this.shared) return;
    this.vars = this.vars.slice();
    this.heap = new Map(this.heap);
    this.refined = this.refined && new Map(this.refined);
    this.shared = false;
  }

  variable(index: number): Value | undefined {
    return this.vars[index];
  }
  setVariable(index: number, value: Value): void {
    if (this.vars[index] === value) return;
    this.own();
    this.vars[index] = value;
  }

  object(id: number): HeapObject | undefined {
    return this.heap.get(id);
  }
  setObject(id: number, object: HeapObject): void {
    this.own();
    this.heap.set(id, object);
  }
  objects(): IterableIterator<[number, HeapObject]> {
    return this.heap.entries();
  }

  /** Puts `to` wherever `from` stands: in variables, and in fields of objects. */
  replace(from: Value, to: Value): void {
    this.own();
    for (let i = 0; i < this.vars.length; i++) {
      const value = this.vars[i];
      if (value) this.vars[i] = swapped(value, from, to, MAX_BELOW);
    }
    for (const [id, object] of this.heap) {
      const fields = swappedIn(object.fields, from, to, MAX_BELOW);
      if (fields !== object.fields) this.heap.set(id, withObjectFields(object, fields));
    }
  }

  /** Bits that conditions have shown for a label here. */
  refinement(label: Label): number {
    return this.refined?.get(label) ?? 0;
  }
  get isRefined(): boolean {
    return this.refined !== undefined && this.refined.size > 0;
  }
  refine(label: Label, mask: number): void {
    const before = this.refined?.get(label) ?? 0;
    if ((before | mask) === before) return;
    this.own();
    this.refined ??= new Map();
    this.refined.set(label, before | mask);
  }
  refinements(): readonly [Label, number][] {
    return this.refined ? [...this.refined] : [];
  }

  /** Takes in another way to the same point. True when that changed anything. */
  merge(other: State): boolean {
    let changed = false;
    const differ = this.refined !== other.refined;
    for (let i = 0; i < other.vars.length; i++) {
      const given = other.vars[i];
      const mine = this.vars[i];
      if (given === undefined || given === mine) continue;
      // What conditions have shown on one way alone stays with the values that come on that way.
      const theirs = differ ? shown(given, other) : given;
      const both = mine === undefined ? theirs : join(differ ? shown(mine, this) : mine, theirs);
      if (both !== mine) {
        this.own();
        this.vars[i] = both;
        changed = true;
      }
    }
    if (other.heap !== this.heap) {
      for (const [id, theirs] of other.heap) {
        const mine = this.heap.get(id);
        if (mine === theirs) continue;
        const both = mine ? joinObjects(mine, theirs) : theirs;
        if (both !== mine) {
          this.own();
          this.heap.set(id, both);
          changed = true;
        }
      }
    }
    if (this.refined && this.refined !== other.refined) {
      for (const [label, mask] of this.refined) {
        const kept = meetMasks(mask, other.refinement(label));
        if (kept !== mask) {
          this.own();
          if (kept === 0) this.refined.delete(label);
          else this.refined.set(label, kept);
          changed = true;
        }
      }
    }
    return changed;
  }
}

/** The value with what conditions have shown of its labels in that state. */
function shown(value: Value, state: State): Value {
  if (!state.isRefined || value.taints.length === 0) return value;
  let changed = false;
  const taints = value.taints.map((t) => {
    const mask = t.mask | state.refinement(t.label);
    if (mask === t.mask) return t;
    changed = true;
    return masked(t, mask);
  });
  return changed ? withTaints(value, taints) : value;
}

/** Fields below a value that are looked through for another. */
const MAX_BELOW = 2;

function swapped(value: Value, from: Value, to: Value, depth: number): Value {
  if (value === from) return to;
  if (!value.fields || depth === 0) return value;
  const fields = swappedIn(value.fields, from, to, depth - 1);
  return fields === value.fields ? value : withFields(value, fields, value.complete);
}

function swappedIn(fields: ReadonlyMap<string, Value>, from: Value, to: Value, depth: number): ReadonlyMap<string, Value> {
  let out: Map<string, Value> | undefined;
  for (const [name, value] of fields) {
    const other = swapped(value, from, to, depth);
    if (other === value) continue;
    out ??= new Map(fields);
    out.set(name, other);
  }
  return out ?? fields;
}

function joinObjects(a: HeapObject, b: HeapObject): HeapObject {
  let fields: Map<string, Value> | undefined;
  for (const [name, value] of b.fields) {
    const mine = a.fields.get(name);
    const both = mine ? join(mine, value) : value;
    if (both !== mine) {
      fields ??= new Map(a.fields);
      fields.set(name, both);
    }
  }
  const complete = a.complete && b.complete;
  const many = a.many || b.many;
  if (!fields && complete === a.complete && many === a.many) return a;
  return { fields: fields ?? a.fields, class: a.class ?? b.class, complete, many };
}
