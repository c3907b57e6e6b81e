/** Import statements: the names they bind, and what those hold. */
import type { Context } from './context';
import type { StatementHandler } from './tables';

export interface Imported {
  readonly module: string;
  /** `*` for the module itself. */
  readonly name: string;
  readonly local: string;
  /** Where the local name is written. */
  readonly node: number;
}

/** What an import statement binds. `import a.b` binds `a`; `from x import *` binds nothing here. */
export function importedNames(c: Context, n: number): Imported[] {
  const out: Imported[] = [];
  const from = c.child(n, c.fields.module_name);
  const module = from < 0 ? undefined : moduleText(c, from);
  const end = c.next(n);
  for (let i = c.child(n, c.fields.name); i >= 0 && i < end; i = c.child(n, c.fields.name, c.next(i))) {
    const aliased = c.type(i) === 'aliased_import';
    const name = aliased ? c.child(i, c.fields.name) : i;
    const alias = aliased ? c.child(i, c.fields.alias) : -1;
    if (name < 0 || c.tree.isMissing(name)) continue;
    const text = dotted(c, name);
    if (text === '') continue;
    if (module !== undefined) out.push({ module, name: text, local: alias < 0 ? text : c.name(alias), node: alias < 0 ? name : alias });
    else if (alias >= 0) out.push({ module: text, name: '*', local: c.name(alias), node: alias });
    else {
      const dot = text.indexOf('.');
      const first = c.firstPart(name);
      const root = dot < 0 ? text : text.slice(0, dot);
      out.push({ module: root, name: '*', local: root, node: first < 0 ? name : first });
    }
  }
  return out;
}

/** `a . b` is `a.b`; `..pkg.mod` keeps its dots. */
export function moduleText(c: Context, n: number): string {
  return c.type(n) === 'relative_import' ? c.tree.textOf(n).replaceAll(/\s|\\/g, '') : dotted(c, n);
}

function dotted(c: Context, n: number): string {
  const text = c.name(n);
  return /[\s\\]/.test(text) ? text.replaceAll(/[\s\\]/g, '') : text;
}

export const IMPORTS: Readonly<Record<string, StatementHandler>> = {
  import_statement: (c, n) => {
    emit(c, n);
    submodules(c, n);
  },
  import_from_statement(c, n) {
    const from = c.child(n, c.fields.module_name);
    if (from < 0) return;
    if (c.parts(n).some((part) => c.type(part) === 'wildcard_import')) {
      const module = moduleText(c, from);
      c.import(c.at(n), module, '*');
      if (!c.stars.includes(module)) c.stars.push(module);
      return;
    }
    emit(c, n);
  },
  future_import_statement() {},
};

function emit(c: Context, n: number): void {
  for (const { module, name, local, node } of importedNames(c, n)) {
    const at = c.at(node);
    const value = c.import(at, module, name);
    // A name of a package may be a module of it; see `partOf` in resolve.ts.
    if (name !== '*') c.import(at, partText(module, name), '*');
    c.write(local, at, value);
    if (c.find(local)) noteMeaning(c, local, module, name);
  }
}

/** Text of an import that means the module `name` in `module`, and nothing else. */
export function partText(module: string, name: string): string {
  return `${module}\0${name}`;
}

function noteMeaning(c: Context, local: string, module: string, name: string): void {
  const variable = c.ownVariable(local);
  if (variable >= 0) c.fn.meanings[variable] ??= { is: 'import', module, name };
}

/** `import a.b.c` makes `b` a member of `a`, where these are files of the workspace. */
function submodules(c: Context, n: number): void {
  for (let i = c.child(n, c.fields.name); i >= 0; i = c.child(n, c.fields.name, c.next(i))) {
    if (c.type(i) !== 'dotted_name') continue;
    const names = dotted(c, i).split('.');
    if (names.length < 2) continue;
    const at = c.at(i);
    let base = c.read(names[0], at);
    for (let k = 1; k < names.length; k++) {
      const inner = c.import(at, names.slice(0, k + 1).join('.'), '*');
      c.b.setField(at, base, names[k], inner);
      base = inner;
    }
  }
}

/** Notes what imported names stand for before anything is lowered, so that types written above an import know it. */
export function collectMeanings(c: Context, n: number): void {
  const end = c.next(n);
  for (let i = n + 1; i < end; ) {
    const type = c.type(i);
    if (type === 'import_statement' || type === 'import_from_statement') {
      for (const { module, name, local } of importedNames(c, i)) noteMeaning(c, local, module, name);
      i = c.next(i);
    } else i = type === 'function_definition' || type === 'class_definition' || type === 'expression_statement' ? c.next(i) : i + 1;
  }
}
