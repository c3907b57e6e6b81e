/** What a `return` comes to in a function that goes on by what it gives back. */
import type { RouteEvent } from '../facts';
import type { GoesOn } from '../model/model';
import { doneBy } from '../record/returning';
import { type Inputs, resolve } from '../world';
import type { Behaviours, Evidence } from './behaviour';
import { wordsOf } from './flow';
import type { Made } from './points';

type Return = Extract<RouteEvent, { event: 'return' }>;

interface Returned {
  readonly made: readonly Made[];
  /** It depends on something that nobody knows. */
  readonly unknown?: Evidence;
}

export function returned(
  event: Return,
  mode: GoesOn | undefined,
  all: readonly RouteEvent[],
  behaviours: Behaviours,
  inputs: Inputs,
  depth: number,
): Returned {
  switch (doneBy(event, mode)) {
    case 'go':
      return { made: [{ does: 'go' }] };
    case 'answer':
      return { made: [{ does: 'answer' }] };
    case 'refuse':
      return { made: [{ does: 'refuse', status: 403 }] };
    case 'decide':
      return decided(event, mode, all, behaviours, inputs, depth);
    default:
      return { made: [] };
  }
}

function decided(
  event: Return,
  mode: GoesOn | undefined,
  all: readonly RouteEvent[],
  behaviours: Behaviours,
  inputs: Inputs,
  depth: number,
): Returned {
  const { start, end } = event.made.site.at;
  const within = all.filter((e) => e.site.at.start >= start && e.site.at.end <= end);
  // What is known to throw for all others has come back.
  if (within.some((e) => e.event === 'check')) return { made: [{ does: 'go' }] };
  for (const call of within) {
    if (call.event !== 'call') continue;
    for (const callee of call.callee.map((ref) => resolve(ref, inputs))) {
      if (callee.is !== 'function') continue;
      const args = call.args.map((a) => resolve(a, inputs));
      const inner = behaviours.of(callee, args, [], depth + 1, mode);
      if (inner.goesOn && inner.guards.size > 0) return { made: [{ does: 'check', inner }, { does: 'go' }] };
      if (inner.unknown) return { made: [{ does: 'go' }], unknown: inner.unknown };
    }
  }
  const words = wordsOf(event.text);
  const made: Made = { does: 'refuse', status: 403, words: [event.text], decides: true };
  if (behaviours.names.isAboutClient(words)) return { made: [made] };
  if (behaviours.names.isAboutPath(words)) return { made: [{ does: 'go' }] };
  const message = `what \`${event.text}\` depends on is not known`;
  return { made: [{ does: 'go' }], unknown: { site: event.made.site, message, kinds: ['authentication', 'authorisation'] } };
}

/** The call is known by what callers have handed over. */
export function isFollowed(
  demand: Extract<RouteEvent, { event: 'demand' }>,
  all: readonly RouteEvent[],
  behaviours: Behaviours,
  inputs: Inputs,
): boolean {
  return all.some(
    (e) =>
      e.event === 'call' &&
      e.site.at.start === demand.site.at.start &&
      e.callee.some((ref) =>
        behaviours
          .unwrapped(resolve(ref, inputs))
          .some((one) => (one.is === 'function' && !behaviours.arePromised([one.func])) || one.is === 'control'),
      ),
  );
}
