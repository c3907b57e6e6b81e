/** The stand-in assistant's suggestions: each is offered below its comment, and brings into the shop the flaw it says and no other. */
import { strict as assert } from 'node:assert';
import { flawsFound, SHOP, workspaceTexts } from './harness/workspace';
import { SUGGESTIONS, suggestionFor } from './vscode/stand-in/suggestions';

const FILE = 'src/routes/orders.ts';

describe('the stand-in assistant', () => {
  const shop = workspaceTexts(SHOP);
  let known: readonly string[];

  before(async () => {
    known = await flawsFound(shop);
  });

  for (const { ask, brings } of SUGGESTIONS) {
    it(`brings ${brings} when asked to ${ask}`, async () => {
      const text = `${shop[FILE]}\n// ${ask}\n`;
      const offered = suggestionFor(text, text);
      assert.ok(offered, 'nothing is offered');
      const found = await flawsFound({ ...shop, [FILE]: text + offered });
      const brought = found.filter((flaw) => !known.includes(flaw));
      assert.deepEqual(
        brought.map((flaw) => flaw.replace(/:\d+ /, ' ')),
        [`${FILE} ${brings}`],
      );
    });
  }

  it('offers nothing elsewhere', () => {
    const text = shop[FILE];
    assert.equal(suggestionFor(text, text), undefined);
    const asked = `${text}\n// ${SUGGESTIONS[0].ask}`;
    assert.equal(suggestionFor(asked, asked), undefined);
  });
});
