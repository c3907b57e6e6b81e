/** Judges one function, handed certain arguments: where it turns requests away, on which conditions, and which ways lead past that. */
import type { ControlKind } from '../../kinds';
import { AMBIENT, type Ref, type RouteEvent } from '../facts';
import type { GoesOn } from '../model/model';
import { each, type Inputs, resolve } from '../world';
import { Aborting } from './aborting';
import { alwaysRefused } from './always';
import type { Behaviour, Behaviours, Check, Evidence, FunctionRef } from './behaviour';
import { wordsOf } from './flow';
import { givenBack } from './givenBack';
import { handsOn, holdsRequest, lookedAt } from './lookedAt';
import { holdsIn, type Made, NOTHING_DONE, ownOf, type Passed, type Point, turnsAway, USUAL } from './points';
import { isFollowed, returned } from './returned';
import { checked, demanded, inHandsOf, isFoundOut, knownFor, notForAll, saidOf, thrownAs } from './said';
import { silentEnds } from './silent';
import { unlessCaught } from './swallowed';
import { type Decision, oneSided, otherSide, same, sideOf, type Ways, withSides } from './ways';

export class Judge {
  private readonly points: Point[] = [];
  private unknown: Evidence | undefined;
  private readonly mounts = new Set<string>();

  constructor(
    private readonly behaviours: Behaviours,
    private readonly events: readonly RouteEvent[],
    private readonly ways: Ways | undefined,
    private readonly inputs: Inputs,
    private readonly context: readonly string[],
    private readonly depth: number,
    private readonly goesOn: GoesOn | undefined,
  ) {
    for (const event of events) this.take(event);
    for (const [i, p] of this.points.entries()) this.points[i] = unlessCaught(p, this.points, ways);
    const aborting = new Aborting(events, ways, inputs);
    for (const [i, p] of this.points.entries())
      if (aborting.stops(p.block) || p.inner?.always?.stops) this.points[i] = { ...p, stops: true };
    if (goesOn === 'unless-aborted') {
      const stopped = this.points.filter((p) => p.stops && p.inner).map((p) => p.block);
      for (const { block, site } of aborting.goesOn(stopped)) this.addPoint({ block, site }, { does: 'go' });
    } else if (goesOn === undefined && this.points.some((p) => p.straight)) {
      for (const end of silentEnds(this.points, ways)) this.addPoint(end, { does: 'refuse', silent: true });
    }
  }

  behaviour(): Behaviour {
    const guards = new Map<ControlKind, Check>();
    const own = new Map<ControlKind, Check>();
    const isGoing = (p: Point): boolean => p.does === 'go' || p.decides || p.inner?.goesOn === true;
    const goes = this.points.filter((p) => p.does === 'run' || isGoing(p));
    const refusals = this.points.filter((p) => p.does === 'refuse' || p.does === 'check');
    for (const kind of this.kinds(refusals, goes.length > 0)) {
      if (goes.length > 0) guards.set(kind, this.guard(kind, refusals, goes));
      else own.set(kind, this.ownCheck(kind, refusals));
    }
    // What looks like a control and is none is told of; where a certain one stands beside it, it may know why it lets some through.
    for (const { inner } of this.points) {
      const besides = this.points.some((p) => p.inner && p.inner !== inner && p.inner.guards.get('authentication')?.holds === 'always');
      for (const [kind, check] of [...(inner?.guards ?? []), ...(inner?.own ?? [])])
        if (check.holds === 'not' && !guards.has(kind) && !own.has(kind)) guards.set(kind, besides ? { ...check, holds: 'partly' } : check);
    }
    return {
      guards,
      own,
      goesOn: goes.some(isGoing),
      answers: this.points.some(
        (p) => p.inner?.answers || (p.does === 'answer' && !refusals.some((r) => r.does === 'refuse' && r.block === p.block)),
      ),
      refuses: refusals.length > 0,
      givesBack: refusals.some((p) => p.given),
      throws: refusals.length > 0 && refusals.every((p) => p.thrown || p.inner?.throws === true),
      always: goes.length > 0 ? undefined : alwaysRefused(this.points, this.ways, this.behaviours.names),
      mounts: [...this.mounts],
      unknown: this.unknown,
    };
  }

  // --- what happens where

  private addPoint({ block, site }: Pick<Point, 'block' | 'site'>, p: Made): void {
    this.points.push({ block, site, ...USUAL, ...p });
  }

  private take(event: RouteEvent): void {
    const point = (p: Made): void => this.addPoint(event, p);
    switch (event.event) {
      case 'answer': {
        const on = resolve(event.on, this.inputs);
        if (on.is === 'function' || on.is === 'scope' || on.is === 'text' || (on.is === 'role' && on.role === 'request')) return;
        const from = event.from && resolve(event.from, this.inputs);
        const status = from?.is === 'number' ? from.value : event.status;
        if (turnsAway(event, status))
          point({ does: 'refuse', status, redirect: event.redirect, texts: event.texts, given: event.given === true });
        else if (event.ends) point({ does: 'answer', status });
        return;
      }
      case 'go': {
        const on = resolve(event.on, this.inputs);
        if (on.is === 'role' && on.role === 'context') point({ does: 'go', straight: true });
        return;
      }
      case 'throw': {
        const error = resolve(event.error, this.inputs);
        if (error.is === 'error') point(thrownAs(error));
        return;
      }
      case 'demand':
        if (this.behaviours.names.named(event.name).length > 0) point(checked(event, this.behaviours.names.named(event.name)));
        else if (this.behaviours.arePromised(event.functions) && !isFollowed(event, this.events, this.behaviours, this.inputs))
          this.unknown ??= demanded(event, this.behaviours.names);
        return;
      case 'return': {
        if (this.goesOn === 'never') {
          const near = this.ways?.decisions(event.block) ?? [];
          const answered = this.points.some((p) => p.does === 'refuse' && p.block === event.block);
          if (!answered)
            for (const one of givenBack(event, near, this.ways?.flow.conditions ?? {}, this.behaviours.names, this)) point(one);
          return;
        }
        // Where it has turned the request away already, what it gives back says nothing.
        const refused = this.points.some((p) => p.does === 'refuse' && p.block === event.block);
        const { made, unknown } = returned(event, this.goesOn, this.events, this.behaviours, this.inputs, this.depth);
        for (const one of made) if (one.does !== 'go' || !refused) point(one);
        this.unknown ??= unknown;
        return;
      }
      case 'check':
        point(checked(event, event.kinds));
        return;
      case 'call':
        for (const callee of event.callee) {
          for (const one of this.behaviours.unwrapped(resolve(callee, this.inputs))) {
            if (one.is === 'function' && callee.is === 'input') this.run(event, one, point);
            this.call(event, one, point);
          }
        }
        return;
      case 'run':
        for (const ref of event.functions) {
          for (const fn of each(resolve(ref, this.inputs))) {
            if (fn.is !== 'function') continue;
            const inner = this.behaviours.of(fn, [], wordsOf(event.name), this.depth + 1);
            if (inner.refuses || inner.goesOn || inner.answers) point({ does: 'check', inner, words: [event.name] });
            this.unknown ??= inner.unknown;
            const roles = event.beside.map((r) => resolve(r, this.inputs)).flatMap((r) => (r.is === 'role' ? [r.role] : []));
            if (inner.goesOn && roles.includes('request') && roles.includes('response'))
              this.unknown ??= inHandsOf(this.behaviours.names, event);
          }
        }
        return;
      default:
        return;
    }
  }

  private call(event: Extract<RouteEvent, { event: 'call' }>, callee: Ref, point: (p: Made) => void): void {
    const args = event.args.map((a) => resolve(a, this.inputs));
    const kinds = this.behaviours.knownAs(callee, event.name);
    if (kinds) return void point(knownFor(event, kinds, handsOn(args)));
    if (callee.is === 'scope') {
      // A router is a handler itself.
      if (args.some((a) => a.is === 'role')) {
        this.mounts.add(callee.id);
        point({ does: 'go' });
      }
      return;
    }
    if (callee.is === 'role') {
      if (callee.role === 'handler') point({ does: 'go', straight: true });
      if (callee.role !== 'next') return;
      const [first] = args;
      if (first === undefined || first.is === 'nothing' || first.is === 'text') point({ does: 'go' });
      else if (first.is === 'error' && first.maybe) point({ does: 'refuse', status: first.status, words: [first.name], decides: true });
      else if (first.is === 'error') point({ does: 'refuse', status: first.status, texts: [first.name] });
      else point({ does: 'refuse', status: first.is === 'unknown' ? this.behaviours.names.statusByName(first.name) : 0 });
      return;
    }
    if (event.mode && (callee.is === 'unknown' || callee.is === 'input' || callee.is === 'object')) {
      const name = callee.is === 'unknown' && callee.name !== '' ? callee.name : event.name;
      this.unknown ??= inHandsOf(this.behaviours.names, { name, site: event.site });
      return;
    }
    if (callee.is === 'function') {
      const asked = this.behaviours.asked(callee.func, this.inputs.func);
      if (asked) point({ does: 'check', inner: { ...NOTHING_DONE, own: asked, refuses: true } });
      const inner = lookedAt(ownOf(this.behaviours, callee, args, this.depth + 1, event), event);
      this.unknown ??= inner.unknown;
      for (const id of inner.mounts) this.mounts.add(id);
      // What always ends by sending the client on may have turned some away before.
      if (inner.always && (inner.own.size === 0 || inner.always.status >= 400))
        point({ does: 'refuse', ...inner.always, given: inner.givesBack });
      else if (inner.refuses || inner.goesOn || inner.answers) point({ does: 'check', inner, words: [event.name], given: inner.givesBack });
    } else if (handsOn(args) || (event.used === 'given' && args.some(holdsRequest))) {
      // What goes on is in hands that nobody knows.
      this.unknown ??= inHandsOf(this.behaviours.names, event);
      if (handsOn(args)) point({ does: 'go' });
    }
  }

  /** A handler that this function was made around is handed the request. */
  private run(event: Extract<RouteEvent, { event: 'call' }>, handler: FunctionRef, point: (p: Made) => void): void {
    const args = event.args.map((a) => resolve(a, this.inputs));
    const roles = args.flatMap((a) => (a.is === 'role' ? [a.role] : []));
    if (roles.includes('next') || roles.includes('handler') || !roles.some((r) => r === 'response' || r === 'context')) return;
    point({ does: 'run', inner: this.behaviours.of(handler, args, [], this.depth + 1) });
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

  /** Of the conditions that decide by themselves; where something fails, of what that is only if nobody knows what follows. */
  private wordsNear(point: Point): readonly string[] {
    const near = this.decisionsOf(point, false).filter((d) => d.side !== 'error' || point.texts.length === 0);
    return [...this.context, ...point.words.flatMap(wordsOf), ...near.flatMap((d) => this.wordsOf(d))];
  }

  /** Refusals depend on something; what always refuses is an answer. */
  private isConditional(point: Point): boolean {
    if (point.decides || this.decisionsOf(point, false).length > 0) return true;
    // What is run by a call depends on how that ends.
    return this.context.length > 0 && !point.redirect;
  }

  /** It may turn away others than those who cannot show who they are. */
  private isDoubtful(point: Point, kind: ControlKind): boolean {
    const { names } = this.behaviours;
    if (point.silent) return true;
    if (point.inner) return (point.inner.guards.get(kind) ?? point.inner.own.get(kind))?.holds !== 'always';
    const near = this.decisionsOf(point, false);
    // Without something that the client has sent, which nobody has looked at yet; or that may not be the client's.
    if (point.fault)
      return !near.some(
        (d) => this.isAbsent(d) && names.testsPrincipal(this.textOf(d)) && this.fromOf(d).some((key) => this.isHandedOver(key)),
      );
    if (point.status === 401 || near.length === 0) return false;
    const isFault = near.every((d) => this.isFault(d));
    if (point.status === 0 && !point.redirect && isFault)
      return !names.verifies([...this.context, ...near.flatMap((d) => this.wordsOf(d))]);
    if (point.status === 403 && kind === 'authorisation' && !names.isAboutClient(this.wordsAround(point))) return true;
    if (point.redirect) return point.texts.length === 0 && near.some((d) => d.side === 'error');
    if (near.every((d) => d.side === 'error')) return !names.verifies(near.flatMap((d) => this.wordsOf(d)));
    return kind === 'authentication' && near.every((d) => this.isThere(d) && !names.testsFault(this.textOf(d)));
  }

  /** On this side what is tested is there: those who have nothing at all are on the other one. */
  private isThere({ block, side }: Decision): boolean {
    const absent = this.ways?.flow.conditions[block]?.absent;
    return absent !== undefined && side !== 'error' && (side === 0) !== absent;
  }

  /** On this side there is an error, or what a client must not have. */
  private isFault(d: Decision): boolean {
    if (d.side === 'error') return false;
    const { names } = this.behaviours;
    const side = names.faultSide(this.textOf(d));
    return side === undefined ? this.isThere(d) && names.testsFault(this.textOf(d)) : side === d.side;
  }

  private fromOf({ block }: Decision): readonly string[] {
    return this.ways?.flow.conditions[block]?.from ?? [];
  }
  /** What the framework hands to handlers, by this input. */
  isHandedOver(key: string): boolean {
    if (key === AMBIENT) return true;
    const ref = key === '' ? undefined : resolve({ is: 'input', key, below: [] }, this.inputs);
    return ref?.is === 'role' && ref.role !== 'value';
  }

  private kindsAt(point: Point, inChain: boolean): readonly ControlKind[] {
    const known = inChain ? this.chainKinds : this.ownKinds;
    const kinds = known.get(point) ?? this.kindsOf(point, inChain);
    known.set(point, kinds);
    return kinds;
  }
  private readonly chainKinds = new Map<Point, readonly ControlKind[]>();
  private readonly ownKinds = new Map<Point, readonly ControlKind[]>();

  private kindsOf(point: Point, inChain: boolean): readonly ControlKind[] {
    if (point.inner) return [...point.inner.guards, ...point.inner.own].filter(([, c]) => c.holds !== 'not').map(([k]) => k);
    if (point.silent) return this.behaviours.names.isAboutClient(this.wordsNear(point)) ? ['authentication'] : [];
    if (point.does !== 'refuse' || !this.isConditional(point)) return [];
    if (point.fault) return this.decisionsOf(point, false).some((d) => this.isAbsent(d)) ? ['authentication'] : [];
    // An answer of no certain status refuses only where others go on.
    if (!inChain && point.status === 0 && point.texts.length === 0 && !point.redirect) return [];
    return this.behaviours.names.kindsOf({
      status: point.status,
      redirect: point.redirect,
      texts: point.texts,
      words: this.wordsAround(point),
      near: this.wordsNear(point),
      written: this.decisionsOf(point, false).flatMap((d) => (d.side === 'error' ? [] : wordsOf(this.textOf(d)))),
    });
  }

  private kinds(refusals: readonly Point[], inChain: boolean): readonly ControlKind[] {
    return [...new Set(refusals.flatMap((p) => this.kindsAt(p, inChain)))];
  }

  private guard(kind: ControlKind, refusals: readonly Point[], goes: readonly Point[]): Check {
    const mine = refusals.filter((p) => this.kindsAt(p, true).includes(kind));
    const stopping = mine.filter((p) => !this.goesOnAfter(p, goes));
    if (stopping.length === 0) {
      const evidence = { site: mine[0].site, message: `${this.said(mine[0])}, and goes on all the same` };
      return { holds: 'not', evidence: [evidence] };
    }
    const evidence = stopping.slice(0, 2).flatMap((p) => this.evidenceOf(p, kind));
    if (stopping.every((p) => this.isDoubtful(p, kind))) return { holds: 'partly', evidence };
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
    if (point.stops || point.inner || point.decides || !this.ways) return false;
    const after = this.ways.after(point.block);
    return goes.some(
      (g) =>
        g !== point &&
        (!g.inner || g.does === 'run') &&
        (after[g.block] === 1 || (g.block === point.block && g.site.at.start > point.site.at.start)),
    );
  }

  /** A way on that does not pass the check. */
  private bypass(
    kind: ControlKind,
    mine: readonly Point[],
    goes: readonly Point[],
  ): { readonly holds: 'partly' | 'not'; readonly evidence: Evidence } | undefined {
    const { ways } = this;
    const checked: Passed = { blocks: new Set(), sides: new Set() };
    for (const point of mine) this.addPassed(point, checked);
    for (const go of goes) {
      if (mine.includes(go) || (go.inner && holdsIn(go.inner, kind))) continue;
      if (!ways) {
        // One way only: what stands before the check goes on without it; what stands in what goes on comes first.
        if (mine.some(({ site: { at } }) => at.start < go.site.at.start || at.end <= go.site.at.end)) continue;
        if (go.inner && mine.some((p) => p.inner)) continue;
        return { holds: 'not', evidence: { site: go.site, message: 'it goes on before that' } };
      }
      const near = ways.decisions(go.block);
      const absent = near.find((d) => d.side !== 'error' && this.isAbsent(d) && !mine.some((p) => p.inner && p.block === go.block));
      if (absent && this.isPast(go, checked, absent)) {
        const evidence = { site: go.site, message: `it goes on without one: \`${this.textOf(absent)}\`` };
        return { holds: 'not', evidence };
      }
      if (checked.blocks.has(go.block)) continue;
      if (ways.reachable(0, checked.blocks, true, checked.sides)[go.block] !== 1) {
        const outer = ways.allDecisions(go.block).find((d) => d.side !== 'error' && !near.some((n) => same(n, d)) && this.isAbsent(d));
        if (!outer || near.every((d) => this.isChecked(d, checked))) continue;
        return { holds: 'partly', evidence: { site: go.site, message: `some go on without one: \`${this.textOf(near[0] ?? outer)}\`` } };
      }
      // A function that is run later, and goes on by what the call before has found out.
      if (go.inner && go.words.length > 0 && mine.some((p) => p.inner && p.block === go.block)) continue;
      const found = near.filter((d) => this.isPresent(d) && isFoundOut(this.behaviours.names, this.textOf(d), this.wordsOf(d)));
      if (found.length > 0 && ways.reachable(0, checked.blocks, true, withSides(checked.sides, found))[go.block] !== 1) continue;
      if (near.some((d) => /method\W+(?:OPTIONS|HEAD)\b|OPTIONS\W+\S*method/.test(this.textOf(d)))) continue;
      const optional = this.optionalBy(mine);
      if (optional !== undefined) return { holds: 'not', evidence: { site: go.site, message: `it goes on without one: \`${optional}\`` } };
      const why = near.map((d) => this.textOf(d)).find((t) => t !== '');
      const isPath = this.behaviours.names.isAboutPath(near.flatMap((d) => this.wordsOf(d)));
      return { holds: 'partly', evidence: { site: go.site, message: notForAll(why, isPath) } };
    }
    return undefined;
  }

  /** No other check stands before it. */
  private isPast(go: Point, { blocks, sides }: Passed, { block }: Decision): boolean {
    const others = new Set([...sides].filter((s) => s !== sideOf(block, 0) && s !== sideOf(block, 1)));
    return blocks.has(go.block) || this.ways?.reachable(0, blocks, true, others)[go.block] === 1;
  }

  /** One of several that may be shown: `if (req.user || req.apiKey) next()`. */
  private isChecked(d: Decision, { sides }: Passed): boolean {
    return d.side !== 'error' && sides.has(sideOf(d.block, d.side)) && this.behaviours.names.isAboutClient(this.wordsOf(d));
  }

  /** What nothing gets past that the point would have refused: the call that refuses, and the other sides of what decides about it. */
  private addPassed(point: Point, to: Passed): void {
    if (point.inner || point.decides || point.stops) to.blocks.add(point.block);
    if (point.inner) return;
    const near = this.decisionsOf(point, false);
    const all = this.decisionsOf(point, true);
    const isAsked = all.some((d) => this.asksClient(d));
    for (const d of all) {
      // Who is left out of a check by something else has not passed it.
      if (isAsked && d.side !== 'error' && !this.isFault(d) && !this.behaviours.names.isAboutClient(this.wordsOf(d))) continue;
      // Those whose credentials are wrong have been left out by what is asked before.
      if (!near.some((n) => same(n, d)) && (!this.asksClient(d) || this.isFault(otherSide(d)))) continue;
      if (d.side === 'error') to.blocks.add(d.block);
      else to.sides.add(sideOf(d.block, d.side === 0 ? 1 : 0));
    }
  }

  /** It is about who asks, and no mere test whether there is something to check. */
  private asksClient(decision: Decision): boolean {
    if (!this.behaviours.names.isAboutClient(this.wordsOf(decision)) || this.isPresent(decision)) return false;
    const from = decision.side === 'error' ? [] : this.fromOf(decision);
    return from.length === 0 || from.some((key) => key === '$this' || this.isOfRequest(key));
  }

  /** What is tested, where only those are checked that show something at all. */
  private optionalBy(points: readonly Point[]): string | undefined {
    const present = points.map((p) => oneSided(this.decisionsOf(p, true)).filter((d) => this.isPresent(d)));
    const [first] = present.every((all) => all.length > 0) ? present.flat() : [];
    return first && this.textOf(first);
  }

  /** On this side there is one. */
  private isPresent(decision: Decision): boolean {
    if (decision.side === 'error') return false;
    return this.isAbsent({ block: decision.block, side: decision.side === 0 ? 1 : 0 });
  }

  /** On this side there is no credential or principal. */
  isAbsent({ block, side }: Decision): boolean {
    const condition = this.ways?.flow.conditions[block];
    if (!condition || condition.absent === undefined || side === 'error') return false;
    return (
      (side === 0) === condition.absent &&
      this.behaviours.names.testsPresence(condition.text) &&
      this.behaviours.names.isAboutClient(condition.words) &&
      condition.from.some((key) => this.isOfRequest(key))
    );
  }

  /** It comes with the request, and is no setting that holds for all requests. */
  private isOfRequest(key: string): boolean {
    if (key === '' || key === '$this') return false;
    if (key === AMBIENT) return true;
    const ref = resolve({ is: 'input', key, below: [] }, this.inputs);
    if (ref.is === 'role') return true;
    if (ref.is !== 'input' && ref.is !== 'unknown') return false;
    if (key.startsWith('$')) return true;
    // A variable of a function around: of one that is handed the request, or of one that makes such functions.
    for (let around = this.inputs.within; around; around = around.within) {
      const owner = `^${around.func.replace(/#(\d+)$/, ':$1')}:`;
      if (key.startsWith(owner)) return around.args.some((a) => a.is === 'role');
    }
    return false;
  }

  /** A handler's check counts where all its success comes after it. */
  private ownCheck(kind: ControlKind, refusals: readonly Point[]): Check {
    const mine = refusals.filter((p) => this.kindsAt(p, false).includes(kind));
    const evidence = mine.slice(0, 2).flatMap((p) => this.evidenceOf(p, kind));
    const { ways } = this;
    if (!ways) return { holds: this.innerHolds(mine, kind), evidence };
    const passed: Passed = { blocks: new Set(), sides: new Set() };
    for (const p of this.points) if (p.does === 'refuse') passed.blocks.add(p.block);
    for (const point of mine) this.addPassed(point, passed);
    const reached = ways.reachable(0, passed.blocks, false, passed.sides);
    const free = ways.flow.ends.some((end, b) => end === 'return' && reached[b] === 1);
    if (mine.every((p) => this.isDoubtful(p, kind))) return { holds: 'partly', evidence };
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
    const [first] = this.decisionsOf(point, false);
    return saidOf(point, point.decides ? point.words[0] : first ? this.textOf(first) : point.words[0]);
  }
}
