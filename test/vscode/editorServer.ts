/** Serves the VS Code that npm carries on 127.0.0.1, with a folder, extensions and settings of our choosing. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CarriedCode } from './carriedCode';
import { endWithUs, killGroup, temporaryFolder } from './ending';
import { run } from './run';

export interface EditorServer {
  /** Host and port. */
  readonly authority: string;
  /** Address of a window on `folder`; `payload` reaches the window only when tests may drive it. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** The name the window has for a path of this machine. */
  remote(file: string): string;
  /** Settles when the server has gone. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface Serving {
  /** Folder of installed extensions. */
  readonly extensions: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Lets a window run test suites; it also hides notifications. */
  readonly testDriver: boolean;
  /** False opens every folder in restricted mode, as a person does who does not trust it. */
  readonly isTrusted: boolean;
  /** File for the server's output. */
  readonly log: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Nothing that opens by itself, asks, updates or reports; a person would otherwise meet chat and welcome pages first. */
export const QUIET: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

const RESTRICTED = { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.emptyWindow': false };

const START_LIMIT = 60_000;

export async function serveEditor(
  code: CarriedCode,
  { extensions, settings, testDriver, isTrusted, log, env }: Serving,
): Promise<EditorServer> {
  const data = temporaryFolder('editor');
  mkdirSync(path.join(data, 'data/Machine'), { recursive: true });
  writeFileSync(path.join(data, 'data/Machine/settings.json'), JSON.stringify(isTrusted ? settings : { ...settings, ...RESTRICTED }));
  // Whoever else is on this machine can reach the port, so the address carries a secret.
  const token = randomBytes(16).toString('hex');
  const args = [code.main, '--host', '127.0.0.1', '--port', '0', '--connection-token', token, ...common(data, extensions)];
  args.push('--builtin-extensions-dir', code.builtins);
  if (isTrusted) args.push('--disable-workspace-trust');
  if (testDriver) args.push('--enable-smoke-test-driver');
  const child = spawn(code.node, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env, HOME: data } });
  endWithUs(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const authority = `127.0.0.1:${await portOf(child, log)}`;
  return {
    authority,
    address(folder, payload = []) {
      const url = new URL(`http://${authority}/`);
      url.searchParams.set('tkn', token);
      url.searchParams.set('folder', folder);
      if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
      return url.href;
    },
    remote: (file) => `vscode-remote://${authority}${path.resolve(file)}`,
    ended,
    stop() {
      killGroup(child);
      return ended;
    },
  };
}

/** Installs a packed extension as a person would. */
export async function installPacked(code: CarriedCode, file: string, extensions: string): Promise<void> {
  const data = temporaryFolder('install');
  await run(code.node, [code.main, '--install-extension', path.resolve(file), ...common(data, extensions)], {
    env: { ...process.env, HOME: data },
  });
}

function common(data: string, extensions: string): string[] {
  return ['--accept-server-license-terms', '--telemetry-level', 'off', '--server-data-dir', data, '--extensions-dir', extensions];
}

/** The port the server says it listens on. */
function portOf(child: ChildProcess, log: string): Promise<string> {
  mkdirSync(path.dirname(log), { recursive: true });
  const file = createWriteStream(log);
  let output = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code's server did not start:\n${output}`)), START_LIMIT);
    child.on('error', reject);
    child.on('exit', (exit) => reject(new Error(`VS Code's server ended with code ${exit}:\n${output}`)));
    const read = (chunk: Buffer) => {
      file.write(chunk);
      output += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(port);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });
}
