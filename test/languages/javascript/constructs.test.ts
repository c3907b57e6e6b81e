/** The lowering knows every construct of the language, and nothing that runs is lost on the way. */
import { strict as assert } from 'node:assert';
import { allInstructions, checkModule, lower, treeOf } from '../../harness/lowering';
import type { FlatTree } from '../../harness/syntax';
import { samples } from './samples';

/** Where types are written, nothing runs. */
const TYPES = /type|interface|signature|ambient|implements|comment|import_|export_(clause|spec)/;
/** Nodes that always become an instruction of their own, at their very span. */
const RUNS = new Set([
  'call_expression',
  'new_expression',
  'arrow_function',
  'function_expression',
  'await_expression',
  'object',
  'array',
  'number',
  'regex',
  'this',
]);

describe('lowering of JavaScript and TypeScript', () => {
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
  for (let n = 0; n < tree.count; ) {
    const type = tree.type(n);
    if (tree.isNamed(n) && TYPES.test(type) && type !== 'type_assertion') {
      n = tree.next(n);
      continue;
    }
    // A parameter called `this`, and a number as a property's name.
    const isName = ['pattern', 'name', 'key'].includes(tree.fieldName(n) ?? '');
    if (tree.isNamed(n) && RUNS.has(type) && !isName && tree.type(tree.parent(n)) !== 'computed_property_name') out.push(n);
    n++;
  }
  return out;
}
