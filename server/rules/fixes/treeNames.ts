/** How the grammars of Python, Java and Go name what fixes look for, so that they find their way in each by the same steps. */
import type { FlatTree } from '../../syntax/flatTree';

/** Names that a node sets, and the expression it sets them to where that is one name and one expression; -1 else. */
export interface Setting {
  readonly names: readonly number[];
  readonly value: number;
}

export interface TreeNames {
  readonly calls: ReadonlySet<string>;
  /** An argument that is handed over by name. */
  readonly named: string;
  readonly functions: ReadonlySet<string>;
  /** What holds statements one after the other. */
  readonly blocks: ReadonlySet<string>;
  /** Names of variables; `isField` says which of them are members of something else. */
  readonly identifier: string;
  readonly isField: (tree: FlatTree, n: number) => boolean;
  /** What is set where `n` stands; undefined when nothing is. */
  readonly setting: (tree: FlatTree, n: number) => Setting | undefined;
}

const byField = (tree: FlatTree, n: number, left: string, right: string): Setting => {
  const name = tree.childNamed(n, left);
  return { names: name < 0 ? [] : [name], value: tree.childNamed(n, right) };
};

const PYTHON: TreeNames = {
  calls: new Set(['call']),
  named: 'keyword_argument',
  functions: new Set(['function_definition']),
  blocks: new Set(['block', 'module']),
  identifier: 'identifier',
  isField: (tree, n) =>
    tree.fieldName(n) === 'attribute' || (tree.fieldName(n) === 'name' && tree.type(tree.parent(n)) === 'keyword_argument'),
  setting(tree, n) {
    switch (tree.type(n)) {
      case 'assignment':
        return byField(tree, n, 'left', 'right');
      case 'named_expression':
        return { ...byField(tree, n, 'name', 'value'), value: -1 };
      case 'augmented_assignment':
      case 'for_statement':
        return { ...byField(tree, n, 'left', 'right'), value: -1 };
      default:
        return undefined;
    }
  },
};

const JAVA: TreeNames = {
  calls: new Set(['method_invocation', 'object_creation_expression']),
  named: '',
  functions: new Set(['method_declaration', 'constructor_declaration', 'compact_constructor_declaration', 'static_initializer']),
  blocks: new Set(['block', 'constructor_body', 'switch_block_statement_group']),
  identifier: 'identifier',
  isField: (tree, n) =>
    tree.fieldName(n) === 'field' || (tree.fieldName(n) === 'name' && tree.type(tree.parent(n)) === 'method_invocation'),
  setting(tree, n) {
    switch (tree.type(n)) {
      case 'variable_declarator':
      case 'resource':
        return tree.childNamed(n, 'name') < 0 ? undefined : byField(tree, n, 'name', 'value');
      case 'assignment_expression': {
        const plain = tree.textOf(tree.childNamed(n, 'operator')) === '=';
        const set = byField(tree, n, 'left', 'right');
        return plain ? set : { ...set, value: -1 };
      }
      case 'enhanced_for_statement':
      case 'catch_formal_parameter':
        return { ...byField(tree, n, 'name', 'value'), value: -1 };
      default:
        return undefined;
    }
  },
};

const GO: TreeNames = {
  calls: new Set(['call_expression']),
  named: '',
  functions: new Set(['function_declaration', 'method_declaration', 'func_literal']),
  blocks: new Set(['statement_list']),
  identifier: 'identifier',
  isField: () => false,
  setting(tree, n) {
    switch (tree.type(n)) {
      case 'short_var_declaration':
      case 'assignment_statement': {
        const names = tree.namedChildren(tree.childNamed(n, 'left'));
        const values = tree.namedChildren(tree.childNamed(n, 'right'));
        const operator = tree.childNamed(n, 'operator');
        const plain = operator < 0 || tree.textOf(operator) === '=';
        return { names, value: plain && names.length === 1 && values.length === 1 ? values[0] : -1 };
      }
      case 'range_clause': {
        const left = tree.childNamed(n, 'left');
        return { names: left < 0 ? [] : tree.namedChildren(left), value: -1 };
      }
      case 'var_spec':
      case 'const_spec': {
        const names = tree.children(n).filter((c) => tree.fieldName(c) === 'name' && tree.isNamed(c));
        const list = tree.childNamed(n, 'value');
        const values = list < 0 ? [] : tree.namedChildren(list);
        return { names, value: names.length === 1 && values.length === 1 ? values[0] : -1 };
      }
      default:
        return undefined;
    }
  },
};

const BY_LANGUAGE: Readonly<Record<string, TreeNames>> = { python: PYTHON, java: JAVA, go: GO };

export function treeNames(tree: FlatTree): TreeNames {
  return BY_LANGUAGE[tree.grammar.language] ?? PYTHON;
}
