/** Refusals that a handler gives back, where that is the answer: it says so itself, or there is nobody who asks. */
import { AMBIENT, type FlowFacts, type RouteEvent } from '../facts';
import type { ControlNames } from '../names';
import type { Made } from './points';
import type { Decision } from './ways';

/** What is given back at length is no refusal by what is named in it. */
const MAX_ANSWER = 90;

/** What the judge knows of conditions. */
interface Asking {
  isAbsent(decision: Decision): boolean;
  isHandedOver(key: string): boolean;
}

export function givenBack(
  { text }: Extract<RouteEvent, { event: 'return' }>,
  near: readonly Decision[],
  conditions: FlowFacts['conditions'],
  names: ControlNames,
  asking: Asking,
): readonly Made[] {
  const status = text.length < MAX_ANSWER ? names.statusByName(text) : 0;
  if ((status === 401 || status === 403 || status === 429) && near.length > 0)
    return [{ does: 'refuse', status, texts: [text], given: true }];
  const without = near.find(
    (d) => asking.isAbsent(d) && conditions[d.block]?.from.some((key) => key === AMBIENT || asking.isHandedOver(key)),
  );
  if (!without) return [];
  const { words, from, text: asked } = conditions[without.block];
  // It may be somebody the client has named, and not who asks.
  const isNamed = from.some((key) => key.startsWith('$')) && !isField(asked, names);
  return [{ does: 'refuse', status: 401, given: true, silent: isNamed || names.looksUp(words) }];
}

/** `!context.user`: what the framework hands over has it. */
function isField(text: string, names: ControlNames): boolean {
  const [, root] = /^!?\s*(\w+)(?:\??\.\w+)+$/.exec(text) ?? [];
  return root !== undefined && !names.isAboutClient([root]);
}
