/** Functions that a fix adds to a Python, Java or Go file, once, to be called wherever the same fault stands. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';
import { indentAt, newlineOf, nodesIn, stepOf } from './codeTree';

/** The function's lines, indented by tabs, where the file does not have one of that name. */
export function ownFunction(context: FixContext, name: string, lines: readonly string[]): Edit[] {
  const { tree, file, finding } = context;
  if (isDeclared(tree, name)) return [];
  const newline = newlineOf(tree);
  const step = tree.grammar.language === 'go' ? '\t' : stepOf(tree);
  const stepped = lines.map((line) => line.replace(/^\t+/, (tabs) => step.repeat(tabs.length)));
  if (tree.grammar.language !== 'java') {
    const end = tree.text.trimEnd().length;
    const gap = newline.repeat(tree.grammar.language === 'python' ? 3 : 2);
    return [{ file, span: { start: end, end }, text: gap + stepped.join(newline) }];
  }
  const body = classBody(tree, context.nodeAt(finding.span));
  if (body < 0) return [];
  const brace = tree.end(body) - 1;
  const last = tree.text.slice(0, brace).trimEnd().length;
  const indent = indentAt(tree.text, tree.start(body)) + step;
  const text = stepped.map((line) => newline + indent + line).join('');
  return [{ file, span: { start: last, end: last }, text: newline + text }];
}

function isDeclared(tree: FlatTree, name: string): boolean {
  for (const n of nodesIn(tree, 0)) {
    if (!/^(?:function_definition|function_declaration|method_declaration)$/.test(tree.type(n))) continue;
    if (tree.textOf(tree.childNamed(n, 'name')) === name) return true;
  }
  return false;
}

/** Body of the outermost class around `n`. */
function classBody(tree: FlatTree, n: number): number {
  let body = -1;
  for (let at = n; at > 0; at = tree.parent(at)) {
    if (tree.type(at) === 'class_body' && tree.type(tree.parent(at)) === 'class_declaration') body = at;
  }
  return body;
}
