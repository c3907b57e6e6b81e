/** The VS Code that npm carries (in the package code-server) and the Node it needs: installed once into .vscode-e2e/, kept out of the project's own packages. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './run';
import { restoreStockProposals } from './stockProposals';

export interface CarriedCode {
  /** Node that can run it. */
  readonly node: string;
  /** Entry of VS Code's server. */
  readonly main: string;
  /** Folder with the few built-in extensions that are kept. */
  readonly builtins: string;
}

/** VS Code 1.139 calls functions of `node:module` that came with this version. */
const NODE_NEEDED = 24;

/** Languages, themes and the preview of Markdown only: no TypeScript server, no git, no chat, whose start-up would slow down and disturb every run. */
const BUILTINS = [
  'configuration-editing',
  'css',
  'go',
  'html',
  'java',
  'javascript',
  'json',
  'markdown-basics',
  'markdown-language-features',
  'python',
  'shellscript',
  'theme-defaults',
  'theme-seti',
  'typescript-basics',
  'yaml',
];

/** Raise it when the steps below change, so that what was installed by the old ones is made anew. */
const RECIPE = 1;

export async function carriedCode(say: (line: string) => void): Promise<CarriedCode> {
  const pins = path.resolve('test/vscode/carried');
  const home = path.resolve('.vscode-e2e');
  const vscode = path.join(home, 'node_modules/code-server/lib/vscode');
  const stamp = path.join(home, 'installed');
  const wanted = fingerprint(pins);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    say('Installing the VS Code that npm carries into .vscode-e2e/ (once; about 800 MB on disk, under a minute on a good connection).');
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home);
    cpSync(pins, home, { recursive: true });
    await npm(home, 'ci');
    // Its own packages come by its own shrinkwrap, which `npm ci` refuses: it is out of step with its package.json.
    await npm(vscode, 'install', '--omit=dev');
    restoreStockProposals(vscode);
    for (const name of BUILTINS) cpSync(path.join(vscode, 'extensions', name), path.join(home, 'builtins', name), { recursive: true });
    writeFileSync(stamp, wanted);
  }
  return { node: suitableNode(home), main: path.join(vscode, 'out/server-main.js'), builtins: path.join(home, 'builtins') };
}

function fingerprint(pins: string): string {
  const hash = createHash('sha256').update(`${RECIPE} ${BUILTINS}`);
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(path.join(pins, file)));
  return hash.digest('hex');
}

function npm(cwd: string, ...args: string[]): Promise<string> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? run(process.execPath, [script, ...args, ...flags], { cwd }) : run('npm', [...args, ...flags], { cwd });
}

function suitableNode(home: string): string {
  if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) return process.execPath;
  const carried = path.join(home, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(carried)) return carried;
  throw new Error(
    `The VS Code that npm carries needs Node ${NODE_NEEDED} or newer. This is ${process.version}, and npm has none for ${process.platform}-${process.arch}: run this with a newer Node, or install VS Code.`,
  );
}
