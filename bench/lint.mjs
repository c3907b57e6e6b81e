// ESLint with two plugins that look for insecure code, to be measured beside us: in a temporary folder, never a dependency of the project.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './programs.mjs';

const PACKAGES = ['eslint@10.15.0', 'eslint-plugin-security@4.1.0', 'eslint-plugin-sonarjs@4.2.2'];
/** What its authors recommend of each; comments in the files turn nothing off. */
const CONFIGURATION = `import security from 'eslint-plugin-security';
import sonarjs from 'eslint-plugin-sonarjs';
export default [
  { linterOptions: { noInlineConfig: true } },
  security.configs.recommended,
  sonarjs.configs.recommended,
];
`;

/** Installs it below `folder` unless it is there. The reason when that cannot be done. */
export async function installLint(folder) {
  if (!existsSync(path.join(folder, 'node_modules/eslint-plugin-sonarjs'))) {
    mkdirSync(folder, { recursive: true });
    const problem = await npm(folder, [
      'install',
      '--prefix',
      '.',
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      ...PACKAGES,
    ]);
    if (problem !== undefined) return problem;
  }
  writeFileSync(path.join(folder, 'eslint.config.mjs'), CONFIGURATION);
  return undefined;
}

/** Lints everything below `target`, which must lie below the working directory. */
export function lint(folder, target) {
  const args = ['--config', path.join(folder, 'eslint.config.mjs'), '--format', 'json', '--output-file', path.join(folder, 'out.json')];
  // 1: there are findings.
  return run(path.join(folder, 'node_modules/eslint/bin/eslint.js'), [...args, target], { codes: [0, 1] });
}

function npm(cwd, args) {
  return new Promise((resolve) => {
    const child = spawn('npm', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32', timeout: 180_000 });
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += text;
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : (errors.trim().split('\n')[0] ?? `npm ended with ${code}`)));
  });
}
