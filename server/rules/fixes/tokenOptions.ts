/** Gives the calls that issue and check tokens the options they lack: a list of algorithms, an end. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { fileQuote, quoted, stringContent } from './javascriptText';
import { calleeName, calleeOf, isFunction } from './javascriptTree';

export const addAlgorithms: FixMaker = { languages: ['javascript'], make: algorithms };
export const addExpiry: FixMaker = { languages: ['javascript'], make: expiry };

const ASYMMETRIC = 'RS256';
const SHARED = 'HS256';

function algorithms(context: FixContext): Fix | undefined {
  const { tree, file, finding } = context;
  const node = context.nodeAt(finding.span);
  const q = (text: string): string => quoted(text, fileQuote(tree));
  if (tree.type(node) === 'string') return withoutAlgorithm(context, node, q);
  if (tree.type(node) === 'true' && /have ended/.test(finding.message)) {
    return { title: 'Reject tokens that have ended', kind: 'guided', edits: [{ file, span: finding.span, text: 'false' }] };
  }
  if (!/choice of algorithm/.test(finding.message)) return undefined;
  const edit = addOption(context, node, `algorithms: [${q(ASYMMETRIC)}]`);
  return edit && { title: `Accept ${ASYMMETRIC} only`, kind: 'safe', edits: [edit] };
}

/** Takes one entry out of a list, or puts a sound algorithm in its place where it is the only one. */
function withoutAlgorithm({ tree, file }: FixContext, node: number, q: (text: string) => string): Fix | undefined {
  const name = stringContent(tree, node) ?? '';
  if (!/^(?:none|HS\d+)$/i.test(name)) return undefined;
  const list = tree.parent(node);
  const items = tree.type(list) === 'array' ? tree.namedChildren(list) : [];
  const bad = items.filter((n) => tree.type(n) === 'string' && isLike(stringContent(tree, n) ?? '', name));
  if (items.length > bad.length) {
    const rest = items.filter((n) => !bad.includes(n)).map((n) => tree.textOf(n));
    const what = name.toLowerCase() === 'none' ? 'tokens without a signature' : 'shared-key algorithms';
    return { title: `Do not accept ${what}`, kind: 'safe', edits: [{ file, span: tree.span(list), text: `[${rest.join(', ')}]` }] };
  }
  if (name.toLowerCase() === 'none') {
    return { title: `Sign and check with ${SHARED}`, kind: 'guided', edits: [{ file, span: tree.span(node), text: q(SHARED) }] };
  }
  return { title: `Accept ${ASYMMETRIC} only`, kind: 'guided', edits: [{ file, span: tree.span(node), text: q(ASYMMETRIC) }] };
}

const isLike = (a: string, b: string): boolean => (/^none$/i.test(b) ? /^none$/i.test(a) : a.startsWith('HS'));

function expiry(context: FixContext): Fix | undefined {
  const { tree, file, finding } = context;
  const node = context.nodeAt(finding.span);
  const end = quoted('15m', fileQuote(tree));
  if (/ lives /.test(finding.message)) {
    return { title: 'Let the token end after 15 minutes', kind: 'guided', edits: [{ file, span: tree.span(node), text: end }] };
  }
  if (!/never ends/.test(finding.message)) return undefined;
  const edit = addOption(context, node, `expiresIn: ${end}`);
  return edit && { title: 'Let the token end after 15 minutes', kind: 'guided', edits: [edit] };
}

/** Puts an option into the third argument, or adds that argument before a callback. */
function addOption({ tree, file }: FixContext, call: number, option: string): Edit | undefined {
  const callee = calleeOf(tree, call);
  if (callee < 0 || !/^(?:sign|verify|jwtVerify)$/.test(calleeName(tree, callee))) return undefined;
  const args = tree.namedChildren(tree.childNamed(call, 'arguments'));
  const options = args[2];
  if (args.length < 2) return undefined;
  if (options === undefined || isFunction(tree, options)) {
    const at = tree.end(args[1]);
    return { file, span: { start: at, end: at }, text: `, { ${option} }` };
  }
  return tree.type(options) === 'object' ? intoObject(tree, file, options, option) : undefined;
}

function intoObject(tree: FlatTree, file: string, object: number, option: string): Edit {
  const last = tree.namedChildren(object).at(-1);
  if (last === undefined) return { file, span: tree.span(object), text: `{ ${option} }` };
  const at = tree.end(last);
  return { file, span: { start: at, end: at }, text: `, ${option}` };
}
