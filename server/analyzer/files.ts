/**
 * The analysed files: parsed, lowered and taken into the program once, imports first; taken anew when their text or
 * something they import has changed.
 */
import type { Note } from '../base/finding';
import type { Host } from '../base/host';
import { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';
import type { ModuleResult, Program } from '../engine/program';
import type { Module } from '../ir/types';
import { LANGUAGES, languageOf } from '../languages';
import type { Language } from '../languages/language';
import { mayHaveIgnores } from '../policy/ignores';
import { type PathRole, pathRole } from '../policy/pathRole';
import type { NamedLiteral } from '../rules/rule';
import type { SyntaxDocument } from '../syntax/document';
import { unfit } from '../syntax/fitness';
import type { FlatTree } from '../syntax/flatTree';
import type { ParseResult, Syntax } from '../syntax/syntax';
import { Imports } from './imports';
import { namedLiterals } from './literals';

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
}

export interface FilesOptions {
  readonly host: Host;
  readonly syntax: Syntax;
  /** UTF-16 units past which a text is not analysed. */
  readonly limit: number;
  /** Milliseconds one parse may take. */
  readonly budget: number;
}

/** Import chains longer than this are followed no further. */
const MAX_CHAIN = 400;

export class Files {
  private readonly open = new Map<string, OpenFile>();
  private readonly analysed = new Map<string, AnalysedFile | undefined>();
  private readonly importers = new Map<string, Set<string>>();
  /** Files whose flows end in a file, and the other way round. */
  private readonly endsIn = new Map<string, Set<string>>();
  private readonly endsOf = new Map<string, ReadonlySet<string>>();
  /** Files that set up the whole program. */
  private readonly settingsOf = new Map<string, number>();
  private readonly importsOf = new Map<string, readonly string[]>();
  private readonly running: string[] = [];
  /** Files met again while they were being analysed: members of an import cycle. */
  private readonly cyclic = new Set<string>();
  /** Interface of a file that has changed, as its importers know it. */
  private readonly before = new Map<string, string>();

  private readonly imports: Imports;

  constructor(
    private readonly program: Program,
    private readonly options: FilesOptions,
  ) {
    this.imports = new Imports(options.host);
  }

  openText(file: string, language: Language, text: string): void {
    this.close(file);
    const syntax = unfit(text, this.options.limit)
      ? undefined
      : this.options.syntax.open(language.grammarFor(file), text, this.options.budget);
    this.open.set(file, { language, syntax, text });
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
    if (!open?.syntax || !this.analysed.get(file)?.broken) return false;
    open.syntax.settle();
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
    for (const importer of this.importers.get(path) ?? []) this.invalidate(importer);
    return true;
  }

  transitiveImporters(file: string): ReadonlySet<string> {
    const out = new Set<string>();
    const queue = [file];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const importer of this.importers.get(next) ?? []) {
        if (out.has(importer) || importer === file) continue;
        out.add(importer);
        queue.push(importer);
      }
    }
    return out;
  }

  /** The file's analysis; undefined when there is no such file or no language for it. */
  analyse(file: string): AnalysedFile | undefined {
    if (this.running.length === 0) for (const changed of this.imports.takeChanged()) this.invalidate(changed);
    if (this.analysed.has(file)) return this.analysed.get(file);
    const done = this.analyseOnce(file);
    if (this.running.length === 0 && this.cyclic.size > 0) {
      // Now that every member of the cycle is known, each sees the others.
      const again = [...this.cyclic].sort();
      this.cyclic.clear();
      for (const member of again) {
        this.analysed.delete(member);
        this.analyseOnce(member);
      }
      this.cyclic.clear();
      return this.analysed.get(file);
    }
    return done;
  }

  /** Analysed files with something to say about places in `file`: itself, and those whose flows end there. */
  *speakingOf(file: string): Generator<AnalysedFile> {
    for (const other of this.endsIn.get(file) ?? []) {
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

  private noteEnds(file: string, { result }: AnalysedFile): void {
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

  /** Runs `look` as if the file had that text; afterwards everything is as before. Files whose flows end there are looked at again. */
  tryText<T>(file: string, text: string, look: (analysed: AnalysedFile | undefined) => T): T {
    const touched = [file, ...[...this.speakingOf(file)].map((f) => f.file).filter((f) => f !== file)];
    const saved = touched.map((f) => ({ file: f, analysed: this.analysed.get(f), module: this.program.take(f) }));
    this.trial = { file, text };
    try {
      for (const f of touched) this.analysed.delete(f);
      for (const f of touched) if (!this.analysed.has(f)) this.analyseOnce(f);
      return look(this.analysed.get(file));
    } finally {
      this.trial = undefined;
      this.cyclic.clear();
      for (const { file: f, analysed, module } of saved) {
        this.program.put(f, module);
        this.analysed.set(f, analysed);
        if (analysed) {
          this.noteEnds(f, analysed);
          this.noteImports(f, analysed.imports);
        }
      }
    }
  }
  private trial: { readonly file: string; readonly text: string } | undefined;

  private analyseOnce(file: string): AnalysedFile | undefined {
    const trial = this.trial?.file === file ? this.trial.text : undefined;
    const open = trial === undefined ? this.open.get(file) : undefined;
    const language = this.open.get(file)?.language ?? languageOf(file);
    const text = trial ?? (open ? open.text : this.options.host.readText(file));
    if (!language || text === undefined) {
      this.program.forget(file);
      this.settingsOf.delete(file);
      this.analysed.set(file, undefined);
      return undefined;
    }
    this.running.push(file);
    try {
      const done = this.make(file, language, text, open);
      this.analysed.set(file, done);
      this.noteEnds(file, done);
      const before = this.before.get(file);
      this.before.delete(file);
      // Importers have seen something else: they must look again, and theirs perhaps after them.
      if (before !== undefined && before !== (done.result?.interface ?? '')) {
        for (const importer of [...(this.importers.get(file) ?? [])]) if (!this.running.includes(importer)) this.invalidate(importer);
      }
      return done;
    } finally {
      this.running.pop();
    }
  }

  private make(file: string, language: Language, text: string, open: OpenFile | undefined): AnalysedFile {
    const role = pathRole(file, text);
    const nothing = {
      file,
      language,
      text,
      lines: new LineIndex(text),
      role,
      literals: [],
      functions: [],
      comments: [],
      imports: [],
      broken: false,
    };
    const bad = unfit(text, this.options.limit);
    if (bad) return { ...nothing, result: undefined, notes: [{ kind: 'skipped', file, message: `${file} is skipped: ${bad.reason}.` }] };
    let tree: FlatTree;
    let module: Module;
    try {
      const parsed: ParseResult = open?.syntax?.result ?? this.options.syntax.parse(language.grammarFor(file), text, this.options.budget);
      if (!parsed.tree)
        return { ...nothing, result: undefined, notes: [{ kind: 'skipped', file, message: `${file} is skipped: ${WHY[parsed.reason]}.` }] };
      tree = parsed.tree;
      module = language.lower(tree, file);
    } catch (error) {
      return { ...nothing, result: undefined, notes: [crash(file, 'reading', error)] };
    }
    const imports = this.takeImports(file, module);
    const notes: Note[] = [];
    let result: ModuleResult | undefined;
    try {
      result = this.program.add(module, text);
      if (result.cut.length > 0)
        notes.push({ kind: 'budget', file, message: `${file}: ${result.cut.slice(0, 3).join(', ')} was too large to follow to the end.` });
    } catch (error) {
      this.program.forget(file);
      notes.push(crash(file, 'analysing', error));
    }
    return {
      ...nothing,
      notes,
      result,
      literals: namedLiterals(module),
      functions: module.functions.slice(1).map((f) => f.at),
      comments: mayHaveIgnores(text) ? commentsOf(tree) : [],
      imports,
      broken: module.broken,
    };
  }

  private noteImports(file: string, imports: readonly string[]): void {
    for (const target of this.importsOf.get(file) ?? []) this.importers.get(target)?.delete(file);
    this.importsOf.set(file, imports);
    for (const target of imports) this.importers.get(target)?.add(file);
  }

  private takeImports(file: string, module: Module): readonly string[] {
    const imports: string[] = [];
    this.noteImports(file, imports);
    for (const name of module.imports) {
      const target = this.resolve(file, name);
      if (target === undefined || target === file) continue;
      imports.push(target);
      let known = this.importers.get(target);
      if (!known) {
        known = new Set();
        this.importers.set(target, known);
      }
      known.add(file);
      const at = this.running.indexOf(target);
      if (at >= 0) for (const member of this.running.slice(at)) this.cyclic.add(member);
      else if (!this.analysed.has(target) && this.running.length < MAX_CHAIN) this.analyseOnce(target);
    }
    return imports;
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
