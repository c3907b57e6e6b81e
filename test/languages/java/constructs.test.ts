/** The lowering knows every construct of the language, and nothing that runs is lost on the way. */
import { strict as assert } from 'node:assert';
import { allInstructions, checkModule, lower, treeOf } from '../../harness/lowering';
import type { FlatTree } from '../../harness/syntax';
import { samples } from './samples';

/** Nodes that always become an instruction of their own, at their very span. */
const RUNS = new Set([
  'method_invocation',
  'object_creation_expression',
  'lambda_expression',
  'method_reference',
  'string_literal',
  'decimal_integer_literal',
  'array_initializer',
]);

describe('lowering of Java', () => {
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

/** What an annotation type gives for its members when nobody else does runs nowhere. */
function running(tree: FlatTree): number[] {
  const out: number[] = [];
  for (let n = 0; n < tree.count; ) {
    if (tree.type(n) === 'annotation_type_element_declaration') {
      n = tree.next(n);
      continue;
    }
    if (tree.isNamed(n) && RUNS.has(tree.type(n))) out.push(n);
    n++;
  }
  return out;
}
