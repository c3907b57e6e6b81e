/** What a function does to a request, place by place. */

import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import type { Ref, RouteEvent } from '../facts';
import type { Behaviour, Behaviours, Check, Evidence, FunctionRef } from './behaviour';

type CallEvent = Extract<RouteEvent, { event: 'call' }>;

export const NOTHING_DONE: Behaviour = {
  guards: new Map(),
  own: new Map(),
  goesOn: false,
  answers: false,
  refuses: false,
  always: undefined,
  givesBack: false,
  throws: false,
  mounts: [],
  unknown: undefined,
};

export interface Point {
  readonly block: number;
  readonly site: Site;
  /** `check`: a call that refuses, or comes back only when it has not. `run`: the request is handed to a handler that is known. */
  readonly does: 'go' | 'run' | 'refuse' | 'check' | 'answer';
  readonly status: number;
  readonly redirect: boolean;
  readonly texts: readonly string[];
  /** Words of what it depends on besides the conditions of this function. */
  readonly words: readonly string[];
  /** It both refuses and goes on, by a condition of its own. */
  readonly decides: boolean;
  /** An error of which nobody knows how it ends. */
  readonly fault: boolean;
  readonly inner: Behaviour | undefined;
  /** It ends without what comes next, and nobody has seen what it answers. */
  readonly silent: boolean;
  /** What comes next is run here and now: where the function has ended without it, it never is. */
  readonly straight: boolean;
  /** Nothing that comes next is run after it. */
  readonly stops: boolean;
  /** The refusal counts where it is given back. */
  readonly given: boolean;
  /** It is thrown. */
  readonly thrown: boolean;
}

export const USUAL: Omit<Point, 'block' | 'site' | 'does'> = {
  status: 0,
  redirect: false,
  texts: [],
  words: [],
  decides: false,
  fault: false,
  inner: undefined,
  silent: false,
  straight: false,
  stops: false,
  given: false,
  thrown: false,
};

/** Blocks, and sides of decisions, that only those reach who have been checked. */
export interface Passed {
  readonly blocks: Set<number>;
  readonly sides: Set<number>;
}

/** What is said of one; all else is as usual. */
export type Made = Partial<Point> & Pick<Point, 'does'>;

/** What runs ahead of a function does what it does for that function alone. */
export function ownOf(behaviours: Behaviours, callee: FunctionRef, args: readonly Ref[], depth: number, event: CallEvent): Behaviour {
  const { mode, site } = event;
  const behaviour = behaviours.of(callee, args, [], depth, mode);
  if (mode === undefined) return behaviour;
  const name = behaviours.nameOf(callee.func);
  const ahead: Evidence = { site, message: `\`${name}\` stands before it`, name };
  const own = new Map<ControlKind, Check>();
  for (const [kind, { holds, evidence }] of [...behaviour.own, ...behaviour.guards])
    own.set(kind, { holds, evidence: [ahead, ...evidence] });
  return { ...behaviour, goesOn: false, answers: false, guards: NO_CHECKS, own };
}
const NO_CHECKS: ReadonlyMap<ControlKind, Check> = new Map();

/** An answer turns the request away: by its status, where it leads, an error, or what it says. */
export function turnsAway(event: Extract<RouteEvent, { event: 'answer' }>, status: number): boolean {
  const says = event.texts.some((t) => /unauthori[sz]ed|forbidden/i.test(t) && t.length < 40);
  return status >= 400 || event.redirect || event.fails === true || says;
}

export function holdsIn(behaviour: Behaviour, kind: ControlKind): boolean {
  return (behaviour.guards.get(kind) ?? behaviour.own.get(kind))?.holds === 'always';
}
