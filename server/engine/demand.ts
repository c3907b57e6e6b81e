/**
 * Runs the functions of a module when they are first asked for. Functions that call one another are run together, in the
 * order of the text and from nothing, until nothing changes: what comes out does not depend on who was asked for first.
 */
import { postOrder } from './postOrder';
import type { Done, OpenFunction, Run } from './runs';
import { sameTaints, sameValue } from './sameValue';
import type { Summary } from './summary';
import { NOTHING } from './values';

/** Rounds of functions that call one another before their summaries are taken as they are. */
const MAX_ROUNDS = 4;
/** Functions that wait for one another on the way down; what is deeper is done first, and the way begun anew. */
const MAX_WAITING = 150;

export const EMPTY_SUMMARY: Summary = {
  returns: NOTHING,
  effects: [],
  sinks: [],
  calls: [],
  given: [],
  refined: [],
  flows: [],
  noReturn: false,
  cut: false,
  routes: undefined,
};

/** Thrown through everything that waits: this function has to be done first. Not an error; whoever catches errors lets it pass. */
export class TooDeep extends Error {
  constructor(readonly index: number) {
    super('a function has to be analysed before those that wait for it');
  }
}

export interface DemandOptions {
  /** Place of a function in the order of the text. */
  readonly placeOf: (index: number) => number;
  /** Runs one function; must push the run on `running` and take it off again. */
  readonly run: (index: number, node: OpenFunction) => Done;
  /** Has the last word on what is kept of a function. */
  readonly finished: (done: Done) => Done;
  /** Called before a function that is done is taken as it is: it may no longer be what it was. */
  readonly use: (index: number) => void;
}

export class Demand {
  readonly done: (Done | undefined)[] = [];
  /** Runs that are going on, innermost last. */
  readonly running: Run[] = [];
  private readonly open = new Map<number, OpenFunction>();
  private readonly waiting: OpenFunction[] = [];
  private readonly endless = new Set<number>();
  private count = 0;

  constructor(private readonly options: DemandOptions) {}

  /** Does `work`, which asks for functions, from a clean start each time it turns out that others have to be done first. */
  from<T>(work: () => T): T {
    const first: number[] = [];
    for (;;) {
      try {
        for (let next = first.at(-1); next !== undefined; next = first.at(-1)) {
          this.summary(next);
          first.pop();
        }
        return work();
      } catch (error) {
        if (!(error instanceof TooDeep)) throw error;
        this.running.length = 0;
        this.waiting.length = 0;
        this.open.clear();
        if (first.includes(error.index)) this.endless.add(error.index);
        else first.push(error.index);
      }
    }
  }

  summary(index: number): Summary {
    this.running.at(-1)?.asked.functions.add(index);
    return this.ensure(index);
  }

  /** As `summary`, for nobody who would have to know when it changes. */
  ensure(index: number): Summary {
    if (this.done[index]) this.options.use(index);
    const known = this.done[index];
    if (known) return known.summary;
    const open = this.open.get(index);
    if (open) {
      this.leadsBackTo(open);
      return open.summary;
    }
    if (this.running.length > MAX_WAITING) {
      if (!this.endless.has(index)) throw new TooDeep(index);
      return EMPTY_SUMMARY;
    }
    return this.visit(index);
  }

  /** What is being run now depends on something that is not done. */
  leadsBackTo(open: OpenFunction): void {
    const asker = this.running.at(-1);
    if (!asker) return;
    asker.provisional = true;
    if (asker.node) asker.node.low = Math.min(asker.node.low, open.low, open.order);
  }

  private visit(index: number): Summary {
    const order = ++this.count;
    const node: OpenFunction = { index, order, low: order, summary: EMPTY_SUMMARY, done: undefined };
    this.open.set(index, node);
    this.waiting.push(node);
    this.runOnce(node);
    if (node.low === order) {
      const members = this.waiting.splice(this.waiting.indexOf(node));
      const leadsOut = this.finish(members, order);
      if (!leadsOut) return (this.done[index] as Done).summary;
    }
    this.leadsBackTo(node);
    return node.summary;
  }

  private runOnce(node: OpenFunction): void {
    const done = this.options.run(node.index, node);
    node.done = done;
    node.summary = done.summary;
  }

  /** All that leads back to `members[0]` and to nothing before it. True when it turns out to lead back further. */
  private finish(members: OpenFunction[], order: number): boolean {
    const [head] = members;
    if (members.length === 1 && !head.done?.asked.functions.has(head.index)) {
      this.keep(members, undefined);
      return false;
    }
    // Alone, it began from nothing as it would below.
    if (members.length === 1 && this.settled([head], order, 1)) return false;
    const byPlace = (a: OpenFunction, b: OpenFunction): number => this.options.placeOf(a.index) - this.options.placeOf(b.index);
    const group = [...members].sort(byPlace);
    for (;;) {
      for (const m of group) {
        m.summary = EMPTY_SUMMARY;
        m.saw = undefined;
      }
      const before = this.waiting.length;
      const joined = this.rounds(group, 0);
      if (!joined) {
        this.keep(group, new Set(group.map((m) => m.index)));
        return false;
      }
      group.push(...joined);
      group.sort(byPlace);
      const low = Math.min(...group.map((m) => m.low));
      if (low >= order) continue;
      // The whole group belongs to one that is still open.
      this.waiting.length = before;
      this.waiting.push(...group);
      head.low = low;
      return true;
    }
  }

  private settled(group: readonly OpenFunction[], order: number, from: number): boolean {
    const joined = this.rounds(group, from);
    if (joined || group[0].low < order) {
      if (joined) this.waiting.push(...joined);
      return false;
    }
    this.keep(group, new Set(group.map((m) => m.index)));
    return true;
  }

  /** Runs the group in turn until nothing changes. Returns functions that turn out to belong to it. */
  private rounds(group: readonly OpenFunction[], from: number): OpenFunction[] | undefined {
    const before = this.waiting.length;
    let order = group;
    for (let round = from; round < MAX_ROUNDS; round++) {
      let changed = false;
      // Who calls whom is known after the first round: those that are called go first.
      if (round === 1) order = this.usedFirst(group);
      for (const m of order) {
        const { summary } = m;
        if (round > from && m.saw && this.sawTheSame(m, m.saw, group)) continue;
        m.saw = new Map(group.map((other) => [other.index, other.summary]));
        this.runOnce(m);
        if (this.waiting.length > before) return this.waiting.splice(before);
        if (sameSummary(summary, m.summary)) m.summary = summary;
        else changed = true;
      }
      if (!changed) return undefined;
    }
    return undefined;
  }

  /** Another run would meet what the last one has met. */
  private sawTheSame(m: OpenFunction, saw: ReadonlyMap<number, Summary>, group: readonly OpenFunction[]): boolean {
    const { asked } = m.done as Done;
    return !asked.isPartial && group.every((other) => !asked.functions.has(other.index) || saw.get(other.index) === other.summary);
  }

  /** The group in an order in which functions stand behind those they have used, as far as there is one. */
  private usedFirst(group: readonly OpenFunction[]): readonly OpenFunction[] {
    const { placeOf } = this.options;
    const used = (m: OpenFunction): readonly OpenFunction[] =>
      group.filter((other) => m.done?.asked.functions.has(other.index)).sort((a, b) => placeOf(a.index) - placeOf(b.index));
    return postOrder(group, used);
  }

  private keep(group: readonly OpenFunction[], indices: ReadonlySet<number> | undefined): void {
    for (const m of group) {
      this.open.delete(m.index);
      this.done[m.index] = this.options.finished({ ...(m.done as Done), group: indices });
    }
  }

  /** Forgets these functions and all that have used them, whole groups at a time. Returns what is forgotten; the top level may be in it. */
  forget(first: Iterable<number>): ReadonlySet<number> {
    const gone = this.concerned(first);
    for (const index of gone) this.done[index] = undefined;
    return gone;
  }

  /** These functions and all that have used them, whole groups at a time. */
  concerned(first: Iterable<number>): ReadonlySet<number> {
    const out = new Set<number>();
    const users = this.users();
    const queue = [...first];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (out.has(next)) continue;
      out.add(next);
      queue.push(...(users.get(next) ?? []), ...(this.done[next]?.group ?? []));
    }
    return out;
  }

  private users(): ReadonlyMap<number, readonly number[]> {
    const users = new Map<number, number[]>();
    for (const d of this.done) {
      for (const used of d?.asked.functions ?? []) {
        const known = users.get(used);
        if (known) known.push((d as Done).index);
        else users.set(used, [(d as Done).index]);
      }
    }
    return users;
  }
}

function sameSummary(a: Summary, b: Summary): boolean {
  return (
    a === b ||
    (a.noReturn === b.noReturn &&
      a.routes?.acts === b.routes?.acts &&
      JSON.stringify(a.routes?.bodies) === JSON.stringify(b.routes?.bodies) &&
      a.sinks.length === b.sinks.length &&
      a.calls.length === b.calls.length &&
      a.flows.length === b.flows.length &&
      a.effects.length === b.effects.length &&
      a.refined.length === b.refined.length &&
      a.sinks.every((s, i) => sameTaints(s.taints, b.sinks[i].taints)) &&
      a.effects.every((e, i) => e.field === b.effects[i].field && sameValue(e.value, b.effects[i].value)) &&
      sameValue(a.returns, b.returns))
  );
}
