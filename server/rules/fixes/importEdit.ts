/** Brings a name into scope in the language of the file at hand. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import { bringIntoScope } from './javascriptImport';
import { moduleInScope, nameInScope } from './pythonImport';

type Importer = (tree: FlatTree, file: string, module: string, name: string) => Edit | undefined;

const BY_LANGUAGE: Readonly<Record<string, Importer>> = {
  javascript: (tree, file, module, name) => bringIntoScope(tree, file, { module, name, local: name })?.edits[0],
  python: (tree, file, module, name) =>
    (name === '*' ? moduleInScope(tree, file, module, '') : nameInScope(tree, file, module, name)).edits[0],
};

/** Undefined when the name is in scope already, and for a language nobody can write. */
export function importEdit(language: string, tree: FlatTree, file: string, module: string, name: string): Edit | undefined {
  return Object.hasOwn(BY_LANGUAGE, language) ? BY_LANGUAGE[language](tree, file, module, name) : undefined;
}
