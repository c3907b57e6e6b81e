/** Runs lowering.md: every program becomes the IR that is written below it. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { checkModule, lower, shortText } from '../../harness/lowering';

const CASE = /^### (.+)\n```\w+ (\S+)\n([\s\S]*?)^```\n```ir\n([\s\S]*?)^```$/gm;

describe('from Java to IR', () => {
  const page = readFileSync('test/languages/java/lowering.md', 'utf8');
  const cases = [...page.matchAll(CASE)];
  for (const [, name, file, text, expected] of cases) {
    it(name, async () => {
      const module = await lower(file, text);
      checkModule(module, text.length);
      assert.deepEqual(module.unknown, {});
      assert.equal(shortText(module), expected);
    });
  }
  it('reads every case of the page', () => assert.equal(cases.length, page.match(/^### /gm)?.length));
});
