/** Brings node_modules to what the lock file says, and does nothing when it is there already. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, run, say, step, stopUnless } from './program.mjs';

const OLDEST_NODE = 20;

export async function installPackages() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    say(`Node ${OLDEST_NODE} or newer is needed; this is ${process.version}. Get a newer one from https://nodejs.org.`);
    process.exit(1);
  }
  const stale = whatIsStale();
  if (stale === undefined) return;
  await step(`Installing packages (${stale})`, async () => {
    const result = await runNpm('ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error');
    stopUnless(result, 'The packages could not be installed; npm says why above. The network or the registry may be out of reach.');
  });
}

/** npm through the Node that runs us: npm names its own script when it starts one of ours. */
function runNpm(...args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? run(process.execPath, [script, ...args]) : run('npm', args, { shell: process.platform === 'win32' });
}

/** Why node_modules does not match the lock file, undefined when it does. Packages for other platforms may be missing. */
function whatIsStale() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (present === undefined) return 'node_modules is not there yet';
  for (const [folder, entry] of Object.entries(wanted ?? {})) {
    if (folder === '' || entry.optional) continue;
    if (present[folder]?.version !== entry.version) return `${folder} is not the version of the lock file`;
  }
  return undefined;
}

function packagesOf(lock) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, lock), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
