/** Lines at the head of a `try` with resources; resources that need these lines first move into a `try` of their own. */
import type { Edit } from '../../base/edit';
import type { FixContext } from '../fix';
import { indentAt, insertion, newlineOf, stepOf } from './codeTree';

/** `resource` is what the lines need, `inside` changes a later one; undefined where the body cannot be moved. */
export function intoBody(
  context: FixContext,
  resource: number,
  lines: readonly string[],
  inside: Edit | undefined,
): readonly Edit[] | undefined {
  const { tree, file } = context;
  const list = tree.parent(resource);
  const statement = tree.parent(list);
  const body = tree.childNamed(statement, 'body');
  if (body < 0) return undefined;
  const newline = newlineOf(tree);
  const step = stepOf(tree);
  const indent = indentAt(tree.text, tree.start(statement)) + step;
  const resources = tree.namedChildren(list);
  const later = resources.slice(resources.indexOf(resource) + 1);
  const head = lines.map((line) => newline + indent + line).join('');
  if (later.length === 0) return [insertion(context, tree.start(body) + 1, head)];
  const inner = tree.text.slice(tree.start(body) + 1, tree.end(body) - 1);
  // Lines of a text block would move with the others.
  if (inner.includes('"""') || !inner.includes('\n')) return undefined;
  const moved = inner.trimEnd().replaceAll(/\n(?=[^\r\n])/g, `\n${step}`);
  const rest = later.map((n) => changed(context, n, inside)).join('; ');
  const text = `) {${head}${newline}${indent}try (${rest}) {${moved}${newline}${indent}}${newline}${indent.slice(step.length)}}`;
  return [{ file, span: { start: tree.end(resource), end: tree.end(body) }, text }];
}

function changed({ tree }: FixContext, n: number, edit: Edit | undefined): string {
  if (edit === undefined || edit.span.start < tree.start(n) || edit.span.end > tree.end(n)) return tree.textOf(n);
  return tree.text.slice(tree.start(n), edit.span.start) + edit.text + tree.text.slice(edit.span.end, tree.end(n));
}
