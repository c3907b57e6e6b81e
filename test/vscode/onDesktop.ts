/** Runs the suites of test/vscode/host in a desktop VS Code: an installed one, else one that @vscode/test-electron downloads. */
import { cpSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { temporaryFolder } from './ending';
import { isExecutable, programOnPath } from './run';

const MAC = ['Code', 'Electron'].map((name) => `/Applications/Visual Studio Code.app/Contents/MacOS/${name}`);

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error('A desktop VS Code needs a display and there is none. With Xvfb installed: xvfb-run -a npm run test:desktop');
  }
  const vscodeExecutablePath = installed() ?? (await download());
  say(`Testing in ${vscodeExecutablePath}.`);
  const folder = temporaryFolder('desktop');
  const report = path.join(folder, 'report');
  const settings = path.join(folder, 'user/User');
  writeFileSync(report, '');
  mkdirSync(settings, { recursive: true });
  writeFileSync(
    path.join(settings, 'settings.json'),
    JSON.stringify({ 'extensions.ignoreRecommendations': true, 'telemetry.telemetryLevel': 'off' }),
  );
  cpSync('test/workspaces/editor', path.join(folder, 'editor'), { recursive: true });
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: path.resolve('.'),
      extensionTestsPath: path.resolve('dist/test/vscode/host/index.js'),
      extensionTestsEnv: { GATEHOUSE_REPORT: report },
      launchArgs: launchArgs(folder),
    });
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return false;
  } finally {
    say(readFileSync(report, 'utf8').trimEnd());
  }
}

function launchArgs(folder: string): string[] {
  const own = [`--user-data-dir=${path.join(folder, 'user')}`, `--extensions-dir=${path.join(folder, 'extensions')}`];
  const quiet = ['--disable-workspace-trust', '--disable-updates', '--skip-welcome', '--skip-release-notes'];
  // As root the sandbox cannot be set up, and VS Code refuses to start with it.
  return [path.join(folder, 'editor'), ...own, ...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
}

/** `VSCODE` in the environment names another one. */
function installed(): string | undefined {
  if (process.env.VSCODE) return process.env.VSCODE;
  const command = programOnPath('code');
  // The command is a script in `bin` beside the program.
  const beside = command === undefined ? [] : [path.resolve(realpathSync(command), '../../code')];
  return [...beside, ...MAC].find(isExecutable);
}

async function download(): Promise<string> {
  say('No VS Code is installed; downloading one.');
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: path.resolve('.vscode-e2e/desktop') });
  } catch (error) {
    throw new Error(
      `No VS Code is installed, and none could be downloaded (${(error as Error).message}). Install one, or name its program in the environment variable VSCODE. \`npm test\` runs the same suites in the VS Code that npm carries.`,
    );
  }
}

main().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
