/** Types: what declared ones name, what their empty values are, and structs with their methods as classes. */
import type { At, ClassMember, Reg, TypeRef } from '../../ir/types';
import { isBuiltin, NUMBER_TYPES } from './builtins';
import { type Context, OWN_PACKAGE } from './context';
import { lowerFunction } from './functions';
import type { StatementHandler } from './tables';

/** Text of an import that means the file of the package that comes next. */
export const NEXT_FILE = '.next';
/** Types inside types looked through. */
const LIMIT = 20;

export const TYPES: Readonly<Record<string, StatementHandler>> = {
  type_declaration: (c, n) => {
    for (const spec of c.parts(n)) {
      noteType(c, spec);
      defineType(c, spec, []);
    }
  },
  type_spec: (c, n) => defineType(c, n, []),
  type_alias: (c, n) => defineType(c, n, []),
};

/** Name under which a file shows the methods it adds to a type of another file. */
export function methodsName(type: string): string {
  return `${type}.methods`;
}

/** The type a node names, or undefined when it is not one nominal type. */
export function typeOf(c: Context, n: number): TypeRef | undefined {
  let type = n;
  for (let i = 0; i < LIMIT && type >= 0; i++) {
    switch (c.type(type)) {
      case 'pointer_type':
      case 'parenthesized_type':
      case 'parenthesized_expression':
      case 'type_elem':
        type = c.firstPart(type);
        break;
      case 'unary_expression':
        type = c.child(type, c.fields.operand);
        break;
      case 'generic_type':
        type = c.child(type, c.fields.type);
        break;
      case 'qualified_type': {
        const module = c.child(type, c.fields.package);
        const name = c.child(type, c.fields.name);
        return module < 0 || name < 0 ? undefined : ofPackage(c, c.name(module), c.name(name));
      }
      case 'selector_expression': {
        const module = c.child(type, c.fields.operand);
        const name = c.child(type, c.fields.field);
        return module < 0 || name < 0 ? undefined : ofPackage(c, c.name(module), c.name(name));
      }
      case 'type_identifier':
      case 'identifier':
        return ofName(c, c.name(type));
      default:
        return undefined;
    }
  }
  return undefined;
}

function ofPackage(c: Context, local: string, name: string): TypeRef | undefined {
  const meaning = c.meaningOf(local);
  if (meaning?.is !== 'package') return undefined;
  c.named.add(meaning.module);
  return { from: 'import', module: meaning.module, name };
}

function ofName(c: Context, name: string): TypeRef | undefined {
  const meaning = c.meaningOf(name);
  if (meaning?.is === 'class') return { from: 'class', index: meaning.index };
  if (meaning?.is === 'alias') {
    // Aliases may run in circles.
    if (c.aliasDepth >= LIMIT) return undefined;
    c.aliasDepth++;
    const ref = typeOf(c, meaning.node);
    c.aliasDepth--;
    return ref;
  }
  if (meaning !== undefined) return undefined;
  if (isBuiltin(name)) return name === 'any' ? undefined : { from: 'name', name };
  c.named.add(OWN_PACKAGE);
  return { from: 'import', module: OWN_PACKAGE, name };
}

/** What a variable of that type holds before anything is put into it. With `made`, what `make` and `new` give. */
export function zeroValue(c: Context, at: At, type: number, made: boolean): Reg {
  switch (c.type(type)) {
    case 'slice_type':
    case 'array_type':
    case 'channel_type':
      return c.b.array(at, []);
    case 'map_type':
    case 'struct_type':
    case 'interface_type':
      return c.b.object(at, []);
    case 'function_type':
      return c.b.constant(at, null);
    case 'pointer_type': {
      const ref = typeOf(c, type);
      const value = made ? c.b.object(at, []) : c.b.constant(at, null);
      return ref === undefined ? value : c.b.cast(at, value, ref);
    }
  }
  const ref = typeOf(c, type);
  if (ref?.from === 'name') {
    if (ref.name === 'string') return c.b.constant(at, '');
    if (ref.name === 'error') return c.b.constant(at, true);
    if (ref.name === 'bool') return c.b.constant(at, false);
    return NUMBER_TYPES.has(ref.name) ? c.b.constant(at, 0) : c.b.constant(at, undefined);
  }
  const value = c.b.object(at, []);
  return ref === undefined ? value : c.b.cast(at, value, ref);
}

/** Notes in the innermost scope what a type's name means, before anything asks. */
export function noteType(c: Context, spec: number): void {
  const nameNode = c.child(spec, c.fields.name);
  const type = c.child(spec, c.fields.type);
  if (nameNode < 0 || type < 0) return;
  const name = c.name(nameNode);
  if (c.type(spec) === 'type_alias') c.scope.meanings.set(name, { is: 'alias', node: type });
  else if (c.type(type) === 'interface_type') c.scope.meanings.set(name, { is: 'type' });
  else if (c.type(spec) === 'type_spec') {
    c.scope.meanings.set(name, { is: 'class', index: c.reserveClass() });
    if (c.type(type) === 'struct_type')
      c.structs.set(
        name,
        fieldsOf(c, type).map((field) => field.name),
      );
  }
}

interface Field {
  readonly name: string;
  readonly node: number;
  readonly type: number;
  readonly embedded: boolean;
}

function fieldsOf(c: Context, struct: number): Field[] {
  const list = c.firstPart(struct);
  const out: Field[] = [];
  for (const node of list < 0 ? [] : c.parts(list)) {
    if (c.type(node) !== 'field_declaration') continue;
    const type = c.child(node, c.fields.type);
    const names = c.childrenIn(node, c.fields.name);
    if (type < 0) continue;
    for (const name of names) out.push({ name: c.name(name), node: name, type, embedded: false });
    if (names.length === 0) out.push({ name: /(\w+)\s*(?:\[[^\]]*\])?$/.exec(c.name(type))?.[1] ?? '', node: type, type, embedded: true });
  }
  return out;
}

/** A type with its methods in this file: a class whose fields have types, above which stand what is embedded and other files' methods. */
export function defineType(c: Context, spec: number, methods: readonly number[]): void {
  const nameNode = c.child(spec, c.fields.name);
  const type = c.child(spec, c.fields.type);
  if (nameNode < 0 || type < 0) return;
  const name = c.name(nameNode);
  const at = c.at(spec);
  const meaning = c.meaningOf(name);
  if (meaning?.is === 'alias') {
    const ref = typeOf(c, type);
    if (ref?.from === 'import') c.declareSet(at, variableFor(c, name, nameNode), c.import(at, ref.module, ref.name));
    return;
  }
  if (meaning?.is !== 'class') return;
  const fields = c.type(type) === 'struct_type' ? fieldsOf(c, type) : [];
  const members = [...fields.map((field) => fieldMember(c, field)), ...methods.map((m) => methodMember(c, m, meaning.index))];
  c.classes[meaning.index] = { index: meaning.index, name, at, owner: c.b.index, members };
  const above: Reg[] = [];
  if (c.fn.level === 0) above.push(c.import(at, OWN_PACKAGE, methodsName(name)));
  const parents = c.type(type) === 'struct_type' ? fields.filter((f) => f.embedded).map((f) => f.type) : [type];
  for (const parent of parents) {
    const reg = classValue(c, parent);
    if (reg !== undefined) above.push(reg);
  }
  const parent = above.length === 0 ? -1 : above.length === 1 ? above[0] : c.b.mix(at, above);
  c.declareSet(at, variableFor(c, name, nameNode), c.b.class(at, meaning.index, parent, []));
}

/** Methods of a type that another file declares. */
export function addMethods(c: Context, name: string, methods: readonly number[]): void {
  const [first] = methods;
  if (first === undefined) return;
  const at = c.at(first);
  const index = c.reserveClass();
  const members = methods.map((m) => methodMember(c, m, index));
  const shown = methodsName(name);
  c.classes[index] = { index, name: shown, at, owner: c.b.index, members };
  const value = c.b.class(at, index, c.import(at, NEXT_FILE, shown), []);
  c.declareSet(at, c.declare(shown, at), value);
}

function variableFor(c: Context, name: string, node: number): number {
  const known = c.here(name);
  return known >= 0 ? known : c.declare(name, c.at(node));
}

/** The class a type names, as a value. */
function classValue(c: Context, n: number): Reg | undefined {
  const ref = typeOf(c, n);
  const at = c.at(n);
  if (ref?.from === 'import') return c.import(at, ref.module, ref.name);
  if (ref?.from !== 'class') return undefined;
  const name = /(\w+)\s*(?:\[[^\]]*\])?$/.exec(c.name(n))?.[1] ?? '';
  return c.find(name) ? c.read(name, at) : undefined;
}

function fieldMember(c: Context, field: Field): ClassMember {
  const type = typeOf(c, field.type);
  return { name: field.name, kind: 'field', func: -1, at: c.at(field.node), ...(type === undefined ? {} : { type }) };
}

function methodMember(c: Context, n: number, index: number): ClassMember {
  const name = c.child(n, c.fields.name);
  return { name: name < 0 ? '' : c.name(name), kind: 'method', func: lowerFunction(c, n, index), at: c.at(n) };
}
