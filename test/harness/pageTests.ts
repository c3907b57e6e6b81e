/** Turns every page below a folder into mocha tests. */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits } from '../../server/base/edit';
import { languageOf } from '../../server/languages';
import { disagreements } from './compare';
import { countByRule, fixAll } from './fixing';
import { type Case, type Page, parsePage } from './pages';
import { analyzerOver, findingsOf, type Texts } from './project';
import { testSyntax } from './syntax';

/** Root-relative paths of all Markdown pages below a root-relative folder, sorted; README files are no pages. */
export function pagesBelow(folder: string): readonly string[] {
  return readdirSync(path.join(process.cwd(), folder), { recursive: true, encoding: 'utf8' })
    .map((f) => `${folder}/${f.split(path.sep).join('/')}`)
    .filter((f) => f.endsWith('.md') && !f.endsWith('README.md'))
    .sort();
}

export function readPage(file: string): Page {
  return parsePage(file, readFileSync(path.join(process.cwd(), file), 'utf8'));
}

/** One `describe` for the page, one `it` for each case: what is marked is found, all else is silent. */
export function testPage(page: Page): void {
  describe(page.path, () => {
    if (page.problems.length > 0) it('is well formed', () => assert.fail(`\n${page.problems.join('\n')}`));
    for (const c of page.cases) it(`${c.section}: ${c.name}`, () => testCase(page.path, c));
  });
}

async function testCase(page: string, c: Case): Promise<void> {
  const syntax = await testSyntax();
  const texts = textsOf(c);
  const problems: string[] = [];
  for (const { file, text, pageLine } of c.files) {
    const language = languageOf(file);
    const tree = language && syntax.parse(language.grammarFor(file), text).tree;
    if (tree?.hasError) problems.push(`${page}:${pageLine(1)} (${file}): the example does not parse`);
  }
  const analyzer = analyzerOver(syntax, texts);
  try {
    problems.push(...disagreements(page, c, await findingsOf(analyzer, texts)));
  } finally {
    analyzer.dispose();
  }
  if (problems.length > 0) assert.fail(`\n${problems.join('\n')}`);
}

/** Applies the rule's fixes to a case of `Reported` and compares with the case of the same name under `Fixed`. */
export async function testFix(page: Page, rule: string, before: Case, after: Case): Promise<void> {
  const syntax = await testSyntax();
  const start = textsOf(before);
  const fixed = await fixAll(syntax, start, rule);
  if (fixed.titles.length === 0) assert.fail(`${page.path}:${before.line}: no fix is offered here`);
  const expected: Texts = { ...start, ...textsOf(after) };
  assert.deepEqual(fixed.texts, expected, `${page.path}:${after.line}: after ${fixed.titles.map((t) => `"${t}"`).join(', ')}`);

  const counted = async (texts: Texts): Promise<ReadonlyMap<string, number>> => {
    const analyzer = analyzerOver(syntax, texts);
    const findings = await findingsOf(analyzer, texts);
    analyzer.dispose();
    return countByRule(findings);
  };
  const was = await counted(start);
  const is = await counted(fixed.texts);
  assert.equal(
    (was.get(rule) ?? 0) - (is.get(rule) ?? 0),
    fixed.titles.length,
    `${page.path}:${before.line}: one finding goes with each fix`,
  );
  // What only comes into view once something else is mended is marked there.
  const shown = after.files.flatMap((f) => f.markers.filter((m) => m.kind === 'expect'));
  for (const [other, count] of is) {
    const most = (was.get(other) ?? 0) + shown.filter((m) => m.rule === other).length;
    assert.ok(count <= most, `${page.path}:${before.line}: the fix brings ${other}`);
  }
}

export function textsOf(c: Case): Texts {
  return Object.fromEntries(c.files.map((f) => [f.file, f.text]));
}

export interface FixedPair {
  readonly name: string;
  readonly before: Texts;
  readonly after: Texts;
}

/** Folders of files with that ending, as rules' pages report them and as they are once they are fixed. */
export function fixedPairs(ending: string): readonly FixedPair[] {
  const out: FixedPair[] = [];
  for (const page of pagesBelow('server/rules').map(readPage)) {
    for (const after of page.cases.filter((c) => c.section === 'Fixed')) {
      const before = page.cases.find((c) => c.section === 'Reported' && c.name === after.name);
      if (!before) continue;
      const all = { ...textsOf(before), ...textsOf(after) };
      for (const folder of new Set(after.files.filter((f) => f.file.endsWith(ending)).map((f) => path.posix.dirname(f.file)))) {
        const own = Object.keys(all).filter((f) => path.posix.dirname(f) === folder && f.endsWith(ending));
        const name = `${page.path} ${after.name}`;
        out.push({ name, before: pick(textsOf(before), own), after: pick(all, own) });
      }
    }
  }
  return out;
}

/** The same for every single fix that is offered for what rules' and models' pages report. */
export async function offeredPairs(ending: string): Promise<readonly FixedPair[]> {
  const syntax = await testSyntax();
  const out: FixedPair[] = [];
  for (const page of [...pagesBelow('server/rules'), ...pagesBelow('server/models')].map(readPage)) {
    for (const c of page.cases.filter((each) => each.section !== 'Fixed' && each.files.some((f) => f.file.endsWith(ending)))) {
      const texts = textsOf(c);
      const analyzer = analyzerOver(syntax, texts);
      for (const { file, span, rule } of await findingsOf(analyzer, texts, { forFixes: true })) {
        if (!file.endsWith(ending)) continue;
        for (const fix of analyzer.fixes(file, span)) {
          if (fix.kind === 'ignore' || fix.finding.rule !== rule) continue;
          const edited = [...new Set(fix.edits.map((e) => e.file))];
          const folders = edited.map((f) => path.posix.dirname(f));
          const own = Object.keys(texts).filter((f) => folders.includes(path.posix.dirname(f)) && f.endsWith(ending));
          const applied = edited.map((f) => [
            f,
            applyEdits(
              texts[f],
              fix.edits.filter((e) => e.file === f),
            ),
          ]);
          const after = { ...texts, ...Object.fromEntries(applied) };
          out.push({ name: `${page.path} ${c.name}, "${fix.title}"`, before: pick(texts, own), after: pick(after, own) });
        }
      }
      analyzer.dispose();
    }
  }
  return out;
}

const pick = (texts: Texts, files: readonly string[]): Texts => Object.fromEntries(files.map((f) => [f, texts[f]]));
