/** Turns values of a document database's filter into strings, so that none can be an operator object. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { bare, findingArgument } from './javascriptTree';
import { taintTest } from './taintedParts';

export const coerceToString: FixMaker = { languages: ['javascript'], make };

function make(context: FixContext): Fix | undefined {
  const { tree, file } = context;
  const place = findingArgument(context);
  if (place === undefined) return undefined;
  const values: number[] = [];
  collectValues(context, filterObject(context, place.argument), taintTest(context), values);
  if (values.length === 0) return undefined;
  const edits = values.map((n): Edit => {
    const text = tree.textOf(n);
    return {
      file,
      span: tree.span(n),
      text: tree.type(n) === 'shorthand_property_identifier' ? `${text}: String(${text})` : `String(${text})`,
    };
  });
  return { title: `Turn ${values.map((n) => `\`${tree.textOf(n)}\``).join(' and ')} into a string`, kind: 'safe', edits };
}

/** The filter written out: the argument, or what its variable was set to. */
function filterObject(context: FixContext, argument: number): number {
  const { tree } = context;
  const n = bare(tree, argument);
  if (tree.type(n) !== 'identifier') return n;
  const name = tree.textOf(n);
  for (let i = tree.count - 1; i >= 0; i--) {
    if (tree.type(i) !== 'variable_declarator' || tree.start(i) > tree.start(n)) continue;
    const value = tree.childNamed(i, 'value');
    if (tree.textOf(tree.childNamed(i, 'name')) === name)
      return value >= 0 && tree.type(bare(tree, value)) === 'object' ? bare(tree, value) : n;
  }
  return n;
}

/** Values of the object that carry the finding's value, through operators and lists. */
function collectValues(context: FixContext, n: number, carries: (node: number) => boolean, out: number[]): void {
  const { tree } = context;
  if (tree.type(n) !== 'object' && tree.type(n) !== 'array') return;
  for (const child of tree.namedChildren(n)) {
    if (tree.type(child) === 'pair') collectValue(context, tree.childNamed(child, 'value'), carries, out);
    else if (tree.type(child) !== 'spread_element') collectValue(context, child, carries, out);
  }
}

function collectValue(context: FixContext, n: number, carries: (node: number) => boolean, out: number[]): void {
  const { tree } = context;
  const inner = bare(tree, n);
  const type = tree.type(inner);
  if (type === 'object' || type === 'array') collectValues(context, inner, carries, out);
  else if (carries(inner) && SIMPLE.has(type)) out.push(inner);
}

const SIMPLE = new Set([
  'identifier',
  'shorthand_property_identifier',
  'member_expression',
  'subscript_expression',
  'binary_expression',
  'ternary_expression',
]);
