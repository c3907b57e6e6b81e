/** Takes who asks from where the rest of the file takes it, and leaves a role that the client names to the record's default. */
import type { Edit } from '../../base/edit';
import type { Span } from '../../base/span';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { nodesIn } from './codeTree';

export const knownByServer: FixMaker = {
  languages: ['javascript', 'python', 'go'],
  make: (context) => (/registers would like/.test(context.finding.message) ? withoutRole(context) : byPrincipal(context)),
};

// --- who asks

/** What names whoever has been let in, as frameworks and their sign-ins have it. */
const PRINCIPALS: Readonly<Record<string, RegExp>> = {
  javascript: /\b(\w+)\.(?:user|auth|session\.user|state\.user|currentUser)\.(?:id|_id|userId|sub|uid)\b(?!\s*=[^=])/,
  python: /\b(current_user|g\.user|request\.user)\.(?:id|pk|user_id)\b(?!\s*=[^=])/,
  go: /\b(\w+)\.(?:GetString|GetInt|GetInt64|GetUint)\("(?:user_?id|uid|sub)"\)/i,
};

function byPrincipal({ text, tree, file, finding, language, nodeAt }: FixContext): Fix | undefined {
  if (!/says who asks/.test(finding.message)) return undefined;
  const [principal, root] = PRINCIPALS[language].exec(text) ?? [];
  const [source] = finding.steps;
  if (principal === undefined || source?.file !== file) return undefined;
  const written = text.slice(source.span.start, source.span.end);
  // The same request, by the same name, and all of what is read of it.
  if (language !== 'python' && !new RegExp(`^${root}\\b`).test(written)) return undefined;
  const node = nodeAt(source.span);
  if (tree.start(node) !== source.span.start || tree.end(node) !== source.span.end || tree.fieldName(node) === 'object') return undefined;
  if (/(?:cookies|headers|body|query)$/.test(written)) return undefined;
  return {
    title: `Take it from \`${principal}\`, as elsewhere here`,
    kind: 'guided',
    edits: [{ file, span: source.span, text: principal }],
  };
}

// --- what a new record may

function withoutRole({ tree, file, finding, nodeAt }: FixContext): Fix | undefined {
  const at = nodeAt(finding.span);
  const member = [at, ...[...nodesIn(tree, at)], tree.parent(at), tree.parent(tree.parent(at))].find((n) => n > 0 && isMember(tree, n));
  if (member === undefined) return undefined;
  const edit: Edit = { file, span: withComma(tree, member), text: '' };
  const [name] = /^\w+/.exec(tree.textOf(member)) ?? ['it'];
  return { title: `Leave \`${name}\` to the default`, kind: 'guided', edits: [edit] };
}

function isMember(tree: FlatTree, n: number): boolean {
  const type = tree.type(n);
  return type === 'shorthand_property_identifier' || type === 'pair' || type === 'keyword_argument';
}

/** One of several, with the comma that sets it apart. */
export function withComma(tree: FlatTree, member: number): Span {
  const holder = tree.parent(member);
  const all = tree.namedChildren(holder);
  const index = all.indexOf(member);
  const [before, after] = [all[index - 1], all[index + 1]];
  if (before !== undefined) return { start: tree.end(before), end: tree.end(member) };
  if (after !== undefined) return { start: tree.start(member), end: tree.start(after) };
  return { start: tree.start(holder) + 1, end: tree.end(holder) - 1 };
}
