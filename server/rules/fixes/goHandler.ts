/** The function that handles a route of Go, wherever it stands. */
import type { FixContext } from '../fix';
import { functionAround, nodeIn, nodesIn } from './codeTree';
import { packageName } from './goImport';
import { treeNames } from './treeNames';

export interface GoHandler {
  /** That of its file. */
  readonly context: FixContext;
  /** The first statement. */
  readonly first: number;
  /** Names of what it is handed; `gin` where that is all in one. */
  readonly gin: string | undefined;
  readonly writer: string;
  readonly request: string;
  /** What it declares. */
  readonly names: readonly string[];
  readonly called: (path: string) => string;
}

export function goOwn(route: FixContext): GoHandler | undefined {
  const via = route.remedy?.routes[0].does[0]?.via;
  const source = via && route.look(via.file);
  if (!via || !source) return undefined;
  const { tree } = source;
  const func = functionAround(tree, nodeIn(tree, via.span));
  const block = func <= 0 ? -1 : tree.childNamed(func, 'body');
  const list = func <= 0 ? -1 : tree.childNamed(func, 'parameters');
  if (block < 0 || list < 0 || tree.childNamed(func, 'result') >= 0) return undefined;
  let [first] = tree.namedChildren(block);
  if (first !== undefined && tree.type(first) === 'statement_list') [first] = tree.namedChildren(first);
  const named = (type: string): string | undefined => {
    const found = tree.namedChildren(list).find((p) => tree.textOf(tree.childNamed(p, 'type')) === type);
    const name = found === undefined ? -1 : tree.childNamed(found, 'name');
    return name < 0 || tree.textOf(name) === '_' ? undefined : tree.textOf(name);
  };
  const gin = named('*gin.Context');
  const [writer, request] = [named('http.ResponseWriter'), named('*http.Request')];
  if (first === undefined || (gin === undefined && (writer === undefined || request === undefined))) return undefined;
  const { setting } = treeNames(tree);
  const names = [...nodesIn(tree, block)].flatMap((n) => setting(tree, n)?.names.map((one) => tree.textOf(one)) ?? []);
  const context = { ...route, ...source };
  return { context, first, names, gin, writer: writer ?? '', request: request ?? '', called: (path) => packageName(tree, path) };
}
