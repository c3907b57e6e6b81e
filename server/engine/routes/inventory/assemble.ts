/**
 * Runs through the facts of all modules, imports first and calls where they stand, and notes for every application and router
 * what is registered on it, in order. The order of files does not matter.
 */
import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import { type FunctionId, MADE_BY, MODULE, OUTSIDE, PROGRAM, type Ref, type RouteEvent, type RouteFacts } from '../facts';
import { appliedBy } from '../judge/applied';
import { Behaviours, type Evidence } from '../judge/behaviour';
import type { Routes } from '../model/model';
import type { ControlNames } from '../names';
import { calledBy, each, fileOf, type Inputs, type RouteProgram, resolve, spreadOut } from '../world';
import { byPlace, type Declarations } from './declarations';
import { takeOutDoubles } from './doubles';
import { handsOut, insideFolder } from './folderPlugins';
import { inputName, isMeant, pathAhead } from './inputs';
import { type RuleList, RuleLists } from './lists';
import { methodsInPath } from './methodsInPath';
import { Narrowing } from './narrowing';
import { placedEntries, siteOf } from './placed';

export interface ScopeEntry {
  readonly framework: string;
  readonly does: Extract<RouteEvent, { event: 'register' }>['does'];
  /** Name of the shape of functions in the chain; so many of them stand ahead of the rest. */
  readonly shape: string | undefined;
  readonly ahead: number;
  readonly everywhere: boolean;
  readonly replaces: boolean;
  /** It holds for what is registered before it, too. */
  readonly early: boolean;
  readonly lifts: readonly ControlKind[];
  readonly methods: readonly string[];
  /** Undefined: everything. */
  readonly path: Ref | undefined;
  readonly chain: readonly { readonly ref: Ref; readonly name: string }[];
  /** What stands where the path does is a name. */
  readonly named?: true;
  /** Its path is no mere beginning. */
  readonly whole?: boolean;
  /** Why its controls only may hold. */
  readonly doubt?: string;
  /** What may stand before it is told elsewhere. */
  readonly elsewhere?: Evidence;
  /** Conditions under which it is registered at all: key and text. */
  readonly when: ReadonlyMap<string, Evidence>;
  readonly site: Site;
}

export interface RouteScope {
  readonly key: string;
  /** `unknown`: an input nobody has given. */
  role: 'application' | 'router' | 'unknown';
  readonly site: Site | undefined;
  readonly name: string;
  /** Undefined where nobody is seen to make it. */
  readonly framework: string | undefined;
  readonly entries: ScopeEntry[];
}

/** Something that could not be followed. */
export interface Gap {
  readonly site: Site;
  readonly message: string;
}

export interface Assembly {
  readonly scopes: readonly RouteScope[];
  scope(key: string): RouteScope | undefined;
  readonly gaps: readonly Gap[];
  readonly behaviours: Behaviours;
  readonly lists: readonly RuleList[];
  /** What has been noted under a name. */
  kept(key: string): readonly Ref[] | undefined;
}

/** Files that import one another in a row. */
const MAX_CHAIN = 400;
const MAX_DEPTH = 24;
/** Events followed, all told. */
const MAX_STEPS = 100_000;
/** Names of parameters on which routes are registered, where nobody is seen to hand one over. */
const SCOPE_NAMES = /^(?:\w*app|\w*router|server|api|routes?|application)$/i;

export function assemble(
  program: RouteProgram,
  frameworks: ReadonlyMap<string, Routes>,
  names: ControlNames,
  declarations: Declarations,
): Assembly {
  return new Assembler(program, names, declarations).assemble(frameworks);
}

/** One path of a scope. */
interface OnePath {
  readonly key: string;
  readonly on: Ref;
  readonly path: Ref | undefined;
}

/** Where an interpreted call stands, and what had to hold for it. */
interface Context {
  readonly depth: number;
  readonly when: ReadonlyMap<string, Evidence>;
  /** Nobody calls the function. */
  readonly uncalled: boolean;
}

const AT_TOP: Context = { depth: 0, when: new Map(), uncalled: false };

class Assembler {
  private readonly scopes: RouteScope[] = [];
  private readonly byKey = new Map<string, RouteScope>();
  /** What was last made at a place. */
  private readonly latest = new Map<string, RouteScope>();
  /** One path of a scope, by key. */
  private readonly pathsOf = new Map<string, OnePath>();
  private readonly narrowing = new Narrowing();
  private readonly loaded = new Set<string>();
  private readonly called = new Set<FunctionId>();
  private readonly running: FunctionId[] = [];
  private readonly gaps = new Map<string, Gap>();
  private readonly behaviours: Behaviours;
  private readonly lists: RuleLists;
  private steps = 0;
  private activation = 0;

  constructor(
    private readonly program: RouteProgram,
    names: ControlNames,
    private readonly declarations: Declarations,
  ) {
    this.behaviours = new Behaviours(program, names);
    this.lists = new RuleLists(program);
  }

  assemble(frameworks: ReadonlyMap<string, Routes>): Assembly {
    const { files } = this.program;
    const imported = new Set<string>();
    // What tests make and call is no part of what runs.
    const own = files.filter((file) => this.program.counts(file));
    for (const file of own) for (const target of this.importsOf(file)) if (target !== file) imported.add(target);
    // Those nobody imports are where programs begin.
    for (const file of own) if (!imported.has(file)) this.load(file);
    for (const file of own) this.load(file);
    for (const [id, facts] of this.leftOver()) {
      if (!this.called.has(id))
        this.run(id, facts, { func: id, args: [], rest: facts.rest, bound: undefined, within: undefined }, { ...AT_TOP, uncalled: true });
    }
    takeOutDoubles(this.scopes);
    for (const { file, key, entry } of placedEntries(this.program, frameworks)) this.place(file, key, entry);
    // What is kept under a name is known once all has been run.
    for (const { entries } of this.scopes) {
      for (const [i, entry] of entries.entries())
        entries[i] = { ...entry, chain: entry.chain.map(({ ref, name }) => ({ ref: this.behaviours.called(ref), name })) };
    }
    return {
      scopes: this.scopes,
      scope: (key) => this.scopeAt(key),
      gaps: [...this.gaps.values()],
      behaviours: this.behaviours,
      lists: this.lists.all(),
      kept: (key) => this.wrappedAt(key),
    };
  }

  /** What registers and has not been reached: first what nobody calls, so that the others get their arguments from it. */
  private leftOver(): readonly (readonly [FunctionId, RouteFacts])[] {
    const left = [...this.program.facts].filter(
      ([id, { acts }]) => (acts & 1) !== 0 && !this.called.has(id) && this.program.counts(fileOf(id)),
    );
    // By place: functions are numbered as they have come.
    left.sort(([, a], [, b]) => handsOut(b) - handsOut(a) || byPlace(a, b));
    const named = new Set(left.flatMap(([id, { events }]) => events.flatMap(calledBy).filter((func) => func !== id)));
    return [...left.filter(([id]) => !named.has(id)), ...left.filter(([id]) => named.has(id))];
  }

  private importsOf(file: string): readonly string[] {
    const out: string[] = [];
    for (const event of this.program.facts.get(`${file}#0`)?.events ?? []) {
      const target = event.event === 'load' ? this.program.resolve(file, event.module) : undefined;
      if (target !== undefined) out.push(target);
    }
    return out;
  }

  private load(file: string | undefined): void {
    // At the end of a very long chain of imports, order is given up: what is left is loaded by itself.
    if (file === undefined || this.loaded.has(file) || this.chain >= MAX_CHAIN) return;
    this.loaded.add(file);
    this.chain++;
    const id = `${file}#0`;
    const facts = this.program.facts.get(id);
    if (facts) this.run(id, facts, { func: id, args: [], rest: -1, bound: undefined, within: undefined }, AT_TOP);
    this.chain--;
  }
  /** Files that are being loaded, one by the other. */
  private chain = 0;

  /** What a file is by where it lies. */
  private place(file: string, key: string, entry: ScopeEntry): void {
    const scope =
      this.scopeAt(key) ?? this.add(key, { key, role: 'application', site: undefined, name: '', framework: undefined, entries: [] });
    const inputs: Inputs = { func: `${file}#0`, args: [], rest: -1, bound: undefined, within: undefined };
    scope.entries.push({ ...entry, chain: entry.chain.map(({ ref, name }) => ({ ref: this.resolved(ref, inputs), name })) });
  }

  private run(id: FunctionId, facts: RouteFacts, inputs: Inputs, context: Context): void {
    this.called.add(id);
    if (context.depth > MAX_DEPTH || this.steps > MAX_STEPS || this.running.filter((r) => r === id).length > 1) return;
    this.running.push(id);
    const activation = ++this.activation;
    // What a framework calls depends on nothing that stands around other calls of it.
    const own = this.declarations.isEntry(id) ? { ...context, when: AT_TOP.when } : context;
    for (const event of facts.events) {
      this.steps++;
      this.take(id, event, inputs, own, activation);
    }
    this.running.pop();
  }

  /** What a framework calls, of all that is being followed; else where that begins. */
  private entry(id: FunctionId): FunctionId {
    return this.running.findLast((r) => this.declarations.isEntry(r)) ?? this.running.find((r) => !r.endsWith('#0')) ?? id;
  }

  private take(id: FunctionId, event: RouteEvent, inputs: Inputs, context: Context, activation: number): void {
    switch (event.event) {
      case 'load':
        this.load(this.program.resolve(fileOf(id), event.module));
        return;
      case 'make':
        this.make(event.id, event.role, event.framework, event.site);
        return;
      case 'make-route': {
        const key = `${event.id}*${activation}`;
        const one: OnePath = { key, on: this.resolved(event.on, inputs), path: event.path && resolve(event.path, inputs) };
        this.pathsOf.set(key, one);
        this.pathsOf.set(event.id, one);
        return;
      }
      case 'narrow':
        for (const on of each(this.resolved(event.on, inputs)))
          if (on.is === 'scope') this.narrowing.narrow(this.pathsOf.get(on.id)?.key ?? on.id, event.methods);
        return;
      case 'wrap':
        this.behaviours.wrapped.set(
          event.id,
          event.of.flatMap((ref) => {
            const own = this.resolved(ref, inputs);
            return own.is === 'applied' ? appliedBy(this.program, own, own.name) : [own];
          }),
        );
        return;
      case 'register':
        this.register(id, event, inputs, context, activation);
        return;
      case 'call':
        for (const callee of event.callee) {
          for (const fn of each(this.resolved(callee, inputs)))
            if (fn.is === 'function') this.call(id, event, fn, event.args, inputs, context, activation);
        }
        for (const { key, as } of event.gives) this.rename(key, as);
        return;
      case 'run': {
        const list = event.each && this.resolved(event.each, inputs);
        const items = list?.is === 'list' && list.items.length > 0 ? list.items : [undefined];
        for (const ref of event.functions) {
          for (const fn of each(this.resolved(ref, inputs))) {
            if (fn.is !== 'function') continue;
            for (const item of items) this.call(id, event, fn, item ? [item] : [], inputs, context, activation);
          }
        }
        return;
      }
      case 'keep': {
        const name = resolve(event.name, inputs);
        const value = this.resolved(event.value, inputs);
        for (const text of name.is === 'text' ? name.texts : []) {
          const known = this.behaviours.named.get(text) ?? [];
          this.behaviours.named.set(text, [...known, value]);
        }
        return;
      }
      case 'gap':
        if (insideFolder(this.program, event, inputs, (one) => this.take(id, one, inputs, context, activation))) return;
        this.gaps.set(`${event.site.file}:${event.site.at.start}`, { site: event.site, message: event.message });
        return;
      case 'rule':
        this.lists.take(this.entry(id), event, inputs, this.conditions(id, event, context, activation));
        return;
      default:
        return;
    }
  }

  private call(
    id: FunctionId,
    event: RouteEvent,
    fn: Extract<Ref, { is: 'function' }>,
    args: readonly Ref[],
    inputs: Inputs,
    context: Context,
    activation: number,
  ): void {
    const facts = this.program.facts.get(fn.func);
    if (!facts || (facts.acts & 1) === 0) {
      this.called.add(fn.func);
      return;
    }
    const given = spreadOut(args.map((a) => this.resolved(a, inputs)));
    const when = this.conditions(id, event, context, activation);
    this.run(
      fn.func,
      facts,
      { func: fn.func, args: given, rest: facts.rest, bound: fn.bound, within: fn.within },
      { depth: context.depth + 1, when, uncalled: context.uncalled },
    );
  }

  private make(id: string, role: 'application' | 'router', framework: string, site: Site): RouteScope {
    const early = this.latest.get(id);
    if (early && early.site === undefined) {
      early.role = role;
      const scope = { ...early, site, framework };
      this.scopes[this.scopes.indexOf(early)] = scope;
      this.byKey.set(scope.key, scope);
      this.latest.set(id, scope);
      return scope;
    }
    const key = `${id}*${this.scopes.length}`;
    return this.add(id, { key, role, site, name: '', framework, entries: [] });
  }

  /** What a call has made is known to the caller by a name of its own. */
  private rename(key: string, as: string): void {
    const scope = this.scopeAt(key);
    if (scope) this.latest.set(as, scope);
    const path = this.pathsOf.get(key);
    if (path) this.pathsOf.set(as, path);
    const wrapped = this.behaviours.wrapped.get(key);
    if (wrapped) this.behaviours.wrapped.set(as, wrapped);
  }

  /** Where nobody has followed the call that makes it, what was last made there. */
  private scopeAt(key: string): RouteScope | undefined {
    const known = this.byKey.get(key) ?? this.latest.get(key);
    const factory = key.lastIndexOf(MADE_BY);
    return known ?? (factory < 0 ? undefined : this.scopeAt(key.slice(0, factory)));
  }

  private wrappedAt(key: string): readonly Ref[] | undefined {
    const known = this.behaviours.wrapped.get(key);
    const factory = key.lastIndexOf(MADE_BY);
    return known ?? (factory < 0 ? undefined : this.wrappedAt(key.slice(0, factory)));
  }

  private add(id: string, scope: RouteScope): RouteScope {
    this.scopes.push(scope);
    this.byKey.set(scope.key, scope);
    this.latest.set(id, scope);
    return scope;
  }

  /** The reference with scopes told apart by when they were made. */
  private resolved(ref: Ref, inputs: Inputs): Ref {
    return this.pinned(resolve(ref, inputs));
  }
  private pinned(ref: Ref, depth = 0): Ref {
    if (depth > 3) return ref;
    switch (ref.is) {
      case 'scope': {
        const wrapped = this.wrappedAt(ref.id);
        if (wrapped) return wrapped.length === 1 ? wrapped[0] : { is: 'list', items: wrapped, complete: true };
        if (this.byKey.has(ref.id) || this.pathsOf.has(ref.id)) return ref;
        const scope = this.scopeAt(ref.id);
        return scope ? { is: 'scope', id: scope.key } : ref;
      }
      case 'module': {
        const target = this.program.resolve(ref.file, ref.module);
        return target === undefined ? { is: 'unknown', name: ref.module } : { is: 'scope', id: MODULE + target };
      }
      case 'methods':
        return { ...ref, ahead: ref.ahead.map((r) => this.pinned(r, depth + 1)) };
      case 'any':
        return { ...ref, of: ref.of.map((r) => this.pinned(r, depth + 1)) };
      case 'list':
        return { ...ref, items: ref.items.map((r) => this.pinned(r, depth + 1)) };
      case 'object':
        return { ...ref, fields: Object.fromEntries(Object.entries(ref.fields).map(([k, r]) => [k, this.pinned(r, depth + 1)])) };
      default:
        return ref;
    }
  }

  private register(
    id: FunctionId,
    noted: Extract<RouteEvent, { event: 'register' }>,
    inputs: Inputs,
    context: Context,
    activation: number,
  ): void {
    const on = this.resolved(noted.on, inputs);
    // A guess is right about what it is on.
    const [first] = each(on);
    const framework = first.is === 'scope' && noted.guessed ? this.frameworkOf(first.id) : undefined;
    const other = noted.framework === framework ? undefined : noted.instead?.find((one) => one.framework === framework);
    const event = other ? { ...noted, ...other } : noted;
    let path = event.path && resolve(event.path, inputs);
    const chain = event.chain.map((ref, i) => ({ ref: this.resolved(ref, inputs), name: event.names[i] ?? '' }));
    if (!path && event.does === 'mount') path = pathAhead(this.program, id, chain);
    for (const target of each(on)) {
      let scope: Ref = target;
      const names = [event.key];
      // One path of another scope.
      for (let i = 0; scope.is === 'scope' && this.pathsOf.has(scope.id) && i < 4; i++) {
        const one = this.pathsOf.get(scope.id) as OnePath;
        path ??= one.path;
        names.push(one.key);
        [scope] = each(one.on);
      }
      const owner = this.ownerOf(id, scope, event, chain);
      if (!owner) continue;
      const { does, early, shape, ahead, everywhere, whole, replaces, lifts, named } = event;
      const site = named ? (event.place?.site ?? siteOf(this.program, chain.at(-1)?.ref) ?? event.site) : event.site;
      const name = named ? { named } : {};
      const kept = { framework: event.framework, does, early, site, shape, ahead, everywhere, whole, replaces, lifts, ...name };
      const when = this.conditions(id, event, context, activation);
      const from = owner.entries.length;
      for (const one of event.methods ? [{ methods: event.methods, path }] : methodsInPath(path))
        owner.entries.push({ ...kept, methods: one.methods, path: one.path, chain, when });
      this.narrowing.note(names, owner.entries, from);
    }
  }

  /** Of the router that it is a path of, if it is one. */
  private frameworkOf(key: string, depth = 0): string | undefined {
    const one = this.pathsOf.get(key);
    const [on] = one ? each(one.on) : [];
    if (on?.is === 'scope' && depth < 4) return this.frameworkOf(on.id, depth + 1);
    return this.scopeAt(key)?.framework;
  }

  private ownerOf(
    id: FunctionId,
    ref: Ref,
    event: Extract<RouteEvent, { event: 'register' }>,
    chain: readonly { readonly ref: Ref }[],
  ): RouteScope | undefined {
    if (ref.is === 'scope') {
      const known = this.scopeAt(ref.id);
      if (known) return known;
      if (ref.id === PROGRAM || ref.id === OUTSIDE)
        return this.add(ref.id, { key: ref.id, role: 'application', site: undefined, name: '', framework: undefined, entries: [] });
      if (ref.id.startsWith(MODULE))
        return this.add(ref.id, { key: ref.id, role: 'router', site: event.site, name: '', framework: undefined, entries: [] });
      // Used before the module that makes it has been run.
      return this.add(ref.id, {
        key: `${ref.id}*${this.scopes.length}`,
        role: 'unknown',
        site: undefined,
        name: '',
        framework: undefined,
        entries: [],
      });
    }
    if (ref.is === 'input') {
      const name = inputName(this.program, id, ref);
      if (!isMeant(event, chain, SCOPE_NAMES.test(name))) return undefined;
      const key = `${id}:${ref.key}.${ref.below.join('.')}`;
      const known = this.latest.get(key);
      if (known) return known;
      return this.add(key, { key, role: 'unknown', site: event.site, name, framework: undefined, entries: [] });
    }
    if (event.guessed) return undefined;
    this.gaps.set(`${event.site.file}:${event.site.at.start}`, {
      site: event.site,
      message:
        event.does === 'mount'
          ? 'Something is mounted on a router that is not known.'
          : 'A route is registered on a router that is not known.',
    });
    const key = `${id}:?`;
    return this.latest.get(key) ?? this.add(key, { key, role: 'unknown', site: event.site, name: '', framework: undefined, entries: [] });
  }

  private conditions(id: FunctionId, event: RouteEvent, context: Context, activation: number): ReadonlyMap<string, Evidence> {
    const ways = this.behaviours.waysOf(id);
    if (!ways) return context.when;
    const decisions = ways.conditions(event.block);
    if (decisions.length === 0) return context.when;
    const when = new Map(context.when);
    for (const d of decisions) {
      const condition = ways.flow.conditions[d.block];
      const text = condition?.text ?? '';
      when.set(`${activation}:${d.block}:${d.side}`, { site: condition?.site, message: d.side === 0 ? text : `not ${text}` });
    }
    return when;
  }
}
