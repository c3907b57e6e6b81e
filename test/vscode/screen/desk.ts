/** A person's desk: the editor with the packed extension and the stand-in assistant installed, on a copy of a folder, and hands for keys and mouse. */
import { strict as assert } from 'node:assert';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { LOGS, openBrowser, shoot } from '../browser';
import { carriedCode } from '../carriedCode';
import { installPacked, QUIET, serveEditor } from '../editorServer';
import { temporaryFolder } from '../ending';
import { installStandIn } from '../standIn';

/** Milliseconds until something on the screen counts as missing. */
const PATIENCE = 40_000;
/** Milliseconds after which a key that had no effect is pressed again. */
const AGAIN = 3_000;
const TRIES = 5;

export class Desk {
  private constructor(
    readonly page: Page,
    /** The copy of the folder that is open. */
    readonly folder: string,
    readonly leave: () => Promise<void>,
  ) {}

  /** `workspace` is copied, and opened in restricted mode unless it is trusted. */
  static async open(workspace: string, { isTrusted }: { isTrusted: boolean }): Promise<Desk> {
    const quiet = () => {};
    const code = await carriedCode(quiet);
    const home = temporaryFolder('desk');
    const folder = path.join(home, path.basename(workspace));
    const extensions = path.join(home, 'extensions');
    cpSync(workspace, folder, { recursive: true });
    mkdirSync(extensions);
    installStandIn(extensions);
    await installPacked(code, 'gatehouse.vsix', extensions);
    const log = path.join(LOGS, 'screen-server.log');
    const server = await serveEditor(code, { extensions, settings: QUIET, testDriver: false, isTrusted, log });
    const { browser, page, said } = await openBrowser(quiet);
    page.setDefaultTimeout(PATIENCE);
    const desk = new Desk(page, folder, async () => {
      writeFileSync(path.join(LOGS, 'screen-window.log'), said.join('\n'));
      await browser.close();
      await server.stop();
    });
    await page.goto(server.address(folder));
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    return desk;
  }

  /** Opens a file of the folder through the quick-open box. */
  async openFile(name: string): Promise<void> {
    const wanted = this.page.locator('.quick-input-list .monaco-list-row', { hasText: path.basename(name) }).first();
    await this.pressUntil('Control+P', this.page.locator('.quick-input-widget input').first());
    await this.page.keyboard.type(name);
    await wanted.waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: path.basename(name) }).waitFor();
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  async runCommand(title: string): Promise<void> {
    await this.pressUntil('F1', this.page.locator('.quick-input-widget input').first());
    await this.page.keyboard.type(title);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Puts the caret at the end of the file. */
  async goToEnd(): Promise<void> {
    await this.page.locator('.monaco-editor .view-line').first().click();
    await this.page.keyboard.press('Control+End');
  }

  /** Key by key, as a person writes. */
  async write(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  async paste(text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.page.keyboard.press('Control+V');
  }

  /** Puts the caret into the first underlined piece of code. */
  async clickSquiggle(): Promise<void> {
    const { x, y } = await this.squiggleMiddle();
    await this.page.mouse.click(x, y);
  }

  async hoverSquiggle(): Promise<void> {
    const { x, y } = await this.squiggleMiddle();
    await this.page.mouse.move(x, y, { steps: 5 });
  }

  private async squiggleMiddle(): Promise<{ x: number; y: number }> {
    // The editor draws underlines anew after every change: for a moment there may be none, or none with a place.
    for (let tries = 0; tries < 50; tries++) {
      await this.squiggles.first().waitFor();
      const box = await this.squiggles.first().boundingBox();
      if (box) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      await this.page.waitForTimeout(100);
    }
    throw new assert.AssertionError({ message: 'nothing is underlined' });
  }

  /** A line of the editor that contains `text`. */
  line(text: string): Locator {
    return this.page.locator('.monaco-editor .view-line', { hasText: text }).first();
  }

  /** Text inside a page that the editor shows in frames of its own. */
  text(words: string): Locator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe').getByText(words).first();
  }

  /** Entries of the menu of fixes. */
  get menuEntries(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action');
  }

  /** Waits until our item in the status bar says so; its icon has no text. */
  async untilStatus(words: RegExp): Promise<void> {
    for (const start = Date.now(); ; await this.page.waitForTimeout(50)) {
      const said = (await this.status.count()) > 0 ? ((await this.status.textContent()) ?? '').trim() : '(nothing)';
      if (words.test(said)) return;
      assert.ok(Date.now() - start < PATIENCE, `the status bar says: ${said}`);
    }
  }

  /** Some keys come to nothing when a provider answers late: then a person presses them again. */
  async pressUntil(key: string, shown: Locator): Promise<void> {
    for (let tried = 1; ; tried++) {
      await this.page.keyboard.press(key);
      try {
        await shown.waitFor({ timeout: AGAIN });
        return;
      } catch (error) {
        if (tried === TRIES) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  get squiggles(): Locator {
    return this.page.locator('.monaco-editor .squiggly-error');
  }

  get ghostText(): Locator {
    return this.page.locator('.monaco-editor .ghost-text-decoration, .monaco-editor .ghost-text').first();
  }

  /** Our item in the status bar. */
  get status(): Locator {
    return this.page
      .locator('.statusbar-item[id="gatehouse.gatehouse.gatehouse.status"], .statusbar-item[aria-label^="Gatehouse:"]')
      .first();
  }

  problem(words: string | RegExp): Locator {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: words });
  }

  /** Line of the first entry in Problems with these words, from 1. */
  async lineOfProblem(words: string | RegExp): Promise<number> {
    const entry = (await this.problem(words).first().textContent()) ?? '';
    return Number(/\[Ln (\d+), Col \d+\]/.exec(entry)?.[1]);
  }

  /** Types into the filter of Problems, for the list shows only what fits. */
  async filterProblems(words: string): Promise<void> {
    await this.page.locator('.part.panel .viewpane-filter input').first().fill(words);
  }

  notification(words: string | RegExp): Locator {
    return this.page.locator('.notification-list-item', { hasText: words });
  }

  /** Waits until there are none. */
  async untilGone(what: string, locator: Locator): Promise<void> {
    for (const start = Date.now(); (await locator.count()) > 0; ) {
      assert.ok(Date.now() - start < PATIENCE, `${what} did not go away`);
      await this.page.waitForTimeout(50);
    }
  }

  /** For `afterEach`: leaves a picture when the test has failed, and says where. */
  async shootFailure(test: Mocha.Runnable | undefined): Promise<void> {
    if (test?.state !== 'failed') return;
    console.log(`      the window at that moment: ${await this.shoot(`failure-${test.title.replace(/\W+/g, '-')}`)}`);
  }

  shoot(name: string): Promise<string> {
    return shoot(this.page, name);
  }
}
