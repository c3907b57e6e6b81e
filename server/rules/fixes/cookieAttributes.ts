/** Gives cookies in JavaScript the attributes they lack: among the options of the call, or in the object that holds them. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { wantedAttributes } from './cookieWords';
import { memberOf, withMember } from './javascriptObject';
import { fileQuote, quoted } from './javascriptText';
import { bare, calleeOf, declaratorOf } from './javascriptTree';

export const cookieAttributes: FixMaker = { languages: ['javascript'], make };

const NAMES: Readonly<Record<string, string>> = { HttpOnly: 'httpOnly', Secure: 'secure', SameSite: 'sameSite' };

function make(context: FixContext): Fix | undefined {
  const { tree, finding } = context;
  const wanted = wantedAttributes(finding.message);
  const call = callAround(tree, context.nodeAt(finding.span));
  if (call < 0 || wanted.length === 0) return undefined;
  const edits = inOptions(
    context,
    call,
    wanted.map((a) => [NAMES[a], textFor(tree, a)] as const),
  );
  return edits && { title: `Set ${wanted.join(', ')}`, kind: 'safe', edits };
}

/** A program that also runs on a developer's machine, without a certificate, says so by its mode. */
function textFor(tree: FlatTree, attribute: string): string {
  const q = fileQuote(tree);
  if (attribute === 'SameSite') return quoted('lax', q);
  return attribute === 'Secure' && /\bprocess\.env\.NODE_ENV\b/.test(tree.text)
    ? `process.env.NODE_ENV === ${quoted('production', q)}`
    : 'true';
}

function callAround(tree: FlatTree, node: number): number {
  for (let n = node; n > 0; n = tree.parent(n)) {
    if (calleeOf(tree, n) >= 0) return n;
    if (tree.type(n).endsWith('statement')) return -1;
  }
  return -1;
}

function inOptions(context: FixContext, call: number, members: readonly (readonly [string, string])[]): readonly Edit[] | undefined {
  const { tree, file } = context;
  const list = tree.childNamed(call, 'arguments');
  const args = list < 0 ? [] : tree.namedChildren(list);
  const callee = tree.textOf(calleeOf(tree, call));
  const objects = args.map((n) => objectOf(tree, n)).filter((n) => n >= 0);
  const object = objects.at(-1);
  const holds = /session/i.test(callee) && !/^cookieSession$|getIronSession/.test(callee);
  if (holds) return object === undefined ? undefined : inSession(context, object, members);
  if (object !== undefined) return withMembers(context, object, members);
  const last = args.at(-1);
  // Options that are not written out here are for whoever writes them.
  if (last === undefined || args.length > OPTIONS_AFTER(callee)) return undefined;
  const at = tree.end(last);
  return [{ file, span: { start: at, end: at }, text: `, ${written(members)}` }];
}

/** How many arguments stand before the options. */
const OPTIONS_AFTER = (callee: string): number => (/^setSignedCookie$/.test(callee) ? 4 : /^setCookie$/.test(callee) ? 3 : 2);

const written = (members: readonly (readonly [string, string])[]): string => `{ ${members.map(([k, v]) => `${k}: ${v}`).join(', ')} }`;

/** `session({ cookie: { … } })`. */
function inSession(context: FixContext, options: number, members: readonly (readonly [string, string])[]): readonly Edit[] | undefined {
  const { tree } = context;
  const cookie = memberOf(tree, options, 'cookie');
  if (cookie < 0) return withMember(context, options, 'cookie', written(members));
  const inner = objectOf(tree, tree.childNamed(cookie, 'value'));
  return inner < 0 ? undefined : withMembers(context, inner, members);
}

function objectOf(tree: FlatTree, n: number): number {
  if (n < 0) return -1;
  const node = bare(tree, n);
  if (tree.type(node) === 'object') return node;
  const declarator = tree.type(node) === 'identifier' ? declaratorOf(tree, node) : -1;
  const value = declarator < 0 ? -1 : bare(tree, tree.childNamed(declarator, 'value'));
  return value >= 0 && tree.type(value) === 'object' ? value : -1;
}

/** Replaces members that are there, and adds the others behind the last. */
function withMembers(context: FixContext, object: number, members: readonly (readonly [string, string])[]): readonly Edit[] {
  const { tree, file } = context;
  const there = members.filter(([key]) => memberOf(tree, object, key) >= 0);
  const added = members.filter(([key]) => memberOf(tree, object, key) < 0);
  const replaced = there.map(([key, text]): Edit => {
    const member = memberOf(tree, object, key);
    return { file, span: tree.span(tree.childNamed(member, 'value')), text };
  });
  const [first, ...rest] = added;
  if (!first) return replaced;
  const more = rest.map(([key, text]) => `, ${key}: ${text}`).join('');
  return [...replaced, ...withMember(context, object, first[0], first[1] + more)];
}
