/** Runs Mocha over built suites and ends with the line of counts that `npm test` adds up. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

export interface Run {
  /** Milliseconds one test may take. */
  readonly timeout: number;
  /** Where the report goes, a line at a time. */
  readonly print: (line: string) => void;
  /** Processes that run files at the same time; 1 where files share something. */
  readonly jobs: number;
}

/** Files of built suites at or below `folder`, sorted. */
export function builtSuites(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js'))
    .sort()
    .map((file) => path.join(folder, file));
}

/** True when something ran and nothing failed. */
export async function runMocha(files: readonly string[], { timeout, print, jobs }: Run): Promise<boolean> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout, color: false, parallel: jobs > 1, jobs, ...grep() });
  for (const file of files) mocha.addFile(file);
  const base = Mocha.reporters.Base as unknown as { consoleLog: (...words: unknown[]) => void };
  const before = base.consoleLog;
  base.consoleLog = (...words) => print(format(...words));
  try {
    const stats = await new Promise<Mocha.Stats>((resolve) => {
      const runner = mocha.run(() => resolve(runner.stats!));
    });
    print(`${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`);
    return stats.failures === 0 && stats.passes > 0;
  } finally {
    base.consoleLog = before;
  }
}

/** `GREP=words npm run test:unit` runs only the tests whose full title contains them. */
function grep(): { grep?: string } {
  return process.env.GREP ? { grep: process.env.GREP } : {};
}
