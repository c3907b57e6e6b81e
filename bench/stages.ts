/** Processor time of each stage of a scan, taken while the scan runs as it is shipped. Prints JSON: corpus → lines, milliseconds by stage. */
import { Program } from '../server/engine/program';
import { LANGUAGES } from '../server/languages';
import { LoadedGrammar } from '../server/syntax/grammar';
import { corpora } from './corpora';
import { analyzerOver, countLines, shippedSyntax, type Texts } from './product';

const [lines, rounds] = process.argv.slice(2).map(Number);

export type Stage = 'parse' | 'flatten' | 'lower' | 'flow';
const spent: Record<Stage, number> = { parse: 0, flatten: 0, lower: 0, flow: 0 };

/** Everything the method does is added to the stage. None of the four is ever run inside another. */
function time(owner: object, method: string, stage: Stage): void {
  const methods = owner as Record<string, (...args: unknown[]) => unknown>;
  const original = methods[method];
  methods[method] = function (this: unknown, ...args) {
    const before = process.cpuUsage();
    try {
      return original.apply(this, args);
    } finally {
      const { user, system } = process.cpuUsage(before);
      spent[stage] += (user + system) / 1000;
    }
  };
}

time(LoadedGrammar.prototype, 'parse', 'parse');
time(LoadedGrammar.prototype, 'flatten', 'flatten');
time(Program.prototype, 'add', 'flow');
for (const language of LANGUAGES) time(language, 'lower', 'lower');

async function main(): Promise<void> {
  const syntax = await shippedSyntax();
  const scan = async (texts: Texts): Promise<number> => {
    for (const stage of Object.keys(spent) as Stage[]) spent[stage] = 0;
    const before = process.cpuUsage();
    const analyzer = analyzerOver(syntax, texts, 'scan');
    await analyzer.scan({ files: [...texts.keys()] });
    analyzer.dispose();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const out: Record<string, object> = {};
  for (const [name, texts] of Object.entries(corpora(lines))) {
    await scan(texts);
    let best: { total: number } | undefined;
    for (let round = 0; round < rounds; round++) {
      const total = await scan(texts);
      // All figures of a row come from one round, the least disturbed one.
      if (!best || total < best.total) best = { total, ...spent };
    }
    out[name] = { files: texts.size, lines: countLines(texts), ...best };
  }
  process.stdout.write(JSON.stringify(out));
}

void main();
