/** What holds for every demonstration workspace and its mended twin, told as tests. */
import { strict as assert } from 'node:assert';
import { RULES } from './project';
import {
  endpointProblems,
  flawsFound,
  flawsInEditor,
  flawsListed,
  flawsMissing,
  flawsToCome,
  listsEndpoints,
  stepsAcrossFiles,
  workspaceTexts,
} from './workspace';

export interface Demonstration {
  /** In the titles of the tests. */
  readonly title: string;
  /** Folder of test/workspaces, and that of its twin. */
  readonly name: string;
  readonly mended: string;
  /** Rules that it shows, at least; or every rule that no other demonstration shows, but these. */
  readonly rules: number | { readonly allBut: Readonly<Record<string, string>> };
  /** Flaws that begin in one file and end in another, at least. */
  readonly across: number;
  /** Files with a flaw that is mended where another file says what is meant. */
  readonly mendedElsewhere?: readonly string[];
}

/** For machines that do much else. */
const TIMEOUT = 180_000;

export function tellDemonstration({ title, name, mended, rules, across, mendedElsewhere = [] }: Demonstration): void {
  describe(title, () => {
    it('has flaws of many rules', () => {
      const shownElsewhere = new Set(['clinic-api', 'bank', 'booking'].flatMap(flawsListed).map((flaw) => flaw.split(' ')[1]));
      const shown = new Set([...flawsListed(name), ...flawsMissing(name)].map((flaw) => flaw.split(' ')[1]));
      if (typeof rules === 'number') assert.ok(shown.size >= rules, [...shown].join(' '));
      else
        assert.deepEqual(
          RULES.map(({ id }) => id).filter((id) => !shown.has(id) && !shownElsewhere.has(id) && !rules.allBut[id]),
          [],
        );
    });

    it('does not tell the analysis where to look', () => {
      for (const [file, text] of Object.entries(workspaceTexts(name)))
        assert.doesNotMatch(text, /expect |gatehouse|insecure|vulnerab|flaw/i, file);
    });

    it('shows the flaws of its README and no others', async function () {
      this.timeout(TIMEOUT);
      assert.deepEqual(await flawsFound(workspaceTexts(name)), flawsListed(name));
    });

    it('shows the same in an editor, file by file', async function () {
      this.timeout(TIMEOUT);
      assert.deepEqual(await flawsInEditor(workspaceTexts(name)), flawsListed(name));
    });

    it('has flaws that begin in one file and end in another', async function () {
      this.timeout(TIMEOUT);
      const found = await stepsAcrossFiles(workspaceTexts(name));
      assert.ok(found.length >= across, found.join('\n'));
    });

    if (listsEndpoints(name))
      it('has the endpoints of its README, with what stands before them', async function () {
        this.timeout(TIMEOUT);
        assert.deepEqual(await endpointProblems(name), []);
      });

    it('says where the flaws are that no rule speaks of yet', () => {
      assert.deepEqual(flawsToCome(name).problems, []);
    });
  });

  describe(`${title}, mended`, () => {
    it('has the same files, and differs in every file that has a flaw', () => {
      const before = workspaceTexts(name);
      const after = workspaceTexts(mended);
      assert.deepEqual(Object.keys(after), Object.keys(before));
      const flaws = [...flawsListed(name), ...flawsMissing(name), ...flawsToCome(name).flaws];
      const flawed = new Set(flaws.map((flaw) => flaw.split(':')[0]));
      assert.deepEqual([...flawed].filter((file) => before[file] === after[file]).sort(), [...mendedElsewhere].sort());
    });

    if (listsEndpoints(mended))
      it('has the endpoints of its README, with what stands before them', async function () {
        this.timeout(TIMEOUT);
        assert.deepEqual(await endpointProblems(mended), []);
      });

    it('is silent', async function () {
      this.timeout(TIMEOUT);
      assert.deepEqual(await flawsFound(workspaceTexts(mended)), []);
      assert.deepEqual(await flawsInEditor(workspaceTexts(mended)), []);
    });
  });
}
