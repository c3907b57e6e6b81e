/** Lets the framework keep a sent file below its folder: `sendFile(name, { root })`. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { inTitle, splitPath } from './checkPath';
import { bare, calleeName, findingArgument, isFunction, soleUseInitializer } from './javascriptTree';

export const sendFileRoot: FixMaker = { languages: ['javascript'], make };

const CALLBACK = /^(?:next|done|cb|callback)$/;

function make(context: FixContext): Fix | undefined {
  const { tree, file } = context;
  const place = findingArgument(context);
  if (place === undefined || place.index !== 0) return undefined;
  const name = calleeName(tree, place.callee);
  if (name !== 'sendFile' && name !== 'download') return undefined;
  const argument = bare(tree, place.argument);
  const initializer = soleUseInitializer(tree, argument);
  const split = splitPath(context, initializer >= 0 ? initializer : argument);
  if (split === undefined) return undefined;
  const edits: Edit[] = [{ file, span: tree.span(initializer >= 0 ? initializer : argument), text: split.rest }];
  const isCallback = (n: number): boolean => isFunction(tree, n) || (tree.type(n) === 'identifier' && CALLBACK.test(tree.textOf(n)));
  const options = place.args.slice(1).find((n) => !isCallback(n) && tree.type(n) !== 'string' && tree.type(n) !== 'template_string');
  if (options === undefined) {
    // After the path, and after the name a download is given.
    const last = place.args.slice(1).findLast((n) => !isCallback(n)) ?? place.argument;
    edits.push({ file, span: { start: tree.end(last), end: tree.end(last) }, text: `, { root: ${split.root} }` });
  } else {
    if (tree.type(options) !== 'object' || /\broot\b/.test(tree.textOf(options))) return undefined;
    const first = tree.namedChildren(options)[0];
    if (first === undefined) edits.push({ file, span: tree.span(options), text: `{ root: ${split.root} }` });
    else edits.push({ file, span: { start: tree.start(first), end: tree.start(first) }, text: `root: ${split.root}, ` });
  }
  return { title: `Keep \`${name}\` below ${inTitle(split.root)}`, kind: 'safe', edits };
}
