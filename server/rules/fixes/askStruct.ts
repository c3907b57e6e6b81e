/** Has a handler of Go ask what the tags of a struct say of its fields, once a request has been read into it. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext, FixMaker } from '../fix';
import { argumentsOf, isCall, linesAfter, nodesIn, statementAround } from './codeTree';
import { packageName } from './goImport';
import { withImports } from './inScope';
import { refusal } from './refusal';

export const askTags: FixMaker = {
  languages: ['go'],
  make(context) {
    if (!/nothing looks at what its tags ask/.test(context.finding.message)) return undefined;
    const edits = askStruct(context, []);
    return edits && { title: 'Ask what the tags say of its fields', kind: 'guided', edits };
  },
};

const VALIDATOR = 'github.com/go-playground/validator/v10';

/** Together with other edits of the file, since its imports are changed at once. */
export function askStruct(context: FixContext, others: readonly Edit[]): readonly Edit[] | undefined {
  const { tree, finding } = context;
  const call = [...nodesIn(tree, 0)].find(
    (n) => isCall(tree, n) && tree.start(n) === finding.span.start && tree.end(n) <= finding.span.end,
  );
  const given =
    call === undefined ? undefined : argumentsOf(tree, call).find((n) => /^&?\w+$/.test(tree.textOf(n)) && tree.textOf(n).startsWith('&'));
  const after = call === undefined ? -1 : behind(tree, call);
  const way = after < 0 || call === undefined ? undefined : refusal(context, call, 'bad request');
  if (given === undefined || after < 0 || !way) return undefined;
  const own = validatorOf(tree);
  const name = own ?? `${packageName(tree, VALIDATOR)}.New()`;
  const lines = [`if err := ${name}.Struct(${tree.textOf(given)}); err != nil {`, ...way.lines.map((line) => `\t${line}`), '}'];
  const needs = own === undefined ? [...way.needs, { goPackage: VALIDATOR, name: '' }] : way.needs;
  return withImports(context, [...others, linesAfter(context, after, lines)], needs);
}

/** What deals with the error of reading, behind which the struct is filled. */
function behind(tree: FlatTree, call: number): number {
  const statement = statementAround(tree, call);
  if (statement < 0) return -1;
  const block = tree.parent(statement);
  if (tree.type(statement) === 'if_statement') return statement;
  const siblings = tree.namedChildren(block);
  const next = siblings[siblings.indexOf(statement) + 1];
  return next !== undefined && tree.type(next) === 'if_statement' && /\berr\b/.test(tree.textOf(tree.childNamed(next, 'condition')))
    ? next
    : -1;
}

/** A variable of the file that holds a validator. */
function validatorOf(tree: FlatTree): string | undefined {
  const local = packageName(tree, VALIDATOR);
  return new RegExp(`^var (\\w+) = ${local}\\.New\\(`, 'm').exec(tree.text)?.[1];
}
