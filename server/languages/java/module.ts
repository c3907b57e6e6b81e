/** A file's top level: its package, its imports, its types with all inside them, and what it shows to others. */
import type { ClassInfo, Func, Module } from '../../ir/types';
import type { FlatTree } from '../../syntax/flatTree';
import { lowerType, parentsOf } from './classes';
import { classText } from './classNames';
import { Context, type TypeScope } from './context';
import { declaredIn } from './declared';
import { tablesFor } from './tables';
import { collectType, TYPES } from './typeScopes';
import { nameText } from './types';

export const LANGUAGE = 'java';

export function lower(tree: FlatTree, file: string): Module {
  const c = new Context(tree, tablesFor(tree.grammar));
  const outer = c.enterFunction(c.reserveFunction(), '', { start: 0, end: tree.text.length }, { start: 0, end: 0 });
  if (tree.count > 0) {
    if (c.isError(0)) c.broken = true;
    const top: TypeScope[] = [];
    for (const part of c.parts(0)) {
      readHead(c, part);
      if (TYPES.has(c.type(part))) top.push(collectType(c, part, undefined, 0));
    }
    for (const type of top) if (type.name !== '') c.types.set(type.name, type);
    const all = [...top.flatMap(withNested)].filter((type) => type.path !== '');
    for (const type of all) c.declare(c.scope, type.path, c.at(c.child(type.node, c.fields.name)));
    const done = new Set<TypeScope>();
    for (const type of all) define(c, type, done);
    for (let i = 1; i < c.next(0); i = c.next(i)) if (c.isPart(i) && !(TYPES.has(c.type(i)) && !c.isError(i))) c.statement(i);
    show(c, file, top, all);
    for (const text of c.typeTexts) if (!c.imports.has(text)) c.import({ start: 0, end: 0 }, text, '*');
  }
  c.leaveFunction(outer, { class: -1 });
  return {
    file,
    language: LANGUAGE,
    functions: c.functions as Func[],
    classes: c.classes.map((info, index): ClassInfo => info ?? { index, name: '', at: { start: 0, end: 0 }, owner: 0, members: [] }),
    exports: c.exports,
    reexports: [],
    imports: [...c.imports],
    unknown: c.unknown,
    broken: c.broken || tree.hasError,
    declared: declaredIn(c),
  };
}

function readHead(c: Context, n: number): void {
  if (c.type(n) === 'package_declaration') {
    const name = c.parts(n).find((part) => /identifier$/.test(c.type(part)));
    if (name !== undefined) c.package = nameText(c, name);
  }
  if (c.type(n) !== 'import_declaration') return;
  const name = c.firstPart(n);
  if (name < 0) return;
  const text = nameText(c, name);
  const isStatic = c.hasToken(n, 'static');
  if (c.parts(n).some((part) => c.type(part) === 'asterisk')) {
    const known = classText(text);
    if (isStatic && known) c.staticStars.push(known);
    else if (!isStatic) c.stars.push(text);
    return;
  }
  const dot = text.lastIndexOf('.');
  const simple = text.slice(dot + 1);
  const known = classText(isStatic ? text.slice(0, Math.max(dot, 0)) : text);
  if (!known) return;
  if (isStatic) c.staticImports.set(simple, known);
  else c.imported.set(simple, known);
}

/** A type and all inside it, the inner ones first. */
function withNested(type: TypeScope): TypeScope[] {
  return [...[...type.nested.values()].flatMap(withNested), type];
}

/** Classes above come first, where they are in this file. Each writes its own variable. */
function define(c: Context, type: TypeScope, done: Set<TypeScope>): void {
  if (done.has(type)) return;
  done.add(type);
  const { within } = c;
  c.within = type.outer;
  for (const n of parentsOf(c, type.node)) {
    const above = c.typeHere(nameText(c, n));
    if (above && above.path !== '' && c.types.has(above.path.split('.')[0])) define(c, above, done);
  }
  c.within = type.outer;
  lowerType(c, type);
  c.within = within;
}

/** The class that the file is named after is what the file is; all others are names in it. */
function show(c: Context, file: string, top: readonly TypeScope[], all: readonly TypeScope[]): void {
  const stem = file.slice(file.lastIndexOf('/') + 1).replace(/\.java$/i, '');
  const main = top.find((type) => type.name === stem) ?? top[0];
  const shown = new Set<string>();
  const add = (name: string, type: TypeScope): void => {
    const variable = c.scope.names.get(type.path);
    if (variable === undefined || shown.has(name)) return;
    shown.add(name);
    c.exports.push({ name, var: variable });
  };
  if (main && main.name !== '') add('=', main);
  for (const type of all) add(type.path.includes('.') ? type.path.slice(type.path.indexOf('.') + 1) : type.path, type);
}
