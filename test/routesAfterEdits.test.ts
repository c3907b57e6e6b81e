/**
 * Whatever is done to files leaves exactly the endpoints of a fresh analysis, with the same evidence at the same places.
 * `ROUTE_RUNS=500 SEED=1 GREP='endpoints after any edits' node dist/test/unit.js` tries that many stories from that seed on.
 */
import { strict as assert } from 'node:assert';
import { random } from './harness/random';
import { randomStory } from './harness/randomStory';
import { reduceStory } from './harness/reduceStory';
import { routeGroups, tellRoutes } from './harness/routeStories';
import { printStory } from './harness/storyPages';
import { type Syntax, timelessSyntax } from './harness/syntax';

const RUNS = Number(process.env.ROUTE_RUNS ?? 25);
const SEED = Number(process.env.SEED ?? 1);
const TRIES = Number(process.env.TRIES ?? 300);

describe('endpoints after any edits', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await timelessSyntax();
  });

  it(`are those of a fresh analysis, in ${RUNS} stories`, async function () {
    this.timeout(0);
    const groups = routeGroups();
    const failed: number[] = [];
    let comparisons = 0;
    let withRoutes = 0;
    for (let seed = SEED; seed < SEED + RUNS; seed++) {
      const story = randomStory(random(seed * 7919).pick(groups), seed);
      const { wrong, at, counts } = await tellRoutes(syntax, story);
      comparisons += counts.length;
      withRoutes += counts.filter((c) => c > 0).length;
      if (wrong === undefined) continue;
      failed.push(seed);
      if (failed.length > 1) continue;
      const isWrong = async (s: typeof story): Promise<boolean> => (await tellRoutes(syntax, s)).wrong !== undefined;
      const reduced = await reduceStory({ ...story, steps: story.steps.slice(0, at + 1) }, { isWrong, tries: TRIES });
      console.log(`${printStory(`Seed ${seed}`, reduced)}\n${(await tellRoutes(syntax, reduced)).wrong}\n`);
    }
    assert.equal(failed.length, 0, `seeds ${failed.join(' ')}`);
    assert.ok(withRoutes > comparisons * 0.7, `only ${withRoutes} of ${comparisons} comparisons had routes`);
  });
});
