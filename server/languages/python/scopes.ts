/** Which names a function, a class body or the module binds: everything that is assigned anywhere in it, but not in functions inside. */
import type { Context, Scope } from './context';
import { importedNames } from './imports';

/** What the search for bound names does at a node: nothing, skip what is inside, or one of the forms that bind. */
const SKIP = 1;
const ASSIGNS = 2;
const DEFINES = 3;
const ALIAS = 4;
const NAMED = 5;
const IMPORTS = 6;
const NOT_OWN = 7;
const CASE = 8;
const SPLAT = 9;
const EXCEPT = 10;

export const SCANS: Readonly<Record<string, number>> = {
  lambda: SKIP,
  string: SKIP,
  type: SKIP,
  assignment: ASSIGNS,
  augmented_assignment: ASSIGNS,
  for_statement: ASSIGNS,
  type_alias_statement: ASSIGNS,
  function_definition: DEFINES,
  class_definition: DEFINES,
  as_pattern: ALIAS,
  except_clause: EXCEPT,
  named_expression: NAMED,
  import_statement: IMPORTS,
  import_from_statement: IMPORTS,
  future_import_statement: SKIP,
  global_statement: NOT_OWN,
  nonlocal_statement: NOT_OWN,
  case_pattern: CASE,
  splat_pattern: SPLAT,
};

/** Declares in `scope` what the nodes below `n` bind. */
export function declareBound(c: Context, n: number, scope: Scope): void {
  const others = new Set<string>();
  const { scan } = c.tables;
  const end = c.next(n);
  for (let i = n + 1; i < end; i++)
    if (!c.isError(i) && scan[c.typeId(i)] === NOT_OWN) for (const name of c.parts(i)) others.add(c.name(name));
  const declare = (node: number): void => {
    const name = c.name(node);
    if (!others.has(name)) c.declare(scope, name, c.at(node));
  };
  for (let i = n + 1; i < end; ) {
    const what = c.isError(i) ? 0 : scan[c.typeId(i)];
    switch (what) {
      case SKIP:
      case NOT_OWN:
        i = c.next(i);
        continue;
      case DEFINES: {
        const name = c.child(i, c.fields.name);
        if (name >= 0) declare(name);
        i = c.next(i);
        continue;
      }
      case ASSIGNS:
        forTargets(c, c.child(i, c.fields.left), declare);
        break;
      case ALIAS:
        forTargets(c, aliasOf(c, i), declare);
        break;
      case EXCEPT:
        forTargets(c, c.child(i, c.fields.alias), declare);
        break;
      case NAMED: {
        const name = c.child(i, c.fields.name);
        if (name >= 0) declare(name);
        break;
      }
      case IMPORTS:
        for (const { local, node } of importedNames(c, i)) if (!others.has(local)) c.declare(scope, local, c.at(node));
        i = c.next(i);
        continue;
      case CASE:
        captured(c, i, declare);
        break;
      case SPLAT: {
        const name = c.firstPart(i);
        if (name >= 0) declare(name);
        break;
      }
    }
    i++;
  }
}

/** Names that functions anywhere in the file set in the module, by `global`. */
export function declareGlobals(c: Context, scope: Scope): void {
  const { scan } = c.tables;
  for (let i = 1; i < c.tree.count; i++) {
    if (c.isError(i) || scan[c.typeId(i)] !== NOT_OWN || c.type(i) !== 'global_statement') continue;
    for (const name of c.parts(i)) c.declare(scope, c.name(name), c.at(name));
  }
}

/** The target of `… as target`: the last part of the pattern, in whatever form the grammar has it. */
export function aliasOf(c: Context, n: number): number {
  const alias = c.child(n, c.fields.alias);
  if (alias >= 0) return c.type(alias) === 'as_pattern_target' ? c.firstPart(alias) : alias;
  const last = c.parts(n).at(-1);
  return last === undefined || c.type(last) !== 'identifier' ? -1 : last;
}

/** Calls `found` for every name a target binds; members and elements bind none. */
export function forTargets(c: Context, n: number, found: (node: number) => void): void {
  if (n < 0) return;
  const end = c.next(n);
  for (let i = n; i < end; ) {
    switch (c.type(i)) {
      case 'identifier':
        found(i);
        i = c.next(i);
        break;
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
      case 'tuple':
      case 'list':
      case 'list_splat_pattern':
      case 'list_splat':
      case 'parenthesized_expression':
      case 'expression_list':
      case 'type':
      case 'generic_type':
        i++;
        break;
      default:
        i = c.next(i);
    }
  }
}

/** `case name:` binds the name; `case Color.RED:` and `case _:` bind none. */
function captured(c: Context, n: number, declare: (node: number) => void): void {
  const inner = c.firstPart(n);
  if (inner < 0 || c.type(inner) !== 'dotted_name') return;
  const name = c.firstPart(inner);
  if (name >= 0 && c.next(name) === c.next(inner)) declare(name);
}
