/** `npm run package`, after the build: packs what package.json lists under `files` into gatehouse.vsix. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PACKAGE, ROOT, run } from './steps/program.mjs';

// Packed from a folder of its own: vsce walks everything below the folder it packs, and beside our sources lies a whole VS Code.
const stage = path.join(ROOT, 'out/package');
const { files } = createRequire(import.meta.url)(path.join(ROOT, 'package.json'));

rmSync(stage, { recursive: true, force: true });
for (const file of ['package.json', ...files]) cpSync(path.join(ROOT, file), path.join(stage, file), { recursive: true });
// The files it links to are not in the package: the words of a link stay, the link goes.
const readme = path.join(stage, 'README.md');
writeFileSync(readme, readFileSync(readme, 'utf8').replace(/\[([^\]]*)\]\((?![a-z]+:)[^)]*\)/g, '$1'));
const vsce = path.join(ROOT, 'node_modules/@vscode/vsce/vsce');
const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', path.join(ROOT, PACKAGE)];
const { code } = await run(process.execPath, args, { cwd: stage });
process.exitCode = code;
