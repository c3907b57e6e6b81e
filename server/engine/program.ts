/**
 * The whole program: modules linked by their imports. A module is taken in by `add` once its imports have been; modules that
 * import one another are taken in together.
 */

import { hashBytes } from '../base/hash';
import type { Module, TypeRef } from '../ir/types';
import type { Catalog } from './catalog';
import { decodeModule, encodeModule } from './codec/record';
import { EMPTY_SUMMARY } from './demand';
import type { CallReport, CredentialLiteral, Environment, ObservedCall, Relevance } from './environment';
import { interfaceHash } from './interfaceHash';
import { Labels } from './labels';
import { ModuleAnalysis } from './moduleAnalysis';
import { classRecordOf, functionInfos } from './moduleInfo';
import type { NameOracle } from './names';
import { PathTable } from './paths';
import type { RouteFacts } from './routes/facts';
import { type Inventory, inventory } from './routes/inventory';
import { routeProgram } from './routes/world';
import type { ClassRecord, FoundFlow, FunctionInfo, Summary } from './summary';
import { type FunctionValue, join, ofClasses, ofFields, ofPaths, UNKNOWN, type Value, withFields, withoutInputs } from './values';

interface ModuleRecord {
  readonly file: string;
  /** Sparse in a module that came back from its bytes: what nobody can reach is gone. */
  readonly functions: readonly (FunctionInfo | undefined)[];
  readonly classes: readonly (ClassRecord | undefined)[];
  summaries: readonly (Summary | undefined)[];
  /** What each function does to routes and requests. */
  routes: readonly (RouteFacts | undefined)[];
  /** Names of the module's variables. */
  readonly names: readonly string[];
  variables: readonly Value[];
  exports: ReadonlyMap<string, Value>;
  /** Declared types of fields, by class and name. */
  readonly fieldTypes: ReadonlyMap<string, TypeRef>;
  /** What instances have in their fields, once the module is done. */
  readonly classFields: Map<string, Value | undefined>;
  interface: string;
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
  /** Modules that were looked at: while they and the module's own imports stay as they are, so does this. */
  readonly asked: ReadonlySet<string>;
}

/** A module as it was taken; opaque to others. */
export interface KnownModule {
  readonly record: ModuleRecord | undefined;
}

/** A module with its text, ready to be taken in. */
export interface ModuleText {
  readonly module: Module;
  readonly text: string;
}

export interface ProgramOptions {
  readonly catalog: Catalog;
  readonly names: NameOracle;
  readonly relevance: Relevance;
  /** The workspace file an import means; undefined for a package. */
  readonly resolve: (fromFile: string, module: string) => string | undefined;
  /** Asks the rules about a call while its arguments are at hand. */
  readonly judgeCall: (call: ObservedCall, env: Environment) => readonly CallReport[];
  /** What `save` returned for a module that is no longer here, or never was; undefined when nobody has analysed it. */
  readonly recall?: (file: string) => Uint8Array | undefined;
}

/** Modules out of bytes that are kept as objects. */
const MAX_RECALLED = 200;
/** Paths that are named; a new table begins with none. */
const MAX_NAMES = 50_000;

/** Times a member of an import cycle is analysed because others have come to show it something else. */
const MAX_PASSES = 4;

export class Program implements Environment {
  paths: PathTable;
  labels = new Labels();
  readonly names: NameOracle;
  readonly relevance: Relevance;
  private readonly modules = new Map<string, ModuleRecord>();
  /** The module under analysis, and its record. */
  private now: { readonly analysis: ModuleAnalysis; readonly record: ModuleRecord } | undefined;

  constructor(private readonly options: ProgramOptions) {
    this.paths = new PathTable(options.catalog);
    this.names = options.names;
    this.relevance = options.relevance;
  }

  /** All that others can ask of a module, as bytes that mean the same in any process. */
  save(file: string): Uint8Array | undefined {
    const record = this.modules.get(file);
    return record && encodeModule(record);
  }

  /** Forgets the modules that came back from their bytes when they have become many, and names that nobody may need any more. */
  shrink(): void {
    if (this.recalled.size > MAX_RECALLED) {
      for (const file of this.recalled) this.modules.delete(file);
      this.recalled.clear();
    }
    if (this.modules.size > this.recalled.size || this.paths.size < MAX_NAMES) return;
    this.modules.clear();
    this.recalled.clear();
    this.paths = new PathTable(this.options.catalog);
    this.labels = new Labels();
  }
  private readonly recalled = new Set<string>();

  /** Whatever anybody wants to know of a module, this is asked for it. */
  private known(file: string): ModuleRecord | undefined {
    this.asked.add(file);
    const known = this.modules.get(file);
    if (known) return known;
    const bytes = this.options.recall?.(file);
    if (!bytes) return undefined;
    const record: ModuleRecord = {
      ...decodeModule(bytes, this.paths, this.labels),
      classFields: new Map(),
      get interface() {
        return hashBytes(bytes);
      },
    };
    this.modules.set(file, record);
    this.recalled.add(file);
    return record;
  }
  private asked = new Set<string>();

  has(file: string): boolean {
    return this.modules.has(file);
  }
  forget(file: string): void {
    this.modules.delete(file);
  }

  /** What is known of a module, to be put back after a trial with another text. */
  take(file: string): KnownModule {
    return { record: this.modules.get(file) };
  }
  put(file: string, { record }: KnownModule): void {
    if (record) this.modules.set(file, record);
    else this.modules.delete(file);
  }

  /**
   * Takes in a module, or several that import one another: those in the order of their names, until none shows the others
   * anything new. What they import must be there. `importsOf`: files that a file imports. `failed` is told of a module that
   * could not be analysed.
   */
  add(
    texts: readonly ModuleText[],
    importsOf: (file: string) => readonly string[],
    failed: (file: string, error: unknown) => void,
  ): ReadonlyMap<string, ModuleResult> {
    const members = [...texts].sort((a, b) => (a.module.file < b.module.file ? -1 : 1));
    if (members.length > 1) for (const { module } of members) this.modules.delete(module.file);
    const results = new Map<string, ModuleResult>();
    this.asked = new Set();
    let stale = new Set(members.map((m) => m.module.file));
    for (let pass = 0; pass < MAX_PASSES && stale.size > 0; pass++) {
      const next = new Set<string>();
      for (const member of members) {
        const { file } = member.module;
        if (!stale.has(file) && !next.has(file)) continue;
        next.delete(file);
        const before = results.get(file)?.interface;
        try {
          const result = this.analyse(member);
          results.set(file, result);
          if (members.length === 1 || before === result.interface) continue;
        } catch (error) {
          this.modules.delete(file);
          results.delete(file);
          failed(file, error);
          if (before === undefined) continue;
        }
        for (const other of members) if (importsOf(other.module.file).includes(file)) next.add(other.module.file);
      }
      stale = next;
    }
    return results;
  }

  private analyse({ module, text }: ModuleText): ModuleResult {
    const { file } = module;
    const record: ModuleRecord = {
      file,
      functions: functionInfos(module),
      classes: module.classes.map((c) => classRecordOf(file, c)),
      summaries: [],
      routes: [],
      names: module.functions[0].vars.map((v) => v.name),
      variables: [],
      exports: new Map(),
      fieldTypes: fieldTypesOf(module),
      classFields: new Map(),
      interface: '',
    };
    const code = { file, text, functions: module.functions, classes: module.classes };
    const analysis = new ModuleAnalysis(this, code, this.options.judgeCall);
    this.modules.set(file, record);
    this.now = { analysis, record };
    try {
      analysis.analyse();
    } finally {
      this.now = undefined;
    }
    record.summaries = analysis.summaries;
    record.routes = record.summaries.map((s) => s?.routes);
    record.variables = analysis.variables ?? [];
    record.exports = this.exportsOf(record, module);
    record.interface = interfaceHash(record.exports, record.summaries, (other) =>
      other === file ? undefined : this.known(other)?.interface,
    );
    return { file, ...analysis.results(), interface: record.interface, asked: this.asked };
  }

  private exportsOf(record: ModuleRecord, module: Module): ReadonlyMap<string, Value> {
    const out = new Map<string, Value>();
    for (const from of module.reexports) {
      const target = this.options.resolve(module.file, from);
      const other = target === undefined ? undefined : this.known(target);
      for (const [name, value] of other?.exports.get('=')?.fields ?? []) if (name !== 'default') out.set(name, value);
      for (const [name, value] of other?.exports ?? []) if (name !== 'default' && name !== '=') out.set(name, value);
    }
    for (const { name, var: variable } of module.exports) out.set(name, record.variables[variable] ?? UNKNOWN);
    return out;
  }

  /** All routes of the program as it is now. */
  routes(): Inventory {
    const program = routeProgram([...this.modules.values()], this.options.resolve);
    return inventory(program, this.options.catalog.routes.frameworks, this.names.controls);
  }

  // --- Environment

  summary(file: string, index: number): Summary {
    const own = this.analysing(file);
    return own ? own.summary(index) : (this.known(file)?.summaries[index] ?? EMPTY_SUMMARY);
  }

  /** The analysis of that module, while it goes on; otherwise it is noted that the module has been asked. */
  private analysing(file: string): ModuleAnalysis | undefined {
    const { now } = this;
    if (now?.record.file === file) return now.analysis;
    now?.analysis.useFile(file);
    return undefined;
  }

  functionInfo(file: string, index: number): FunctionInfo | undefined {
    return this.known(file)?.functions[index];
  }

  classRecord(file: string, index: number): ClassRecord | undefined {
    return this.known(file)?.classes[index];
  }

  classField(cls: FunctionValue, field: string): Value | undefined {
    const record = this.known(cls.file);
    if (!record) return undefined;
    const key = `${cls.index}.${field}`;
    const find = (): Value | undefined => (field === '^parent' ? this.parentOf(record, cls) : this.fieldOf(record, cls, field));
    const own = this.analysing(cls.file);
    if (own) return field === '^parent' && cls.parent ? cls.parent : own.classField(key, find);
    if (record.classFields.has(key)) return record.classFields.get(key);
    record.classFields.set(key, undefined);
    const value = find();
    record.classFields.set(key, value);
    return value;
  }

  private parentOf(record: ModuleRecord, cls: FunctionValue): Value | undefined {
    if (cls.parent) return cls.parent;
    // A class met through `this` or a declared type: its value stands in a variable of its name.
    for (let i = 0; i < record.names.length; i++) {
      if (record.names[i] !== record.classes[cls.index]?.name) continue;
      const { functions } = this.moduleVariable(record.file, i);
      const fn = functions.find((f) => f.kind === 'class' && f.file === cls.file && f.index === cls.index);
      if (fn) return fn.parent;
    }
    return undefined;
  }

  private fieldOf(record: ModuleRecord, cls: FunctionValue, field: string): Value | undefined {
    const info = record.classes[cls.index];
    if (!info) return undefined;
    const isStatic = field.startsWith('static ');
    const name = isStatic ? field.slice('static '.length) : field;
    let value: Value | undefined;
    const init = info.initializers.find((i) => i.name === name && i.static === isStatic);
    if (init && init.func >= 0) value = this.summary(cls.file, init.func).returns;
    const type = record.fieldTypes.get(`${cls.index}.${name}`);
    if (type) {
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

  moduleVariable(file: string, index: number): Value {
    return this.analysing(file)?.moduleVariable(index) ?? this.known(file)?.variables[index] ?? UNKNOWN;
  }

  writeModuleVariable(file: string, index: number, value: Value): void {
    // What another module leaves here would depend on which of them is analysed first.
    if (this.now?.record.file === file) this.now.analysis.writeModuleVariable(index, value);
  }

  importValue(file: string, module: string, name: string): Value {
    const target = this.options.resolve(file, module);
    if (target === undefined) {
      const node = this.paths.module(module);
      let path = name === '*' || name === 'default' ? node : node.member(name);
      // A name that is only a type, exported again under another: what is declared so is of that type.
      if (path.isUnknown) path = this.paths.declared(`${module}.${name}`);
      return path.isUnknown ? UNKNOWN : ofPaths([path]);
    }
    this.analysing(target);
    const record = this.known(target);
    return record ? exported(record.exports, name) : UNKNOWN;
  }

  declaredValue(file: string, type: TypeRef): Value {
    if (type.from === 'class') {
      return ofClasses([{ kind: 'class', file, index: type.index, self: undefined, bound: undefined, parent: undefined }], []);
    }
    if (type.from === 'name') {
      const node = this.paths.declared(type.name);
      return node.isUnknown ? UNKNOWN : ofPaths([node]);
    }
    const target = this.options.resolve(file, type.module);
    if (target !== undefined) {
      const value = this.importValue(file, type.module, type.name);
      const classes = value.functions.filter((f) => f.kind === 'class');
      const paths = value.paths
        .filter((p) => !p.isUnknown && !p.symbolic)
        .map((p) => (p.root === p && p.text.startsWith('<') ? p : p.call(false, () => false)));
      return classes.length > 0 || paths.length > 0
        ? ofClasses(
            classes,
            paths.filter((p) => !p.isUnknown),
          )
        : UNKNOWN;
    }
    const paths = [
      this.paths.declared(`${type.module}.${type.name}`),
      (type.name === 'default' || type.name === '*'
        ? this.paths.module(type.module)
        : this.paths.module(type.module).member(type.name)
      ).call(false, () => false),
    ].filter((p) => !p.isUnknown);
    return paths.length > 0 ? ofPaths(paths) : UNKNOWN;
  }

  observeCall(call: ObservedCall): void {
    this.now?.analysis.observeCall(call);
  }
  observeSetting(mask: number): void {
    this.now?.analysis.observeSetting(mask);
  }
  observeCredential(literal: CredentialLiteral): void {
    this.now?.analysis.observeCredential(literal);
  }
}

function fieldTypesOf(module: Module): ReadonlyMap<string, TypeRef> {
  const out = new Map<string, TypeRef>();
  for (const cls of module.classes) {
    for (const { name, type } of cls.members) if (type && !out.has(`${cls.index}.${name}`)) out.set(`${cls.index}.${name}`, type);
  }
  return out;
}

function exported(exports: ReadonlyMap<string, Value>, name: string): Value {
  const whole = exports.get('=');
  if (name === '*') {
    if (whole) return exports.size > 1 ? withNames(whole, exports) : whole;
    return ofFields(exports, false);
  }
  const direct = exports.get(name);
  if (direct) return direct;
  if (whole) {
    if (name === 'default') return whole.fields?.get('default') ?? exported(exports, '*');
    return whole.fields?.get(name) ?? UNKNOWN;
  }
  return UNKNOWN;
}

/** What a module puts in place of its exports, with the names it sets on that. */
function withNames(whole: Value, exports: ReadonlyMap<string, Value>): Value {
  const fields = new Map(whole.fields);
  for (const [name, value] of exports) if (name !== '=' && !fields.has(name)) fields.set(name, value);
  return withFields(whole, fields, whole.complete);
}
