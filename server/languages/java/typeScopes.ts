/** What a type's text declares, found before anything is lowered: its fields, its methods by name, and the types inside. */
import { hasModifier } from './annotations';
import type { Context, Field, Method, TypeScope } from './context';

export const TYPES: ReadonlySet<string> = new Set([
  'class_declaration',
  'interface_declaration',
  'record_declaration',
  'enum_declaration',
  'annotation_type_declaration',
]);

/** A type that stands in the file's top level or in another type, with all inside it. */
export function collectType(c: Context, n: number, outer: TypeScope | undefined, level: number): TypeScope {
  const nameNode = c.child(n, c.fields.name);
  const name = nameNode < 0 ? '' : c.name(nameNode);
  const hasParent =
    c.child(n, c.fields.superclass) >= 0 || c.child(n, c.fields.interfaces) >= 0 || parts(c, n, 'extends_interfaces').length > 0;
  const isLocal = outer !== undefined && level > outer.level;
  const path = isLocal || (outer && outer.path === '') ? '' : outer ? `${outer.path}.${name}` : name;
  return collect(c, { node: n, body: c.child(n, c.fields.body), name, path, level, outer, hasParent });
}

/** The body of an object's own class. */
export function collectBody(c: Context, body: number, name: string): TypeScope {
  return collect(c, { node: body, body, name, path: '', level: c.fn.level, outer: c.within, hasParent: true });
}

function collect(c: Context, about: Pick<TypeScope, 'node' | 'body' | 'name' | 'path' | 'level' | 'outer' | 'hasParent'>): TypeScope {
  const type: TypeScope = {
    ...about,
    index: c.reserveClass(),
    nested: new Map(),
    fields: new Map<string, Field>(),
    methods: new Map<string, Method[]>(),
    constructors: [],
  };
  const isInterface = c.type(about.node) === 'interface_declaration' || c.type(about.node) === 'annotation_type_declaration';
  if (c.type(about.node) === 'record_declaration') components(c, type);
  c.deeper(about.node, () => {
    for (const member of membersOf(c, type)) addMember(c, type, member, isInterface);
  });
  for (const methods of type.methods.values()) numbered(methods);
  numbered(type.constructors);
  return type;
}

/** Members in order; those of an enum stand behind its constants. */
export function membersOf(c: Context, type: Pick<TypeScope, 'body'>): number[] {
  if (type.body < 0) return [];
  return c.parts(type.body).flatMap((part) => (c.type(part) === 'enum_body_declarations' ? c.parts(part) : [part]));
}

function components(c: Context, type: TypeScope): void {
  const list = c.child(type.node, c.fields.parameters);
  for (const part of list < 0 ? [] : c.parts(list)) {
    const name = c.child(part, c.fields.name);
    if (name >= 0) type.fields.set(c.name(name), { static: false, type: c.child(part, c.fields.type) });
  }
}

function addMember(c: Context, type: TypeScope, n: number, isInterface: boolean): void {
  const kind = c.type(n);
  const name = c.child(n, c.fields.name);
  if (TYPES.has(kind)) {
    const inner = collectType(c, n, type, type.level);
    if (inner.name !== '') type.nested.set(inner.name, inner);
  } else if (kind === 'enum_constant') {
    if (name >= 0) type.fields.set(c.name(name), { static: true, type: -1 });
  } else if (kind === 'field_declaration' || kind === 'constant_declaration') {
    const isStatic = isInterface || hasModifier(c, n, 'static');
    for (let i = c.child(n, c.fields.declarator); i >= 0; i = c.child(n, c.fields.declarator, c.next(i))) {
      const own = c.child(i, c.fields.name);
      const fieldType = c.child(i, c.fields.dimensions) >= 0 ? -1 : c.child(n, c.fields.type);
      if (own >= 0) type.fields.set(c.name(own), { static: isStatic, type: fieldType });
    }
  } else if (kind === 'method_declaration' && name >= 0 && !c.tree.isMissing(name)) {
    const method = describe(c, n, c.name(name));
    const known = type.methods.get(method.name);
    if (known) known.push(method);
    else type.methods.set(method.name, [method]);
  } else if (kind === 'constructor_declaration') type.constructors.push(describe(c, n, '<init>'));
}

function describe(c: Context, n: number, name: string): Method {
  const list = c.child(n, c.fields.parameters);
  const params = list < 0 ? [] : c.parts(list).filter((p) => c.type(p) === 'formal_parameter' || c.type(p) === 'spread_parameter');
  const varargs = params.some((p) => c.type(p) === 'spread_parameter');
  return { node: n, name, member: name, static: hasModifier(c, n, 'static'), params: params.length, varargs };
}

/** Overloads get names of their own. */
function numbered(methods: Method[]): void {
  if (methods.length < 2) return;
  const taken = new Set<string>();
  methods.forEach((method, i) => {
    let member = `${method.name}~${method.params}`;
    while (taken.has(member)) member += "'";
    taken.add(member);
    methods[i] = { ...method, member };
  });
}

export function parts(c: Context, n: number, type: string): number[] {
  return c.parts(n).filter((part) => c.type(part) === type);
}
