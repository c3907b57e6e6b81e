/** Runs the page of every model: what the library's places mean, shown by the findings of rules. */
import { strict as assert } from 'node:assert';
import { pagesBelow, readPage, testPage } from './harness/pageTests';

for (const file of pagesBelow('server/models')) {
  const page = readPage(file);
  testPage(page);
  describe(`${file}: page`, () => {
    it('has examples', () => assert.ok(page.cases.length > 0));
  });
}
