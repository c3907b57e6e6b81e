/** Files, program, rules and policy behind the one door of analyzer.ts. */
import { compareFindings, type Finding, type Note } from '../base/finding';
import { hash128 } from '../base/hash';
import type { Cache, Host } from '../base/host';
import type { RouteList } from '../base/route';
import { type Span, touches } from '../base/span';
import { Catalogs } from '../engine/catalogs';
import type { Model } from '../engine/model';
import type { NameOracle } from '../engine/names';
import { Program } from '../engine/program';
import type { ControlNames } from '../engine/routes/names';
import { languageOf } from '../languages';
import type { Baseline } from '../policy/baseline';
import { type Bench, IGNORE_RULE, judge } from '../policy/judge';
import { NO_POLICY, type Policy } from '../policy/policy';
import type { Remedy, SourceText } from '../rules/fix';
import { looksAtRoutes, type RouteFlow, type Rule } from '../rules/rule';
import { EDITOR_TEXT_LIMIT, SCAN_TEXT_LIMIT } from '../syntax/fitness';
import { EDITOR_BUDGET, SCAN_BUDGET, type Syntax } from '../syntax/syntax';
import type { Analyzer, Endpoints, FileResult, OriginRange, ProvenFix, ScanOptions, ScanResult, TextChange } from './analyzer';
import type { Crew } from './crew';
import { type AnalysedFile, crash, Files, languageById } from './files';
import { proveFixes } from './fixes';
import { withNamed } from './namedControls';
import { Origins } from './origins';
import { Pairs } from './pairs';
import { remediesOf, routeFindings } from './routeFindings';
import { RouteState } from './routeState';
import { declaredList, routeList } from './routes';
import { oneForEachPlace, RuleRunner, type TextAround } from './ruleRunner';
import { type Outcomes, Scan } from './scan';
import { MAX_TOP_LEVEL, Verdicts } from './verdict';

export interface Parts {
  readonly host: Host;
  readonly syntax: Syntax;
  readonly rules: readonly Rule[];
  readonly models: readonly Model[];
  readonly names: NameOracle;
  readonly policy?: Policy;
  readonly baseline?: Baseline;
  /** `YYYY-MM-DD`; ignores that ended before it no longer count. */
  readonly today: string;
  /** An editor's files are smaller and answer sooner than a scan's. */
  readonly limits: 'editor' | 'scan';
  /** What earlier scans have found out; only scans with the limits of a scan use it, and the crew. */
  readonly cache?: Cache;
  /** Names a text; with a crew or a cache, the one that these use. */
  readonly digest?: (text: string) => string;
  readonly crew?: Crew;
}

/** The part of the options that never changes while a process runs: compiled once. */
const compiled = new WeakMap<readonly Model[], Catalogs>();

/** Importers looked at again at once when a file changes; the others follow when they are checked themselves. */
const MAX_IMPORTERS = 40;

export function assemble(options: Parts): Analyzer {
  return new TheAnalyzer(options);
}

class TheAnalyzer implements Analyzer {
  private readonly program: Program;
  private readonly files: Files;
  private readonly runner: RuleRunner;
  private bench: Bench;
  private readonly origins = new Origins();
  private readonly crashes = new Map<string, Note>();
  /** Files whose results lie in another file: sink's file → analysed files that lead there. */
  private current = '';
  private readonly catalogs: Catalogs;
  private readonly routeState: RouteState;

  constructor(private readonly options: Parts) {
    const pairs = new Pairs(options.rules);
    this.runner = new RuleRunner(options.rules, pairs, (rule, error) => this.ruleFailed(rule, error));
    this.bench = {
      policy: options.policy ?? NO_POLICY,
      baseline: options.baseline,
      rules: new Set([...options.rules.map((r) => r.id), IGNORE_RULE]),
      today: options.today,
    };
    let catalogs = compiled.get(options.models);
    if (!catalogs) {
      catalogs = new Catalogs(options.models);
      compiled.set(options.models, catalogs);
    }
    this.catalogs = catalogs;
    this.program = new Program({
      catalogs,
      languageOf: (file) => languageOf(file)?.id ?? '',
      names: options.names,
      relevance: pairs,
      resolve: (file, module) => this.files.resolve(file, module),
      judgeCall: (call, env) => this.runner.judgeCall(call, env),
    });
    const editor = options.limits === 'editor';
    this.files = new Files(this.program, {
      host: options.host,
      syntax: options.syntax,
      limit: editor ? EDITOR_TEXT_LIMIT : SCAN_TEXT_LIMIT,
      budget: editor ? EDITOR_BUDGET : SCAN_BUDGET,
    });
    const textOf = (file: string): string | undefined => this.files.textOf(file);
    this.routeState = new RouteState(() => {
      let list: RouteList | undefined;
      const take = (): RouteList => {
        list = this.routes();
        return list;
      };
      return { found: this.judgeRoutes(take, textOf, () => this.flowsToRoutes()), list };
    });
  }

  open(file: string, language: string, text: string): void {
    const found = languageById(language) ?? languageOf(file);
    if (!found) return;
    this.files.openText(file, found, text);
    this.routeState.changed();
  }

  edit(file: string, changes: readonly TextChange[]): void {
    this.files.edit(file, changes);
    this.origins.edit(file, changes);
    this.routeState.edit(file, changes);
  }

  close(file: string): void {
    this.files.close(file);
    this.origins.forget(file);
    this.routeState.changed();
  }

  changedOnDisk(path: string): boolean {
    this.routeState.changedOutside();
    return this.files.invalidateDisk(path);
  }

  markOrigin(file: string, ranges: readonly OriginRange[]): void {
    this.origins.mark(file, ranges);
  }

  check(file: string): FileResult {
    this.current = file;
    const analysed = this.files.analyse(file);
    // Flows that end in this file may begin in one that imports it and now sees something else.
    for (const importer of [...this.files.graph.transitiveImporters(file)].slice(0, MAX_IMPORTERS)) this.files.analyse(importer);
    this.routeState.catchUp();
    const result = analysed ? this.judged(analysed) : { file, findings: [], notes: [] };
    return this.trouble ? { ...result, notes: [...result.notes, this.trouble] } : result;
  }

  settle(file: string): boolean {
    const settled = this.files.settle(file);
    this.files.analyse(file);
    return this.routeState.renew() || settled;
  }

  affected(file: string): readonly string[] {
    const importers = this.files.graph.transitiveImporters(file);
    this.files.analyse(file);
    const imported = this.files.graph.importsOf(file);
    const finding = this.files.cells.endsOf(file);
    const news = this.routeState.takeNews();
    const concerns = (f: string): boolean => importers.has(f) || imported.includes(f) || finding.has(f) || news.has(f);
    return this.files.openFiles().filter((f) => f !== file && concerns(f));
  }

  look(file: string): void {
    this.current = file;
    this.files.analyse(file);
  }

  lookedAtAll(): void {
    this.routeState.begin();
  }

  async scan(options: ScanOptions): Promise<ScanResult> {
    if (this.options.limits === 'scan' && !options.forFixes) return this.scanFlat(options);
    const { files, onProgress, signal } = options;
    const notes: Note[] = [];
    let lines = 0;
    let pause = Date.now();
    for (const [i, file] of files.entries()) {
      if (signal?.aborted) break;
      this.current = file;
      const analysed = this.files.analyse(file);
      if (analysed) lines += analysed.lines.lineCount;
      onProgress?.(i + 1, files.length, file);
      // Leave room for cancellation and for the editor's own requests.
      if (Date.now() - pause > 40) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        pause = Date.now();
      }
    }
    // Whoever gave up wants an end, not what is known so far.
    if (signal?.aborted) return { findings: [], notes, files: 0, lines };
    if (!options.isPart) this.routeState.begin();
    const findings: Finding[] = [];
    for (const file of files) {
      const analysed = this.files.analyse(file);
      if (!analysed) {
        notes.push({ kind: 'unreadable', file, message: `${file} could not be read.` });
        continue;
      }
      const result = this.judged(analysed);
      findings.push(...result.findings);
      notes.push(...result.notes);
    }
    if (this.trouble) notes.push(this.trouble);
    return { findings: findings.sort(compareFindings), notes, files: files.length, lines };
  }

  /** Keeps bytes of each file instead of objects; nothing stays for `check` and `fixes`. */
  private async scanFlat(options: ScanOptions): Promise<ScanResult> {
    const { host, syntax, rules, names, cache, crew } = this.options;
    const digest = this.options.digest ?? hash128;
    const verdicts = new Verdicts({
      bench: this.bench,
      runner: this.runner,
      readText: (file) => host.readText(file),
      digest,
      failure: (file) => this.crashes.get(file),
    });
    const { catalogs, controls } = this;
    const judgeRoutes = (take: () => RouteList, outcomes: Outcomes) =>
      this.judgeRoutes(
        take,
        (file) => host.readText(file),
        () => this.runner.routeFlows(outcomes.routeFlows.all(), verdicts.around(outcomes)),
      );
    const judge = (outcomes: Outcomes, file: string) => {
      this.current = file;
      return verdicts.of(outcomes, file);
    };
    const result = await new Scan(
      { host, syntax, rules, names, catalogs, controls, digest, cache, crew, judgeRoutes, judge },
      options,
    ).run();
    const notes = this.trouble ? [...result.notes, this.trouble] : result.notes;
    return { ...result, findings: [...result.findings].sort(compareFindings), notes };
  }

  private judgeRoutes(
    take: () => RouteList,
    textOf: (file: string) => string | undefined,
    flows: () => readonly RouteFlow[],
  ): ReadonlyMap<string, readonly Finding[]> {
    if (!this.runner.looksAtRoutes) return new Map();
    this.trouble = undefined;
    this.judgesRoutes = true;
    try {
      return routeFindings({ ...take(), flows: flows() }, this.runner, this.bench.policy, textOf);
    } catch (error) {
      this.trouble = routesFailed('listing them', error);
      return new Map();
    } finally {
      this.judgesRoutes = false;
    }
  }
  /** What is said of endpoints is not all there is to say: one thing for the whole program. */
  private trouble: Note | undefined;
  private judgesRoutes = false;

  fixes(file: string, span: Span): readonly ProvenFix[] {
    const analysed = this.files.analyse(file);
    if (!analysed) return [];
    const findings = this.judged(analysed).findings.filter((f) => !f.suppressed && touches(f.span, span));
    if (findings.length === 0) return [];
    const before = new Map<string, readonly Finding[]>();
    const beforeIn = (edited: readonly string[]): readonly Finding[] => {
      const key = edited.join('\0');
      const files = [file, ...edited];
      const known = before.get(key) ?? [...this.of(files), ...this.routeState.beside(files)];
      before.set(key, known);
      return known;
    };
    return proveFixes(
      {
        file,
        analysed,
        tree: this.files.treeOf(file),
        rules: this.options.rules,
        before: beforeIn,
        tryTexts: (texts) => this.tryTexts(file, texts),
        remedyOf: this.remedies(findings),
        types: () => declaredList(this.program.declared()).types,
        look: (other) => this.textAt(other),
      },
      findings,
    );
  }

  private remedies(findings: readonly Finding[]): (finding: Finding) => Remedy | undefined {
    const looks = this.options.rules.filter((r) => r.fixes && looksAtRoutes(r)).map(({ id }) => id);
    if (!findings.some(({ rule }) => looks.includes(rule))) return () => undefined;
    const { settled } = this.routeState;
    const known = settled && this.knownRemedies.get(settled);
    if (known) return known;
    try {
      const made = remediesOf({ ...this.routes(), flows: this.flowsToRoutes() }, this.runner, this.bench.policy);
      if (settled) this.knownRemedies.set(settled, made);
      return made;
    } catch {
      // Whatever is wrong with what is said of endpoints has been said.
      return () => undefined;
    }
  }

  /** A report asks for the fixes of each of its findings, one after the other. */
  private readonly knownRemedies = new WeakMap<object, (finding: Finding) => Remedy | undefined>();

  private textAt(file: string): SourceText | undefined {
    const text = this.files.textOf(file);
    const tree = text === undefined ? undefined : this.files.treeOf(file);
    const language = this.files.analyse(file)?.language.id;
    return text === undefined || !tree || language === undefined ? undefined : { file, language, text, tree };
  }

  routes(): RouteList {
    const counts = (file: string): boolean => this.files.analyse(file)?.role === 'source';
    const found = this.program.routes({ counts, unit: (file) => languageOf(file)?.unit?.(file) ?? '' }, this.controls);
    return routeList(found, declaredList(this.program.declared()), counts);
  }

  endpoints(): Endpoints {
    const { version, list } = this.routeState;
    return {
      version,
      list,
      hasFailed: version > 0 && list === undefined,
      mayBeAny: list ? list.routes.length > 0 : this.program.mayHaveRoutes(),
    };
  }

  applyPolicy(policy: Policy): void {
    this.bench = { ...this.bench, policy };
    this.routeState.changedOutside();
  }

  private get controls(): ControlNames {
    return withNamed(this.options.names.controls, this.bench.policy);
  }

  dispose(): void {
    for (const file of this.files.openFiles()) this.files.close(file);
  }

  /** What would be found in the file, and of endpoints in others, if some had other texts; undefined where one parses worse. */
  private tryTexts(file: string, texts: ReadonlyMap<string, string>): readonly Finding[] | undefined {
    const edited = [...texts.keys()];
    const before = edited.map((one) => this.files.analyse(one));
    if (before.some((one) => !one || (one.file !== file && one.role !== 'source'))) return undefined;
    // Whoever imports what is edited beside the finding's own file sees something else now.
    const importers = edited.flatMap((one) => (one === file ? [] : [...this.files.graph.importersOf(one)])).slice(0, MAX_IMPORTERS);
    return this.files.tryTexts(texts, importers, (made) => {
      if (made.some((one, i) => !one?.result || (one.broken && !before[i]?.broken))) return undefined;
      return this.routeState.during([file, ...edited], (beside) => [...this.of([file, ...edited]), ...beside]);
    });
  }

  private of(files: readonly string[]): readonly Finding[] {
    return [...new Set(files)].flatMap((file) => {
      const analysed = this.files.analyse(file);
      return analysed ? this.judged(analysed).findings : [];
    });
  }

  private judged(analysed: AnalysedFile): FileResult {
    const { file } = analysed;
    const crashed = this.crashes.get(file);
    const notes = crashed ? [...analysed.notes, crashed] : analysed.notes;
    const raw = analysed.role === 'source' ? oneForEachPlace(this.raw(analysed)) : [];
    const findings = judge(
      this.bench,
      {
        file,
        lines: analysed.lines,
        comments: () => analysed.comments,
        complete: analysed.result !== undefined && analysed.role === 'source' && !crashed,
      },
      raw,
    );
    return { file, findings: this.origins.attach(file, findings), notes };
  }

  private raw(analysed: AnalysedFile): Finding[] {
    const { file } = analysed;
    const out: Finding[] = [];
    const { settings } = this.files;
    const around = this.around();
    for (const other of this.files.speakingOf(file)) {
      if (!other.result || (other.role !== 'source' && other.file !== file)) continue;
      for (const flow of other.result.flows) {
        if (flow.site.file !== file) continue;
        for (const whole of this.files.cells.join(flow)) out.push(...this.runner.fromFlow(whole, around, settings));
      }
      for (const report of other.result.reports) if (report.file === file) out.push(this.runner.fromReport(report));
      for (const c of other.result.credentials) {
        if (c.site.file !== file || typeof c.value !== 'string') continue;
        out.push(...this.runner.fromLiteral({ file, span: c.site.at, value: c.value, name: c.name, use: 'argument', sink: 'credential' }));
      }
    }
    for (const literal of analysed.literals) out.push(...this.runner.fromLiteral(literal));
    out.push(...this.routeState.of(file));
    return out;
  }

  private around(): TextAround {
    return {
      function: (of, offset) => this.functionText(of, offset),
      slice: (of, start, end) => this.files.analyse(of)?.text.slice(start, end) ?? '',
    };
  }

  private flowsToRoutes(): readonly RouteFlow[] {
    return this.runner.routeFlows(this.files.routeFlows.all(), this.around());
  }

  private functionText(file: string, offset: number): string {
    const analysed = this.files.analyse(file);
    if (!analysed) return '';
    let best: Span | undefined;
    for (const f of analysed.functions) {
      if (f.start <= offset && offset < f.end && (!best || f.end - f.start < best.end - best.start)) best = f;
    }
    return best ? analysed.text.slice(best.start, best.end) : analysed.text.slice(0, MAX_TOP_LEVEL);
  }

  private ruleFailed(rule: string, error: unknown): void {
    if (this.judgesRoutes) {
      this.trouble = routesFailed(`running ${rule} on them`, error);
      return;
    }
    const note = crash(this.current, `running ${rule} on`, error);
    this.crashes.set(this.current, note);
  }
}

/** The kind of error alone: its words may quote the text under analysis. */
function routesFailed(doing: string, error: unknown): Note {
  const what = error instanceof Error ? error.name : 'an unknown error';
  const message = `Endpoints: ${doing} failed (${what}), so that not all is said of them. Please report this; other findings are not affected.`;
  return { kind: 'crash', message };
}
