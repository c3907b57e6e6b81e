/** What the engine follows, shown by pages of IR text: no grammar, no rule, no model of a real library takes part. */
import { strict as assert } from 'node:assert';
import { disagreements } from '../harness/compare';
import { engineFindings, engineRoutes } from '../harness/engine';
import { pagesBelow, readPage } from '../harness/pageTests';
import { routeDisagreements } from '../harness/routes';

for (const page of pagesBelow('test/engine').map(readPage)) {
  describe(page.path, () => {
    it('is well formed', () => assert.deepEqual(page.problems, []));
    for (const c of page.cases) {
      it(`${c.section}: ${c.name}`, () => {
        const routes = c.routes ? routeDisagreements(page.path, c, engineRoutes(c)) : [];
        const problems = [...disagreements(page.path, c, engineFindings(c)), ...routes];
        if (problems.length > 0) assert.fail(`\n${problems.join('\n')}`);
      });
    }
  });
}
