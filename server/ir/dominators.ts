/** Which blocks a block can only be reached through. */
import { successors } from './registers';
import type { Block } from './types';

export interface Dominators {
  isReachable(block: number): boolean;
  /**
   * True when every way to `block` runs all of `by`. A handler can be reached from the middle of a block it guards, so that
   * block's instructions need not have run.
   */
  dominates(by: number, block: number): boolean;
}

/** The iterative algorithm of Cooper, Harvey and Kennedy, over two nodes for each block: its entry and what it has run. */
export function dominators(blocks: readonly Block[]): Dominators {
  // Node 2b is the entry of block b, node 2b + 1 the end of its instructions.
  const next = (node: number): readonly number[] => {
    const block = blocks[node >> 1];
    if ((node & 1) === 1) return successors(block.end).map((b) => b * 2);
    return block.catch === undefined ? [node + 1] : [node + 1, block.catch * 2];
  };
  const order = postorder(next);
  const rank = new Map(order.map((node, i) => [node, i]));
  const before = new Map<number, number[]>();
  for (const node of order) {
    for (const follower of next(node)) {
      const list = before.get(follower);
      if (list) list.push(node);
      else before.set(follower, [node]);
    }
  }
  const parent = new Map<number, number>([[0, 0]]);
  const rankOf = (node: number): number => rank.get(node) ?? -1;
  const common = (a: number, b: number): number => {
    while (a !== b) {
      while (rankOf(a) < rankOf(b)) a = parent.get(a) as number;
      while (rankOf(b) < rankOf(a)) b = parent.get(b) as number;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = order.length - 1; i >= 0; i--) {
      const node = order[i];
      if (node === 0) continue;
      let found: number | undefined;
      for (const from of before.get(node) ?? []) if (parent.has(from)) found = found === undefined ? from : common(found, from);
      if (found !== undefined && parent.get(node) !== found) {
        parent.set(node, found);
        changed = true;
      }
    }
  }
  return {
    isReachable: (block) => rank.has(block * 2),
    dominates(by, block) {
      for (let node = block * 2; ; ) {
        if (node === by * 2 + 1) return true;
        const up = parent.get(node);
        if (up === undefined || up === node) return false;
        node = up;
      }
    },
  };
}

function postorder(next: (node: number) => readonly number[]): number[] {
  const out: number[] = [];
  const seen = new Set([0]);
  const stack: { readonly node: number; readonly rest: number[] }[] = [{ node: 0, rest: [...next(0)] }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const follower = top.rest.pop();
    if (follower === undefined) {
      out.push(top.node);
      stack.pop();
    } else if (!seen.has(follower)) {
      seen.add(follower);
      stack.push({ node: follower, rest: [...next(follower)] });
    }
  }
  return out;
}
