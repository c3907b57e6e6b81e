/** The clinic's service in Python: its flaws are found on their lines and nothing else is, and its mended twin is silent. */
import { strict as assert } from 'node:assert';
import { RULES } from './harness/project';
import { flawsFound, flawsInEditor, flawsListed, stepsAcrossFiles, workspaceTexts } from './harness/workspace';

const CLINIC = 'clinic-api';
const MENDED = 'clinic-api-fixed';
/** Rules that the clinic does not show, and why. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  'ignore-comment': 'judges comments written for Gatehouse, of which the clinic has none',
};
/** Rules that came after the clinic, for which nothing of Python is known yet. */
const SHOWN = new Set(flawsListed(CLINIC).map((flaw) => flaw.split(' ')[1]));

describe('the clinic in Python', () => {
  it('has flaws of many rules', () => {
    const known = RULES.map(({ id }) => id).filter((id) => !NOT_SHOWN[id]);
    assert.ok([...SHOWN].every((id) => known.includes(id)));
    assert.ok(SHOWN.size >= 14);
  });

  it('does not tell the analysis where to look', () => {
    for (const [file, text] of Object.entries(workspaceTexts(CLINIC)))
      assert.doesNotMatch(text, /expect |gatehouse|insecure|vulnerab|flaw/i, file);
  });

  it('shows the flaws of its README and no others', async () => {
    assert.deepEqual(await flawsFound(workspaceTexts(CLINIC)), flawsListed(CLINIC));
  });

  it('shows the same in an editor, file by file', async () => {
    assert.deepEqual(await flawsInEditor(workspaceTexts(CLINIC)), flawsListed(CLINIC));
  });

  it('has flaws that begin in one file and end in another', async () => {
    const across = await stepsAcrossFiles(workspaceTexts(CLINIC));
    assert.ok(across.length >= 2, across.join('\n'));
  });
});

describe('the mended clinic in Python', () => {
  it('has the same files, and differs in every file that has a flaw', () => {
    const before = workspaceTexts(CLINIC);
    const after = workspaceTexts(MENDED);
    assert.deepEqual(Object.keys(after), Object.keys(before));
    const changed = Object.keys(before).filter((file) => before[file] !== after[file]);
    // The author of notes is mended where the model says what it is.
    const elsewhere = ['clinic/routers/patients.py'];
    const flawed = new Set(flawsListed(CLINIC).map((flaw) => flaw.split(':')[0]));
    assert.deepEqual(
      [...flawed].filter((file) => !changed.includes(file)),
      elsewhere,
    );
  });

  it('is silent', async () => {
    assert.deepEqual(await flawsFound(workspaceTexts(MENDED)), []);
    assert.deepEqual(await flawsInEditor(workspaceTexts(MENDED)), []);
  });
});
