/** Import statements and re-exports: the variables they make, and the `import` instructions at the file's start. */
import type { Var } from '../../ir/types';
import type { Context } from './context';
import { stringValue } from './literals';
import { specifiers } from './module';

/** Declares the names imported at the top level; `emitImports` gives them their values. */
export function declareImports(c: Context): void {
  const end = c.next(0);
  for (let i = 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'import_statement') continue;
    const module = sourceOf(c, i);
    if (module === undefined) continue;
    forImported(c, i, (name, local) => {
      const variable = c.declare(c.scope, c.name(local), c.at(local));
      c.fn.meanings[variable] = { is: 'import', module, name };
    });
  }
}

export function emitImports(c: Context): void {
  const end = c.next(0);
  for (let i = 1; i < end; i = c.next(i)) {
    const type = c.type(i);
    if (type === 'import_statement') emitImport(c, i);
    else if (type === 'export_statement') emitReexport(c, i);
  }
}

function emitImport(c: Context, n: number): void {
  const module = sourceOf(c, n);
  if (module === undefined) return;
  forImported(c, n, (name, local, whole) => {
    const at = c.at(whole);
    const variable = c.scope.names.get(c.name(local));
    if (variable !== undefined) c.declareSet(at, variable, c.import(at, module, name));
  });
}

/** Calls `found` for every name an import statement binds. */
function forImported(c: Context, n: number, found: (name: string, local: number, whole: number) => void): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    const type = c.type(i);
    if (type === 'import_require_clause') {
      const local = c.firstPart(i);
      if (local >= 0) found('*', local, i);
    }
    if (type !== 'import_clause') continue;
    const stop = c.next(i);
    for (let part = i + 1; part < stop; part = c.next(part)) {
      switch (c.type(part)) {
        case 'identifier':
          found('default', part, part);
          break;
        case 'namespace_import': {
          const local = c.firstPart(part);
          if (local >= 0) found('*', local, part);
          break;
        }
        case 'named_imports':
          forNamed(c, part, found);
          break;
      }
    }
  }
}

function forNamed(c: Context, n: number, found: (name: string, local: number, whole: number) => void): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; i = c.next(i)) {
    if (c.type(i) !== 'import_specifier') continue;
    const name = c.child(i, c.fields.name);
    const alias = c.child(i, c.fields.alias);
    if (name < 0) continue;
    found(c.type(name) === 'string' ? stringValue(c, name) : c.name(name), alias < 0 ? name : alias, i);
  }
}

/** `export { a as b } from './x'`, `export * as ns from './x'`, `export * from './x'`. */
function emitReexport(c: Context, n: number): void {
  const module = sourceOf(c, n);
  if (module === undefined) return;
  const first = c.firstPart(n);
  const type = first < 0 ? '' : c.type(first);
  if (type === 'export_clause') {
    for (const [name, exported, node] of specifiers(c, first)) exportImport(c, node, module, name, exported);
  } else if (type === 'namespace_export') {
    const name = c.firstPart(first);
    if (name >= 0) exportImport(c, first, module, '*', c.type(name) === 'string' ? stringValue(c, name) : c.name(name));
  } else if (c.hasToken(n, '*')) c.reexports.push(c.moduleName(module));
}

function exportImport(c: Context, node: number, module: string, name: string, exported: string): void {
  const at = c.at(node);
  const variable: Var = c.addVariable(exported, at);
  c.declareSet(at, variable, c.import(at, module, name));
  c.exports.push({ name: exported, var: variable });
}

function sourceOf(c: Context, n: number): string | undefined {
  let source = c.child(n, c.fields.source);
  const end = c.next(n);
  for (let i = n + 1; source < 0 && i < end; i = c.next(i)) {
    if (c.type(i) === 'import_require_clause') source = c.child(i, c.fields.source);
  }
  return source < 0 || c.type(source) !== 'string' ? undefined : c.moduleName(stringValue(c, source));
}
