/** What a call's refusals come to where they are in what it gives back: they count as far as somebody looks at that. */
import type { ControlKind } from '../../kinds';
import type { Ref, RouteEvent } from '../facts';
import type { Behaviour, Check } from './behaviour';

type CallEvent = Extract<RouteEvent, { event: 'call' }>;

export function lookedAt(behaviour: Behaviour, { used, name, site }: CallEvent): Behaviour {
  if (!behaviour.givesBack || used === undefined || used === 'given' || used === 'tested') return behaviour;
  const holds = used === 'handed' ? 'partly' : 'not';
  const evidence = { site, message: `what \`${name}\` gives back ${used === 'handed' ? 'goes elsewhere' : 'is not looked at'}` };
  const weaker = (checks: ReadonlyMap<ControlKind, Check>): ReadonlyMap<ControlKind, Check> =>
    new Map(
      [...checks].map(([kind, check]) => [kind, { holds: check.holds === 'not' ? 'not' : holds, evidence: [...check.evidence, evidence] }]),
    );
  return { ...behaviour, own: weaker(behaviour.own), guards: weaker(behaviour.guards), always: undefined };
}

/** The request itself, also as a field of what is handed over. */
export function holdsRequest(ref: Ref): boolean {
  if (ref.is === 'object') return Object.values(ref.fields).some(holdsRequest);
  return ref.is === 'role' && (ref.role === 'request' || ref.role === 'context');
}

/** What comes next is among what is handed over. */
export function handsOn(args: readonly Ref[]): boolean {
  return args.some((a) => a.is === 'role' && (a.role === 'next' || a.role === 'handler'));
}
