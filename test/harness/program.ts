/** The built command line, `dist/cli.js`, as a process of its own. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const PROGRAM = path.resolve('dist/cli.js');

/** Not the user's own. */
const CACHE = path.join(tmpdir(), `gatehouse-test-cache-${process.pid}`);
process.on('exit', () => rmSync(CACHE, { recursive: true, force: true }));

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Resolves when standard error has said something that matches. */
  said(pattern: RegExp): Promise<void>;
  readonly ended: Promise<Ended>;
}

export function start(cwd: string, ...args: string[]): Running {
  assert.ok(existsSync(PROGRAM), 'dist/cli.js is missing; build first: npm run build');
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: { ...process.env, XDG_CACHE_HOME: CACHE, NO_COLOR: '', FORCE_COLOR: '' },
    stdio: 'pipe',
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err })));
  const said = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(err)) resolve();
      };
      child.stderr.on('data', look);
      child.on('close', () => reject(new Error(`it ended without saying ${pattern}: ${err}`)));
      look();
    });
  return { child, said, ended };
}

export function gatehouseProgram(cwd: string, ...args: string[]): Promise<Ended> {
  return start(cwd, ...args).ended;
}
