/** Moves values out of the text of an SQL statement into bound parameters of a DB-API call. */
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { type BoundValue, bindingTitle, bindValues } from './bindValues';
import { takeApart } from './codeText';
import { bare, type CallPlace, callAround, findingCall, insertion, replacement, settledValue } from './codeTree';
import { fileQuote } from './pythonText';

export const bindInPython: FixMaker = { languages: ['python'], make };

function make(context: FixContext): Fix | undefined {
  const place = findingCall(context);
  // Only a call that has no values yet.
  if (!place || place.args.length !== 1 || place.args[0] !== place.argument) return undefined;
  if (/^(?:\w+\.)?text$/.test(place.callee)) return inText(context, place);
  const has = (module: RegExp): boolean => context.tree.namedChildren(0).some((n) => module.test(context.tree.textOf(n)));
  if (/\.(?:fetch|fetchrow|fetchval|execute)$/.test(place.callee) && has(/^(?:import|from) asyncpg\b/)) return inAsyncpg(context, place);
  return /\.(?:execute|raw)$/.test(place.callee) ? inCursor(context, place) : undefined;
}

/** `cursor.execute(text, (value,))`. */
function inCursor(context: FixContext, place: CallPlace): Fix | undefined {
  const mark = markOf(context.tree);
  if (mark === undefined) return undefined;
  const list = (values: readonly string[]): string => (values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`);
  return bound(
    context,
    place,
    () => mark,
    mark === '%s' ? '%' : '',
    (values) => list(values.map((v) => v.text)),
    place.argument,
  );
}

/** `connection.fetch("… $1", value)`. */
function inAsyncpg(context: FixContext, place: CallPlace): Fix | undefined {
  return bound(
    context,
    place,
    (i) => `$${i + 1}`,
    '',
    (values) => values.map((v) => v.text).join(', '),
    place.argument,
  );
}

/** `session.execute(text("… :name"), {"name": name})`. */
function inText(context: FixContext, place: CallPlace): Fix | undefined {
  const { tree } = context;
  const run = callAround(tree, place.call, tree.start(place.call));
  if (!run || run.argument !== place.call || run.args.length !== 1 || !/\.(?:execute|scalars?|stream)$/.test(run.callee)) return undefined;
  const q = fileQuote(tree);
  const fields = (values: readonly BoundValue[]): string => `{${values.map((v) => `${q}${v.name}${q}: ${v.text}`).join(', ')}}`;
  return bound(context, place, (_, name) => `:${name}`, '', fields, place.call);
}

/** The text with placeholders, and what is passed behind `after`. */
function bound(
  context: FixContext,
  place: CallPlace,
  mark: (place: number, name: string) => string,
  doubled: string,
  pass: (values: readonly BoundValue[]) => string,
  after: number,
): Fix | undefined {
  const { tree } = context;
  const built = takeApart(tree, settledValue(tree, bare(tree, place.argument)));
  const read = built && bindValues(tree, built, mark, doubled);
  if (!built || !read || read.known > 0) return undefined;
  const values = read.values.map((v) => (v.count && !v.text.startsWith('int(') ? { ...v, text: `int(${v.text})` } : v));
  return {
    title: bindingTitle(read.values, tree),
    kind: 'safe',
    edits: [replacement(context, built.node, read.text), insertion(context, tree.end(after), `, ${pass(values)}`)],
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
