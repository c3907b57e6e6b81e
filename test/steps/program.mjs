/** Runs the programs that `npm start` and `npm test` are made of, says which, and ends them when it is ended itself. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
/** What an editor installs, in the project's folder. */
export const PACKAGE = 'gatehouse.vsix';

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (running.size === 0) process.exit(128 + constants.signals[signal]);
    // They end what they started; we end when the last of them has.
    for (const child of running) child.kill(signal);
    process.exitCode = 128 + constants.signals[signal];
    ended = signal;
  });
}

/** The signal that asked us to stop, if any. */
let ended;

/** Prints what is about to happen. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Runs one step under a headline and says how long it took. */
export async function step(title, work) {
  const start = Date.now();
  say(`\n=== ${title}`);
  const result = await work();
  say(`    (${title}: ${((Date.now() - start) / 1000).toFixed(1)} s)`);
  return result;
}

/** Runs a program in the project's folder; its output is shown as it comes. Resolves to exit code and output, never rejects. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    if (ended) return resolve({ code: 1, output: '' });
    const child = spawn(command, args, { cwd: ROOT, stdio: ['inherit', 'pipe', 'pipe'], ...options });
    running.add(child);
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk) => process.stderr.write(chunk));
    const finish = (code) => {
      running.delete(child);
      if (ended && running.size === 0) process.exit();
      resolve({ code, output });
    };
    child.on('error', (error) => {
      say(`${command} cannot be started: ${error.message}`);
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** Runs a script of the project or of an installed package with this very Node. */
export function runNode(script, ...args) {
  return run(process.execPath, [script, ...args]);
}

/** Ends everything with one clear line when a step that others stand on has failed. */
export function stopUnless(result, sentence) {
  if (result.code === 0) return;
  say(`\n${sentence}`);
  process.exit(1);
}
