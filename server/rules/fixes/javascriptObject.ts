/** Reading and extending object literals in a JavaScript or TypeScript tree. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';

/** The member that sets a property: a pair `key: value` or a method, or -1. */
export function memberOf(tree: FlatTree, object: number, key: string): number {
  for (const n of tree.namedChildren(object)) {
    const type = tree.type(n);
    const name = type === 'pair' ? tree.childNamed(n, 'key') : type === 'method_definition' ? tree.childNamed(n, 'name') : -1;
    if (name >= 0 && tree.textOf(name).replace(/^['"]|['"]$/g, '') === key) return n;
  }
  return -1;
}

/** Adds a member behind the last one, on a line of its own where that one has one. */
export function withMember({ tree, file }: FixContext, object: number, key: string, value: string): readonly Edit[] {
  const last = tree.namedChildren(object).at(-1);
  if (last === undefined) return [{ file, span: tree.span(object), text: `{ ${key}: ${value} }` }];
  const before = tree.text.slice(tree.start(object), tree.start(last));
  const line = /\n[ \t]*$/.exec(before)?.[0];
  const at = tree.end(last);
  return [{ file, span: { start: at, end: at }, text: `,${line ?? ' '}${key}: ${value}` }];
}
