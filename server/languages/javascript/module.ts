/** A file's top level: its names, imports, exports, and the CommonJS variables. */
import { gone, placeholder } from '../../ir/align';
import type { ClassInfo, Func, Module, Reg } from '../../ir/types';
import type { FlatTree } from '../../syntax/flatTree';
import type { Earlier, Lowered } from '../language';
import { Again, type Units } from './again';
import { declareCommonJs, exportCommonJs, usesCommonJs } from './commonJs';
import { CompiledDecorators } from './compiledDecorators';
import { Context } from './context';
import { declaredIn } from './declared';
import { namedExpression } from './functions';
import { declareImports, emitImports } from './imports';
import { stringValue } from './literals';
import { declaredNames } from './namespaces';
import { recover } from './recovery';
import { collectLoaders } from './requires';
import { declareBlock, declareVars, hoistFunctions } from './scopes';
import { type StatementHandler, tablesFor } from './tables';
import { aliased, collectAliases } from './types';

const LANGUAGE = 'javascript';

export function lower(tree: FlatTree, file: string): Module {
  return lowerIn(new Context(tree, tablesFor(tree.grammar), undefined), file);
}

/** As `lower`, taking over what is as it was before. */
export function lowerAgain(tree: FlatTree, file: string, before: Earlier | undefined): Lowered {
  const again = new Again(before, tree.text);
  const module = lowerIn(new Context(tree, tablesFor(tree.grammar), again), file);
  const memory: Units = { tree, units: again.units };
  return { module, reused: before && again.reused, memory };
}

function lowerIn(c: Context, file: string): Module {
  const { tree } = c;
  const whole = { start: 0, end: tree.text.length };
  const outer = c.enterFunction(c.reserveFunction(), '', whole, { start: 0, end: 0 }, false);
  if (tree.count > 0 && usesCommonJs(c)) declareCommonJs(c);
  if (tree.count > 0) {
    declareImports(c);
    collectAliases(c);
    c.compiled = CompiledDecorators.of(c);
    declareVars(c, 0, c.scope);
    declareBlock(c, 0, c.scope);
    collectLoaders(c);
    emitImports(c);
    hoistFunctions(c, 0);
    if (c.isError(0)) recover(c, 0);
    else for (let i = 1; i < c.next(0); i = c.next(i)) if (c.isPart(i)) c.statement(i);
    exportNames(c);
  }
  if (c.commonJs !== undefined) exportCommonJs(c, c.commonJs);
  importTheRest(c);
  c.leaveFunction(outer, { class: -1 });
  return {
    file,
    language: LANGUAGE,
    functions: c.functions.map((f, index): Func => f ?? placeholder(index)),
    classes: c.classes.map((info, index): ClassInfo => info ?? gone(index)),
    exports: c.exports,
    reexports: c.reexports,
    imports: [...c.imports],
    unknown: c.unknown,
    broken: c.broken || tree.hasError,
    declared: declaredIn(c),
  };
}

export const IMPORT_EXPORT: Readonly<Record<string, StatementHandler>> = {
  // Names are declared and values read before the first statement; see imports.ts.
  import_statement() {},
  export_statement: exportStatement,
};

/** Modules that are imported for what they do, or only named in a type. */
function importTheRest(c: Context): void {
  const at = { start: c.text.length, end: c.text.length };
  for (const module of c.imports) if (!c.imported.has(module) && !c.reexports.includes(module)) c.import(at, module, '*');
}

/** Exports a value under a variable made for it. */
function addExport(c: Context, name: string, value: Reg, offset: number): void {
  const at = { start: offset, end: offset };
  const variable = c.addVariable(name, at);
  c.declareSet(at, variable, value);
  c.exports.push({ name, var: variable });
}

function exportStatement(c: Context, n: number): void {
  const declaration = c.child(n, c.fields.declaration);
  const source = c.child(n, c.fields.source);
  const value = c.child(n, c.fields.value);
  if (declaration >= 0) {
    exportDeclaration(c, n, declaration);
    return;
  }
  if (source >= 0) return; // In imports.ts.
  if (value >= 0) {
    const reg = namedExpression(c, value, '', -1);
    if (c.fn.level === 0) addExport(c, 'default', reg, c.tree.start(value));
    return;
  }
  // `export = value`; the other forms without a source name what is there, and are done at the end.
  const first = c.firstPart(n);
  if (first < 0 || c.type(first) === 'export_clause' || c.type(first) === 'namespace_export' || c.hasToken(n, 'namespace')) return;
  const reg = c.expression(first);
  if (c.fn.level === 0 && c.hasToken(n, '=')) addExport(c, '=', reg, c.tree.start(first));
}

function exportDeclaration(c: Context, n: number, declaration: number): void {
  c.statement(declaration);
  if (c.fn.level > 0 || c.scope.parent !== undefined) return;
  const type = c.type(declaration);
  if (type === 'interface_declaration' || type === 'type_alias_declaration') exportAlias(c, declaration);
  const isDefault = c.hasToken(n, 'default', declaration);
  for (const name of declaredNames(c, declaration)) {
    const variable = c.scope.names.get(name);
    if (variable !== undefined) c.exports.push({ name: isDefault ? 'default' : name, var: variable });
  }
}

/** A type that stands for an imported one is exported as that one, so that other files see through it. */
function exportAlias(c: Context, n: number): void {
  const nameNode = c.child(n, c.fields.name);
  const ref = nameNode < 0 ? undefined : aliased(c, c.name(nameNode));
  if (ref?.from === 'import') addExport(c, c.name(nameNode), c.import(c.at(nameNode), ref.module, ref.name), c.tree.start(nameNode));
}

/** `export { a, b as c }` of the file's own names. */
function exportNames(c: Context): void {
  const end = c.next(0);
  for (let i = 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'export_statement' || c.child(i, c.fields.source) >= 0) continue;
    const clause = c.firstPart(i);
    if (clause < 0 || c.type(clause) !== 'export_clause') continue;
    for (const [local, exported] of specifiers(c, clause)) {
      const variable = c.scope.names.get(local);
      // A type or an interface has no variable.
      if (variable !== undefined) c.exports.push({ name: exported, var: variable });
    }
  }
}

/** Local and exported name of every specifier of an export clause. */
export function specifiers(c: Context, clause: number): [string, string, number][] {
  const out: [string, string, number][] = [];
  const end = c.next(clause);
  for (let i = clause + 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'export_specifier') continue;
    const name = c.child(i, c.fields.name);
    if (name < 0) continue;
    const alias = c.child(i, c.fields.alias);
    const local = exportName(c, name);
    out.push([local, alias >= 0 ? exportName(c, alias) : (reservedAlias(c, c.next(i), end) ?? local), i]);
  }
  return out;
}

/** The grammar does not know `export { _null as null }`: the alias is in the damaged part behind the name. */
function reservedAlias(c: Context, n: number, end: number): string | undefined {
  if (n >= end || !c.isError(n)) return undefined;
  return /^as\s+([\w$]+)$/.exec(c.tree.textOf(n).slice(0, 100))?.[1];
}

function exportName(c: Context, n: number): string {
  return c.type(n) === 'string' ? stringValue(c, n) : c.name(n);
}
