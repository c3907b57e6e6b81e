/** Finding one's way in a JavaScript or TypeScript tree from the place of a finding. */
import type { Span } from '../../base/span';
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';

/** An argument of a call, and the call. */
export interface ArgumentPlace {
  readonly call: number;
  readonly callee: number;
  /** The `arguments` node with its parentheses. */
  readonly list: number;
  readonly args: readonly number[];
  readonly index: number;
  /** The whole argument that holds the place. */
  readonly argument: number;
}

const FUNCTIONS = new Set([
  'arrow_function',
  'function_expression',
  'function_declaration',
  'generator_function',
  'generator_function_declaration',
  'method_definition',
]);
const TRANSPARENT = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'await_expression',
]);

export function isFunction(tree: FlatTree, n: number): boolean {
  return FUNCTIONS.has(tree.type(n));
}

/** The argument that holds the finding's place. Climbs out of objects and expressions, never out of a statement. */
export function findingArgument(context: FixContext): ArgumentPlace | undefined {
  const { tree, finding } = context;
  return argumentPlace(tree, widest(tree, context.nodeAt(finding.span)));
}

export function argumentPlace(tree: FlatTree, node: number): ArgumentPlace | undefined {
  for (let n = node; n > 0; n = tree.parent(n)) {
    const parent = tree.parent(n);
    if (parent < 0 || isFunction(tree, n) || tree.type(n).endsWith('statement') || tree.type(n).endsWith('declaration')) return undefined;
    if (tree.type(parent) !== 'arguments') continue;
    const call = tree.parent(parent);
    const callee = calleeOf(tree, call);
    if (callee < 0) return undefined;
    const args = tree.namedChildren(parent);
    return { call, callee, list: parent, args, index: args.indexOf(n), argument: n };
  }
  return undefined;
}

/** The called expression of a call or `new`, or -1. */
export function calleeOf(tree: FlatTree, call: number): number {
  const type = tree.type(call);
  // The grammar has `await` inside the callee where type arguments follow it: `await find<User>(…)`.
  if (type === 'call_expression') return bare(tree, tree.childNamed(call, 'function'));
  return type === 'new_expression' ? tree.childNamed(call, 'constructor') : -1;
}

/** Last name of a callee: `query` of `this.db.query`, `exec` of `exec`. */
export function calleeName(tree: FlatTree, callee: number): string {
  const property = tree.type(callee) === 'member_expression' ? tree.childNamed(callee, 'property') : callee;
  return property < 0 ? '' : tree.textOf(property);
}

/** What a member expression reads from, as written; '' for a plain name. */
export function receiverText(tree: FlatTree, callee: number): string {
  return tree.type(callee) === 'member_expression' ? tree.textOf(tree.childNamed(callee, 'object')) : '';
}

/** Without parentheses, type assertions and `await`. */
export function bare(tree: FlatTree, n: number): number {
  let at = n;
  while (TRANSPARENT.has(tree.type(at))) {
    const inner = tree.namedChildren(at)[0];
    if (inner === undefined) return at;
    at = inner;
  }
  return at;
}

/** Every node below `root`, itself included, in source order. */
export function* nodesIn(tree: FlatTree, root: number): Generator<number> {
  const end = tree.next(root);
  for (let n = root; n < end; n++) yield n;
}

/** The innermost function that holds the node, or 0 for the whole file. */
export function enclosingFunction(tree: FlatTree, node: number): number {
  for (let n = tree.parent(node); n > 0; n = tree.parent(n)) if (isFunction(tree, n)) return n;
  return 0;
}

/** The statement that holds the node and stands in a block or at the top level, or -1. */
export function enclosingStatement(tree: FlatTree, node: number): number {
  for (let n = node; n > 0; n = tree.parent(n)) {
    const parent = tree.type(tree.parent(n));
    if (parent === 'statement_block' || parent === 'program' || parent === 'switch_case') return n;
  }
  return -1;
}

/** The initializer of a local that is declared once, never set again and used only at `use`; -1 otherwise. */
export function soleUseInitializer(tree: FlatTree, use: number): number {
  if (tree.type(use) !== 'identifier') return -1;
  const declarator = declaratorOf(tree, use);
  if (declarator < 0) return -1;
  const name = tree.textOf(use);
  const uses = [...nodesIn(tree, scopeOf(tree, declarator))].filter((n) => isReference(tree, n) && tree.textOf(n) === name);
  // One is the declaring name, the other the use at hand.
  return uses.length === 2 ? tree.childNamed(declarator, 'value') : -1;
}

/** The declarator `const name = …` that the identifier refers to, as far as scopes can be told from the tree; -1 if unclear. */
export function declaratorOf(tree: FlatTree, use: number): number {
  const name = tree.textOf(use);
  const found = [...nodesIn(tree, 0)].filter(
    (n) =>
      tree.type(n) === 'variable_declarator' &&
      tree.textOf(tree.childNamed(n, 'name')) === name &&
      tree.childNamed(n, 'value') >= 0 &&
      covers(tree.span(scopeOf(tree, n)), tree.span(use)),
  );
  return found.at(-1) ?? -1;
}

function scopeOf(tree: FlatTree, declarator: number): number {
  for (let n = tree.parent(declarator); n > 0; n = tree.parent(n)) {
    if (tree.type(n) === 'statement_block' || isFunction(tree, n)) return n;
  }
  return 0;
}

export function isReference(tree: FlatTree, n: number): boolean {
  const type = tree.type(n);
  return type === 'identifier' || type === 'shorthand_property_identifier' || type === 'shorthand_property_identifier_pattern';
}

/** Names a pattern binds: `a`, `{ a, b: c }`, `[d]`. */
export function boundNames(tree: FlatTree, pattern: number): string[] {
  const out: string[] = [];
  for (const n of nodesIn(tree, pattern)) {
    const type = tree.type(n);
    if (type === 'identifier' || type === 'shorthand_property_identifier_pattern') out.push(tree.textOf(n));
  }
  return out;
}

/** Does any name of the file read like this? Used to keep new names from clashing. */
export function nameIsTaken(tree: FlatTree, name: string): boolean {
  for (const n of nodesIn(tree, 0)) if (isReference(tree, n) && tree.textOf(n) === name) return true;
  return false;
}

/** `base`, or `base2` and so on where a function uses that name already. */
export function freeName(tree: FlatTree, owner: number, base: string): string {
  const taken = new Set([...nodesIn(tree, owner)].filter((n) => isReference(tree, n)).map((n) => tree.textOf(n)));
  let name = base;
  for (let n = 2; taken.has(name); n++) name = base + n;
  return name;
}

/** Names of the parameters of the function around the node. */
export function parameterNames(tree: FlatTree, node: number): string[] {
  const owner = enclosingFunction(tree, node);
  if (owner <= 0) return [];
  const list = tree.childNamed(owner, 'parameters');
  const single = tree.childNamed(owner, 'parameter');
  return list >= 0 ? boundNames(tree, list) : single >= 0 ? boundNames(tree, single) : [];
}

export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The outermost node of the very same span: an expression rather than its only child. */
function widest(tree: FlatTree, node: number): number {
  let n = node;
  for (let parent = tree.parent(n); parent > 0; parent = tree.parent(n)) {
    if (tree.start(parent) !== tree.start(n) || tree.end(parent) !== tree.end(n)) break;
    n = parent;
  }
  return n;
}
