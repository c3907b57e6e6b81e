/** What classes and decorated functions declare: attributes and parameters with their types, and what stands on them. */
import { type Declared, type DeclaredHead, type DeclaredType, type DeclaredValue, shortened } from '../../ir/declared';
import type { Context } from './context';

const MAX_FIELDS = 120;

export function declaredIn(c: Context): Declared {
  const types: DeclaredType[] = [];
  const heads: DeclaredHead[] = [];
  if (c.tree.count > 0) statements(c, 0, types, heads, undefined);
  return { types, heads };
}

interface Around {
  readonly marks: readonly string[];
  readonly fields: DeclaredValue[];
  readonly methods: string[];
  /** What classes inside say: `Meta.fields = "__all__"`. */
  readonly settings: string[];
}

function statements(c: Context, n: number, types: DeclaredType[], heads: DeclaredHead[], around: Around | undefined): void {
  for (const part of c.parts(n)) {
    const definition = c.type(part) === 'decorated_definition' ? c.child(part, c.fields.definition) : part;
    if (definition < 0) continue;
    const marks =
      definition === part
        ? []
        : c
            .parts(part)
            .filter((p) => c.type(p) === 'decorator')
            .map((p) => shortened(c.tree.textOf(p)));
    switch (c.type(definition)) {
      case 'class_definition':
        if (around) settings(c, definition, around);
        else typeIn(c, definition, marks, types, heads);
        break;
      case 'function_definition': {
        const name = c.child(definition, c.fields.name);
        if (name < 0) break;
        around?.methods.push(c.name(name));
        if (marks.length > 0) heads.push(headOf(c, definition, name, marks, around?.marks ?? []));
        break;
      }
      case 'expression_statement':
        if (around) field(c, definition, around);
        break;
      case 'if_statement': {
        const block = c.child(definition, c.fields.consequence);
        if (block >= 0) statements(c, block, types, heads, around);
      }
    }
  }
}

function typeIn(c: Context, n: number, marks: readonly string[], types: DeclaredType[], heads: DeclaredHead[]): void {
  const name = c.child(n, c.fields.name);
  if (name < 0) return;
  const list = c.child(n, c.fields.superclasses);
  const parents = list < 0 ? [] : c.parts(list).map((p) => shortened(c.tree.textOf(p)));
  const around: Around = { marks: [...marks, ...parents.filter((p) => p.includes('='))], fields: [], methods: [], settings: [] };
  const body = c.child(n, c.fields.body);
  if (body >= 0) statements(c, body, types, heads, around);
  const above = parents.filter((p) => !p.includes('='));
  types.push({
    name: c.name(name),
    at: c.at(name),
    above,
    marks: [...around.marks, ...around.settings],
    fields: around.fields,
    methods: around.methods,
  });
}

function settings(c: Context, n: number, around: Around): void {
  const name = c.child(n, c.fields.name);
  const body = c.child(n, c.fields.body);
  for (const part of name < 0 || body < 0 ? [] : c.parts(body))
    if (c.type(part) === 'expression_statement') around.settings.push(shortened(`${c.name(name)}.${c.tree.textOf(part)}`));
}

function field(c: Context, n: number, { fields }: Around): void {
  const inner = c.firstPart(n);
  if (inner < 0 || c.type(inner) !== 'assignment' || fields.length >= MAX_FIELDS) return;
  const left = c.child(inner, c.fields.left);
  if (left < 0 || c.type(left) !== 'identifier') return;
  const type = c.child(inner, c.fields.type);
  const right = c.child(inner, c.fields.right);
  const marks = right < 0 ? [] : [shortened(c.tree.textOf(right))];
  fields.push({ name: c.name(left), at: c.at(left), type: type < 0 ? '' : shortened(c.tree.textOf(type)), marks });
}

function headOf(c: Context, n: number, name: number, marks: readonly string[], around: readonly string[]): DeclaredHead {
  const result = c.child(n, c.fields.return_type);
  const list = c.child(n, c.fields.parameters);
  return {
    nameAt: c.at(name),
    resultAt: result < 0 ? c.at(name) : c.at(result),
    result: result < 0 ? '' : shortened(c.tree.textOf(result)),
    marks,
    around,
    parameters: list < 0 ? [] : c.parts(list).flatMap((p) => parameter(c, p)),
  };
}

function parameter(c: Context, n: number): readonly DeclaredValue[] {
  const first = c.type(n) === 'identifier' ? n : c.child(n, c.fields.name) >= 0 ? c.child(n, c.fields.name) : c.firstPart(n);
  if (first < 0 || c.type(first) !== 'identifier') return [];
  const type = c.type(n) === 'identifier' ? -1 : c.child(n, c.fields.type);
  const value = c.type(n) === 'identifier' ? -1 : c.child(n, c.fields.value);
  const marks = value < 0 ? [] : [shortened(c.tree.textOf(value))];
  return [{ name: c.name(first), at: c.at(n), type: type < 0 ? '' : shortened(c.tree.textOf(type)), marks }];
}
