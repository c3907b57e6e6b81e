/** The function that handles a route of JavaScript, wherever it stands. */
import type { RouteEntry } from '../../base/route';
import type { Span } from '../../base/span';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext, SourceText } from '../fix';
import { nodeIn } from './codeTree';
import { covers, isFunction, nodesIn } from './javascriptTree';

export interface Handler {
  readonly source: SourceText;
  readonly handler: number;
}

/** Undefined where it is not known, or has no block of its own. */
export function handlerOf(context: FixContext, { handled, file, span }: RouteEntry): Handler | undefined {
  const source = context.look(handled?.file ?? file);
  if (source?.language !== 'javascript') return undefined;
  const { tree } = source;
  const handler = handled ? functionAt(tree, handled.span) : lastArgument(tree, span);
  const isFit = handler !== undefined && handler > 0 && isFunction(tree, handler);
  return isFit && tree.type(tree.childNamed(handler, 'body')) === 'statement_block' ? { source, handler } : undefined;
}

/** The function whose head stands there, or that is set to what is named there. */
function functionAt(tree: FlatTree, span: Span): number | undefined {
  let at = nodeIn(tree, span);
  for (let up = at; up > 0 && !isFunction(tree, up); up = tree.parent(up)) {
    at = up;
    const value = SET_TO[tree.type(tree.parent(up))];
    if (value !== undefined && tree.childNamed(tree.parent(up), value) !== up) return tree.childNamed(tree.parent(up), value);
  }
  const around = tree.parent(at);
  return isFunction(tree, at) ? at : isFunction(tree, around) ? around : undefined;
}

const SET_TO: Readonly<Record<string, string>> = { assignment_expression: 'right', variable_declarator: 'value', pair: 'value' };

/** Of a call that registers a handler, the last argument is it. */
function lastArgument(tree: FlatTree, span: Span): number | undefined {
  const functions = [...nodesIn(tree, 0)].filter((n) => isFunction(tree, n) && covers(span, tree.span(n)));
  return functions.filter((n) => tree.type(tree.parent(n)) === 'arguments').at(-1);
}
