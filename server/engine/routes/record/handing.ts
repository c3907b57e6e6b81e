/** Calls that hand a request on: to what only callers know, or to what nobody knows. */

import type { Frame } from '../../frame';
import type { PathNode } from '../../paths';
import type { ArgumentValue } from '../../summary';
import { ofPaths, UNKNOWN, type Value } from '../../values';
import { handsAllOn, isInput, mayBeParameter } from './glance';
import type { Noted, NotedCall, Reading } from './reading';

/** Something only callers know is called: what goes on, or a handler that is wrapped. */
export function calledInput(reading: Reading, c: NotedCall, called: PathNode): Noted | undefined {
  const { step } = called;
  // An object that is a handler is called by its method.
  const isHandler = step.step === 'member' && reading.names.handlerMethods.has(step.name);
  const node = isHandler && called.parent ? called.parent : called;
  const isWhole = node.parent === undefined;
  // What is handed on as it came can only be a parameter of which nothing else is known; most calls have none.
  if (!isWhole && !(c.args.some((a) => isInput(a.value)) && c.args.some(mayBeParameter))) return undefined;
  const callee = reading.ref(ofPaths([node]));
  if (callee.is !== 'input') return undefined;
  const args = c.args.map((a) => reading.argument(a));
  if (!isWhole && !args.some((a) => a.is === 'input' && a.below.length === 0 && a.key.startsWith('$'))) return undefined;
  return { event: 'call', callee: [callee], args, name: c.name, gives: [] };
}

/** What is kept under a name is called. */
export function calledByName(reading: Reading, c: NotedCall, node: PathNode): Noted | undefined {
  const callee = reading.ref({ ...UNKNOWN, paths: [node] });
  if (callee.is !== 'named' || c.callee.functions.length > 0) return undefined;
  return { event: 'call', callee: [callee], args: c.args.map((a) => reading.argument(a)), name: c.name, gives: [] };
}

/** A call of something from elsewhere that is handed all that a handler gets. */
export function handedOn(reading: Reading, c: NotedCall): Noted | undefined {
  if (c.callee.functions.length > 0 || isToldOf(c)) return undefined;
  const used =
    reading.names.makesAnswers && !reading.frame.env.names.controls.testsFault(c.name) && mayHandOn(reading.frame, c.callee, c.args)
      ? reading.usedFor(c)
      : undefined;
  if (!handsAllOn(c.args) && used !== 'given') return undefined;
  return {
    event: 'call',
    callee: [{ is: 'unknown', name: c.name }],
    args: c.args.map((a) => reading.argument(a)),
    name: c.name,
    gives: [],
    ...(used === undefined ? {} : { used }),
  };
}

/** In a file that is a route: nobody knows what it does with an input, or with an object that holds one; it answers no error. */
export function mayHandOn(frame: Frame, callee: Value, args: readonly ArgumentValue[]): boolean {
  const holds = ({ value }: ArgumentValue): boolean =>
    isInput(value) || value.objects.some((id) => [...(frame.state.object(id)?.fields.values() ?? [])].some(isInput));
  return (
    callee.functions.length === 0 &&
    callee.paths.every((p) => p.isUnknown) &&
    args.some(holds) &&
    frame.env.paths.catalog.routes.files.of(frame.module.file) !== undefined
  );
}

/** Only callers know it, or a model does. */
export function isToldOf({ callee }: NotedCall): boolean {
  return callee.paths.some((p) => p.symbolic || (p.routes && (p.routes.passes || p.routes.controls.length > 0)));
}
