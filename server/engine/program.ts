/**
 * The whole program: modules linked by their imports. A module is taken in by `add` once its imports have been; modules that
 * import one another are taken in together.
 */
import { hashBytes } from '../base/hash';
import { type Aligned, align, alignReused, asItWas, isWasteful, unaligned } from '../ir/align';
import type { Module, TypeRef } from '../ir/types';
import type { Catalogs } from './catalogs';
import { fieldCell, outOfCell } from './cells';
import { ClassFields } from './classFields';
import { decodeModule, encodeModule } from './codec/record';
import { EMPTY_SUMMARY } from './demand';
import type { CallReport, CredentialLiteral, Environment, JudgedCall, ObservedCall, Relevance } from './environment';
import { declaredValue, type Imported, importValue } from './imported';
import { interfaceHash, shownHash } from './interfaceHash';
import { keptState } from './keptState';
import { Labels } from './labels';
import { type Before, ModuleAnalysis } from './moduleAnalysis';
import { classRecordOf, functionInfos } from './moduleInfo';
import {
  differing,
  differingTypes,
  exportsAlike,
  fieldTypesOf,
  hashOfKnown,
  type ModuleRecord,
  NOTHING_KNOWN,
  onlySummaries,
  shownBy,
} from './moduleRecord';
import type { ModuleResult } from './moduleResult';
import type { ModuleText } from './moduleText';
import type { NameOracle } from './names';
import type { PathTable } from './paths';
import { PathTables } from './pathTables';
import { postOrder } from './postOrder';
import { reachable } from './reachable';
import { declaredOf } from './routes/declaredText';
import { inventory } from './routes/inventory/inventory';
import type { Inventory } from './routes/inventory/route';
import type { ControlNames } from './routes/names';
import { exportedRefs, placedExports } from './routes/record/exported';
import { type FileKnowledge, mayHaveRoutes, routeProgram } from './routes/world';
import type { ClassRecord, FunctionInfo, Summary } from './summary';
import { type FunctionValue, join, UNKNOWN, type Value, withoutInputs } from './values';

/** A module as it was taken; opaque to others. */
export interface KnownModule {
  readonly record: ModuleRecord | undefined;
}

/** A module that is kept up to date function by function. */
interface Live {
  readonly analysis: ModuleAnalysis;
  readonly record: ModuleRecord;
  readonly code: Aligned;
  readonly text: string;
  /** What its imports mean. */
  readonly imports: string;
  /** Interfaces of the modules it has asked, as it knows them. */
  readonly interfaces: ReadonlyMap<string, string | undefined>;
}

export interface ProgramOptions {
  readonly catalogs: Catalogs;
  /** The language of a file that is no longer here. */
  readonly languageOf: (file: string) => string;
  readonly names: NameOracle;
  readonly relevance: Relevance;
  /** The workspace file an import means; undefined for a package. */
  readonly resolve: (fromFile: string, module: string) => string | undefined;
  /** Asks the rules about a call while its arguments are at hand. */
  readonly judgeCall: (call: JudgedCall, env: Environment) => readonly CallReport[];
  /** What `save` returned for a module that is no longer here, or never was; undefined when nobody has analysed it. */
  readonly recall?: (file: string) => Uint8Array | undefined;
}

/** Modules out of bytes that are kept as objects. */
const MAX_RECALLED = 200;
/** Paths that are named; a new table begins with none. */
const MAX_NAMES = 50_000;

/** Times a member of an import cycle is analysed because others have come to show it something else. */
const MAX_PASSES = 12;

export class Program implements Environment {
  /** Those of the module under analysis. */
  paths: PathTable;
  private tables: PathTables;
  labels = new Labels();
  readonly names: NameOracle;
  readonly relevance: Relevance;
  private readonly modules = new Map<string, ModuleRecord>();
  /** The last record of each module that was no trial: its values are what others hold. */
  private readonly held = new Map<string, ModuleRecord>();
  private readonly live = new Map<string, Live>();
  /** The module under analysis, and its record. */
  private now: { readonly analysis: ModuleAnalysis; readonly record: ModuleRecord } | undefined;

  constructor(private readonly options: ProgramOptions) {
    this.tables = new PathTables(options.catalogs);
    this.paths = this.tables.of('');
    this.names = options.names;
    this.relevance = options.relevance;
  }

  /** All that others can ask of a module, as bytes that mean the same in any process. */
  save(file: string): Uint8Array | undefined {
    const record = this.modules.get(file);
    if (!record) return undefined;
    const { done, variables } = record.known;
    const exported = placedExports(record, this.paths.catalog.routes.files);
    return encodeModule({ ...record, summaries: done.map((d) => d?.summary), variables, exported });
  }

  /** Forgets the modules that came back from their bytes when they have become many, and names that nobody may need any more. */
  shrink(): void {
    if (this.recalled.size > MAX_RECALLED) {
      for (const file of this.recalled) this.modules.delete(file);
      this.recalled.clear();
    }
    if (this.modules.size > this.recalled.size || this.tables.size < MAX_NAMES) return;
    this.modules.clear();
    this.recalled.clear();
    this.tables = new PathTables(this.options.catalogs);
    this.paths = this.tables.of('');
    this.labels = new Labels();
  }
  private readonly recalled = new Set<string>();

  /** Whatever anybody wants to know of a module, this is asked for it. */
  private known(file: string): ModuleRecord | undefined {
    this.asked.add(file);
    this.classFields.asked(file);
    const known = this.modules.get(file);
    if (known) return known;
    const bytes = this.options.recall?.(file);
    if (!bytes) return undefined;
    const { summaries, variables, ...kept } = decodeModule(bytes, this.tables.of(this.options.languageOf(file)), this.labels);
    let hash: string | undefined;
    const record: ModuleRecord = {
      ...kept,
      known: { done: summaries.map((summary) => summary && { summary }), variables },
      exportedAt: new Map(),
      classFields: new Map(),
      get shown() {
        return { own: this.interface, handsOn: [] };
      },
      get interface() {
        hash ??= hashBytes(bytes);
        return hash;
      },
    };
    this.modules.set(file, record);
    this.recalled.add(file);
    return record;
  }
  private asked = new Set<string>();
  private readonly classFields = new ClassFields();

  has(file: string): boolean {
    return this.modules.has(file);
  }
  forget(file: string): void {
    this.modules.delete(file);
    this.held.delete(file);
    this.release(file);
  }
  /** The module is no longer kept up to date function by function. */
  release(file: string): void {
    this.live.delete(file);
  }

  /** The code of a module that is kept up to date, and its text; undefined when it had better begin anew. */
  codeOf(file: string): { readonly code: Aligned; readonly text: string } | undefined {
    const known = this.live.get(file);
    return known && !isWasteful(known.code) ? known : undefined;
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
   * Takes in a module, or several that import one another: those that are imported first, else by name, until none shows the
   * others anything new. What they import must be there. `importsOf`: files that a file imports. `failed` is told of a module that
   * could not be analysed.
   */
  add(
    texts: readonly ModuleText[],
    importsOf: (file: string) => readonly string[],
    failed: (file: string, error: unknown) => void,
  ): ReadonlyMap<string, ModuleResult> {
    const byName = [...texts].sort((a, b) => (a.module.file < b.module.file ? -1 : 1));
    const members = postOrder(byName, (m) => byName.filter((other) => importsOf(m.module.file).includes(other.module.file)));
    if (members.length > 1) for (const { module } of members) this.modules.delete(module.file);
    const results = new Map<string, ModuleResult>();
    /** What has come of members in this go: in the next pass, only what has used something that has changed runs again. */
    const passed = new Map<string, Live>();
    /** What each has shown. Who shows that again goes round and round, by the way in which the same values get there: enough of it. */
    const shownBefore = new Map<string, Set<string>>();
    this.asked = new Set();
    let stale = new Set(members.map((m) => m.module.file));
    for (let pass = 0; pass < MAX_PASSES && stale.size > 0; pass++) {
      const next = new Set<string>();
      for (const member of members) {
        const { file } = member.module;
        if (!stale.has(file) && !next.has(file)) continue;
        next.delete(file);
        const before = results.get(file)?.interface;
        const shown = shownBefore.get(file) ?? new Set();
        shownBefore.set(file, shown);
        try {
          const result = this.analyse(member, members.length > 1 ? passed : undefined);
          results.set(file, result);
          if (members.length === 1 || shown.has(result.interface)) continue;
          shown.add(result.interface);
        } catch (error) {
          this.modules.delete(file);
          this.release(file);
          passed.delete(file);
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

  /** `passed`: members of a group that have been analysed in this go. */
  private analyse(made: ModuleText, passed: Map<string, Live> | undefined): ModuleResult {
    const { file } = made.module;
    const keep = made.keep === true;
    const again = passed?.get(file);
    const live = again ?? (keep ? this.live.get(file) : undefined);
    const aligned = again ? asItWas(again.code) : this.alignedTo(made);
    const code = aligned ?? unaligned(made.module);
    const { module } = code;
    const { storeNames } = this.tables.of(module.language).catalog;
    const kept = keptState(module, (name) => storeNames.has(name));
    const record: ModuleRecord = {
      file,
      functions: functionInfos(module, kept, (index) =>
        index > 0 && live && aligned?.kept.has(index) ? live.record.functions[index] : undefined,
      ),
      classes: module.classes.map((c) => classRecordOf(file, c, kept)),
      known: NOTHING_KNOWN,
      routes: [],
      names: module.functions[0].vars.map((v) => v.name),
      exports: new Map(),
      declared: declaredOf(module),
      exportedAt: new Map(module.exports.map(({ name, var: variable }) => [name, module.functions[0].vars[variable].at])),
      fieldTypes: fieldTypesOf(module),
      classFields: new Map(),
      shown: { own: '', handsOn: [] },
      interface: '',
    };
    const before = made.trial === true ? undefined : this.held.get(file);
    this.modules.set(file, record);
    const analysis = this.run(record, code, made.text, live && aligned ? { ...live, aligned } : undefined, before?.known);
    record.known = analysis.known;
    record.routes = record.known.done.map((d) => d?.summary.routes);
    if (live?.analysis === analysis && analysis.showsTheSame && exportsAlike(live.code.module, module)) {
      record.exports = live.record.exports;
      record.shown = live.record.shown;
      record.interface = live.record.interface;
    } else this.show(record, module, keep, passed === undefined);
    if (made.trial !== true && !this.options.recall) this.held.set(file, record);
    if (keep || passed) {
      const interfaces = new Map([...analysis.filesAsked].map((other) => [other, this.known(other)?.interface]));
      const now = { analysis, record, code, text: made.text, imports: this.meaningOf(module), interfaces };
      passed?.set(file, now);
      if (keep) this.live.set(file, now);
    }
    return { file, ...analysis.results(), interface: record.interface, asked: this.asked };
  }

  /** The new code under the numbers of what is known. A trial gets them too, since others hold them, and leaves everything where it is. */
  private alignedTo({ module, text, keep, trial, reused }: ModuleText): Aligned | undefined {
    const known = this.live.get(module.file);
    if (known && reused) return alignReused(known.code, known.text, module, text, reused);
    return known && (keep || trial) ? align(known.code, known.text, module, text, keep === true) : undefined;
  }

  /** Finds out what others see of a module that has been analysed. Once its code is gone, nobody can ask for the rest. */
  private show(record: ModuleRecord, module: Module, keep: boolean, alone: boolean): void {
    record.exports = this.exportsOf(record, module);
    // Where modules become bytes, those tell; only modules that import one another need to know before.
    if (this.options.recall && alone) return;
    const { done, variables } = record.known;
    const shown = reachable(record.file, shownBy(record), record.classes, (index) => done[index]?.summary);
    const declared = [
      shown.functions.map((f) => record.functions[f]),
      shown.classes.map((c) => ({ ...record.classes[c], members: [...(record.classes[c]?.members ?? [])] })),
      [...record.fieldTypes],
    ];
    if (!keep) record.known = { done: onlySummaries(done, shown.functions), variables };
    const summaries = shown.functions.map((f) => hashOfKnown(done[f]));
    record.shown = shownHash(record.file, record.exports, declared, summaries);
    record.interface = interfaceHash(record.shown, (other) => this.known(other)?.shown);
  }

  /** Renews what is known of a module, where it can be renewed; else analyses it from the start. */
  private run(
    record: ModuleRecord,
    { module }: Aligned,
    text: string,
    live: (Live & { readonly aligned: Aligned }) | undefined,
    before: Before | undefined,
  ): ModuleAnalysis {
    this.paths = this.tables.of(module.language);
    const code = { file: record.file, text, functions: module.functions, classes: module.classes };
    try {
      if (live && !live.analysis.unsettled && this.meansWhatItMeant(live, module)) {
        this.now = { analysis: live.analysis, record };
        const { kept, live: there } = live.aligned;
        const changes = {
          kept,
          live: there,
          declarations: differing(live.record.functions, record.functions),
          classes: new Set([
            ...differing(live.record.classes, record.classes),
            ...differingTypes(live.record.fieldTypes, record.fieldTypes),
          ]),
          files: new Set([...live.interfaces].filter(([file, shown]) => this.known(file)?.interface !== shown).map(([file]) => file)),
        };
        if (live.analysis.renew(code, changes)) return live.analysis;
      }
      const analysis = new ModuleAnalysis(this, code, this.options.judgeCall, before);
      this.now = { analysis, record };
      analysis.analyse();
      return analysis;
    } finally {
      this.now = undefined;
    }
  }

  /** The files that imports of the module mean. */
  private meaningOf({ file, imports }: Module): string {
    return imports.map((name) => `${name}=${this.options.resolve(file, name) ?? ''}`).join('\n');
  }

  /** No import that was there means another file now. */
  private meansWhatItMeant(live: Live, module: Module): boolean {
    const before = new Set(live.imports.split('\n'));
    const named = new Set(live.code.module.imports);
    return this.meaningOf({ ...module, imports: module.imports.filter((name) => named.has(name)) })
      .split('\n')
      .every((meaning) => meaning === '' || before.has(meaning));
  }

  private exportsOf(record: ModuleRecord, module: Module): ReadonlyMap<string, Value> {
    const out = new Map<string, Value>();
    for (const from of module.reexports) {
      const target = this.options.resolve(module.file, from);
      const other = target === undefined ? undefined : this.known(target);
      for (const [name, value] of other?.exports.get('=')?.fields ?? []) if (name !== 'default') out.set(name, value);
      for (const [name, value] of other?.exports ?? []) if (name !== 'default' && name !== '=') out.set(name, value);
    }
    for (const { name, var: variable } of module.exports) out.set(name, record.known.variables[variable] ?? UNKNOWN);
    return out;
  }

  /** All routes of the program as it is now. */
  /** Something at hand registers endpoints, or may. */
  mayHaveRoutes(): boolean {
    return mayHaveRoutes(this.modules.values());
  }

  routes(files: FileKnowledge, names: ControlNames = this.names.controls): Inventory {
    const program = routeProgram([...this.modules.values()], this.options.resolve, (file) => exportedRefs(this.modules.get(file)), files);
    return inventory(program, this.options.catalogs.frameworks, names);
  }

  /** What the texts of all modules declare. */
  declared(): readonly Pick<ModuleRecord, 'file' | 'declared'>[] {
    return [...this.modules.values()];
  }

  // --- Environment

  summary(file: string, index: number): Summary {
    const own = this.analysing(file);
    return own ? own.summary(index) : (this.known(file)?.known.done[index]?.summary ?? EMPTY_SUMMARY);
  }

  /** The analysis of that module, while it goes on; otherwise it is noted that the module has been asked. */
  private analysing(file: string): ModuleAnalysis | undefined {
    const { now } = this;
    if (now?.record.file === file) return now.analysis;
    now?.analysis.useFile(file);
    return undefined;
  }

  functionInfo(file: string, index: number): FunctionInfo | undefined {
    this.analysing(file)?.useDeclaration(index);
    return this.known(file)?.functions[index];
  }

  noteCode(file: string, index: number): void {
    this.analysing(file)?.noteCode(index);
  }

  classRecord(file: string, index: number): ClassRecord | undefined {
    this.analysing(file)?.useClass(index);
    return this.known(file)?.classes[index];
  }

  classField(cls: FunctionValue, field: string): Value | undefined {
    const record = this.known(cls.file);
    if (!record) return undefined;
    const key = `${cls.index}.${field}`;
    const find = (): Value | undefined => (field === '^parent' ? this.parentOf(record, cls) : this.fieldOf(record, cls, field));
    const own = this.analysing(cls.file);
    own?.useClass(cls.index);
    if (own) return field === '^parent' && cls.parent ? cls.parent : own.classField(key, find);
    const note = (file: string): unknown => this.known(file) && this.analysing(file);
    return this.classFields.get(record.classFields, key, find, note, this.now?.analysis.asker);
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
    if (!info.kept.includes(field) || info.name === '') return value;
    return outOfCell({ env: this }, value ?? UNKNOWN, fieldCell(cls.file, info.name, name));
  }

  moduleVariable(file: string, index: number): Value {
    return this.analysing(file)?.moduleVariable(index) ?? this.known(file)?.known.variables[index] ?? UNKNOWN;
  }

  writeModuleVariable(file: string, index: number, value: Value): void {
    // What another module leaves here would depend on which of them is analysed first.
    if (this.now?.record.file === file) this.now.analysis.writeModuleVariable(index, value);
  }

  importValue(file: string, module: string, name: string): Value {
    return importValue(this.imported, file, module, name);
  }
  declaredValue(file: string, type: TypeRef): Value {
    return declaredValue(this.imported, file, type);
  }
  private readonly imported: Imported = {
    resolve: (file, module) => this.options.resolve(file, module),
    exportsOf: (file) => {
      this.analysing(file);
      return this.known(file)?.exports;
    },
    paths: () => this.paths,
  };

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
