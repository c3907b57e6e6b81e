/** What nobody writes by hand costs its share and no more: budgets hold, and a result that was cut short says where. */
import { strict as assert } from 'node:assert';
import { HUGE_PROGRAMS } from './harness/hugePrograms';
import { analyzerOver } from './harness/project';
import { timelessSyntax } from './harness/syntax';

describe('huge programs', () => {
  for (const { name, texts, expect } of HUGE_PROGRAMS) {
    it(name, async function () {
      // Not a measurement: what takes longer than this hangs.
      this.timeout(300_000);
      const made = texts();
      const analyzer = analyzerOver(await timelessSyntax(), made);
      const { findings, notes } = await analyzer.scan({ files: Object.keys(made) });
      analyzer.dispose();
      assert.deepEqual(
        notes.filter((n) => n.kind !== 'budget' && n.kind !== 'skipped'),
        [],
      );
      const found = findings.some((f) => f.rule === 'injection-command');
      const said = notes.some((n) => n.file !== undefined && Object.hasOwn(made, n.file));
      const outcome = found ? 'found' : said ? 'said' : 'silent';
      if (typeof expect === 'string') assert.equal(outcome, expect);
      else assert.equal(outcome, 'silent', `it is ${outcome} now, no longer missing`);
    });
  }
});
