/**
 * Positions are the one thing that changes: when text is edited, places are moved where they stand, for all who hold them.
 * A place that is no longer in any code, but still held, follows the one that has come in its stead.
 */
import type { At } from './types';

const followers = new WeakMap<At, Set<At>>();

/** Moves a place, and those that follow it, to where `to` is. */
export function move(at: At, to: At): void {
  if (at.start === to.start && at.end === to.end) return;
  const moving = at as { start: number; end: number };
  moving.start = to.start;
  moving.end = to.end;
  for (const follower of followers.get(at) ?? []) move(follower, to);
}

/** From now on `held` is where `at` is. */
export function follow(held: At, at: At): void {
  if (held === at) return;
  move(held, at);
  const known = followers.get(at);
  if (known) known.add(held);
  else followers.set(at, new Set([held]));
}
