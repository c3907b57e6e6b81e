/** Writes an expression so that a compiler takes it for a string, where its declared type says it may be more. */
import type { FlatTree } from '../../syntax/flatTree';
import { bare, declaratorOf, isFunction, nodesIn } from './javascriptTree';
import { holeText } from './textParts';

/** Methods that leave a string behind. */
const GIVES_TEXT = /\.(?:trim|toString|toLowerCase|toUpperCase|slice|substring|replace|replaceAll|join|padStart|padEnd)$/;

/** The expression's text, in `String(…)` in a typed file whose types may not have it for a string. */
export function asText(tree: FlatTree, file: string, node: number): string {
  const text = holeText(tree, node);
  return /\.[mc]?tsx?$/.test(file) && !isPlainText(tree, node) ? `String(${text})` : text;
}

function isPlainText(tree: FlatTree, node: number): boolean {
  const text = tree.textOf(node);
  // An assertion is the author's word, and a body has no type of its own.
  if (/\bas\s+(?:string|any)\b/.test(text)) return true;
  const n = bare(tree, node);
  switch (tree.type(n)) {
    case 'string':
    case 'template_string':
      return true;
    case 'call_expression': {
      const callee = tree.textOf(tree.childNamed(n, 'function'));
      return callee === 'String' || GIVES_TEXT.test(callee);
    }
    case 'binary_expression':
    case 'ternary_expression':
      return tree
        .namedChildren(n)
        .slice(-2)
        .some((part) => tree.type(part) === 'string' || tree.type(part) === 'template_string');
    case 'identifier':
      return nameIsText(tree, n);
    default:
      return /\.(?:params|body)\b|\.(?:originalUrl|path|hostname|originalname)$/.test(text);
  }
}

function nameIsText(tree: FlatTree, use: number): boolean {
  const declarator = declaratorOf(tree, use);
  if (declarator >= 0) {
    const type = tree.childNamed(declarator, 'type');
    if (type >= 0) return /^:\s*(?:string|any)$/.test(tree.textOf(type));
    return isPlainText(tree, tree.childNamed(declarator, 'value'));
  }
  const name = tree.textOf(use);
  for (let owner = tree.parent(use); owner > 0; owner = tree.parent(owner)) {
    const parameters = isFunction(tree, owner) ? tree.childNamed(owner, 'parameters') : -1;
    const own =
      parameters < 0 ? [] : [...nodesIn(tree, parameters)].filter((n) => tree.type(n) === 'identifier' && tree.textOf(n) === name);
    if (own.length > 0) return /:\s*(?:string|any)\b/.test(tree.textOf(tree.parent(own[0])));
  }
  // The element of a loop, or a part of something taken apart: a part of a body is anything, a part of a path is text.
  return destructuredFrom(tree, name, /\.(?:params|body)$/) || isLoopText(tree, name);
}

function destructuredFrom(tree: FlatTree, name: string, from: RegExp): boolean {
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) !== 'variable_declarator') continue;
    const pattern = tree.childNamed(n, 'name');
    const value = tree.childNamed(n, 'value');
    if (tree.type(pattern) !== 'object_pattern' || value < 0) continue;
    if (new RegExp(`\\b${name}\\b`).test(tree.textOf(pattern)) && from.test(tree.textOf(value))) return true;
  }
  return false;
}

function isLoopText(tree: FlatTree, name: string): boolean {
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) !== 'for_in_statement' || tree.textOf(tree.childNamed(n, 'left')) !== name) continue;
    return /\.split\(/.test(tree.textOf(tree.childNamed(n, 'right')));
  }
  return false;
}
