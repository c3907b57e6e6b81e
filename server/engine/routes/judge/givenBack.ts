/** Refusals that a handler gives back, where that is the answer: it says so itself, or there is nobody who asks. */
import { AMBIENT, type FlowFacts, type RouteEvent } from '../facts';
import type { ControlNames } from '../names';
import type { Made } from './points';
import type { Decision } from './ways';

/** What is given back at length is no refusal by what is named in it. */
const MAX_ANSWER = 90;

export function givenBack(
  { text }: Extract<RouteEvent, { event: 'return' }>,
  near: readonly Decision[],
  conditions: FlowFacts['conditions'],
  names: ControlNames,
  isAbsent: (decision: Decision) => boolean,
): Made | undefined {
  const status = text.length < MAX_ANSWER ? names.statusByName(text) : 0;
  if ((status === 401 || status === 403 || status === 429) && near.length > 0)
    return { does: 'refuse', status, texts: [text], given: true };
  const without = near.find((d) => isAbsent(d) && conditions[d.block]?.from.includes(AMBIENT));
  if (!without) return undefined;
  const { words, from } = conditions[without.block];
  // It may be somebody the client has named, and not who asks.
  const isFound = names.looksUp(words) || from.some((key) => key.startsWith('$'));
  return { does: 'refuse', status: 401, given: true, silent: isFound };
}
