/** Ends of a function that neither go on to what comes next nor are seen to answer: something nobody knows may have answered. */
import type { Point } from './points';
import type { Ways } from './ways';

export function silentEnds(points: readonly Point[], ways: Ways | undefined): readonly Pick<Point, 'block' | 'site'>[] {
  if (!ways) return [];
  const reached = ways.reachable(0, new Set(points.map((p) => p.block)), true);
  return ways.flow.ends.flatMap((end, block) => {
    const [decision] = end === 'return' && reached[block] === 1 ? ways.decisions(block) : [];
    const site = decision && ways.flow.conditions[decision.block]?.site;
    return site ? [{ block, site }] : [];
  });
}
