/** Functions of the program that put middleware around a handler, one after the other: `chain(handler, logged, guarded)`. */
import { ELEMENTS } from '../../access';
import type { Ref, RouteEvent, RouteFacts } from '../facts';
import { type Inputs, type RouteProgram, resolve, spreadOut, wrapping } from '../world';

type AppliedRef = Extract<Ref, { is: 'applied' }>;
type CallEvent = Extract<RouteEvent, { event: 'call' }>;

/** It calls what it is given with one thing that it is given, and does nothing to requests itself. */
export function appliesInputs(facts: RouteFacts | undefined): boolean {
  return facts !== undefined && !facts.events.some((e) => e.event === 'answer') && facts.events.some(isApplication);
}

function isApplication(event: RouteEvent): event is CallEvent {
  if (event.event !== 'call' || event.args.length !== 1 || !event.callee.some((c) => c.is === 'input')) return false;
  const [arg] = event.args;
  return (arg.is === 'any' ? arg.of : [arg]).some((a) => a.is === 'input' && a.below.length === 0);
}

/** What is called so, outermost first as far as the order is written. */
export function appliedBy(program: RouteProgram, { func, bound, within, args }: AppliedRef, name: string): readonly Ref[] {
  const facts = program.facts.get(func);
  const inputs: Inputs = { func, args: spreadOut(args), rest: facts?.rest ?? -1, bound, within };
  return (facts?.events ?? []).filter(isApplication).flatMap((event) =>
    event.callee.flatMap((callee): readonly Ref[] => {
      if (callee.is !== 'input') return [];
      if (callee.below.at(-1) !== ELEMENTS) return [wrapping(resolve(callee, inputs))];
      // A loop calls all of them.
      const list = resolve({ ...callee, below: callee.below.slice(0, -1) }, inputs);
      if (list.is !== 'list') return [{ is: 'unknown', name }];
      return [...list.items.map(wrapping), ...(list.complete ? [] : [{ is: 'unknown', name } as const])];
    }),
  );
}
