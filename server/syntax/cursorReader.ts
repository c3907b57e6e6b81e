/** Reads a tree through the library's cursor: slow, but by its public interface. The measure of the heap reader, and its stand-in. */
import type { Tree, TreeCursor } from 'web-tree-sitter';
import { ERROR, EXTRA, MISSING, NAMED, STRIDE } from './flatTree';

const ERROR_TYPE = 65535;

/** The tree's nodes in the layout of FlatTree. */
export function readByCursor(tree: Tree): Int32Array {
  const cursor = tree.walk();
  try {
    return walk(cursor);
  } finally {
    cursor.delete();
  }
}

function walk(cursor: TreeCursor): Int32Array {
  const out: number[] = [];
  /** Nodes the cursor is inside of. */
  const open: number[] = [];
  for (;;) {
    const index = out.length / STRIDE;
    const type = cursor.nodeTypeId;
    out.push(
      type | (cursor.currentFieldId << 16),
      cursor.startIndex,
      cursor.endIndex,
      index + 1,
      ((open.at(-1) ?? -1) << 4) |
        (cursor.nodeIsNamed ? NAMED : 0) |
        (cursor.currentNode.isExtra ? EXTRA : 0) |
        (cursor.nodeIsMissing ? MISSING : 0) |
        (type === ERROR_TYPE ? ERROR : 0),
    );
    if (cursor.gotoFirstChild()) {
      open.push(index);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      const closed = open.pop();
      if (closed === undefined) return Int32Array.from(out);
      out[closed * STRIDE + 3] = out.length / STRIDE;
      cursor.gotoParent();
    }
  }
}
