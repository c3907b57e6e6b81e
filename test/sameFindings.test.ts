/** Same inputs, same findings: in any order of files, in the editor as in a scan, typed piece by piece as read at once. */
import { strict as assert } from 'node:assert';
import type { Analyzer } from '../server/analyzer/analyzer';
import { compareFindings, type Finding } from './harness/findings';
import { pagesBelow, readPage, textsOf } from './harness/pageTests';
import { analyzerOver, findingsOf, type Texts } from './harness/project';
import { type Random, random } from './harness/random';
import { type Syntax, testSyntax } from './harness/syntax';

const CASES = [...pagesBelow('server/rules'), ...pagesBelow('server/models')]
  .map(readPage)
  .flatMap((page) => page.cases.map((c) => ({ about: `${page.path}:${c.line}`, texts: textsOf(c) })));

describe('findings of all examples', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await testSyntax();
  });

  it('do not depend on the order of the files', async function () {
    this.timeout(120_000);
    for (const { about, texts } of CASES.filter((c) => Object.keys(c.texts).length > 1)) {
      const backwards = Object.fromEntries(Object.entries(texts).reverse());
      same(await scanned(syntax, backwards), await scanned(syntax, texts), about);
    }
  });

  it('are those of the scan when the files are open in an editor', async function () {
    this.timeout(120_000);
    let seen = 0;
    // One file alone is what typing it ends in.
    const several = CASES.filter((c) => Object.keys(c.texts).length > 1);
    for (const [i, { about, texts }] of several.entries()) {
      // Some opened, the others on disk.
      const open = Object.keys(texts).filter((_, f) => (f + i) % 2 === 0);
      const analyzer = analyzerOver(syntax, texts, 'editor');
      for (const file of open) openFile(analyzer, file, texts[file]);
      const found = checked(analyzer, texts);
      same(found, await scanned(syntax, texts), about);
      seen += found.length;
      analyzer.dispose();
    }
    assert.ok(seen > several.length / 4, `only ${seen} findings in ${several.length} examples`);
  });

  it('are those of the scan after any way of typing', async function () {
    this.timeout(240_000);
    for (const [i, { about, texts }] of CASES.entries()) {
      const r = random(i);
      const analyzer = analyzerOver(syntax, texts, 'editor');
      for (const file of codeOf(texts)) typeFile(analyzer, file, texts[file], r);
      for (const file of codeOf(texts)) analyzer.settle(file);
      same(checked(analyzer, texts), await scanned(syntax, texts), `${about}, seed ${i}`);
      analyzer.dispose();
    }
  });

  it('come back after a file has been away', async function () {
    this.timeout(120_000);
    for (const { about, texts } of CASES.filter((c) => codeOf(c.texts).length > 1)) {
      const onDisk: Record<string, string> = { ...texts };
      const analyzer = analyzerOver(syntax, onDisk, 'editor');
      const before = checked(analyzer, texts);
      for (const file of codeOf(texts)) {
        delete onDisk[file];
        analyzer.changedOnDisk(file);
        checked(analyzer, onDisk);
        onDisk[file] = texts[file];
        analyzer.changedOnDisk(file);
        same(checked(analyzer, texts), before, `${about} without ${file}`);
      }
      analyzer.dispose();
    }
  });
});

function codeOf(texts: Texts): readonly string[] {
  return Object.keys(texts).filter((f) => !f.endsWith('.json'));
}

async function scanned(syntax: Syntax, texts: Texts): Promise<readonly Finding[]> {
  const analyzer = analyzerOver(syntax, texts);
  const findings = await findingsOf(analyzer, texts);
  analyzer.dispose();
  return findings;
}

function checked(analyzer: Analyzer, texts: Texts): readonly Finding[] {
  // Twice: what a file says may depend on importers that are met for the first time.
  for (const file of codeOf(texts)) analyzer.check(file);
  analyzer.lookedAtAll();
  return codeOf(texts)
    .flatMap((file) => analyzer.check(file).findings)
    .filter((f) => !f.suppressed)
    .sort(compareFindings);
}

function openFile(analyzer: Analyzer, file: string, text: string): void {
  if (!file.endsWith('.json'))
    analyzer.open(
      file,
      file.endsWith('.java')
        ? 'java'
        : file.endsWith('.go')
          ? 'go'
          : file.endsWith('.py')
            ? 'python'
            : /\.[mc]?tsx?$/.test(file)
              ? 'typescript'
              : 'javascript',
      text,
    );
}

/** Opens the file with pieces missing and puts them in, the last first, looking at it in between. */
function typeFile(analyzer: Analyzer, file: string, text: string, r: Random): void {
  const cuts = [r.int(text.length + 1), r.int(text.length + 1), r.int(text.length + 1), r.int(text.length + 1)].sort((a, b) => a - b);
  const [a, b, c, d] = cuts;
  openFile(analyzer, file, text.slice(0, a) + text.slice(b, c) + text.slice(d));
  analyzer.check(file);
  const late = a + (c - b);
  analyzer.edit(file, [{ span: { start: late, end: late }, text: text.slice(c, d) }]);
  analyzer.check(file);
  analyzer.edit(file, [{ span: { start: a, end: a }, text: `${text.slice(a, b)}x` }]);
  analyzer.edit(file, [{ span: { start: b, end: b + 1 }, text: '' }]);
}

function same(actual: readonly Finding[], expected: readonly Finding[], about: string): void {
  assert.deepEqual(actual, expected, about);
}
