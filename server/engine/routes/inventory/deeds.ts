/** What a handler does, in its own code and in all that it calls of the program. */
import type { ActionKind } from '../../kinds';
import type { Site } from '../../values';
import { ACTS, type FunctionId, type Ref, type RouteEvent, type Shape, type TypeName } from '../facts';
import type { ControlNames } from '../names';
import type { Used } from '../record/uses';
import type { RouteProgram } from '../world';

export interface Deed {
  readonly action: ActionKind;
  /** As it is written: `orders.insertOne`. */
  readonly name: string;
  readonly site: Site;
  /** Where the handler itself does it, or calls what does. */
  readonly via: Site;
  /** A model says so, and not the name of what is called. */
  readonly sure: boolean;
  /** The records that it reads or changes. */
  readonly entity: string | undefined;
  /** It is done by the way, in what is called to look something up. */
  readonly aside: boolean;
}

/** What handlers do, one deed of each action and kind of records. */
export interface Doing {
  readonly deeds: readonly Deed[];
  /** Something in their code, or in what it calls, speaks of who asks. */
  readonly ofClient: boolean;
  /** The same of what shows who has sent a message. */
  readonly ofSender: boolean;
  readonly body: BodyFacts;
  readonly stands: readonly Standing[];
}

/** A function that is the handler, or that the handler has taken along. */
export interface Standing {
  readonly name: string;
  readonly site: Site;
}

/** Something that a handler fills with what a request sends, or sends whole. */
export interface BodyUse {
  readonly does: 'fill' | 'send';
  readonly name: string;
  readonly of: readonly TypeName[];
  readonly used: Used;
  readonly site: Site;
}

/** What handlers do with what requests bring and answers take along. */
export interface BodyFacts {
  readonly handlers: readonly FunctionId[];
  readonly uses: readonly BodyUse[];
  /** Its own code reads what a request sends as one object. */
  readonly ofBody: boolean;
  /** Something in its code, or in what it calls, speaks of looking at the shape of what it got. */
  readonly ofShape: Shape | undefined;
}
const MAX_USES = 12;

/** How a function is reached: where the handler calls what leads there, undefined for the handler; by what looks something up. */
interface Way {
  readonly from: Site | undefined;
  readonly aside: boolean;
}

/** Functions gone through for one handler. */
const MAX_FUNCTIONS = 200;

export class Deeds {
  private readonly known = new Map<string, Doing>();

  constructor(
    private readonly program: RouteProgram,
    private readonly names: ControlNames,
  ) {}

  /** Of each sort one that is sure, the nearest to the handler, the first in the text. */
  of(handlers: readonly FunctionId[]): Doing {
    const key = handlers.join(' ');
    let known = this.known.get(key);
    if (!known) {
      known = this.gather(handlers);
      this.known.set(key, known);
    }
    return known;
  }

  private gather(handlers: readonly FunctionId[]): Doing {
    const found = new Map<string, Deed>();
    const seen = new Map<FunctionId, Way>(handlers.map((h) => [h, { from: undefined, aside: false }]));
    let ofClient = false;
    let ofSender = false;
    let ofBody = false;
    let ofShape: Shape | undefined;
    const uses: BodyUse[] = [];
    for (const [func, { from, aside }] of seen) {
      if (seen.size > MAX_FUNCTIONS) break;
      const facts = this.program.facts.get(func);
      ofClient ||= facts?.ofClient === true;
      ofSender ||= facts?.ofSender === true;
      ofBody ||= from === undefined && facts?.ofBody === true;
      if (ofShape !== 'validates') ofShape = facts?.ofShape ?? ofShape;
      for (const event of facts?.events ?? []) {
        if (event.event === 'body') {
          if (uses.length < MAX_USES) uses.push(event);
          continue;
        }
        if (event.event !== 'act') {
          for (const next of ledTo(event)) {
            const isAside = aside || this.names.reads(this.program.facts.get(next)?.name ?? '');
            const before = seen.get(next);
            if (before && (isAside || !before.aside)) continue;
            // What is met again, and not by the way, is gone through again.
            seen.delete(next);
            seen.set(next, { from: from ?? event.site, aside: isAside });
          }
          continue;
        }
        if (event.behind && !this.arePromises(event.behind)) continue;
        for (const action of event.actions) {
          const key = `${action} ${event.entity ?? ''}`;
          const before = found.get(key);
          const { name, site, sure, entity } = event;
          if (!before || (before.aside && !aside) || (before.aside === aside && sure && !before.sure))
            found.set(key, { action, name, site, via: from ?? site, sure, entity, aside });
        }
      }
    }
    const deeds = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, deed]) => deed);
    const stands = handlers.flatMap((h) => this.program.facts.get(h) ?? []).map(({ name, site }) => ({ name, site }));
    return { deeds, ofClient, ofSender, body: { handlers, uses, ofBody, ofShape }, stands };
  }

  /** Nobody knows who keeps them. */
  private arePromises(functions: readonly FunctionId[]): boolean {
    return functions.every((func) => ((this.program.facts.get(func)?.acts ?? ACTS.promised) & ACTS.promised) !== 0);
  }
}

function ledTo(event: RouteEvent): readonly FunctionId[] {
  if (event.event === 'use') return event.functions;
  if (event.event === 'call') return event.callee.flatMap(functionsOf);
  return event.event === 'run' ? event.functions.flatMap(functionsOf) : [];
}

export function functionsOf(ref: Ref): readonly FunctionId[] {
  // What it has taken along, it may call: a handler that is wrapped.
  if (ref.is === 'function')
    return [ref.func, ...Object.values(ref.bound ?? {}).flatMap((held) => (held.is === 'function' ? functionsOf(held) : []))];
  return ref.is === 'any' ? ref.of.flatMap(functionsOf) : [];
}
