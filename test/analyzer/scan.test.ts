/** A scan comes to the same in every manner: by bytes or objects, cold or warm, on one thread or several, cut short or not. */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pagesBelow, readPage, textsOf } from '../harness/pageTests';
import type { Texts } from '../harness/project';
import { random } from '../harness/random';
import { MemoryCache, playedCrew, scanOf } from '../harness/scanning';
import { type Syntax, testSyntax } from '../harness/syntax';
import { workspaceTexts } from '../harness/workspace';

const PROJECTS: Readonly<Record<string, Texts>> = Object.fromEntries(
  ['shop', 'clinic', 'freight'].map((name) => [name, workspaceTexts(name)]),
);
const PAGES = [...pagesBelow('server/rules'), ...pagesBelow('server/models')]
  .map(readPage)
  .flatMap((page) => page.cases.map((c) => ({ about: `${page.path}:${c.line}`, texts: textsOf(c) })))
  .filter(({ texts }) => Object.keys(texts).length > 1);

/** Files of real packages, below one folder each. */
function packageTexts(...folders: readonly string[]): Texts {
  const out: Record<string, string> = {};
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true }).map(String).sort()) {
      if (/\.[cm]?[jt]s$/.test(entry))
        out[`${folder.replace('node_modules/', 'lib/')}/${entry}`] = readFileSync(path.join(folder, entry), 'utf8');
    }
  }
  return out;
}

describe('a scan', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await testSyntax();
  });

  it('finds by bytes what it finds by objects', async function () {
    this.timeout(180_000);
    const real = { commander: packageTexts('node_modules/commander/lib'), own: packageTexts('server/host') };
    for (const [about, texts] of Object.entries({ ...PROJECTS, ...real })) {
      assert.deepEqual(await scanOf(syntax, texts), await scanOf(syntax, texts, { live: true }), about);
    }
  });

  it('keeps what a handler is made with, whatever its fields are called', async () => {
    const names = ['site', 'at', 'file', 'is', 'start', 'constructor'];
    const fields = names.map((name) => `${name}: process.env.TOKEN`).join(', ');
    const texts = {
      'app.js': `const express = require('express');
const app = express();
const guarded = (options) => (req, res, next) => (req.get('token') === options.site ? next() : res.sendStatus(401));
exports.mount = (to) => to.use(guarded({ ${fields} }), guarded({ site: guarded({ ${fields} }) }));
exports.mount(app);
`,
    };
    const { notes } = await scanOf(syntax, texts);
    assert.deepEqual(notes, []);
    assert.deepEqual(await scanOf(syntax, texts), await scanOf(syntax, texts, { live: true }));
  });

  it('finds the same on one, two and four threads', async function () {
    this.timeout(180_000);
    for (const [about, texts] of Object.entries(PROJECTS)) {
      const expected = await scanOf(syntax, texts);
      for (const size of [1, 2, 4]) {
        assert.deepEqual(await scanOf(syntax, texts, { crew: playedCrew(syntax, texts, size) }), expected, `${about} on ${size}`);
      }
    }
  });

  it('finds the same from its cache, and looks at nothing again', async function () {
    this.timeout(180_000);
    for (const [about, texts] of Object.entries(PROJECTS)) await fromCache(about, texts, await scanOf(syntax, texts));
  });

  it('finds the same in the examples of all pages, on two threads and from its cache', async function () {
    this.timeout(180_000);
    for (const { about, texts } of PAGES) {
      const expected = await scanOf(syntax, texts);
      assert.deepEqual(await scanOf(syntax, texts, { crew: playedCrew(syntax, texts, 2) }), expected, `${about}, on two threads`);
      await fromCache(about, texts, expected);
    }
  });

  async function fromCache(about: string, texts: Texts, expected: unknown): Promise<void> {
    const cache = new MemoryCache();
    assert.deepEqual(await scanOf(syntax, texts, { cache }), expected, `${about}, cold`);
    const written = cache.written.length;
    assert.deepEqual(await scanOf(syntax, texts, { cache }), expected, `${about}, warm`);
    assert.equal(cache.written.length, written, `${about}: something was looked at again`);
  }

  it('writes the same bytes on one thread and on several', async function () {
    this.timeout(60_000);
    for (const [about, texts] of Object.entries(PROJECTS)) {
      const [one, two] = [new MemoryCache(), new MemoryCache()];
      await scanOf(syntax, texts, { cache: one });
      await scanOf(syntax, texts, { cache: two, crew: playedCrew(syntax, texts, 3) });
      assert.deepEqual([...two.entries].sort(byName), [...one.entries].sort(byName), about);
    }
  });

  it('finds after any change what a fresh scan finds, and looks at part of the files only', async function () {
    this.timeout(180_000);
    for (const [name, texts] of Object.entries(PROJECTS)) {
      const files = Object.keys(texts).filter((f) => /\.[jt]s$/.test(f));
      const cache = new MemoryCache();
      await scanOf(syntax, texts, { cache });
      for (let seed = 0; seed < 5; seed++) {
        const r = random(seed);
        const file = r.pick(files);
        const about = `${name}, seed ${seed}: ${file}`;
        const changed = changedText(texts, file, seed, r.pick(files));
        const before = cache.written.length;
        assert.deepEqual(await scanOf(syntax, changed, { cache }), await scanOf(syntax, changed), about);
        assert.ok(cache.written.length - before < files.length * 2, `${about}: everything was looked at again`);
        assert.deepEqual(await scanOf(syntax, texts, { cache }), await scanOf(syntax, texts), `${about}, back again`);
      }
    }
  });

  it('does not look at importers again where a change shows them nothing new', async () => {
    const texts = PROJECTS.shop;
    const file = Object.keys(texts).find(
      (f) => f.endsWith('.ts') && Object.values(texts).some((t) => t.includes(`'./${path.basename(f, '.ts')}'`)),
    ) as string;
    const cache = new MemoryCache();
    await scanOf(syntax, texts, { cache });
    const before = cache.written.length;
    await scanOf(syntax, { ...texts, [file]: `${texts[file]}\n// The end.\n` }, { cache });
    assert.deepEqual(cache.written.slice(before), [`head ${file}`, `body ${file}`]);
  });

  it('is not misled by entries that are damaged or another’s', async function () {
    this.timeout(120_000);
    const texts = PROJECTS.shop;
    const sound = new MemoryCache();
    const expected = await scanOf(syntax, texts, { cache: sound });
    for (let seed = 0; seed < 12; seed++) {
      const r = random(seed);
      const cache = new MemoryCache();
      for (const [name, { key, bytes }] of sound.entries) {
        const cut = r.int(3) === 0 ? bytes.slice(0, r.int(bytes.length)) : bytes;
        cache.entries.set(name, { key: r.int(2) === 0 ? key : 'another', bytes: cut });
      }
      assert.deepEqual(await scanOf(syntax, texts, { cache }), expected, `seed ${seed}`);
    }
    // Nothing keeps bytes from meaning something else; but nothing hangs, and nothing is thrown.
    for (let seed = 0; seed < 12; seed++) {
      const r = random(seed);
      const cache = new MemoryCache();
      for (const [name, { key, bytes }] of sound.entries) {
        const bad = Uint8Array.from(bytes);
        bad[r.int(bad.length)] = r.int(256);
        cache.entries.set(name, { key, bytes: bad });
      }
      await scanOf(syntax, texts, { cache });
    }
  });

  it('that was cancelled leaves a cache that can be used', async () => {
    const texts = PROJECTS.freight;
    const expected = await scanOf(syntax, texts);
    const cache = new MemoryCache();
    for (const crew of [undefined, playedCrew(syntax, texts, 2)]) {
      const stop = new AbortController();
      const options = { signal: stop.signal, onProgress: (done: number) => done === 9 && stop.abort() };
      const cut = await scanOf(syntax, texts, { cache, options, ...(crew === undefined ? {} : { crew }) });
      assert.deepEqual([cut.findings, cut.files], [[], 0]);
    }
    assert.ok(cache.written.length > 0);
    assert.deepEqual(await scanOf(syntax, texts, { cache }), expected);
  });

  it('says which file a thread has died of, and goes on with the others', async () => {
    const texts = PROJECTS.shop;
    // Nobody imports it.
    const victim = 'src/jobs/syncStock.js';
    const crew = playedCrew(syntax, texts, 2, (files) => files.includes(victim));
    const cache = new MemoryCache();
    const result = await scanOf(syntax, texts, { crew, cache });
    const crashes = result.notes.filter((n) => n.kind === 'crash');
    assert.deepEqual(
      crashes.map((n) => n.file),
      [victim],
    );
    assert.match(crashes[0].message, /out of memory/);
    const expected = (await scanOf(syntax, texts)).findings.filter((f) => f.file !== victim && f.steps.every((s) => s.file !== victim));
    assert.deepEqual(
      result.findings.filter((f) => f.file !== victim),
      expected,
    );
    assert.deepEqual(await scanOf(syntax, texts, { cache }), await scanOf(syntax, texts));
  });
});

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** The texts with one file longer, shorter, gone, or with another's text. */
function changedText(texts: Texts, file: string, seed: number, other: string): Texts {
  const text = texts[file];
  const lines = text.split('\n');
  const at = Math.floor(lines.length / 2);
  switch (seed % 5) {
    case 0:
      return { ...texts, [file]: `// A line more.\n${text}` };
    case 1:
      return { ...texts, [file]: [...lines.slice(0, at), ...lines.slice(at + 1)].join('\n') };
    case 2:
      return Object.fromEntries(Object.entries(texts).filter(([name]) => name !== file));
    case 3:
      return { ...texts, [file]: texts[other] };
    default:
      return { ...texts, [file]: `${text}\nexport function added(text) {\n  return eval(text);\n}\n` };
  }
}
