// `npm run bench [-- --quick]`: builds what it needs and prints all figures in one run, each beside its target where there is one.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { run, startServer } from './programs.mjs';
import { scans } from './scans.mjs';
import { both, fine, megabytes, print, share, whole, within } from './tables.mjs';

const root = path.dirname(import.meta.dirname);
const target = path.join(root, 'out/bench');
const unknown = process.argv.slice(2).filter((option) => option !== '--quick');
if (unknown.length > 0) {
  console.error(`There is no option ${unknown[0]}. Usage: npm run bench [-- --quick]`);
  process.exit(2);
}
const isQuick = process.argv.includes('--quick');
const SIZES = isQuick
  ? { stages: [10_000, 3], edits: [3, 20, 200], scan: 30_000, starts: 5 }
  : { stages: [40_000, 3], edits: [6, 60, 2000], scan: 1_000_000, starts: 15 };

process.chdir(root);
const load = () => loadavg()[0].toFixed(1);
await buildAll();
console.log(`\nNode ${process.version}, ${availableParallelism()} x ${cpus()[0].model}, ${whole(totalmem() / 2 ** 30)} GB, load ${load()}`);
console.log('Times of the processor do not count what other programs do; times by the clock grow with the load.');
await stages();
await edits();
await scans({ target, measured, lines: SIZES.scan });
await starts();
await size();
console.log(`\nLoad at the end: ${load()}`);

async function buildAll() {
  mkdirSync(path.join(target, 'grammars'), { recursive: true });
  const require = createRequire(import.meta.url);
  for (const [name, from] of Object.entries({
    'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
    'go.wasm': 'tree-sitter-go/tree-sitter-go.wasm',
    'java.wasm': 'tree-sitter-java/tree-sitter-java.wasm',
    'javascript.wasm': 'tree-sitter-javascript/tree-sitter-javascript.wasm',
    'python.wasm': 'tree-sitter-python/tree-sitter-python.wasm',
    'typescript.wasm': 'tree-sitter-typescript/tree-sitter-typescript.wasm',
    'tsx.wasm': 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  }))
    cpSync(path.join(root, 'node_modules', from), path.join(target, 'grammars', name));
  await build({
    // As esbuild.mjs builds the product.
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
    logLevel: 'warning',
    absWorkingDir: root,
    loader: { '.md': 'text' },
    mainFields: ['module', 'main'],
    alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
    entryPoints: ['stages', 'edits', 'writeCorpora', 'writePackages']
      .map((name) => ({ in: `bench/${name}.ts`, out: name }))
      .concat({ in: 'server/cli/cli.ts', out: 'cli' }, { in: 'server/lsp/server.ts', out: 'server' }),
    outdir: target,
  });
}

async function measured(name, ...args) {
  return JSON.parse((await run(path.join(target, `${name}.js`), args.map(String))).out);
}

async function stages() {
  const found = await measured('stages', ...SIZES.stages);
  const rows = Object.entries(found).flatMap(([name, { files, lines, total, ...spent }]) => {
    const row = (stage, ms) => [stage, whole(lines / (ms / 1000)), fine((ms / lines) * 1000), share(ms, spent.parse)];
    const rest = total - spent.parse - spent.flatten - spent.lower - spent.flow;
    return [
      [`${name}: ${whole(files)} files, ${whole(lines)} lines`, '', '', ''],
      ...Object.entries({ ...spent, 'rules and the rest': rest, all: total }).map(([stage, ms]) => row(`  ${stage}`, ms)),
    ];
  });
  print('Stages of a scan', 'Warm, processor time, the best round.', ['', 'lines/s', 'ms per 1,000 lines', 'of parse'], rows);
}

async function edits() {
  const { cases, elsewhere } = await measured('edits', ...SIZES.edits);
  const rows = Object.entries(cases).flatMap(([name, { lines, full, key, insert }]) => {
    const isLarge = lines > 2_500;
    const row = (what, times, limit) => [
      `  ${what}, ${times.cpu.count} times`,
      both(times.cpu),
      both(times.wall),
      `${share(times.cpu.p50, full.cpu.p50)}`,
      limit === undefined ? '' : within(times.cpu.p95, limit, 'ms'),
    ];
    return [
      [`${name} (${whole(lines)} lines)`, '', '', '', ''],
      row('full analysis', full),
      row('one character', key, isLarge ? 50 : 15),
      ...(isLarge ? [fifth(full, key)] : []),
      row('20 lines', insert, isLarge ? 60 : 20),
    ];
  });
  const { effect, files } = elsewhere;
  function fifth(full, key) {
    const part = key.cpu.p95 / full.cpu.p50;
    return ['  p95 of one character, of a full analysis', '', '', share(part, 1), within(100 * part, 20, '%')];
  }
  rows.push([
    `in another of ${files} files, ${effect.cpu.count} times`,
    both(effect.cpu),
    both(effect.wall),
    '',
    within(effect.cpu.p95, 300, 'ms'),
  ]);
  print('Edit to findings', 'Milliseconds p50 / p95; the target is for p95.', ['', 'processor', 'clock', 'of full', 'target'], rows);
}

async function starts() {
  const folder = path.join(target, 'corpora/workspace');
  const [{ text }] = await measured('writeCorpora', 0, folder);
  const alone = [];
  const version = { wall: [], cpu: [] };
  const server = { ready: [], judged: [] };
  for (let i = 0; i < SIZES.starts; i++) {
    alone.push((await run(path.join(import.meta.dirname, 'nothing.cjs'), [])).wall);
    const { wall, cpu } = await run(path.join(target, 'cli.js'), ['--version']);
    version.wall.push(wall);
    version.cpu.push(cpu);
    const { ready, judged } = await startServer(path.join(target, 'server.js'), folder, text);
    server.ready.push(ready);
    server.judged.push(judged);
  }
  const of = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (part) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
    return { least: sorted[0], p50: at(0.5), p95: at(0.95) };
  };
  const row = (what, values, limit) => {
    const times = of(values);
    return [what, fine(times.least), both(times), limit === undefined ? '' : within(times.least, limit, 'ms')];
  };
  print(
    'Start-up',
    `Milliseconds, ${SIZES.starts} times, the time Node itself takes included; the target is held against the least.`,
    ['', 'least', 'p50 / p95', 'target'],
    [
      row('Node with an empty program, by the clock', alone),
      row('gatehouse --version, by the clock', version.wall),
      row('gatehouse --version, processor', version.cpu),
      row('server has answered initialize, by the clock', server.ready, 150),
      row('server has judged a first file of 1,000 lines, by the clock', server.judged),
    ],
  );
}

async function size() {
  const vsix = path.join(root, 'gatehouse.vsix');
  // Packing what is built takes seconds; building it is for `npm run package`.
  if (!existsSync(vsix) && existsSync(path.join(root, 'dist/client.js'))) await packed();
  if (!existsSync(vsix)) {
    print('Extension package', '', ['', 'size', 'target'], [['gatehouse.vsix is not there: npm run package', '', '']]);
    return;
  }
  const { size, mtime } = statSync(vsix);
  print(
    'Extension package',
    '',
    ['', 'size', 'target'],
    [[`gatehouse.vsix of ${mtime.toISOString().slice(0, 16)}`, megabytes(size), within(size / 2 ** 20, 3, 'MB')]],
  );
}

function packed() {
  return new Promise((resolve) => spawn(process.execPath, [path.join(root, 'test/pack.mjs')], { stdio: 'ignore' }).on('close', resolve));
}
