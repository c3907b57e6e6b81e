/** Brings packages into scope where a Go file has its imports, and takes out those that a fix leaves unused, which Go does not compile. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';
import { newlineOf, nodesIn } from './codeTree';
import { treeNames } from './treeNames';

interface Spec {
  readonly node: number;
  readonly path: string;
  /** Name in this file. */
  readonly local: string;
}

/** The name by which a package is known in the file, or would be once it is imported and `gone` is not any more. */
export function packageName(tree: FlatTree, path: string, gone = ''): string {
  const known = specsOf(tree).find((s) => s.path === path && s.local !== '_' && s.local !== '.');
  if (known) return known.local;
  const last = lastName(path);
  return isTaken(tree, last, path, gone) ? (path.includes('/') ? path.replaceAll(/\W/g, '') : `${last}pkg`) : last;
}

/** The path of the package that the file knows by a name. */
export function packagePath(tree: FlatTree, local: string): string | undefined {
  return specsOf(tree).find((s) => s.local === local)?.path;
}

export function importedPaths(tree: FlatTree): string[] {
  return specsOf(tree).map((s) => s.path);
}

/** The edits of a fix with those of imports: `needed` packages come in, packages whose last use the fix takes away go, and so does `gone`. */
export function withGoImports(context: FixContext, edits: readonly Edit[], needed: readonly string[], gone = ''): Edit[] {
  const { tree, file } = context;
  const specs = specsOf(tree);
  const wanted = [...new Set(needed)].sort();
  const missing = wanted.filter((path) => !specs.some((s) => s.path === path && s.local !== '_'));
  const idle = specs.filter((s) => s.path === gone || goesIdle(tree, s.local, edits));
  const kept = specs.filter((s) => !idle.includes(s));
  const out = [...edits];
  const waiting = missing.map((path) => specText(tree, path, gone));
  for (const { node } of idle) {
    // What comes takes the place of what goes.
    const instead = kept.length === 0 ? waiting.shift() : undefined;
    out.push(instead === undefined ? removal(tree, file, node) : { file, span: tree.span(node), text: instead });
  }
  if (waiting.length > 0) out.push(...additions(tree, file, kept, waiting));
  return out;
}

function specsOf(tree: FlatTree): Spec[] {
  const out: Spec[] = [];
  for (const n of tree.namedChildren(0)) {
    if (tree.type(n) !== 'import_declaration') continue;
    for (const node of nodesIn(tree, n)) {
      if (tree.type(node) !== 'import_spec') continue;
      const path = tree.textOf(tree.childNamed(node, 'path')).slice(1, -1);
      const name = tree.childNamed(node, 'name');
      out.push({ node, path, local: name < 0 ? lastName(path) : tree.textOf(name) });
    }
  }
  return out;
}

/** Last part of the path that is no version: `chi` of `github.com/go-chi/chi/v5`. */
function lastName(path: string): string {
  const parts = path.split('/').filter((part, i) => i === 0 || !/^v\d+$/.test(part));
  return (parts.at(-1) ?? path).replace(/^go-|\.v\d+$|-go$/g, '').replaceAll('-', '_');
}

function isTaken(tree: FlatTree, name: string, path: string, gone: string): boolean {
  const names = treeNames(tree);
  if (specsOf(tree).some((s) => s.local === name && s.path !== path && s.path !== gone)) return true;
  for (const n of nodesIn(tree, 0)) {
    if (names.setting(tree, n)?.names.some((set) => tree.textOf(set) === name)) return true;
    const isParameter = tree.type(n) === 'identifier' && tree.fieldName(n) === 'name' && tree.textOf(n) === name;
    if (isParameter) return true;
  }
  return false;
}

function specText(tree: FlatTree, path: string, gone: string): string {
  const name = packageName(tree, path, gone);
  return name === lastName(path) ? `"${path}"` : `${name} "${path}"`;
}

function goesIdle(tree: FlatTree, local: string, edits: readonly Edit[]): boolean {
  if (edits.some((e) => new RegExp(`\\b${local}\\.`).test(e.text))) return false;
  let gone = 0;
  for (const n of nodesIn(tree, 0)) {
    const type = tree.type(n);
    if ((type !== 'identifier' && type !== 'package_identifier') || tree.textOf(n) !== local) continue;
    const parent = tree.type(tree.parent(n));
    if (parent !== 'selector_expression' && parent !== 'qualified_type') continue;
    if (!edits.some((e) => e.span.start <= tree.start(n) && tree.end(n) <= e.span.end)) return false;
    gone++;
  }
  return gone > 0;
}

function removal(tree: FlatTree, file: string, node: number): Edit {
  const { text } = tree;
  const list = tree.parent(node);
  if (tree.type(list) !== 'import_spec_list' || tree.namedChildren(list).length === 1) {
    const whole = tree.type(list) === 'import_spec_list' ? tree.parent(list) : list;
    const after = /^(?:[ \t]*\r?\n){1,2}/.exec(text.slice(tree.end(whole)))?.[0].length ?? 0;
    return { file, span: { start: tree.start(whole), end: tree.end(whole) + after }, text: '' };
  }
  const start = text.lastIndexOf('\n', tree.start(node)) + 1;
  const end = text.indexOf('\n', tree.end(node)) + 1;
  // A group of its own goes with the blank line before it.
  const blank = /\n[ \t]*\r?\n$/.test(text.slice(0, start)) && /^[ \t]*(?:\r?\n|\))/.test(text.slice(end));
  return { file, span: { start: blank ? text.lastIndexOf('\n', start - 2) + 1 : start, end }, text: '' };
}

function additions(tree: FlatTree, file: string, kept: readonly Spec[], wanted: readonly string[]): Edit[] {
  const newline = newlineOf(tree);
  const at = (offset: number, text: string): Edit => ({ file, span: { start: offset, end: offset }, text });
  const [first] = kept;
  if (first === undefined) {
    const clause = tree.namedChildren(0).find((n) => tree.type(n) === 'package_clause') ?? 0;
    const lines = wanted.length === 1 ? `import ${wanted[0]}` : `import (${newline}\t${wanted.join(`${newline}\t`)}${newline})`;
    return [at(tree.end(clause), newline + newline + lines)];
  }
  if (tree.type(tree.parent(first.node)) !== 'import_spec_list') {
    const all = [...wanted, tree.textOf(first.node)].sort(byPath);
    return [{ file, span: tree.span(first.node), text: `(${newline}\t${all.join(`${newline}\t`)}${newline})` }];
  }
  const listed = kept.filter((s) => tree.parent(s.node) === tree.parent(first.node));
  return wanted.map((text) => {
    const own = listed.filter((s) => isStandard(s.path) === isStandard(pathIn(text)));
    const next = own.find((s) => s.path > pathIn(text));
    if (next) return at(tree.start(next.node), `${text}${newline}\t`);
    const last = own.at(-1);
    if (last) return at(tree.end(last.node), `${newline}\t${text}`);
    const standard = isStandard(pathIn(text));
    return standard
      ? at(tree.start(listed[0].node), `${text}${newline}${newline}\t`)
      : at(tree.end((listed.at(-1) ?? first).node), `${newline}${newline}\t${text}`);
  });
}

const pathIn = (spec: string): string => /"([^"]*)"/.exec(spec)?.[1] ?? spec;
const isStandard = (path: string): boolean => !path.split('/')[0].includes('.');
const byPath = (a: string, b: string): number => (pathIn(a) < pathIn(b) ? -1 : 1);
