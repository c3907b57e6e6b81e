/** Takes a column, table or direction in an SQL statement from a list, since a name cannot be a bound parameter. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { statementOf } from './bindParameters';
import { fileNewline, fileQuote, fileSemicolon, indentAt, quoted } from './javascriptText';
import { enclosingFunction, enclosingStatement, findingArgument, freeName } from './javascriptTree';
import { positions } from './sqlPositions';
import { taintTest } from './taintedParts';
import { holeText, takeApart } from './textParts';

export const allowListName: FixMaker = { languages: ['javascript'], make };

function make(context: FixContext): Fix | undefined {
  const { tree, file } = context;
  const place = findingArgument(context);
  const node = place === undefined ? -1 : statementOf(context, place);
  const built = node < 0 ? undefined : takeApart(tree, node);
  const statement = node < 0 ? -1 : enclosingStatement(tree, node);
  if (built === undefined || statement < 0) return undefined;
  const values = new Set(positions(built.cells).bindings.flatMap((b) => b.value));
  const carries = taintTest(context);
  const names = built.cells.filter((c) => c.hole !== undefined && !values.has(c) && carries(c.hole));
  if (names.length !== 1) return undefined;
  // Between quotes stands a value.
  if (built.cells[built.cells.indexOf(names[0]) - 1]?.char === "'") return undefined;
  const hole = names[0].hole as number;
  const list = freeName(tree, enclosingFunction(tree, statement), 'allowedNames');
  const entry = /\ballowed\b/.test(holeText(tree, hole)) ? 'entry' : 'allowed';
  const before = built.cells.slice(0, built.cells.indexOf(names[0])).map((c) => c.char ?? 'x');
  const fallback = exampleFor(before.join(''));
  const first = quoted(fallback, fileQuote(tree));
  const at = tree.start(statement);
  const chosen = `${list}.find((${entry}) => ${entry} === ${holeText(tree, hole)}) ?? ${first}`;
  // In a template the expression stands alone, in a sum it needs its own brackets.
  const edits: Edit[] = [
    {
      file,
      span: { start: at, end: at },
      text: `const ${list} = [${first}]${fileSemicolon(tree)}${fileNewline(tree)}${indentAt(tree.text, at)}`,
    },
    { file, span: tree.span(hole), text: tree.type(tree.parent(hole)) === 'template_substitution' ? chosen : `(${chosen})` },
  ];
  return { title: `Take \`${holeText(tree, hole)}\` from a list of allowed names`, kind: 'guided', edits };
}

/** The developer puts the real names there; this one only says of what kind they are. */
function exampleFor(before: string): string {
  if (/\b(?:from|join|into|update|table)\s+$/i.test(before)) return 'table_name';
  return /\border\s+by\s+[\w.,\s]*\w\s+$/i.test(before) && !/\bby\s+$/i.test(before) ? 'asc' : 'id';
}
