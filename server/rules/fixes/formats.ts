/** Patterns of `String.format` and `fmt.Sprintf`: which argument comes in where. */
import type { FlatTree } from '../../syntax/flatTree';
import { type Cell, charsOf, runsOf } from './cells';

/** Cells of a pattern whose every piece is a plain `%s`, `%v` or `%d`; undefined for anything else. */
export function patternCells(pattern: string, args: readonly number[], group: number): Cell[] | undefined {
  const out: Cell[] = [];
  let next = 0;
  let from = 0;
  for (const match of pattern.matchAll(/%(?:%|(?:(\d+)\$)?([a-zA-Z])|.|$)/gs)) {
    out.push(...charsOf(pattern.slice(from, match.index), group));
    from = match.index + match[0].length;
    if (match[0] === '%%') {
      out.push({ char: '%', group });
      continue;
    }
    const hole = match[1] === undefined ? args[next++] : args[Number(match[1]) - 1];
    if (hole === undefined || !/^[svd]$/.test(match[2] ?? '')) return undefined;
    out.push({ hole, group });
  }
  out.push(...charsOf(pattern.slice(from), group));
  return next > 0 && next !== args.length ? undefined : out;
}

/** The pattern of cells, and its arguments as they are written. */
export function patternOf(tree: FlatTree, cells: readonly Cell[]): { readonly pattern: string; readonly args: readonly string[] } {
  const runs = runsOf(cells);
  return {
    pattern: runs.map((run) => (typeof run === 'number' ? verbOf(tree, run) : run.replaceAll('%', '%%'))).join(''),
    args: runs.flatMap((run) => (typeof run === 'number' ? [tree.textOf(run)] : [])),
  };
}

/** The piece of a pattern that an argument stood for, where it came from one. */
function verbOf(tree: FlatTree, hole: number): string {
  const list = tree.parent(hole);
  if (tree.type(list) !== 'argument_list') return '%s';
  const args = tree.namedChildren(list);
  const receiver = tree.childNamed(tree.parent(list), 'object');
  const [pattern, rest] = /^"/.test(tree.textOf(args[0])) ? [args[0], args.slice(1)] : [receiver, args];
  const verbs =
    pattern < 0
      ? []
      : [
          ...tree
            .textOf(pattern)
            .replaceAll('%%', '')
            .matchAll(/%[svd]/g),
        ];
  return verbs[rest.indexOf(hole)]?.[0] ?? '%s';
}
