/**
 * Which functions of a changed module have to be run again: those that are new or changed, and those that have used one that
 * now shows something else. Asked in the order in which functions use one another, so that each is run once at most.
 */
import type { Demand } from './demand';
import type { ModuleCode } from './environment';
import { valueHash } from './interfaceHash';
import type { Done } from './runs';
import { settleValue } from './settle';
import type { Value } from './values';

/** What is no longer as it was when the module was last analysed. */
export interface Changes {
  /** Functions whose code is the same. */
  readonly kept: ReadonlySet<number>;
  /** Functions there are. */
  readonly live: ReadonlySet<number>;
  /** Functions that are declared otherwise: other parameters, another owner. */
  readonly declarations: ReadonlySet<number>;
  readonly classes: ReadonlySet<number>;
  /** Other modules that show something else. */
  readonly files: ReadonlySet<string>;
}

/** Thrown when function by function would not lead to what a fresh start leads to. */
export class Tangled extends Error {
  constructor() {
    super('the module has to be analysed afresh');
  }
}

export class Renewal {
  /** Functions that show something else than before, or are gone. */
  readonly changed = new Set<number>();
  private readonly unsure: Set<number>;
  private readonly verifying = new Set<number>();

  constructor(
    private readonly demand: Demand,
    code: ModuleCode,
    private readonly changes: Changes,
  ) {
    const first: number[] = [];
    for (const done of [...demand.done]) {
      if (!done) continue;
      const isLive = changes.live.has(done.index) && code.functions[done.index].blocks.length > 0;
      if (!isLive) {
        this.changed.add(done.index);
        this.checkWrites(done.writes, NOTHING_WRITTEN);
      }
      if (!isLive || this.isChanged(done)) first.push(done.index);
    }
    this.unsure = new Set(demand.concerned(first));
    for (const index of this.changed) {
      demand.done[index] = undefined;
      this.unsure.delete(index);
    }
  }

  /** Its own code, or something it has asked of others than functions, is no longer the same. */
  private isChanged({ index, asked }: Done): boolean {
    const { kept, live, declarations, classes, files } = this.changes;
    // The same code has the same text around it.
    return (
      !kept.has(index) ||
      (asked.text && kept !== live) ||
      meet(asked.declarations, declarations) ||
      meet(asked.classes, classes) ||
      !within(asked.code, kept) ||
      meet(asked.files, files)
    );
  }

  /** Once all functions are known: it would find something else if it were run again. */
  isStale(done: Done): boolean {
    return this.isChanged(done) || meet(done.asked.functions, this.changed);
  }

  /** Makes sure that what is known of a function holds; runs it again when it does not. */
  verify(index: number): void {
    if (!this.unsure.has(index)) return;
    if (this.verifying.has(index)) throw new Tangled();
    const { done } = this.demand;
    const known = done[index] as Done;
    const members = [...(known.group ?? [index])];
    for (const m of members) this.verifying.add(m);
    for (const m of members) {
      for (const used of done[m]?.asked.functions ?? []) if (!members.includes(used) && done[used]) this.verify(used);
    }
    const holds = members.every((m) => {
      const member = done[m];
      // What it has used may turn out to wait for something that is being run.
      return member !== undefined && !this.isStale(member) && allIn(member.asked.functions, done);
    });
    for (const m of members) {
      this.verifying.delete(m);
      this.unsure.delete(m);
      if (!holds) done[m] = undefined;
    }
    if (!holds) for (const m of members) if (this.changes.live.has(m)) this.demand.ensure(m);
  }

  /** What functions leave in module variables must stay the same: what has read them may have been led to it by them. */
  checkWrites(before: ReadonlyMap<number, Value>, now: ReadonlyMap<number, Value>): void {
    // The same code leaves what it has come to know.
    if (this.changes.kept === this.changes.live) return;
    if (before.size !== now.size) throw new Tangled();
    for (const [variable, value] of now) {
      const held = before.get(variable);
      if (!held || valueHash(held) !== valueHash(value)) throw new Tangled();
      settleValue(held, value);
    }
  }
}

const NOTHING_WRITTEN: ReadonlyMap<number, Value> = new Map();

function allIn(functions: ReadonlySet<number>, done: readonly (Done | undefined)[]): boolean {
  for (const f of functions) if (!done[f]) return false;
  return true;
}

function within<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const item of a) if (!b.has(item)) return false;
  return true;
}

function meet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const item of few) if (many.has(item)) return true;
  return false;
}
