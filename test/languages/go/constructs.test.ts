/** The lowering knows every construct of the language, and nothing that runs is lost on the way. */
import { strict as assert } from 'node:assert';
import { allInstructions, checkModule, lower, treeOf } from '../../harness/lowering';
import type { FlatTree } from '../../harness/syntax';
import { samples } from './samples';

/** Calls of the language's own that leave no call, and texts that are taken apart. */
const OWN = /^(?:make|new|recover|panic|\[\]byte|int|string|any|rune|ID|fmt\.Sprintf|fmt\.Formatter)\b|^(?:\[\]byte)?\(/;

describe('lowering of Go', () => {
  for (const { file, text } of samples()) {
    it(`knows all of ${file}`, async () => {
      const module = await lower(file, text);
      assert.equal(module.broken, false, 'the sample parses');
      assert.deepEqual(module.unknown, {});
      checkModule(module, text.length);
    });

    it(`loses nothing that runs in ${file}`, async () => {
      const tree = await treeOf(file, text);
      const spans = new Set(allInstructions(await lower(file, text)).map(({ at }) => `${at.start}-${at.end}`));
      const lost = running(tree).filter((n) => !spans.has(`${tree.start(n)}-${tree.end(n)}`));
      assert.deepEqual(
        lost.map((n) => tree.textOf(n)),
        [],
      );
    });
  }
});

function running(tree: FlatTree): number[] {
  const out: number[] = [];
  for (let n = 0; n < tree.count; n++) {
    if (!tree.isNamed(n)) continue;
    const type = tree.type(n);
    if (type === 'func_literal' || type === 'composite_literal') out.push(n);
    if (type === 'call_expression' && !OWN.test(tree.textOf(n))) out.push(n);
  }
  return out;
}
