/** Destructuring and everything else an assignment can have on its left. */
import type { At, Reg } from '../../ir/types';
import type { Context } from './context';
import { namedExpression } from './functions';
import { stringValue } from './literals';
import { isUseful } from './types';

/** `declare`: the names were declared by this very pattern; `assign`: it sets what is there. */
export type BindMode = 'declare' | 'assign';

/** Gives `value` to the target `n`: a name, a member, or a pattern. `at` of a set name is `whole` where given (the declarator). */
export function bind(c: Context, n: number, value: Reg, mode: BindMode, whole = n): void {
  switch (c.type(n)) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern': {
      setName(c, n, c.at(whole), value, mode);
      return;
    }
    case 'member_expression':
    case 'subscript_expression':
      bindMember(c, n, value);
      return;
    case 'object_pattern':
    case 'object':
      c.deeper(n, () => bindObject(c, n, value, mode));
      return;
    case 'array_pattern':
    case 'array':
      c.deeper(n, () => bindArray(c, n, value, mode));
      return;
    case 'assignment_pattern':
    case 'object_assignment_pattern':
    case 'assignment_expression':
      c.deeper(n, () => bindWithDefault(c, n, value, mode));
      return;
    case 'rest_pattern':
    case 'spread_element':
    case 'parenthesized_expression':
    case 'non_null_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'type_assertion': {
      const inner = c.type(n) === 'type_assertion' ? lastPart(c, n) : c.firstPart(n);
      if (inner >= 0) c.deeper(n, () => bind(c, inner, value, mode));
      return;
    }
    case 'undefined':
    case 'this':
      return;
    default:
      // Not assignable: a call, a literal, damaged text. Its parts still run.
      c.expression(n);
  }
}

function bindMember(c: Context, n: number, value: Reg): void {
  const object = c.child(n, c.fields.object);
  if (object < 0) return;
  const base = c.expression(object);
  const at = c.at(n);
  const property = c.child(n, c.fields.property);
  if (property >= 0) {
    c.b.setField(at, base, c.name(property), value);
    return;
  }
  const index = c.child(n, c.fields.index);
  if (index < 0) return;
  if (c.type(index) === 'string') c.b.setField(at, base, stringValue(c, index), value);
  else c.b.setIndex(at, base, c.expression(index), value);
}

function bindObject(c: Context, n: number, value: Reg, mode: BindMode): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isPart(i)) continue;
    switch (c.type(i)) {
      case 'shorthand_property_identifier_pattern':
      case 'shorthand_property_identifier':
        bindName(c, i, c.b.field(c.at(i), value, c.name(i)), mode);
        break;
      case 'pair_pattern':
      case 'pair': {
        const key = c.child(i, c.fields.key);
        const target = c.child(i, c.fields.value);
        if (key < 0 || target < 0) break;
        bind(c, target, readKey(c, key, value), mode);
        break;
      }
      case 'object_assignment_pattern':
      case 'assignment_expression': {
        const left = c.child(i, c.fields.left);
        const right = c.child(i, c.fields.right);
        if (left < 0) break;
        const name = c.name(left);
        const got = c.b.field(c.at(left), value, name);
        const or = right < 0 ? got : c.b.mix(c.at(i), [got, namedExpression(c, right, name, left)]);
        bindName(c, left, or, mode);
        break;
      }
      // What is left of the object: still the object.
      case 'rest_pattern':
      case 'spread_element':
        bind(c, i, value, mode);
        break;
      default:
        if (!c.isSilent(i)) c.expression(i);
    }
  }
}

function bindName(c: Context, n: number, value: Reg, mode: BindMode): void {
  const type = c.type(n);
  if (type === 'object_pattern' || type === 'array_pattern') bind(c, n, value, mode);
  else setName(c, n, c.at(n), value, mode);
}

function setName(c: Context, n: number, at: At, value: Reg, mode: BindMode): void {
  const variable = mode === 'declare' ? c.ownVariable(c.name(n)) : -1;
  if (variable < 0) {
    c.write(c.name(n), at, value);
    return;
  }
  const { type } = c.fn.variables[variable];
  c.declareSet(at, variable, type !== undefined && isUseful(c, type) ? c.b.cast(c.at(n), value, type) : value);
}

/** The value under a pattern's key. */
function readKey(c: Context, key: number, base: Reg): Reg {
  const at = c.at(key);
  switch (c.type(key)) {
    case 'string':
      return c.b.field(at, base, stringValue(c, key));
    case 'computed_property_name': {
      const inner = c.firstPart(key);
      if (inner < 0) return base;
      if (c.type(inner) === 'string') return c.b.field(at, base, stringValue(c, inner));
      return c.b.indexed(at, base, c.expression(inner));
    }
    case 'number':
      return c.b.indexed(at, base, c.expression(key));
    default:
      return c.b.field(at, base, c.name(key));
  }
}

function bindArray(c: Context, n: number, value: Reg, mode: BindMode): void {
  const end = c.next(n);
  let position = 0;
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (!c.isNamed(i)) {
      if (c.type(i) === ',') position++;
      continue;
    }
    if (!c.isPart(i) || c.isSilent(i)) continue;
    const type = c.type(i);
    if (type === 'rest_pattern' || type === 'spread_element') bind(c, i, value, mode);
    else bind(c, i, c.b.indexed(c.at(i), value, c.b.constant(c.at(i), position)), mode);
  }
}

function bindWithDefault(c: Context, n: number, value: Reg, mode: BindMode): void {
  const left = c.child(n, c.fields.left);
  const right = c.child(n, c.fields.right);
  if (left < 0) return;
  if (right < 0) {
    bind(c, left, value, mode);
    return;
  }
  const name = c.type(left) === 'identifier' ? c.name(left) : '';
  bind(c, left, c.b.mix(c.at(n), [value, namedExpression(c, right, name, left)]), mode);
}

function lastPart(c: Context, n: number): number {
  let last = -1;
  for (let i = c.firstPart(n); i >= 0; i = c.firstPart(n, c.next(i))) last = i;
  return last;
}
