/** What an endpoint tells those who stand before it, and what is left of their ways once that is known. */
import type { AskedOf } from '../declaredFacts';
import type { FlowFacts, Ref } from '../facts';
import type { Ways } from './ways';

export interface Told {
  /** The same for all that tell the same. */
  readonly id: string;
  /** Whether something is told by that name; undefined where that is not known. */
  holds(key: string, at: AskedOf): boolean | undefined;
}

/** The name that something is told by; undefined where it is not known. */
export function keyText(ref: Ref): string | undefined {
  if (ref.is === 'scope') return `@${ref.id}`;
  return ref.is === 'text' && ref.texts.length === 1 ? ref.texts[0] : undefined;
}

/** Without the sides of conditions that do not hold for this endpoint. */
export function waysLeft(flow: FlowFacts, told: Told, resolved: (ref: Ref) => Ref): FlowFacts | undefined {
  const next = flow.next.map((to, block) => {
    const asked = to.length === 2 ? flow.conditions[block]?.asked : undefined;
    const key = asked && keyText(resolved(asked.key));
    const holds = asked && key !== undefined ? told.holds(key, asked.at) : undefined;
    return !asked || holds === undefined ? to : [to[holds ? asked.there : 1 - asked.there]];
  });
  return next.every((to, block) => to === flow.next[block]) ? undefined : { ...flow, next };
}

/** What happens in blocks that are reached. */
export function inReach<E extends { readonly block: number }>(events: readonly E[], ways: Ways): readonly E[] {
  const reached = ways.reachable(0, new Set(), true);
  return events.filter((e) => reached[e.block] === 1);
}
