/** Compiles models into one automaton over API paths. A path node carries the states it is in; facts are read off them. */
import { aliases, entry, type Plain, State } from './catalogState';
import type { SanitizerKind, SinkKind } from './kinds';
import { CALLS, SANITIZERS, SINKS, SOURCES } from './kinds';
import { list, listOf } from './lists';
import { MEANINGS, type Meaning, type Model } from './model';
import { type Filter, type Path, PathError, type PathStep, type Position, parsePath, parsePlace } from './pathLanguage';
import { compileRoutes, lastNames, RouteNames } from './routes/model/compile';

/** Bit of each sanitizer kind in a value's mask. */
export const MASK: Readonly<Record<SanitizerKind, number>> = Object.fromEntries(
  Object.keys(SANITIZERS).map((k, i) => [k, 1 << i]),
) as Record<SanitizerKind, number>;
/** Bits that speak of how a text begins: gone when something is put before it or taken from it. */
export const BEGINNING = MASK.rooted | MASK['one-slash'] | MASK['no-option'];
/** The value passed through a call nothing is known about. */
export const WEAK = 1 << 30;
/** The value comes from a parameter taken for a request by its name alone. */
export const GUESSED = 1 << 29;

export interface ParamsRoot {
  readonly names: readonly string[];
  readonly index: number;
  readonly state: State;
}

export class Catalog {
  readonly modules = new Map<string, State>();
  readonly declared = new Map<string, State>();
  readonly globals = new Map<string, State>();
  readonly types = new Map<string, State>();
  readonly any = new State();
  readonly params: ParamsRoot[] = [];
  /** Methods whose results or callbacks models tell apart by their arguments. */
  readonly filteredNames = new Set<string>();
  /** Parameters by their name alone. */
  readonly namedParams = new Map<string, State>();
  /** Calls that say something of whatever their receiver is handed later, by the method's name. */
  readonly receiverMarks = new Map<string, { readonly filters: readonly Filter[]; readonly mask: number }[]>();
  /** Names of methods that some model of a known type gives a sink, roles or a callback: calls worth handing on to callers. */
  readonly tellingNames = new Set<string>();
  /** Names of methods that put something into their receiver. */
  readonly storeNames = new Set<string>();
  readonly routes = new RouteNames();
  /** Variables of a module whose values say something to rules. */
  readonly setNames = new Set<string>();
  /** Fields that new objects begin with. */
  readonly begun = new Set<string>();
  /** Some model speaks of methods that classes of the program define, and of what is above these classes. */
  speaksOfMethods = false;
  /** Some model speaks of what a function given to a call gives back. */
  speaksOfReturns = false;

  constructor(models: readonly Model[]) {
    const known = new Set(models.flatMap((m) => Object.keys(m.types ?? {}).map((t) => typeId(m.name, t))));
    for (const model of models) new ModelCompiler(this, model, known).compile();
    for (const roots of [this.modules, this.declared, this.globals, this.types])
      for (const state of roots.values()) this.gather(state, new Set());
    for (const { state } of this.params) this.gather(state, new Set());
  }

  private gather(state: State, seen: Set<State>): void {
    if (seen.has(state)) return;
    seen.add(state);
    for (const [name, member] of state.members) {
      if ([member, ...aliases(member)].some((s) => s.sinks.length + s.roles.length + s.parameters.length > 0)) this.tellingNames.add(name);
      this.gather(member, seen);
    }
    for (const next of [
      state.anyMember,
      state.tag,
      state.element,
      ...state.calls.map((c) => c.to),
      ...state.parameters.map((p) => p.to),
      ...aliases(state),
    ]) {
      if (next) this.gather(next, seen);
    }
  }
}

export function typeId(modelName: string, type: string): string {
  return `${modelName.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.${type}`;
}

class ModelCompiler {
  constructor(
    private readonly catalog: Catalog,
    private readonly model: Model,
    private readonly knownTypes: ReadonlySet<string>,
  ) {}

  compile(): void {
    const { types, sources, sinks, sanitizers, settings, checks, flows, constants, makes, begins, ends, quiet, calls, meanings } =
      this.model;
    for (const [name, texts] of Object.entries(types ?? {})) {
      for (const text of texts) this.value(text).types.push(typeId(this.model.name, name));
    }
    for (const [kind, texts] of this.kinds(sources, SOURCES)) for (const text of texts) this.value(text).sources.push(kind);
    for (const [kind, texts] of this.kinds(sinks, SINKS)) for (const text of texts) this.sink(kind, text);
    for (const [kind, texts] of this.kinds(sanitizers, SANITIZERS)) for (const text of texts) this.sanitizer(MASK[kind], text);
    for (const [kind, texts] of this.kinds(settings, SANITIZERS)) for (const text of texts) this.setting(MASK[kind], text);
    for (const [kind, texts] of this.kinds(checks, SANITIZERS)) {
      for (const text of texts) {
        const { state, position } = this.place(text);
        state.checks.push({ mask: MASK[kind], position });
      }
    }
    const stores: string[] = [];
    for (const flow of flows ?? []) {
      const mask = list(flow.as).reduce((m, k) => m | this.maskOf(k), 0);
      const undoes = list(flow.undoes).reduce((m, k) => m | this.maskOf(k), 0);
      const to = list(flow.to).map(parsePlace);
      this.value(flow.call).flows.push({ from: list(flow.from).map(parsePlace), to, mask, undoes });
      if (to.some((place) => place.selector?.select === 'this')) stores.push(flow.call);
    }
    for (const [text, held] of Object.entries(constants ?? {})) this.value(text).constant = held;
    for (const text of makes ?? []) this.value(text).makes = true;
    for (const [text, fields] of Object.entries(begins ?? {})) this.beginning(text, fields);
    for (const text of ends ?? []) this.value(text).ends = true;
    for (const text of quiet ?? []) this.quiet(text);
    for (const [kind, models] of this.kinds(calls, CALLS)) {
      for (const call of models) {
        const roles = new Map(Object.entries(call.roles).map(([role, place]) => [role, parsePlace(place)]));
        const observed = { kind, roles, beside: call.beside, filters: NO_FILTERS, defaults: call.defaults ?? {} };
        if ('set' in call) this.assignment(call.set).assignedRoles.push(observed);
        else if (!call.call.endsWith(']')) this.value(call.call).roles.push(observed);
        else {
          const path = this.parse(`${call.call}()`);
          this.walk(path, path.steps.slice(0, -1)).roles.push({ ...observed, filters: callOf(path.steps)?.filters ?? NO_FILTERS });
        }
      }
    }
    for (const [meaning, texts] of Object.entries(meanings ?? {}) as [Meaning, readonly string[]][]) {
      if (!MEANINGS.includes(meaning)) throw new PathError(`${this.model.name}: no meaning \`${meaning}\``);
      for (const text of texts) {
        if (meaning === 'mode') this.value(text).mode = true;
        else this.value(text).meanings.push(meaning);
        if (meaning === 'append') stores.push(text);
      }
    }
    for (const name of stores.flatMap(lastNames)) this.catalog.storeNames.add(name);
    if (this.model.routes) {
      compileRoutes(this.model.name, this.model.routes, this.catalog.routes, {
        value: (text) => this.value(text),
        place: (text) => this.place(text),
        result: (callee) => this.step(callee, { step: 'call', filters: [] })[0],
      });
    }
  }

  private sink(kind: SinkKind, text: string): void {
    const path = this.parse(text);
    if (!path.position) this.walk(path, path.steps).assigned.push(kind);
    else {
      this.walk(path, path.steps).sinks.push({ kind, position: path.position });
      if (path.position.below[0]?.sub === 'returned') this.catalog.speaksOfReturns = true;
    }
  }

  private beginning(text: string, fields: Readonly<Record<string, Plain>>): void {
    const state = this.value(text);
    state.makes = true;
    state.begins = fields;
    for (const field of Object.keys(fields)) this.catalog.begun.add(field);
  }

  private assignment(text: string): State {
    const path = this.parse(text);
    if (path.root.root === 'name' && path.steps.length === 0) this.catalog.setNames.add(path.root.name);
    return this.value(text);
  }

  private sanitizer(mask: number, text: string): void {
    const path = this.parse(text);
    if (path.position) {
      this.walk(path, path.steps).cleans.push({ mask, position: path.position });
      const last = path.steps.at(-1);
      if (path.position.selector.select === 'this' && last?.step === 'member') {
        for (const name of last.names) listOf(this.catalog.receiverMarks, name).push({ filters: path.position.filters, mask });
      }
      return;
    }
    const call = callOf(path.steps);
    if (call) this.walk(path, path.steps.slice(0, -1)).sanitizes.push({ ...call, mask });
    else this.walk(path, path.steps).mask |= mask;
  }

  private setting(mask: number, text: string): void {
    const path = this.parse(text);
    const call = callOf(path.steps);
    if (!call || path.position) throw new PathError(`${text}: a setting is a call`);
    this.walk(path, path.steps.slice(0, -1)).settings.push({ filters: call.filters, mask });
  }

  private quiet(text: string): void {
    const path = this.parse(text);
    if (path.position) throw new PathError(`${text}: a quiet place is a call or a member`);
    const call = callOf(path.steps);
    if (call) this.walk(path, path.steps.slice(0, -1)).quietCalls.push(call);
    else this.walk(path, path.steps).quiet = true;
  }

  private value(text: string): State {
    const path = this.parse(text);
    if (path.position) throw new PathError(`${text}: expected a value or a call, not an argument of one`);
    return this.walk(path, path.steps);
  }

  private place(text: string): { state: State; position: Position } {
    const path = this.parse(text);
    if (!path.position) throw new PathError(`${text}: expected an argument of a call`);
    return { state: this.walk(path, path.steps), position: path.position };
  }

  private parse(text: string): Path {
    try {
      return parsePath(text);
    } catch (error) {
      if (error instanceof PathError) throw new PathError(`model ${this.model.name}: ${error.message}`);
      throw error;
    }
  }

  private walk(path: Path, steps: readonly PathStep[]): State {
    if (steps.some((s) => s.step === 'member' && s.names[0]?.startsWith('#'))) this.catalog.speaksOfMethods = true;
    let rest = steps;
    let state: State;
    switch (path.root.root) {
      case 'module':
        state = this.moduleState(path.root.module);
        break;
      case 'declared':
        state = entry(this.catalog.declared, path.root.type);
        break;
      case 'any':
        state = this.catalog.any;
        break;
      case 'params': {
        const { names, index } = path.root;
        if (index < 0) {
          state = entry(this.catalog.namedParams, names[0]);
          break;
        }
        let root = this.catalog.params.find((p) => p.index === index && p.names.join() === names.join());
        if (!root) {
          root = { names, index, state: new State() };
          this.catalog.params.push(root);
        }
        state = root.state;
        break;
      }
      case 'name': {
        const { name } = path.root;
        const own = typeId(this.model.name, name);
        const first = rest[0];
        if (this.knownTypes.has(own)) state = entry(this.catalog.types, own);
        else if (first?.step === 'member' && first.names.length === 1 && this.knownTypes.has(`${name}.${first.names[0]}`)) {
          state = entry(this.catalog.types, `${name}.${first.names[0]}`);
          rest = rest.slice(1);
        } else state = entry(this.catalog.globals, name);
        break;
      }
    }
    return this.descend([state], rest, path.text)[0];
  }

  /** A module inside another is a member of it, however it is imported: `a.b` is `b` of `a`. */
  private moduleState(name: string): State {
    const { modules } = this.catalog;
    const known = modules.get(name);
    if (known) return known;
    const state = entry(modules, name);
    const inside = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\.([A-Za-z_]\w*)$/.exec(name);
    if (inside) {
      const member = entry(this.moduleState(inside[1]).members, inside[2]);
      aliases(member).push(state);
    }
    return state;
  }

  /** Adds the steps below; with several names in braces they lead to one shared state. */
  private descend(states: State[], steps: readonly PathStep[], text: string): State[] {
    let current = states;
    let names: readonly string[] = [];
    for (const step of steps) {
      if ('filters' in step && step.filters.length > 0) for (const name of names) this.catalog.filteredNames.add(name);
      names = step.step === 'member' ? step.names : [];
      const next: State[] = [];
      for (const state of current) next.push(...this.step(state, step));
      current = next;
    }
    if (current.length === 1) return current;
    // Several ways lead here: a common state collects what is said of the place.
    const common = new State();
    for (const state of current) aliases(state).push(common);
    void text;
    return [common];
  }

  private step(state: State, step: PathStep): State[] {
    switch (step.step) {
      case 'member':
        if (step.names.length === 0) {
          state.anyMember ??= new State();
          return [state.anyMember];
        }
        return step.names.map((name) => entry(state.members, name));
      case 'call': {
        const key = JSON.stringify(step.filters);
        let edge = state.calls.find((c) => JSON.stringify(c.filters) === key);
        if (!edge) {
          edge = { filters: step.filters, to: new State() };
          state.calls.push(edge);
        }
        return [edge.to];
      }
      case 'tag':
        state.tag ??= new State();
        return [state.tag];
      case 'element':
        state.element ??= new State();
        return [state.element];
      case 'parameter': {
        const key = JSON.stringify(step);
        let edge = state.parameters.find(
          (p) => JSON.stringify({ step: 'parameter', selector: p.selector, fields: p.fields, index: p.index, filters: p.filters }) === key,
        );
        if (!edge) {
          edge = { selector: step.selector, fields: step.fields, index: step.index, filters: step.filters, to: new State() };
          state.parameters.push(edge);
        }
        return [edge.to];
      }
    }
  }

  private *kinds<K extends string, V>(
    table: Readonly<Partial<Record<K, V>>> | undefined,
    known: Readonly<Record<K, unknown>>,
  ): Generator<[K, V]> {
    for (const [kind, value] of Object.entries(table ?? {}) as [K, V][]) {
      if (!(kind in known)) throw new PathError(`model ${this.model.name}: no kind \`${kind}\``);
      yield [kind, value];
    }
  }

  private maskOf(kind: SanitizerKind): number {
    const mask = MASK[kind];
    if (mask === undefined) throw new PathError(`model ${this.model.name}: no kind \`${kind}\``);
    return mask;
  }
}

const NO_FILTERS: readonly Filter[] = [];

function callOf(steps: readonly PathStep[]): { filters: readonly Filter[]; tag: boolean } | undefined {
  const last = steps.at(-1);
  if (last?.step === 'call') return { filters: last.filters, tag: false };
  if (last?.step === 'tag') return { filters: [], tag: true };
  return undefined;
}
