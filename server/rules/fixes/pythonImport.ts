/** Brings a module, or a name of one, into scope where a Python file has its imports. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';

export interface InScope {
  /** The expression to write: `shlex.quote`, `quote`. */
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** `module.name`, by way of `import module`; a name that is imported already is used as it is. */
export function moduleInScope(tree: FlatTree, file: string, module: string, name: string): InScope {
  for (const statement of tree.namedChildren(0)) {
    const text = tree.textOf(statement);
    if (tree.type(statement) === 'import_from_statement' && tree.textOf(tree.childNamed(statement, 'module_name')) === module) {
      const local = new RegExp(`\\b${name}(?:\\s+as\\s+(\\w+))?\\b`).exec(text.slice(text.indexOf('import')));
      if (local) return { text: local[1] ?? name, edits: [] };
    }
    if (tree.type(statement) !== 'import_statement') continue;
    for (const part of tree.namedChildren(statement)) {
      if (tree.textOf(part) === module) return { text: `${module}.${name}`, edits: [] };
      if (tree.type(part) === 'aliased_import' && tree.textOf(tree.childNamed(part, 'name')) === module)
        return { text: `${tree.textOf(tree.childNamed(part, 'alias'))}.${name}`, edits: [] };
    }
  }
  return { text: `${module}.${name}`, edits: [importStatement(tree, file, `import ${module}`)] };
}

/** `name`, by way of `from module import name`. */
export function nameInScope(tree: FlatTree, file: string, module: string, name: string): InScope {
  for (const statement of tree.namedChildren(0)) {
    if (tree.type(statement) !== 'import_from_statement' || tree.textOf(tree.childNamed(statement, 'module_name')) !== module) continue;
    const names = tree.namedChildren(statement).slice(1);
    if (names.some((n) => tree.type(n) === 'wildcard_import' || tree.textOf(n) === name)) return { text: name, edits: [] };
    const aliased = names.find((n) => tree.type(n) === 'aliased_import' && tree.textOf(tree.childNamed(n, 'name')) === name);
    if (aliased !== undefined) return { text: tree.textOf(tree.childNamed(aliased, 'alias')), edits: [] };
    const last = names.at(-1);
    if (last === undefined) continue;
    const at = tree.end(last);
    return { text: name, edits: [{ file, span: { start: at, end: at }, text: `, ${name}` }] };
  }
  return { text: name, edits: [importStatement(tree, file, `from ${module} import ${name}`)] };
}

/** A statement of its own, in the group it belongs to: the language's own modules come before all others. */
function importStatement(tree: FlatTree, file: string, statement: string): Edit {
  const newline = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const kind = statement.startsWith('from') ? 'import_from_statement' : 'import_statement';
  const top = tree.namedChildren(0).filter((n) => !tree.isExtra(n));
  const imports = top.filter((n) => tree.type(n) === 'import_statement' || tree.type(n) === 'import_from_statement');
  const at = (offset: number, text: string): Edit => ({ file, span: { start: offset, end: offset }, text });
  const group = groupOf(statement);
  const before = imports.find((n) => {
    const other = groupOf(tree.textOf(n));
    if (other !== group) return other > group;
    return tree.type(n) === kind ? tree.textOf(n) > statement : kind === 'import_statement';
  });
  const previous = before === undefined ? imports.at(-1) : imports[imports.indexOf(before) - 1];
  const follows = previous !== undefined && groupOf(tree.textOf(previous)) === group;
  if (before !== undefined && groupOf(tree.textOf(before)) === group) return at(tree.start(before), statement + newline);
  if (previous !== undefined && follows) return at(tree.end(previous), newline + statement);
  if (before !== undefined) return at(tree.start(before), statement + newline + newline);
  if (previous !== undefined) return at(tree.end(previous), newline + newline + statement);
  // Behind the text that says what the file is for, and behind what must come first.
  const head = top.filter((n, i) => tree.type(n) === 'future_import_statement' || (i === 0 && isDocumentation(tree, n)));
  const last = head.at(-1);
  if (last !== undefined) return at(tree.end(last), newline + newline + statement);
  return at(top.length > 0 ? tree.start(top[0]) : 0, statement + newline + newline);
}

/** 0 the language's own modules, 1 packages, 2 what is the program's. */
function groupOf(statement: string): number {
  const module = /^(?:from|import)\s+(\.|\w+)/.exec(statement)?.[1] ?? '';
  return module === '.' ? 2 : STANDARD.has(module) ? 0 : 1;
}

const STANDARD: ReadonlySet<string> = new Set(
  (
    'abc argparse ast asyncio base64 collections contextlib copy csv dataclasses datetime decimal email enum functools glob hashlib ' +
    'hmac html http importlib io itertools json logging math mimetypes multiprocessing operator os pathlib pickle platform queue random ' +
    're secrets shlex shutil signal smtplib socket sqlite3 ssl string struct subprocess sys tarfile tempfile threading time traceback ' +
    'types typing unittest urllib uuid warnings xml zipfile zlib'
  ).split(' '),
);

function isDocumentation(tree: FlatTree, n: number): boolean {
  return tree.type(n) === 'expression_statement' && tree.type(tree.namedChildren(n)[0] ?? n) === 'string';
}
