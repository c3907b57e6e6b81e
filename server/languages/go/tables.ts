/** What the lowering knows about the grammar, with node types and fields as ids. Made once per grammar. */
import type { Reg } from '../../ir/types';
import type { Grammar } from '../../syntax/flatTree';
import { ASSIGNMENTS } from './assignments';
import { CALLS } from './calls';
import type { Context } from './context';
import { EXPRESSIONS } from './expressions';
import { FUNCTIONS } from './functions';
import { LITERALS } from './literals';
import { LOOPS } from './loops';
import { OPERATORS } from './operators';
import { STATEMENTS } from './statements';
import { SWITCHES } from './switches';
import { TYPES } from './types';

export type ExpressionHandler = (c: Context, n: number) => Reg;
export type StatementHandler = (c: Context, n: number) => void;

const FIELDS = [
  'alias',
  'alternative',
  'arguments',
  'body',
  'capacity',
  'channel',
  'communication',
  'condition',
  'consequence',
  'element',
  'end',
  'field',
  'function',
  'index',
  'initializer',
  'key',
  'label',
  'left',
  'name',
  'operand',
  'operator',
  'package',
  'parameters',
  'path',
  'receiver',
  'result',
  'right',
  'start',
  'type',
  'type_parameters',
  'update',
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
}

/** Types, keywords and parts of other nodes. */
const SILENT = new Set(
  `comment package_clause import_declaration import_spec import_spec_list empty_statement array_type channel_type function_type
  generic_type implicit_length_array_type interface_type map_type negated_type parenthesized_type pointer_type qualified_type slice_type
  struct_type type_arguments type_constraint type_elem type_parameter_list type_parameter_declaration type_identifier label_name
  field_declaration field_declaration_list method_elem parameter_list parameter_declaration variadic_parameter_declaration
  package_identifier field_identifier blank_identifier dot escape_sequence interpreted_string_literal_content
  raw_string_literal_content fallthrough_statement`.split(/\s+/),
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
    ...LITERALS,
    ...EXPRESSIONS,
    ...OPERATORS,
    ...CALLS,
    ...FUNCTIONS.expressions,
  };
  const statements: Readonly<Record<string, StatementHandler>> = {
    ...STATEMENTS,
    ...ASSIGNMENTS,
    ...LOOPS,
    ...SWITCHES,
    ...FUNCTIONS.statements,
    ...TYPES,
  };
  // Type names come as strings built at run time; looked up as keys they become the same objects as our literals.
  const literal = new Map([...Object.keys(expressions), ...Object.keys(statements), ...SILENT].map((s) => [s, s]));
  const types = grammar.types.map((type) => literal.get(type) ?? type);
  const own = <T>(table: Readonly<Record<string, T>>, type: string) => (Object.hasOwn(table, type) ? table[type] : undefined);
  return {
    types,
    fields: Object.fromEntries(FIELDS.map((field) => [field, fieldId(grammar, field)])) as Fields,
    expressions: types.map((type) => own(expressions, type)),
    statements: types.map((type) => own(statements, type)),
    silent: Uint8Array.from(types, (type) => (SILENT.has(type) ? 1 : 0)),
  };
}

function fieldId(grammar: Grammar, field: string): number {
  const id = grammar.fields.indexOf(field);
  return id > 0 ? id : -1;
}
