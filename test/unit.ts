/** Runs every suite that needs no editor: all built suites outside test/vscode. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { builtSuites, runMocha } from './harness/runMocha';

async function main(): Promise<void> {
  const editor = path.join(__dirname, 'vscode') + path.sep;
  const files = builtSuites(__dirname).filter((file) => !file.startsWith(editor));
  // One test alone is found sooner in one process.
  const jobs = process.env.GREP ? 1 : Math.min(availableParallelism(), 4);
  const passed = await runMocha(files, { timeout: 60_000, jobs, print: (line) => process.stdout.write(`${line}\n`) });
  // Not left to chance: a suite that forgot to close something must not hold up the rest.
  process.exit(passed ? 0 : 1);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
