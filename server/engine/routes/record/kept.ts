/** What is kept of all that was noted of a function, in the order of the text. */
import type { Frame } from '../../frame';
import { ACTS, type ConditionFacts, type RouteEvent, type RouteFacts, TO_REQUESTS } from '../facts';
import { flowFacts } from '../judge/flow';
import type { ControlNames } from '../names';
import { carriersOf } from './carriers';
import { markOf } from './marked';
import { isPromise } from './promised';
import type { Reading } from './reading';

/** What it gives back may be an answer: it says that it is a handler, or may ask who asks. Of a promise, somebody else may say more. */
export function isTold(frame: Frame): boolean {
  const { env, func, module } = frame;
  if (isPromise(frame, func.index)) return true;
  const { files } = env.paths.catalog.routes;
  if (files.isEmpty || func.async !== true || func.index === 0) return false;
  return (
    markOf(func, files) !== undefined ||
    (func.blocks.length > 1 && /session|user|auth/i.test(module.text.slice(func.at.start, func.at.end)))
  );
}

/** `known`: what it does, bits of `ACTS`. */
export function keptFacts({ frame, bodies }: Reading, noted: readonly RouteEvent[], known: number): RouteFacts | undefined {
  const { func, module } = frame;
  const faults = noted.some((e) => isFault(e) || e.event === 'return');
  const requests = known & TO_REQUESTS;
  const flow = requests === 0 && !faults ? undefined : flowFacts(module, func, noted, frame.stops);
  // Errors that say nothing of a client's rights are faults, and no answers, but where what a client shows decides about them.
  const counts = faults && flow !== undefined && Object.values(flow.conditions).some((c) => testsClient(c, frame.env.names.controls));
  const acts = counts ? known | ACTS.answers : known;
  const events: RouteEvent[] = noted.filter((e) => (counts || !isFault(e)) && ((acts & TO_REQUESTS) !== 0 || e.event !== 'return'));
  events.push(...frame.routes.signs.values());
  if (events.length + bodies.length === 0 && (known & ACTS.promised) === 0) return undefined;
  if ((acts & (TO_REQUESTS & ~ACTS.registers)) !== 0) events.push(...carriersOf(frame));
  return {
    acts,
    name: func.name,
    params: func.params.map((p) => func.vars[p.var]?.name ?? ''),
    rest: func.params.findIndex((p) => p.rest),
    site: frame.site(func.nameAt),
    ...spokenOf(frame, acts),
    ...(bodies.length > 0 ? { bodies: [...bodies] } : {}),
    events,
    flow: (acts & TO_REQUESTS) === 0 ? undefined : flow,
  };
}

function isFault(event: RouteEvent): boolean {
  return event.event === 'throw' && event.error.is === 'error' && event.error.status === 0;
}

function testsClient({ absent, text, words, from }: ConditionFacts, names: ControlNames): boolean {
  return (
    absent !== undefined && from.some((key) => key !== '' && key !== '$this') && names.testsPresence(text) && names.isAboutClient(words)
  );
}

/** What the function's text speaks of; only asked of what does something that matters, or is a handler. */
function spokenOf({ func, module, env }: Frame, acts: number): Pick<RouteFacts, 'ofClient' | 'ofSender' | 'ofBody' | 'ofShape'> {
  if (func.index === 0 || acts === 0) return {};
  const code = module.text.slice(func.at.start, Math.min(func.at.end, func.at.start + MAX_CODE));
  const { actions } = env.names;
  const shape = actions.speaksOfShape(code);
  return {
    ...(actions.speaksOfClient(code) ? { ofClient: true } : {}),
    ...(actions.speaksOfSender(code) ? { ofSender: true } : {}),
    ...(actions.speaksOfBody(code) ? { ofBody: true } : {}),
    ...(shape ? { ofShape: shape } : {}),
  };
}
/** Characters of a function that are looked at. */
const MAX_CODE = 8000;
