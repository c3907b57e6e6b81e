/** `gatehouse stats`: a folder in, how much there is of each language and how much of it is understood out. */
import type { TextStats } from '../analyzer/stats';
import { listFiles } from '../host/listFiles';
import { createNodeHost } from '../host/nodeHost';
import { type LanguageStats, statsJson, statsText } from '../report/stats';
import { scopeOf } from './scope';
import { EXIT, type World } from './world';

export interface StatsFlags {
  readonly format: 'text' | 'json';
}

/** Throws UsageError for what the user has to put right. */
export async function stats(named: readonly string[], flags: StatsFlags, world: World): Promise<number> {
  const scope = scopeOf(world.cwd, named);
  const engine = await world.loadEngine();
  const host = createNodeHost(scope.root);
  const listed = await listFiles(scope.root, { accepts: engine.accepts, paths: scope.paths, signal: world.signal });
  const statsOf = await engine.createStats();
  const gathered = new Map<string, Gathered>();
  for (const file of listed.files) {
    world.signal.throwIfAborted();
    const text = host.readText(file);
    const one = text === undefined ? undefined : statsOf(file, text);
    if (!one) continue;
    const known = gathered.get(one.language) ?? new Gathered(one.language);
    gathered.set(one.language, known);
    known.add(one);
  }
  const languages = [...gathered.values()].sort((a, b) => (a.language < b.language ? -1 : 1)).map((g) => g.stats);
  const report = { version: engine.version, languages };
  world.out.write(flags.format === 'json' ? statsJson(report) : statsText(report));
  return EXIT.clean;
}

/** Sums up the files of one language. */
class Gathered {
  private files = 0;
  private lines = 0;
  private nodes = 0;
  private damaged = 0;
  private skipped = 0;
  private readonly unknown = new Map<string, number>();

  constructor(readonly language: string) {}

  add(one: TextStats): void {
    this.files++;
    this.lines += one.lines;
    this.nodes += one.nodes;
    if (one.isDamaged) this.damaged++;
    if (one.isSkipped) this.skipped++;
    for (const [type, times] of Object.entries(one.unknown)) this.unknown.set(type, (this.unknown.get(type) ?? 0) + times);
  }

  get stats(): LanguageStats {
    const { language, files, lines, nodes, damaged, skipped } = this;
    const unknown = [...this.unknown].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return { language, files, lines, nodes, damaged, skipped, unknown };
  }
}
