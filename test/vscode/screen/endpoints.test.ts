/** The view of endpoints, as a person comes to it: it appears where there are some and stays shut until it is opened. */
import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { Desk } from './desk';

describe('the view of endpoints', function () {
  // Each test goes on where the one before has ended.
  this.bail(true);
  let desk: Desk;
  const header = (): Locator => desk.page.locator('.pane-header', { hasText: 'Endpoints' });
  const row = (words: string | RegExp): Locator => desk.page.locator('.pane-body .monaco-list-row', { hasText: words }).first();

  before(async () => {
    desk = await Desk.open('test/workspaces/shop', { isTrusted: true });
  });
  after(() => desk?.leave());
  afterEach(async function () {
    await desk?.shootFailure(this.currentTest);
  });

  it('is not there before anything of the workspace is read', async () => {
    assert.equal(await header().count(), 0);
  });

  it('appears with the first file of a program that has endpoints, and stays shut', async () => {
    await desk.openFile('src/app.ts');
    await header().waitFor();
    assert.equal(await header().getAttribute('aria-expanded'), 'false');
    await desk.shoot('endpoints-1-shut');
  });

  it('shows the application with its routers, and says what icons show', async () => {
    // The files make room for it.
    await desk.page.locator('.pane-header', { hasText: 'shop' }).click();
    await header().click();
    await untilSaid('POST /account/sign-in', '/account', /POST \/account\/sign-in, .*ask/);
    await desk.shoot('endpoints-2-open');
  });

  it('says under the pointer what stands before an endpoint', async () => {
    const hover = await hovered('POST /account/sign-in', 'Authentication');
    await hover.getByText('mounted at').first().waitFor();
    await desk.shoot('endpoints-3-hover');
    await desk.page.keyboard.press('Escape');
  });

  it('leads to the handler', async () => {
    await row('POST /account/sign-in').click();
    await desk.page.locator('.tab.active', { hasText: 'accountController.ts' }).waitFor();
    await desk.line('function signIn').waitFor();
    await desk.shoot('endpoints-4-handler');
  });

  it('shows an endpoint as public once that is declared, with its reason', async () => {
    await desk.openFile('src/routes/reviews.ts');
    await desk.pressUntil('Control+Shift+M', desk.page.locator('.markers-panel'));
    await desk.filterProblems('missing-authentication');
    await desk.problem('DELETE /reviews/:id').first().dblclick();
    const declare = desk.menuEntries.filter({ hasText: 'Declare DELETE /reviews/:id public, with a reason' });
    await desk.pressUntil('Control+.', declare.first());
    await desk.shoot('endpoints-5-menu');
    await declare.first().click();
    await desk.page.locator('.tab.active', { hasText: 'gatehouse.json' }).waitFor();
    await desk.line('"reason"').waitFor();
    await desk.write('the demonstration wants it');
    await desk.page.keyboard.press('Control+S');
    await desk.shoot('endpoints-6-declared');
    await untilSaid('DELETE /reviews/:id', '/reviews', /declared public/);
    await desk.untilGone('the finding', desk.problem('DELETE /reviews/:id'));
    await hovered('DELETE /reviews/:id', 'the demonstration wants it');
    await desk.shoot('endpoints-7-public');
  });

  /** The view may be drawn anew at any moment: what is asked of a row is asked again. */
  const soon = { timeout: 1000 };
  const attribute = (words: string, of: string) =>
    row(words)
      .getAttribute(of, soon)
      .catch(() => null);

  /** Unfolds the router `within` and waits until the row of an endpoint is described so. */
  async function untilSaid(endpoint: string, within: string, wanted: RegExp): Promise<void> {
    for (const start = Date.now(); ; await desk.page.waitForTimeout(300)) {
      const said = (await row(endpoint).isVisible()) ? await attribute(endpoint, 'aria-label') : null;
      if (said !== null && wanted.test(said)) return;
      assert.ok(Date.now() - start < 40_000, `the view says of ${endpoint}: ${said}`);
      // A click would fold what is unfolded.
      if (said === null && (await attribute(within, 'aria-expanded')) === 'false')
        await row(within)
          .click(soon)
          .catch(() => {});
    }
  }

  /** What is shown under the pointer; a pointer that rests shows nothing of a row that was drawn anew until it moves. */
  async function hovered(endpoint: string, words: string): Promise<Locator> {
    const told = desk.page.locator('.monaco-hover', { hasText: words });
    for (const start = Date.now(); !(await told.isVisible()); ) {
      assert.ok(Date.now() - start < 40_000, `nothing is shown under the pointer at ${endpoint}`);
      await desk.page.mouse.move(700, 300);
      await row(endpoint)
        .hover(soon)
        .catch(() => {});
      await told.waitFor({ timeout: 3000 }).catch(() => {});
    }
    return told;
  }
});
