/** The lowering knows every construct of the language, and nothing that runs is lost on the way. */
import { strict as assert } from 'node:assert';
import { allInstructions, checkModule, lower, treeOf } from '../../harness/lowering';
import type { FlatTree } from '../../harness/syntax';
import { samples } from './samples';

/** Nodes that always become an instruction of their own, at their very span. */
const RUNS = new Set(['call', 'lambda', 'await', 'dictionary', 'list', 'tuple', 'set', 'integer', 'float', 'function_definition']);
/** Where types and patterns are written, nothing of that runs so. */
const ELSEWHERE = new Set(['type', 'case_pattern', 'tuple_pattern', 'type_alias_statement', 'relative_import', 'with_item', 'slice']);

describe('lowering of Python', () => {
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
    if (tree.isNamed(n) && ELSEWHERE.has(type)) {
      // Contexts and slices run, but their parts need no span of their own.
      n = type === 'with_item' || type === 'slice' ? n + 1 : tree.next(n);
      continue;
    }
    if (tree.isNamed(n) && RUNS.has(type) && !isLanguages(tree, n) && !isWithin(tree, n, 'binary_operator')) out.push(n);
    n++;
  }
  return out;
}

/** `super()` and pieces of patterns that are taken apart have no call of their own. */
function isLanguages(tree: FlatTree, n: number): boolean {
  return /^super\(\)|^\(.*\)$/s.test(tree.textOf(n)) || tree.type(tree.parent(n)) === 'class_definition';
}

/** The values of `pattern % (…)` are read one by one. */
function isWithin(tree: FlatTree, n: number, type: string): boolean {
  return tree.type(n) === 'tuple' && tree.type(tree.parent(n)) === type;
}
