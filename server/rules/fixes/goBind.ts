/** Moves values out of the text of an SQL statement into arguments of the call, for database/sql and what is built on it. */
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { type BoundText, bindingTitle, bindValues, mixed } from './bindValues';
import { takeApart } from './codeText';
import { bare, type CallPlace, findingCall, insertion, nodesIn, receiverOf, replacement, soleUseValue } from './codeTree';
import { isTextType, typeOf } from './codeTypes';
import { importedPaths } from './goImport';
import { withImports } from './inScope';

export const bindInGo: FixMaker = { languages: ['go'], make };

/** Methods that take values behind the text, whatever comes before it. */
const TAKES_VALUES =
  /^(?:Query(?:Row)?x?(?:Context)?|(?:Must)?Exec(?:Context)?|(?:Get|Select)(?:Context)?|Raw|Where|Or|Not|Having|Joins|Find|First|Last|Take|Delete|Expr|NewRaw)$/;

function make(context: FixContext): Fix | undefined {
  const { tree } = context;
  const place = findingCall(context);
  if (!place || !TAKES_VALUES.test(place.name)) return undefined;
  const dialect = dialectOf(tree, place);
  const built = takeApart(tree, soleUseValue(tree, bare(tree, place.argument)));
  const bound = built && bindValues(tree, built, (i) => (dialect.dollar ? `$${i + 1}` : '?'));
  if (!built || !bound) return undefined;
  const passed = argumentEdits(context, place, bound, dialect.dollar);
  if (!passed) return undefined;
  const title = bindingTitle(bound.values, tree);
  // Some databases count rows by numbers alone.
  const counts = !dialect.dollar && bound.values.some((v) => v.count && v.hole !== undefined && isTextType(typeOf(tree, v.hole)));
  return {
    title: dialect.known ? title : `${title} (\`?\`; for PostgreSQL \`$1\`)`,
    kind: dialect.known && !counts ? 'safe' : 'guided',
    edits: withImports(context, [replacement(context, built.node, bound.text), ...passed], []),
  };
}

function argumentEdits(
  context: FixContext,
  place: CallPlace,
  bound: BoundText,
  dollar: boolean,
): ReturnType<typeof insertion>[] | undefined {
  const { tree } = context;
  const values = bound.values.map((v) => v.text);
  const known = place.args.slice(place.args.indexOf(place.argument) + 1);
  if (known.length !== bound.known || known.some((n) => tree.type(n) === 'variadic_argument')) return undefined;
  const last = known.at(-1);
  if (last === undefined) return [insertion(context, tree.end(place.argument), `, ${values.join(', ')}`)];
  if (dollar) return [insertion(context, tree.end(last), `, ${values.join(', ')}`)];
  const all = mixed(
    known.map((n) => tree.textOf(n)),
    bound.values,
  );
  return [{ file: context.file, span: { start: tree.start(known[0]), end: tree.end(last) }, text: all.join(', ') }];
}

interface Dialect {
  readonly dollar: boolean;
  /** False where it is only the likelier of the two. */
  readonly known: boolean;
}

/** Which placeholders the driver takes, told from imports and from other statements of the file. */
function dialectOf(tree: FlatTree, place: CallPlace): Dialect {
  const paths = importedPaths(tree);
  const has = (pattern: RegExp): boolean => paths.some((p) => pattern.test(p));
  if (has(/^gorm\.io\/gorm$|jinzhu\/gorm|uptrace\/bun/) && isBuilder(tree, place)) return { dollar: false, known: true };
  if (has(/jackc\/pgx|lib\/pq|go-pg/)) return { dollar: true, known: true };
  if (has(/go-sql-driver\/mysql|sqlite|go-mssqldb|gocql|snowflake|duckdb/)) return { dollar: false, known: true };
  return fromOtherStatements(tree) ?? { dollar: false, known: false };
}

/** A mapper writes the statement itself: by the name of the call, or by what it is called on. */
function isBuilder(tree: FlatTree, place: CallPlace): boolean {
  if (/^(?:Query|Get|Select|ExecContext|MustExec)/.test(place.name)) return false;
  if (place.name !== 'Exec') return true;
  const receiver = receiverOf(tree, place.call);
  const type = receiver < 0 ? undefined : typeOf(tree, receiver);
  return type === undefined ? place.args[0] === place.argument : /gorm|bun/.test(type);
}

function fromOtherStatements(tree: FlatTree): Dialect | undefined {
  for (const n of nodesIn(tree, 0)) {
    if (!/^(?:raw|interpreted)_string_literal$/.test(tree.type(n))) continue;
    const text = tree.textOf(n);
    if (!/\b(?:select|insert|update|delete)\b/i.test(text)) continue;
    if (/[=(,\s]\$\d/.test(text)) return { dollar: true, known: true };
    if (/[=(,]\s*\?/.test(text)) return { dollar: false, known: true };
  }
  return undefined;
}
