/** Paths that a library puts together: `os.path.join(FOLDER, name)`, `Paths.get(FOLDER, name)`, `filepath.Join(FOLDER, name)`. */
import type { FlatTree } from '../../syntax/flatTree';
import { type BuiltText, type Cell, charsOf } from './cells';
import { argumentsOf, bare, calleeText, receiverOf } from './codeTree';

const JOINS = /^(?:(?:os\.path\.|path\.)?join|(?:\w+\.)*Paths\.get|(?:\w+\.)*Path\.of|new (?:\w+\.)*File|(?:file)?path\.Join)$/;

/** The folders as they are written, and what comes after them as expressions. */
export function joinedPath(tree: FlatTree, n: number): BuiltText | undefined {
  const node = bare(tree, n);
  const parts = partsOf(tree, node);
  if (parts === undefined || parts.length < 2) return undefined;
  const isText = (part: number, i: number): boolean => i === 0 || /^(?:interpreted_|raw_)?string(?:_literal)?$/.test(tree.type(part));
  const cells = parts.flatMap((part, group): Cell[] => (isText(part, group) ? charsOf(tree.textOf(part), group) : [{ hole: part, group }]));
  return { node, cells, groups: parts.map(() => ({ before: ', ' })) };
}

/** Folder and what lies below it, in order. */
function partsOf(tree: FlatTree, node: number): readonly number[] | undefined {
  if (tree.type(node) === 'binary_operator' && tree.textOf(tree.childNamed(node, 'operator')) === '/')
    return [tree.childNamed(node, 'left'), tree.childNamed(node, 'right')];
  const callee = calleeText(tree, node);
  if (JOINS.test(callee)) return argumentsOf(tree, node);
  const receiver = /\.resolve$/.test(callee) ? receiverOf(tree, node) : -1;
  return receiver < 0 ? undefined : [receiver, ...argumentsOf(tree, node)];
}
