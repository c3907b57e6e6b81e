/** Which names a block or a function declares, found before its statements are lowered. */
import type { At, TypeRef } from '../../ir/types';
import { type Context, Scope } from './context';
import { lowerFunction } from './functions';
import { typeOf, typePattern } from './types';

const SKIP = 0;
const DESCEND = 1;
const VAR = 2;
const FOR_IN = 3;
/** What the search for `var` does at statements; everything else is skipped. */
export const SCANS: Readonly<Record<string, number>> = {
  variable_declaration: VAR,
  for_in_statement: FOR_IN,
  statement_block: DESCEND,
  if_statement: DESCEND,
  else_clause: DESCEND,
  for_statement: DESCEND,
  while_statement: DESCEND,
  do_statement: DESCEND,
  try_statement: DESCEND,
  catch_clause: DESCEND,
  finally_clause: DESCEND,
  with_statement: DESCEND,
  labeled_statement: DESCEND,
  switch_statement: DESCEND,
  switch_body: DESCEND,
  switch_case: DESCEND,
  switch_default: DESCEND,
  export_statement: DESCEND,
};
const ERROR_TYPE = 65535;
/** Labels and damaged parts looked through on the way to a declaration. */
const WRAPPERS = 50;

/** Lowers the statements of a block that has names of its own. */
export function inScope(c: Context, n: number, work: () => void): void {
  const outer = c.scope;
  c.scope = scopeFor(c, n);
  work();
  c.scope = outer;
}

/** The scope of a block; a `finally` body lowered again gets the one it had. */
function scopeFor(c: Context, n: number): Scope {
  const known = c.copies?.scopes.get(n);
  if (known !== undefined) return known;
  const scope = new Scope(c.scope, c.fn);
  c.copies?.scopes.set(n, scope);
  return scope;
}

/** Declares every `var` below `n`, not those of functions inside. */
export function declareVars(c: Context, n: number, scope: Scope): void {
  declareVarsBetween(c, n + 1, c.next(n), scope);
}

/** As `declareVars`, for the statement `n` itself. */
export function declareVarsIn(c: Context, n: number, scope: Scope): void {
  declareVarsBetween(c, n, c.next(n), scope);
}

function declareVarsBetween(c: Context, start: number, end: number, scope: Scope): void {
  const { scan } = c.tables;
  for (let i = start; i < end; ) {
    const id = c.tree.typeId(i);
    const what = id === ERROR_TYPE ? DESCEND : scan[id];
    if (what === SKIP) {
      i = c.next(i);
      continue;
    }
    if (what === VAR) {
      declareDeclarators(c, i, scope);
      i = c.next(i);
      continue;
    }
    if (what === FOR_IN) {
      const kind = c.child(i, c.fields.kind);
      if (kind >= 0 && c.type(kind) === 'var') declarePattern(c, c.child(i, c.fields.left), scope, undefined);
    }
    i++;
  }
}

/** Declares what the statements directly below `n` declare for the whole block, from the child `from` on. */
export function declareBlock(c: Context, n: number, scope: Scope, from = n + 1, level = 0): void {
  const end = c.next(n);
  for (let i = from; i < end; i = c.next(i)) if (c.isNamed(i)) declareStatement(c, i, scope, level);
}

export function declareStatement(c: Context, n: number, scope: Scope, level: number): void {
  switch (c.type(n)) {
    case 'lexical_declaration':
    case 'using_declaration':
      declareDeclarators(c, n, scope);
      return;
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'enum_declaration':
      declareName(c, c.child(n, c.fields.name), scope);
      return;
    case 'class_declaration':
    case 'abstract_class_declaration': {
      const name = c.child(n, c.fields.name);
      const variable = declareName(c, name, scope);
      if (variable >= 0 && c.fn.meanings[variable] === undefined)
        c.fn.meanings[variable] = { is: 'class', index: c.reserveClass(c.name(name)) };
      return;
    }
    case 'internal_module':
    case 'module': {
      let name = c.child(n, c.fields.name);
      while (name >= 0 && c.type(name) === 'nested_identifier') name = c.child(name, c.fields.object);
      while (name >= 0 && c.type(name) === 'member_expression') name = c.child(name, c.fields.object);
      if (name >= 0 && c.type(name) === 'identifier') declareName(c, name, scope);
      return;
    }
    case 'expression_statement': {
      const inner = c.firstPart(n);
      if (inner >= 0 && c.type(inner) === 'internal_module') declareStatement(c, inner, scope, level);
      const using = inner < 0 ? -1 : usingTarget(c, inner);
      if (using >= 0) declarePattern(c, using, scope, undefined);
      return;
    }
    case 'import_alias':
      declareName(c, c.firstPart(n), scope);
      return;
    case 'export_statement':
    case 'labeled_statement':
    case 'ERROR':
      if (level < WRAPPERS) declareBlock(c, n, scope, n + 1, level + 1);
      return;
    default:
      return;
  }
}

/** TypeScript's grammar reads `using file = open()` as an assignment; the name it declares, or -1. */
export function usingTarget(c: Context, n: number): number {
  const assignment = c.type(n) === 'await_expression' ? c.firstPart(n) : n;
  if (assignment < 0 || c.type(assignment) !== 'assignment_expression' || c.type(assignment + 1) !== 'using') return -1;
  return c.child(assignment, c.fields.left);
}

function declareName(c: Context, name: number, scope: Scope): number {
  return name < 0 ? -1 : c.declare(scope, c.name(name), c.at(name));
}

/** Declares the names of a `var`, `let` or `const` statement. */
export function declareDeclarators(c: Context, n: number, scope: Scope): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'variable_declarator') continue;
    const name = c.child(i, c.fields.name);
    if (name < 0) continue;
    if (c.type(name) === 'identifier') {
      const type = c.child(i, c.fields.type);
      c.declare(scope, c.name(name), c.at(name), type < 0 ? undefined : typeOf(c, type));
    } else {
      declarePattern(c, name, scope, undefined);
      const type = c.child(i, c.fields.type);
      if (type >= 0 && scope === c.scope) typePattern(c, name, type);
    }
  }
}

/** Declares every name a pattern binds; default values and keys bind nothing. */
export function declarePattern(c: Context, n: number, scope: Scope, type: TypeRef | undefined): void {
  if (n < 0) return;
  const { right, key } = c.fields;
  const end = c.next(n);
  for (let i = n; i < end; ) {
    const field = i === n ? 0 : c.fieldOf(i);
    if (field === right || field === key) {
      i = c.next(i);
      continue;
    }
    switch (c.type(i)) {
      case 'identifier':
      case 'shorthand_property_identifier_pattern':
        c.declare(scope, c.name(i), c.at(i), type);
        i = c.next(i);
        break;
      case 'object_pattern':
      case 'array_pattern':
      case 'rest_pattern':
      case 'pair_pattern':
      case 'assignment_pattern':
      case 'object_assignment_pattern':
      case 'ERROR':
        i++;
        break;
      default:
        i = c.next(i);
    }
  }
}

/** Creates the functions the statements below `n` declare; they exist from the block's start. */
export function hoistFunctions(c: Context, n: number, from = n + 1, level = 0): void {
  const end = c.next(n);
  for (let i = from; i < end; i = c.next(i)) {
    if (!c.isNamed(i)) continue;
    const type = c.type(i);
    if (type === 'function_declaration' || type === 'generator_function_declaration') hoistFunction(c, i);
    else if (level < WRAPPERS && (type === 'export_statement' || type === 'labeled_statement' || type === 'ERROR'))
      hoistFunctions(c, i, i + 1, level + 1);
  }
}

function hoistFunction(c: Context, n: number): void {
  const name = c.child(n, c.fields.name);
  const at: At = c.at(n);
  c.deeper(n, () => {
    const func = lowerFunction(c, n, name < 0 ? '' : c.name(name), name);
    const closure = c.b.closure(at, func);
    const variable = name < 0 ? -1 : c.ownVariable(c.name(name));
    if (variable >= 0) c.declareSet(at, variable, closure);
  });
}
