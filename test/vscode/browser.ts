/** A headless browser on the editor's window. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { chromium } from './chromium';

/** Where screenshots and logs of a run are left; git ignores it. */
export const SCREENSHOTS = path.resolve('out/screenshots');
export const LOGS = path.resolve('out/logs');

export interface Window {
  readonly browser: Browser;
  readonly page: Page;
  /** What the page has said on its console. */
  readonly said: string[];
}

/** Nothing but this machine can be reached from it, and its sandbox is off because root may not have one. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export async function openBrowser(say: (line: string) => void): Promise<Window> {
  const executablePath = await chromium(say);
  // Signals are ours to handle, see ending.ts; the driver ends the browser when this process exits.
  const browser = await driver.launch({ executablePath, args: FLAGS, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`page error: ${error.message}`));
  return { browser, page, said };
}

/** Leaves a picture of the window and resolves to its path. */
export async function shoot(page: Page, name: string): Promise<string> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const file = path.join(SCREENSHOTS, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
