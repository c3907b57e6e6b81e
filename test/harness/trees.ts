/** Reading and comparing flat trees in tests. */
import { strict as assert } from 'node:assert';
import type { FlatTree, ParseResult } from './syntax';

export function parsed(result: ParseResult): FlatTree {
  if (!result.tree) throw new Error(`no tree: ${result.reason}`);
  return result.tree;
}

export function sameTree(actual: ParseResult, expected: ParseResult, about: string): void {
  const a = parsed(actual);
  const b = parsed(expected);
  const wrong = a.count === b.count ? a.data.findIndex((word, i) => word !== b.data[i]) : Math.min(a.count, b.count);
  assert.equal(wrong, -1, `${about}: the trees differ (${a.count} and ${b.count} nodes, first difference at ${wrong})`);
}
