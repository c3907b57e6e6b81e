/** Notes, while a function is run, what it does to applications, routers and requests. One for each frame that has anything to note. */
import type { Instr, Terminator } from '../../../ir/types';
import type { Frame } from '../../frame';
import type { PathNode } from '../../paths';
import type { ArgumentValue } from '../../summary';
import { type FunctionValue, type Site, UNKNOWN, type Value, withReceiver } from '../../values';
import { ACTS, type Ref, type RouteEvent, type RouteFacts, TO_REQUESTS } from '../facts';
import { appliesInputs } from '../judge/applied';
import type { CompiledRegistration, RouteState } from '../model/compile';
import { type Answering, answerOf, PLAINLY } from './answering';
import { isAsked } from './asked';
import { behindOf } from './behind';
import type { Deed } from './deeds';
import { beginningOf, Definitions } from './definitions';
import { fieldsOf } from './fields';
import { isInput, statusOf } from './glance';
import { calls, groupOf, handsTo, isPlugin } from './groups';
import { calledByName, calledInput, handedOn, isToldOf } from './handing';
import { isTold, keptFacts } from './kept';
import { Makers } from './makers';
import { composing, errorsIn, madeByName, making, servedBy } from './making';
import { classEvent, memberMarks, methodMarks } from './marks';
import { noted } from './noted';
import type { OwnText } from './ownText';
import { actsByForm, mayRefuse } from './promised';
import { type Noted, type NotedCall, Reading, textsIn } from './reading';
import { eachOf, guessesOf, isChosen, likely, registrationOf, siteOf } from './registering';
import { demandedBy, rulesOf } from './rules';
import { calledBy, doers, heldBy, madeBy, scopesMade } from './runnable';
import type { SignEvent } from './signs';
import { saidByCall } from './standing';
import { Tables } from './tables';
import { Wrapping } from './wrapping';

/** What is noted of one function at most. */
const MAX_EVENTS = 2000;
const NOTHING: readonly RouteEvent[] = [];

export class RouteRecorder {
  private readonly noted = new Map<Instr | Terminator, readonly RouteEvent[]>();
  private open: readonly RouteEvent[] = NOTHING;
  private count = 0;
  acts = 0;
  readonly signs = new Map<string, SignEvent>();
  private readonly goingOn = new Set<Terminator>();

  constructor(private readonly frame: Frame) {
    this.reading = new Reading(frame);
    this.wrapping = new Wrapping(this.reading, (event, site) => this.note(event, site));
  }
  private readonly reading: Reading;
  private readonly wrapping: Wrapping;

  get text(): OwnText {
    return this.reading.text;
  }

  // --- what happens

  /** A call has been carried out; returns its result, told apart where it is an application or a router. */
  call(called: NotedCall, result: Value, deed?: Deed): Value {
    const c = this.frame.func.index === 0 && /[{]|=>/.test(called.name) ? { ...called, name: '…' } : called;
    this.begin();
    if (deed) this.note(deed, c.site);
    let out = this.noteCall(c, result);
    const doing = this.open.some((e) => e.event === 'register') ? [] : doers(this.frame, c);
    if (doing.length > 0) this.note({ event: 'use', functions: doing }, c.site);
    if (this.reading.takes(c, (event) => this.note(event, c.site)) || doing.length > 0 || deed) this.acts |= ACTS.does;
    if (this.open.some((e) => e.event === 'register')) {
      this.tables ??= new Tables(this.frame, this.frame.func);
      const turns = this.tables.turns(c.instr);
      if (turns.length > 0) out = this.eachTurn(c, turns, result);
    }
    this.end(c.instr);
    return out;
  }
  private tables: Tables | undefined;

  private get makers(): Makers {
    this.knownMakers ??= new Makers(this.reading, this.frame.func);
    return this.knownMakers;
  }
  private knownMakers: Makers | undefined;

  /** In a loop over a list that is written out, each turn registers something of its own. */
  private eachTurn(c: NotedCall, turns: ReturnType<Tables['turns']>, result: Value): Value {
    this.open = this.open.filter((e) => e.event === 'act');
    let out = result;
    for (const { method, args } of turns) {
      const callee = method === undefined ? c.callee : { ...c.callee, paths: c.self?.paths.map((p) => p.member(method)) ?? [] };
      const given = c.args.map((a, i) => ({ ...a, value: args.get(i) ?? a.value }));
      out = this.noteCall({ ...c, callee, args: given }, result);
    }
    return out;
  }

  /** A field is assigned: `response.statusCode = 401`. */
  assigned(instr: Extract<Instr, { op: 'setField' }>, base: Value, value: Value): void {
    const status = statusOf(value);
    if (status === undefined) return;
    const { names } = this.reading;
    const told = base.paths.some((p) => p.member(instr.name).routes?.setsStatus);
    if (!told && !(names.fields.has(instr.name) && base.paths.some((p) => p.symbolic) && status >= 300)) return;
    this.begin();
    this.note(
      { event: 'answer', on: this.reading.ref(base), status, from: undefined, ends: false, redirect: false, texts: [] },
      this.frame.site(instr.at),
    );
    this.acts |= ACTS.answers;
    this.end(instr);
  }

  /** Something is returned: a function that does something to requests, what it was handed itself, a chain around that. */
  returns(end: Terminator, value: Value): void {
    if (!this.reading.names.gives) return;
    const given = value.functions.filter((fn) => fn.kind === 'function' && this.actsOf(fn.file, fn.index) !== 0);
    const errors = errorsIn(this.reading, end);
    const chains = value.paths.flatMap((p) => (p.step.step === 'instance' ? (this.chains.get(p.step.key) ?? []) : []));
    if (given.length + chains.length + errors.length === 0 && !isInput(value)) return;
    this.begin();
    const site = this.frame.site(end.at);
    for (const error of errors) this.note({ event: 'throw', error }, site);
    if (errors.length > 0) this.acts |= ACTS.answers;
    for (const chain of chains) this.note({ event: 'give', value: chain }, site);
    if (given.length > 0) this.note({ event: 'give', value: this.reading.ref({ ...UNKNOWN, functions: given }) }, site);
    else if (chains.length === 0 && isInput(value)) this.note({ event: 'give', value: this.reading.ref(value) }, site);
    this.end(end);
  }

  /** What goes on to what comes next is given back. */
  goesOn(end: Terminator): void {
    this.goingOn.add(end);
    this.acts |= ACTS.goesOn;
  }

  /** A refusal is given back: `return body, 401`; or thrown, where it leads elsewhere. */
  refused(end: Terminator, status: number, leads?: readonly string[]): void {
    const texts = leads ?? [];
    const answer = { status, from: undefined, ends: true, redirect: leads !== undefined, texts };
    this.begin();
    this.note({ event: 'answer', on: { is: 'nothing' }, ...answer, ...this.reading.givenBack(leads) }, this.frame.site(end.at));
    this.acts |= ACTS.answers;
    this.end(end);
  }

  thrown(end: Terminator, value: Value): void {
    const error = this.reading.errorRef(value, this.frame.site(end.at));
    if (error.is !== 'error') return;
    // It is thrown to send the client elsewhere.
    if (error.status < 400 && /^\w+\s+[\w.]*redirect\w*\(/i.test(error.name)) {
      this.refused(end, 0, textsIn(error.name));
      return;
    }
    this.begin();
    this.note({ event: 'throw', error }, this.frame.site(end.at));
    if (error.status > 0) this.acts |= ACTS.answers;
    this.end(end);
  }

  /** A value of a type that serves what a field of it holds. */
  serves(instr: Extract<Instr, { op: 'cast' }>, value: Value, type: Value): void {
    const event = value.objects.length > 0 ? servedBy(this.reading, value, type) : undefined;
    if (!event) return;
    this.begin();
    this.note(event, this.frame.site(instr.at));
    this.acts |= ACTS.registers;
    this.end(instr);
  }

  /** A class is made, with what stands on it. */
  declared(instr: Extract<Instr, { op: 'class' }>): void {
    const event = classEvent(this.reading, this.definitions, instr);
    const events = [...memberMarks(this.reading, this.definitions, instr), ...(event ? [event] : [])];
    if (events.length === 0) return;
    this.begin();
    for (const one of events) this.note(one, this.frame.site(instr.at));
    this.end(instr);
  }
  private get definitions(): Definitions {
    this.known ??= new Definitions(this.frame.func);
    return this.known;
  }
  private known: Definitions | undefined;

  /** A decorator takes hold of a method; or a rule of a list is noted, beside what else the call does. */
  private isDeclaration(c: NotedCall): boolean {
    const { declared, makesAnswers } = this.reading.names;
    if (!declared.decorates) return false;
    const marks = methodMarks(this.reading, this.definitions, c);
    if (marks && marks !== 'nothing') this.note(marks, c.site);
    if (marks) return true;
    const demands = makesAnswers ? demandedBy(this.reading, c) : [];
    for (const { span, ...rule } of [...rulesOf(this.reading, this.definitions, c), ...demands]) {
      this.note(rule, span);
      this.acts |= rule.event === 'demand' ? ACTS.answers : ACTS.registers;
    }
    return false;
  }

  /** What runs ahead of the function, as the types of its parameters say. */
  ahead(events: readonly Noted[]): void {
    this.begin();
    for (const event of events) this.note(event, this.frame.site(this.frame.func.nameAt));
    this.end(beginningOf(this.frame.func));
    this.acts |= ACTS.answers;
  }

  // --- calls

  private noteCall(c: NotedCall, result: Value): Value {
    if (this.isDeclaration(c)) return result;
    let out = result;
    let registered = false;
    let answered = false;
    for (const node of c.callee.paths) {
      if (!node.symbolic && !node.routes && node.parent?.routes?.isKeeper) this.goOn(calledByName(this.reading, c, node), c);
      if (node.symbolic || !node.routes) continue;
      const routes = node.routes;
      out = this.make(c, routes, out);
      if (routes.makesRegistrar) this.makers.remember(c);
      if (!registered && routes.registers.length > 0) {
        const onReceiver = routes.registers.filter((r) => !r.onResult);
        registered = this.register(c, onReceiver, false);
        for (const registration of routes.registers) if (registration.onResult) this.register(c, [registration], false);
        if (registered && onReceiver[0].by === 'call') out = this.returned(c, routes, out);
      }
      // A value that is known by several places is one all the same.
      if (!answered && routes.aborts) this.passing('abort', c);
      if (!answered && routes.goes) this.passing('go', c);
      if (!answered) answered = this.answers(c, routes) || routes.aborts || routes.goes;
      if (routes.checks.length > 0) this.check(c, routes.checks);
      if (routes.errorStatus.length > 0) out = this.wrapping.withStatus(c, routes.errorStatus, out);
      if (routes.wrapper !== undefined) out = this.wrapping.known(c, routes.wrapper, out);
      if (routes.relays) out = this.wrapping.relay(c, out);
      if (routes.given) out = this.wrapping.given(c, this.makers.of(c), routes.given, out);
      if (routes.makesHandler) out = this.wrapping.handler(c, out);
      if (routes.includes) out = this.wrapping.included(c, out);
      if (routes.runs && this.wrapping.runs(c)) this.acts |= ACTS.answers;
      if (routes.marks.length > 0 || routes.keeps) out = this.said(c, routes.marks, out, routes.keeps);
    }
    for (const node of c.callee.paths) {
      if (!node.symbolic) continue;
      const { step } = node;
      if (step.step === 'member') {
        if (this.reading.names.makerRegisters.has(step.name)) this.makers.remember(c);
        if (!registered && !answered) registered = this.byName(c, step.name);
        const { declared, keeps } = this.reading.names;
        out = this.said(c, declared.onApplications.get(step.name), out, keeps.get(step.name));
        const maker = this.reading.names.makers.get(step.name);
        const made = maker && c.args.length === 1 ? madeByName(this.reading, c, maker, out) : undefined;
        if (made) this.note(made.event, c.site);
        if (made) this.acts |= ACTS.registers;
        out = made?.value ?? out;
      } else if (!registered && step.step === 'call' && this.reading.names.makerRegisters.size > 0)
        registered = this.register(c, this.makers.byName(c), true);
      this.goOn(calledInput(this.reading, c, node), c);
    }
    const behind = behindOf(this.reading, c, () => this.makers.of(c));
    if (behind) this.note(behind, c.site);
    out = this.wrapping.unknown(c, out);
    this.goOn(handedOn(this.reading, c), c);
    if (!registered && isChosen(this.reading, c)) this.register(c, this.reading.names.anyRoute, false);
    return this.functions(c, out);
  }

  /** What it says of endpoints that others make. */
  private said(c: NotedCall, marks: RouteState['marks'] | undefined, result: Value, keeps?: RouteState['keeps']): Value {
    let out = result;
    for (const said of saidByCall(this.reading, this.definitions, c, marks, keeps)) {
      this.note(said.event, c.site);
      this.acts |= said.event.event === 'asks' ? ACTS.answers : ACTS.registers;
      if (said.name !== undefined) out = this.wrapping.named(out, said.name);
    }
    return out;
  }

  /** Routers and what else stands for one: made, grouped, chained, narrowed. */
  private make(c: NotedCall, routes: RouteState, result: Value): Value {
    const { events, value, chain } = making(this.reading, c, routes, result);
    const fields = routes.tables.length > 0 ? fieldsOf(this.reading, c, routes.tables) : [];
    if (events.length + fields.length === 0) return value;
    for (const event of [...events, ...fields]) this.note(event, c.site);
    if (chain) this.chains.set(this.reading.key(c.instr), chain);
    this.acts |= ACTS.registers;
    return value;
  }
  /** Chains by the calls that have made them. */
  private readonly chains = new Map<string, Ref>();

  /** It goes on, or says that nothing does. */
  private passing(event: 'abort' | 'go', c: NotedCall): void {
    this.note({ event, on: this.reading.base(c) }, c.site);
    this.acts |= event === 'go' ? ACTS.goesOn : ACTS.answers;
  }

  /** What registers returns what it was called on, whichever of its kind that is. */
  private returned(c: NotedCall, { registers }: RouteState, result: Value): Value {
    if (registers.some((r) => r.returnsRoute)) {
      const key = this.reading.key(c.instr);
      return { ...result, paths: result.paths.map((p) => (p.symbolic ? p : p.instance(key))) };
    }
    const made = c.self?.paths.filter((p) => p.step.step === 'instance') ?? [];
    if (made.length === 0) return result;
    return { ...result, functions: [], paths: [...result.paths.filter((p) => p.symbolic), ...made] };
  }

  private register(c: NotedCall, all: readonly CompiledRegistration[], guessed: boolean): boolean {
    const maker = all.some((r) => r.by === 'maker') ? this.makers.of(c) : undefined;
    const each = all.find((r) => r.each)?.each;
    let isAny = false;
    for (const one of eachOf(this.reading, c, each)) {
      const registration = guessed ? guessesOf(this.reading, one, maker, all) : registrationOf(this.reading, one, maker, all, false);
      if (!registration) continue;
      this.note(registration, siteOf(this.reading, c, one, all));
      this.acts |= ACTS.registers;
      isAny = true;
    }
    return isAny;
  }

  private byName(c: NotedCall, name: string): boolean {
    const registers = (fn: FunctionValue): boolean => (this.actsOf(fn.file, fn.index) & ACTS.registers) !== 0;
    const group = this.reading.names.groups.get(name)?.find((g) => handsTo(this.reading, c, g, registers));
    if (group) {
      for (const event of groupOf(this.reading, c, group, true)) this.note(event, c.site);
      this.acts |= ACTS.registers;
      return true;
    }
    const all = likely(this.reading, c, this.reading.names.registers.get(name) ?? []);
    if (all.length > 0 && this.register(c, all, true)) return true;
    const places = this.reading.names.statuses.get(name) ?? [];
    const known = places.map((at) => this.reading.statusAt(c, at)).find((status) => status !== undefined);
    if (known !== undefined && known >= 300 && known < 600) {
      this.answer(c, { ...PLAINLY, status: known });
      return false;
    }
    const redirects = this.reading.names.ends.get(name);
    if (redirects !== undefined && c.args.length <= 2) this.answer(c, { ...PLAINLY, ends: true, redirect: redirects });
    return false;
  }

  /** What is thrown ends the request, unless it is caught or handed to a callback instead. */
  private check(c: NotedCall, kinds: RouteState['checks']): void {
    const { blocks } = this.frame.func;
    if (blocks[this.frame.block].catch !== undefined || c.args.some((a) => a.value.functions.length > 0)) return;
    this.note({ event: 'check', kinds, name: c.name }, c.site);
    this.acts |= ACTS.answers;
  }

  private answers(c: NotedCall, routes: RouteState): boolean {
    // What is made and never given back answers nobody.
    if (routes.makesAnswer && this.reading.usedFor(c) === 'none') return true;
    for (const { status, fixed, ends, redirects, fails } of routes.answers) {
      const known = status && this.reading.statusAt(c, status);
      const from = status && known === undefined ? this.reading.statusFrom(c, status) : undefined;
      if (!status || known !== undefined || from)
        this.answer(c, { status: known ?? fixed, ends, redirect: redirects, from, fails, given: routes.makesAnswer });
    }
    return routes.answers.length > 0;
  }

  private answer(c: NotedCall, answering: Answering): void {
    this.note(answerOf(this.reading, this.definitions, c, answering), c.site);
    this.acts |= ACTS.answers;
  }

  /** What goes on, or may. */
  private goOn(event: Noted | undefined, c: NotedCall): void {
    if (!event) return;
    this.note(event, c.site);
    this.acts |= ACTS.goesOn;
  }

  /** Functions of the program that are called, or given to a call, and do something to routes or requests. */
  private functions(c: NotedCall, result: Value): Value {
    const callees: Ref[] = [];
    let acts = 0;
    for (const fn of c.callee.functions) {
      for (const target of calledBy(this.frame, fn)) {
        const does = this.actsOf(target.file, target.index) || (mayRefuse(this.frame, target, c.name) ? ACTS.answers : 0);
        if (does === 0 || (does === ACTS.goesOn && !c.args.some((a) => this.handsOn(a)))) continue;
        acts |= does;
        const own = target.self || !c.self ? target : withReceiver(target, c.self);
        callees.push(this.reading.ref({ ...UNKNOWN, functions: [own] }));
      }
    }
    const composed = this.composed(c, result);
    if (composed) return composed;
    const gives = (acts & ACTS.registers) !== 0 ? scopesMade(this.reading, c, result) : [];
    if (callees.length > 0) {
      const used = this.reading.names.makesAnswers && (acts & ACTS.answers) !== 0 ? { used: this.reading.usedFor(c) } : {};
      this.note(
        { event: 'call', callee: callees, args: c.args.map((a) => this.reading.argument(a)), name: c.name, gives, ...used },
        c.site,
      );
      this.acts |= acts;
    }
    // A control that a model knows, called at once: `authenticate('local')(req, res, next)`.
    const control = c.callee.paths.find((p) => !p.symbolic && p.routes && p.routes.controls.length > 0);
    if (control && c.args.length > 1) {
      const callee = [this.reading.ref(c.callee)];
      this.note({ event: 'call', callee, args: c.args.map((a) => this.reading.argument(a)), name: c.name, gives: [] }, c.site);
      this.acts |= ACTS.answers | ACTS.goesOn;
    }
    const given: Ref[] = [];
    acts = 0;
    for (const arg of c.args) {
      for (const fn of [...arg.value.functions, ...heldBy(this.frame, arg.value)]) {
        if (fn.kind !== 'function') continue;
        const does = this.actsOf(fn.file, fn.index);
        // Steps of a list call what comes next by themselves.
        // A plugin that is given back is not run here; one that a router is handed to has been.
        if ((does & ACTS.registers) !== 0 && (isPlugin(result) || this.open.some((e) => calls(e, fn)))) continue;
        if (does === 0 || (!arg.value.functions.includes(fn) && (does & ~ACTS.goesOn) !== ACTS.answers)) continue;
        acts |= does;
        given.push(this.reading.ref({ ...UNKNOWN, functions: [fn] }));
      }
    }
    if (given.length > 0 && !this.open.some((e) => e.event === 'register' || (e.event === 'call' && e.mode)) && callees.length === 0) {
      const list = madeBy(this.open) ?? this.reading.ref(c.self);
      const others = c.args.filter(
        (a) => a.value.functions.length === 0 && a.site.file === this.frame.module.file && heldBy(this.frame, a.value).length === 0,
      );
      this.note(
        {
          event: 'run',
          functions: given,
          name: `${c.name}(${others.map((a) => this.reading.shownAt(a.site)).join()})`,
          each: list.is === 'list' ? list : undefined,
          beside: isToldOf(c) ? [] : others.filter((a) => isInput(a.value)).map((a) => this.reading.ref(a.value)),
        },
        c.site,
      );
      this.acts |= acts;
    }
    if (gives.length === 0) return result;
    const names = new Map(gives.map(({ key, as }) => [key, as]));
    const renamed = (p: PathNode): PathNode => {
      const as = p.step.step === 'instance' ? names.get(p.step.key) : undefined;
      return as === undefined || !p.parent ? p : p.parent.instance(as);
    };
    return { ...result, paths: result.paths.map(renamed) };
  }

  /** A function of the program puts what it is given around a handler that it is given. */
  private composed(c: NotedCall, result: Value): Value | undefined {
    if (!this.reading.names.wraps) return undefined;
    const by = c.callee.functions.find((fn) => appliesInputs(this.frame.env.summary(fn.file, fn.index).routes));
    const made = by && composing(this.reading, c, by, result);
    if (!made) return undefined;
    this.note(made.event, c.site);
    this.chains.set(made.key, made.chain);
    this.acts |= ACTS.registers;
    return made.value;
  }

  /** An input as it came, or a function that may go on itself. */
  private handsOn({ value }: ArgumentValue): boolean {
    return isInput(value) || value.functions.some((fn) => fn.kind === 'function' && this.actsOf(fn.file, fn.index) !== 0);
  }

  private actsOf(file: string, index: number): number {
    return (this.frame.env.summary(file, index).routes?.acts ?? 0) & TO_REQUESTS;
  }

  // --- keeping

  private begin(): void {
    this.open = NOTHING;
  }
  private note(event: Noted, site: Site): void {
    const noted = { ...event, site, block: this.frame.block } as RouteEvent;
    this.open = this.open === NOTHING ? [noted] : [...this.open, noted];
  }
  private end(at: Instr | Terminator): void {
    if (this.open === NOTHING && this.noted.size === 0) return;
    const before = this.noted.get(at);
    if (!before && (this.open === NOTHING || this.count >= MAX_EVENTS)) return;
    this.count += this.open.length - (before?.length ?? 0);
    this.noted.set(at, this.open);
    this.open = NOTHING;
  }

  /** All that was noted, in the order of the text. */
  finish(): RouteFacts | undefined {
    const { func } = this.frame;
    const byForm = actsByForm(this.frame, this.reading.names.judged);
    this.acts |= byForm;
    if (isAsked(this.frame)) {
      this.acts |= ACTS.answers;
      const first = beginningOf(func);
      this.open = this.noted.get(first) ?? NOTHING;
      this.note({ event: 'asked' }, this.frame.site(func.nameAt));
      this.end(first);
    }
    const isJudged = byForm !== 0 || isTold(this.frame);
    if (this.noted.size + this.signs.size + this.reading.bodies.length === 0 && func.index !== 0 && !isJudged) return undefined;
    return keptFacts(this.reading, noted(this.reading, this.noted, this.goingOn, (this.acts & TO_REQUESTS) !== 0 || isJudged), this.acts);
  }
}
