/** Brings a name of a module into scope the way the file brings in its others. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import { fileNewline, fileQuote, fileSemicolon, indentAt } from './javascriptText';
import { isReference, nameIsTaken, nodesIn } from './javascriptTree';

export interface Wanted {
  readonly module: string;
  /** An exported name, `default`, or `*` for the whole module. */
  readonly name: string;
  /** What to call it where it is not in scope yet. */
  readonly local: string;
}

export interface InScope {
  /** The expression to write: `execFile`, `cp.execFile`. */
  readonly text: string;
  readonly edits: readonly Edit[];
}

interface Binding {
  readonly name: string;
  readonly local: string;
  readonly node: number;
}

interface Import {
  /** The whole statement. */
  readonly statement: number;
  readonly module: string;
  /** The text as written, with a `node:` in front perhaps. */
  readonly written: string;
  readonly bindings: readonly Binding[];
  readonly style: 'import' | 'require';
  readonly typeOnly: boolean;
}

/** Undefined when the wanted name is taken by something else. */
export function bringIntoScope(tree: FlatTree, file: string, wanted: Wanted): InScope | undefined {
  const imports = importsOf(tree).filter((i) => !i.typeOnly);
  const own = imports.filter((i) => i.module === wanted.module);
  const bindings = own.flatMap((i) => i.bindings);
  const known = bindings.find((b) => b.name === wanted.name) ?? bindings.find((b) => wholeFor(wanted.name, b.name));
  if (known) return { text: known.local, edits: [] };
  const whole = bindings.find((b) => b.name === '*' || b.name === 'default');
  if (whole && wanted.name !== 'default' && wanted.name !== '*') return { text: `${whole.local}.${wanted.name}`, edits: [] };
  if (nameIsTaken(tree, wanted.local)) return undefined;
  const named = bindings.findLast((b) => b.name !== 'default' && b.name !== '*');
  if (named && wanted.name !== 'default' && wanted.name !== '*') {
    const at = tree.end(named.node);
    return { text: wanted.local, edits: [{ file, span: { start: at, end: at }, text: `, ${wanted.name}` }] };
  }
  return { text: wanted.local, edits: [newImport(tree, file, wanted, imports)] };
}

/** `import x from` and `import * as x from` serve one another for packages that replace their whole export. */
function wholeFor(wanted: string, has: string): boolean {
  return (wanted === 'default' && has === '*') || (wanted === '*' && has === 'default');
}

export function importsOf(tree: FlatTree): Import[] {
  const out: Import[] = [];
  for (const n of tree.namedChildren(0)) {
    const type = tree.type(n);
    if (type === 'import_statement') out.push(...esImport(tree, n));
    else if (type === 'lexical_declaration' || type === 'variable_declaration') {
      for (const d of tree.namedChildren(n)) out.push(...requireOf(tree, n, d));
    }
  }
  return out;
}

function esImport(tree: FlatTree, statement: number): Import[] {
  const source = tree.childNamed(statement, 'source');
  if (source < 0) return [];
  const bindings: Binding[] = [];
  const clause = tree.namedChildren(statement).find((n) => tree.type(n) === 'import_clause');
  for (const n of clause === undefined ? [] : tree.namedChildren(clause)) {
    const type = tree.type(n);
    if (type === 'identifier') bindings.push({ name: 'default', local: tree.textOf(n), node: n });
    if (type === 'namespace_import') bindings.push({ name: '*', local: tree.textOf(tree.namedChildren(n)[0] ?? n), node: n });
    if (type !== 'named_imports') continue;
    for (const specifier of tree.namedChildren(n)) {
      const name = tree.childNamed(specifier, 'name');
      const alias = tree.childNamed(specifier, 'alias');
      if (name >= 0) bindings.push({ name: tree.textOf(name), local: tree.textOf(alias < 0 ? name : alias), node: specifier });
    }
  }
  const typeOnly = /^import\s+type\b/.test(tree.textOf(statement));
  return [{ statement, ...moduleText(tree, source), bindings, style: 'import', typeOnly }];
}

function requireOf(tree: FlatTree, statement: number, declarator: number): Import[] {
  const value = tree.type(declarator) === 'variable_declarator' ? tree.childNamed(declarator, 'value') : -1;
  if (value < 0 || tree.type(value) !== 'call_expression' || tree.textOf(tree.childNamed(value, 'function')) !== 'require') return [];
  const source = tree.namedChildren(tree.childNamed(value, 'arguments'))[0];
  if (source === undefined || tree.type(source) !== 'string') return [];
  const target = tree.childNamed(declarator, 'name');
  const bindings: Binding[] = [];
  if (tree.type(target) === 'identifier') bindings.push({ name: '*', local: tree.textOf(target), node: target });
  else {
    for (const n of tree.namedChildren(target)) {
      if (tree.type(n) === 'shorthand_property_identifier_pattern') bindings.push({ name: tree.textOf(n), local: tree.textOf(n), node: n });
      if (tree.type(n) === 'pair_pattern') {
        bindings.push({ name: tree.textOf(tree.childNamed(n, 'key')), local: tree.textOf(tree.childNamed(n, 'value')), node: n });
      }
    }
  }
  return [{ statement, ...moduleText(tree, source), bindings, style: 'require', typeOnly: false }];
}

function moduleText(tree: FlatTree, source: number): { module: string; written: string } {
  const written = tree.text.slice(tree.start(source) + 1, tree.end(source) - 1);
  return { module: written.replace(/^node:/, ''), written };
}

function newImport(tree: FlatTree, file: string, wanted: Wanted, imports: readonly Import[]): Edit {
  const quote = fileQuote(tree);
  const prefix = imports.some((i) => i.written.startsWith('node:')) && BUILT_IN.has(wanted.module) ? 'node:' : '';
  const from = `${quote}${prefix}${wanted.module}${quote}`;
  const end = fileSemicolon(tree);
  const newline = fileNewline(tree);
  const whole = wanted.name === 'default' || wanted.name === '*';
  const specifier = wanted.name === wanted.local ? wanted.name : `${wanted.name} as ${wanted.local}`;
  const line = usesImports(tree, file, imports)
    ? `import ${whole ? wanted.local : `{ ${specifier} }`} from ${from}${end}`
    : `const ${whole ? wanted.local : `{ ${specifier.replace(' as ', ': ')} }`} = require(${from})${end}`;
  const last = imports.at(-1);
  if (last !== undefined) {
    const at = tree.end(last.statement);
    return { file, span: { start: at, end: at }, text: newline + line };
  }
  const at = firstStatement(tree);
  return { file, span: { start: at, end: at }, text: line + newline + indentAt(tree.text, at) };
}

/** Modules of the platform that fixes ask for; they may be written with `node:`. */
const BUILT_IN: ReadonlySet<string> = new Set(['path', 'child_process', 'fs', 'url', 'crypto']);

function usesImports(tree: FlatTree, file: string, imports: readonly Import[]): boolean {
  if (imports.length > 0) return imports[imports.length - 1].style === 'import';
  if (/\.[mc]?tsx?$|\.mjs$/.test(file)) return true;
  return !file.endsWith('.cjs') && !/\brequire\s*\(|\bmodule\.exports\b/.test(tree.text);
}

/** Past directives such as 'use strict' and a `#!` line. */
function firstStatement(tree: FlatTree): number {
  for (const n of tree.namedChildren(0)) {
    const isDirective = tree.type(n) === 'expression_statement' && tree.type(tree.namedChildren(n)[0] ?? n) === 'string';
    if (!isDirective && tree.type(n) !== 'hash_bang_line') return tree.start(n);
  }
  return 0;
}

/** How often a name is read in the file, its import left out. */
export function usesOf(tree: FlatTree, local: string): number {
  const declared = new Set(importsOf(tree).flatMap((i) => i.bindings.flatMap((b) => [...nodesIn(tree, b.node)])));
  return [...nodesIn(tree, 0)].filter((n) => isReference(tree, n) && !declared.has(n) && tree.textOf(n) === local).length;
}
