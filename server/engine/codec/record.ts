/**
 * What the rest of the program can ask of an analysed module, as bytes: its exports, and from there every function, class and
 * variable that can be reached. What nobody can reach any more is left out.
 */
import type { TypeRef } from '../../ir/types';
import { SINKS, type SinkKind } from '../kinds';
import type { Labels } from '../labels';
import type { PathTable } from '../paths';
import type { KeptDeclared } from '../routes/declaredText';
import type { RouteFacts } from '../routes/facts';
import type { Exported } from '../routes/world';
import { splitCapture } from '../substitution';
import type {
  ArgumentValue,
  ClassRecord,
  Deep,
  Effect,
  FunctionInfo,
  Given,
  MemberInfo,
  PendingCall,
  PendingSink,
  Summary,
} from '../summary';
import { UNKNOWN, type Value } from '../values';
import { ByteReader, DamagedRecord } from './bytes';
import { Decoder } from './decoder';
import { Encoder, LAYOUT, numbers } from './encoder';
import { readRoutes, routesText } from './routes';

/** Sparse where something could not be reached. */
export interface KeptModule {
  readonly file: string;
  readonly functions: readonly (FunctionInfo | undefined)[];
  readonly classes: readonly (ClassRecord | undefined)[];
  readonly summaries: readonly (Summary | undefined)[];
  /** Names of the module's variables. */
  readonly names: readonly string[];
  readonly variables: readonly Value[];
  readonly exports: ReadonlyMap<string, Value>;
  /** Declared types of fields, by class and name: `2.pool`. */
  readonly fieldTypes: ReadonlyMap<string, TypeRef>;
  /** Of all functions, whether anybody can reach them or not: handlers are called by the library. */
  readonly routes: readonly (RouteFacts | undefined)[];
  /** Of a file that is a route itself. */
  readonly exported: ReadonlyMap<string, Exported>;
  readonly declared: KeptDeclared;
}

const CALLS = ['call', 'new', 'tag'] as const;
const MEMBERS = ['method', 'getter', 'setter', 'constructor', 'field'] as const;

export function encodeModule(module: KeptModule): Uint8Array {
  return new ModuleEncoder(module).encode();
}

class ModuleEncoder {
  private readonly encoder: Encoder;
  private readonly functions = new Wanted();
  private readonly classes = new Wanted();
  private readonly variables = new Wanted();

  constructor(private readonly module: KeptModule) {
    const { file } = module;
    this.encoder = new Encoder({
      function: (fn) => {
        if (fn.file === file) (fn.kind === 'class' ? this.classes : this.functions).add(fn.index);
      },
      input: (key) => {
        if (!key.startsWith('^')) return;
        const [owner, func, variable] = splitCapture(key);
        if (owner === file && func === 0) this.variables.add(variable);
      },
    });
  }

  encode(): Uint8Array {
    const { encoder, module } = this;
    const { root } = encoder;
    root.number(encoder.text(module.file));
    root.number(encoder.text(routesText(module)));
    numbers(
      root,
      [...module.exports].flatMap(([name, value]) => [encoder.text(name), encoder.value(value)]),
    );
    // Each thing kept may lead to others: in rounds, until nothing is new.
    for (let before = -1; before !== this.kept; ) {
      before = this.kept;
      for (let f = this.functions.next(); f !== undefined; f = this.functions.next()) this.function(f);
      for (let c = this.classes.next(); c !== undefined; c = this.classes.next()) this.class(c);
      for (let v = this.variables.next(); v !== undefined; v = this.variables.next()) this.variable(v);
      encoder.settle();
    }
    root.number(0);
    return encoder.finish();
  }

  private get kept(): number {
    return this.functions.count + this.classes.count + this.variables.count;
  }

  private function(index: number): void {
    const info = this.module.functions[index];
    const summary = this.module.summaries[index];
    if (!info) return;
    const { encoder } = this;
    const { root } = encoder;
    const name = encoder.text(info.name);
    const params = info.params.map((p) => encoder.text(p));
    root.number(KEPT.function);
    for (const n of [index, name, info.owner + 1, info.class + 1, info.arity, info.rest + 1, info.names + 1, info.lexicalThis ? 1 : 0])
      root.number(n);
    numbers(root, params);
    numbers(
      root,
      info.free.flatMap((f) => [f.func, f.var + 1]),
    );
    for (const free of info.free) if (free.func === 0) this.variables.add(free.var);
    root.number(summary ? 1 : 0);
    if (summary) this.summary(summary);
  }

  private summary(summary: Summary): void {
    const { encoder } = this;
    const { root } = encoder;
    root.number((summary.noReturn ? 1 : 0) + (summary.cut ? 2 : 0));
    root.number(encoder.value(summary.returns));
    root.number(summary.effects.length);
    for (const { target, field, value } of summary.effects) {
      for (const n of [encoder.path(target), field === undefined ? 0 : encoder.text(field) + 1, encoder.value(value)]) root.number(n);
    }
    root.number(summary.sinks.length);
    for (const { kind, site, name, taints, deep, value } of summary.sinks) {
      for (const n of [encoder.text(kind), encoder.site(site), encoder.text(name), encoder.taintList(taints), encoder.value(value)])
        root.number(n);
      root.number(deep ? 1 : 0);
      if (deep)
        numbers(
          root,
          deep.map((d) => encoder.text(d)),
        );
    }
    root.number(summary.calls.length);
    for (const call of summary.calls) this.call(call);
    numbers(root, encoder.factNumbers(summary.refined));
    root.number(summary.given.length);
    for (const g of summary.given) {
      root.number(encoder.value(g.value));
      root.number(encoder.site(g.site));
    }
  }

  private call(call: PendingCall): void {
    const { encoder } = this;
    const { root } = encoder;
    root.number(encoder.value(call.callee));
    root.number(call.self ? encoder.value(call.self) + 1 : 0);
    root.number(call.args.length);
    for (const { value, site, spread, name } of call.args) {
      for (const n of [encoder.value(value), encoder.site(site), spread ? 1 : 0, name === undefined ? 0 : encoder.text(name) + 1])
        root.number(n);
    }
    for (const n of [CALLS.indexOf(call.kind), encoder.site(call.site), encoder.text(call.name), call.hops, call.marks]) root.number(n);
  }

  private class(index: number): void {
    const info = this.module.classes[index];
    if (!info) return;
    const { encoder, module } = this;
    const { root } = encoder;
    const types = [...module.fieldTypes].filter(([key]) => key.startsWith(`${index}.`));
    root.number(KEPT.class);
    root.number(index);
    root.number(encoder.text(info.name));
    root.number(info.constructorFunc + 1);
    root.number(info.members.size);
    for (const [name, { kind, func, static: isStatic }] of info.members) {
      for (const n of [encoder.text(name), MEMBERS.indexOf(kind), func + 1, isStatic ? 1 : 0]) root.number(n);
      this.functions.add(func);
    }
    root.number(info.initializers.length);
    for (const { name, func, static: isStatic } of info.initializers) {
      for (const n of [encoder.text(name), func + 1, isStatic ? 1 : 0]) root.number(n);
      this.functions.add(func);
    }
    root.number(info.kept.length);
    for (const name of info.kept) root.number(encoder.text(name));
    root.number(types.length);
    for (const [key, type] of types) {
      root.number(encoder.text(key));
      root.number(type.from === 'class' ? 0 : type.from === 'name' ? 1 : 2);
      if (type.from === 'class') {
        root.number(type.index);
        this.classes.add(type.index);
      } else {
        root.number(encoder.text(type.name));
        if (type.from === 'import') root.number(encoder.text(type.module));
      }
    }
    this.functions.add(info.constructorFunc);
    // Its value, with its parent, stands in a variable of its name.
    if (info.name !== '') for (const [i, name] of module.names.entries()) if (name === info.name) this.variables.add(i);
  }

  private variable(index: number): void {
    const { encoder, module } = this;
    if (index >= module.variables.length) return;
    for (const n of [KEPT.variable, index, encoder.text(module.names[index] ?? ''), encoder.value(module.variables[index])])
      encoder.root.number(n);
  }
}

const KEPT = { end: 0, function: 1, class: 2, variable: 3 } as const;

/** Indices to look at, each once, in the order they were first asked for. */
class Wanted {
  private readonly seen = new Set<number>();
  private readonly queue: number[] = [];

  add(index: number): void {
    if (index < 0 || this.seen.has(index)) return;
    this.seen.add(index);
    this.queue.push(index);
  }
  next(): number | undefined {
    return this.queue.shift();
  }
  get count(): number {
    return this.seen.size;
  }
}

/** What the module's functions do to routes and requests, without anything else of it: the first two texts of the record. */
export function routesIn(bytes: Uint8Array): Pick<KeptModule, 'file' | 'routes' | 'exported' | 'declared'> {
  const r = new ByteReader(bytes);
  if (r.number() !== LAYOUT || r.count() < 2) throw new DamagedRecord('the layout is another');
  const file = r.text();
  return { file, ...readRoutes(r.text(), file) };
}

/** Throws DamagedRecord when the bytes are not what `encodeModule` makes. */
export function decodeModule(bytes: Uint8Array, paths: PathTable, labels: Labels): KeptModule {
  const d = new Decoder(bytes, paths, labels);
  const { root } = d;
  const file = d.text();
  const { routes, exported, declared } = readRoutes(d.text(), file);
  const functions: (FunctionInfo | undefined)[] = [];
  const summaries: (Summary | undefined)[] = [];
  const classes: (ClassRecord | undefined)[] = [];
  const names: string[] = [];
  const variables: Value[] = [];
  const fieldTypes = new Map<string, TypeRef>();
  const exports = new Map<string, Value>();
  for (let count = root.count() >> 1; count > 0; count--) exports.set(d.text(), d.value());
  for (let kind = root.number(); kind !== KEPT.end; kind = root.number()) {
    const index = root.index(MAX_INDEX);
    if (kind === KEPT.function) {
      functions[index] = readFunction(d, file, index);
      summaries[index] = root.number() === 1 ? { ...readSummary(d), routes: routes[index] } : undefined;
    } else if (kind === KEPT.class) classes[index] = readClass(d, file, index, fieldTypes);
    else if (kind === KEPT.variable) {
      while (variables.length <= index) {
        variables.push(UNKNOWN);
        names.push('');
      }
      names[index] = d.text();
      variables[index] = d.value();
    } else throw new DamagedRecord('something of no known kind is kept');
  }
  return { file, functions, summaries, classes, names, variables, fieldTypes, exports, routes, exported, declared };
}

/** Functions, classes or variables of one module. */
const MAX_INDEX = 1 << 20;

function readFunction(d: Decoder, file: string, index: number): FunctionInfo {
  const { root } = d;
  const name = d.text();
  const [owner, cls, arity, rest, names, lexicalThis] = [
    root.number() - 1,
    root.number() - 1,
    root.number(),
    root.number() - 1,
    root.number() - 1,
    root.number() === 1,
  ];
  const params = d.list(() => d.text());
  const free: { func: number; var: number }[] = [];
  for (let count = root.count() >> 1; count > 0; count--) free.push({ func: root.number(), var: root.number() - 1 });
  return { file, index, name, owner, class: cls, arity, rest, names, lexicalThis, params, free, kept: NO_VARIABLES };
}

/** Only who runs the functions inside needs to know. */
const NO_VARIABLES: readonly number[] = [];

function readSummary(d: Decoder): Omit<Summary, 'routes'> {
  const { root } = d;
  const flags = root.number();
  const returns = d.value();
  const effects = d.list((): Effect => ({ target: d.path(), field: d.optionalText(), value: d.value() }));
  const sinks = d.list((): PendingSink => {
    const kind = d.text();
    if (!Object.hasOwn(SINKS, kind)) throw new DamagedRecord('a sink is of no known kind');
    const sink = { kind: kind as SinkKind, site: d.site(), name: d.text(), taints: d.taintList(), value: d.value() };
    const deep: Deep = root.number() === 1 ? d.list(() => d.text()) : false;
    return { ...sink, deep };
  });
  const calls = d.list((): PendingCall => readCall(d));
  const refined = d.factList();
  const given = d.list((): Given => ({ value: d.value(), site: d.site() }));
  return { returns, effects, sinks, calls, refined, given, flows: [], noReturn: (flags & 1) !== 0, cut: (flags & 2) !== 0 };
}

function readCall(d: Decoder): PendingCall {
  const { root } = d;
  const callee = d.value();
  const self = d.optionalValue();
  const args = d.list((): ArgumentValue => ({ value: d.value(), site: d.site(), spread: root.number() === 1, name: d.optionalText() }));
  return {
    callee,
    self,
    args,
    kind: CALLS[root.index(CALLS.length)],
    site: d.site(),
    name: d.text(),
    hops: root.number(),
    marks: root.number() | 0,
  };
}

function readClass(d: Decoder, file: string, index: number, fieldTypes: Map<string, TypeRef>): ClassRecord {
  const { root } = d;
  const name = d.text();
  const constructorFunc = root.number() - 1;
  const members = new Map<string, MemberInfo>();
  for (let count = root.count(); count > 0; count--) {
    members.set(d.text(), { kind: MEMBERS[root.index(MEMBERS.length)], func: root.number() - 1, static: root.number() === 1 });
  }
  const initializers = d.list(() => ({ name: d.text(), func: root.number() - 1, static: root.number() === 1 }));
  const kept = d.list(() => d.text());
  for (let count = root.count(); count > 0; count--) fieldTypes.set(d.text(), readType(d));
  return { file, index, name, members, constructorFunc, initializers, kept };
}

function readType(d: Decoder): TypeRef {
  const from = d.root.index(3);
  if (from === 0) return { from: 'class', index: d.root.number() };
  const name = d.text();
  return from === 1 ? { from: 'name', name } : { from: 'import', name, module: d.text() };
}
