/** Resolves a path, checks that it lies below its folder, and only then goes on. */
import type { Edit } from '../../base/edit';
import type { Fix, FixContext, FixMaker } from '../fix';
import { bringIntoScope } from './javascriptImport';
import { fileIndent, fileNewline, fileQuote, fileSemicolon, indentAt, quoted } from './javascriptText';
import {
  bare,
  calleeName,
  enclosingFunction,
  enclosingStatement,
  findingArgument,
  freeName,
  nodesIn,
  soleUseInitializer,
} from './javascriptTree';
import { taintTest } from './taintedParts';
import { putTogether, takeApart } from './textParts';

export const checkPath: FixMaker = { languages: ['javascript'], make };

function make(context: FixContext): Fix | undefined {
  const { tree, file } = context;
  const place = findingArgument(context);
  // The name of a view is relative to a folder only the framework knows.
  if (place === undefined || calleeName(context.tree, place.callee) === 'render') return undefined;
  const argument = bare(tree, place.argument);
  const initializer = soleUseInitializer(tree, argument);
  const expression = initializer >= 0 ? initializer : argument;
  if (initializer < 0 && tree.type(argument) === 'identifier') return closePrefix(context, argument);
  const split = splitPath(context, expression);
  const statement = enclosingStatement(tree, expression);
  const path = bringIntoScope(tree, file, { module: 'path', name: '*', local: 'path' });
  if (split === undefined || statement < 0 || path === undefined) return undefined;
  const known = initializer >= 0 ? tree.textOf(argument) : freeName(tree, enclosingFunction(tree, statement), 'filePath');
  const resolved = `${path.text}.resolve(${split.root}, ${split.rest})`;
  const check = checkLines(context, statement, `!${known}.startsWith(${path.text}.resolve(${split.root}) + ${path.text}.sep)`);
  const edits: Edit[] = [...path.edits];
  const newline = fileNewline(tree);
  const indent = indentAt(tree.text, tree.start(statement));
  if (initializer >= 0) {
    const at = tree.end(statement);
    edits.push({ file, span: tree.span(initializer), text: resolved });
    edits.push({ file, span: { start: at, end: at }, text: check.map((line) => newline + indent + line).join('') });
  } else {
    const at = tree.start(statement);
    const lines = [`const ${known} = ${resolved}${fileSemicolon(tree)}`, ...check];
    edits.push({ file, span: { start: at, end: at }, text: lines.map((line) => line + newline + indent).join('') });
    edits.push({ file, span: tree.span(argument), text: known });
  }
  return { title: `Check that the path lies below ${inTitle(split.root)}`, kind: 'guided', edits };
}

/** A comparison with the folder is there already, but `/srv/files` also begins `/srv/files-private`. */
function closePrefix(context: FixContext, variable: number): Fix | undefined {
  const { tree, file } = context;
  const callee = `${tree.textOf(variable)}.startsWith`;
  const owner = enclosingFunction(tree, variable);
  const calls = [...nodesIn(tree, owner)].filter(
    (n) => tree.type(n) === 'call_expression' && tree.textOf(tree.childNamed(n, 'function')) === callee,
  );
  const path = bringIntoScope(tree, file, { module: 'path', name: '*', local: 'path' });
  const prefix = calls.length === 1 ? tree.namedChildren(tree.childNamed(calls[0], 'arguments'))[0] : undefined;
  if (prefix === undefined || path === undefined || tree.type(prefix) === 'binary_expression') return undefined;
  const at = tree.end(prefix);
  const edits = [...path.edits, { file, span: { start: at, end: at }, text: ` + ${path.text}.sep` }];
  return { title: `Compare with ${inTitle(tree.textOf(prefix))} and a separator`, kind: 'safe', edits };
}

/** What happens to a path outside: the response says so where there is one, else the function throws. */
function checkLines(context: FixContext, statement: number, condition: string): string[] {
  const { tree } = context;
  const semicolon = fileSemicolon(tree);
  const response = responseName(context, statement);
  const refuse =
    response === undefined
      ? `throw new Error(${quoted('The path leaves its folder', fileQuote(tree))})${semicolon}`
      : `return ${response}.sendStatus(400)${semicolon}`;
  const oneLine = `if (${condition}) ${refuse}`;
  return oneLine.length <= 110 ? [oneLine] : [`if (${condition}) {`, `${fileIndent(tree)}${refuse}`, '}'];
}

function responseName(context: FixContext, node: number): string | undefined {
  const { tree } = context;
  const owner = enclosingFunction(tree, node);
  const parameters = owner > 0 ? tree.childNamed(owner, 'parameters') : -1;
  if (parameters < 0) return undefined;
  for (const n of nodesIn(tree, parameters)) {
    if (tree.type(n) === 'identifier' && /^(?:_?res|response)$/.test(tree.textOf(n))) return tree.textOf(n);
  }
  return undefined;
}

/**
 * A path as a folder and what comes below it: `path.join(dir, name)`, `dir + '/' + name`, `` `${dir}/${name}` ``.
 * Undefined when nothing in front of the finding's value names a folder.
 */
export function splitPath(context: FixContext, expression: number): { readonly root: string; readonly rest: string } | undefined {
  const { tree } = context;
  const node = bare(tree, expression);
  const carries = taintTest(context);
  if (tree.type(node) === 'call_expression') {
    const callee = tree.textOf(tree.childNamed(node, 'function'));
    const args = tree.namedChildren(tree.childNamed(node, 'arguments'));
    const first = args.findIndex(carries);
    if (!/(?:^|\.)(?:join|resolve)$/.test(callee) || first < 1 || args.some((n) => tree.type(n) === 'spread_element')) return undefined;
    const folder = args.slice(0, first).map((n) => tree.textOf(n));
    const rest = args.slice(first).map((n) => tree.textOf(n));
    return { root: joined(callee, folder), rest: joined(callee.replace(/resolve$/, 'join'), rest) };
  }
  return splitText(context, node, carries);
}

/** Code in a title; code that holds backticks itself is only called what it is. */
export function inTitle(code: string): string {
  return code.includes('`') ? 'its folder' : `\`${code}\``;
}

function joined(callee: string, parts: readonly string[]): string {
  return parts.length === 1 ? parts[0] : `${callee}(${parts.join(', ')})`;
}

/** Text before the last slash in front of the value is the folder. */
function splitText(context: FixContext, node: number, carries: (n: number) => boolean): { root: string; rest: string } | undefined {
  const { tree } = context;
  const built = takeApart(tree, node);
  if (built === undefined) return undefined;
  const first = built.cells.findIndex((c) => c.hole !== undefined && carries(c.hole));
  const slash = built.cells.slice(0, Math.max(first, 0)).findLastIndex((c) => c.char === '/');
  if (slash < 1) return undefined;
  const write = (cells: typeof built.cells): string => {
    if (cells.length === 1 && cells[0].hole !== undefined) return tree.textOf(cells[0].hole);
    return putTogether(tree, cells, built.groups, fileQuote(tree));
  };
  return { root: write(built.cells.slice(0, slash)), rest: write(built.cells.slice(slash + 1)) };
}
