/** Reading object literals in a JavaScript or TypeScript tree. */
import type { FlatTree } from '../../syntax/flatTree';

/** The member that sets a property: a pair `key: value` or a method, or -1. */
export function memberOf(tree: FlatTree, object: number, key: string): number {
  for (const n of tree.namedChildren(object)) {
    const type = tree.type(n);
    const name = type === 'pair' ? tree.childNamed(n, 'key') : type === 'method_definition' ? tree.childNamed(n, 'name') : -1;
    if (name >= 0 && tree.textOf(name).replace(/^['"]|['"]$/g, '') === key) return n;
  }
  return -1;
}
