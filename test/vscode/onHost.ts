/** Runs the suites of test/vscode/host inside the extension host of the VS Code that npm carries. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LOGS, openBrowser, shoot, type Window } from './browser';
import { carriedCode } from './carriedCode';
import { type EditorServer, QUIET, serveEditor } from './editorServer';
import { temporaryFolder } from './ending';

/** Milliseconds for all suites together. */
const LIMIT = 300_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  const code = await carriedCode(say);
  const folder = temporaryFolder('host');
  const report = path.join(folder, 'report');
  const workspace = path.join(folder, 'editor');
  const extensions = path.join(folder, 'extensions');
  writeFileSync(report, '');
  mkdirSync(extensions);
  cpSync('test/workspaces/editor', workspace, { recursive: true });
  const window = await openBrowser(say);
  const server = await serveEditor(code, {
    extensions,
    settings: QUIET,
    testDriver: true,
    isTrusted: true,
    log: path.join(LOGS, 'host-server.log'),
    env: { GATEHOUSE_REPORT: report },
  });
  const exit = await runSuites(window, server, workspace);
  say(readFileSync(report, 'utf8').trimEnd());
  await window.browser.close();
  await server.stop();
  return exit === 0;
}

/** Resolves to the exit code of the suites; 1 with a picture of the window when they don't end. */
async function runSuites({ page, said }: Window, server: EditorServer, workspace: string): Promise<number> {
  try {
    const ended = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error(`The suites did not end within ${LIMIT / 1000} s.`)), LIMIT).unref();
      page.on('crash', () => reject(new Error('The page crashed.')));
      // The window calls these two when it runs suites.
      void page.exposeFunction('codeAutomationExit', resolve);
      void page.exposeFunction('codeAutomationLog', (type: string, words: unknown[]) => said.push(`${type}: ${words.join(' ')}`));
    });
    await page.goto(
      server.address(workspace, [
        ['extensionDevelopmentPath', server.remote('.')],
        ['extensionTestsPath', server.remote('dist/test/vscode/host/index.js')],
        ['skipWelcome', 'true'],
      ]),
    );
    return await ended;
  } catch (error) {
    say(`${(error as Error).message}\nThe window at that moment: ${await shoot(page, 'host-failure')}`);
    return 1;
  } finally {
    writeFileSync(path.join(LOGS, 'host-window.log'), said.join('\n'));
  }
}

main().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
