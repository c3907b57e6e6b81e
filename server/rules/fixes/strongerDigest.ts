/** Puts SHA-256 where Java and Go have a broken digest. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { argumentsOf, bare, calleeText, isCall, nodesIn, receiverOf, replacement, settledValue } from './codeTree';
import { packageName } from './goImport';
import { withImports } from './inScope';

export const strongerDigest: FixMaker = { languages: ['java', 'go'], make };

function make(context: FixContext): Fix | undefined {
  const { finding, file, nodeAt } = context;
  const digest = finding.message.startsWith('A digest');
  const [step] = finding.steps;
  const from = digest && step?.file === file ? nodeAt(step.span) : nodeAt(finding.span);
  const edits = context.language === 'go' ? inGo(context, from) : inJava(context, from);
  // Passwords need a slow hash, and what is stored must go on being understood.
  return edits && { title: 'Hash with SHA-256', kind: digest ? 'safe' : 'guided', edits };
}

/** Calls that a place belongs to: those around it, what they are called on, and what they are given. */
function callsNear(tree: FlatTree, from: number): number[] {
  const out: number[] = [];
  for (let n = from, hops = 0; n > 0 && hops < 6; n = tree.parent(n), hops++) {
    if (!isCall(tree, n)) continue;
    const receiver = receiverOf(tree, n);
    const near = [n, ...(receiver < 0 ? [] : [receiver]), ...argumentsOf(tree, n)];
    out.push(...near, ...near.map((at) => bare(tree, settledValue(tree, bare(tree, at)))));
    if (/(?:statement|declaration)$/.test(tree.type(tree.parent(n)))) break;
  }
  return [...out, ...[...nodesIn(tree, from)]].filter((n) => isCall(tree, n));
}

const CODEC: Readonly<Record<string, string>> = {
  md5: 'sha256',
  md5Hex: 'sha256Hex',
  sha: 'sha256',
  sha1: 'sha256',
  sha1Hex: 'sha256Hex',
  shaHex: 'sha256Hex',
};

function inJava(context: FixContext, from: number): readonly Edit[] | undefined {
  const { tree } = context;
  for (const call of callsNear(tree, from)) {
    const callee = calleeText(tree, call);
    const [first] = argumentsOf(tree, call);
    if (/\bMessageDigest\.getInstance$/.test(callee) && first !== undefined && /^"(?:md[245]|sha-?1?)"$/i.test(tree.textOf(first)))
      return [replacement(context, first, '"SHA-256"')];
    const name = tree.childNamed(call, 'name');
    if (/\bDigestUtils\.\w+$/.test(callee) && Object.hasOwn(CODEC, tree.textOf(name)))
      return [replacement(context, name, CODEC[tree.textOf(name)])];
  }
  return undefined;
}

function inGo(context: FixContext, from: number): readonly Edit[] | undefined {
  const { tree } = context;
  for (const call of callsNear(tree, from)) {
    const method = /^(?:md5|sha1)\.(Sum|New)$/.exec(calleeText(tree, call))?.[1];
    if (method === undefined) continue;
    const text = `${packageName(tree, 'crypto/sha256')}.${method === 'Sum' ? 'Sum256' : 'New'}`;
    return withImports(
      context,
      [replacement(context, tree.childNamed(call, 'function'), text)],
      [{ goPackage: 'crypto/sha256', name: 'New' }],
    );
  }
  return undefined;
}
