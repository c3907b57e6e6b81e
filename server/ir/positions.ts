/**
 * Positions are the one thing that changes: when text is edited, places are moved where they stand, for all who hold them.
 * A place that is no longer in any code, but still held, follows the one that has come in its stead.
 */
import type { At, ClassInfo, Func } from './types';

const followers = new WeakMap<At, Set<At>>();

/** Moves a place, and those that follow it, to where `to` is. */
export function move(at: At, to: At): void {
  if (at.start === to.start && at.end === to.end) return;
  const moving = at as { start: number; end: number };
  moving.start = to.start;
  moving.end = to.end;
  for (const follower of followers.get(at) ?? []) move(follower, to);
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
  if (distance !== 0) for (const at of places) move(at, { start: at.start + distance, end: at.end + distance });
  move(name, nameAt);
}

/** From now on `held` is where `at` is. */
export function follow(held: At, at: At): void {
  if (held === at) return;
  move(held, at);
  const known = followers.get(at);
  if (known) known.add(held);
  else followers.set(at, new Set([held]));
}
