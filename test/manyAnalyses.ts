/** Started by memory.test.ts with `--expose-gc`: analyses thousands of times and prints how much memory is held after each part. */
import { writeSync } from 'node:fs';
import { chain } from './harness/flawChains';
import { analyzerOver } from './harness/project';
import { random } from './harness/random';
import { type Syntax, timelessSyntax } from './harness/syntax';

const PARTS = 8;
const [way, count] = process.argv.slice(2);

/** A process remembers names it has seen, up to a limit. They come back here, so that all else that is kept shows. */
const DIFFERENT = 40;

/** Three files that lead a request's text to where it must not go. */
function texts(n: number): Record<string, string> {
  const files = ['routes.js', 'service.js', 'store.js'].map((file) => ({ file, module: false }));
  const out: Record<string, string> = {};
  for (const { file, head, body, tail } of chain(files, `n${n % DIFFERENT}`, random(n % DIFFERENT)))
    out[file] = `${head}\n${body}\n${tail}\n`;
  return out;
}

/** Returns what does one analysis more. */
function analysing(syntax: Syntax): (n: number) => Promise<void> {
  const disk = texts(0);
  const files = Object.keys(disk);
  const analyzer = analyzerOver(syntax, disk, way === 'edits' ? 'editor' : 'scan');
  if (way === 'scans') {
    return async (n) => {
      Object.assign(disk, texts(n));
      for (const file of files) analyzer.changedOnDisk(file);
      await analyzer.scan({ files });
    };
  }
  if (way === 'analyzers') {
    return async (n) => {
      const other = analyzerOver(syntax, texts(n));
      await other.scan({ files });
      other.dispose();
    };
  }
  for (const file of files) analyzer.open(file, 'javascript', disk[file]);
  const open = { ...disk };
  return async (n) => {
    for (const [file, text] of Object.entries(texts(n))) {
      // Half-written in between.
      const half = text.slice(0, n % text.length);
      analyzer.edit(file, [{ span: { start: 0, end: open[file].length }, text: half }]);
      if (n % 3 === 0) analyzer.check(file);
      analyzer.edit(file, [{ span: { start: half.length, end: half.length }, text: text.slice(half.length) }]);
      open[file] = text;
    }
    for (const file of files) analyzer.settle(file);
    for (const file of files) analyzer.check(file);
  };
}

async function main(): Promise<void> {
  const syntax = await timelessSyntax();
  const next = analysing(syntax);
  let done = 1;
  const held: { heap: number; wasm: number }[] = [];
  for (let part = 0; part < PARTS; part++) {
    for (let i = 0; i < Number(count) / PARTS; i++) await next(done++);
    for (let i = 0; i < 3; i++) {
      globalThis.gc?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    held.push({ heap: process.memoryUsage().heapUsed, wasm: syntax.heapBytes });
  }
  writeSync(1, JSON.stringify(held));
}

void main();
