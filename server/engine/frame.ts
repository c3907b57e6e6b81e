/**
 * The analysis of one function: one forward pass over its blocks (a few more where it loops) with abstract values,
 * which gives what it finds inside and the summary its callers use.
 */
import type { Block, Func, Instr } from '../ir/types';
import { deepTaints, overlayEffects, REST, storePlain } from './access';
import { applyFunction } from './apply';
import { callable } from './callable';
import { CallShapes } from './callShapes';
import { call } from './calls';
import { GUESSED } from './catalog';
import { argumentsSet, decidesBy } from './claims';
import { applyCondition, decided, isTruth, isTurn, truthOf, withShown } from './conditions';
import type { Environment, ModuleCode } from './environment';
import { evaluate } from './evaluate';
import { Found } from './found';
import { Handed } from './handed';
import type { SinkKind, SourceKind } from './kinds';
import { named } from './namedData';
import type { PathNode } from './paths';
import { enterParameters, makeReceiver } from './receiving';
import { isSaid } from './routes/model/declaredCompile';
import { aheadOf } from './routes/record/annotated';
import { isAsked } from './routes/record/asked';
import { deedOf } from './routes/record/deeds';
import { concernsRoutes } from './routes/record/glance';
import { mayHandOn } from './routes/record/handing';
import { isTold } from './routes/record/kept';
import { RouteRecorder } from './routes/record/recorder';
import { returnedStatus } from './routes/record/returning';
import { Snapshot } from './snapshot';
import { type HeapObject, State } from './state';
import type { ArgumentValue, Deep, Effect, Given, PendingCall, Summary } from './summary';
import { shorten } from './text';
import { extend } from './traces';
import { typed } from './typed';
import {
  constant,
  copyOf,
  type Fact,
  type FunctionValue,
  join,
  masked,
  NOTHING,
  ofPaths,
  type Site,
  type Taint,
  tainted,
  UNKNOWN,
  type Value,
  withReceiver,
  withTaints,
} from './values';

/** Sweeps over the blocks of a function with loops. Values only grow, and few grow for long. */
const MAX_SWEEPS = 4;
/** Name of variables that hold what an expression gives, such as `a && b`. */
const TEMPORARY = '~';
/** Instructions evaluated in one function, all sweeps together. */
const MAX_STEPS = 60_000;
/** Places of `return` that are told apart. */
const MAX_GIVEN = 8;

export class Frame {
  readonly regs: Value[];
  /** Name of the variable or field a register was read from. */
  readonly regNames: (string | undefined)[];
  state: State;
  private readonly entry: (State | undefined)[];
  private objectCount = 0;
  private readonly sites = new Map<Instr, number>();
  private returned: Value | undefined;
  private exit: State | undefined;
  private steps = 0;
  private readonly found = new Found();
  private readonly given: Given[] = [];
  /** Is told what the next function that is called returns, and where. */
  watch: ((value: Value, site: Site, name: string) => void) | undefined;
  /** Calls substituted within calls, now. */
  depth = 0;
  /** What it has put into summaries so far, in values. */
  load = 0;
  /** What calls of callees that were carried out have returned, by what they are. */
  readonly done = new Map<string, Value>();
  /** Set when a call does not come back. */
  stopped = false;
  /** Some call has said something of all that its receiver is handed. */
  marked = false;
  /** What functions given to a call were handed to call in their turn, and have called. */
  readonly collected = new Map<PathNode, Value[]>();
  /** Inputs that were written to. */
  readonly overlays = new Set<PathNode>();
  readonly handed = new Handed(this);
  /** Fields set on functions and classes. */
  readonly statics = new Map<string, Value>();

  constructor(
    readonly env: Environment,
    readonly module: ModuleCode,
    readonly func: Func,
  ) {
    this.callShapes = new CallShapes(this);
    this.regs = new Array(func.regs).fill(NOTHING);
    this.regNames = new Array(func.regs).fill(undefined);
    this.state = State.initial(func.vars.length);
    this.entry = new Array(func.blocks.length).fill(undefined);
  }

  run(): Summary {
    enterParameters(this);
    if (this.env.paths.catalog.routes.runsAhead) {
      const ahead = aheadOf(this);
      if (ahead.length > 0) this.routes.ahead(ahead);
    }
    this.entry[0] = this.state;
    const dirty = new Set<number>([0]);
    for (let sweep = 0; sweep < MAX_SWEEPS && dirty.size > 0; sweep++) {
      for (let b = 0; b < this.func.blocks.length; b++) {
        if (!dirty.delete(b)) continue;
        if (this.steps > MAX_STEPS) {
          this.cut = true;
          return this.summary();
        }
        for (const next of this.runBlock(this.func.blocks[b], b)) dirty.add(next);
      }
    }
    return this.summary();
  }

  // --- inputs

  /** The symbolic node of a variable of an enclosing function; `variable` -1 is its receiver. */
  captureKey(file: string, func: number, variable: number): string {
    return `^${file}:${func}:${variable}`;
  }
  inputValue(node: PathNode): Value {
    return ofPaths([node], [{ label: this.env.labels.input(node), mask: 0, trace: undefined }]);
  }

  thisValue(): Value {
    this.receiver ??= makeReceiver(this);
    return this.receiver;
  }
  private receiver: Value | undefined;

  receiverOwner(): number {
    let func = this.func;
    while (func.lexicalThis && func.owner >= 0) func = this.module.functions[func.owner];
    return func.index;
  }

  captureTarget(index: number): { func: number; variable: number } {
    const { up, var: variable } = this.func.captures[index];
    let func = this.func;
    for (let i = 0; i < up && func.owner >= 0; i++) func = this.module.functions[func.owner];
    return { func: func.index, variable };
  }

  // --- places and labels

  site(at: { readonly start: number; readonly end: number }): Site {
    return { file: this.module.file, at };
  }
  textAt(at: { readonly start: number; readonly end: number }): string {
    return shorten(this.module.text.slice(at.start, Math.min(at.end, at.start + 200)));
  }
  source(kind: SourceKind, detail: string | undefined, place: string, site: Site | undefined, mask = 0): Taint {
    const label = this.env.labels.source(kind, detail, place);
    if (!site) return { label, mask, trace: undefined };
    const text = site.file === this.module.file ? this.textAt(site.at) : place;
    return { label, mask, trace: extend(undefined, site, text) };
  }

  // --- what is found

  addEffect(effect: Effect): void {
    this.found.addEffect(effect);
  }
  addCall(pending: PendingCall): void {
    this.found.addCall(pending);
  }
  /** Data arrives at a sink. */
  reach(kind: SinkKind, taints: readonly Taint[], site: Site, name: string, value: Value, deep: Deep): void {
    this.found.reach(this, kind, taints, site, name, value, deep);
  }
  get cut(): boolean {
    return this.found.cut;
  }
  set cut(value: boolean) {
    this.found.cut = value;
  }

  // --- objects

  allocate(instr: Instr | undefined, object: Omit<HeapObject, 'many'>): number {
    let id = instr && this.sites.get(instr);
    if (id === undefined) {
      id = ++this.objectCount;
      if (instr) this.sites.set(instr, id);
    }
    this.state.setObject(id, { fields: object.fields, class: object.class, complete: object.complete, many: false });
    return id;
  }

  // --- execution

  private runBlock(block: Block, index: number): number[] {
    const start = this.entry[index];
    if (!start) return [];
    this.state = start.clone();
    this.stopped = false;
    this.block = index;
    const next: number[] = [];
    const flowTo = (to: number, state: State): void => {
      const known = this.entry[to];
      if (!known) {
        this.entry[to] = state.clone();
        next.push(to);
      } else if (known.merge(state)) next.push(to);
    };
    if (block.catch !== undefined) flowTo(block.catch, this.state);
    for (const instr of block.instrs) {
      this.steps++;
      this.at = instr.at;
      evaluate(this, instr);
      if (this.stopped) break;
    }
    if (block.catch !== undefined) flowTo(block.catch, this.state);
    if (this.stopped) this.stops.add(index);
    else this.stops.delete(index);
    if (this.stopped) return next;
    const { end } = block;
    switch (end.op) {
      case 'jump':
        flowTo(end.to, this.state);
        break;
      case 'branch': {
        decidesBy(this, block);
        const cond = this.regs[end.cond];
        const truth = isTurn(block.instrs, end.cond) ? undefined : truthOf(cond);
        const other = this.state.clone();
        const last = block.instrs.at(-1);
        // The operand of `a && b` that has just been kept as its value.
        const kept = last?.op === 'set' && last.from === end.cond ? last.var : undefined;
        if (truth !== false) {
          applyCondition(this, this.state, cond, true);
          if (kept !== undefined) this.state.setVariable(kept, decided(cond, true));
          flowTo(end.then, this.state);
        }
        if (truth !== true) {
          applyCondition(this, other, cond, false);
          if (kept !== undefined) other.setVariable(kept, decided(cond, false));
          flowTo(end.else, other);
        }
        break;
      }
      case 'return':
        this.leave(end.from < 0 ? constant(undefined, undefined) : this.regs[end.from], end.at);
        if (end.from >= 0 && this.env.paths.catalog.routes.gives) this.routes.returns(end, this.regs[end.from]);
        if (end.from >= 0) this.refused(end, this.regs[end.from]);
        break;
      case 'throw':
        this.routes.thrown(end, this.regs[end.from]);
        break;
    }
    return next;
  }

  private refused(end: Block['end'], value: Value): void {
    const { returned, makesAnswers } = this.env.paths.catalog.routes;
    if (makesAnswers && value.paths.some((p) => p.routes?.goesGiven)) this.routes.goesOn(end);
    const status = returned.size === 0 || (value.objects.length === 0 && !value.fields) ? 0 : (returnedStatus(this, value, returned) ?? 0);
    if (status >= 400) this.routes.refused(end, status);
  }

  private leave(value: Value, at: { start: number; end: number }): void {
    if (this.func.name !== '' && value.taints.length > 0 && this.env.names.isSecret(this.func.name)) {
      this.reach('secret-value', value.taints, this.site(at), this.func.name, value, false);
    }
    const given = this.refined(value);
    if (deepTaints(this, given, 2).length > 0 && this.given.length < MAX_GIVEN && this.env.paths.catalog.speaksOfReturns)
      this.given.push({ value: new Snapshot(this).freeze(given), site: this.site(at) });
    this.giveBack(isTruth(given) ? withShown(this.state, given, true) : given);
    if (!this.exit) this.exit = this.state.clone();
    else this.exit.merge(this.state);
  }

  /** One more value the function may give back, as it is at this point. */
  giveBack(value: Value): void {
    const frozen = new Snapshot(this).freeze(value);
    this.returned = this.returned ? join(this.returned, frozen) : frozen;
  }

  /** The value with what conditions have shown of its labels. */
  refined(value: Value): Value {
    if (!this.state.isRefined || value.taints.length === 0) return value;
    let changed = false;
    const taints = value.taints.map((t) => {
      const mask = t.mask | this.state.refinement(t.label);
      if (mask === t.mask) return t;
      changed = true;
      return masked(t, mask);
    });
    return changed ? withTaints(value, taints) : value;
  }

  setVariable(variable: number, value: Value, at: { start: number; end: number }): void {
    const { name, type } = this.func.vars[variable];
    let kept = value.facts || name === TEMPORARY ? withShown(this.state, value, name === TEMPORARY) : value;
    if (type) kept = typed(kept, value, this.env.declaredValue(this.module.file, type));
    kept = this.named(kept, name, undefined, this.site(at));
    if (kept.taints.length > 0 && this.env.names.isSecret(name)) this.reach('secret-value', kept.taints, this.site(at), name, kept, false);
    this.state.setVariable(variable, kept);
  }

  /** A value nothing else is known of is what its name says. */
  named(value: Value, name: string, owner: string | undefined, site: Site): Value {
    return named(this, value, name, owner, site);
  }

  functionValue(kind: 'function' | 'class', index: number, parent: Value | undefined): FunctionValue {
    const key = `${kind}${index}`;
    const known = this.made.get(key);
    if (known && known.parent === parent) return known;
    const value: FunctionValue = { kind, file: this.module.file, index, self: undefined, bound: undefined, parent };
    this.made.set(key, value);
    return value;
  }
  private readonly made = new Map<string, FunctionValue>();

  superValue(): Value {
    const self = this.thisValue();
    const owner = this.module.functions[this.receiverOwner()];
    if (owner.class < 0) return UNKNOWN;
    const parent = this.env.classField(
      { kind: 'class', file: this.module.file, index: owner.class, self: undefined, bound: undefined, parent: undefined },
      '^parent',
    );
    if (!parent) return UNKNOWN;
    const out = copyOf(parent);
    out.functions = parent.functions.map((f) => withReceiver(f, self));
    out.classes = parent.functions.filter((f) => f.kind === 'class');
    return out;
  }

  /** Methods of the class above, called on this. */
  onThis(value: Value): Value {
    if (value.functions.length === 0) return value;
    const self = this.thisValue();
    const out = copyOf(value);
    out.functions = value.functions.map((f) => withReceiver(f, self));
    return out;
  }

  callInstr(instr: Extract<Instr, { op: 'call' }>): Value {
    const callee = callable(this, this.regs[instr.callee]);
    const self = instr.this >= 0 ? this.regs[instr.this] : undefined;
    const { name, sites, site, wanted } = this.callShapes.of(instr);
    const args: ArgumentValue[] = instr.args.map((a, i) => ({
      value: this.regs[a.value],
      site: sites[i],
      spread: a.spread === true,
      name: a.name,
    }));
    argumentsSet(this, this.regNames[instr.callee], args);
    const result = call(this, { callee, self, args, kind: instr.kind, site, name, hops: 0, marks: 0, wanted, instr });
    const deed = deedOf(this, callee, args, name);
    if (!deed && !concernsRoutes(callee, self, args) && !this.isSaid(this.regNames[instr.callee], callee, args)) return result;
    return this.routes.call({ instr, callee, self, args, site, name }, result, deed);
  }

  /** Calls of such a name may say something of endpoints, whatever they are called on. */
  private isSaid(name: string | undefined, callee: Value, args: readonly ArgumentValue[]): boolean {
    const { declared, makesAnswers } = this.env.paths.catalog.routes;
    if (makesAnswers && mayHandOn(this, callee, args)) return true;
    if (name === undefined || !(declared.decorates || makesAnswers)) return false;
    return isSaid(declared, name) || this.env.names.controls.demands(name);
  }

  /** What the function does to routes and requests. */
  get routes(): RouteRecorder {
    this.recorder ??= new RouteRecorder(this);
    return this.recorder;
  }
  private recorder: RouteRecorder | undefined;
  /** The block that is being run. */
  block = 0;
  /** Spread objects being looked through. */
  resting = 0;
  /** Blocks that end with a call that never returns. */
  readonly stops = new Set<number>();
  /** The instruction that is being run. */
  private at: Instr['at'] | undefined;
  get here(): Site {
    return this.site(this.at ?? this.func.nameAt);
  }

  readonly callShapes: CallShapes;

  /**
   * Labels a value gets because of what it is; without a site their way begins where the value is first read. `asked`: by which
   * words, where one place gives many things.
   */
  valueTaints(node: PathNode, site: Site | undefined, asked = ''): readonly Taint[] {
    const facts = node.valueFacts;
    if (facts.sources.length === 0) return [];
    const mask = facts.mask | (node.root.text.startsWith('(') ? GUESSED : 0);
    // What is heard of an event is told by the event: see `calledBack`.
    return facts.sources.flatMap((kind) => (kind === 'cell' ? [] : this.source(kind, undefined, node.text + asked, site, mask)));
  }

  isConstructor(): boolean {
    return this.func.class >= 0 && this.env.classRecord(this.module.file, this.func.class)?.constructorFunc === this.func.index;
  }

  private summary(): Summary {
    const snapshot = new Snapshot(this);
    if (this.exit) this.state = this.exit;
    const refined: Fact[] = this.exit
      ? this.exit
          .refinements()
          .filter(([l]) => l.input)
          .map(([label, mask]) => ({ label, mask }))
      : [];
    for (const effect of overlayEffects(this, this.isConstructor())) this.addEffect(effect);
    return {
      returns: this.returned ?? NOTHING,
      given: this.given,
      effects: [...this.found.effects.values()].map((e) => ({ ...e, value: snapshot.freeze(e.value) })),
      sinks: [...this.found.sinks.values()].map((s) => ({ ...s, value: snapshot.freeze(s.value) })),
      calls: [...this.found.calls.values()].map((c) => ({
        ...c,
        callee: snapshot.freeze(c.callee),
        self: c.self && snapshot.freeze(c.self),
        args: c.args.map((a) => ({ ...a, value: snapshot.freeze(a.value) })),
      })),
      refined,
      flows: [...this.found.flows.values()],
      noReturn: this.exit === undefined && this.returned === undefined && !this.cut,
      cut: this.cut,
      routes:
        this.recorder || this.func.index === 0 || this.env.paths.catalog.routes.judged.has(this.func.name) || isTold(this) || isAsked(this)
          ? this.routes.finish()
          : undefined,
    };
  }

  /** A variable of the module's top level, while it runs. */
  currentVariable(index: number): Value {
    const value = this.state.variable(index);
    return value ? new Snapshot(this).freeze(value) : UNKNOWN;
  }

  /** Variables of the module's top level, as the run left them. */
  finalVariables(): readonly Value[] {
    if (this.exit) this.state = this.exit;
    const snapshot = new Snapshot(this);
    return this.func.vars.map((_, i) => {
      const value = this.state.variable(i);
      return value ? snapshot.freeze(value) : UNKNOWN;
    });
  }

  /** Stores without asking what the name means; `field` undefined stores an element. */
  storeSilently(base: Value, field: string | undefined, value: Value): Value {
    return storePlain(this, base, field, value);
  }

  /** Everything in these objects may now be labelled so. */
  addLabels(base: Value, value: Value): void {
    if (value.taints.length === 0) return;
    storePlain(this, base, undefined, tainted(value.taints));
    // A plain object filled by a call: what was put into it may be in every field that it does not set itself.
    if (base.objects.length > 0 && base.paths.length === 0) storePlain(this, base, REST, tainted(value.taints));
  }

  noteOverlay(path: PathNode): void {
    this.overlays.add(path);
  }

  /** The value of an input that this function owns, for a closure that is called here; undefined when it is not ours. */
  ownInput(file: string, func: number, variable: number): Value | undefined {
    if (file !== this.module.file || func !== this.func.index) return undefined;
    return variable < 0 ? this.thisValue() : (this.state.variable(variable) ?? UNKNOWN);
  }

  applyFunction(fn: FunctionValue, self: Value | undefined, args: readonly ArgumentValue[], site: Site): Value {
    return applyFunction(this, fn, self, args, site);
  }
}
