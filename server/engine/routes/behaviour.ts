/**
 * What a function in a chain does to requests, judged by what it does and not by its name: on which conditions it turns them
 * away, and whether it goes on for all others only.
 */
import type { ControlKind } from '../kinds';
import type { Site } from '../values';
import type { FunctionId, Ref, RouteEvent } from './facts';
import { wordsOf } from './flow';
import type { ControlNames } from './names';
import { type Decision, Ways } from './ways';
import { each, type Inputs, type RouteProgram, resolve, spreadOut } from './world';

export interface Evidence {
  readonly site: Site | undefined;
  readonly message: string;
}

/** How far a function is a control of one kind. */
export interface Check {
  /** `partly`: some requests pass without it. `not`: it looks like one, and lets everybody through. */
  readonly holds: 'always' | 'partly' | 'not';
  readonly evidence: readonly Evidence[];
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
  /** It hands the request on to something that is not known. */
  readonly unknown: Evidence | undefined;
}

interface Point {
  readonly block: number;
  readonly site: Site;
  /** `check`: a call that refuses, or comes back only when it has not. */
  readonly does: 'go' | 'refuse' | 'check' | 'answer';
  readonly status: number;
  readonly redirect: boolean;
  readonly texts: readonly string[];
  /** Words of what it depends on besides the conditions of this function. */
  readonly words: readonly string[];
  /** It both refuses and goes on, by a condition of its own. */
  readonly decides: boolean;
  readonly inner: Behaviour | undefined;
}

const NOTHING_DONE: Behaviour = { guards: new Map(), own: new Map(), goesOn: false, answers: false, refuses: false, unknown: undefined };
const MAX_DEPTH = 7;
/** Functions followed for one link of a chain. */
const MAX_STEPS = 400;

export class Behaviours {
  private readonly known = new Map<string, Behaviour>();
  private readonly ways = new Map<FunctionId, Ways | undefined>();

  constructor(
    private readonly program: RouteProgram,
    readonly names: ControlNames,
  ) {}

  /** A function that is handed these; `context`: words of the call that runs it. */
  of(ref: Extract<Ref, { is: 'function' }>, args: readonly Ref[], context: readonly string[] = [], depth = 0): Behaviour {
    const facts = this.program.facts.get(ref.func);
    if (!facts || facts.acts === 0 || depth > MAX_DEPTH) return NOTHING_DONE;
    const key = `${this.keyOf(ref)}(${args.map((a) => this.keyOf(a)).join()})${context.join(' ')}`;
    const known = this.known.get(key);
    if (known) return known;
    if (depth === 0) this.steps = 0;
    if (++this.steps > MAX_STEPS) return NOTHING_DONE;
    this.known.set(key, NOTHING_DONE);
    const inputs: Inputs = { func: ref.func, args: spreadOut(args), rest: facts.rest, bound: ref.bound, within: ref.within };
    const judge = new Judge(this, facts.events, this.waysOf(ref.func), inputs, context, depth);
    const made = judge.behaviour();
    this.known.set(key, made);
    return made;
  }

  private steps = 0;

  /** The same for what cannot behave otherwise; what functions have taken along counts only where they use it. */
  private keyOf(ref: Ref, depth = 0): string {
    switch (ref.is) {
      case 'function':
        return this.capturing(ref.func) ? `${ref.func}@${this.numberOf(ref.bound)}.${this.numberOf(ref.within)}` : ref.func;
      case 'role':
        return `:${ref.role}`;
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
      known = text.includes('"key":"^') || inside.some((f) => f !== func && this.capturing(f));
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

  waysOf(func: FunctionId): Ways | undefined {
    if (!this.ways.has(func)) {
      const flow = this.program.facts.get(func)?.flow;
      this.ways.set(func, flow && new Ways(flow));
    }
    return this.ways.get(func);
  }
}

class Judge {
  private readonly points: Point[] = [];
  private unknown: Evidence | undefined;

  constructor(
    private readonly behaviours: Behaviours,
    events: readonly RouteEvent[],
    private readonly ways: Ways | undefined,
    private readonly inputs: Inputs,
    private readonly context: readonly string[],
    private readonly depth: number,
  ) {
    for (const event of events) this.take(event);
  }

  behaviour(): Behaviour {
    const guards = new Map<ControlKind, Check>();
    const own = new Map<ControlKind, Check>();
    const goes = this.points.filter((p) => p.does === 'go' || p.decides || p.inner?.goesOn);
    const refusals = this.points.filter((p) => p.does === 'refuse' || p.does === 'check');
    for (const kind of this.kinds(refusals, goes.length > 0)) {
      if (goes.length > 0) guards.set(kind, this.guard(kind, refusals, goes));
      else own.set(kind, this.ownCheck(kind, refusals));
    }
    // What looks like a control and is none is told of.
    for (const { inner } of this.points) {
      for (const [kind, check] of [...(inner?.guards ?? []), ...(inner?.own ?? [])])
        if (check.holds === 'not' && !guards.has(kind)) guards.set(kind, check);
    }
    return {
      guards,
      own,
      goesOn: goes.length > 0,
      answers: this.points.some(
        (p) => p.inner?.answers || (p.does === 'answer' && !refusals.some((r) => r.does === 'refuse' && r.block === p.block)),
      ),
      refuses: refusals.length > 0,
      unknown: this.unknown,
    };
  }

  // --- what happens where

  private take(event: RouteEvent): void {
    const point = (p: Partial<Point> & Pick<Point, 'does'>): void => {
      this.points.push({
        block: event.block,
        site: event.site,
        status: 0,
        redirect: false,
        texts: [],
        words: [],
        decides: false,
        inner: undefined,
        ...p,
      });
    };
    switch (event.event) {
      case 'answer': {
        const on = resolve(event.on, this.inputs);
        if (on.is === 'function' || on.is === 'scope' || on.is === 'text' || (on.is === 'role' && on.role === 'request')) return;
        if (event.status >= 400 || event.redirect || event.texts.some((t) => /unauthori[sz]ed|forbidden/i.test(t) && t.length < 40))
          point({ does: 'refuse', status: event.status, redirect: event.redirect, texts: event.texts });
        else if (event.ends) point({ does: 'answer', status: event.status });
        return;
      }
      case 'throw': {
        const error = resolve(event.error, this.inputs);
        if (error.is === 'error') point({ does: 'refuse', status: error.status, texts: [error.name] });
        return;
      }
      case 'check': {
        const evidence: Evidence = { site: event.site, message: `\`${event.name}\` throws otherwise` };
        const own = new Map<ControlKind, Check>(event.kinds.map((k) => [k, { holds: 'always', evidence: [evidence] }]));
        point({ does: 'check', inner: { ...NOTHING_DONE, own, refuses: true } });
        return;
      }
      case 'call':
        for (const callee of event.callee) for (const one of each(resolve(callee, this.inputs))) this.call(event, one, point);
        return;
      case 'run':
        for (const ref of event.functions) {
          for (const fn of each(resolve(ref, this.inputs))) {
            if (fn.is !== 'function') continue;
            const inner = this.behaviours.of(fn, [], wordsOf(event.name), this.depth + 1);
            if (inner.refuses || inner.goesOn || inner.answers) point({ does: 'check', inner, words: [event.name] });
            this.unknown ??= inner.unknown;
          }
        }
        return;
      default:
        return;
    }
  }

  private call(event: Extract<RouteEvent, { event: 'call' }>, callee: Ref, point: (p: Partial<Point> & Pick<Point, 'does'>) => void): void {
    const args = event.args.map((a) => resolve(a, this.inputs));
    if (callee.is === 'role') {
      if (callee.role !== 'next') return;
      const [first] = args;
      if (first === undefined || first.is === 'nothing' || first.is === 'text') point({ does: 'go' });
      else if (first.is === 'error' && first.maybe) point({ does: 'refuse', status: first.status, words: [first.name], decides: true });
      else if (first.is === 'error') point({ does: 'refuse', status: first.status, texts: [first.name] });
      else point({ does: 'refuse', status: first.is === 'unknown' ? this.behaviours.names.statusByName(first.name) : 0 });
      return;
    }
    const handsOn = args.some((a) => a.is === 'role' && a.role === 'next');
    if (callee.is === 'function') {
      const inner = this.behaviours.of(callee, args, [], this.depth + 1);
      this.unknown ??= inner.unknown;
      if (inner.refuses || inner.goesOn || inner.answers) point({ does: 'check', inner, words: [event.name] });
    } else if (callee.is === 'control') {
      const evidence: Evidence = { site: event.site, message: `\`${event.name}\` is known for it` };
      const guards = new Map<ControlKind, Check>(callee.kinds.map((k) => [k, { holds: 'always', evidence: [evidence] }]));
      point({ does: 'check', inner: { ...NOTHING_DONE, guards, goesOn: handsOn, refuses: guards.size > 0 } });
    } else if (handsOn) {
      // What goes on is in hands that nobody knows.
      this.unknown ??= { site: event.site, message: `\`${event.name}\` is not known` };
      point({ does: 'go' });
    }
  }

  // --- conditions

  private decisionsOf(point: Point, all: boolean): readonly Decision[] {
    if (!this.ways) return [];
    return all ? this.ways.allDecisions(point.block) : this.ways.decisions(point.block);
  }

  private wordsOf({ block, side }: Decision): readonly string[] {
    const flow = this.ways?.flow;
    return (side === 'error' ? flow?.calls[block] : flow?.conditions[block]?.words) ?? [];
  }
  private textOf({ block, side }: Decision): string {
    const flow = this.ways?.flow;
    return side === 'error' ? 'what fails before' : (flow?.conditions[block]?.text ?? '');
  }

  private wordsAround(point: Point): readonly string[] {
    const own = [...this.context, ...point.words.flatMap(wordsOf)];
    const near = this.decisionsOf(point, false);
    const outer = near.flatMap((d) => (this.ways ? this.ways.decisions(d.block) : []));
    return [...own, ...[...near, ...outer].flatMap((d) => this.wordsOf(d))];
  }

  /** Refusals depend on something; what always refuses is an answer. */
  private isConditional(point: Point): boolean {
    if (point.decides || this.decisionsOf(point, false).length > 0) return true;
    // What is run by a call depends on how that ends.
    return this.context.length > 0 && !point.redirect;
  }

  private kindsAt(point: Point, inChain: boolean): readonly ControlKind[] {
    if (point.inner) return [...point.inner.guards, ...point.inner.own].filter(([, c]) => c.holds !== 'not').map(([k]) => k);
    if (point.does !== 'refuse' || !this.isConditional(point)) return [];
    // An answer of no certain status refuses only where others go on.
    if (!inChain && point.status === 0 && point.texts.length === 0 && !point.redirect) return [];
    return this.behaviours.names.kindsOf({
      status: point.status,
      redirect: point.redirect,
      texts: point.texts,
      words: this.wordsAround(point),
    });
  }

  private kinds(refusals: readonly Point[], inChain: boolean): readonly ControlKind[] {
    return [...new Set(refusals.flatMap((p) => this.kindsAt(p, inChain)))];
  }

  // --- verdicts

  private guard(kind: ControlKind, refusals: readonly Point[], goes: readonly Point[]): Check {
    const mine = refusals.filter((p) => this.kindsAt(p, true).includes(kind));
    const stopping = mine.filter((p) => !this.goesOnAfter(p, goes));
    if (stopping.length === 0) {
      const evidence = { site: mine[0].site, message: `${this.said(mine[0])}, and goes on all the same` };
      return { holds: 'not', evidence: [evidence] };
    }
    const evidence = stopping.slice(0, 2).flatMap((p) => this.evidenceOf(p, kind));
    const bypass = this.bypass(kind, stopping, goes);
    if (!bypass) return { holds: this.innerHolds(stopping, kind), evidence };
    return { holds: bypass.holds, evidence: [...evidence, bypass.evidence] };
  }

  private innerHolds(points: readonly Point[], kind: ControlKind): Check['holds'] {
    if (points.some((p) => !p.inner)) return 'always';
    const held = points.map((p) => (p.inner?.guards.get(kind) ?? p.inner?.own.get(kind))?.holds);
    return held.includes('always') ? 'always' : 'partly';
  }

  /** After the refusal the request goes on nevertheless. */
  private goesOnAfter(point: Point, goes: readonly Point[]): boolean {
    if (point.inner || point.decides || !this.ways) return false;
    const after = this.ways.after(point.block);
    return goes.some(
      (g) => g !== point && !g.inner && (after[g.block] === 1 || (g.block === point.block && g.site.at.start > point.site.at.start)),
    );
  }

  /** A way on that does not pass the check. */
  private bypass(
    kind: ControlKind,
    mine: readonly Point[],
    goes: readonly Point[],
  ): { readonly holds: 'partly' | 'not'; readonly evidence: Evidence } | undefined {
    const { ways } = this;
    const checked = new Set<number>();
    for (const point of mine) this.addPassed(point, checked);
    for (const go of goes) {
      if (mine.includes(go) || (go.inner && holdsIn(go.inner, kind))) continue;
      if (!ways) {
        // One way only: what stands before the check goes on without it.
        if (mine.some((p) => p.site.at.start < go.site.at.start)) continue;
        if (go.inner && mine.some((p) => p.inner)) continue;
        return { holds: 'not', evidence: { site: go.site, message: 'it goes on before that' } };
      }
      const near = ways.decisions(go.block);
      const absent = near.find((d) => d.side !== 'error' && this.isAbsent(d) && !mine.some((p) => p.inner && p.block === go.block));
      if (absent) {
        const evidence = { site: go.site, message: `it goes on without one: \`${this.textOf(absent)}\`` };
        return { holds: 'not', evidence };
      }
      if (checked.has(go.block)) continue;
      if (ways.reachable(0, checked, true)[go.block] !== 1) {
        const outer = ways.allDecisions(go.block).find((d) => d.side !== 'error' && !near.some((n) => same(n, d)) && this.isAbsent(d));
        if (!outer) continue;
        return { holds: 'partly', evidence: { site: go.site, message: `some go on without one: \`${this.textOf(near[0] ?? outer)}\`` } };
      }
      // A function that is run later, and goes on by what the call before has found out.
      if (go.inner && go.words.length > 0 && mine.some((p) => p.inner && p.block === go.block)) continue;
      if (near.some((d) => /method\W+(?:OPTIONS|HEAD)\b|OPTIONS\W+\S*method/.test(this.textOf(d)))) continue;
      const optional = this.optionalBy(mine);
      if (optional !== undefined) return { holds: 'not', evidence: { site: go.site, message: `it goes on without one: \`${optional}\`` } };
      const why = near.map((d) => this.textOf(d)).filter((t) => t !== '')[0];
      const words = near.flatMap((d) => this.wordsOf(d));
      const message = this.behaviours.names.isAboutPath(words)
        ? `not for all requests: \`${why}\``
        : why
          ? `it depends on \`${why}\``
          : 'some requests go on without it';
      return { holds: 'partly', evidence: { site: go.site, message } };
    }
    return undefined;
  }

  /** Blocks that nothing gets past that the point would have refused: the call that refuses, or what decides about it. */
  private addPassed(point: Point, to: Set<number>): void {
    if (point.inner || point.decides) to.add(point.block);
    if (point.inner) return;
    const near = this.decisionsOf(point, false);
    for (const d of this.decisionsOf(point, true)) {
      if (near.some((n) => same(n, d)) || (this.behaviours.names.isAboutClient(this.wordsOf(d)) && !this.isPresent(d))) to.add(d.block);
    }
  }

  /** What is tested, where only those are checked that show something at all. */
  private optionalBy(points: readonly Point[]): string | undefined {
    if (!points.every((p) => this.decisionsOf(p, true).some((d) => this.isPresent(d)))) return undefined;
    const [first] = points.flatMap((p) => this.decisionsOf(p, true).filter((d) => this.isPresent(d)));
    return first && this.textOf(first);
  }

  /** On this side there is one. */
  private isPresent(decision: Decision): boolean {
    if (decision.side === 'error') return false;
    return this.isAbsent({ block: decision.block, side: decision.side === 0 ? 1 : 0 });
  }

  /** On this side there is no credential or principal. */
  private isAbsent({ block, side }: Decision): boolean {
    const condition = this.ways?.flow.conditions[block];
    if (!condition || condition.absent === undefined || side === 'error') return false;
    return (
      (side === 0) === condition.absent &&
      this.behaviours.names.testsPresence(condition.text) &&
      this.behaviours.names.isAboutClient(condition.words)
    );
  }

  /** A handler's check counts where all its success comes after it. */
  private ownCheck(kind: ControlKind, refusals: readonly Point[]): Check {
    const mine = refusals.filter((p) => this.kindsAt(p, false).includes(kind));
    const evidence = mine.slice(0, 2).flatMap((p) => this.evidenceOf(p, kind));
    const { ways } = this;
    if (!ways) return { holds: this.innerHolds(mine, kind), evidence };
    const passed = new Set<number>();
    for (const p of this.points) if (p.does === 'refuse') passed.add(p.block);
    for (const point of mine) this.addPassed(point, passed);
    const reached = ways.reachable(0, passed, false);
    const free = ways.flow.ends.some((end, b) => end === 'return' && reached[b] === 1);
    if (!free) return { holds: this.innerHolds(mine, kind), evidence };
    const optional = this.optionalBy(mine);
    if (optional !== undefined)
      return { holds: 'not', evidence: [...evidence, { site: mine[0].site, message: `it goes on without one: \`${optional}\`` }] };
    return { holds: 'partly', evidence: [...evidence, { site: mine[0].site, message: 'not on every way through the handler' }] };
  }

  private evidenceOf(point: Point, kind: ControlKind): readonly Evidence[] {
    const inner = point.inner?.guards.get(kind) ?? point.inner?.own.get(kind);
    if (inner) return inner.evidence;
    return [{ site: point.site, message: this.said(point) }];
  }

  private said(point: Point): string {
    const answer =
      point.status > 0
        ? `answers ${point.status}`
        : point.redirect
          ? `redirects${point.texts.length > 0 ? ` to ${point.texts[0]}` : ''}`
          : 'ends the request';
    const [first] = this.decisionsOf(point, false);
    const on = point.decides ? point.words[0] : first ? this.textOf(first) : point.words[0];
    return on ? `${answer} depending on \`${on.length > 70 ? `${on.slice(0, 69)}…` : on}\`` : answer;
  }
}

function same(a: Decision, b: Decision): boolean {
  return a.block === b.block && a.side === b.side;
}

function holdsIn(behaviour: Behaviour, kind: ControlKind): boolean {
  return (behaviour.guards.get(kind) ?? behaviour.own.get(kind))?.holds === 'always';
}
