/** Two programs of many files, whose flaws each go through several of them: all are found, and the mended twins are silent. */
import { strict as assert } from 'node:assert';
import { flawsFound, flawsListed, workspaceTexts } from './harness/workspace';

/** Listed flaws that are not found yet, each with its reason. */
const MISSING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  freight: {
    'apps/api/src/labels/printing.ts:9 injection-command': 'listeners that the program itself keeps are not called',
  },
};
for (const name of ['clinic', 'freight']) {
  describe(`the program ${name}`, () => {
    it('has many files and flaws', () => {
      assert.ok(sourcesOf(name).length >= 15);
      assert.ok(flawsListed(name).length >= 8);
    });

    it('does not tell the analysis where to look', () => {
      for (const [file, text] of Object.entries(workspaceTexts(name))) assert.doesNotMatch(text, /gatehouse|insecure|vulnerab|flaw/i, file);
    });

    it('shows the flaws of its README and no others', async () => {
      const missing = Object.keys(MISSING[name] ?? {});
      const expected = flawsListed(name).filter((flaw) => !missing.includes(flaw));
      assert.deepEqual(await flawsFound(workspaceTexts(name)), expected);
    });

    it('has a mended twin of the same files, which is silent', async () => {
      const twin = `${name}-fixed`;
      assert.deepEqual(Object.keys(workspaceTexts(twin)), Object.keys(workspaceTexts(name)));
      assert.deepEqual(await flawsFound(workspaceTexts(twin)), []);
    });
  });
}

describe('two files that import one another', () => {
  it('are followed back and forth, however often', async () => {
    const times = 8;
    const hop = (from: number, other: string): string => `export function step${from}(text) {\n  ${other}.step${from + 1}(text);\n}\n`;
    const steps = Array.from({ length: times }, (_, i) => i);
    const even = steps.map((i) => hop(2 * i, 'odd'));
    const odd = steps.slice(0, -1).map((i) => hop(2 * i + 1, 'even'));
    const texts = {
      'even.js': `import * as odd from './odd.js';\n${even.join('')}`,
      'odd.js': `import * as even from './even.js';\nimport { exec } from 'node:child_process';\n${odd.join('')}export function step${2 * times - 1}(text) {\n  exec(text);\n}\n`,
      'server.js':
        "import express from 'express';\nimport { step0 } from './even.js';\nexpress().get('/', (req, res) => {\n  step0(req.query.text);\n});\n",
    };
    assert.deepEqual(await flawsFound(texts), ['odd.js:25 injection-command']);
  });
});

function sourcesOf(name: string): string[] {
  return Object.keys(workspaceTexts(name)).filter((file) => /\.[jt]s$/.test(file));
}
