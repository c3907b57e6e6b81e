/** What a finding says about where its text came from: pasted, or written by hand. */
import { strict as assert } from 'node:assert';
import { Desk } from './desk';

describe('the origin of a flaw', () => {
  let desk: Desk;

  before(async () => {
    desk = await Desk.open('test/workspaces/editor', { isTrusted: true });
    await desk.openFile('drafts.ts');
    await desk.pressUntil('Control+Shift+M', desk.page.locator('.markers-panel'));
  });
  after(() => desk?.leave());
  afterEach(async function () {
    await desk?.shootFailure(this.currentTest);
    // Back to the text on disk: all steps of this test, and none of the one before.
    await desk?.runCommand('File: Revert File');
    await desk?.untilStatus(/^Gatehouse$/);
  });

  it('is "just inserted" when the text was pasted', async () => {
    await desk.goToEnd();
    await desk.paste(`
drafts.get('/drafts/of', async (req, res) => {
  const found = await pool.query('select * from drafts where writer = ' + req.query.writer);
  res.json(found.rows);
});
`);
    await desk.problem('just inserted').first().waitFor();
    assert.equal(await desk.problem('just accepted').count(), 0);
    await desk.shoot('pasted');
  });

  it('is "just accepted" when the person types on at once, and nothing of the suggestion is lost', async () => {
    await desk.goToEnd();
    await desk.write('\n// search orders by customer\n');
    await desk.ghostText.waitFor();
    await desk.page.keyboard.press('Tab');
    await desk.page.keyboard.type('//!');
    await desk.line('});//!').waitFor();
    await desk.line('select * from orders').waitFor();
    await desk.problem('just accepted').first().waitFor();
  });

  it('is not mentioned when the text was written by hand', async () => {
    await desk.goToEnd();
    await desk.write("\ndrafts.delete('/drafts', (req, res) => pool.query('delete from drafts where id = ' + req.body.id");
    await desk.problem('req.body.id').first().waitFor();
    await desk.untilStatus(/1 critical/);
    assert.equal(await desk.problem(/just (inserted|accepted)/).count(), 0);
    await desk.shoot('written-by-hand');
  });
});
