/**
 * Positions are the one thing that changes: when text is edited, places are moved where they stand, for all who hold them.
 * A place that is no longer in any code, but still held, follows the one that has come in its stead.
 */
import type { At, ClassInfo, Func } from './types';

/** On the place itself, where nobody sees it: most places have no followers, and all are asked when text moves. */
const FOLLOWERS = Symbol('followers');
interface Moving {
  start: number;
  end: number;
  readonly [FOLLOWERS]?: Set<At>;
}

/** Moves a place, and those that follow it, to where `to` is. */
export function move(at: At, to: At): void {
  if (at.start === to.start && at.end === to.end) return;
  const moving = at as Moving;
  moving.start = to.start;
  moving.end = to.end;
  const followers = moving[FOLLOWERS];
  if (followers) for (const follower of followers) move(follower, to);
}

/** All places of some functions and classes, each once, but for `except`. */
export function placesOf(functions: readonly Func[], classes: readonly ClassInfo[], except: At): readonly At[] {
  const out = new Set<At>();
  for (const f of functions) {
    out.add(f.at).add(f.nameAt);
    for (const v of f.vars) out.add(v.at);
    for (const block of f.blocks) {
      out.add(block.end.at);
      for (const instr of block.instrs) {
        out.add(instr.at);
        if (instr.op === 'object') for (const p of instr.props) if (p.keyAt) out.add(p.keyAt);
      }
    }
  }
  for (const { at, members } of classes) {
    out.add(at);
    for (const m of members) out.add(m.at);
  }
  out.delete(except);
  return [...out];
}

/** Moves places by the same distance, and a name that may stand beside them to where it is. */
export function movePlaces(places: readonly At[], distance: number, name: At, nameAt: At): void {
  if (distance !== 0) {
    for (const at of places as readonly Moving[]) {
      at.start += distance;
      at.end += distance;
      const followers = at[FOLLOWERS];
      if (followers) for (const follower of followers) move(follower, at);
    }
  }
  move(name, nameAt);
}

/** From now on `held` is where `at` is. */
export function follow(held: At, at: At): void {
  if (held === at) return;
  move(held, at);
  const known = (at as Moving)[FOLLOWERS];
  if (known) known.add(held);
  else Object.defineProperty(at, FOLLOWERS, { value: new Set([held]) });
}
