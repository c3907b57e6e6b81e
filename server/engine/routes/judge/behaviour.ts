/**
 * What a function in a chain does to requests, judged by what it does and not by its name: on which conditions it turns them
 * away, and whether it goes on for all others only.
 */
import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import { ACTS, type FunctionId, type Ref, TO_REQUESTS } from '../facts';
import type { HandlerShape } from '../model/model';
import type { ControlNames } from '../names';
import { each, type Inputs, type RouteProgram, resolve, spreadOut } from '../world';
import { appliedBy } from './applied';
import { Judge } from './judge';
import { NOTHING_DONE } from './points';
import { inReach, type Told, waysLeft } from './told';
import { Ways } from './ways';

export interface Evidence {
  readonly site: Site | undefined;
  readonly message: string;
  /** What stands there before the route, as it is written. */
  readonly name?: string;
  /** It would be a control, had it been registered before. */
  readonly late?: true;
  /** It notes what is wrong, and nobody asks. */
  readonly unread?: true;
  /** Of a doubt: the kinds of control that it is about, where that is known. */
  readonly kinds?: readonly ControlKind[];
}

/** How far a function is a control of one kind. */
export interface Check {
  /** `partly`: some requests pass without it. `not`: it looks like one, and lets everybody through. */
  readonly holds: 'always' | 'partly' | 'not';
  readonly evidence: readonly Evidence[];
}

/** A refusal without conditions. */
export interface Always {
  readonly status: number;
  readonly redirect: boolean;
  readonly texts: readonly string[];
  readonly stops: boolean;
}

export interface Behaviour {
  /** As a link of a chain, for what comes after it. */
  readonly guards: ReadonlyMap<ControlKind, Check>;
  /** For itself: what it does after it has checked. */
  readonly own: ReadonlyMap<ControlKind, Check>;
  /** It may go on to what comes next. */
  readonly goesOn: boolean;
  /** It may answer with success. */
  readonly answers: boolean;
  /** It may turn a request away, for any reason. */
  readonly refuses: boolean;
  /** Refusals are among what it gives back, and count where that is given back in turn. */
  readonly givesBack: boolean;
  /** All its refusals are thrown: what catches them decides what comes of them. */
  readonly throws: boolean;
  /** It does nothing but turn requests away. */
  readonly always: Always | undefined;
  /** Routers that it goes on to. */
  readonly mounts: readonly string[];
  /** It hands the request on to something that is not known. */
  readonly unknown: Evidence | undefined;
}

export type FunctionRef = Extract<Ref, { is: 'function' }>;

const MAX_DEPTH = 7;
const MAX_UNWRAPPED = 6;
/** Functions followed for one link of a chain. */
const MAX_STEPS = 400;

export class Behaviours {
  /** What is asked of whoever calls a function, by what stands on it. */
  asked: (func: FunctionId, from: FunctionId) => ReadonlyMap<ControlKind, Check> | undefined = () => undefined;
  private readonly known = new Map<string, Behaviour>();
  private readonly ways = new Map<FunctionId, Ways | undefined>();

  constructor(
    private readonly program: RouteProgram,
    readonly names: ControlNames,
    /** What the endpoint tells before which it is asked; undefined where nobody tells anything. */
    private readonly told: Told | undefined = undefined,
    private readonly byTold: Map<string, Behaviours> = new Map(),
    /** What has been put together under a name. */
    readonly wrapped: Map<string, readonly Ref[]> = new Map(),
    /** What applications keep under a name. */
    readonly named: Map<string, readonly Ref[]> = new Map(),
  ) {}

  /** The same before an endpoint that tells this. */
  before(told: Told | undefined): Behaviours {
    if (!told) return this;
    let other = this.byTold.get(told.id);
    if (!other) {
      other = new Behaviours(this.program, this.names, told, this.byTold, this.wrapped, this.named);
      this.byTold.set(told.id, other);
    }
    return other;
  }

  /** A function that is handed these; `context`: words of the call that runs it. */
  of(
    ref: FunctionRef,
    args: readonly Ref[],
    context: readonly string[] = [],
    depth = 0,
    goesOn: HandlerShape['goesOn'] = undefined,
  ): Behaviour {
    const facts = this.program.facts.get(ref.func);
    if (!facts || (facts.acts & TO_REQUESTS) === 0 || depth > MAX_DEPTH) return NOTHING_DONE;
    const key = `${this.keyOf(ref)}(${args.map((a) => this.keyOf(a)).join()})${context.join(' ')}${goesOn ?? ''}`;
    const known = this.known.get(key);
    if (known) return known;
    if (depth === 0) this.steps = 0;
    if (++this.steps > MAX_STEPS) return NOTHING_DONE;
    this.known.set(key, NOTHING_DONE);
    const inputs: Inputs = { func: ref.func, args: spreadOut(args), rest: facts.rest, bound: ref.bound, within: ref.within };
    const all = this.waysOf(ref.func);
    const left = this.told && all && waysLeft(all.flow, this.told, (key) => resolve(key, inputs));
    const ways = left ? new Ways(left) : all;
    const events = left && ways ? inReach(facts.events, ways) : facts.events;
    const judge = new Judge(this, events, ways, inputs, context, depth, goesOn);
    const made = judge.behaviour();
    this.known.set(key, made);
    return made;
  }

  nameOf(func: FunctionId): string {
    return this.program.facts.get(func)?.name ?? '';
  }

  /** What a function returns that is handed what comes next: functions, or what it was handed itself. */
  returnedBy(ref: FunctionRef): readonly Ref[] {
    const facts = this.program.facts.get(ref.func);
    const handed: readonly Ref[] = [{ is: 'role', role: 'handler' }];
    const inputs: Inputs = { func: ref.func, args: handed, rest: -1, bound: ref.bound, within: ref.within };
    return (facts?.events ?? []).flatMap((e) => (e.event === 'give' ? each(resolve(e.value, inputs)) : []));
  }

  /** What such a function puts around a handler. */
  appliedBy(ref: Extract<Ref, { is: 'applied' }>): readonly Ref[] {
    return appliedBy(this.program, ref, ref.name);
  }

  private steps = 0;

  /** The same for what cannot behave otherwise; what functions have taken along counts only where they use it. */
  private keyOf(ref: Ref, depth = 0): string {
    switch (ref.is) {
      case 'function':
        return this.capturing(ref.func) ? `${ref.func}@${this.numberOf(ref.bound)}.${this.numberOf(ref.within)}` : ref.func;
      case 'role':
        return `:${ref.role}`;
      case 'named':
        return `.${ref.name}`;
      case 'number':
        return `=${ref.value}`;
      case 'text':
        return JSON.stringify(ref.texts);
      case 'list':
        return depth > 2 ? '[…]' : `[${ref.items.map((i) => this.keyOf(i, depth + 1)).join()}]`;
      case 'object':
        return `{${this.numberOf(ref)}}`;
      case 'error':
        return `!${ref.status}${ref.maybe ? '?' : ''}`;
      case 'any':
        return `|${this.numberOf(ref)}`;
      default:
        return ref.is;
    }
  }

  /** Something in it, or in a function inside it, is taken along from around. */
  private capturing(func: FunctionId): boolean {
    let known = this.captures.get(func);
    if (known === undefined) {
      this.captures.set(func, false);
      const text = JSON.stringify(this.program.facts.get(func)?.events ?? [], (name, value) => (name === 'site' ? undefined : value));
      const inside = [...text.matchAll(/"func":"([^"]*)"/g)].map((m) => m[1]);
      known = text.includes('"key":"^') || text.includes('"key":"$this"') || inside.some((f) => f !== func && this.capturing(f));
      this.captures.set(func, known);
    }
    return known;
  }
  private readonly captures = new Map<FunctionId, boolean>();

  private numberOf(object: object | undefined): number {
    if (!object) return 0;
    let number = this.numbers.get(object);
    if (number === undefined) {
      number = ++this.count;
      this.numbers.set(object, number);
    }
    return number;
  }
  private readonly numbers = new WeakMap<object, number>();
  private count = 0;

  /** Alternatives, and what runs one after the other. */
  unwrapped(ref: Ref, depth = 0): readonly Ref[] {
    if (depth > MAX_UNWRAPPED) return [ref];
    return each(ref).flatMap((one) => {
      const inside =
        one.is === 'list'
          ? one.items
          : one.is === 'scope'
            ? this.wrapped.get(one.id)
            : one.is === 'named'
              ? this.named.get(one.name)
              : undefined;
      return inside ? inside.flatMap((item) => this.unwrapped(item, depth + 1)) : [one];
    });
  }

  /** With what is kept under names in place of these. */
  called(ref: Ref, depth = 0): Ref {
    if (depth > MAX_UNWRAPPED) return ref;
    switch (ref.is) {
      case 'named': {
        const known = this.named.get(ref.name) ?? [];
        if (known.length === 0) return { is: 'unknown', name: ref.name };
        return known.length === 1 ? this.called(known[0], depth + 1) : { is: 'any', of: known.map((r) => this.called(r, depth + 1)) };
      }
      case 'any':
        return { ...ref, of: ref.of.map((r) => this.called(r, depth + 1)) };
      case 'list':
        return { ...ref, items: ref.items.map((r) => this.called(r, depth + 1)) };
      default:
        return ref;
    }
  }

  /** Controls that it is, whatever it does; undefined where that tells. */
  knownAs(ref: Ref, text: string): readonly ControlKind[] | undefined {
    const named = this.kindsNamed(ref, text);
    if (ref.is === 'control') return [...new Set([...ref.kinds, ...named])];
    return named.length > 0 ? named : undefined;
  }

  /** Controls that something is by its name alone, as it is called where it stands or where it is written. */
  kindsNamed(ref: Ref, text: string): readonly ControlKind[] {
    switch (ref.is) {
      case 'list':
      case 'applied':
      case 'any':
      case 'nothing':
      case 'scope':
      case 'role':
        return [];
      case 'wrap':
        return this.kindsNamed(ref.by, text);
      case 'function': {
        const kinds = this.names.named(text);
        return kinds.length > 0 ? kinds : this.names.named(this.program.facts.get(ref.func)?.name ?? '');
      }
      case 'unknown':
      case 'control':
        return this.names.named(ref.name === '' ? text : ref.name);
      default:
        return this.names.named(text);
    }
  }

  /** None of them is written out, and nobody knows who does so. */
  arePromised(functions: readonly FunctionId[]): boolean {
    return functions.every((func) => ((this.program.facts.get(func)?.acts ?? 0) & ACTS.promised) !== 0);
  }

  waysOf(func: FunctionId): Ways | undefined {
    if (!this.ways.has(func)) {
      const flow = this.program.facts.get(func)?.flow;
      this.ways.set(func, flow && new Ways(flow));
    }
    return this.ways.get(func);
  }
}
