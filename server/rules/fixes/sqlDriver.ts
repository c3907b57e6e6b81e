/** How the driver behind a call takes bound values, told from the call and the modules its file brings in. */
import type { FlatTree } from '../../syntax/flatTree';
import { calleeName, nodesIn, receiverText } from './javascriptTree';

export type SqlDriver =
  /** Placeholders in the text, values in an array after it. */
  | { readonly values: 'array'; readonly placeholder: 'dollar' | 'question' }
  /** `prepare(text).get(...values)`. */
  | { readonly values: 'next-call'; readonly placeholder: 'question' }
  /** `query(text, { replacements: [...] })`. */
  | { readonly values: 'replacements'; readonly placeholder: 'question' }
  /** `where(text, { name: value })`. */
  | { readonly values: 'named'; readonly placeholder: 'colon' }
  /** `request.input('name', value).query(text)`. */
  | { readonly values: 'inputs'; readonly placeholder: 'at' }
  /** A tagged template that binds what is interpolated; the tag to use. */
  | { readonly values: 'tag'; readonly tag: string };

const QUESTION: SqlDriver = { values: 'array', placeholder: 'question' };
const DOLLAR: SqlDriver = { values: 'array', placeholder: 'dollar' };

const TAGS: Readonly<Record<string, string>> = {
  $queryRawUnsafe: '$queryRaw',
  $executeRawUnsafe: '$executeRaw',
  $queryRaw: '$queryRaw',
  $executeRaw: '$executeRaw',
};
const BUILDER_TEXT = /^(?:and|or)?(?:where|having)$/i;
const RAW = /^(?:raw|\w+Raw)$/;

export function driverOf(tree: FlatTree, callee: number): SqlDriver | undefined {
  const name = calleeName(tree, callee);
  const receiver = receiverText(tree, callee);
  if (Object.hasOwn(TAGS, name)) return { values: 'tag', tag: receiver ? `${receiver}.${TAGS[name]}` : TAGS[name] };
  if (name === 'raw' && /(?:^|\.)sql$/.test(receiver)) return { values: 'tag', tag: receiver };
  if (RAW.test(name)) return QUESTION;
  if (name === 'prepare') return { values: 'next-call', placeholder: 'question' };
  if (BUILDER_TEXT.test(name)) return { values: 'named', placeholder: 'colon' };
  if (/^(?:run|all|get|each)$/.test(name)) return QUESTION;
  if (name !== 'query' && name !== 'execute') return undefined;
  return ofQuery(tree, name, receiver);
}

function ofQuery(tree: FlatTree, name: string, receiver: string): SqlDriver | undefined {
  const modules = moduleNames(tree);
  const has = (pattern: RegExp): boolean => modules.some((m) => pattern.test(m));
  if (has(/^sequelize(?:-typescript)?$/) || /sequelize/i.test(receiver)) return { values: 'replacements', placeholder: 'question' };
  if (has(/^(?:pg|pg-pool|pg-promise|@neondatabase\/serverless|@vercel\/postgres)$/)) return DOLLAR;
  if (has(/^(?:mysql2?(?:\/promise)?|promise-mysql|mariadb|sqlite3?)$/)) return QUESTION;
  if (has(/^mssql\b/)) return receiver === '' || /^(?:sql|mssql)$/i.test(receiver) ? undefined : { values: 'inputs', placeholder: 'at' };
  if (has(/^typeorm$/)) return ofDialect(tree);
  // Only the driver of mysql2 has `execute` with a text; elsewhere the placeholders of the file's other statements tell.
  if (name === 'execute') return QUESTION;
  return fromOtherStatements(tree) ?? fromReceiver(receiver);
}

/** The object mapper hands the text on to the database named in its settings: `type: 'postgres'`. */
function ofDialect(tree: FlatTree): SqlDriver | undefined {
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) !== 'string') continue;
    if (/^.(?:postgres|cockroachdb)/.test(tree.textOf(n))) return DOLLAR;
    if (/^.(?:mysql|mariadb|sqlite|better-sqlite3)/.test(tree.textOf(n))) return QUESTION;
  }
  return fromOtherStatements(tree);
}

function fromOtherStatements(tree: FlatTree): SqlDriver | undefined {
  for (const n of nodesIn(tree, 0)) {
    const type = tree.type(n);
    if (type !== 'string' && type !== 'template_string') continue;
    const text = tree.textOf(n);
    if (!/\b(?:select|insert|update|delete)\b/i.test(text)) continue;
    if (/[=(,\s]\$\d/.test(text)) return DOLLAR;
    if (/[=(,]\s*\?/.test(text)) return QUESTION;
  }
  return undefined;
}

function fromReceiver(receiver: string): SqlDriver | undefined {
  const last = receiver.split('.').at(-1) ?? '';
  if (/^(?:pg|postgres)/i.test(last)) return DOLLAR;
  return /mysql|maria|^conn(?:ection)?$/i.test(last) ? QUESTION : undefined;
}

/** Texts of the file's imports and requires. */
export function moduleNames(tree: FlatTree): string[] {
  const out: string[] = [];
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) !== 'string') continue;
    const parent = tree.parent(n);
    const type = tree.type(parent);
    const isRequire = type === 'arguments' && tree.text.slice(tree.start(tree.parent(parent)), tree.start(parent)) === 'require';
    if (isRequire || type === 'import_statement' || type === 'export_statement')
      out.push(tree.text.slice(tree.start(n) + 1, tree.end(n) - 1));
  }
  return out;
}
