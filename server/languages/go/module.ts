/** A file's top level: its names, its imports, and what it shows to the other files of its package and to importers. */
import type { ClassInfo, Func, Module } from '../../ir/types';
import type { FlatTree } from '../../syntax/flatTree';
import { Context } from './context';
import { declaredIn } from './declared';
import { resultsOf } from './errors';
import { define, resultNames } from './functions';
import { noteImports } from './imports';
import { tablesFor } from './tables';
import { addMethods, defineType, NEXT_FILE, noteType } from './types';

export const LANGUAGE = 'go';

export function lower(tree: FlatTree, file: string): Module {
  const c = new Context(tree, tablesFor(tree.grammar));
  const whole = { start: 0, end: tree.text.length };
  const outer = c.enterFunction(c.reserveFunction(), '', whole, { start: 0, end: 0 });
  let inits: readonly number[] = [];
  if (tree.count > 0) {
    if (c.isError(0)) c.broken = true;
    const items = topLevel(c);
    noteImports(c, 0);
    noteNames(c, items);
    inits = items.filter((n) => c.type(n) === 'function_declaration' && nameOf(c, n) === 'init');
    for (const n of items) if (c.type(n) === 'function_declaration' && !inits.includes(n)) define(c, n);
    lowerTypes(c, items);
    for (const n of items) if (!PASSED.has(c.type(n))) c.statement(n);
    for (const n of inits) define(c, n);
    for (const module of c.named) if (!c.imports.has(module)) c.import(whole, module, '*');
    for (const [name, variable] of c.scope.names) if (name !== 'init') c.exports.push({ name, var: variable });
  }
  c.leaveFunction(outer, { class: -1 });
  return {
    file,
    language: LANGUAGE,
    functions: c.functions as Func[],
    classes: c.classes.map((info, index): ClassInfo => info ?? { index, name: '', at: { start: 0, end: 0 }, owner: 0, members: [] }),
    exports: c.exports,
    reexports: [NEXT_FILE],
    imports: [...c.imports.add(NEXT_FILE)],
    unknown: c.unknown,
    broken: c.broken || tree.hasError,
    declared: declaredIn(c),
  };
}

const PASSED = new Set(['function_declaration', 'method_declaration', 'type_declaration', 'import_declaration', 'package_clause']);

/** Declarations of the file, those in damaged parts of it too. */
function topLevel(c: Context): number[] {
  const out: number[] = [];
  for (let i = 1; i < c.next(0); i = c.next(i)) if (c.isPart(i)) out.push(i);
  return out;
}

function nameOf(c: Context, n: number): string {
  const name = c.child(n, c.fields.name);
  return name < 0 ? '' : c.name(name);
}

/** All names of the top level are known everywhere in it. */
function noteNames(c: Context, items: readonly number[]): void {
  for (const n of items) {
    switch (c.type(n)) {
      case 'function_declaration':
      case 'method_declaration': {
        const name = c.child(n, c.fields.name);
        if (name < 0) break;
        const isMethod = c.type(n) === 'method_declaration';
        if (!isMethod && c.here(c.name(name)) < 0) c.declare(c.name(name), c.at(name));
        c.results.set(`${isMethod ? '.' : ''}${c.name(name)}`, resultsOf(resultNames(c, c.child(n, c.fields.result))));
        break;
      }
      case 'type_declaration':
        for (const spec of c.parts(n)) {
          const name = c.child(spec, c.fields.name);
          if (name < 0) continue;
          noteType(c, spec);
          if (c.here(c.name(name)) < 0) c.declare(c.name(name), c.at(name));
        }
        break;
      case 'var_declaration':
      case 'const_declaration':
        for (let i = n + 1; i < c.next(n); i++) {
          const type = c.type(i);
          if (type === 'func_literal' || type === 'composite_literal') i = c.next(i) - 1;
          else if (type === 'var_spec' || type === 'const_spec')
            for (const name of c.childrenIn(i, c.fields.name)) if (c.here(c.name(name)) < 0) c.declare(c.name(name), c.at(name));
        }
        break;
    }
  }
}

/** Types of the file with their methods, and methods of other files' types. */
function lowerTypes(c: Context, items: readonly number[]): void {
  const methods = new Map<string, number[]>();
  for (const n of items) {
    if (c.type(n) !== 'method_declaration') continue;
    const name = receiverName(c, n);
    methods.set(name, [...(methods.get(name) ?? []), n]);
  }
  for (const n of items) {
    if (c.type(n) !== 'type_declaration') continue;
    for (const spec of c.parts(n)) {
      const name = nameOf(c, spec);
      defineType(c, spec, methods.get(name) ?? []);
      if (c.meaningOf(name)?.is === 'class') methods.delete(name);
    }
  }
  for (const [name, list] of methods) addMethods(c, name, list);
}

function receiverName(c: Context, n: number): string {
  const receiver = c.child(n, c.fields.receiver);
  if (receiver < 0) return '';
  for (let i = receiver + 1; i < c.next(receiver); i++) if (c.type(i) === 'type_identifier') return c.name(i);
  return '';
}
