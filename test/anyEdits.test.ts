/**
 * The central property: whatever is done to files, in editors and on disk, leaves exactly the findings of a fresh analysis of the
 * same texts once they have settled. Every comparison settles open files first: that changes nothing about text that is whole, and
 * has damaged text read as it stands. (What is shown of damage before that is told by `- keep` in stories.)
 * `RUNS=3000 SEED=1000 GREP='any edits are those' node dist/test/unit.js` tries that many stories from that
 * seed on, `GROUP=python` only of such files; `REDUCED=20` makes up to twenty that fail small, to be pasted into a page of `test/stories`.
 */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { pagesBelow } from './harness/pageTests';
import { random } from './harness/random';
import { randomStory } from './harness/randomStory';
import { reduceStory } from './harness/reduceStory';
import { damaged, type Story, type Told, tell } from './harness/stories';
import { storyGroups } from './harness/storyGroups';
import { printStory, readStories } from './harness/storyPages';
import { type Syntax, timelessSyntax } from './harness/syntax';

const RUNS = Number(process.env.RUNS ?? 150);
const SEED = Number(process.env.SEED ?? 1);
/** Words in the names of the groups of files to tell stories of. */
const GROUP = process.env.GROUP ?? '';
/** Failing stories that are made small and printed, and how many stories are tried for each. */
const MOST_REDUCED = Number(process.env.REDUCED ?? 1);
const TRIES = Number(process.env.TRIES ?? 600);

describe('findings after any edits', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await timelessSyntax();
  });

  if (RUNS > 0)
    it(`are those of a fresh analysis, in ${RUNS} stories`, async function () {
      this.timeout(0);
      const groups = storyGroups().filter(({ name }) => name.includes(GROUP));
      const failed: number[] = [];
      const seen = { comparisons: 0, withFindings: 0, acrossFiles: 0, findings: 0 };
      for (let seed = SEED; seed < SEED + RUNS; seed++) {
        const story = storyOf(seed);
        const told = await tell(syntax, story);
        const { wrong, comparisons } = told;
        for (const findings of comparisons) {
          seen.comparisons++;
          seen.findings += findings.length;
          if (findings.length > 0) seen.withFindings++;
          if (findings.some((f) => f.steps.some((s) => s.file !== f.file))) seen.acrossFiles++;
        }
        if (wrong === undefined) continue;
        failed.push(seed);
        if (failed.length > MOST_REDUCED) continue;
        console.log(await small(syntax, seed, story, told));
      }
      console.log(
        `      ${seen.comparisons} comparisons, ${seen.withFindings} with findings (${seen.findings}), ${seen.acrossFiles} across files; ${failed.length} of ${RUNS} stories failed`,
      );
      assert.equal(failed.length, 0, `seeds ${failed.join(' ')}`);
      assert.ok(seen.withFindings > seen.comparisons * 0.7, `only ${seen.withFindings} of ${seen.comparisons} comparisons had findings`);
      assert.ok(seen.acrossFiles > seen.comparisons * 0.3, `only ${seen.acrossFiles} of ${seen.comparisons} had findings across files`);

      function storyOf(seed: number): Story {
        return randomStory(random(seed * 7919).pick(groups), seed);
      }
    });

  for (const page of pagesBelow('test/stories')) {
    for (const story of readStories(page, readFileSync(page, 'utf8'))) {
      it(`are those of a fresh analysis: ${story.name}`, async () => {
        const { wrong, at } = await tell(syntax, story);
        assert.equal(wrong, undefined, `${page}:${story.line}, step ${at + 1}`);
      });
    }
  }
});

/** A failing story as a page has it. What is sound stays sound, so that the page can be read. */
async function small(syntax: Syntax, seed: number, story: Story, { wrong, at }: Told): Promise<string> {
  const inOrder = wrong?.startsWith('Backwards');
  let allowed = damaged(syntax, story);
  const isWrong = async (candidate: Story): Promise<boolean> => {
    const damage = damaged(syntax, candidate);
    if (damage > allowed) return false;
    const now = (await tell(syntax, candidate)).wrong;
    if (now === undefined || now.startsWith('Backwards') !== inOrder) return false;
    allowed = damage;
    return true;
  };
  const cut = { ...story, steps: story.steps.slice(0, at + 1) };
  const reduced = await reduceStory((await isWrong(cut)) ? cut : story, { isWrong, tries: TRIES });
  return `${printStory(`Seed ${seed}`, reduced)}\n${(await tell(syntax, reduced)).wrong}\n`;
}
