/** What a call does that matters when anybody may ask for it: told by models, by what it is a sink of, and by its name. */
import type { Frame } from '../../frame';
import type { ActionKind } from '../../kinds';
import type { ArgumentValue } from '../../summary';
import type { Value } from '../../values';
import type { RouteEvent } from '../facts';
import { onlyPromises } from './promised';

export type Deed = Omit<Extract<RouteEvent, { event: 'act' }>, 'site' | 'block'>;

/** Undefined for nearly all calls. A function of the program is no answer: what it does, it notes itself. */
export function deedOf(frame: Frame, callee: Value, args: readonly ArgumentValue[], written: string): Deed | undefined {
  const behind = callee.functions.length > 0 ? onlyPromises(frame, callee.functions) : undefined;
  if (callee.functions.length > 0 && !behind) return undefined;
  const name = written.startsWith('await') ? written.replace(/^await\s+/, '') : written;
  const { actions } = frame.env.names;
  const found = new Set<ActionKind>();
  let isKnown = false;
  for (const node of callee.paths) {
    if (node.symbolic) continue;
    for (const action of node.routes?.actions ?? []) found.add(action);
    // The type says more than the variable: `accounts` of an `AccountRepository`.
    const typed = node.step.step === 'member' && node.parent?.isType ? actions.byName(`${node.parent.text}.${node.step.name}`) : undefined;
    if (typed) found.add(typed);
    const facts = node.calleeFacts;
    if (!facts.known) continue;
    // What is known of a value of the language itself says nothing of records.
    isKnown ||= facts.own && /^[":<]/.test(node.root.text);
    for (const { kind } of facts.sinks) {
      const action = actions.ofSink(kind, name, kind === 'sql-text' ? beginning(args) : undefined);
      if (action) found.add(action);
    }
    for (const { kind } of facts.calls) if (kind === 'token-sign') found.add('issue-token');
  }
  const named = found.size > 0 ? undefined : actions.byName(name);
  if (named) found.add(named);
  if (found.size === 0) return undefined;
  const entity = found.has('read-data') || found.has('write-data') ? actions.entityOf(name, beginning(args)) : undefined;
  const known = { ...(entity === undefined ? {} : { entity }), ...(behind ? { behind } : {}) };
  return { event: 'act', actions: [...found].sort(), name, sure: !named || isKnown, ...known };
}

/** How the first text begins that is given. */
function beginning(args: readonly ArgumentValue[]): string | undefined {
  for (const { value } of args) {
    const text = value.consts?.find((c) => typeof c === 'string') ?? value.shape;
    if (typeof text === 'string') return text.slice(0, 200);
  }
  return undefined;
}
