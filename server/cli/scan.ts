/** `gatehouse scan`: files in, a report and an exit code out. */
import path from 'node:path';
import type { Analyzer, ScanResult } from '../analyzer/analyzer';
import { CONFIDENCES, type Confidence, compareSeverity, type Finding, type Note } from '../base/finding';
import { changedSince } from '../host/git';
import { listFiles } from '../host/listFiles';
import { createNodeHost, type NodeHost } from '../host/nodeHost';
import { milliseconds } from '../host/process';
import { checkWritable, writeFile } from '../host/writeFile';
import { printBaseline } from '../policy/baseline';
import { excludedBy, type FailOn, type Policy } from '../policy/policy';
import { isFailure, type Report } from '../report/report';
import { type Configuration, loadBaseline, loadPolicy, policyFile } from './configuration';
import { mergeNotes } from './notes';
import { createProgress } from './progress';
import { closingLine, render } from './render';
import { type Scope, scopeOf } from './scope';
import { type Engine, EXIT, UsageError, type World } from './world';

export interface ScanFlags {
  readonly format: 'text' | 'json' | 'sarif';
  readonly output?: string;
  readonly failOn?: FailOn;
  readonly minConfidence: Confidence;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly changedSince?: string;
  readonly policy?: string;
  readonly showSuppressed: boolean;
  readonly progress: boolean;
  readonly verbose: boolean;
}

/** Throws UsageError for what the user has to put right; nothing has been written then. */
export async function scan(named: readonly string[], flags: ScanFlags, world: World): Promise<number> {
  const scope = scopeOf(world.cwd, named);
  for (const file of [flags.output, flags.writeBaseline]) if (file !== undefined) mustBeWritable(world, file);
  const engine = await world.loadEngine();
  const configuration = configure(scope, flags, engine, world);
  const host = createNodeHost(scope.root);
  const { report, elapsed } = await analyse(scope, host, configuration, flags, engine, world);
  if (flags.writeBaseline !== undefined) {
    return writeBaseline(flags.writeBaseline, report, world);
  }
  const text = render({ ...report, findings: shown(report.findings, flags) }, flags, world, { scope, elapsed });
  if (flags.output === undefined) {
    world.out.write(text);
  } else {
    save(world, flags.output, text);
    world.err.write(closingLine(report, flags.output));
  }
  return exitCode(report, flags.failOn ?? configuration.policy.failOn ?? 'high');
}

function configure(scope: Scope, flags: ScanFlags, engine: Engine, world: World): Configuration {
  const ruleIds = new Set(engine.rules.map(({ id }) => id));
  const file = flags.policy === undefined ? policyFile(world.cwd, scope.root) : path.resolve(world.cwd, flags.policy);
  return {
    policy: loadPolicy(world.cwd, scope.root, file, ruleIds),
    baseline: flags.baseline === undefined ? undefined : loadBaseline(world.cwd, flags.baseline),
  };
}

interface Analysis {
  readonly report: Report;
  /** Milliseconds. */
  readonly elapsed: number;
}

async function analyse(
  scope: Scope,
  host: NodeHost,
  { policy, baseline }: Configuration,
  flags: ScanFlags,
  engine: Engine,
  world: World,
): Promise<Analysis> {
  const began = milliseconds();
  const { signal } = world;
  const listed = await listFiles(scope.root, { accepts: engine.accepts, paths: scope.paths, signal });
  const { files, notes } = withoutExcluded(listed.files, policy);
  const changed = flags.changedSince === undefined ? undefined : await changes(scope.root, flags.changedSince, files);
  const progress = createProgress(flags.progress && world.err.isTerminal ? world.err : undefined);
  let analyzer: Analyzer | undefined;
  try {
    analyzer = await engine.createAnalyzer({ host, policy, baseline });
    const result = await analyzer.scan({ files, signal, onProgress: progress.show });
    signal.throwIfAborted();
    const read = files.flatMap((file) => host.notes.get(file) ?? []);
    return {
      report: assemble(result, [...listed.notes, ...notes, ...read], changed, scope, host, flags, engine),
      elapsed: milliseconds() - began,
    };
  } finally {
    progress.clear();
    analyzer?.dispose();
  }
}

function assemble(
  result: ScanResult,
  notes: readonly Note[],
  changed: ReadonlySet<string> | undefined,
  scope: Scope,
  host: NodeHost,
  flags: ScanFlags,
  engine: Engine,
): Report {
  const least = CONFIDENCES.indexOf(flags.minConfidence);
  const findings = result.findings.filter(
    (finding) => CONFIDENCES.indexOf(finding.confidence) <= least && (changed === undefined || involves(finding, changed)),
  );
  return {
    version: engine.version,
    rules: engine.rules,
    findings,
    suppressed: findings.filter(({ suppressed }) => suppressed !== undefined).length,
    notes: mergeNotes(notes, result.notes),
    files: result.files,
    lines: result.lines,
    prefix: scope.prefix,
    textOf: (file) => host.readText(file),
  };
}

/** A change in one file can open a hole in another, so every place on the way counts. */
function involves(finding: Finding, changed: ReadonlySet<string>): boolean {
  return changed.has(finding.file) || finding.steps.some(({ file }) => changed.has(file));
}

function withoutExcluded(files: readonly string[], policy: Policy): { readonly files: readonly string[]; readonly notes: readonly Note[] } {
  const kept = files.filter((file) => excludedBy(policy, file) === undefined);
  const left = files.length - kept.length;
  return {
    files: kept,
    notes: left === 0 ? [] : [{ kind: 'info', message: `The policy excludes ${left} ${left === 1 ? 'file' : 'files'}.` }],
  };
}

async function changes(root: string, revision: string, files: readonly string[]): Promise<ReadonlySet<string>> {
  try {
    return await changedSince(root, revision, files);
  } catch (error) {
    throw new UsageError(`--changed-since: ${(error as Error).message}`);
  }
}

function shown(findings: readonly Finding[], flags: ScanFlags): readonly Finding[] {
  return flags.showSuppressed ? findings : findings.filter(({ suppressed }) => suppressed === undefined);
}

/** Findings come first: they are true whatever else went wrong, and the report tells of both. */
function exitCode(report: Report, failOn: FailOn): number {
  const fails = report.findings.some(
    ({ severity, suppressed }) => suppressed === undefined && failOn !== 'never' && compareSeverity(severity, failOn) <= 0,
  );
  if (fails) return EXIT.findings;
  return report.notes.some(isFailure) ? EXIT.failed : EXIT.clean;
}

function writeBaseline(file: string, report: Report, world: World): number {
  const known = report.findings.filter(({ suppressed }) => suppressed === undefined || suppressed.by === 'baseline');
  save(world, file, printBaseline(known));
  world.err.write(`Wrote a baseline of ${known.length} ${known.length === 1 ? 'finding' : 'findings'} to ${file}.\n`);
  return report.notes.some(isFailure) ? EXIT.failed : EXIT.clean;
}

function mustBeWritable(world: World, file: string): void {
  try {
    checkWritable(path.resolve(world.cwd, file));
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function save(world: World, file: string, text: string): void {
  try {
    writeFile(path.resolve(world.cwd, file), text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function cannotWrite(file: string, error: unknown): UsageError {
  return new UsageError(`cannot write ${JSON.stringify(file)} (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
}
