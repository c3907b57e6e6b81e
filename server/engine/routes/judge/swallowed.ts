/** Refusals that are thrown by what a function calls, and caught by the function itself, which goes on as if nothing had been. */
import type { ControlKind } from '../../kinds';
import type { Check } from './behaviour';
import type { Point } from './points';
import type { Ways } from './ways';

/** The point as it is; where what it throws is caught and leads back, it holds nobody up. */
export function unlessCaught(point: Point, points: readonly Point[], ways: Ways | undefined): Point {
  const { inner, block, site } = point;
  const handler = ways?.flow.caught[block] ?? -1;
  if (!inner?.throws || !ways || handler < 0) return point;
  const refusing = new Set(points.flatMap((p) => (p.does === 'refuse' ? [p.block] : [])));
  const caught = ways.reachable(handler, refusing, false);
  const after = ways.after(block);
  if (!caught.some((reached, b) => reached === 1 && after[b] === 1)) return point;
  const evidence = { site, message: 'what it throws is caught, and goes on' };
  const off = (checks: ReadonlyMap<ControlKind, Check>): ReadonlyMap<ControlKind, Check> =>
    new Map([...checks].map(([kind, check]) => [kind, { holds: 'not', evidence: [...check.evidence, evidence] }]));
  return { ...point, inner: { ...inner, own: off(inner.own), guards: off(inner.guards), always: undefined } };
}
