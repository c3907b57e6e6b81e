/** `gatehouse routes`: a folder in, the list of its endpoints out. */
import { routesCycloneDx } from '../report/cyclonedx';
import { isFailure } from '../report/report';
import { type RoutesReport, routesJson, routesTable } from '../report/routes';
import { mustBeWritable, save } from './output';
import { hasColor, shownPrefix } from './render';
import { type Scope, scopeOf } from './scope';
import { lookAtAll } from './wholeProgram';
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
  const { list, notes, files, host } = await lookAtAll(scope, flags, engine, world);
  return { version: engine.version, ...list, notes, files, prefix: scope.prefix, textOf: (one) => host.readText(one) };
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
