/** `gatehouse routes`: a folder in, the list of its endpoints out. */
import path from 'node:path';
import { listFiles } from '../host/listFiles';
import { createNodeHost } from '../host/nodeHost';
import { excludedBy } from '../policy/policy';
import { routesCycloneDx } from '../report/cyclonedx';
import { isFailure } from '../report/report';
import { type RoutesReport, routesJson, routesTable } from '../report/routes';
import { loadPolicy, policyFile } from './configuration';
import { mergeNotes } from './notes';
import { mustBeWritable, save } from './output';
import { createProgress } from './progress';
import { hasColor, shownPrefix } from './render';
import { type Scope, scopeOf } from './scope';
import { type Engine, EXIT, type World } from './world';

export interface RoutesFlags {
  readonly format: 'table' | 'json' | 'cyclonedx';
  readonly output?: string;
  readonly policy?: string;
  readonly progress: boolean;
  readonly verbose: boolean;
}

const COLUMNS = 120;

/** Throws UsageError for what the user has to put right; nothing has been written then. */
export async function routes(named: string | undefined, flags: RoutesFlags, world: World): Promise<number> {
  const scope = scopeOf(world.cwd, named === undefined ? [] : [named]);
  if (flags.output !== undefined) mustBeWritable(world, flags.output);
  const engine = await world.loadEngine();
  const report = await take(scope, flags, engine, world);
  const text = render(report, scope, flags, world);
  if (flags.output === undefined) world.out.write(text);
  else {
    save(world, flags.output, text);
    const count = report.routes.length;
    world.err.write(
      `${count} ${count === 1 ? 'endpoint' : 'endpoints'} in ${report.files} ${report.files === 1 ? 'file' : 'files'}; the list is in ${flags.output}.\n`,
    );
  }
  return report.notes.some(isFailure) ? EXIT.failed : EXIT.clean;
}

async function take(scope: Scope, flags: RoutesFlags, engine: Engine, world: World): Promise<RoutesReport> {
  const { signal } = world;
  const file = flags.policy === undefined ? policyFile(world.cwd, scope.root) : path.resolve(world.cwd, flags.policy);
  const policy = loadPolicy(
    world.cwd,
    scope.root,
    { file, isNamed: flags.policy !== undefined },
    new Set(engine.rules.map(({ id }) => id)),
  );
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
    const notes = mergeNotes(
      [
        ...listed.notes,
        ...(excluded === 0
          ? []
          : [{ kind: 'info' as const, message: `The policy excludes ${excluded} ${excluded === 1 ? 'file' : 'files'}.` }]),
        ...read,
      ],
      result.notes,
    );
    return {
      version: engine.version,
      ...analyzer.routes(),
      notes,
      files: files.length,
      prefix: scope.prefix,
      textOf: (one) => host.readText(one),
    };
  } finally {
    progress.clear();
    analyzer.dispose();
  }
}

function render(report: RoutesReport, scope: Scope, flags: RoutesFlags, world: World): string {
  if (flags.format === 'json') return routesJson(report);
  if (flags.format === 'cyclonedx') return routesCycloneDx(report);
  const toTerminal = flags.output === undefined;
  return routesTable(
    { ...report, prefix: shownPrefix(scope, world) },
    {
      color: toTerminal && hasColor(world),
      verbose: flags.verbose,
      columns: toTerminal && world.out.isTerminal ? Math.max(80, world.out.columns) : COLUMNS,
    },
  );
}
