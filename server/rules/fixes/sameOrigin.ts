/** Has a library of Go compare where a socket is opened from by itself, as it does where nobody tells it otherwise. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixMaker } from '../fix';
import { enclosing, nodesIn, statementAround } from './codeTree';
import { withImports } from './inScope';

export const sameOrigin: FixMaker = {
  languages: ['go'],
  make(context): Fix | undefined {
    const { tree, finding, nodeAt, file } = context;
    const here = nodeAt(finding.span);
    const receiver = /^(\w+)\.\w+/.exec(tree.text.slice(finding.span.start, finding.span.end))?.[1];
    const places = [...nodesIn(tree, 0)].filter((n) => isOpening(tree, n));
    // What stands in the call itself, else what the variable it is called on is made with.
    const around = enclosing(tree, here, ['keyed_element']);
    const inside =
      places.find((n) => n === around) ?? places.find((n) => tree.start(n) >= tree.start(here) && tree.end(n) <= tree.end(here));
    const made = places.filter((n) => receiver !== undefined && isOf(tree, n, receiver));
    const place = inside ?? (made.length === 1 ? made[0] : undefined);
    if (place === undefined) return undefined;
    const edit: Edit = { file, span: tree.type(place) === 'keyed_element' ? elementSpan(tree, place) : lineSpan(tree, place), text: '' };
    return { title: 'Take sockets from pages of this site only', kind: 'guided', edits: withImports(context, [edit], []) };
  },
};

/** `CheckOrigin: func(…) bool { return true }`, the same as an assignment, `InsecureSkipVerify: true` */
function isOpening(tree: FlatTree, n: number): boolean {
  const text = (): string => tree.textOf(n);
  if (tree.type(n) === 'keyed_element')
    return /^(?:CheckOrigin\s*:\s*func\([^)]*\)\s*bool\s*\{\s*return true\s*\}|InsecureSkipVerify\s*:\s*true)$/.test(text());
  return tree.type(n) === 'assignment_statement' && /^\w+\.CheckOrigin\s*=\s*func\([^)]*\)\s*bool\s*\{\s*return true\s*\}$/.test(text());
}

/** It stands in what a variable is set to, or sets a field of it. */
function isOf(tree: FlatTree, n: number, variable: string): boolean {
  if (tree.type(n) === 'assignment_statement') return tree.textOf(n).startsWith(`${variable}.`);
  for (let at = n; at > 0; at = tree.parent(at))
    if (/^(?:var_spec|short_var_declaration)$/.test(tree.type(at))) return new RegExp(`^${variable}\\b`).test(tree.textOf(at));
  return false;
}

/** With the comma behind it, and with its line where nothing else stands on that. */
function elementSpan(tree: FlatTree, n: number) {
  const { text } = tree;
  const behind = /^\s*?,?[ \t]*/.exec(text.slice(tree.end(n)))?.[0].length ?? 0;
  const [start, end] = [tree.start(n), tree.end(n) + behind];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isAlone = text.slice(lineStart, start).trim() === '' && /^\r?\n/.test(text.slice(end));
  const only = /\{\s*$/.exec(text.slice(0, start))?.[0].length;
  const last = /^\s*\}/.exec(text.slice(end))?.[0].length;
  // What is left alone in braces leaves no line behind.
  if (only !== undefined && last !== undefined) return { start: start - only + 1, end: end + last - 1 };
  return isAlone ? { start: lineStart, end: text.indexOf('\n', end) + 1 } : { start, end };
}

function lineSpan(tree: FlatTree, n: number) {
  const statement = Math.max(statementAround(tree, n), n);
  const start = tree.text.lastIndexOf('\n', tree.start(statement) - 1) + 1;
  return { start, end: tree.text.indexOf('\n', tree.end(statement)) + 1 };
}
