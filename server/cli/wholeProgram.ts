/** Looks at all of a program at once, as listing its endpoints takes: a scope in, what is found and listed out. */
import path from 'node:path';
import type { ScanResult } from '../analyzer/analyzer';
import type { Note } from '../base/finding';
import type { Host } from '../base/host';
import type { RouteList } from '../base/route';
import { listFiles } from '../host/listFiles';
import { createNodeHost } from '../host/nodeHost';
import { IGNORE_RULE } from '../policy/judge';
import { excludedBy } from '../policy/policy';
import { loadPolicy, policyFile } from './configuration';
import { mergeNotes } from './notes';
import { createProgress } from './progress';
import type { Scope } from './scope';
import type { Engine, World } from './world';

export interface WholeProgram {
  readonly findings: ScanResult['findings'];
  readonly list: RouteList;
  readonly notes: readonly Note[];
  readonly files: number;
  readonly host: Host;
}

export interface WholeFlags {
  readonly policy?: string;
  readonly progress: boolean;
}

/** No cache, one thread: everything is kept at hand. Throws when the user interrupts. */
export async function lookAtAll(scope: Scope, flags: WholeFlags, engine: Engine, world: World): Promise<WholeProgram> {
  const { signal } = world;
  const file = flags.policy === undefined ? policyFile(world.cwd, scope.root) : path.resolve(world.cwd, flags.policy);
  const ids = new Set([...engine.rules.map(({ id }) => id), IGNORE_RULE]);
  const policy = loadPolicy(world.cwd, scope.root, { file, isNamed: flags.policy !== undefined }, ids);
  const host = createNodeHost(scope.root);
  const listed = await listFiles(scope.root, { accepts: engine.accepts, paths: scope.paths, signal });
  const files = listed.files.filter((one) => excludedBy(policy, one) === undefined);
  const progress = createProgress(flags.progress && world.err.isTerminal ? world.err : undefined);
  const analyzer = await engine.createAnalyzer({ host, policy, baseline: undefined, cache: undefined, crew: undefined });
  try {
    const result = await analyzer.scan({ files, signal, onProgress: progress.show, forFixes: true });
    signal.throwIfAborted();
    const read = files.flatMap((one) => host.notes.get(one) ?? []);
    const excluded = listed.files.length - files.length;
    const left: readonly Note[] =
      excluded === 0 ? [] : [{ kind: 'info', message: `The policy excludes ${excluded} ${excluded === 1 ? 'file' : 'files'}.` }];
    const notes = mergeNotes([...listed.notes, ...left, ...read], result.notes);
    return { findings: result.findings, list: analyzer.routes(), notes, files: files.length, host };
  } finally {
    progress.clear();
    analyzer.dispose();
  }
}
