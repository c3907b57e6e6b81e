// Writes the tests that `gatehouse prove` offers for the demonstration workspaces and runs them: each has to fail on the flawed one and to pass on its twin. Installs what these programs need into a folder of its own; `PROOFS_FOLDER` keeps it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DEMONSTRATIONS } from './proofs/demonstrations.mjs';

const root = path.resolve(import.meta.dirname, '..');
const kept = process.env.PROOFS_FOLDER;
const home = kept === undefined ? mkdtempSync(path.join(os.tmpdir(), 'gatehouse-proofs-')) : path.resolve(kept);
const wanted = process.argv.slice(2);
/** Milliseconds that one run may take; one that takes longer has not passed. */
const LONGEST = 120_000;

/** A program's end: its exit code, and what it has said. */
function run(command, args, { cwd, env = {}, longest = LONGEST }) {
  const done = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', timeout: longest, maxBuffer: 64 << 20 });
  return { code: done.status, said: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ? `\n${done.error.message}` : ''}` };
}

/** Tests of one demonstration, by what the command line writes. */
function proofsOf(demonstration, folder) {
  const cli = path.join(root, 'dist/cli.js');
  const scan = run(
    process.execPath,
    [cli, 'scan', folder, '--no-cache', '--format', 'json', '--fail-on', 'never', '-o', `${folder}.json`],
    {
      cwd: home,
    },
  );
  if (scan.code !== 0) throw new Error(`the scan of ${demonstration.name} failed: ${scan.said}`);
  const { findings } = JSON.parse(readFileSync(`${folder}.json`, 'utf8'));
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  return rules.flatMap((rule) => {
    const { code, said } = run(process.execPath, [cli, 'prove', rule, folder, '--format', 'json'], { cwd: home });
    if (code === 2) return [];
    return JSON.parse(said).proofs;
  });
}

/** What a developer would write where the test says that something is left to be written. */
function filled(text, fills) {
  return fills.reduce((out, [from, to]) => out.replace(from, to), text);
}

function check(demonstration) {
  const { name, fills = [], moved = [], cannot = {} } = demonstration;
  const at = path.join(home, name);
  const missing = demonstration.missing?.(run, home);
  if (missing !== undefined) return [{ what: name, verdict: `skipped because ${missing}` }];
  mkdirSync(at, { recursive: true });
  const folders = Object.fromEntries(['flawed', 'twin'].map((kind) => [kind, path.join(at, kind)]));
  for (const [kind, folder] of Object.entries(folders)) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(path.join(root, 'test/workspaces', kind === 'twin' ? `${name}-fixed` : name), folder, { recursive: true });
  }
  const proofs = proofsOf(demonstration, folders.flawed);
  const trouble = demonstration.install({ run, at, folders });
  if (trouble !== undefined) return [{ what: name, verdict: `skipped because ${trouble}` }];
  return proofs.map(({ rule, title, reason, test }) => {
    const what = `${name}  ${rule}  ${title.replace(/^Prove it: write a test that expects /, '')}`;
    if (reason !== undefined) return { what, verdict: `skipped because ${reason}` };
    const why = Object.entries(cannot).find(([key]) => key === rule || title.endsWith(` ${key}`))?.[1];
    if (why !== undefined) return { what, verdict: `skipped because ${why}` };
    const text = filled(test.text, fills);
    const own = path.relative(folders.flawed, path.resolve(home, test.file));
    const outcomes = Object.entries(folders).map(([kind, folder]) => {
      const file = path.join(folder, own);
      const isThere = existsSync(file);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, kind === 'twin' ? filled(text, moved) : text);
      const done = demonstration.test({ run, folder, own, at });
      if (!isThere) rmSync(file);
      if (process.env.PROOFS_VERBOSE) process.stdout.write(`--- ${what} on ${kind}\n${done.said}\n`);
      return done;
    });
    return { what, ...verdictOf(outcomes, demonstration.refused), how: test.left.length > 0 ? 'filled in' : '' };
  });
}

/** It has to fail by what was answered, and not because the program or the test cannot be started. */
function verdictOf([flawed, twin], refused) {
  const fails = flawed.code !== 0 && refused.test(flawed.said);
  const passes = twin.code === 0;
  const words = [
    fails ? 'fails on flawed' : flawed.code === 0 ? 'PASSES ON FLAWED' : 'CANNOT RUN ON FLAWED',
    passes ? 'passes on twin' : refused.test(twin.said) ? 'FAILS ON TWIN' : 'CANNOT RUN ON TWIN',
  ];
  return { verdict: words.join(' / '), isWrong: !fails || !passes, said: !fails ? flawed.said : !passes ? twin.said : '' };
}

let wrong = 0;
try {
  for (const demonstration of DEMONSTRATIONS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    for (const { what, verdict, how, isWrong, said } of check(demonstration)) {
      process.stdout.write(`${what}: ${verdict}${how ? ` (${how})` : ''}\n`);
      if (!isWrong) continue;
      wrong++;
      process.stdout.write(`${said.trimEnd().split('\n').slice(-40).join('\n')}\n`);
    }
  }
} finally {
  if (kept === undefined) rmSync(home, { recursive: true, force: true });
}
if (wrong > 0) process.exitCode = 1;
