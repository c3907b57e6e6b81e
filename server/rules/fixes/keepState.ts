/** Keeps a random `state` in the session when an OAuth flow begins, and compares it when it ends. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { bringIntoScope } from './javascriptImport';
import { memberOf, withMember } from './javascriptObject';
import { joined } from './javascriptScope';
import { fileNewline, fileQuote, fileSemicolon, indentAt } from './javascriptText';
import { enclosingFunction, enclosingStatement, nodesIn, parameterNames } from './javascriptTree';

export const keepState: FixMaker = {
  languages: ['javascript'],
  make(context): Fix | undefined {
    const { message } = context.finding;
    if (/redeems a code, and nothing here looks at the `state`/.test(message)) return compared(context);
    return /is told a `state` that is the same|sends no `state` along/.test(message) ? begun(context) : undefined;
  },
};

/** Where the two halves of the flow meet; the compiler knows of no such field of a session. */
const kept = (file: string, request: string): string =>
  /\.[mc]?tsx?$/.test(file) ? `(${request}.session as any).oauthState` : `${request}.session.oauthState`;

function begun(context: FixContext): Fix | undefined {
  const { tree, file, finding } = context;
  const node = context.nodeAt(finding.span);
  const [request] = parameterNames(tree, node);
  const inside = [...nodesIn(tree, node)].find((n) => tree.type(n) === 'object' && tree.end(n) <= finding.span.end);
  const options = inside ?? objectAround(tree, node);
  const crypto = bringIntoScope(tree, file, { module: 'crypto', name: 'randomBytes', local: 'randomBytes' });
  if (request === undefined || options === undefined || !crypto || !isOfExpress(tree, node)) return undefined;
  const quote = fileQuote(tree);
  const value = `(${kept(file, request)} = ${crypto.text}(16).toString(${quote}hex${quote}))`;
  const member = memberOf(tree, options, 'state');
  const known = member < 0 ? -1 : tree.childNamed(member, 'value');
  if (member >= 0 && known < 0) return undefined;
  const edits = known < 0 ? withMember(context, options, 'state', value) : [{ file, span: tree.span(known), text: value }];
  const title = 'Send a random `state` along and keep it in the session, to be compared when the answer comes';
  return { title, kind: 'guided', edits: joined([...crypto.edits, ...edits, ...endings(context)]) };
}

function objectAround(tree: FlatTree, node: number): number | undefined {
  for (let n = node, hops = 0; n > 0 && hops < 3; n = tree.parent(n), hops++) if (tree.type(n) === 'object') return n;
  return undefined;
}

/** Where the file itself ends the flow it looks at the state from now on. */
function endings(context: FixContext): readonly Edit[] {
  const { tree } = context;
  const codes = [...nodesIn(tree, 0)].filter((n) => tree.type(n) === 'member_expression' && /\.query\.code$/.test(tree.textOf(n)));
  return codes.flatMap((n) => {
    const owner = enclosingFunction(tree, n);
    return owner > 0 && !/\bstate\b/.test(tree.textOf(owner)) ? (comparedAt(context, n)?.edits ?? []) : [];
  });
}

const compared = (context: FixContext): Fix | undefined => comparedAt(context, context.nodeAt(context.finding.span));

function comparedAt({ tree, file }: FixContext, node: number): Fix | undefined {
  const [request, response] = parameterNames(tree, node);
  const statement = enclosingStatement(tree, node);
  if (request === undefined || response === undefined || statement < 0 || !isOfExpress(tree, node)) return undefined;
  const at = tree.start(statement);
  const state = kept(file, request);
  const line = `if (!${state} || ${request}.query.state !== ${state}) return ${response}.sendStatus(403)${fileSemicolon(tree)}`;
  const edit: Edit = { file, span: { start: at, end: at }, text: line + fileNewline(tree) + indentAt(tree.text, at) };
  return { title: 'Compare the `state` with the one that the session keeps', kind: 'guided', edits: [edit] };
}

/** What is answered there is answered in Express's way, to a request that may have a session. */
function isOfExpress(tree: FlatTree, node: number): boolean {
  const owner = enclosingFunction(tree, node);
  return owner > 0 && /\bres\w*\.(?:redirect|send|json|sendStatus|status|end|render)\(/.test(tree.textOf(owner));
}
