/** A folder the person does not trust: the guard reads it all the same, for that is when it is needed most. */
import { Desk } from './desk';

describe('restricted mode', () => {
  let desk: Desk;

  before(async () => {
    desk = await Desk.open('test/workspaces/editor', { isTrusted: false });
  });
  after(() => desk?.leave());
  afterEach(async function () {
    await desk?.shootFailure(this.currentTest);
  });

  it('still shows flaws', async () => {
    await desk.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await desk.openFile('orders.ts');
    await desk.squiggles.first().waitFor();
    await desk.untilStatus(/1 critical/);
    await desk.shoot('restricted-mode');
  });
});
