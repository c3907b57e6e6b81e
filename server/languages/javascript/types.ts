/** Declared types, as far as they name one class or interface. */
import type { Reg, TypeRef } from '../../ir/types';
import type { Context } from './context';

/** Generic types that stand for what they hold. */
const TRANSPARENT = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Omit', 'Pick']);
/** Types of many values, or of nothing in particular. */
const OPAQUE = new Set(['Array', 'ReadonlyArray', 'Record']);
const PRIMITIVES = new Set(['string', 'number', 'boolean']);
/** Types inside types looked through. */
const LIMIT = 20;

/** The type a `type_annotation` or a bare type names, or undefined when it is not one nominal type. */
export function typeOf(c: Context, n: number): TypeRef | undefined {
  let type = n;
  for (let i = 0; i < LIMIT && type >= 0; i++) {
    switch (c.type(type)) {
      case 'type_annotation':
      case 'parenthesized_type':
      case 'readonly_type':
      case 'optional_type':
      case 'flow_maybe_type':
      case 'intersection_type':
        type = c.firstPart(type);
        break;
      case 'union_type':
        type = onlyMember(c, type);
        break;
      case 'generic_type': {
        const name = c.child(type, c.fields.name);
        if (name < 0) return undefined;
        if (c.type(name) !== 'type_identifier') return qualified(c, name);
        const text = c.name(name);
        if (OPAQUE.has(text)) return undefined;
        const known = c.meaningOf(text) !== undefined;
        if (known || !TRANSPARENT.has(text)) return named(c, text);
        const args = c.child(type, c.fields.type_arguments);
        type = args < 0 ? -1 : c.firstPart(args);
        break;
      }
      case 'type_identifier':
        return named(c, c.name(type));
      case 'nested_type_identifier':
        return qualified(c, type);
      case 'predefined_type': {
        const text = c.name(type);
        return PRIMITIVES.has(text) ? { from: 'name', name: text } : undefined;
      }
      case 'member_expression':
        return importType(c, type);
      default:
        return undefined;
    }
  }
  return undefined;
}

/** The declared result of a function, where it names something imported or a class. */
export function resultType(c: Context, n: number): TypeRef | undefined {
  const node = c.child(n, c.fields.return_type);
  const type = node < 0 || c.type(node) !== 'type_annotation' ? undefined : typeOf(c, node);
  return type?.from === 'name' ? undefined : type;
}

/** The value of `n` as a declared type has it. What is made on the spot is known better than its type. */
export function typedValue(c: Context, n: number, value: Reg, type: TypeRef | undefined): Reg {
  return type !== undefined && isUseful(c, type) && COMES_FROM_ELSEWHERE.has(c.type(n)) ? c.b.cast(c.at(n), value, type) : value;
}
const COMES_FROM_ELSEWHERE = new Set(['call_expression', 'await_expression', 'member_expression', 'subscript_expression', 'identifier']);

/** False for a primitive, and for an interface or alias of this file, which says nothing beyond its name. */
export function isUseful(c: Context, type: TypeRef): boolean {
  return type.from !== 'name' || !(PRIMITIVES.has(type.name) || c.typeAlias(type.name) !== undefined);
}

/** The one member of a union that is not `null`, `undefined` or `void`; -1 when there are several. */
function onlyMember(c: Context, n: number): number {
  let found = -1;
  let union = n;
  while (union >= 0) {
    let left = -1;
    for (let part = c.firstPart(union); part >= 0; part = c.firstPart(union, c.next(part))) {
      if (c.type(part) === 'union_type') left = part;
      else if (!isNothing(c, part)) {
        if (found >= 0) return -1;
        found = part;
      }
    }
    union = left;
  }
  return found;
}

function isNothing(c: Context, n: number): boolean {
  const type = c.type(n);
  if (type === 'predefined_type') return c.name(n) === 'void';
  if (type !== 'literal_type') return false;
  const literal = c.firstPart(n);
  return literal >= 0 && (c.type(literal) === 'null' || c.type(literal) === 'undefined');
}

function named(c: Context, name: string): TypeRef {
  const meaning = c.meaningOf(name);
  if (meaning?.is === 'import') return { from: 'import', module: meaning.module, name: meaning.name };
  if (meaning?.is === 'class') return { from: 'class', index: meaning.index };
  return aliased(c, name) ?? { from: 'name', name };
}

/** The type that an expression stands for where compilers write one: a class by its name, or by that of what it is imported from. */
export function typeByValue(c: Context, n: number): TypeRef | undefined {
  const type = c.type(n) === 'identifier' ? named(c, c.name(n)) : c.type(n) === 'member_expression' ? qualified(c, n) : undefined;
  return type?.from === 'name' ? undefined : type;
}

/**
 * `interface AuthRequest extends Request` and `type AuthRequest = Request & { … }` are what they build upon, where that is
 * imported or a class: what is known of a request holds for them too. Every other alias keeps its own name.
 */
export function aliased(c: Context, name: string): TypeRef | undefined {
  const declaration = c.typeAlias(name);
  // Aliases may run in circles: `type A = B; type B = A`.
  if (declaration === undefined || c.aliasDepth >= LIMIT) return undefined;
  c.aliasDepth++;
  const base = baseOf(c, declaration);
  const ref = base < 0 ? undefined : typeOf(c, base);
  c.aliasDepth--;
  return ref === undefined || ref.from === 'name' ? undefined : ref;
}

/** The type an interface extends, or an alias stands for; -1 when it stands alone. */
function baseOf(c: Context, n: number): number {
  const value = c.child(n, c.fields.value);
  if (value >= 0) return value;
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) if (c.type(i) === 'extends_type_clause') return c.firstPart(i);
  return -1;
}

/** Notes the type aliases and interfaces of the file's top level. */
export function collectAliases(c: Context): void {
  const end = c.next(0);
  for (let i = 1; i < end; i = c.next(i)) {
    const node = c.type(i) === 'export_statement' ? c.child(i, c.fields.declaration) : i;
    if (node < 0 || (c.type(node) !== 'interface_declaration' && c.type(node) !== 'type_alias_declaration')) continue;
    const name = c.child(node, c.fields.name);
    if (name >= 0) c.typeAliases.set(c.name(name), node);
  }
}

/** `express.Request`: the root may be an import. */
function qualified(c: Context, n: number): TypeRef {
  const text = c.tree.textOf(n);
  const dot = text.indexOf('.');
  const root = dot < 0 ? text : text.slice(0, dot).trim();
  const rest = text
    .slice(dot + 1)
    .split('.')
    .map((part) => part.trim())
    .join('.');
  const meaning = c.meaningOf(root);
  if (meaning?.is !== 'import') return { from: 'name', name: `${root}.${rest}` };
  const whole = meaning.name === '*' || meaning.name === 'default' || meaning.name === '=';
  return { from: 'import', module: meaning.module, name: whole ? rest : `${meaning.name}.${rest}` };
}

/** `import('express').Request` */
function importType(c: Context, n: number): TypeRef | undefined {
  const text = c.tree.textOf(n);
  const match = text.length < 300 ? /^import\(\s*['"]([^'"]+)['"]\s*\)\.([\w.$]+)$/.exec(text) : null;
  return match === null ? undefined : { from: 'import', module: c.moduleName(match[1]), name: match[2] };
}

/** Gives the names an object pattern binds the types that the declared type `n` has for them: `({ db }: { db: Pool })`. */
export function typePattern(c: Context, pattern: number, n: number): void {
  const body = n < 0 || c.type(pattern) !== 'object_pattern' ? -1 : objectTypeOf(c, n);
  if (body < 0) return;
  const members = new Map<string, number>();
  for (let i = c.firstPart(body); i >= 0; i = c.firstPart(body, c.next(i))) {
    const name = c.type(i) === 'property_signature' ? c.child(i, c.fields.name) : -1;
    if (name >= 0) members.set(c.name(name), c.child(i, c.fields.type));
  }
  for (let i = c.firstPart(pattern); i >= 0; i = c.firstPart(pattern, c.next(i))) {
    const kind = c.type(i);
    const key = kind === 'pair_pattern' ? c.child(i, c.fields.key) : kind === 'object_assignment_pattern' ? c.child(i, c.fields.left) : i;
    const target = kind === 'pair_pattern' ? c.child(i, c.fields.value) : key;
    const member = key < 0 || target < 0 ? undefined : members.get(c.name(key));
    const variable = member === undefined || member < 0 ? -1 : c.ownVariable(c.name(target));
    if (variable >= 0 && c.fn.variables[variable].type === undefined) c.fn.variables[variable].type = typeOf(c, member ?? -1);
  }
}

/** The body of an object type, written in place or by the name of a type of this file; -1 for any other type. */
function objectTypeOf(c: Context, n: number): number {
  let type = n;
  for (let i = 0; i < LIMIT && type >= 0; i++) {
    switch (c.type(type)) {
      case 'object_type':
      case 'interface_body':
        return type;
      case 'type_annotation':
      case 'parenthesized_type':
      case 'readonly_type':
      case 'intersection_type':
        type = c.firstPart(type);
        break;
      case 'type_identifier':
        type = c.typeAlias(c.name(type)) ?? -1;
        break;
      case 'interface_declaration':
        type = c.child(type, c.fields.body);
        break;
      case 'type_alias_declaration':
        type = c.child(type, c.fields.value);
        break;
      default:
        return -1;
    }
  }
  return -1;
}
