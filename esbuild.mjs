// Builds every bundle into dist/: the extension's client, the server, the command line; with `--tests` the test suites too (with `--tests=house,pages` those whose path says so), with `--watch` again and again.
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const require = createRequire(import.meta.url);
const root = path.dirname(fileURLToPath(import.meta.url));
const wanted = new Set(process.argv.slice(2));
const tests = process.argv.slice(2).find((argument) => /^--tests(=|$)/.test(argument));
/** Words of which a suite's path must hold one; none for every suite. */
const words = tests?.split('=')[1]?.split(',') ?? [];

/** Grammars and the parser's runtime, copied beside the bundles: name in dist/grammars → file in a package. */
const WASM = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'go.wasm': 'tree-sitter-go/tree-sitter-go.wasm',
  'java.wasm': 'tree-sitter-java/tree-sitter-java.wasm',
  'javascript.wasm': 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  'python.wasm': 'tree-sitter-python/tree-sitter-python.wasm',
  'typescript.wasm': 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tsx.wasm': 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  absWorkingDir: root,
  loader: { '.md': 'text' },
  // The CommonJS build of jsonc-parser hides its requires from the bundler; its ES build does not.
  mainFields: ['module', 'main'],
  // The CommonJS build of web-tree-sitter; its ES build needs import.meta.url.
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
};

// Names stay as they are, so that stacks in logs can be read. Keeping them beside short ones would name each closure when it is made.
const small = { minifyWhitespace: true, minifySyntax: true };

const product = [
  { ...common, ...small, entryPoints: ['client/client.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  { ...common, ...small, entryPoints: ['server/lsp/server.ts'], outfile: 'dist/server.js' },
  { ...common, ...small, entryPoints: ['server/cli/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
];

/** A suite is found by its name, `*.test.ts`; what starts suites or editors is named here. */
const STARTERS =
  /^(unit|manyAnalyses|lsp[\\/]fakeServer|vscode[\\/](onHost|onScreen|onDesktop|open|host[\\/]index|stand-in[\\/]assistant))\.ts$/;

function isWanted(file) {
  return words.length === 0 || words.some((word) => file.includes(word));
}

function suites() {
  const found = readdirSync(path.join(root, 'test'), { recursive: true }).filter(
    (file) => !file.startsWith('workspaces') && ((file.endsWith('.test.ts') && isWanted(file)) || STARTERS.test(file)),
  );
  const external = ['vscode', 'mocha', 'playwright-core', '@vscode/test-electron'];
  return { ...common, entryPoints: found.map((file) => `test/${file}`), outbase: 'test', outdir: 'dist/test', external };
}

mkdirSync(path.join(root, 'dist/grammars'), { recursive: true });
for (const [name, from] of Object.entries(WASM)) cpSync(path.join(root, 'node_modules', from), path.join(root, 'dist/grammars', name));
rmSync(path.join(root, 'dist/test'), { recursive: true, force: true });

if (tests) cpSync(path.join(root, 'test/vscode/stand-in/package.json'), path.join(root, 'dist/test/vscode/stand-in/package.json'));

const bundles = tests ? [...product, suites()] : product;
if (wanted.has('--watch')) {
  for (const bundle of bundles) await (await context({ ...bundle, logLevel: 'info' })).watch();
} else {
  const results = await Promise.allSettled(bundles.map((bundle) => build(bundle)));
  // esbuild has said what is wrong, with file and line.
  if (results.some((result) => result.status === 'rejected')) process.exitCode = 1;
}
