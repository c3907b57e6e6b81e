/** Names, members, elements, arrays, casts and assignments. */
import type { Reg } from '../../ir/types';
import { classText } from './classNames';
import type { Context } from './context';
import { operatorOf } from './operators';
import type { ExpressionHandler } from './tables';
import { nameText, typed } from './types';

export const EXPRESSIONS: Readonly<Record<string, ExpressionHandler>> = {
  identifier: (c, n) => readName(c, n),
  this: (c, n) => c.b.this(c.at(n)),
  super: (c, n) => c.b.super(c.at(n)),
  field_access: member,
  scoped_identifier: (c, n) => classNamed(c, n),
  array_access(c, n) {
    const array = c.child(n, c.fields.array);
    const index = c.child(n, c.fields.index);
    return array < 0 || index < 0 ? c.mixOfParts(n) : c.b.indexed(c.at(n), c.expression(array), c.expression(index));
  },
  parenthesized_expression: inner,
  cast_expression(c, n) {
    const value = c.child(n, c.fields.value);
    return value < 0 ? c.mixOfParts(n) : typed(c, c.child(n, c.fields.type), c.expression(value), n);
  },
  class_literal: (c, n) => c.b.constant(c.at(n), nameText(c, n)),
  array_creation_expression(c, n) {
    for (const part of c.parts(n)) if (c.type(part) === 'dimensions_expr') c.expression(part);
    const value = c.child(n, c.fields.value);
    return value < 0 ? c.b.array(c.at(n), []) : c.expression(value);
  },
  dimensions_expr: inner,
  array_initializer: (c, n) =>
    c.b.array(
      c.at(n),
      c.parts(n).map((part) => ({ value: c.expression(part) })),
    ),
  assignment_expression: assignment,
  update_expression(c, n) {
    const target = c.firstPart(n);
    if (target < 0) return c.mixOfParts(n);
    const at = c.at(n);
    const before = c.expression(target);
    const operator = c.hasToken(n, '--') ? '-' : '+';
    bind(c, target, c.b.binary(at, operator, before, c.b.constant(at, 1)), n);
    return before;
  },
  template_expression: (c, n) => c.mixOfParts(n),
};

function inner(c: Context, n: number): Reg {
  const value = c.firstPart(n);
  return value < 0 ? c.mixOfParts(n) : c.expression(value);
}

/** A name alone: a variable, a field of a type around, a class, or something inherited. */
function readName(c: Context, n: number): Reg {
  const name = c.name(n);
  const at = c.at(n);
  const owner = c.fieldHere(name);
  if (owner) {
    const field = owner.fields.get(name)!;
    const base = field.static ? c.typeValue(owner, at) : c.thisOf(owner, at);
    return typed(c, field.type, c.b.field(at, base, name), n);
  }
  if (c.find(name)) return c.read(name, at);
  if (c.typeHere(name)) return c.classValue(name, at);
  const known = c.staticImports.get(name);
  if (known) return c.b.field(at, c.classOf(known, at), name);
  if (/^[A-Z]/.test(name) && (c.imported.has(name) || !/^[A-Z\d_]+$/.test(name) || name.length < 4)) return c.classValue(name, at);
  if (c.staticStars.length > 0 && /^[A-Z\d_]+$/.test(name))
    return c.b.mix(
      at,
      c.staticStars.map((star) => c.b.field(at, c.classOf(star, at), name)),
    );
  if (c.within?.hasParent) return c.b.field(at, c.b.this(at), name);
  return /^[A-Z]/.test(name) ? c.classValue(name, at) : c.b.global(at, name);
}

/** A class by its written type: simple, qualified, generic. */
export function classNamed(c: Context, n: number): Reg {
  const text = nameText(c, n).replaceAll(/<.*>|\[.*$/gs, '');
  const [first, ...rest] = text.split('.');
  const at = c.at(n);
  if (/^[A-Z]/.test(first)) {
    let here = c.typeHere(first);
    if (here && rest.length > 0) {
      for (const part of rest) here = here?.nested.get(part);
      if (here) return c.typeValue(here, at);
    }
    return rest.reduce((base, part) => c.b.field(at, base, part), c.classValue(first, at));
  }
  const known = classText(text);
  return known ? c.classOf(known, at) : c.b.constant(at, undefined);
}

function member(c: Context, n: number): Reg {
  const object = c.child(n, c.fields.object);
  const field = c.child(n, c.fields.field);
  const at = c.at(n);
  if (object < 0) return c.mixOfParts(n);
  // `Outer.this`
  if (field >= 0 && c.type(field) === 'this') {
    const type = c.typeHere(nameText(c, object));
    return type ? c.thisOf(type, at) : c.b.this(at);
  }
  const qualified = qualifiedClass(c, n);
  if (qualified) return qualified;
  const base = c.type(object) === 'super' ? c.b.super(c.at(object)) : c.expression(object);
  if (field < 0 || c.tree.isMissing(field)) return base;
  const name = c.name(field);
  const nested = c.type(object) === 'identifier' ? c.typeHere(c.name(object))?.nested.get(name) : undefined;
  if (nested) return c.typeValue(nested, at);
  if (name === 'length') return c.b.field(at, base, name);
  const own = c.type(object) === 'this' ? c.within?.fields.get(name) : undefined;
  const value = c.b.field(at, base, name);
  return own ? typed(c, own.type, value, n) : value;
}

/** `java.util.List`, `com.acme.Store.DEFAULT`, where the first name is nothing else. */
function qualifiedClass(c: Context, n: number): Reg | undefined {
  let root = n;
  while (root >= 0 && c.type(root) === 'field_access') root = c.child(root, c.fields.object);
  if (root < 0 || c.type(root) !== 'identifier' || !/^[a-z]/.test(c.name(root))) return undefined;
  const name = c.name(root);
  if (c.find(name) || c.fieldHere(name) || c.staticImports.has(name)) return undefined;
  const text = nameText(c, n);
  if (!/^(?:[a-z]\w*\.)+[A-Z]\w*(?:\.[A-Z]\w*)*$/.test(text)) return undefined;
  const known = classText(text);
  return known && c.classOf(known, c.at(n));
}

function assignment(c: Context, n: number): Reg {
  const left = c.child(n, c.fields.left);
  const right = c.child(n, c.fields.right);
  if (left < 0 || right < 0) return c.mixOfParts(n);
  const operator = operatorOf(c, n);
  let value: Reg;
  if (operator === '=') value = c.expression(right);
  else {
    const before = c.expression(left);
    value = c.b.binary(c.at(n), operator.slice(0, -1) === '>>>' ? '>>' : operator.slice(0, -1), before, c.expression(right));
  }
  bind(c, left, value, n);
  return value;
}

/** Gives `value` to a variable, a field or an element. */
export function bind(c: Context, n: number, value: Reg, whole: number): void {
  switch (c.type(n)) {
    case 'identifier': {
      const name = c.name(n);
      const owner = c.fieldHere(name);
      const at = c.at(whole);
      if (owner) {
        const isStatic = owner.fields.get(name)!.static;
        c.b.setField(at, isStatic ? c.typeValue(owner, at) : c.thisOf(owner, at), name, value);
      } else if (!c.find(name) && c.within) c.b.setField(at, c.b.this(at), name, value);
      else c.write(name, at, value);
      return;
    }
    case 'field_access': {
      const object = c.child(n, c.fields.object);
      const field = c.child(n, c.fields.field);
      if (object >= 0 && field >= 0) c.b.setField(c.at(n), c.expression(object), c.name(field), value);
      return;
    }
    case 'array_access': {
      const array = c.child(n, c.fields.array);
      const index = c.child(n, c.fields.index);
      if (array >= 0 && index >= 0) c.b.setIndex(c.at(n), c.expression(array), c.expression(index), value);
      return;
    }
    case 'parenthesized_expression': {
      const part = c.firstPart(n);
      if (part >= 0) c.deeper(n, () => bind(c, part, value, whole));
      return;
    }
    default:
      c.expression(n);
  }
}
