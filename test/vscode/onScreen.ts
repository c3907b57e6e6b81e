/** Runs the suites of test/vscode/screen: they sit at the editor's window as a person does, with the packed extension installed. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { builtSuites, runMocha } from '../harness/runMocha';
import { carriedCode } from './carriedCode';
import { chromium } from './chromium';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  if (!existsSync('gatehouse.vsix')) throw new Error('gatehouse.vsix is missing: run `npm run package` first.');
  // Here, so that installing does not count against the time of a test.
  await carriedCode(say);
  await chromium(say);
  return runMocha(builtSuites(path.join(__dirname, 'screen')), { timeout: 180_000, jobs: 1, print: say });
}

main().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
