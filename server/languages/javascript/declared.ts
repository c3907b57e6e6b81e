/** What classes, decorated methods and schemas written out declare: fields and parameters with their types, and what stands on them. */
import { type Declared, type DeclaredHead, type DeclaredType, type DeclaredValue, shortened } from '../../ir/declared';
import type { Context } from './context';
import { stringValue } from './literals';

const MAX_FIELDS = 120;
/** Calls that say what records are made of: an object with a field for each of theirs. */
const SAYS = /(?:^|[.\s])(?:Schema|define|init|pgTable|mysqlTable|sqliteTable)$/;
/** Most files have no such call. */
const SOME = /Schema[<(]|\b(?:define|init|pgTable|mysqlTable|sqliteTable|model)[<(]/;
/** Calls that give a schema a name. */
const NAMES = /(?:^|\.)model$/;

export function declaredIn(c: Context): Declared {
  const types: DeclaredType[] = [];
  const heads: DeclaredHead[] = [];
  const kinds = kindsOf(c);
  const mayCall = SOME.test(c.text);
  for (let n = 1; n < c.tree.count; n++) {
    const kind = kinds[c.tree.typeId(n)];
    if (kind === CLASS) classIn(c, n, types, heads);
    else if (kind === CALL && mayCall) callIn(c, n, types);
  }
  return { types, heads };
}

const CLASS = 1;
const CALL = 2;
const known = new WeakMap<object, Uint8Array>();

/** By type of node, what it may declare. */
function kindsOf({ tables }: Context): Uint8Array {
  let kinds = known.get(tables);
  if (!kinds) {
    kinds = Uint8Array.from(tables.types, (name) =>
      /^(?:abstract_)?class_declaration$/.test(name) ? CLASS : /^(?:call|new)_expression$/.test(name) ? CALL : 0,
    );
    known.set(tables, kinds);
  }
  return kinds;
}

function parts(c: Context, n: number): readonly number[] {
  const out: number[] = [];
  for (let i = c.firstPart(n); i >= 0; i = c.firstPart(n, c.next(i))) out.push(i);
  return out;
}

function classIn(c: Context, n: number, types: DeclaredType[], heads: DeclaredHead[]): void {
  const name = c.child(n, c.fields.name);
  const body = c.child(n, c.fields.body);
  if (name < 0 || body < 0) return;
  const holder = c.tree.parent(n);
  const marks = [...marksOn(c, n), ...(holder >= 0 && c.type(holder) === 'export_statement' ? marksOn(c, holder) : [])];
  const fields: DeclaredValue[] = [];
  const methods: string[] = [];
  let beside: string[] = [];
  for (let i = body + 1; i < c.next(body); i = c.next(i)) {
    if (!c.isPart(i)) continue;
    const type = c.type(i);
    if (type === 'decorator') {
      beside.push(shortened(c.tree.textOf(i)));
      continue;
    }
    const key = c.child(i, c.fields.name) >= 0 ? c.child(i, c.fields.name) : c.child(i, c.fields.property);
    const own = [...beside, ...marksOn(c, i)];
    beside = [];
    if (key < 0) continue;
    if (type === 'method_definition') {
      methods.push(c.name(key));
      if (own.length > 0) heads.push(headOf(c, i, key, own, marks));
    } else if (/field_definition$/.test(type) && !c.hasToken(i, 'static') && fields.length < MAX_FIELDS)
      fields.push({ name: c.name(key), at: c.at(key), type: typeText(c, i), marks: own });
  }
  types.push({ name: c.name(name), at: c.at(name), above: aboveOf(c, n), marks, fields, methods });
}

function aboveOf(c: Context, n: number): readonly string[] {
  for (const part of parts(c, n))
    if (c.type(part) === 'class_heritage')
      return [
        ...c.tree
          .textOf(part)
          .slice(0, 200)
          .matchAll(/[\w$.]+/g),
      ]
        .map(([word]) => word)
        .filter((w) => w !== 'extends' && w !== 'implements');
  return [];
}

function headOf(c: Context, n: number, key: number, marks: readonly string[], around: readonly string[]): DeclaredHead {
  const result = c.child(n, c.fields.return_type);
  const list = c.child(n, c.fields.parameters);
  return {
    nameAt: c.at(key),
    resultAt: result < 0 ? c.at(key) : c.at(result),
    result: result < 0 ? '' : plainType(c.tree.textOf(result)),
    marks,
    around,
    parameters: list < 0 ? [] : parts(c, list).flatMap((p) => parameter(c, p)),
  };
}

function parameter(c: Context, n: number): readonly DeclaredValue[] {
  const pattern = c.child(n, c.fields.pattern);
  return pattern < 0 ? [] : [{ name: shortened(c.tree.textOf(pattern)), at: c.at(n), type: typeText(c, n), marks: marksOn(c, n) }];
}

/** `sequelize.define('User', { … })`, `new Schema({ … })`, `model('User', schema)`. */
function callIn(c: Context, n: number, types: DeclaredType[]): void {
  const isNew = c.type(n) === 'new_expression';
  const callee = c.child(n, isNew ? c.fields.constructor : c.fields.function);
  const list = c.child(n, c.fields.arguments);
  if (callee < 0 || list < 0 || c.tree.end(callee) - c.tree.start(callee) > 80) return;
  const called = c.tree.textOf(callee).replace(/<.*$/s, '');
  const says = SAYS.test(called);
  if (!says && !NAMES.test(called)) return;
  const args = parts(c, list);
  const [first] = args;
  const title = first !== undefined && c.type(first) === 'string' ? stringValue(c, first) : undefined;
  const object = args.find((a) => c.type(a) === 'object');
  const name = title ?? (/\.init$/.test(called) ? called.slice(0, -'.init'.length) : holderOf(c, n));
  if (name === undefined) return;
  const marks = [`${isNew ? 'new ' : ''}${called}`];
  const methods = /\btoJSON\b|\btoObject\b/.test(c.text) ? ['toJSON'] : [];
  const above = args.filter((a) => c.type(a) === 'identifier').map((a) => c.name(a));
  const fields = says && object !== undefined ? fieldsIn(c, object) : [];
  if (fields.length + above.length > 0) types.push({ name, at: c.at(callee), above, marks, fields, methods });
}

/** The variable that takes it. */
function holderOf(c: Context, n: number): string | undefined {
  const parent = c.tree.parent(n);
  const name = parent >= 0 && c.type(parent) === 'variable_declarator' ? c.child(parent, c.fields.name) : -1;
  return name < 0 ? undefined : c.name(name);
}

function fieldsIn(c: Context, object: number): readonly DeclaredValue[] {
  return parts(c, object)
    .slice(0, MAX_FIELDS)
    .flatMap((pair) => {
      const key = c.child(pair, c.fields.key);
      const value = c.child(pair, c.fields.value);
      if (c.type(pair) !== 'pair' || key < 0 || value < 0) return [];
      const name = c.type(key) === 'string' ? stringValue(c, key) : c.name(key);
      return [{ name, at: c.at(key), type: '', marks: [shortened(c.tree.textOf(value))] }];
    });
}

function marksOn(c: Context, n: number): readonly string[] {
  const out: string[] = [];
  for (let i = n + 1; i < c.next(n); i = c.next(i)) if (c.type(i) === 'decorator') out.push(shortened(c.tree.textOf(i)));
  return out;
}

function typeText(c: Context, n: number): string {
  const type = c.child(n, c.fields.type);
  return type < 0 ? '' : plainType(c.tree.textOf(type));
}

function plainType(text: string): string {
  return shortened(text.replace(/^\s*:\s*/, ''));
}
