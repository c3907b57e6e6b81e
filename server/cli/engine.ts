/** The analysis as it is shipped. Loaded only by the commands that need it. */
import { version } from '../../package.json';
import { createAnalyzer, createWorkbench } from '../analyzer/create';
import type { CrewTask } from '../analyzer/crew';
import { Records } from '../analyzer/records';
import { statsOf } from '../analyzer/stats';
import { digestOf } from '../host/diskCache';
import { loadGrammars } from '../host/grammars';
import { createNodeHost } from '../host/nodeHost';
import { serveTasks } from '../host/pool';
import { milliseconds, today } from '../host/process';
import { languageOf } from '../languages';
import { rules } from '../rules';
import { loadSyntax, type Syntax } from '../syntax/syntax';
import type { Engine } from './world';

/** `warn` gets a line for whoever maintains the installation, once at most. */
export function loadEngine(warn: (message: string) => void): Engine {
  return {
    version,
    rules,
    accepts: (file) => languageOf(file) !== undefined,
    async createStats() {
      const syntax = await shippedSyntax(warn);
      return (file, text) => statsOf(syntax, file, text);
    },
    async createAnalyzer({ host, policy, baseline, cache, crew }) {
      const syntax = await shippedSyntax(warn);
      return createAnalyzer({
        host,
        syntax,
        policy,
        today: today(),
        limits: 'scan',
        digest: digestOf,
        ...(baseline === undefined ? {} : { baseline }),
        ...(cache === undefined ? {} : { cache }),
        ...(crew === undefined ? {} : { crew }),
      });
    },
  };
}

/** A further thread of a scan of that root: works until it is ended. */
export async function serveScan(root: string): Promise<void> {
  const records = new Records();
  const syntax = await shippedSyntax(() => {});
  const bench = createWorkbench({ host: createNodeHost(root), syntax, digest: digestOf }, (file) => records.get(file));
  serveTasks((task) => {
    const { files, news } = task as CrewTask;
    records.hear(news);
    return bench.finish(files);
  });
}

function shippedSyntax(warn: (message: string) => void): Promise<Syntax> {
  const grammars = loadGrammars();
  return loadSyntax({ read: (name) => grammars.bytes(name), now: milliseconds, warn });
}
