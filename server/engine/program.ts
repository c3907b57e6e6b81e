/**
 * The whole program: modules linked by their imports, summaries computed when they are first asked for.
 * A module is taken in by `add`; its imports must be resolvable by then, or count as unknown (an import cycle).
 */
import type { ClassInfo, Func, Module, TypeRef } from '../ir/types';
import type { Catalog } from './catalog';
import type { CallReport, CredentialLiteral, Environment, ModuleCode, ObservedCall, Relevance } from './environment';
import { Frame } from './frame';
import { interfaceHash } from './interfaceHash';
import { Labels } from './labels';
import type { NameOracle } from './names';
import { PathTable } from './paths';
import type { ClassRecord, FoundFlow, FunctionInfo, MemberInfo, Summary } from './summary';
import { type FunctionValue, join, NOTHING, UNKNOWN, type Value } from './values';

/** Rounds of a recursive group of functions before its summaries are taken as they are. */
const MAX_ROUNDS = 3;

const EMPTY_SUMMARY: Summary = { returns: NOTHING, effects: [], sinks: [], calls: [], refined: [], flows: [], noReturn: false, cut: false };

interface ModuleRecord {
  readonly file: string;
  readonly functions: readonly FunctionInfo[];
  readonly classes: readonly ClassRecord[];
  readonly summaries: (Summary | undefined)[];
  readonly constants: readonly boolean[];
  variables: Value[];
  exports: ReadonlyMap<string, Value>;
  readonly classFields: Map<string, Value | undefined>;
  interface: string;
  /** Code, while the module is being analysed. */
  code: ModuleCode | undefined;
  module: Module | undefined;
}

/** What the analysis of one module says, before any rule looks at it. */
export interface ModuleResult {
  readonly file: string;
  readonly flows: readonly FoundFlow[];
  readonly reports: readonly CallReport[];
  readonly credentials: readonly CredentialLiteral[];
  /** Bits that all values clients choose the shape of have in this program, for what the module sets up. */
  readonly settings: number;
  /** Functions whose analysis was cut short by a budget. */
  readonly cut: readonly string[];
  /** Same as long as nothing changes for those that import it. */
  readonly interface: string;
}

/** A module as it was taken; opaque to others. */
export interface KnownModule {
  readonly record: ModuleRecord | undefined;
  readonly written: readonly (readonly [string, Value])[];
}

export interface ProgramOptions {
  readonly catalog: Catalog;
  readonly names: NameOracle;
  readonly relevance: Relevance;
  /** The workspace file an import means; undefined for a package. */
  readonly resolve: (fromFile: string, module: string) => string | undefined;
  /** Asks the rules about a call while its arguments are at hand. */
  readonly judgeCall: (call: ObservedCall, env: Environment) => readonly CallReport[];
}

export class Program implements Environment {
  readonly paths: PathTable;
  readonly labels = new Labels();
  readonly names: NameOracle;
  readonly relevance: Relevance;
  private readonly modules = new Map<string, ModuleRecord>();
  private readonly running = new Map<string, { summary: Summary; used: boolean }>();
  private reports = new Map<string, readonly CallReport[]>();
  private credentials: CredentialLiteral[] = [];
  private settings = 0;
  private demandDepth = 0;

  constructor(private readonly options: ProgramOptions) {
    this.paths = new PathTable(options.catalog);
    this.names = options.names;
    this.relevance = options.relevance;
  }

  has(file: string): boolean {
    return this.modules.has(file);
  }
  forget(file: string): void {
    this.modules.delete(file);
  }

  /** What is known of a module, to be put back after a trial with another text. */
  take(file: string): KnownModule {
    const written = [...this.written].filter(([key]) => key.startsWith(`${file}:`));
    return { record: this.modules.get(file), written };
  }
  put(file: string, { record, written }: KnownModule): void {
    if (record) this.modules.set(file, record);
    else this.modules.delete(file);
    for (const key of [...this.written.keys()]) if (key.startsWith(`${file}:`)) this.written.delete(key);
    for (const [key, value] of written) this.written.set(key, value);
  }

  /** Analyses a module whole. Summaries stay for its importers; the code may be dropped afterwards. */
  add(module: Module, text: string): ModuleResult {
    const record = this.record(module, text);
    this.modules.set(module.file, record);
    this.reports = new Map();
    this.credentials = [];
    this.settings = 0;
    const top = module.functions[0];
    // First round: what the top level leaves in its variables, with the functions it calls as far as they are known.
    this.runTop(record, top);
    record.summaries.fill(undefined);
    record.classFields.clear();
    this.reports.clear();
    this.credentials = [];
    const last = this.runTop(record, top);
    const flows: FoundFlow[] = [...last.flows];
    const cut: string[] = last.cut ? ['top level'] : [];
    record.summaries[0] = last;
    for (const func of module.functions) {
      if (func.index === 0) continue;
      const summary = this.summary(module.file, func.index);
      flows.push(...summary.flows);
      if (summary.cut) cut.push(func.name || 'a function');
    }
    record.exports = this.exportsOf(record, module);
    const reports = [...this.reports.values()].flat();
    const credentials = this.credentials;
    this.reports = new Map();
    this.credentials = [];
    record.code = undefined;
    record.module = undefined;
    return {
      file: module.file,
      flows,
      reports,
      credentials,
      settings: this.settings,
      cut,
      interface: this.interfaceOf(record),
    };
  }

  private interfaceOf(record: ModuleRecord): string {
    record.interface = interfaceHash(record.exports, record.summaries, (file) =>
      file === record.file ? undefined : this.modules.get(file)?.interface,
    );
    return record.interface;
  }

  private runTop(record: ModuleRecord, top: Func): Summary {
    const frame = new Frame(this, record.code as ModuleCode, top);
    this.topFrames.set(record.file, frame);
    const summary = frame.run();
    this.topFrames.delete(record.file);
    const final = frame.finalVariables();
    record.variables = final.map((value, i) => {
      const written = this.written.get(`${record.file}:${i}`);
      return written ? join(value, written) : value;
    });
    return summary;
  }
  private readonly topFrames = new Map<string, Frame>();
  private readonly written = new Map<string, Value>();

  private record(module: Module, text: string): ModuleRecord {
    const { file } = module;
    for (const key of [...this.written.keys()]) if (key.startsWith(`${file}:`)) this.written.delete(key);
    return {
      file,
      functions: functionInfos(module),
      classes: module.classes.map((c) => classRecordOf(file, c)),
      summaries: new Array(module.functions.length).fill(undefined),
      constants: module.functions[0].vars.map((v) => v.constant === true),
      variables: [],
      exports: new Map(),
      classFields: new Map(),
      interface: '',
      code: { file, text, functions: module.functions, classes: module.classes },
      module,
    };
  }

  private exportsOf(record: ModuleRecord, module: Module): ReadonlyMap<string, Value> {
    const out = new Map<string, Value>();
    for (const from of module.reexports) {
      const target = this.options.resolve(module.file, from);
      const other = target === undefined ? undefined : this.modules.get(target);
      for (const [name, value] of other?.exports ?? []) if (name !== 'default' && name !== '=') out.set(name, value);
    }
    for (const { name, var: variable } of module.exports) out.set(name, record.variables[variable] ?? UNKNOWN);
    return out;
  }

  // --- Environment

  summary(file: string, index: number): Summary {
    const record = this.modules.get(file);
    if (!record) return EMPTY_SUMMARY;
    const known = record.summaries[index];
    if (known) return known;
    const func = record.code?.functions[index];
    if (!func || !record.code) return EMPTY_SUMMARY;
    const key = `${file}:${index}`;
    const run = this.running.get(key);
    if (run) {
      run.used = true;
      return run.summary;
    }
    if (this.demandDepth > 150) return EMPTY_SUMMARY;
    this.demandDepth++;
    const entry = { summary: EMPTY_SUMMARY, used: false };
    this.running.set(key, entry);
    let summary = EMPTY_SUMMARY;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      entry.used = false;
      summary = new Frame(this, record.code, func).run();
      if (!entry.used || sameSummary(summary, entry.summary)) break;
      entry.summary = summary;
    }
    this.running.delete(key);
    this.demandDepth--;
    record.summaries[index] = summary;
    return summary;
  }

  functionInfo(file: string, index: number): FunctionInfo | undefined {
    return this.modules.get(file)?.functions[index];
  }

  classRecord(file: string, index: number): ClassRecord | undefined {
    return this.modules.get(file)?.classes[index];
  }

  classField(cls: FunctionValue, field: string): Value | undefined {
    const record = this.modules.get(cls.file);
    if (!record) return undefined;
    const key = `${cls.index}.${field}`;
    if (record.classFields.has(key)) return record.classFields.get(key);
    record.classFields.set(key, undefined);
    const value = field === '^parent' ? this.parentOf(record, cls) : this.fieldOf(record, cls, field);
    record.classFields.set(key, value);
    return value;
  }

  private parentOf(record: ModuleRecord, cls: FunctionValue): Value | undefined {
    if (cls.parent) return cls.parent;
    // A class met through `this` or a declared type: its value stands in a variable of the module.
    for (const value of record.variables) {
      const fn = value.functions.find((f) => f.kind === 'class' && f.file === cls.file && f.index === cls.index);
      if (fn) return fn.parent;
    }
    return undefined;
  }

  private fieldOf(record: ModuleRecord, cls: FunctionValue, field: string): Value | undefined {
    const info = record.classes[cls.index];
    const isStatic = field.startsWith('static ');
    const name = isStatic ? field.slice('static '.length) : field;
    let value: Value | undefined;
    const init = info.initializers.find((i) => i.name === name && i.static === isStatic);
    if (init && init.func >= 0) value = this.summary(cls.file, init.func).returns;
    const type =
      record.module?.classes[cls.index]?.members.find((m) => m.name === name && m.type)?.type ??
      this.fieldTypes.get(`${cls.file}:${cls.index}.${name}`);
    if (type) {
      this.fieldTypes.set(`${cls.file}:${cls.index}.${name}`, type);
      const declared = this.declaredValue(cls.file, type);
      value = value ? join(value, declared) : declared === UNKNOWN ? value : declared;
    }
    if (!isStatic && info.constructorFunc >= 0) {
      for (const effect of this.summary(cls.file, info.constructorFunc).effects) {
        if (effect.target.text !== '$this' || effect.field !== name) continue;
        const known = withoutInputs(effect.value);
        value = value ? join(value, known) : known;
      }
    }
    return value;
  }
  private readonly fieldTypes = new Map<string, TypeRef>();

  moduleVariable(file: string, index: number): Value {
    const record = this.modules.get(file);
    if (!record) return UNKNOWN;
    // While the top level runs for the first time, its variables are what they are at that point.
    const frame = this.topFrames.get(file);
    const value = frame && record.variables.length === 0 ? frame.currentVariable(index) : (record.variables[index] ?? UNKNOWN);
    const written = this.written.get(`${file}:${index}`);
    const joined = written ? join(value, written) : value;
    // A variable that may be set again says nothing certain by its first constant.
    return record.constants[index] || joined.consts === undefined || joined.objects.length + joined.functions.length > 0
      ? joined
      : { ...joined, consts: undefined };
  }

  writeModuleVariable(file: string, index: number, value: Value): void {
    const key = `${file}:${index}`;
    const plain = withoutInputs(value);
    const before = this.written.get(key);
    this.written.set(key, before ? join(before, plain) : plain);
  }

  importValue(file: string, module: string, name: string): Value {
    const target = this.options.resolve(file, module);
    if (target === undefined) {
      const node = this.paths.module(module);
      let path = name === '*' || name === 'default' ? node : node.member(name);
      // A name that is only a type, exported again under another: what is declared so is of that type.
      if (path.isUnknown) path = this.paths.declared(`${module}.${name}`);
      return path.isUnknown ? UNKNOWN : { ...UNKNOWN, paths: [path] };
    }
    const record = this.modules.get(target);
    if (!record) return UNKNOWN;
    return exported(record.exports, name);
  }

  declaredValue(file: string, type: TypeRef): Value {
    if (type.from === 'class') {
      return { ...UNKNOWN, classes: [{ kind: 'class', file, index: type.index, self: undefined, bound: undefined, parent: undefined }] };
    }
    if (type.from === 'name') {
      const node = this.paths.declared(type.name);
      return node.isUnknown ? UNKNOWN : { ...UNKNOWN, paths: [node] };
    }
    const target = this.options.resolve(file, type.module);
    if (target !== undefined) {
      const value = this.importValue(file, type.module, type.name);
      const classes = value.functions.filter((f) => f.kind === 'class');
      const paths = value.paths
        .filter((p) => !p.isUnknown && !p.symbolic)
        .map((p) => (p.root === p && p.text.startsWith('<') ? p : p.call(false, () => false)));
      return classes.length > 0 || paths.length > 0 ? { ...UNKNOWN, classes, paths: paths.filter((p) => !p.isUnknown) } : UNKNOWN;
    }
    const paths = [
      this.paths.declared(`${type.module}.${type.name}`),
      (type.name === 'default' || type.name === '*'
        ? this.paths.module(type.module)
        : this.paths.module(type.module).member(type.name)
      ).call(false, () => false),
    ].filter((p) => !p.isUnknown);
    return paths.length > 0 ? { ...UNKNOWN, paths } : UNKNOWN;
  }

  observeCall(call: ObservedCall): void {
    this.reports.set(`${call.kind}|${call.site.file}|${call.site.at.start}|${call.site.at.end}`, this.options.judgeCall(call, this));
  }
  observeSetting(mask: number): void {
    this.settings |= mask;
  }
  observeCredential(literal: CredentialLiteral): void {
    this.credentials.push(literal);
  }
}

function exported(exports: ReadonlyMap<string, Value>, name: string): Value {
  const whole = exports.get('=');
  if (name === '*') {
    if (whole) return whole;
    return { ...NOTHING, fields: exports, complete: false };
  }
  const direct = exports.get(name);
  if (direct) return direct;
  if (whole) {
    if (name === 'default') return whole.fields?.get('default') ?? whole;
    return whole.fields?.get(name) ?? staticOf(whole, name) ?? UNKNOWN;
  }
  return UNKNOWN;
}
function staticOf(_whole: Value, _name: string): Value | undefined {
  return undefined;
}

/** Labels and paths of inputs mean nothing outside their function. */
function withoutInputs(value: Value, depth = 0): Value {
  const taints = value.taints.filter((t) => !t.label.input);
  const paths = value.paths.filter((p) => !p.symbolic);
  const fields = value.fields && depth < 4 ? new Map([...value.fields].map(([k, v]) => [k, withoutInputs(v, depth + 1)])) : undefined;
  return { ...value, taints, paths, fields, facts: undefined };
}

function sameSummary(a: Summary, b: Summary): boolean {
  return (
    a.sinks.length === b.sinks.length &&
    a.calls.length === b.calls.length &&
    a.flows.length === b.flows.length &&
    a.effects.length === b.effects.length &&
    join(b.returns, a.returns) === b.returns
  );
}

function functionInfos(module: Module): FunctionInfo[] {
  const free: Map<string, { func: number; var: number }>[] = module.functions.map(() => new Map());
  const receiver = (func: Func): number => {
    let f = func;
    while (f.lexicalThis && f.owner >= 0) f = module.functions[f.owner];
    return f.index;
  };
  for (const func of module.functions) {
    const used: { func: number; var: number }[] = func.captures.map((c) => {
      let owner = func;
      for (let i = 0; i < c.up && owner.owner >= 0; i++) owner = module.functions[owner.owner];
      return { func: owner.index, var: c.var };
    });
    if (func.lexicalThis) used.push({ func: receiver(func), var: -1 });
    // A variable is free in every function between its owner and its user.
    for (const use of used) {
      for (let f = func; f.index !== use.func && f.owner >= 0; f = module.functions[f.owner])
        free[f.index].set(`${use.func}:${use.var}`, use);
    }
  }
  return module.functions.map((f) => ({
    file: module.file,
    index: f.index,
    name: f.name,
    owner: f.owner,
    class: f.class,
    arity: f.params.length,
    rest: f.params.findIndex((p) => p.rest),
    params: f.params.map((p) => f.vars[p.var]?.name ?? ''),
    lexicalThis: f.lexicalThis === true,
    free: [...free[f.index].values()],
  }));
}

function classRecordOf(file: string, info: ClassInfo): ClassRecord {
  const members = new Map<string, MemberInfo>();
  let constructorFunc = -1;
  for (const m of info.members) {
    if (m.kind === 'constructor') constructorFunc = m.func;
    else if (m.kind !== 'field' && !(m.kind === 'setter' && members.has(m.name)))
      members.set(m.name, { kind: m.kind, func: m.func, static: m.static === true });
    else if (m.kind === 'field' && m.static) members.set(m.name, { kind: 'field', func: m.func, static: true });
  }
  const initializers = info.members
    .filter((m) => m.kind === 'field')
    .map((m) => ({ name: m.name, func: m.func, static: m.static === true }));
  return { file, index: info.index, name: info.name, members, constructorFunc, initializers };
}
