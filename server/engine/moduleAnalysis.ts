/**
 * One module under analysis: its top level, then all its functions, and again what has read module variables that turned out
 * to hold something else. Functions are run when they are first asked for (demand.ts).
 */
import { outOfCell, variableCell } from './cells';
import { Demand, TooDeep } from './demand';
import type { CallReport, CredentialLiteral, Environment, JudgedCall, ModuleCode, ObservedCall } from './environment';
import { Frame } from './frame';
import { summaryHash, valueHash } from './interfaceHash';
import { type Changes, Renewal, Tangled } from './renewal';
import { type Done, hashOf, type OpenFunction, observe, Run, reportsOf } from './runs';
import { sameValue } from './sameValue';
import { settleSummary, settleValue } from './settle';
import type { FoundFlow, Summary } from './summary';
import { join, UNKNOWN, type Value, withConsts, withoutInputs } from './values';

/** Times what has read a module variable is run again because the variable turned out to hold something else. */
const MAX_ROUNDS = 3;

/** How a module was analysed before, for those who hold what came of it then. */
export interface Before {
  readonly done: readonly ((Pick<Done, 'summary' | 'hash'> & Partial<Pick<Done, 'writes'>>) | undefined)[];
  readonly variables: readonly Value[];
}

export class ModuleAnalysis {
  readonly demand: Demand;
  /** What the top level and the functions leave in the module's variables; while the top level runs for the first time, unknown. */
  variables: readonly Value[] | undefined;
  /** The last renewal has changed nothing that others could see. */
  showsTheSame = false;
  /** The values had not come to rest when the rounds were over. */
  unsettled = false;
  private topFrame: Frame | undefined;
  private top: readonly Value[] = [];
  /** Functions but the top level, in the order of the text. */
  private order: readonly number[] = [];
  private readonly place: number[] = [];
  /** What instances of classes have in their fields, as far as it is done. */
  private readonly fields = new Map<string, { readonly value: Value | undefined; readonly run: Run; told: Run | undefined }>();
  private readonly openFields = new Map<string, OpenFunction | undefined>();
  private renewal: Renewal | undefined;

  constructor(
    private readonly env: Environment,
    private code: ModuleCode,
    private readonly judgeCall: (call: JudgedCall, env: Environment) => readonly CallReport[],
    private before: Before | undefined,
  ) {
    this.demand = new Demand({
      placeOf: (index) => this.place[index],
      run: (index, node) => this.run(new Run(index, node)),
      finished: (done) => this.finished(done),
      use: (index) => this.renewal?.verify(index),
    });
    this.take(code);
  }

  private take(code: ModuleCode): void {
    this.code = code;
    const { functions } = code;
    this.order = functions
      .map((f) => f.index)
      // What has no block only holds a place.
      .filter((i) => i > 0 && functions[i].blocks.length > 0)
      .sort((a, b) => functions[a].at.start - functions[b].at.start || functions[b].at.end - functions[a].at.end || a - b);
    for (const [at, index] of this.order.entries()) this.place[index] = at;
  }

  analyse(): void {
    this.runTop();
    this.settle(NONE);
  }

  /**
   * Takes changed code, with the same numbers for what was there: runs again what is no longer as it was, and what has used
   * what now shows something else. False when that does not come to what a fresh start would; then a fresh start is needed.
   */
  renew(code: ModuleCode, changes: Changes): boolean {
    const before = this.known;
    this.before = before;
    this.take(code);
    this.fields.clear();
    const { demand } = this;
    try {
      // Code that is as it was has only come to know more of others: what it leaves in variables may grow.
      const grows = changes.kept === changes.live;
      this.renewal = new Renewal(demand, code, changes);
      for (const index of this.order) demand.ensure(index);
      const { renewal } = this;
      this.renewal = undefined;
      const isTopStale = renewal.isStale(before.done[0] as Done);
      this.showsTheSame = !grows && !isTopStale && renewal.changed.size === 0 && changes.files.size === 0;
      if (isTopStale) this.runTop();
      const isKnown = (name: string, i: number): boolean => name !== '' && i < before.variables.length;
      this.settle(grows ? NONE : new Set(code.functions[0].vars.flatMap((v, i) => (isKnown(v.name, i) ? [i] : []))));
      return !this.unsettled;
    } catch (error) {
      if (error instanceof Tangled || error instanceof TooDeep || error instanceof RangeError) return false;
      throw error;
    } finally {
      this.renewal = undefined;
    }
  }

  /** Runs all functions, and again what has read variables that turn out to hold something else. `fixed`: those that must not. */
  private settle(fixed: ReadonlySet<number>): void {
    const all = (): void => {
      for (const index of this.order) this.demand.ensure(index);
    };
    for (let round = 0; ; round++) {
      this.demand.from(all);
      if (this.takeVariables(fixed).size === 0) return;
      if (!this.demand.done[0]) this.runTop();
      if (round < MAX_ROUNDS) continue;
      // Taken as they are.
      this.unsettled = true;
      this.demand.from(all);
      return;
    }
  }

  /** Runs the top level. The first time, what it calls sees variables as they are at that point; what has seen too little goes again. */
  private runTop(): void {
    const first = this.variables === undefined;
    this.demand.from(() => {
      this.demand.done[0] = this.run(new Run(0, undefined), true);
    });
    if (first && this.takeVariables(NONE).has(0)) this.runTop();
  }

  /** Sets the variables to what is known of them now, and forgets all that has read them as something else. */
  private takeVariables(fixed: ReadonlySet<number>): ReadonlySet<number> {
    const variables = [...this.top];
    for (const index of [0, ...this.order]) {
      for (const [variable, value] of this.demand.done[index]?.writes ?? [])
        variables[variable] = join(variables[variable] ?? UNKNOWN, value);
    }
    for (const variable of this.env.functionInfo(this.code.file, 0)?.kept ?? []) {
      const { name } = this.code.functions[0].vars[variable];
      variables[variable] = outOfCell({ env: this.env }, variables[variable] ?? UNKNOWN, variableCell(this.code.file, '', name));
    }
    const held = this.before?.variables;
    if (held) {
      for (let i = 0; i < variables.length && i < held.length; i++) {
        if (valueHash(held[i]) === valueHash(variables[i])) {
          settleValue(held[i], variables[i]);
          variables[i] = held[i];
        } else if (fixed.has(i)) throw new Tangled();
      }
    }
    this.variables = variables;
    this.fields.clear();
    const stale: number[] = [];
    for (const done of this.demand.done) {
      for (const [variable, value] of done?.asked.variables ?? []) {
        if (sameValue(value, this.variable(variable))) continue;
        stale.push((done as Done).index);
        break;
      }
    }
    return stale.length === 0 ? NONE : this.demand.forget(stale);
  }

  /** What others hold of an earlier run stays, where the new one shows the same. */
  private finished(done: Done): Done {
    const before = this.before?.done[done.index];
    this.renewal?.checkWrites(before?.writes ?? NO_VALUES, done.writes);
    if (!before) {
      this.renewal?.changed.add(done.index);
      return done;
    }
    before.hash ??= summaryHash(before.summary);
    if (before.hash !== hashOf(done)) {
      this.renewal?.changed.add(done.index);
      return done;
    }
    settleSummary(before.summary, done.summary);
    const { flows, cut, routes } = done.summary;
    return { ...done, summary: { ...before.summary, flows, cut, routes } };
  }

  private run(run: Run, isTop = false): Done {
    this.demand.running.push(run);
    const frame = new Frame(this.env, this.code, this.code.functions[run.index]);
    if (isTop) this.topFrame = frame;
    const summary = frame.run();
    if (isTop) {
      this.top = frame.finalVariables();
      this.topFrame = undefined;
    }
    this.demand.running.pop();
    const { index, asked, observed, credentials, writes, settings } = run;
    return { index, summary, asked, observed, credentials, writes, settings, group: undefined };
  }

  // --- what frames ask

  summary(index: number): Summary {
    return this.demand.summary(index);
  }

  moduleVariable(index: number): Value {
    const value = this.variable(index);
    const { variables } = this.now.asked;
    if (!variables.has(index)) variables.set(index, value);
    return value;
  }

  private variable(index: number): Value {
    const value = this.variables ? (this.variables[index] ?? UNKNOWN) : (this.topFrame?.currentVariable(index) ?? UNKNOWN);
    // A variable that may be set again says nothing certain by its first constant.
    return this.code.functions[0].vars[index]?.constant === true ? value : withoutConstants(value);
  }

  writeModuleVariable(index: number, value: Value): void {
    const { writes } = this.now;
    const plain = withoutInputs(value);
    const before = writes.get(index);
    writes.set(index, before ? join(before, plain) : plain);
  }

  /** A field of a class of this module, as `find` tells it. */
  classField(key: string, find: () => Value | undefined): Value | undefined {
    const { demand } = this;
    const asker = this.now;
    const known = this.fields.get(key);
    if (known) {
      if (known.told !== asker) asker.asked.add(known.run.asked);
      known.told = asker === this.nobody ? undefined : asker;
      return known.value;
    }
    if (this.openFields.has(key)) {
      const open = this.openFields.get(key);
      if (open) demand.leadsBackTo(open);
      asker.provisional = true;
      asker.asked.isPartial = true;
      return undefined;
    }
    this.openFields.set(key, asker.node);
    const run = new Run(asker.index, asker.node);
    demand.running.push(run);
    try {
      const value = find();
      if (!run.provisional) this.fields.set(key, { value, run, told: undefined });
      return value;
    } finally {
      this.openFields.delete(key);
      if (demand.running.at(-1) === run) demand.running.pop();
      asker.asked.add(run.asked);
      asker.provisional ||= run.provisional;
    }
  }

  /** Whoever asks now: one run, or one look-up of a field. */
  get asker(): object | undefined {
    return this.demand.running.at(-1);
  }
  useFile(file: string): void {
    this.now.asked.files.add(file);
  }
  useDeclaration(index: number): void {
    this.now.asked.declarations.add(index);
  }
  noteCode(index: number): void {
    this.now.asked.code.add(index);
  }
  useClass(index: number): void {
    this.now.asked.classes.add(index);
  }

  observeCall(call: ObservedCall): void {
    const { kind, carried, site } = call;
    const { asked } = this.now;
    const fileText = (): string => {
      asked.text = true;
      return call.text;
    };
    const fileCode = (): ModuleCode => {
      asked.text = true;
      return this.code;
    };
    const reports = this.judgeCall({ ...call, fileText, fileCode }, this.env);
    observe(this.now.observed, { at: site.at, kind, carried, reports });
  }
  observeCredential(literal: CredentialLiteral): void {
    this.now.credentials.push(literal);
  }
  observeSetting(mask: number): void {
    this.now.settings |= mask;
  }

  private get now(): Run {
    return this.demand.running.at(-1) ?? this.nobody;
  }
  private readonly nobody = new Run(-1, undefined);

  // --- what comes of it

  private get runs(): readonly Done[] {
    return [0, ...this.order].map((i) => this.demand.done[i]).filter((d) => d !== undefined);
  }
  get done(): readonly (Done | undefined)[] {
    return this.demand.done;
  }
  /** All that is known now, for a later analysis. */
  get known(): Before & { readonly done: readonly (Done | undefined)[] } {
    return { done: [...this.demand.done], variables: this.variables ?? [] };
  }
  get filesAsked(): ReadonlySet<string> {
    return new Set(this.runs.flatMap((r) => [...r.asked.files]));
  }
  results(): {
    readonly flows: readonly FoundFlow[];
    readonly reports: readonly CallReport[];
    readonly credentials: readonly CredentialLiteral[];
    readonly settings: number;
    readonly cut: readonly string[];
  } {
    const { runs } = this;
    return {
      flows: runs.flatMap((r) => r.summary.flows),
      reports: reportsOf(runs),
      credentials: runs.flatMap((r) => r.credentials),
      settings: runs.reduce((mask, r) => mask | r.settings, 0),
      cut: runs
        .filter((r) => r.summary.cut || (r.index === 0 && this.unsettled))
        .map((r) => (r.index === 0 ? 'top level' : this.code.functions[r.index].name || 'a function')),
    };
  }
}

const NONE: ReadonlySet<number> = new Set();
const NO_VALUES: ReadonlyMap<number, Value> = new Map();

function withoutConstants(value: Value): Value {
  return value.consts === undefined || value.objects.length + value.functions.length > 0 ? value : withConsts(value, undefined);
}
