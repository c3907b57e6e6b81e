/** What the lowering knows about the grammar, with node types and fields as ids. Made once per grammar. */
import type { Reg } from '../../ir/types';
import type { Grammar } from '../../syntax/flatTree';
import { CALLS } from './calls';
import { CLASSES } from './classes';
import { COMPREHENSIONS } from './comprehensions';
import type { Context } from './context';
import { EXPRESSIONS } from './expressions';
import { FUNCTIONS } from './functions';
import { IMPORTS } from './imports';
import { LOOPS } from './loops';
import { MATCH } from './matchStatement';
import { OPERATORS } from './operators';
import { SCANS } from './scopes';
import { STATEMENTS } from './statements';
import { STRINGS } from './strings';
import { TRY } from './tryStatement';

export type ExpressionHandler = (c: Context, n: number) => Reg;
export type StatementHandler = (c: Context, n: number) => void;

const FIELDS = [
  'alias',
  'alternative',
  'argument',
  'arguments',
  'attribute',
  'body',
  'cause',
  'condition',
  'consequence',
  'definition',
  'expression',
  'format_specifier',
  'function',
  'guard',
  'key',
  'left',
  'module_name',
  'name',
  'object',
  'operator',
  'operators',
  'parameters',
  'return_type',
  'right',
  'subject',
  'subscript',
  'superclasses',
  'type',
  'value',
] as const;
/** Ids of the fields; -1 for one the grammar does not have. */
export type Fields = Readonly<Record<(typeof FIELDS)[number], number>>;

export interface Tables {
  readonly types: readonly string[];
  readonly fields: Fields;
  readonly expressions: readonly (ExpressionHandler | undefined)[];
  readonly statements: readonly (StatementHandler | undefined)[];
  /** 1 where a node of that type computes nothing. */
  readonly silent: Uint8Array;
  /** What the search for bound names does at a node of that type; see scopes.ts. */
  readonly scan: Uint8Array;
}

/** Types, keywords and parts of other nodes. */
const SILENT = new Set(
  `comment line_continuation pass_statement global_statement nonlocal_statement type_parameter generic_type union_type member_type
  constrained_type splat_type type_conversion escape_sequence escape_interpolation string_end import_prefix relative_import
  aliased_import wildcard_import keyword_separator positional_separator case_pattern class_pattern dict_pattern splat_pattern
  keyword_pattern union_pattern`.split(/\s+/),
);

const known = new WeakMap<Grammar, Tables>();

export function tablesFor(grammar: Grammar): Tables {
  let tables = known.get(grammar);
  if (tables === undefined) {
    tables = compile(grammar);
    known.set(grammar, tables);
  }
  return tables;
}

function compile(grammar: Grammar): Tables {
  const expressions: Readonly<Record<string, ExpressionHandler>> = {
    ...STRINGS,
    ...EXPRESSIONS,
    ...OPERATORS,
    ...CALLS,
    ...COMPREHENSIONS,
    ...FUNCTIONS.expressions,
  };
  const statements: Readonly<Record<string, StatementHandler>> = {
    ...STATEMENTS,
    ...LOOPS,
    ...MATCH,
    ...TRY,
    ...IMPORTS,
    ...FUNCTIONS.statements,
    ...CLASSES,
  };
  // Type names come as strings built at run time; looked up as keys they become the same objects as our literals.
  const literal = new Map([...Object.keys(expressions), ...Object.keys(statements), ...SILENT, ...Object.keys(SCANS)].map((s) => [s, s]));
  const types = grammar.types.map((type) => literal.get(type) ?? type);
  const own = <T>(table: Readonly<Record<string, T>>, type: string) => (Object.hasOwn(table, type) ? table[type] : undefined);
  return {
    types,
    fields: Object.fromEntries(FIELDS.map((field) => [field, fieldId(grammar, field)])) as Fields,
    expressions: types.map((type) => own(expressions, type)),
    statements: types.map((type) => own(statements, type)),
    silent: Uint8Array.from(types, (type) => (SILENT.has(type) ? 1 : 0)),
    scan: Uint8Array.from(types, (type) => own(SCANS, type) ?? 0),
  };
}

function fieldId(grammar: Grammar, field: string): number {
  const id = grammar.fields.indexOf(field);
  return id > 0 ? id : -1;
}
