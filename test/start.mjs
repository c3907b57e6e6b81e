/** `npm start [FOLDER]`: builds everything, scans the folder and opens it in an editor with the guard at work. `-- --no-editor` stops after the scan. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { installPackages } from './steps/install.mjs';
import { build, pack } from './steps/product.mjs';
import { ROOT, run, say, step, stopUnless } from './steps/program.mjs';

const DEMONSTRATION = 'test/workspaces/shop';

const options = process.argv.slice(2).filter((word) => word.startsWith('-'));
const folders = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = options.filter((option) => option !== '--no-editor');
if (unknown.length > 0 || folders.length > 1) {
  refuse(
    `${unknown.length > 0 ? `There is no option ${unknown[0]}.` : 'One folder at a time.'} Usage: npm start [FOLDER] [-- --no-editor]`,
  );
}
// npm runs us in the project's folder and keeps where the person stands in INIT_CWD.
const folder = folders.length === 0 ? path.join(ROOT, DEMONSTRATION) : path.resolve(process.env.INIT_CWD ?? process.cwd(), folders[0]);
if (!existsSync(folder) || !statSync(folder).isDirectory()) refuse(`${folder} is not a folder.`);

const start = Date.now();
await installPackages();
await build();
await step(`Scanning ${folder}`, async () => {
  const { code } = await run(process.execPath, ['dist/cli.js', 'scan', folder]);
  // 1 means that flaws were found: that is what a scan is for.
  if (code > 1) stopUnless({ code }, 'The scan did not get through.');
});
say(`Ready after ${((Date.now() - start) / 1000).toFixed(0)} s.`);
if (!options.includes('--no-editor')) {
  await pack();
  const copy = folders.length === 0 ? ['--copy'] : [];
  await step('Opening an editor', async () => {
    const opened = await run(process.execPath, ['dist/test/vscode/open.js', folder, ...copy]);
    stopUnless(opened, 'No editor could be opened.');
  });
}

function refuse(sentence) {
  say(sentence);
  process.exit(2);
}
