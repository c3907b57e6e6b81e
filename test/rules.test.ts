/** Runs the page of every rule: its examples are found, its fixes fix, and everything unmarked is silent. */
import { strict as assert } from 'node:assert';
import path from 'node:path';
import { pagesBelow, readPage, testFix, testPage } from './harness/pageTests';
import { RULES } from './harness/project';

const SECTIONS = ['Reported', 'Fixed', 'Not reported'];

for (const file of pagesBelow('server/rules')) {
  const page = readPage(file);
  const id = path.posix.basename(file, '.md');
  const rule = RULES.find((r) => r.id === id);
  testPage(page);

  describe(`${file}: page`, () => {
    it('speaks of a rule that is shipped', () => assert.ok(rule, `no family's index lists ${id}`));
    it('has the headings of a rule page', () => {
      assert.deepEqual(
        page.sections.filter((s) => SECTIONS.includes(s)),
        SECTIONS.filter((s) => s !== 'Fixed' || rule?.fixes),
      );
      assert.ok(page.intro !== '', 'fault and harm, one sentence each, follow the title');
    });
    it('marks its own rule where it says it is reported, and only there', () => {
      const wrong: string[] = [];
      for (const c of page.cases) {
        const own = c.files.flatMap((f) => f.markers.filter((m) => m.rule === id));
        if (c.section === 'Reported' && !own.some((m) => m.kind !== 'spurious')) wrong.push(`${file}:${c.line}: nothing is marked ${id}`);
        if (c.section === 'Not reported' && own.some((m) => m.kind !== 'spurious')) wrong.push(`${file}:${c.line}: ${id} is marked here`);
      }
      assert.deepEqual(wrong, []);
    });
    for (const after of page.cases.filter((c) => c.section === 'Fixed')) {
      const before = page.cases.find((c) => c.section === 'Reported' && c.name === after.name);
      it(`fixes: ${after.name}`, async () => {
        if (!before) assert.fail(`${file}:${after.line}: no case of this name under Reported`);
        await testFix(page, id, before, after);
      });
    }
  });
}
