/** Writes SHA-256 where a broken hash function stands. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { bringIntoScope } from './javascriptImport';
import { fileQuote, quoted } from './javascriptText';
import { argumentPlace, bare, calleeName, calleeOf, declaratorOf, nodesIn } from './javascriptTree';

export const strongerHash: FixMaker = { languages: ['javascript'], make };

const TITLE = 'Hash with SHA-256';

function make(context: FixContext): Fix | undefined {
  const { tree, finding } = context;
  // A token made anew each time may change its form; a stored password's hash has others to agree with.
  const kind = finding.message.startsWith('A digest') ? 'safe' : 'guided';
  const call = hashingCall(context);
  if (call < 0) return undefined;
  const edits = sha256Edits(context, call);
  return edits && { title: TITLE, kind, edits: edits.filter((e) => tree.text.slice(e.span.start, e.span.end) !== e.text) };
}

/** The call that hashes: `…update(x)`, `…digest()`, `md5(x)`. */
function hashingCall({ tree, finding, file, nodeAt }: FixContext): number {
  const step = finding.steps[0];
  if (finding.message.startsWith('A digest')) return step?.file === file ? callAt(tree, nodeAt(step.span)) : -1;
  return argumentPlace(tree, nodeAt(finding.span))?.call ?? -1;
}

function callAt(tree: FlatTree, node: number): number {
  return [...nodesIn(tree, node)].find((n) => tree.type(n) === 'call_expression') ?? -1;
}

function sha256Edits(context: FixContext, call: number): readonly Edit[] | undefined {
  const { tree, file } = context;
  const q = fileQuote(tree);
  const creator = creatorOf(tree, call);
  if (creator >= 0) {
    const algorithm = tree.namedChildren(tree.childNamed(creator, 'arguments'))[0];
    if (algorithm === undefined || tree.type(algorithm) !== 'string') return undefined;
    return [{ file, span: tree.span(algorithm), text: quoted('sha256', q) }];
  }
  const callee = calleeOf(tree, call);
  const name = callee < 0 ? '' : calleeName(tree, callee);
  // crypto-js names its functions.
  if (/^(?:MD5|SHA1|RIPEMD160)$/.test(name) && tree.type(callee) === 'member_expression') {
    return [{ file, span: tree.span(tree.childNamed(callee, 'property')), text: 'SHA256' }];
  }
  if (!/^(?:md5|sha1)$/i.test(name) || tree.type(callee) !== 'identifier') return undefined;
  const input = tree.namedChildren(tree.childNamed(call, 'arguments'))[0];
  const scope = bringIntoScope(tree, file, { module: 'crypto', name: 'createHash', local: 'createHash' });
  if (input === undefined || !scope) return undefined;
  const text = `${scope.text}(${quoted('sha256', q)}).update(${tree.textOf(input)}).digest(${quoted('hex', q)})`;
  return [{ file, span: tree.span(call), text }, ...scope.edits];
}

/** `createHash('md5')` at the beginning of the chain, or where the chain's variable was set. */
function creatorOf(tree: FlatTree, from: number): number {
  let n = from;
  for (let hops = 0; hops < 20 && n >= 0; hops++) {
    const type = tree.type(n);
    if (type === 'call_expression') {
      const callee = calleeOf(tree, n);
      if (callee < 0) return -1;
      if (/^(?:createHash|hash)$/.test(calleeName(tree, callee))) return n;
      if (tree.type(callee) !== 'member_expression') return -1;
      n = bare(tree, tree.childNamed(callee, 'object'));
    } else if (type === 'identifier') {
      const declarator = declaratorOf(tree, n);
      n = declarator < 0 ? -1 : bare(tree, tree.childNamed(declarator, 'value'));
    } else return -1;
  }
  return -1;
}
