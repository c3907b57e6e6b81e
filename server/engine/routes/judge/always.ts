/** Functions that do nothing but turn requests away, with a status of their own or one that they are handed. */

import type { ControlNames } from '../names';
import type { Always } from './behaviour';
import type { Point } from './points';
import { sideOf, type Ways } from './ways';

/** What it refuses with, where it always does; faults on the way to an answer are no other end. */
export function alwaysRefused(points: readonly Point[], ways: Ways | undefined, names: ControlNames): Always | undefined {
  const refusals = points.filter((p) => p.does === 'refuse' && !p.fault);
  const [first] = refusals;
  if (!first) return undefined;
  if (ways) {
    const { conditions, ends } = ways.flow;
    const faults = new Set<number>();
    for (const [block, { text }] of Object.entries(conditions)) {
      const side = names.faultSide(text);
      if (side !== undefined) faults.add(sideOf(Number(block), side));
    }
    const reached = ways.reachable(0, new Set(refusals.map((p) => p.block)), false, faults);
    if (ends.some((end, b) => end === 'return' && reached[b] === 1)) return undefined;
  }
  const { status, redirect, texts } = refusals.find((p) => p.status > 0) ?? first;
  return { status, redirect, texts, stops: refusals.every((p) => p.stops) };
}
