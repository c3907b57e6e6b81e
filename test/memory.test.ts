/** Thousands of analyses in one process leave memory as it was: nothing is kept of texts that are gone. */
import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const MB = 2 ** 20;

describe('memory', function () {
  this.timeout(300_000);

  for (const { about, way, rounds } of [
    // Seven analyses a round, and three.
    { about: '2,000 analyses of files that are edited', way: 'edits', rounds: 320 },
    { about: '2,000 analyses of files that change on disk', way: 'scans', rounds: 720 },
    { about: '200 analyzers', way: 'analyzers', rounds: 200 },
  ]) {
    it(`is flat after ${about}`, async () => {
      const script = path.join(__dirname, 'manyAnalyses.js');
      const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, way, String(rounds)]);
      const held = JSON.parse(stdout) as { heap: number; wasm: number }[];
      const [, , warm] = held;
      const last = held.at(-1);
      assert.ok(warm && last);
      const shown = held.map(({ heap, wasm }) => `${(heap / MB).toFixed(1)} + ${(wasm / MB).toFixed(1)} MB`).join(', ');
      assert.equal(last.wasm, warm.wasm, `the parser's memory grows: ${shown}`);
      // One tree, text or module kept for each analysis would be ten times this.
      assert.ok(last.heap < warm.heap + MB, `the heap grows: ${shown}`);
    });
  }
});
