/** Finding one's way in the tree of a Python, Java or Go file: what is called, where names are set, which statement holds a place. */
import type { Edit } from '../../base/edit';
import type { Span } from '../../base/span';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';
import { treeNames } from './treeNames';

export function* nodesIn(tree: FlatTree, n: number): Generator<number> {
  for (let i = n; i < tree.next(n); i++) yield i;
}

/** Smallest named node of any tree that covers the span. */
export function nodeIn(tree: FlatTree, span: Span): number {
  let best = 0;
  for (let n = 0; n < tree.count; ) {
    if (tree.start(n) > span.start || tree.end(n) < span.end) {
      n = tree.next(n);
      continue;
    }
    if (tree.isNamed(n)) best = n;
    n++;
  }
  return best;
}

/** The expression without parentheses around it. */
export function bare(tree: FlatTree, n: number): number {
  let inner = n;
  while (tree.type(inner) === 'parenthesized_expression') {
    const [only] = tree.namedChildren(inner);
    if (only === undefined) return n;
    inner = only;
  }
  return inner;
}

/** The nearest node of that type that holds `n`, or is it; -1 when there is none. */
export function enclosing(tree: FlatTree, n: number, types: readonly string[]): number {
  let at = n;
  while (at >= 0 && !types.includes(tree.type(at))) at = tree.parent(at);
  return at;
}

export interface CallPlace {
  readonly call: number;
  /** Text of what is called: `cursor.execute`, `new File`. */
  readonly callee: string;
  /** Last name of it: `execute`. */
  readonly name: string;
  /** The argument list with its parentheses. */
  readonly list: number;
  /** Positional arguments. */
  readonly args: readonly number[];
  /** The argument, or the value of a named argument, that the finding stands on. */
  readonly argument: number;
}

/** The call one of whose arguments the finding is about. */
export function findingCall(context: FixContext): CallPlace | undefined {
  const { tree, finding, nodeAt } = context;
  return callAround(tree, nodeAt(finding.span), finding.span.start);
}

/** The call around `n`, which begins no earlier than `from`. */
export function callAround(tree: FlatTree, n: number, from: number): CallPlace | undefined {
  const names = treeNames(tree);
  for (let hops = 0; n > 0 && hops < 12; n = tree.parent(n), hops++) {
    const holder = tree.parent(n);
    // A conversion is of what it converts.
    if (tree.type(holder) === 'type_conversion_expression') from = Math.min(from, tree.start(holder));
    const list = names.named !== '' && tree.type(holder) === names.named ? tree.parent(holder) : holder;
    if (tree.type(list) !== 'argument_list' || tree.start(n) < from) continue;
    const call = tree.parent(list);
    if (!names.calls.has(tree.type(call))) continue;
    const args = tree.namedChildren(list).filter((a) => tree.type(a) !== names.named);
    const callee = calleeText(tree, call);
    return { call, callee, name: lastName(callee), list, args, argument: n };
  }
  return undefined;
}

export function isCall(tree: FlatTree, n: number): boolean {
  return treeNames(tree).calls.has(tree.type(n));
}

/** What a call calls, as it is written: `db.Query`, `new File`; '' for what is no call. */
export function calleeText(tree: FlatTree, call: number): string {
  const list = isCall(tree, call) ? tree.childNamed(call, 'arguments') : -1;
  return list < 0 ? '' : tree.text.slice(tree.start(call), tree.start(list)).trim();
}

export function argumentsOf(tree: FlatTree, call: number): number[] {
  const list = tree.childNamed(call, 'arguments');
  return list < 0 ? [] : tree.namedChildren(list);
}

const lastName = (callee: string): string => /(\w+)\s*(?:<[^<>]*>|\[[^[\]]*\])?$/.exec(callee)?.[1] ?? '';

/** The receiver of a method call, or -1. */
export function receiverOf(tree: FlatTree, call: number): number {
  const object = tree.childNamed(call, 'object');
  if (object >= 0) return object;
  const callee = tree.childNamed(call, 'function');
  if (callee < 0) return -1;
  const operand = tree.childNamed(callee, 'operand');
  return operand >= 0 ? operand : tree.childNamed(callee, 'object');
}

/** Where a variable is set, if that is just once in the innermost function, or else around it, that sets it at all. */
export function settingOf(
  tree: FlatTree,
  use: number,
): { readonly node: number; readonly value: number; readonly scope: number } | undefined {
  const names = treeNames(tree);
  if (tree.type(use) !== names.identifier) return undefined;
  const name = tree.textOf(use);
  for (let scope = use; scope >= 0; scope = tree.parent(scope)) {
    if (scope !== 0 && !names.functions.has(tree.type(scope))) continue;
    const found: { node: number; value: number }[] = [];
    for (const node of nodesIn(tree, scope)) {
      const set = names.setting(tree, node);
      if (set?.names.some((n) => tree.textOf(n) === name)) found.push({ node, value: set.value });
    }
    if (found.length > 0) return found.length === 1 ? { ...found[0], scope } : undefined;
  }
  return undefined;
}

/** The value of a variable that is set just once in its function and is used where `n` stands; `n` itself for anything else. */
export function settledValue(tree: FlatTree, n: number): number {
  const set = settingOf(tree, n);
  return set === undefined || set.value < 0 ? n : set.value;
}

/** The same for a variable that is used nowhere else, so that what it holds may change. */
export function soleUseValue(tree: FlatTree, n: number): number {
  const set = settingOf(tree, n);
  if (set === undefined || set.value < 0) return n;
  return usesOf(tree, set.scope, tree.textOf(n)).length === 2 ? set.value : n;
}

/** Places within `scope` where the variable is named, those that set it too. */
export function usesOf(tree: FlatTree, scope: number, name: string): number[] {
  const names = treeNames(tree);
  return [...nodesIn(tree, scope)].filter((n) => tree.type(n) === names.identifier && tree.textOf(n) === name && !names.isField(tree, n));
}

/** The statement that holds `n` and stands among others in a block; -1 where a line before it cannot be written. */
export function statementAround(tree: FlatTree, n: number): number {
  const { blocks } = treeNames(tree);
  for (let at = n; at > 0; at = tree.parent(at)) {
    if (tree.type(at) === 'lambda_expression') return -1;
    if (blocks.has(tree.type(tree.parent(at)))) return at;
  }
  return -1;
}

/** The innermost function around `n`, or 0 for the whole file. */
export function functionAround(tree: FlatTree, n: number): number {
  const { functions } = treeNames(tree);
  for (let at = n; at > 0; at = tree.parent(at)) if (functions.has(tree.type(at))) return at;
  return 0;
}

/** `base`, or `base2` and so on where `scope` names something so already. */
export function freeName(tree: FlatTree, scope: number, base: string): string {
  let name = base;
  for (let i = 2; usesOf(tree, scope, name).length > 0; i++) name = base + i;
  return name;
}

// --- writing

export function newlineOf(tree: FlatTree): string {
  return tree.text.includes('\r\n') ? '\r\n' : '\n';
}

/** White space before the first character of the line that holds the offset. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** One step of indentation as the file has it. */
export function stepOf(tree: FlatTree): string {
  return /\n(\t|\x20{2,8})\S/.exec(tree.text)?.[1] ?? '    ';
}

/** Lines of their own before a statement, indented like it. */
export function linesBefore({ tree, file }: FixContext, statement: number, lines: readonly string[]): Edit {
  const at = tree.start(statement);
  const rest = newlineOf(tree) + indentAt(tree.text, at);
  return { file, span: { start: at, end: at }, text: lines.map((line) => line + rest).join('') };
}

/** Lines of their own behind a statement, indented like it. */
export function linesAfter({ tree, file }: FixContext, statement: number, lines: readonly string[]): Edit {
  const at = tree.end(statement);
  const head = newlineOf(tree) + indentAt(tree.text, tree.start(statement));
  return { file, span: { start: at, end: at }, text: lines.map((line) => head + line).join('') };
}

export function insertion(context: FixContext, offset: number, text: string): Edit {
  return { file: context.file, span: { start: offset, end: offset }, text };
}

export function replacement(context: FixContext, n: number, text: string): Edit {
  return { file: context.file, span: context.tree.span(n), text };
}
