/** What types and annotated methods declare: fields and parameters with what stands on them. */
import { type Declared, type DeclaredHead, type DeclaredType, type DeclaredValue, shortened } from '../../ir/declared';
import { parentsOf } from './classes';
import type { Context } from './context';
import { membersOf, parts, TYPES } from './typeScopes';
import { simpleName } from './types';

const MAX_FIELDS = 120;

export function declaredIn(c: Context): Declared {
  const types: DeclaredType[] = [];
  const heads: DeclaredHead[] = [];
  if (c.tree.count > 0) for (const part of c.parts(0)) if (TYPES.has(c.type(part))) typeIn(c, part, types, heads);
  return { types, heads };
}

function typeIn(c: Context, n: number, types: DeclaredType[], heads: DeclaredHead[]): void {
  const name = c.child(n, c.fields.name);
  if (name < 0) return;
  const around = marksOn(c, n);
  const fields: DeclaredValue[] = c.type(n) === 'record_declaration' ? valuesOf(c, c.child(n, c.fields.parameters)) : [];
  const hidden: DeclaredValue[] = [];
  const methods: string[] = [];
  const onGetters = new Map<string, readonly string[]>();
  for (const member of membersOf(c, { body: c.child(n, c.fields.body) })) {
    const kind = c.type(member);
    if (TYPES.has(kind)) typeIn(c, member, types, heads);
    else if (kind === 'field_declaration') (isOpen(c, member, around) ? fields : hidden).push(...fieldsOf(c, member));
    else if (kind === 'method_declaration') {
      const own = c.child(member, c.fields.name);
      if (own < 0) continue;
      methods.push(c.name(own));
      const marks = marksOn(c, member);
      onGetters.set(c.name(own), marks);
      if (marks.some((m) => !/^@(?:Override|Deprecated|SuppressWarnings)\b/.test(m))) heads.push(headOf(c, member, own, marks, around));
    }
  }
  const shown = [...fields, ...hidden.filter((field) => gettersOf(field.name).some((getter) => onGetters.has(getter)))]
    .slice(0, MAX_FIELDS)
    .map((field) => ({ ...field, marks: [...field.marks, ...gettersOf(field.name).flatMap((getter) => onGetters.get(getter) ?? [])] }));
  if (shown.length === 0 && around.length === 0) return;
  const above = parentsOf(c, n).map((p) => simpleName(c, p));
  types.push({ name: c.name(name), at: c.at(name), above, marks: around, fields: shown, methods });
}

function gettersOf(field: string): readonly string[] {
  const capital = field.slice(0, 1).toUpperCase() + field.slice(1);
  return [`get${capital}`, `is${capital}`];
}

/** Others can read it without a method of its own, or somebody writes one for it. */
function isOpen(c: Context, n: number, around: readonly string[]): boolean {
  return (
    [...around, ...marksOn(c, n)].some((m) => /^@(?:Data|Getter|Value)\b/.test(m)) ||
    c.parts(n).every((p) => c.type(p) !== 'modifiers' || !/\bprivate\b|\bprotected\b/.test(c.tree.textOf(p)))
  );
}

function fieldsOf(c: Context, n: number): readonly DeclaredValue[] {
  const out: DeclaredValue[] = [];
  if (c.parts(n).some((p) => c.type(p) === 'modifiers' && c.hasToken(p, 'static'))) return out;
  const type = c.child(n, c.fields.type);
  for (let i = c.child(n, c.fields.declarator); i >= 0; i = c.child(n, c.fields.declarator, c.next(i))) {
    const name = c.child(i, c.fields.name);
    if (name >= 0)
      out.push({ name: c.name(name), at: c.at(name), type: type < 0 ? '' : shortened(c.tree.textOf(type)), marks: marksOn(c, n) });
  }
  return out;
}

function valuesOf(c: Context, list: number): DeclaredValue[] {
  if (list < 0) return [];
  return parts(c, list, 'formal_parameter').flatMap((part) => {
    const name = c.child(part, c.fields.name);
    const type = c.child(part, c.fields.type);
    return name < 0 || type < 0
      ? []
      : [{ name: c.name(name), at: c.at(part), type: shortened(c.tree.textOf(type)), marks: marksOn(c, part) }];
  });
}

function headOf(c: Context, n: number, name: number, marks: readonly string[], around: readonly string[]): DeclaredHead {
  const type = c.child(n, c.fields.type);
  return {
    nameAt: c.at(name),
    resultAt: type < 0 ? c.at(name) : { start: c.tree.start(type), end: c.tree.end(name) },
    result: type < 0 ? '' : shortened(c.tree.textOf(type)),
    marks,
    around,
    parameters: valuesOf(c, c.child(n, c.fields.parameters)),
  };
}

function marksOn(c: Context, n: number): readonly string[] {
  return parts(c, n, 'modifiers').flatMap((m) =>
    c.parts(m).flatMap((part) => (/^(?:marker_)?annotation$/.test(c.type(part)) ? [shortened(c.tree.textOf(part))] : [])),
  );
}
