/** What must be undone when this process ends, however it ends: programs to stop, temporary folders to remove. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';

const endings: (() => void)[] = [];

process.on('exit', () => {
  for (const end of endings.splice(0).reverse()) end();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(128 + constants.signals[signal]));

/** Kills the program and all it started; it must have been started `detached`, so that it leads a process group. */
export function endWithUs(child: ChildProcess): void {
  endings.push(() => killGroup(child));
}

export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has gone already.
  }
}

/** A temporary folder that lives no longer than this process. */
export function temporaryFolder(name: string): string {
  const made = realpathSync.native(mkdtempSync(path.join(tmpdir(), `gatehouse-${name}-`)));
  endings.push(() => rmSync(made, { recursive: true, force: true, maxRetries: 3 }));
  return made;
}
