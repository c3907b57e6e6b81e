/** `npm test`: brings everything up to date, runs every suite and ends with one line of counts. Arguments choose suites. */
import { existsSync } from 'node:fs';
import { installPackages } from './steps/install.mjs';
import { build, pack } from './steps/product.mjs';
import { run, say, step } from './steps/program.mjs';

/** Every suite that is not a single check ends its output with such a line. */
const COUNTS = /^(\d+) passed, (\d+) failed, (\d+) skipped$/gm;

/** In the order in which they tell most about a mistake. `needs` are made once, when the first suite wants them. */
const SUITES = {
  types: { title: 'Types', single: true, needs: [], script: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  lint: {
    title: 'Format and lint',
    single: true,
    needs: [],
    script: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--max-diagnostics=50'],
  },
  unit: { title: 'Suites in Node', needs: [build], script: ['dist/test/unit.js'] },
  host: { title: "Suites in the editor's extension host", needs: [build], script: ['dist/test/vscode/onHost.js'] },
  screen: { title: 'Suites on the screen of an editor', needs: [build, pack], script: ['dist/test/vscode/onScreen.js'] },
  desktop: { title: 'Extension host suites in a desktop VS Code', needs: [build], script: ['dist/test/vscode/onDesktop.js'] },
};
const USUAL = ['types', 'lint', 'unit', 'host', 'screen'];

const chosen = process.argv.slice(2);
for (const name of chosen) {
  if (Object.hasOwn(SUITES, name)) continue;
  say(`There is no suite ${name}. There are: ${Object.keys(SUITES).join(', ')}.`);
  process.exit(2);
}

const start = Date.now();
await installPackages();

const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
const made = new Set();
for (const name of chosen.length > 0 ? chosen : USUAL) {
  const suite = SUITES[name];
  for (const need of suite.needs) {
    if (!made.has(need)) await need();
    made.add(need);
  }
  const counts = await step(suite.title, () => runSuite(suite));
  for (const key of Object.keys(total)) total[key] += counts[key];
  summary.push(`${suite.title}: ${line(counts)}`);
}

say('');
for (const entry of summary) say(entry);
say(`All in ${((Date.now() - start) / 1000).toFixed(0)} s.`);
say(line(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function runSuite({ title, single, script }) {
  if (!existsSync(script[0])) {
    say(`${script[0]} is missing: nothing was built for "${title}".`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { code, output } = await run(process.execPath, script);
  if (single) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const found = [...output.matchAll(COUNTS)].at(-1)?.slice(1).map(Number);
  if (found === undefined) say(`"${title}" ended with code ${code} and without its counts.`);
  const [passed, failed, skipped] = found ?? [0, 0, 0];
  // A suite that ends badly has failed, whatever it counted.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
