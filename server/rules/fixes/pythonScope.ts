/** How an expression of one Python file is written in another, with the imports that takes. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { SourceText } from '../fix';
import { nodesIn, usesOf } from './codeTree';
import { nameInScope } from './pythonImport';
import { treeNames } from './treeNames';

export interface Carried {
  readonly edits: readonly Edit[];
}

/** What the expressions need in order to stand at a place of a file as they are; undefined where a name cannot be had there. */
export function carried(from: SourceText, expressions: readonly number[], to: SourceText, offset: number): Carried | undefined {
  const edits: Edit[] = [];
  for (const name of new Set(expressions.flatMap((n) => namesIn(from.tree, n)))) {
    const bound = bindingOf(from.tree, name);
    // What no statement binds is the language's own.
    if (!bound) continue;
    if (from.file === to.file) {
      if (from.tree.end(bound.node) > offset) return undefined;
      continue;
    }
    const module = bound.module === undefined ? undefined : moduleFor(from.file, bound.module, to.file);
    if (module === undefined || bound.name === undefined) return undefined;
    const there = bindingOf(to.tree, name);
    if (there && (there.module !== module || there.name !== bound.name)) return undefined;
    if (there) continue;
    const scope = nameInScope(to.tree, to.file, module, bound.name);
    if (scope.text !== name) return undefined;
    edits.push(...scope.edits);
  }
  return { edits };
}

function namesIn(tree: FlatTree, expression: number): readonly string[] {
  const { isField } = treeNames(tree);
  const out = new Set<string>();
  for (const n of nodesIn(tree, expression)) if (tree.type(n) === 'identifier' && !isField(tree, n)) out.add(tree.textOf(n));
  return [...out];
}

interface Binding {
  readonly node: number;
  /** Where it is imported from, and as what. */
  readonly module: string | undefined;
  readonly name: string | undefined;
}

/** What a name of the whole file stands for. */
function bindingOf(tree: FlatTree, name: string): Binding | undefined {
  const { setting } = treeNames(tree);
  for (const statement of tree.namedChildren(0)) {
    const type = tree.type(statement);
    if (type === 'import_from_statement' || type === 'import_statement') {
      const source = tree.childNamed(statement, 'module_name');
      for (const part of tree.namedChildren(statement)) {
        if (part === source) continue;
        const alias = tree.childNamed(part, 'alias');
        const imported = tree.textOf(alias < 0 ? part : tree.childNamed(part, 'name'));
        if ((alias < 0 ? imported.split('.')[0] : tree.textOf(alias)) !== name) continue;
        return source < 0 || alias >= 0
          ? { node: statement, module: undefined, name: undefined }
          : { node: statement, module: tree.textOf(source), name: imported };
      }
      continue;
    }
    const definition = type === 'decorated_definition' ? tree.childNamed(statement, 'definition') : statement;
    if (/^(?:function|class)_definition$/.test(tree.type(definition)) && tree.textOf(tree.childNamed(definition, 'name')) === name)
      return { node: statement, module: undefined, name: undefined };
    const set = [statement, ...tree.namedChildren(statement)].map((n) => setting(tree, n)).find((s) => s !== undefined);
    if (set?.names.some((n) => tree.textOf(n) === name)) return { node: statement, module: undefined, name: undefined };
  }
  return undefined;
}

/** A module as a file of another folder has to write it. */
function moduleFor(from: string, module: string, to: string): string | undefined {
  const dots = /^\.+/.exec(module)?.[0].length ?? 0;
  if (dots === 0) return module;
  const folder = from.split('/').slice(0, -1);
  const here = to.split('/').slice(0, -1);
  if (folder.length < dots - 1) return undefined;
  const target = [...folder.slice(0, folder.length - (dots - 1)), ...module.slice(dots).split('.').filter(Boolean)];
  let shared = 0;
  while (shared < here.length && shared < target.length && here[shared] === target[shared]) shared++;
  if (shared === 0 && here.length > 0) return undefined;
  const rest = target.slice(shared).join('.');
  const meant = `${'.'.repeat(here.length - shared + 1)}${rest}`;
  return target.join('/') === to.replace(/\.py$/, '') ? undefined : meant;
}

/** The function names something so already. */
export function usesName(tree: FlatTree, func: number, name: string): boolean {
  return usesOf(tree, func, name).length > 0;
}
