/** TypeScript's enums and namespaces: both are objects at run time. */
import type { Property, Reg } from '../../ir/types';
import type { Context } from './context';
import { keyOf } from './expressions';
import { declareVars, inScope } from './scopes';
import { blockBody } from './statements';
import type { StatementHandler } from './tables';

export const NAMESPACES: Readonly<Record<string, StatementHandler>> = {
  enum_declaration: enumeration,
  internal_module: namespace,
  module: namespace,
  import_alias(c, n) {
    const name = c.firstPart(n);
    const target = name < 0 ? -1 : c.firstPart(n, c.next(name));
    if (target < 0) return;
    const value = path(c, target);
    const variable = c.ownVariable(c.name(name));
    if (variable >= 0) c.declareSet(c.at(n), variable, value);
  },
};

/** `A.B.C` */
function path(c: Context, n: number): Reg {
  const parts: number[] = [];
  let root = n;
  while (root >= 0 && (c.type(root) === 'nested_identifier' || c.type(root) === 'member_expression')) {
    const property = c.child(root, c.fields.property);
    if (property >= 0) parts.push(property);
    root = c.child(root, c.fields.object);
  }
  if (root < 0) return c.mixOfParts(n);
  let value = c.expression(root);
  for (const part of parts.reverse()) value = c.b.field({ start: c.tree.start(n), end: c.tree.end(part) }, value, c.name(part));
  return value;
}

function enumeration(c: Context, n: number): void {
  const nameNode = c.child(n, c.fields.name);
  const body = c.child(n, c.fields.body);
  const props: Property[] = [];
  // Members without a value count on from the last number.
  let counter: number | undefined = 0;
  const end = body < 0 ? -1 : c.next(body);
  for (let i = body + 1; body >= 0 && i < end; i = c.next(i)) {
    if (!c.isPart(i)) continue;
    const at = c.at(i);
    if (c.type(i) === 'enum_assignment') {
      const key = c.child(i, c.fields.name);
      const value = c.child(i, c.fields.value);
      if (key < 0 || value < 0) continue;
      const number: number | undefined = c.type(value) === 'number' ? Number(c.name(value)) : undefined;
      counter = number === undefined || Number.isNaN(number) ? undefined : number + 1;
      props.push({ key: keyOf(c, key), value: c.expression(value), keyAt: c.at(key) });
    } else if (c.fieldOf(i) === c.fields.name) {
      props.push({ key: keyOf(c, i), value: c.b.constant(at, counter), keyAt: at });
      if (counter !== undefined) counter++;
    } else c.statement(i);
  }
  const variable = nameNode < 0 ? -1 : c.ownVariable(c.name(nameNode));
  const value = c.b.object(c.at(n), props);
  if (variable >= 0) c.declareSet(c.at(n), variable, value);
}

/**
 * `namespace A.B { … }`: its statements run in place, in a scope of their own; what they export becomes a field of the
 * object. A namespace that adds to a class, a function or another namespace adds to what is there.
 */
function namespace(c: Context, n: number): void {
  const nameNode = c.child(n, c.fields.name);
  const body = c.child(n, c.fields.body);
  if (nameNode < 0 || body < 0 || c.type(nameNode) === 'string') return;
  const names: string[] = [];
  let root = nameNode;
  while (root >= 0 && c.type(root) !== 'identifier') {
    const property = c.child(root, c.fields.property);
    if (property >= 0) names.unshift(c.name(property));
    root = c.child(root, c.fields.object);
  }
  const at = c.at(n);
  const variable = root < 0 ? -1 : c.ownVariable(c.name(root));
  let value: Reg;
  if (variable >= 0 && c.fn.sets[variable] > 0) value = c.b.get(at, variable);
  else {
    value = c.b.object(at, []);
    if (variable >= 0) c.declareSet(at, variable, value);
  }
  for (const name of names) {
    const inner = c.b.object(at, []);
    c.b.setField(at, value, name, inner);
    value = inner;
  }
  inScope(c, body, () => {
    declareVars(c, body, c.scope);
    blockBody(c, body);
    exportMembers(c, body, value);
  });
}

function exportMembers(c: Context, body: number, namespaceValue: Reg): void {
  const exported = new Set<string>();
  const end = c.next(body);
  for (let i = body + 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'export_statement') continue;
    const declaration = c.child(i, c.fields.declaration);
    if (declaration < 0) continue;
    for (const name of declaredNames(c, declaration)) {
      const variable = c.scope.names.get(name);
      if (variable === undefined || exported.has(name)) continue;
      exported.add(name);
      c.b.setField(c.at(i), namespaceValue, name, c.b.get(c.at(i), variable));
    }
  }
}

/** The names a declaration binds. */
export function declaredNames(c: Context, n: number): string[] {
  const name = c.child(n, c.fields.name);
  if (name >= 0) return c.type(name) === 'identifier' || c.type(name) === 'type_identifier' ? [c.name(name)] : [];
  const names: string[] = [];
  const { right, key } = c.fields;
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'variable_declarator') continue;
    const target = c.child(i, c.fields.name);
    if (target >= 0) patternNames(c, target, names, right, key);
  }
  return names;
}

function patternNames(c: Context, n: number, names: string[], right: number, key: number): void {
  const end = c.next(n);
  for (let i = n; i < end; ) {
    const field = i === n ? 0 : c.fieldOf(i);
    if (field === right || field === key) {
      i = c.next(i);
      continue;
    }
    const type = c.type(i);
    if (type === 'identifier' || type === 'shorthand_property_identifier_pattern') names.push(c.name(i));
    i++;
  }
}
