/** From a scope to a report: list, read, analyse, and keep what was asked for. */
import path from 'node:path';
import type { Analyzer, ScanResult } from '../analyzer/analyzer';
import { CONFIDENCES, type Confidence, type Finding, type Note } from '../base/finding';
import { buildOf, type DiskCache, defaultCacheFolder, openDiskCache } from '../host/diskCache';
import { changedSince } from '../host/git';
import { listFiles } from '../host/listFiles';
import { createNodeHost, isBelow } from '../host/nodeHost';
import { cores } from '../host/process';
import { pathRole } from '../policy/pathRole';
import { excludedBy } from '../policy/policy';
import { printable } from '../report/printable';
import type { Report, ReportFix } from '../report/report';
import type { Configuration } from './configuration';
import { hireCrew, LEAST_WORK } from './crew';
import { mergeNotes } from './notes';
import { createProgress } from './progress';
import type { Scope } from './scope';
import { type Engine, UsageError, type World } from './world';

export interface Wish {
  readonly minConfidence: Confidence;
  readonly changedSince?: string;
  readonly progress: boolean;
  readonly verbose: boolean;
  readonly withFixes: boolean;
  readonly jobs?: number;
  /** False: none. */
  readonly cache?: string | false;
}

/** The report holds suppressed findings as well. Throws when the user interrupts. */
export async function analyse(
  scope: Scope,
  { policy, baseline }: Configuration,
  wish: Wish,
  engine: Engine,
  world: World,
): Promise<Report> {
  const { signal } = world;
  const host = createNodeHost(scope.root);
  const listed = await listFiles(scope.root, { accepts: engine.accepts, paths: scope.paths, signal });
  const files = listed.files.filter((file) => excludedBy(policy, file) === undefined);
  const changed = wish.changedSince === undefined ? undefined : await changes(scope.root, wish.changedSince, files);
  if (wish.verbose) world.err.write(`Analysing ${count(files.length)} in ${printable(scope.root)}\n`);
  const progress = createProgress(wish.progress && world.err.isTerminal ? world.err : undefined);
  const cache = cacheOf(scope, wish, world);
  const jobs = wish.jobs ?? Math.min(MAX_JOBS, cores());
  // Whoever names a number gets it.
  const leastWork = wish.jobs === undefined ? LEAST_WORK : 0;
  const crew = world.bundle !== undefined && jobs > 1 ? hireCrew(world.bundle, scope.root, jobs, leastWork) : undefined;
  const analyzer = await engine.createAnalyzer({ host, policy, baseline, cache, crew });
  let result: ScanResult;
  let findings: readonly Finding[];
  let fixes: Report['fixes'] = new Map();
  let trouble: string | undefined;
  signal.addEventListener('abort', () => void crew?.close());
  try {
    const isPart = scope.paths.some((one) => one !== scope.root);
    result = await analyzer.scan({ files, signal, onProgress: progress.show, forFixes: wish.withFixes, isPart });
    signal.throwIfAborted();
    findings = result.findings.filter((finding) => isWanted(finding, wish.minConfidence, changed));
    if (wish.withFixes) fixes = new Map(findings.map((finding) => [finding.fingerprint, fixesOf(analyzer, finding)]));
  } finally {
    progress.clear();
    analyzer.dispose();
    await crew?.close();
    trouble = cache?.close();
  }
  const read = files.flatMap((file) => host.notes.get(file) ?? []);
  const notes = mergeNotes([...listed.notes, ...leftOut(listed.files, files), ...read, ...notKept(trouble)], result.notes);
  return {
    version: engine.version,
    rules: engine.rules,
    findings,
    suppressed: findings.filter(({ suppressed }) => suppressed !== undefined).length,
    notes,
    files: files.length - notUsed(files, notes),
    lines: result.lines,
    prefix: scope.prefix,
    textOf: (file) => host.readText(file),
    fixes,
  };
}

/** Threads that analyse, unless more are asked for. */
const MAX_JOBS = 4;

/** Never inside what is scanned, unless it is asked for there. */
function cacheOf(scope: Scope, wish: Wish, world: World): DiskCache | undefined {
  if (wish.cache === false || world.bundle === undefined) return undefined;
  const folder = wish.cache === undefined ? defaultCacheFolder(world.env) : path.resolve(world.cwd, wish.cache);
  if (folder === undefined || (wish.cache === undefined && isBelow(scope.root, folder))) return undefined;
  return openDiskCache({ folder, root: scope.root, build: buildOf(world.bundle) });
}

function notKept(trouble: string | undefined): Note[] {
  if (trouble === undefined) return [];
  return [{ kind: 'info', message: `Results could not be kept for the next scan (${trouble}); \`--cache\` names another folder.` }];
}

/** Each is tried on a copy first, which takes its time. */
function fixesOf(analyzer: Analyzer, finding: Finding): readonly ReportFix[] {
  if (finding.suppressed !== undefined) return [];
  return analyzer
    .fixes(finding.file, finding.span)
    .filter((fix) => fix.kind !== 'ignore' && fix.finding.fingerprint === finding.fingerprint)
    .map(({ title, edits }) => ({ title, edits }));
}

/** A change in one file can open a hole in another, so every place on the way counts. */
function isWanted(finding: Finding, least: Confidence, changed: ReadonlySet<string> | undefined): boolean {
  if (CONFIDENCES.indexOf(finding.confidence) > CONFIDENCES.indexOf(least)) return false;
  return changed === undefined || changed.has(finding.file) || finding.steps.some(({ file }) => changed.has(file));
}

/** What was not judged on purpose, so that a quiet report is not taken for more than it is. */
function leftOut(listed: readonly string[], files: readonly string[]): Note[] {
  const excluded = listed.length - files.length;
  const notes: Note[] = excluded === 0 ? [] : [{ kind: 'info', message: `The policy excludes ${count(excluded)}.` }];
  const roles = new Map<string, number>();
  for (const file of files) {
    const role = pathRole(file);
    if (role !== 'source') roles.set(role, (roles.get(role) ?? 0) + 1);
  }
  if (roles.size > 0) {
    const parts = [...roles].sort(([a], [b]) => (a < b ? -1 : 1)).map(([role, number]) => `${number} ${role}`);
    notes.push({ kind: 'info', message: `Read but not judged, by their path: ${parts.join(', ')}.` });
  }
  return notes;
}

function notUsed(files: readonly string[], notes: readonly Note[]): number {
  const known = new Set(files);
  const refused = notes.filter(({ kind, file }) => (kind === 'skipped' || kind === 'unreadable') && file !== undefined && known.has(file));
  return new Set(refused.map(({ file }) => file)).size;
}

async function changes(root: string, revision: string, files: readonly string[]): Promise<ReadonlySet<string>> {
  try {
    return await changedSince(root, revision, files);
  } catch (error) {
    throw new UsageError(`--changed-since: ${(error as Error).message}`);
  }
}

function count(number: number): string {
  return `${number} ${number === 1 ? 'file' : 'files'}`;
}
