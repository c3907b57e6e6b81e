/**
 * API paths as interned nodes: one node for `"express"().get(fn)#0.query`, however often it is met. A node knows what the
 * models say about it. Symbolic nodes stand for a function's inputs and are resolved where the function is called.
 */

import type { Literal } from '../ir/types';
import type { Catalog } from './catalog';
import { aliases, type CalleeFacts, State, type ValueFacts } from './catalogState';
import type { Filter } from './pathLanguage';
import { elementOf, factsOf, memberOf, onlyTypes, sameNames, selects } from './pathStates';
import type { RouteState } from './routes/model/compile';
import { mergeRoutes } from './routes/model/merge';
import type { Label } from './values';

/** Symbolic chains longer than this are cut to unknown. */
const MAX_SYMBOLIC_DEPTH = 5;
const MAX_DEPTH = 14;

export type Step =
  | { readonly step: 'root' }
  | { readonly step: 'member'; readonly name: string }
  | { readonly step: 'call'; readonly tag: boolean; readonly args: KnownArguments | undefined; readonly chosen: Chosen }
  | { readonly step: 'element' }
  /** The same value, after something was taken back of what it went through or was checked for; only on inputs. */
  | { readonly step: 'undone'; readonly mask: number }
  /** The same value, told apart from others of its kind by where it is made. */
  | { readonly step: 'instance'; readonly key: string }
  /** Parameter `index` of the function passed as argument `argument` (of `arity` parameters). */
  | {
      readonly step: 'parameter';
      readonly argument: number;
      readonly arity: number;
      readonly index: number;
      readonly fields: readonly string[];
      readonly args: KnownArguments | undefined;
      /** It is the last argument, where some model minds. */
      readonly last: boolean;
      readonly chosen: Chosen;
    };

/** Which of the models' filtered steps were open, by their number: with it, the same node can be made again. */
export type Chosen = readonly number[];

/** Constants that a call on an input is given, where models tell such calls apart by them. */
export type KnownArguments = readonly ({ readonly is: Literal } | undefined)[];

export class PathNode {
  private children: Map<string, PathNode> | undefined;
  private members: Map<string, PathNode> | undefined;
  private plainCall: PathNode | undefined;
  private filtered: boolean | undefined;
  private value: ValueFacts | undefined;
  private callee: CalleeFacts | undefined;
  /** The label of the input that it stands for, and who has made it. */
  label: { readonly of: object; readonly label: Label } | undefined;

  constructor(
    readonly id: number,
    readonly table: PathTable,
    readonly parent: PathNode | undefined,
    readonly step: Step,
    readonly text: string,
    readonly depth: number,
    /** Stands for an input of a function; `root` is that input. */
    readonly symbolic: boolean,
    readonly states: readonly State[],
    /** States reached from patterns that begin with any value. */
    readonly star: readonly State[],
  ) {}

  get root(): PathNode {
    let node: PathNode = this;
    while (node.parent) node = node.parent;
    return node;
  }
  /** A value of which only the types are known. */
  get isType(): boolean {
    return this.parent === undefined && this.text.startsWith(':');
  }
  get isUnknown(): boolean {
    return this === this.table.unknown;
  }

  member(name: string): PathNode {
    const known = this.members?.get(name);
    if (known) return known;
    const made = this.child(`.${name}`, { step: 'member', name }, (s) => memberOf(s, name), true);
    this.members ??= new Map();
    this.members.set(name, made);
    return made;
  }
  element(): PathNode {
    return this.child('[]', { step: 'element' }, elementOf, false);
  }
  /** What an input is once it has lost these bits. */
  undone(mask: number): PathNode {
    if (!this.symbolic || (this.step.step === 'undone' && this.step.mask === mask)) return this;
    return this.child(`~${mask}`, { step: 'undone', mask }, () => [], false);
  }
  /** This value, made at a place of its own. */
  instance(key: string): PathNode {
    if (this.step.step === 'instance' || this.isUnknown) return this;
    const known = this.children?.get(`@${key}`);
    if (known) return known;
    const made = this.table.make(this, { step: 'instance', key }, `${this.text}@${key}`, false, this.states, this.star);
    this.children ??= new Map();
    this.children.set(`@${key}`, made);
    return made;
  }
  /** The constants of a call of this tell something, once it is known what it is. */
  get heedsArguments(): boolean {
    return this.symbolic && this.step.step === 'member' && this.table.catalog.filteredNames.has(this.step.name);
  }
  /** What a call returns; `holds` decides the filters of the models. */
  call(tag: boolean, holds: (filters: readonly Filter[]) => boolean, args?: KnownArguments): PathNode {
    if (tag) return this.child('`', TAGGED, (s) => (s.tag ? [s.tag] : []), false);
    return this.callWhere((_, filters) => holds(filters), this.heedsArguments ? args : undefined);
  }
  private callWhere(isOpen: (index: number, filters: readonly Filter[]) => boolean, heeded: KnownArguments | undefined): PathNode {
    this.filtered ??= [...this.states, ...this.star].some((s) => s.calls.some((c) => c.filters.length > 0));
    if (!this.filtered && !heeded && this.plainCall) return this.plainCall;
    let key = heeded ? `()${JSON.stringify(heeded)}` : '()';
    let index = 0;
    const chosen: number[] = [];
    const open = new Set<State>();
    for (const state of [...this.states, ...this.star]) {
      for (const edge of state.calls) {
        index++;
        if (edge.filters.length === 0) open.add(edge.to);
        else if (isOpen(index, edge.filters)) {
          open.add(edge.to);
          chosen.push(index);
          key += `${index},`;
        }
      }
    }
    const made = this.child(
      key,
      { step: 'call', tag: false, args: heeded, chosen },
      (s) => s.calls.filter((e) => open.has(e.to)).map((e) => e.to),
      false,
    );
    if (!this.filtered && !heeded) this.plainCall = made;
    return made;
  }
  /** Arguments by which models tell what a call of this returns. */
  get filteredArguments(): readonly number[] {
    this.heeded ??= [...this.states, ...this.star].flatMap((s) =>
      s.calls.flatMap((c) => c.filters.flatMap((f) => (typeof f.argument === 'number' ? [f.argument] : []))),
    );
    return this.heeded;
  }
  private heeded: readonly number[] | undefined;

  /** Parameter `index` of a function of `arity` parameters that is passed as argument `argument` of `count`, or in fields of it. */
  parameter(
    argument: number,
    count: number,
    arity: number,
    index: number,
    holds: (filters: readonly Filter[]) => boolean,
    fields: readonly string[] = NO_FIELDS,
    args?: KnownArguments,
  ): PathNode {
    const last = argument === count - 1 && this.parameterStates.some((s) => s.parameters.some((p) => p.selector.select === 'last'));
    const place = { argument, arity, index, fields, last, args: this.heedsArguments ? args : undefined };
    return this.parameterWhere(place, (_, filters) => holds(filters));
  }
  private parameterWhere(
    place: Omit<Extract<Step, { step: 'parameter' }>, 'step' | 'chosen'>,
    isOpen: (index: number, filters: readonly Filter[]) => boolean,
  ): PathNode {
    const { argument, arity, index, fields, args: heeded } = place;
    let key = `(${argument}${place.last ? '$' : ''}/${arity})${fields.length > 0 ? `.${fields.join('.')}` : ''}#${index}`;
    const count = argument + (place.last ? 1 : 2);
    const chosen: number[] = [];
    const open = new Set<State>();
    let filter = 0;
    for (const state of this.parameterStates) {
      const hits = state.parameters.filter(
        (p) => (p.index === index || p.index === -1) && sameNames(p.fields, fields) && selects(p.selector, argument, count, arity),
      );
      const exact = state.parameters.some((p) => p.selector.select === 'fn' && p.selector.arity === arity);
      for (const p of hits) {
        if (exact && p.selector.select === 'fn' && p.selector.arity === undefined) continue;
        if (p.filters.length === 0) open.add(p.to);
        else {
          filter++;
          if (!isOpen(filter, p.filters)) continue;
          open.add(p.to);
          chosen.push(filter);
          key += `,${filter}`;
        }
      }
    }
    if (heeded) key += JSON.stringify(heeded);
    const matching = (state: State): State[] => state.parameters.filter((p) => open.has(p.to)).map((p) => p.to);
    return this.child(key, { step: 'parameter', ...place, chosen }, matching, false);
  }
  /** The node that this step leads to from here, as it did when the step was written down; perhaps in another table. */
  follow(step: Step): PathNode {
    switch (step.step) {
      case 'member':
        return this.member(step.name);
      case 'element':
        return this.element();
      case 'undone':
        return this.undone(step.mask);
      case 'instance':
        return this.instance(step.key);
      case 'call':
        return step.tag ? this.call(true, () => false) : this.callWhere((index) => step.chosen.includes(index), step.args);
      case 'parameter':
        return this.parameterWhere(step, (index) => step.chosen.includes(index));
      default:
        return this;
    }
  }
  private known: readonly State[] | undefined;
  private get parameterStates(): readonly State[] {
    this.known ??= [...this.states, ...this.star].filter((s) => s.parameters.length > 0);
    return this.known;
  }
  /** Fields of arguments whose functions some model says the parameters of. */
  get handedFields(): readonly (readonly string[])[] {
    if (!this.fieldsHanded) {
      const all = this.parameterStates.flatMap((s) => s.parameters.map((p) => p.fields)).filter((f) => f.length > 0);
      this.fieldsHanded = all.filter((f, i) => all.findIndex((g) => sameNames(f, g)) === i);
    }
    return this.fieldsHanded;
  }
  private fieldsHanded: readonly (readonly string[])[] | undefined;
  /** True when some model says what a function given here receives. */
  get hasParameters(): boolean {
    return this.states.some((s) => s.parameters.length > 0) || this.star.some((s) => s.parameters.length > 0);
  }

  /** What models say about routes of it, as a callee or a value. */
  get routes(): RouteState | undefined {
    if (this.routeState === null) this.routeState = mergeRoutes(this.states);
    return this.routeState;
  }
  private routeState: RouteState | undefined | null = null;

  /** What models say is always there. */
  get constant(): string | number | undefined {
    return this.states.find((s) => s.constant !== undefined)?.constant;
  }

  get valueFacts(): ValueFacts {
    if (!this.value) {
      const states = this.states.length > 0 ? [...this.states, ...this.star] : this.star;
      this.value = {
        sources: states.flatMap((s) => s.sources),
        quiet: states.some((s) => s.quiet),
        mask: states.reduce((m, s) => m | s.mask, 0),
        mode: states.some((s) => s.mode),
        assigned: states.flatMap((s) => s.assigned),
        settings: states.flatMap((s) => s.assignedRoles),
      };
    }
    return this.value;
  }
  /** What the models say about calling this; patterns for any value count only where no other speaks. */
  get calleeFacts(): CalleeFacts {
    if (!this.callee) {
      const own = factsOf(this.states);
      const star = factsOf(this.star);
      this.callee = own.known || !star.known ? { ...own, own: own.known } : star;
    }
    return this.callee;
  }

  private child(key: string, step: Step, next: (state: State) => readonly State[], named: boolean): PathNode {
    const known = this.children?.get(key);
    if (known) return known;
    const made = this.makeChild(key, step, next, named);
    this.children ??= new Map();
    this.children.set(key, made);
    return made;
  }

  private makeChild(key: string, step: Step, next: (state: State) => readonly State[], named: boolean): PathNode {
    const { table } = this;
    // `x.default` of a module is the module: default and namespace imports are alike.
    if (step.step === 'member' && step.name === 'default' && this.step.step === 'root' && this.text.startsWith('"')) return this;
    const star = table.close([
      ...this.star.flatMap(next),
      ...(named && step.step === 'member' ? memberOf(table.catalog.any, step.name) : []),
    ]);
    if (this.symbolic) {
      if (this.depth >= MAX_SYMBOLIC_DEPTH)
        return this.star.length === 0 ? table.unknown.makeStar(key, step, star) : this.starChild(key, step, star);
      return table.make(this, step, this.text + key, true, [], star);
    }
    const raw = this.states.flatMap(next);
    if (raw.length === 0) return this.star.length === 0 ? table.unknown.makeStar(key, step, star) : this.starChild(key, step, star);
    const types = star.length === 0 ? onlyTypes(raw) : undefined;
    if (types) return table.ofTypes(types);
    if (this.depth >= MAX_DEPTH) return table.unknown;
    return table.make(this, step, this.text + key, false, table.close(raw), star);
  }

  /** Below a place that patterns for any value lead to, what they lead to next; another place's would be different. */
  private starChild(key: string, step: Step, star: readonly State[]): PathNode {
    if (star.length === 0) return this.table.unknown;
    return this.depth >= MAX_DEPTH ? this.table.unknown : this.table.make(this, step, this.text + key, false, [], star);
  }

  private makeStar(key: string, step: Step, star: readonly State[]): PathNode {
    if (star.length === 0) return this;
    const known = this.children?.get(key);
    if (known) return known;
    this.children ??= new Map();
    const made = this.table.make(this, step, `?${key}`, false, [], star);
    this.children.set(key, made);
    return made;
  }
}

const NO_FIELDS: readonly string[] = [];

const TAGGED: Step = { step: 'call', tag: true, args: undefined, chosen: [] };

const COLLECTS = new State();
COLLECTS.meanings.push('collect');

export class PathTable {
  private readonly roots = new Map<string, PathNode>();
  private count = 0;
  readonly unknown: PathNode;

  constructor(readonly catalog: Catalog) {
    this.unknown = this.make(undefined, { step: 'root' }, '?', false, [], []);
  }

  /** Nodes that were ever made. */
  get size(): number {
    return this.count;
  }

  /** A module nobody speaks of may be a member of the one whose name it begins with: `a.b` is `b` of `a`. */
  module(name: string): PathNode {
    const state = this.catalog.modules.get(name);
    const dot = state ? -1 : name.lastIndexOf('.');
    return dot > 0 ? this.module(name.slice(0, dot)).member(name.slice(dot + 1)) : this.rootOf(`"${name}"`, state);
  }
  global(name: string): PathNode {
    return this.rootOf(name, this.catalog.globals.get(name));
  }
  /** A value declared as `type`: `pg.Pool`, or a bare name. */
  declared(type: string): PathNode {
    return this.rootOf(`<${type}>`, this.catalog.declared.get(type));
  }
  ofTypes(types: readonly string[]): PathNode {
    const sorted = [...new Set(types)].sort();
    const key = `:${sorted.join('|')}`;
    const known = this.roots.get(key);
    if (known) return known;
    const states = sorted.map((t) => this.catalog.types.get(t)).filter((s) => s !== undefined);
    const node = this.make(undefined, { step: 'root' }, key, false, this.close(states), []);
    this.roots.set(key, node);
    return node;
  }
  /** An input of a function: `$0`, `$this`, `^3:1`. */
  input(key: string): PathNode {
    const known = this.roots.get(key);
    if (known) return known;
    const node = this.make(undefined, { step: 'root' }, key, true, [], []);
    this.roots.set(key, node);
    return node;
  }
  /** Stands for a function that only keeps what it is called with. */
  collector(key: string): PathNode {
    const known = this.roots.get(key);
    if (known) return known;
    const node = this.make(undefined, { step: 'root' }, key, false, [COLLECTS], []);
    this.roots.set(key, node);
    return node;
  }
  /** What parameters of these names are taken for, by index; undefined where no model speaks. */
  byParameterNames(names: readonly string[], index: number): PathNode | undefined {
    for (const root of this.catalog.params) {
      if (root.index === index && root.names.length <= names.length && root.names.every((n, i) => n === names[i])) {
        return this.rootOf(`(${root.names.join()})#${index}`, root.state);
      }
    }
    const named = this.catalog.namedParams.get(names[index]);
    return named && this.rootOf(`(..,${names[index]})`, named);
  }

  /** The root that has this text in any table of the same models; unknown when there is none. */
  root(text: string, symbolic: boolean): PathNode {
    if (symbolic) return this.input(text);
    const inner = text.slice(1, -1);
    switch (text[0]) {
      case '"':
        return this.module(inner);
      case '<':
        return this.declared(inner);
      case ':':
        return this.ofTypes(text.slice(1).split('|'));
      case '!':
        return this.collector(text);
      case '(':
        return this.byParameterText(text);
      default:
        return text === this.unknown.text ? this.unknown : this.global(text);
    }
  }

  private byParameterText(text: string): PathNode {
    if (text.startsWith('(..,')) return this.rootOf(text, this.catalog.namedParams.get(text.slice('(..,'.length, -1)));
    return this.rootOf(text, this.catalog.params.find((p) => text === `(${p.names.join()})#${p.index}`)?.state);
  }

  /** The states with everything entered together with them: aliases, and the types they are instances of. */
  close(states: readonly State[]): State[] {
    const closed = new Set<State>();
    const add = (state: State): void => {
      if (closed.has(state)) return;
      closed.add(state);
      for (const alias of aliases(state)) add(alias);
      for (const type of state.types) {
        const root = this.catalog.types.get(type);
        if (root) add(root);
      }
    };
    for (const state of states) add(state);
    return [...closed];
  }

  make(
    parent: PathNode | undefined,
    step: Step,
    text: string,
    symbolic: boolean,
    states: readonly State[],
    star: readonly State[],
  ): PathNode {
    // A method and its call are one link of a chain.
    const link = symbolic && step.step === 'call' && parent?.step.step === 'member' ? 0 : 1;
    return new PathNode(this.count++, this, parent, step, text, parent ? parent.depth + link : 0, symbolic, states, star);
  }

  private rootOf(key: string, state: State | undefined): PathNode {
    if (!state) return this.unknown;
    const known = this.roots.get(key);
    if (known) return known;
    const node = this.make(undefined, { step: 'root' }, key, false, this.close([state]), []);
    this.roots.set(key, node);
    return node;
  }
}
