/** Reads data with a parser where it was evaluated as code. */
import type { Fix, FixContext, FixMaker } from '../fix';
import { holesOf } from './cells';
import { type ArgumentPlace, bare, findingArgument } from './javascriptTree';
import { taintTest } from './taintedParts';
import { takeApart } from './textParts';

export const parseJson: FixMaker = { languages: ['javascript'], make };

function make(context: FixContext): Fix | undefined {
  const { tree, file } = context;
  const place = findingArgument(context);
  if (place === undefined || place.args.length !== 1) return undefined;
  const callee = tree.textOf(place.callee);
  const data = dataIn(context, bare(tree, place.argument));
  if (data === undefined || !readsData(context, place, data)) return undefined;
  if (/^(?:(?:window|globalThis|global)\.)?eval$/.test(callee)) {
    return {
      title: `Parse \`${data}\` as JSON`,
      kind: 'guided',
      edits: [{ file, span: tree.span(place.call), text: `JSON.parse(${data})` }],
    };
  }
  // `new Function('return ' + data)()`
  const outer = tree.parent(place.call);
  const wrapped = tree.type(outer) === 'parenthesized_expression' ? tree.parent(outer) : outer;
  if (callee !== 'Function' || tree.type(wrapped) !== 'call_expression') return undefined;
  return { title: `Parse \`${data}\` as JSON`, kind: 'guided', edits: [{ file, span: tree.span(wrapped), text: `JSON.parse(${data})` }] };
}

/** Brackets around the value, a `return` before it, or a name that speaks of data; an expression to compute is none. */
function readsData(context: FixContext, place: ArgumentPlace, data: string): boolean {
  const { tree } = context;
  const parent = tree.parent(place.call);
  const assigned = tree.type(parent) === 'variable_declarator' ? tree.textOf(tree.childNamed(parent, 'name')) : '';
  return takeApart(tree, bare(tree, place.argument)) !== undefined || DATA_NAME.test(`${assigned} ${data}`);
}

const DATA_NAME = /json|data|config|settings|options|preferences|payload|state|\.body$/i;

/** The value, when nothing but brackets or a `return` stand around it. */
function dataIn(context: FixContext, node: number): string | undefined {
  const { tree } = context;
  const built = takeApart(tree, node);
  if (built === undefined) return tree.type(node) !== 'binary_expression' && taintTest(context)(node) ? tree.textOf(node) : undefined;
  const holes = holesOf(built);
  const around = built.cells.map((c) => c.char ?? '').join('');
  return holes.length === 1 && /^\s*(?:return\b)?[\s(]*[)\s;]*$/.test(around) ? tree.textOf(holes[0]) : undefined;
}
