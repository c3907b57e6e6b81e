/** Ways through a function's blocks: what a block depends on, and what can be reached without passing certain others. */
import type { FlowFacts } from '../facts';

/** A block's end that decides: by its condition (0: it holds, 1: it does not), or because something in it fails. */
export interface Decision {
  readonly block: number;
  readonly side: 0 | 1 | 'error';
}

const NONE: ReadonlySet<number> = new Set();

/** A number for one side of a block's end. */
export function sideOf(block: number, side: number): number {
  return block * 2 + side;
}

export function withSides(sides: ReadonlySet<number>, more: readonly Decision[]): Set<number> {
  return new Set([...sides, ...more.flatMap((d) => (d.side === 'error' ? [] : [sideOf(d.block, d.side)]))]);
}

export function otherSide({ block, side }: Decision): Decision {
  return { block, side: side === 'error' ? side : side === 0 ? 1 : 0 };
}

/** Those of which the other side does not lead there too, as it does in `a === null || !verify(a)`. */
export function oneSided(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter((d) => !decisions.some((o) => d.side !== 'error' && same(o, otherSide(d))));
}

export function same(a: Decision, b: Decision): boolean {
  return a.block === b.block && a.side === b.side;
}

export class Ways {
  private readonly before: (readonly number[])[];

  constructor(readonly flow: FlowFacts) {
    const before: number[][] = flow.next.map(() => []);
    flow.next.forEach((next, b) => {
      for (const n of next) before[n].push(b);
      if (flow.caught[b] >= 0) before[flow.caught[b]].push(b);
    });
    this.before = before;
  }

  /** What decides whether `block` runs, the nearest decisions only. */
  decisions(block: number): readonly Decision[] {
    let known = this.nearest.get(block);
    if (!known) {
      known = this.decide(block);
      this.nearest.set(block, known);
    }
    return known;
  }
  private readonly nearest = new Map<number, readonly Decision[]>();

  private decide(block: number): readonly Decision[] {
    const avoids = this.avoiding(block);
    const reaches = this.reaching(block);
    const out: Decision[] = [];
    this.flow.next.forEach((next, b) => {
      if (b === block) return;
      if (next.length === 2 && next[0] !== next[1]) {
        const [one, two] = next.map((n) => avoids[n] === 1);
        const side = one ? 1 : 0;
        // What ends with a fault avoids nothing, and leads to nothing either.
        if (one !== two && reaches[next[side]] === 1) out.push({ block: b, side });
      }
      const handler = this.flow.caught[b];
      if (handler >= 0 && avoids[handler] !== 1 && (next.some((n) => avoids[n] === 1) || this.flow.ends[b] === 'return'))
        out.push({ block: b, side: 'error' });
    });
    return out;
  }

  /** The nearest decisions, and those that they depend on themselves; decisions of a loop about going on are none. */
  allDecisions(block: number): readonly Decision[] {
    const known = this.all.get(block);
    if (known) return known;
    const out = new Map<string, Decision>();
    const open = [...this.decisions(block)];
    for (let d = open.shift(); d && out.size < 12; d = open.shift()) {
      const key = `${d.block}:${d.side}`;
      if (out.has(key)) continue;
      out.set(key, d);
      open.push(...this.decisions(d.block));
    }
    const made = [...out.values()];
    this.all.set(block, made);
    return made;
  }
  private readonly all = new Map<number, readonly Decision[]>();

  /** What has to hold for the block to run, but for loops and faults. */
  conditions(block: number): readonly Decision[] {
    let known = this.held.get(block);
    if (!known) {
      known = this.allDecisions(block).filter((d) => d.side !== 'error' && !this.isLoop(d.block, block));
      this.held.set(block, known);
    }
    return known;
  }
  private readonly held = new Map<number, readonly Decision[]>();

  /** The blocks lie on a loop together. */
  isLoop(decision: number, block: number): boolean {
    return this.reachable(block, new Set(), true)[decision] === 1;
  }

  /** Blocks that can be reached from `from`, itself included, without going through others, or by certain sides. */
  reachable(from: number, without: ReadonlySet<number>, errors: boolean, sides: ReadonlySet<number> = NONE): Uint8Array {
    const seen = new Uint8Array(this.flow.next.length);
    const open = [from];
    for (let b = open.pop(); b !== undefined; b = open.pop()) {
      if (seen[b] === 1 || without.has(b)) continue;
      seen[b] = 1;
      this.flow.next[b].forEach((n, side) => {
        if (!sides.has(sideOf(b, side))) open.push(n);
      });
      if (errors && this.flow.caught[b] >= 0) open.push(this.flow.caught[b]);
    }
    return seen;
  }
  after(block: number): Uint8Array {
    const seen = new Uint8Array(this.flow.next.length);
    for (const n of this.flow.next[block])
      this.reachable(n, new Set(), false).forEach((r, b) => {
        if (r === 1) seen[b] = 1;
      });
    return seen;
  }

  /** Blocks from which `block` can be reached, faults included; itself too. */
  private reaching(block: number): Uint8Array {
    const seen = new Uint8Array(this.flow.next.length);
    const open = [block];
    for (let b = open.pop(); b !== undefined; b = open.pop()) {
      if (seen[b] === 1) continue;
      seen[b] = 1;
      open.push(...this.before[b]);
    }
    return seen;
  }

  /** Blocks from which the function can return without going through `block`. */
  private avoiding(block: number): Uint8Array {
    const seen = new Uint8Array(this.flow.next.length);
    const open = this.flow.ends.flatMap((end, b) => (end === 'return' && b !== block ? [b] : []));
    for (let b = open.pop(); b !== undefined; b = open.pop()) {
      if (seen[b] === 1 || b === block) continue;
      seen[b] = 1;
      open.push(...this.before[b]);
    }
    return seen;
  }
}
