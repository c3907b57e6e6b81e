/** What the lowering knows about the grammar, with node types and fields as ids. Made once per grammar. */
import type { Reg } from '../../ir/types';
import type { Grammar } from '../../syntax/flatTree';
import type { LoweringTables } from '../dispatch';
import { ANNOTATIONS } from './annotations';
import { CALLS } from './calls';
import { CLASSES } from './classes';
import type { Context } from './context';
import { EXPRESSIONS } from './expressions';
import { FUNCTIONS } from './functions';
import { LITERALS } from './literals';
import { LOOPS } from './loops';
import { OPERATORS } from './operators';
import { PATTERNS } from './patterns';
import { STATEMENTS } from './statements';
import { SWITCH } from './switch';
import { TRY } from './tryStatement';

export type ExpressionHandler = (c: Context, n: number) => Reg;
export type StatementHandler = (c: Context, n: number) => void;

const FIELDS = [
  'alternative',
  'arguments',
  'array',
  'body',
  'condition',
  'consequence',
  'constructor',
  'declarator',
  'dimensions',
  'element',
  'field',
  'index',
  'init',
  'interfaces',
  'key',
  'left',
  'name',
  'object',
  'operand',
  'operator',
  'parameters',
  'pattern',
  'resources',
  'right',
  'scope',
  'superclass',
  'type',
  'update',
  'value',
] as const;
/** Ids of the fields; -1 for one the grammar does not have. */
export type Fields = Readonly<Record<(typeof FIELDS)[number], number>>;

export interface Tables extends LoweringTables<Fields> {
  readonly expressions: readonly (ExpressionHandler | undefined)[];
  readonly statements: readonly (StatementHandler | undefined)[];
}

/** Types, keywords and parts of other nodes. */
const SILENT = new Set(
  `line_comment block_comment type_identifier scoped_type_identifier generic_type array_type annotated_type integral_type
  floating_point_type boolean_type void_type type_arguments type_parameters type_parameter type_bound type_list wildcard dimensions
  modifiers superclass super_interfaces extends_interfaces permits throws package_declaration import_declaration module_declaration
  asterisk escape_sequence underscore_pattern catch_type receiver_parameter requires_modifier`.split(/\s+/),
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
    ...PATTERNS,
    ...ANNOTATIONS,
    ...FUNCTIONS,
    ...SWITCH.expressions,
  };
  const statements: Readonly<Record<string, StatementHandler>> = { ...STATEMENTS, ...LOOPS, ...SWITCH.statements, ...TRY, ...CLASSES };
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
