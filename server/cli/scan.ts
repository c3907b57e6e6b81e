/** `gatehouse scan`: files in, a report and an exit code out. */
import path from 'node:path';
import { type Confidence, compareSeverity, type Finding } from '../base/finding';
import { milliseconds } from '../host/process';
import { printBaseline } from '../policy/baseline';
import { IGNORE_RULE } from '../policy/judge';
import type { FailOn } from '../policy/policy';
import { isFailure, type Report } from '../report/report';
import { analyse } from './analyse';
import { type Configuration, loadBaseline, loadPolicy, policyFile } from './configuration';
import { mustBeWritable, save } from './output';
import { closingLine, render } from './render';
import { type Scope, scopeOf } from './scope';
import { type Engine, EXIT, type World } from './world';

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
  readonly withFixes: boolean;
  readonly jobs?: number;
  /** False: none. */
  readonly cache?: string | false;
  readonly progress: boolean;
  readonly verbose: boolean;
}

/** Throws UsageError for what the user has to put right; nothing has been written then. */
export async function scan(named: readonly string[], flags: ScanFlags, world: World): Promise<number> {
  const scope = scopeOf(world.cwd, named);
  for (const file of [flags.output, flags.writeBaseline]) if (file !== undefined) mustBeWritable(world, file);
  const engine = await world.loadEngine();
  const configuration = configure(scope, flags, engine, world);
  const began = milliseconds();
  const report = await analyse(scope, configuration, flags, engine, world);
  const elapsed = milliseconds() - began;
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
  const ruleIds = new Set([...engine.rules.map(({ id }) => id), IGNORE_RULE]);
  const file = flags.policy === undefined ? policyFile(world.cwd, scope.root) : path.resolve(world.cwd, flags.policy);
  return {
    policy: loadPolicy(world.cwd, scope.root, { file, isNamed: flags.policy !== undefined }, ruleIds),
    baseline: flags.baseline === undefined ? undefined : loadBaseline(world.cwd, flags.baseline),
  };
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
