/** Moves values out of the text of an SQL statement into bound parameters of a DB-API call. */
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { bindingTitle, bindValues } from './bindValues';
import { takeApart } from './codeText';
import { bare, findingCall, insertion, settledValue } from './codeTree';

export const bindInPython: FixMaker = { languages: ['python'], make };

function make(context: FixContext): Fix | undefined {
  const { tree, file } = context;
  const place = findingCall(context);
  // Only a call that takes its values in a second argument, and has none yet.
  if (!place || !/\.(?:execute|raw)$/.test(place.callee) || place.args.length !== 1 || place.args[0] !== place.argument) return undefined;
  const mark = markOf(tree);
  const built = mark === undefined ? undefined : takeApart(tree, settledValue(tree, bare(tree, place.argument)));
  const bound = built && mark !== undefined ? bindValues(tree, built, () => mark, mark === '%s' ? '%' : '') : undefined;
  if (!built || !bound || bound.known > 0) return undefined;
  const values = bound.values.map((v) => (v.count && !v.text.startsWith('int(') ? `int(${v.text})` : v.text));
  const list = values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;
  return {
    title: bindingTitle(bound.values, tree),
    kind: 'safe',
    edits: [{ file, span: tree.span(built.node), text: bound.text }, insertion(context, tree.end(place.argument), `, ${list}`)],
  };
}

/** The placeholder of the driver the file imports; undefined where several or none are known. */
function markOf(tree: FlatTree): string | undefined {
  const marks = new Set<string>();
  for (const n of tree.namedChildren(0)) {
    if (!/^import|^from/.test(tree.textOf(n))) continue;
    if (/\b(?:sqlite3|aiosqlite|pyodbc|duckdb)\b/.test(tree.textOf(n))) marks.add('?');
    if (/\b(?:psycopg2?|pymysql|MySQLdb|mysql\.connector|django\.db|aiomysql|aiopg|pg8000)\b/.test(tree.textOf(n))) marks.add('%s');
  }
  return marks.size === 1 ? [...marks][0] : undefined;
}
