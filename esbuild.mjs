// Builds every bundle into dist/: the extension's client, the server, the command line, and the tests when asked (`node esbuild.mjs --tests`).
import { cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const root = import.meta.dirname;
const tests = process.argv.includes('--tests');

/** Grammars and the parser's runtime, copied beside the bundles: name in dist/grammars → file in a package. */
const WASM = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'javascript.wasm': 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  'typescript.wasm': 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tsx.wasm': 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: true,
  minify: !tests,
  keepNames: true,
  logLevel: 'warning',
  absWorkingDir: root,
  loader: { '.md': 'text' },
  // The CommonJS build of web-tree-sitter; its ES build needs import.meta.url (pitfall 11 of the parser notes).
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
};

mkdirSync(path.join(root, 'dist/grammars'), { recursive: true });
for (const [name, from] of Object.entries(WASM)) cpSync(path.join(root, 'node_modules', from), path.join(root, 'dist/grammars', name));

await Promise.all([
  build({ ...common, entryPoints: ['client/client.ts'], outfile: 'dist/client.js', external: ['vscode'] }),
  build({ ...common, entryPoints: ['server/lsp/server.ts'], outfile: 'dist/server.js' }),
  build({ ...common, entryPoints: ['server/cli/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } }),
]);
