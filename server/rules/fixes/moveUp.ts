/** Moves what is registered too late before the first of the routes that it is meant for. */
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { nodesIn, statementAround } from './codeTree';
import { isInScope, namesIn } from './javascriptScope';
import { enclosingStatement } from './javascriptTree';
import { treeNames } from './treeNames';

export const moveUp: FixMaker = {
  languages: ['javascript', 'go'],
  make(context): Fix | undefined {
    const { tree, file, finding, remedy, language, nodeAt } = context;
    if (!remedy) return undefined;
    const statementOf = (n: number): number => (language === 'go' ? statementAround(tree, n) : enclosingStatement(tree, n));
    const late = statementOf(nodeAt(finding.span));
    if (late < 0) return undefined;
    // Where each is registered, or the router that it is on is mounted.
    const before = remedy.routes.map(({ file: own, span, way }) =>
      [...way.flatMap((w) => w.place ?? []), { file: own, span }]
        .filter((p) => p.file === file)
        .map((p) => statementOf(nodeAt(p.span)))
        .findLast((n) => n >= 0 && tree.parent(n) === tree.parent(late) && tree.start(n) < tree.start(late)),
    );
    if (before.length === 0 || before.some((n) => n === undefined)) return undefined;
    const first = Math.min(...before.map((n) => tree.start(n as number)));
    if (!isIndependent(context, late, first)) return undefined;
    const start = headOf(tree, late);
    const end = lineEnd(tree.text, tree.end(late));
    const at = lineStart(tree.text, headOf(tree, before.find((n) => tree.start(n as number) === first) as number));
    const text = tree.text.slice(lineStart(tree.text, start), end);
    if (!/^[ \t]*$/.test(tree.text.slice(lineStart(tree.text, start), start))) return undefined;
    return {
      title: remedy.routes.length === 1 ? 'Register it before the route' : 'Register it before the routes',
      kind: 'safe',
      edits: [
        { file, span: { start: at, end: at }, text: text.endsWith('\n') ? text : `${text}\n` },
        { file, span: { start: lineStart(tree.text, start), end }, text: '' },
      ],
    };
  },
};

/** Whatever it names stands for the same further up. */
function isIndependent({ tree, language }: FixContext, statement: number, offset: number): boolean {
  if (language !== 'go') {
    const names = namesOf(tree, statement);
    return names.every((n) => isInScope(tree, tree.textOf(n), offset) || !isInScope(tree, tree.textOf(n), tree.start(statement)));
  }
  const { setting } = treeNames(tree);
  const used = new Set([...nodesIn(tree, statement)].filter((n) => tree.type(n) === 'identifier').map((n) => tree.textOf(n)));
  for (const n of nodesIn(tree, tree.parent(statement))) {
    if (tree.start(n) < offset || tree.start(n) >= tree.start(statement)) continue;
    if (setting(tree, n)?.names.some((name) => used.has(tree.textOf(name)))) return false;
  }
  return true;
}

/** Names that are read when the statement is run; functions in it run later. */
function namesOf(tree: FlatTree, n: number): readonly number[] {
  const all = namesIn(tree, n);
  if (all) return all;
  const out: number[] = [];
  for (const child of tree.namedChildren(n)) if (!/function|method/.test(tree.type(child))) out.push(...namesOf(tree, child));
  return out;
}

/** With the comments right above it. */
function headOf(tree: FlatTree, statement: number): number {
  const siblings = tree.namedChildren(tree.parent(statement));
  let head = statement;
  for (let i = siblings.indexOf(statement) - 1; i >= 0 && tree.type(siblings[i]).endsWith('comment'); i--) {
    const between = tree.text.slice(tree.end(siblings[i]), tree.start(head));
    const alone = /(?:^|\n)[ \t]*$/.test(tree.text.slice(0, tree.start(siblings[i])));
    if (!/^[ \t]*\r?\n?[ \t]*$/.test(between) || !alone) break;
    head = siblings[i];
  }
  return tree.start(head);
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Past a comment on the same line, and its line end. */
function lineEnd(text: string, offset: number): number {
  const rest = /^[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*\*\/[ \t]*)?\r?(?:\n|$)/.exec(text.slice(offset))?.[0];
  return offset + (rest?.length ?? 0);
}
