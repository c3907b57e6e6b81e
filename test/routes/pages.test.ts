/** Which endpoints there are and what stands before them, shown by pages of small programs. */
import { strict as assert } from 'node:assert';
import type { Case } from '../harness/pages';
import { pagesBelow, readPage, textsOf } from '../harness/pageTests';
import { analyzerOver, findingsOf } from '../harness/project';
import { routeDisagreements } from '../harness/routes';
import { testSyntax } from '../harness/syntax';

for (const page of pagesBelow('test/routes').map(readPage)) {
  describe(page.path, () => {
    it('is well formed', () => {
      assert.deepEqual(page.problems, []);
      assert.deepEqual(
        page.cases.filter((c) => !c.routes).map((c) => c.name),
        [],
        'every case has a list of routes',
      );
    });
    for (const c of page.cases) it(`${c.section}: ${c.name}`, () => testCase(page.path, c));
  });
}

async function testCase(page: string, c: Case): Promise<void> {
  const texts = textsOf(c);
  const analyzer = analyzerOver(await testSyntax(), texts, 'editor');
  await findingsOf(analyzer, texts);
  const problems = routeDisagreements(page, c, analyzer.routes());
  // The order in which files are met makes no difference.
  const backwards = Object.fromEntries(Object.entries(texts).reverse());
  const other = analyzerOver(await testSyntax(), backwards, 'editor');
  await findingsOf(other, backwards);
  assert.deepEqual(other.routes(), analyzer.routes());
  analyzer.dispose();
  other.dispose();
  if (problems.length > 0) assert.fail(`\n${problems.join('\n')}`);
}
