/** Runs a program to its end, showing what it prints only when asked to or when it fails. */
import { spawn } from 'node:child_process';
import { endWithUs } from './ending';

export interface Program {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Resolves to what it printed. Rejects with command, exit code and output when it fails. */
export function run(command: string, args: readonly string[], { cwd = process.cwd(), env = process.env }: Program = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
    endWithUs(child);
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with code ${code}:\n${output.trim()}`));
    });
  });
}
