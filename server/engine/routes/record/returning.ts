/** What functions give back, where requests go on or end by that. */
import type { Func, Instr, Terminator } from '../../../ir/types';
import { loadField } from '../../access';
import type { Frame } from '../../frame';
import type { Value } from '../../values';
import type { RouteEvent } from '../facts';
import type { GoesOn } from '../model/model';
import { statusOf } from './glance';

/** `on`: a value that goes on to what comes next. */
export type Gives = 'nothing' | 'true' | 'false' | 'something' | 'on';

/** What a `return` gives back, as it is written. */
export function givesOf(func: Func, end: Extract<Terminator, { op: 'return' }>): Gives {
  const from = end.from < 0 ? undefined : definitionOf(func, end.from);
  if (end.from < 0) return 'nothing';
  if (from?.op !== 'const') return 'something';
  return from.value === undefined || from.value === null
    ? 'nothing'
    : from.value === true
      ? 'true'
      : from.value === false
        ? 'false'
        : 'something';
}

/** Where what is given back is made: elsewhere, where it is a variable that is set once. */
export function madeAt(func: Func, end: Extract<Terminator, { op: 'return' }>): Instr['at'] {
  const from = end.from < 0 ? undefined : definitionOf(func, end.from);
  if (from?.op !== 'get') return end.at;
  const sets = func.blocks.flatMap((b) => b.instrs.filter((i) => i.op === 'set' && i.var === from.var));
  return sets.length === 1 ? sets[0].at : end.at;
}

function definitionOf(func: Func, reg: number): Instr | undefined {
  for (const block of func.blocks) for (const instr of block.instrs) if ('to' in instr && instr.to === reg) return instr;
  return undefined;
}

/** The status that stands in a field of what is given back: `return body, 401`. */
export function returnedStatus(frame: Frame, value: Value, fields: Iterable<string>): number | undefined {
  if (value.objects.length === 0 && !value.fields) return undefined;
  for (const name of fields) {
    const status = statusOf(loadField(frame, value, name, undefined, undefined));
    if (status !== undefined) return status;
  }
  return undefined;
}

/** What a `return` does in a function that goes on in this way; undefined: it says nothing. */
export function doneBy(
  event: Extract<RouteEvent, { event: 'return' }>,
  mode: GoesOn | undefined,
): 'go' | 'answer' | 'refuse' | 'decide' | undefined {
  if (event.gives === 'on') return mode === undefined ? undefined : 'go';
  switch (mode) {
    case 'return':
      return 'go';
    case 'nothing':
      return event.gives === 'nothing' ? 'go' : 'answer';
    case 'truth':
      return event.gives === 'true' ? 'go' : event.gives === 'something' ? 'decide' : 'refuse';
    default:
      return undefined;
  }
}
