/** What the lowering knows about one grammar, with node types and fields as ids. Made once per grammar. */
import type { Reg } from '../../ir/types';
import type { Grammar } from '../../syntax/flatTree';
import { CALLS } from './calls';
import { CLASSES } from './classes';
import type { Context } from './context';
import { EXPRESSIONS } from './expressions';
import { FUNCTIONS } from './functions';
import { JSX } from './jsx';
import { LITERALS } from './literals';
import { IMPORT_EXPORT } from './module';
import { NAMESPACES } from './namespaces';
import { recover } from './recovery';
import { SCANS } from './scopes';
import { STATEMENTS } from './statements';
import { TRY } from './tryStatement';

export type ExpressionHandler = (c: Context, n: number) => Reg;
/** `labels` are the labels the statement stands behind. */
export type StatementHandler = (c: Context, n: number, labels: readonly string[]) => void;

const FIELDS = [
  'alias',
  'alternative',
  'argument',
  'arguments',
  'attribute',
  'body',
  'condition',
  'consequence',
  'constructor',
  'declaration',
  'decorator',
  'finalizer',
  'flags',
  'function',
  'handler',
  'increment',
  'index',
  'initializer',
  'key',
  'kind',
  'label',
  'left',
  'module',
  'name',
  'object',
  'open_tag',
  'operator',
  'parameter',
  'parameters',
  'pattern',
  'property',
  'return_type',
  'right',
  'source',
  'type',
  'type_arguments',
  'value',
] as const;
/** Ids of the fields; -1 for one the grammar does not have. */
export type Fields = Readonly<Record<(typeof FIELDS)[number], number>>;

export interface Tables {
  readonly types: readonly string[];
  readonly fields: Fields;
  readonly expressions: readonly (ExpressionHandler | undefined)[];
  readonly statements: readonly (StatementHandler | undefined)[];
  /** What to do with a damaged node among statements; it has no type id of its own. */
  readonly damaged: (c: Context, n: number) => void;
  /** 1 where a node of that type computes nothing. */
  readonly silent: Uint8Array;
  /** What the search for `var` does at a node of that type; see scopes.ts. */
  readonly scan: Uint8Array;
}

/** Types, modifiers and parts of other nodes. */
const SILENT = new Set(
  `accessibility_modifier adding_type_annotation array_type asserts asserts_annotation comment conditional_type constraint
  constructor_type default_type existential_type extends_type_clause flow_maybe_type function_signature function_type generic_type
  hash_bang_line html_comment implements_clause import index_signature index_type_query infer_type interface_declaration interface_body intersection_type
  literal_type lookup_type mapped_type_clause method_signature abstract_method_signature nested_type_identifier object_type
  omitting_type_annotation opting_type_annotation optional_chain optional_type override_modifier parenthesized_type predefined_type
  property_signature call_signature construct_signature readonly_type rest_type template_literal_type this_type tuple_type type_alias_declaration
  type_annotation type_arguments type_identifier type_parameter type_parameters type_predicate type_predicate_annotation
  type_query union_type property_identifier private_property_identifier statement_identifier regex_flags regex_pattern escape_sequence
  empty_statement debugger_statement ambient_declaration import_attribute`.split(/\s+/),
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
    ...CALLS,
    ...FUNCTIONS.expressions,
    ...CLASSES.expressions,
    ...JSX,
  };
  const statements: Readonly<Record<string, StatementHandler>> = {
    ...STATEMENTS,
    ...TRY,
    ...FUNCTIONS.statements,
    ...CLASSES.statements,
    ...NAMESPACES,
    ...IMPORT_EXPORT,
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
    damaged: recover,
    silent: Uint8Array.from(types, (type) => (SILENT.has(type) ? 1 : 0)),
    scan: Uint8Array.from(types, (type) => own(SCANS, type) ?? 0),
  };
}

function fieldId(grammar: Grammar, field: string): number {
  const id = grammar.fields.indexOf(field);
  return id > 0 ? id : -1;
}
