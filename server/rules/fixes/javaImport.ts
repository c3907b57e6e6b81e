/** Brings a class into scope where a Java file has its imports. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import { newlineOf, nodesIn } from './codeTree';
import type { InScope } from './pythonImport';

/** `HtmlUtils` of `org.springframework.web.util.HtmlUtils`; the whole name where the short one means something else here. */
export function classInScope(tree: FlatTree, file: string, qualified: string): InScope {
  const cut = qualified.lastIndexOf('.');
  const name = qualified.slice(cut + 1);
  const here = { text: name, edits: [] };
  const imports = tree.namedChildren(0).filter((n) => tree.type(n) === 'import_declaration' && !isStatic(tree, n));
  const imported = imports.map((n) => pathOf(tree, n));
  if (imported.includes(qualified) || qualified.startsWith('java.lang.')) return here;
  if (imported.some((path) => path.endsWith(`.${name}`)) || declares(tree, name)) return { text: qualified, edits: [] };
  if (imported.includes(`${qualified.slice(0, cut)}.*`)) return here;
  return { text: name, edits: [importLine(tree, file, imports, qualified)] };
}

/** What the file means by a name that it imports: `org.acme.Name`. */
export function importOf(tree: FlatTree, name: string): string | undefined {
  const imports = tree.namedChildren(0).filter((n) => tree.type(n) === 'import_declaration' && !isStatic(tree, n));
  return imports.map((n) => pathOf(tree, n)).find((path) => path.endsWith(`.${name}`));
}

/** Does the file import anything whose path begins so? */
export function importsFrom(tree: FlatTree, ...prefixes: readonly string[]): boolean {
  return tree.namedChildren(0).some((n) => tree.type(n) === 'import_declaration' && prefixes.some((p) => pathOf(tree, n).startsWith(p)));
}

const isStatic = (tree: FlatTree, n: number): boolean => /^import\s+static\b/.test(tree.textOf(n));

const pathOf = (tree: FlatTree, n: number): string =>
  tree
    .textOf(n)
    .replace(/^import\s+(?:static\s+)?/, '')
    .replaceAll(/[\s;]/g, '');

function declares(tree: FlatTree, name: string): boolean {
  for (const n of nodesIn(tree, 0)) {
    if (/^(?:class|interface|record|enum)_declaration$/.test(tree.type(n)) && tree.textOf(tree.childNamed(n, 'name')) === name) return true;
  }
  return false;
}

function importLine(tree: FlatTree, file: string, imports: readonly number[], qualified: string): Edit {
  const newline = newlineOf(tree);
  const line = `import ${qualified};`;
  const at = (offset: number, text: string): Edit => ({ file, span: { start: offset, end: offset }, text });
  const root = qualified.split('.')[0];
  // Among those of the same origin where there are any, so that groups stay together.
  const kin = imports.filter((n) => pathOf(tree, n).split('.')[0] === root);
  const among = kin.length > 0 ? kin : imports;
  const next = among.find((n) => pathOf(tree, n) > qualified);
  if (next !== undefined) return at(tree.start(next), line + newline);
  const last = among.at(-1);
  if (last !== undefined) return at(tree.end(last), newline + line);
  const pack = tree.namedChildren(0).find((n) => tree.type(n) === 'package_declaration');
  if (pack !== undefined) return at(tree.end(pack), newline + newline + line);
  const first = tree.namedChildren(0).find((n) => !tree.isExtra(n));
  return at(first === undefined ? 0 : tree.start(first), line + newline + newline);
}
