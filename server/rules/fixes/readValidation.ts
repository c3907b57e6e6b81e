/** Has a handler ask what validators before it have found wrong, and refuse the request. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixMaker } from '../fix';
import { bringIntoScope } from './javascriptImport';
import { fileNewline, fileSemicolon, indentAt } from './javascriptText';
import { freeName, isFunction, nodesIn, parameterNames } from './javascriptTree';

export const readValidation: FixMaker = {
  languages: ['javascript'],
  make({ tree, file, finding }) {
    if (!/finds wrong is never asked for/.test(finding.message)) return undefined;
    const call = [...nodesIn(tree, 0)].find((n) => tree.type(n) === 'call_expression' && tree.start(n) === finding.span.start);
    const list = call === undefined ? -1 : tree.childNamed(call, 'arguments');
    const handler = list < 0 ? undefined : tree.namedChildren(list).at(-1);
    const edits = handler === undefined ? undefined : askedIn(tree, file, handler);
    return edits && { title: 'Refuse what the validators have found wrong', kind: 'safe', edits };
  },
};

/** A handler's first statements: what was found wrong is asked for, and the request refused. */
export function askedIn(tree: FlatTree, file: string, handler: number): readonly Edit[] | undefined {
  const body = isFunction(tree, handler) ? tree.childNamed(handler, 'body') : -1;
  if (body < 0 || tree.type(body) !== 'statement_block') return undefined;
  const [request, response] = parameterNames(tree, body);
  const [first] = tree.namedChildren(body);
  if (request === undefined || response === undefined || first === undefined) return undefined;
  const result = bringIntoScope(tree, file, { module: 'express-validator', name: 'validationResult', local: 'validationResult' });
  if (!result) return undefined;
  const errors = freeName(tree, handler, 'errors');
  const end = fileSemicolon(tree);
  const next = `${fileNewline(tree)}${indentAt(tree.text, tree.start(first))}`;
  const text =
    `const ${errors} = ${result.text}(${request})${end}${next}` +
    `if (!${errors}.isEmpty()) return ${response}.status(400).json({ errors: ${errors}.array() })${end}${next}`;
  const at = tree.start(first);
  return [...result.edits, { file, span: { start: at, end: at }, text }];
}
