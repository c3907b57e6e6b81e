/**
 * The analysed files: parsed, lowered and taken into the program once, imports first; taken anew when their text or
 * something they import has changed.
 */
import type { Note } from '../base/finding';
import type { Host } from '../base/host';
import { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';
import type { ModuleResult } from '../engine/moduleResult';
import type { Program } from '../engine/program';
import type { Module } from '../ir/types';
import { LANGUAGES, languageOf } from '../languages';
import type { Language, Lowered, Memory } from '../languages/language';
import { mayHaveIgnores } from '../policy/ignores';
import { type PathRole, pathRole } from '../policy/pathRole';
import type { NamedLiteral } from '../rules/rule';
import type { SyntaxDocument } from '../syntax/document';
import { unfit } from '../syntax/fitness';
import type { FlatTree } from '../syntax/flatTree';
import type { ParseResult, Syntax } from '../syntax/syntax';
import { Cells } from './cells';
import { ImportGraph } from './importGraph';
import { Imports } from './imports';
import { type KnownLiterals, knowNoLiterals, namedLiterals } from './literals';
import { RouteFlows } from './routeFlows';
import { walkImports } from './walk';

export interface AnalysedFile {
  readonly file: string;
  readonly language: Language;
  readonly text: string;
  readonly lines: LineIndex;
  readonly role: PathRole;
  readonly notes: readonly Note[];
  /** Undefined when the file was not analysed; `notes` says why. */
  readonly result: ModuleResult | undefined;
  readonly literals: readonly NamedLiteral[];
  /** Where functions stand, for what is said about the code around a finding. */
  readonly functions: readonly Span[];
  /** Spans of comments; only collected where the text mentions an ignore. */
  readonly comments: readonly Span[];
  readonly imports: readonly string[];
  readonly broken: boolean;
}

interface OpenFile {
  readonly language: Language;
  readonly syntax: SyntaxDocument | undefined;
  text: string;
  /** What the lowering of the text that was last taken in has left for the next one. */
  memory: Memory | undefined;
  readonly literals: KnownLiterals;
}

export interface FilesOptions {
  readonly host: Host;
  readonly syntax: Syntax;
  /** UTF-16 units past which a text is not analysed. */
  readonly limit: number;
  /** Milliseconds one parse may take. */
  readonly budget: number;
  /** Takes what is analysed, group by group, instead of its being kept here. */
  readonly shelf?: Shelf;
}

/** Keeps analysed files in another form. */
export interface Shelf {
  has(file: string): boolean;
  /** Files that import one another, or a single one. */
  take(group: readonly AnalysedFile[]): void;
}

/** Files of an import cycle that are analysed together with each change of one; those of larger ones follow one after the other. */
const MAX_CYCLE = 24;

/** A file that has been read, with all that is needed to take it into the program. */
interface Read {
  readonly file: string;
  readonly analysed: AnalysedFile;
  /** Undefined when there is nothing to take in: `analysed` says why. */
  readonly module: Module | undefined;
  /** Functions of it that are as they were. */
  readonly reused?: ReadonlySet<number>;
}

export class Files {
  private readonly open = new Map<string, OpenFile>();
  private readonly analysed = new Map<string, AnalysedFile | undefined>();
  /** Files whose flows end in a file, and the other way round. */
  private readonly endsIn = new Map<string, Set<string>>();
  private readonly endsOf = new Map<string, ReadonlySet<string>>();
  /** What calls leave for others. */
  readonly cells = new Cells();
  readonly routeFlows = new RouteFlows();
  /** Files that set up the whole program. */
  private readonly settingsOf = new Map<string, number>();
  /** Import cycles as they were analysed together, by each of their files. */
  private readonly cycles = new Map<string, readonly string[]>();
  readonly graph: ImportGraph;
  private readonly imports: Imports;
  /** Files that were analysed by themselves while they stand in a cycle or import something else than before. */
  private readonly mayCycle = new Set<string>();
  /** Interface of a file that has changed, as its importers know it. */
  private readonly before = new Map<string, string>();

  constructor(
    private readonly program: Program,
    private readonly options: FilesOptions,
  ) {
    this.imports = new Imports(options.host);
    this.graph = new ImportGraph(this.imports);
  }

  openText(file: string, language: Language, text: string): void {
    this.close(file);
    const syntax = unfit(text, this.options.limit)
      ? undefined
      : this.options.syntax.open(language.grammarFor(file), text, this.options.budget, language.mending);
    this.open.set(file, { language, syntax, text, memory: undefined, literals: knowNoLiterals() });
    this.invalidate(file);
  }

  edit(file: string, changes: readonly { readonly span: Span; readonly text: string }[]): void {
    const open = this.open.get(file);
    if (!open) throw new Error(`${file} is not open`);
    if (open.syntax) {
      open.syntax.edit(changes);
      open.text = open.syntax.text;
      if (unfit(open.text, this.options.limit)) this.openText(file, open.language, open.text);
    } else {
      let { text } = open;
      for (const c of changes) text = text.slice(0, c.span.start) + c.text + text.slice(c.span.end);
      this.openText(file, open.language, text);
    }
    this.invalidate(file);
  }

  close(file: string): void {
    const open = this.open.get(file);
    if (!open) return;
    open.syntax?.dispose();
    this.open.delete(file);
    this.program.release(file);
    this.invalidate(file);
  }

  isOpen(file: string): boolean {
    return this.open.has(file);
  }
  openFiles(): readonly string[] {
    return [...this.open.keys()];
  }

  /** Parses damaged text afresh, so that the answer no longer depends on how it was typed. True when that may change it. */
  settle(file: string): boolean {
    const open = this.open.get(file);
    if (!open?.syntax) return false;
    const before = open.syntax.result;
    if (open.syntax.settle() === before) return false;
    this.invalidate(file);
    return true;
  }

  /** The file must be looked at anew. Those that import it, only once it turns out to show them something else. */
  invalidate(file: string): void {
    const known = this.analysed.get(file);
    if (known?.result) this.before.set(file, known.result.interface);
    else if (!this.before.has(file)) this.before.set(file, '');
    this.analysed.delete(file);
  }

  /**
   * A file or folder came, went or changed on disk: imports that mean something else now are found when something is next
   * looked at. True when anything may have to be looked at anew.
   */
  invalidateDisk(path: string): boolean {
    const differs = this.imports.changedOnDisk(path);
    if (!languageOf(path)) {
      for (const known of [...this.analysed.keys()]) if (known.startsWith(`${path}/`)) this.invalidateDisk(known);
      return differs;
    }
    // What could not be read when it was met may be there now.
    for (const known of [...this.analysed.keys()])
      if (known !== path && this.analysed.get(known) === undefined) this.analysed.delete(known);
    this.invalidate(path);
    for (const importer of this.graph.importersOf(path)) this.invalidate(importer);
    return true;
  }

  /** The file's analysis; undefined when there is no such file or no language for it. */
  analyse(file: string): AnalysedFile | undefined {
    for (const changed of this.imports.takeChanged()) this.invalidate(changed);
    if (this.analysed.has(file)) return this.analysed.get(file);
    this.walk(file);
    for (const member of [...this.mayCycle].sort()) this.renewCycle(member);
    return this.analysed.get(file);
  }

  /** Analyses a file and what it imports, what is imported first, files that import one another together. */
  private walk(file: string): void {
    walkImports<Read>(file, {
      open: (next) => {
        const read = this.read(next);
        if (!read) return undefined;
        return { item: read, imports: this.graph.importsOf(next) };
      },
      isDone: (next) => this.analysed.has(next) || this.options.shelf?.has(next) === true,
      done: (group) => this.takeIn(group),
    });
  }

  /**
   * A file of a cycle that was analysed by itself is done when it shows the others what it showed them before, and the cycle is
   * the one it was. Else all of the cycle begins anew.
   */
  private renewCycle(file: string): void {
    if (!this.mayCycle.delete(file)) return;
    const before = this.cycles.get(file) ?? [];
    const now = this.graph.cycleOf(file) ?? [];
    if (Math.max(before.length, now.length) > MAX_CYCLE) return;
    const concerned = [...new Set([...before, ...now])];
    if (before.join('\n') === now.join('\n') && concerned.every((member) => this.analysed.has(member))) return;
    for (const member of concerned) {
      this.cycles.delete(member);
      this.invalidate(member);
    }
    for (const member of concerned) if (!this.analysed.has(member)) this.walk(member);
    for (const member of concerned) this.mayCycle.delete(member);
  }

  /** Analysed files with something to say about places in `file`: itself, and those whose flows end there. */
  *speakingOf(file: string): Generator<AnalysedFile> {
    for (const other of [...(this.endsIn.get(file) ?? [])].sort()) {
      const analysed = this.analysed.get(other);
      if (analysed) yield analysed;
    }
  }

  /** Bits that all values clients choose the shape of have, by what some file sets up. */
  get settings(): number {
    let all = 0;
    for (const mask of this.settingsOf.values()) all |= mask;
    return all;
  }

  private noteEnds(file: string, { result, role }: AnalysedFile): void {
    this.cells.set(file, role === 'source' ? (result?.flows ?? []) : []);
    this.routeFlows.set(file, role === 'source' ? (result?.flows ?? []) : []);
    if (result?.settings) this.settingsOf.set(file, result.settings);
    else this.settingsOf.delete(file);
    for (const end of this.endsOf.get(file) ?? []) this.endsIn.get(end)?.delete(file);
    const ends = new Set<string>([file]);
    for (const flow of result?.flows ?? []) ends.add(flow.site.file);
    for (const report of result?.reports ?? []) ends.add(report.file);
    for (const credential of result?.credentials ?? []) ends.add(credential.site.file);
    this.endsOf.set(file, ends);
    for (const end of ends) {
      const known = this.endsIn.get(end);
      if (known) known.add(file);
      else this.endsIn.set(end, new Set([file]));
    }
  }

  resolve(fromFile: string, module: string): string | undefined {
    return this.imports.resolve(fromFile, module);
  }

  textOf(file: string): string | undefined {
    return this.open.get(file)?.text ?? this.analysed.get(file)?.text ?? this.options.host.readText(file);
  }

  treeOf(file: string): FlatTree | undefined {
    const open = this.open.get(file);
    if (open?.syntax) return open.syntax.result.tree;
    const text = this.textOf(file);
    const language = open?.language ?? languageOf(file);
    return text === undefined || !language
      ? undefined
      : this.options.syntax.parse(language.grammarFor(file), text, this.options.budget).tree;
  }

  /**
   * Runs `look` as if files had those texts; afterwards everything is as before. Files whose flows end there are looked at again,
   * and those named.
   */
  tryTexts<T>(
    texts: ReadonlyMap<string, string>,
    again: readonly string[],
    look: (analysed: readonly (AnalysedFile | undefined)[]) => T,
  ): T {
    const edited = [...texts.keys()];
    const touched = [...new Set([...edited, ...edited.flatMap((one) => [...this.speakingOf(one)].map((f) => f.file)), ...again])];
    const saved = touched.map((f) => ({ file: f, analysed: this.analysed.get(f), module: this.program.take(f) }));
    this.trial = texts;
    try {
      for (const f of touched) this.analysed.delete(f);
      for (const f of touched) if (!this.analysed.has(f)) this.walk(f);
      return look(edited.map((one) => this.analysed.get(one)));
    } finally {
      this.trial = undefined;
      for (const { file: f, analysed, module } of saved) {
        this.program.put(f, module);
        this.analysed.set(f, analysed);
        if (!analysed) continue;
        this.noteEnds(f, analysed);
        this.graph.set(f, analysed.imports);
      }
    }
  }
  private trial: ReadonlyMap<string, string> | undefined;

  /** Reads and lowers a file, and learns what it imports. Undefined when there is no such file. */
  private read(file: string): Read | undefined {
    const trial = this.trial?.get(file);
    const open = trial === undefined ? this.open.get(file) : undefined;
    const language = this.open.get(file)?.language ?? languageOf(file);
    const text = trial ?? (open ? open.text : this.options.host.readText(file));
    if (!language || text === undefined) {
      this.program.forget(file);
      this.settingsOf.delete(file);
      this.cells.set(file, []);
      this.routeFlows.set(file, []);
      this.graph.remove(file);
      this.analysed.set(file, undefined);
      this.showsAnew(file, '', []);
      return undefined;
    }
    const read = this.readText(file, language, text, open);
    const before = this.graph.importsOf(file);
    const now = this.graph.set(file, read.analysed.imports);
    // Met for the first time, all that can close a cycle is found on the walk.
    if (this.before.has(file) && (this.cycles.has(file) || now.some((other) => !before.includes(other)))) this.mayCycle.add(file);
    return read;
  }

  private readText(file: string, language: Language, text: string, open: OpenFile | undefined): Read {
    const nothing: AnalysedFile = {
      file,
      language,
      text,
      lines: new LineIndex(text),
      role: pathRole(file, text),
      notes: [],
      result: undefined,
      literals: [],
      functions: [],
      comments: [],
      imports: [],
      broken: false,
    };
    const without = (note: Note): Read => ({ file, analysed: { ...nothing, notes: [note] }, module: undefined });
    const bad = unfit(text, this.options.limit);
    if (bad) return without({ kind: 'skipped', file, message: `${file} is skipped: ${bad.reason}.` });
    try {
      const parsed = open?.syntax?.result ?? this.parse(file, language, text);
      const { tree } = parsed;
      if (!tree) return without({ kind: 'skipped', file, message: `${file} is skipped: ${WHY[parsed.reason]}.` });
      const { module, reused } = open ? this.lowerAgain(file, open, tree) : { module: language.lower(tree, file), reused: undefined };
      const analysed = {
        ...nothing,
        literals: namedLiterals(module, text, open?.literals ?? knowNoLiterals()),
        functions: module.functions.slice(1).map((f) => f.at),
        comments: mayHaveIgnores(text) ? commentsOf(tree) : [],
        imports: module.imports,
        broken: module.broken || open?.syntax?.isMended === true,
      };
      return reused ? { file, analysed, module, reused } : { file, analysed, module };
    } catch (error) {
      return without(crash(file, 'reading', error));
    }
  }

  /** Lowers an open file; what is as it was is taken over, when the program goes on from there. */
  private lowerAgain(file: string, open: OpenFile, tree: FlatTree): Pick<Lowered, 'module' | 'reused'> {
    // What a trial shows is taken back.
    if (this.trial) return { module: open.language.lower(tree, file), reused: undefined };
    const known = this.program.codeOf(file);
    const { memory } = open;
    const goesOn = known !== undefined && memory !== undefined && memory.tree.text === known.text;
    // Without what is remembered of it, new code would get numbers of its own that nobody could go on from.
    if (!goesOn) this.program.release(file);
    const lowered = open.language.lowerAgain(tree, file, goesOn ? { code: known.code, memory } : undefined);
    open.memory = lowered.memory;
    return lowered;
  }

  /** The tree of a text that is not the one an editor holds. */
  private parse(file: string, language: Language, text: string): ParseResult {
    const syntax = this.open.get(file)?.syntax;
    return syntax ? syntax.tried(text) : this.options.syntax.parse(language.grammarFor(file), text, this.options.budget);
  }

  /** Takes files that have been read into the program: one, or several that import one another. */
  private takeIn(group: readonly Read[]): void {
    const files = group.map((g) => g.file);
    const how = (file: string): { readonly trial?: true; readonly keep?: true } =>
      this.trial ? { trial: true } : this.open.has(file) ? { keep: true } : {};
    const texts = group.flatMap(({ file, module, analysed, reused }) =>
      module ? [{ module, text: analysed.text, ...(reused ? { reused } : {}), ...how(file) }] : [],
    );
    const failures = new Map<string, Note>();
    const failed = (file: string, error: unknown): void => {
      this.program.forget(file);
      failures.set(file, crash(file, 'analysing', error));
    };
    const results = this.program.add(texts, (file) => this.graph.importsOf(file), failed);
    if (group.length > 1) {
      files.sort();
      for (const file of files) {
        this.cycles.set(file, files);
        this.mayCycle.delete(file);
      }
    }
    const all: AnalysedFile[] = [];
    for (const { file, analysed } of group) {
      const result = results.get(file);
      const notes = [...analysed.notes];
      if (result && result.cut.length > 0)
        notes.push({ kind: 'budget', file, message: `${file}: ${result.cut.slice(0, 3).join(', ')} was too large to follow to the end.` });
      const failure = failures.get(file);
      if (failure) notes.push(failure);
      all.push({ ...analysed, result, notes });
    }
    if (this.options.shelf) {
      this.options.shelf.take(all);
      return;
    }
    for (const made of all) {
      this.analysed.set(made.file, made);
      this.noteEnds(made.file, made);
    }
    for (const file of files) this.showsAnew(file, results.get(file)?.interface ?? '', files);
  }

  /** Importers that have seen something else must look again, and theirs perhaps after them; `group` has just been analysed. */
  private showsAnew(file: string, shown: string, group: readonly string[]): void {
    const before = this.before.get(file);
    if (this.trial) return;
    this.before.delete(file);
    if (before === undefined || before === shown) return;
    for (const importer of this.graph.importersOf(file))
      if (!group.includes(importer) && this.analysed.has(importer)) this.invalidate(importer);
  }
}

const WHY = { time: 'parsing it takes too long', memory: 'parsing it takes too much memory', crash: 'the parser has broken down' } as const;

export function crash(file: string, doing: string, error: unknown): Note {
  const what = error instanceof Error ? `${error.name}: ${error.message.split('\n')[0].slice(0, 120)}` : 'an unknown error';
  return { kind: 'crash', file, message: `${file}: ${doing} it failed (${what}). Please report this; other files are not affected.` };
}

function commentsOf(tree: FlatTree): readonly Span[] {
  const ids = new Set(tree.grammar.types.flatMap((name, id) => (name.endsWith('comment') ? [id] : [])));
  const out: Span[] = [];
  for (let n = 0; n < tree.count; n++) if (tree.isNamed(n) && ids.has(tree.typeId(n))) out.push(tree.span(n));
  return out;
}

export function languageById(id: string): Language | undefined {
  return LANGUAGES.find((l) => l.id === id || l.editorIds.includes(id));
}
