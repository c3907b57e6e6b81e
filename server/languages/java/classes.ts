/** Types: parents, members, what annotations on them take hold of. */
import type { ClassMember, Reg } from '../../ir/types';
import { annotation, annotationsOf, hasModifier } from './annotations';
import { argumentsOf } from './calls';
import type { Context, Method, TypeScope } from './context';
import { classNamed } from './expressions';
import { keepThis, lowerMethod } from './functions';
import { accessors, dispatcher, recordConstructor } from './madeMembers';
import { statementList } from './statements';
import type { StatementHandler } from './tables';
import { collectBody, collectType, membersOf, parts, TYPES } from './typeScopes';
import { onlyType, simpleName } from './types';

export const CLASSES: Readonly<Record<string, StatementHandler>> = {
  class_declaration: localType,
  interface_declaration: localType,
  record_declaration: localType,
  enum_declaration: localType,
  annotation_type_declaration: localType,
  // Members stand outside of types only in damaged text, and in files that are one class without a head.
  method_declaration: stray,
  constructor_declaration: stray,
  compact_constructor_declaration: stray,
  annotation_type_element_declaration() {},
  enum_constant(c, n) {
    argumentsOf(c, c.child(n, c.fields.arguments));
  },
};

/** A type inside a function. */
function localType(c: Context, n: number): void {
  const type = collectType(c, n, c.within, c.within ? Math.max(c.fn.level, c.within.level + 1) : c.fn.level);
  const nameNode = c.child(n, c.fields.name);
  if (type.name !== '') c.declare(c.scope, type.name, c.at(nameNode));
  const value = lowerType(c, type);
  if (type.name !== '') c.write(type.name, c.at(n), value);
}

function stray(c: Context, n: number): void {
  const nameNode = c.child(n, c.fields.name);
  const name = nameNode < 0 ? '' : c.name(nameNode);
  const nobody: TypeScope = {
    node: n,
    body: -1,
    name: '',
    path: '',
    index: -1,
    level: c.fn.level,
    outer: c.within,
    hasParent: false,
    nested: new Map(),
    fields: new Map(),
    methods: new Map(),
    constructors: [],
  };
  c.b.closure(c.at(n), lowerMethod(c, n, name, nobody));
}

/** `new A() { … }`: the class of that one object. */
export function classBody(c: Context, body: number, parent: Reg, name: string): Reg {
  const type = collectBody(c, body, '');
  return lowerMembers(c, type, parent, name);
}

/** Lowers a type and gives its class; types inside it are others' business. */
export function lowerType(c: Context, type: TypeScope): Reg {
  const regs = parentsOf(c, type.node).map((n) => classNamed(c, n));
  const at = c.at(type.node);
  return lowerMembers(c, type, regs.length === 0 ? -1 : regs.length === 1 ? regs[0] : c.b.mix(at, regs), type.name);
}

/** Written types of the class and the interfaces above, the class first. */
export function parentsOf(c: Context, n: number): number[] {
  const out: number[] = [];
  const superclass = c.child(n, c.fields.superclass);
  if (superclass >= 0) out.push(...c.parts(superclass));
  for (const holder of [c.child(n, c.fields.interfaces), ...parts(c, n, 'extends_interfaces')])
    for (const list of holder < 0 ? [] : parts(c, holder, 'type_list')) out.push(...c.parts(list));
  return out.filter((part) => c.isSilent(part) && c.type(part) !== 'type_arguments');
}

function lowerMembers(c: Context, type: TypeScope, parent: Reg, name: string): Reg {
  const { within } = c;
  const at = c.at(type.node);
  const members: ClassMember[] = [];
  const regs = annotationsOf(c, type.node).map((n) => ({ node: n, reg: annotation(c, n) }));
  const annotated: { readonly method: number; readonly func: number }[] = [];
  c.within = type;
  const initializers: number[] = [];
  c.deeper(type.node, () => {
    for (const n of membersOf(c, type)) lowerMember(c, type, n, members, annotated, initializers);
    damagedParts(c, type);
  });
  for (const [method, all] of type.methods) if (all.length > 1) members.push(dispatcher(c, type, method, all));
  if (type.constructors.length > 1) members.push(dispatcher(c, type, '<init>', type.constructors));
  if (c.type(type.node) === 'record_declaration') recordConstructor(c, type, members);
  accessors(c, type, members);
  c.within = within;
  c.classes[type.index] = { index: type.index, name, at, owner: c.b.index, members };
  const value = c.b.class(
    at,
    type.index,
    parent,
    regs.map(({ reg }) => reg),
  );
  for (const name of initializers.map((i) => members[i].name)) c.b.call(at, c.b.field(at, value, name), [], value);
  if (type.path !== '') c.write(type.path, at, value);
  // What stands on methods may name constants of the type.
  c.within = type;
  for (const { method, func } of annotated) takeHold(c, method, func, regs);
  c.within = within;
  return value;
}

/** Every annotation of the method, and of its class, gets the method. */
function takeHold(c: Context, method: number, func: number, ofClass: readonly { readonly node: number; readonly reg: Reg }[]): void {
  const own = annotationsOf(c, method).map((node) => ({ node, reg: annotation(c, node) }));
  const at = c.at(method);
  const value = c.b.closure(at, func);
  const returns = simpleName(c, c.child(method, c.fields.type));
  for (const { node, reg } of [...own, ...ofClass]) c.b.call(c.at(node), c.b.field(c.at(node), reg, returns), [{ value }], reg);
}

function lowerMember(
  c: Context,
  type: TypeScope,
  n: number,
  members: ClassMember[],
  annotated: { method: number; func: number }[],
  initializers: number[],
): void {
  const at = c.at(n);
  switch (c.type(n)) {
    case 'method_declaration': {
      const nameNode = c.child(n, c.fields.name);
      const name = nameNode < 0 ? '' : c.name(nameNode);
      const method: Method | undefined = type.methods.get(name)?.find((m) => m.node === n);
      const func = lowerMethod(c, n, name, type);
      members.push({ name: method?.member ?? name, kind: 'method', func, at, ...(method?.static ? { static: true } : {}) });
      if (annotationsOf(c, n).length > 0) annotated.push({ method: n, func });
      return;
    }
    case 'constructor_declaration': {
      const own = type.constructors.find((m) => m.node === n);
      const func = lowerMethod(c, n, type.name, type);
      const only = type.constructors.length < 2;
      members.push({ name: only ? '<init>' : (own?.member ?? '<init>'), kind: only ? 'constructor' : 'method', func, at });
      return;
    }
    case 'compact_constructor_declaration':
    case 'annotation_type_element_declaration':
      return;
    case 'field_declaration':
    case 'constant_declaration':
      fields(c, type, n, members);
      return;
    case 'enum_constant':
      enumConstant(c, type, n, members);
      return;
    case 'static_initializer': {
      const body = c.parts(n).find((part) => c.type(part) === 'block');
      const func = initializer(c, type, body ?? n, `<clinit>${members.length}`, () =>
        body === undefined ? undefined : statementOf(c, body),
      );
      initializers.push(members.length);
      members.push({ name: `<clinit>${members.length}`, kind: 'method', static: true, func, at });
      return;
    }
    case 'block': {
      const func = initializer(c, type, n, `<init>${members.length}`, () => statementOf(c, n));
      members.push({ name: `<init>${members.length}`, kind: 'field', func, at });
      return;
    }
    default:
      if (!TYPES.has(c.type(n)) || type.path === '') c.statement(n);
  }
}

function statementOf(c: Context, n: number): undefined {
  statementList(c, n);
  return undefined;
}

function damagedParts(c: Context, type: TypeScope): void {
  if (type.body < 0) return;
  const end = c.next(type.body);
  for (let i = type.body + 1; i < end; i = c.next(i)) if (c.isError(i)) c.statement(i);
}

const PLAIN = new Set(['String', 'char', 'int', 'long', 'short', 'byte', 'boolean', 'double', 'float']);

function isFinal(c: Context, n: number): boolean {
  return c.type(n) === 'constant_declaration' || hasModifier(c, n, 'final');
}

function fields(c: Context, type: TypeScope, n: number, members: ClassMember[]): void {
  for (let i = c.child(n, c.fields.declarator); i >= 0; i = c.child(n, c.fields.declarator, c.next(i))) {
    const nameNode = c.child(i, c.fields.name);
    if (nameNode < 0) continue;
    const name = c.name(nameNode);
    const value = c.child(i, c.fields.value);
    const field = type.fields.get(name);
    const isStatic = field?.static === true;
    // A constant is what it is set to; that it is a text or a number adds nothing.
    const isPlain = isStatic && value >= 0 && field.type >= 0 && PLAIN.has(simpleName(c, field.type)) && isFinal(c, n);
    const declared = field && field.type >= 0 && !isPlain ? onlyType(c, field.type) : undefined;
    const func = value < 0 ? -1 : initializer(c, type, value, name, () => held(c, i, name, c.expression(value)), nameNode);
    members.push({
      name,
      kind: 'field',
      func,
      at: c.at(i),
      ...(declared ? { type: declared } : {}),
      ...(isStatic ? { static: true } : {}),
    });
  }
}

/** Sets the value under its field's name, so that a secret written out is seen as one; the constant is not what its name says. */
function held(c: Context, n: number, name: string, value: Reg): Reg {
  const at = c.at(n);
  const variable = c.addVariable(name, at);
  c.declareSet(at, variable, value);
  return value;
}

function enumConstant(c: Context, type: TypeScope, n: number, members: ClassMember[]): void {
  const nameNode = c.child(n, c.fields.name);
  if (nameNode < 0) return;
  const name = c.name(nameNode);
  const at = c.at(n);
  const body = c.child(n, c.fields.body);
  const func = initializer(
    c,
    type,
    n,
    name,
    () => {
      const args = argumentsOf(c, c.child(n, c.fields.arguments));
      const own = c.typeValue(type, at);
      return c.b.call(at, body < 0 ? own : classBody(c, body, own, name), args, -1, 'new');
    },
    nameNode,
  );
  members.push({ name, kind: 'field', static: true, func, at });
}

/** A function that computes a field's value, or runs a block for its effects. */
function initializer(c: Context, type: TypeScope, n: number, name: string, work: () => Reg | undefined, nameNode = n): number {
  const outer = c.enterFunction(c.reserveFunction(), name, c.at(n), c.at(nameNode));
  keepThis(c, n, type);
  const value = work();
  if (value !== undefined) c.b.return(c.at(n), value);
  return c.leaveFunction(outer, { class: type.index });
}
