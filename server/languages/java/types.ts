/** Declared types, as far as they name classes. With star imports there are several they may be. */
import type { Reg, TypeRef } from '../../ir/types';
import { classText } from './classNames';
import type { Context } from './context';

const NONE: readonly TypeRef[] = [];
const LIMIT = 20;

export function typesOf(c: Context, n: number): readonly TypeRef[] {
  let type = n;
  for (let i = 0; i < LIMIT && type >= 0; i++) {
    switch (c.type(type)) {
      case 'annotated_type':
      case 'generic_type':
      case '_type':
        type = c.parts(type).find((part) => !c.type(part).endsWith('annotation')) ?? -1;
        break;
      case 'integral_type':
      case 'floating_point_type':
      case 'boolean_type':
        return [{ from: 'name', name: c.name(type) }];
      case 'type_identifier':
      case 'identifier':
        return c.name(type) === 'var' ? NONE : c.typesOfName(c.name(type));
      case 'scoped_type_identifier':
      case 'scoped_identifier':
        return scoped(c, type);
      default:
        return NONE;
    }
  }
  return NONE;
}

/** The one type that is meant; undefined where that is open. */
export function onlyType(c: Context, n: number): TypeRef | undefined {
  const types = n < 0 ? NONE : typesOf(c, n);
  return types.length === 1 ? types[0] : undefined;
}

/** The value with each type that may be meant. */
export function typed(c: Context, n: number, value: Reg, place = n): Reg {
  return n < 0 ? value : typesOf(c, n).reduce((reg, type) => c.b.cast(c.at(place), reg, type), value);
}

function scoped(c: Context, n: number): readonly TypeRef[] {
  const text = nameText(c, n);
  if (text.length > 200) return NONE;
  const [first, ...rest] = text.split('.');
  if (!/^[A-Z]/.test(first)) {
    const known = classText(text);
    return known ? [c.typeRef(known)] : NONE;
  }
  let here = c.typeHere(first);
  if (here) {
    for (const part of rest) here = here?.nested.get(part);
    return here ? [{ from: 'class', index: here.index }] : NONE;
  }
  return c.candidates(first).map(({ module, name }) => c.typeRef({ module, name: (name === '*' ? rest : [name, ...rest]).join('.') }));
}

/** A dotted name without what generics and spaces add to it. */
export function nameText(c: Context, n: number): string {
  return c.name(n).replaceAll(/<[^.]*>|@\w+|\s/g, '');
}

/** The simple name of a declared type: what annotations take hold of a method by. */
export function simpleName(c: Context, n: number): string {
  if (n < 0) return 'void';
  const text = nameText(c, n).replaceAll(/<.*$|\[.*$/gs, '');
  return text.slice(text.lastIndexOf('.') + 1) || 'void';
}
