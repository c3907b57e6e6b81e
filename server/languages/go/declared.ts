/** What structs declare: fields that others can see, with their tags. */
import { type Declared, type DeclaredType, type DeclaredValue, shortened } from '../../ir/declared';
import type { Context } from './context';

const MAX_FIELDS = 120;

export function declaredIn(c: Context): Declared {
  const types: DeclaredType[] = [];
  const methods = new Map<string, string[]>();
  for (const n of c.tree.count > 0 ? c.parts(0) : []) {
    if (c.type(n) === 'type_declaration') for (const spec of c.parts(n)) typeIn(c, spec, types, methods);
    else if (c.type(n) === 'method_declaration') {
      const receiver = c.child(n, c.fields.receiver);
      const name = c.child(n, c.fields.name);
      const [, of] = receiver < 0 ? [] : (/\*?\s*(\w+)\s*(?:\[[^\]]*\])?\s*\)$/.exec(c.tree.textOf(receiver)) ?? []);
      if (of !== undefined && name >= 0) methods.set(of, [...(methods.get(of) ?? []), c.name(name)]);
    }
  }
  return { types: types.map((type) => ({ ...type, methods: methods.get(type.name) ?? [] })), heads: [] };
}

function typeIn(c: Context, spec: number, types: DeclaredType[], methods: ReadonlyMap<string, readonly string[]>): void {
  const name = c.child(spec, c.fields.name);
  const type = c.child(spec, c.fields.type);
  if (name < 0 || type < 0 || c.type(type) !== 'struct_type') return;
  const list = c.firstPart(type);
  const above: string[] = [];
  const fields: DeclaredValue[] = [];
  for (const n of list < 0 ? [] : c.parts(list)) {
    if (c.type(n) !== 'field_declaration' || fields.length >= MAX_FIELDS) continue;
    const of = c.child(n, c.fields.type);
    if (of < 0) continue;
    const written = shortened(c.tree.textOf(of));
    const last = c.parts(n).at(-1);
    const marks = last !== undefined && /string_literal$/.test(c.type(last)) ? [shortened(c.tree.textOf(last).slice(1, -1))] : [];
    const names = c.childrenIn(n, c.fields.name);
    for (const one of names) if (/^[A-Z]/.test(c.name(one))) fields.push({ name: c.name(one), at: c.at(one), type: written, marks });
    // What is embedded stands in it with all its fields, unless a tag gives it a name.
    if (names.length === 0) above.push(/(\w+)\s*(?:\[[^\]]*\])?$/.exec(written)?.[1] ?? '');
  }
  if (fields.length + above.length > 0)
    types.push({ name: c.name(name), at: c.at(name), above, marks: [], fields, methods: methods.get(c.name(name)) ?? [] });
}
