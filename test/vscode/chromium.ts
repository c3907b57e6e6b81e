/** The browser in which the editor's window is tested: an installed Chromium or Chrome, or Debian's, installed when that is possible. */
import { isExecutable, programOnPath, run } from './run';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** Path of the browser. `CHROMIUM` in the environment names another one. Throws with what to install when there is none. */
export async function chromium(say: (line: string) => void): Promise<string> {
  const found = process.env.CHROMIUM ?? installed();
  if (found !== undefined) return found;
  await installWithApt(say);
  const now = installed();
  if (now === undefined) throw new Error(missing('apt-get installed the package chromium, but no program of that name is on the path.'));
  return now;
}

function installed(): string | undefined {
  for (const name of NAMES) {
    const found = programOnPath(name);
    if (found !== undefined) return found;
  }
  return MAC.find(isExecutable);
}

async function installWithApt(say: (line: string) => void): Promise<void> {
  if (!isExecutable('/usr/bin/apt-get')) throw new Error(missing('This machine has no apt-get to install it with.'));
  const root = process.getuid?.() === 0;
  if (!root && !isExecutable('/usr/bin/sudo')) throw new Error(missing('apt-get needs root.'));
  const apt = (...args: string[]) =>
    root
      ? run('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      : run('sudo', ['--non-interactive', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]);
  say('Installing chromium with apt-get (once; about 400 MB).');
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', 'chromium');
  } catch (error) {
    throw new Error(missing((error as Error).message));
  }
}

function missing(why: string): string {
  return `Testing in a real editor needs Chromium or Chrome. Install one (Debian: apt-get install --no-install-recommends chromium), or name one in the environment variable CHROMIUM.\n${why}`;
}
