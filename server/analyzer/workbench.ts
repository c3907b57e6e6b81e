/** Analyses files for a scan and keeps nothing: what comes of each is bytes, of which it later reads what it needs again. */
import type { Finding, Note } from '../base/finding';
import type { Host } from '../base/host';
import { Program, type ProgramOptions } from '../engine/program';
import { languageOf } from '../languages';
import type { Rule } from '../rules/rule';
import { SCAN_TEXT_LIMIT } from '../syntax/fitness';
import { SCAN_BUDGET, type Syntax } from '../syntax/syntax';
import { type AnalysedFile, crash, Files } from './files';
import { encodeOutcome, type RawFinding } from './outcome';
import { Pairs } from './pairs';
import { RuleRunner } from './ruleRunner';

/** What has come of a file; plain data, which may come from another thread. */
export interface Finished {
  readonly file: string;
  /** See `decodeOutcome`; undefined when there is no such file. */
  readonly outcome: Uint8Array | undefined;
  /** See `Program.save`. */
  readonly record: Uint8Array | undefined;
}

export interface WorkbenchParts extends Pick<ProgramOptions, 'catalogs' | 'names'> {
  readonly host: Host;
  readonly syntax: Syntax;
  readonly rules: readonly Rule[];
  readonly digest: (text: string) => string;
}

export class Workbench {
  readonly program: Program;
  private readonly files: Files;
  private readonly runner: RuleRunner;
  private finished: Finished[] = [];
  /** Files that were finished since `finish` was called; these are not yet among the others' records. */
  private readonly fresh = new Map<string, Uint8Array | undefined>();
  private readonly failures = new Map<string, Note>();
  private current = '';

  /** `recordOf`: the record of a file that was finished before, `null` when it left none, undefined when it was not. */
  constructor(
    private readonly parts: WorkbenchParts,
    recordOf: (file: string) => Uint8Array | null | undefined,
  ) {
    const pairs = new Pairs(parts.rules);
    this.runner = new RuleRunner(parts.rules, pairs, (rule, error) => {
      this.failures.set(this.current, crash(this.current, `running ${rule} on`, error));
    });
    this.program = new Program({
      catalogs: parts.catalogs,
      languageOf: (file) => languageOf(file)?.id ?? '',
      names: parts.names,
      relevance: pairs,
      resolve: (file, module) => this.files.resolve(file, module),
      judgeCall: (call, env) => {
        this.current = call.site.file;
        return this.runner.judgeCall(call, env);
      },
      recall: (file) => (this.fresh.has(file) ? this.fresh.get(file) : (recordOf(file) ?? undefined)),
    });
    this.files = new Files(this.program, {
      host: parts.host,
      syntax: parts.syntax,
      limit: SCAN_TEXT_LIMIT,
      budget: SCAN_BUDGET,
      shelf: {
        has: (file) => this.fresh.has(file) || recordOf(file) !== undefined,
        take: (group) => this.take(group),
      },
    });
  }

  /** Analyses these files, and what they import where that has not been done. */
  finish(files: readonly string[]): readonly Finished[] {
    this.finished = [];
    for (const file of files) {
      if (this.fresh.has(file)) continue;
      this.files.analyse(file);
      if (!this.fresh.has(file)) this.finished.push({ file, outcome: undefined, record: undefined });
    }
    this.fresh.clear();
    this.program.shrink();
    return this.finished;
  }

  private take(group: readonly AnalysedFile[]): void {
    const names = group.map((g) => g.file).sort();
    // All of them first: a record may be read again only when the group is complete.
    const unsaved = new Map<string, Note>();
    for (const { file } of group) {
      this.fresh.set(file, undefined);
      try {
        this.fresh.set(file, this.program.save(file));
      } catch (error) {
        unsaved.set(file, crash(file, 'keeping what importers can see of', error));
      }
    }
    for (const { file } of group) this.program.forget(file);
    for (const analysed of group) this.finished.push(this.finishedOf(analysed, names, unsaved.get(analysed.file)));
  }

  private finishedOf(analysed: AnalysedFile, group: readonly string[], unsaved: Note | undefined): Finished {
    const { file, result } = analysed;
    this.current = file;
    const reports = (result?.reports ?? []).map((report) => raw(this.runner.fromReport(report)));
    for (const { site, value, name } of result?.credentials ?? []) {
      if (typeof value !== 'string') continue;
      const literal = { file: site.file, span: site.at, value, name, use: 'argument', sink: 'credential' } as const;
      reports.push(...this.runner.fromLiteral(literal).map(raw));
    }
    const literals = analysed.literals.flatMap((literal) => this.runner.fromLiteral(literal).map(raw));
    const failure = this.failures.get(file);
    this.failures.delete(file);
    const outcome = encodeOutcome({
      file,
      digest: this.parts.digest(analysed.text),
      role: analysed.role,
      lines: analysed.lines.lineCount,
      notes: unsaved ? [...analysed.notes, unsaved] : analysed.notes,
      isAnalysed: result !== undefined,
      failure,
      flows: result?.flows ?? [],
      reports,
      literals,
      settings: result?.settings ?? 0,
      functions: analysed.functions,
      comments: analysed.comments,
      imports: analysed.imports,
      group,
      asked: [...(result?.asked ?? [])].filter((other) => !group.includes(other)).sort(),
    });
    return { file, outcome, record: this.fresh.get(file) };
  }
}

function raw({ rule, severity, confidence, file, span, message }: Finding): RawFinding {
  return { rule, severity, confidence, file, span, message };
}
