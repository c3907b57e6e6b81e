/** Takes sensitive values out of what is logged, and leaves the rest. */
import type { Edit } from '../../base/edit';
import { classify } from '../../data/classify';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { fileQuote, quoted } from './javascriptText';
import { type ArgumentPlace, bare, enclosingFunction, findingArgument, nodesIn } from './javascriptTree';
import { taintTest } from './taintedParts';

export const dropFromLog: FixMaker = { languages: ['javascript'], make };

const HIDDEN = '[redacted]';

function make(context: FixContext): Fix | undefined {
  const { tree, finding } = context;
  const place = findingArgument(context);
  if (!place) return undefined;
  if (/whole environment/.test(finding.message)) return withoutArgument(context, place);
  if (/writes all of it/.test(finding.message)) return redactedCopy(context, place);
  const carries = taintTest(context);
  const isBad = (n: number): boolean => isSensitive(tree, n) || (isSimple(tree, n) && carries(n));
  const argument = bare(tree, place.argument);
  const type = tree.type(argument);
  if (type === 'object') return withoutMembers(context, place, argument, isBad);
  if (type === 'template_string' || type === 'binary_expression') return withoutPieces(context, argument, isBad);
  return isSimple(tree, argument) ? withoutArgument(context, place) : undefined;
}

/** A name or a chain of members: nothing that could have masked the value. */
function isSimple(tree: FlatTree, n: number): boolean {
  const type = tree.type(n);
  if (type === 'identifier' || type === 'shorthand_property_identifier') return true;
  if (type === 'non_null_expression') return isSimple(tree, tree.namedChildren(n)[0]);
  return (
    type === 'member_expression' && (isSimple(tree, tree.childNamed(n, 'object')) || tree.type(tree.childNamed(n, 'object')) === 'this')
  );
}

/** Named like sensitive data. */
function isSensitive(tree: FlatTree, n: number): boolean {
  if (!isSimple(tree, n)) return false;
  const parts = tree.textOf(n).split(/\?\.|!?\./);
  const found = classify(parts.at(-1) ?? '', parts.at(-2));
  return found !== undefined && found.tier <= 3 && (found.confidence !== 'low' || found.type === 'token');
}

function withoutMembers(context: FixContext, place: ArgumentPlace, object: number, isBad: (n: number) => boolean): Fix | undefined {
  const { tree, file } = context;
  const members = tree.namedChildren(object);
  const bad = members.filter((m) => {
    const type = tree.type(m);
    if (type === 'shorthand_property_identifier') return isBad(m);
    return type === 'pair' && isBad(tree.childNamed(m, 'value'));
  });
  if (bad.length === 0) return undefined;
  if (bad.length === members.length) return withoutArgument(context, place);
  const kept = members.filter((m) => !bad.includes(m));
  const names = bad.map((m) => `\`${memberName(tree, m)}\``).join(', ');
  return { title: `Do not log ${names}`, kind: 'safe', edits: removed(tree, file, members, kept) };
}

function memberName(tree: FlatTree, member: number): string {
  return tree.type(member) === 'pair' ? tree.textOf(tree.childNamed(member, 'key')) : tree.textOf(member);
}

/** Removes items of a list with the comma that belongs to each. */
function removed(tree: FlatTree, file: string, items: readonly number[], kept: readonly number[]): readonly Edit[] {
  const edits: Edit[] = [];
  items.forEach((item, i) => {
    if (kept.includes(item)) return;
    const hasKeptBefore = items.slice(0, i).some((x) => kept.includes(x));
    const span = hasKeptBefore
      ? { start: tree.end(items[i - 1]), end: tree.end(item) }
      : { start: tree.start(item), end: tree.start(items[i + 1] ?? item) };
    edits.push({ file, span, text: '' });
  });
  return edits;
}

function withoutPieces(context: FixContext, text: number, isBad: (n: number) => boolean): Fix | undefined {
  const { tree, file } = context;
  const edits: Edit[] = [];
  const visit = (n: number): void => {
    const type = tree.type(n);
    if (type === 'template_string') {
      for (const hole of tree.namedChildren(n)) {
        if (tree.type(hole) !== 'template_substitution') continue;
        const inner = tree.namedChildren(hole)[0];
        if (inner !== undefined && isBad(bare(tree, inner))) edits.push({ file, span: tree.span(hole), text: HIDDEN });
      }
    } else if (type === 'binary_expression') {
      for (const operand of tree.namedChildren(n)) visit(operand);
    } else if (isBad(n)) edits.push({ file, span: tree.span(n), text: quoted(HIDDEN, fileQuote(tree)) });
  };
  visit(text);
  return edits.length === 0 ? undefined : { title: 'Leave the value out of the log', kind: 'safe', edits };
}

function withoutArgument({ tree, file }: FixContext, { args, index, argument, call }: ArgumentPlace): Fix | undefined {
  const name = `\`${tree.textOf(argument).slice(0, 40)}\``;
  const format = args[0] !== argument && /%[sdifjoO]/.test(tree.textOf(args[0]));
  if (args.length > 1 && !format) {
    const kept = args.filter((a) => a !== argument);
    return { title: `Do not log ${name}`, kind: 'safe', edits: removed(tree, file, args, kept) };
  }
  if (index === 0 && tree.type(tree.parent(call)) === 'expression_statement') {
    return { title: `Do not log ${name}`, kind: 'safe', edits: [{ file, span: line(tree, tree.parent(call)), text: '' }] };
  }
  return { title: `Do not log ${name}`, kind: 'safe', edits: [{ file, span: tree.span(argument), text: quoted(HIDDEN, fileQuote(tree)) }] };
}

/** A statement with its line, where it has one of its own. */
function line(tree: FlatTree, statement: number): { start: number; end: number } {
  const { text } = tree;
  const start = text.lastIndexOf('\n', tree.start(statement) - 1) + 1;
  const newline = text.indexOf('\n', tree.end(statement));
  const end = newline < 0 ? text.length : newline + 1;
  const alone = text.slice(start, tree.start(statement)).trim() === '' && text.slice(tree.end(statement), end).trim() === '';
  return alone ? { start, end } : tree.span(statement);
}

/** A copy of the object in which the sensitive fields the function speaks of are hidden. */
function redactedCopy({ tree, file }: FixContext, { argument }: ArgumentPlace): Fix | undefined {
  const whole = bare(tree, argument);
  if (!isSimple(tree, whole)) return undefined;
  const text = tree.textOf(whole);
  const names = /headers$/.test(text) ? ['authorization', 'cookie'] : sensitiveFields(tree, enclosingFunction(tree, argument));
  if (names.length === 0) return undefined;
  const hidden = names.map((name) => `${name}: ${quoted(HIDDEN, fileQuote(tree))}`).join(', ');
  const title = `Hide ${names.map((name) => `\`${name}\``).join(', ')} in what is logged`;
  return { title, kind: 'guided', edits: [{ file, span: tree.span(argument), text: `{ ...${text}, ${hidden} }` }] };
}

function sensitiveFields(tree: FlatTree, owner: number): readonly string[] {
  const out = new Set<string>();
  for (const n of nodesIn(tree, owner)) {
    const type = tree.type(n);
    if (type !== 'property_identifier' && type !== 'shorthand_property_identifier_pattern') continue;
    const found = classify(tree.textOf(n));
    if (found && found.tier <= 2 && found.confidence !== 'low') out.add(tree.textOf(n));
  }
  return [...out];
}
