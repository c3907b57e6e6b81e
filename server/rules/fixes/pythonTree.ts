/** Finding one's way in Python's syntax tree: what is called, what a text is built of, where names are set. */
import type { FlatTree } from '../../syntax/flatTree';
import type { FixContext } from '../fix';

export function* nodesIn(tree: FlatTree, n: number): Generator<number> {
  for (let i = n; i < tree.next(n); i++) yield i;
}

/** The expression without parentheses around it. */
export function bare(tree: FlatTree, n: number): number {
  let inner = n;
  while (tree.type(inner) === 'parenthesized_expression') inner = tree.namedChildren(inner)[0] ?? inner;
  return inner === n || tree.type(inner) !== 'parenthesized_expression' ? inner : n;
}

/** The nearest node of that type that holds `n`, or is it; -1 when there is none. */
export function enclosing(tree: FlatTree, n: number, types: readonly string[]): number {
  let at = n;
  while (at >= 0 && !types.includes(tree.type(at))) at = tree.parent(at);
  return at;
}

export interface CallPlace {
  readonly call: number;
  /** Text of the callee: `cursor.execute`. */
  readonly callee: string;
  /** Positional arguments. */
  readonly args: readonly number[];
  /** The argument, or the value of a keyword argument, that the finding stands on. */
  readonly argument: number;
}

/** The call one of whose arguments the finding is about. */
export function findingCall({ tree, finding, nodeAt }: FixContext): CallPlace | undefined {
  let n = nodeAt(finding.span);
  for (let hops = 0; n > 0 && hops < 12; n = tree.parent(n), hops++) {
    const holder = tree.parent(n);
    const list = tree.type(holder) === 'keyword_argument' ? tree.parent(holder) : holder;
    if (tree.type(list) !== 'argument_list' || tree.start(n) < finding.span.start) continue;
    const call = tree.parent(list);
    if (tree.type(call) !== 'call') continue;
    const args = tree.namedChildren(list).filter((a) => tree.type(a) !== 'keyword_argument');
    return { call, callee: tree.textOf(tree.childNamed(call, 'function')), args, argument: n };
  }
  return undefined;
}

/** The value of a variable that is set just once in its function and is used where `n` stands; `n` itself for anything else. */
export function settledValue(tree: FlatTree, n: number): number {
  if (tree.type(n) !== 'identifier') return n;
  const name = tree.textOf(n);
  const scope = Math.max(0, enclosing(tree, n, ['function_definition', 'module']));
  const sets: number[] = [];
  for (const i of nodesIn(tree, scope)) {
    const type = tree.type(i);
    if (type !== 'assignment' && type !== 'augmented_assignment' && type !== 'for_statement' && type !== 'named_expression') continue;
    const left = tree.childNamed(i, type === 'named_expression' ? 'name' : 'left');
    if (left >= 0 && tree.textOf(left) === name) sets.push(i);
  }
  const right = sets.length === 1 && tree.type(sets[0]) === 'assignment' ? tree.childNamed(sets[0], 'right') : -1;
  return right < 0 ? n : right;
}

/** A text that is put together: literal pieces and the expressions between them. */
export interface BuiltText {
  readonly node: number;
  readonly parts: readonly ({ readonly text: string } | { readonly hole: number })[];
}

/**
 * Takes an f-string, a sum, `… % …` or `….format(…)` apart; undefined for what is not understood. `paths`: what joins paths, too.
 */
export function takeApart(tree: FlatTree, n: number, paths: boolean): BuiltText | undefined {
  const node = bare(tree, n);
  const parts = (paths ? joinedParts(tree, node) : undefined) ?? partsOf(tree, node, 0);
  return parts && { node, parts };
}

type Part = BuiltText['parts'][number];

function partsOf(tree: FlatTree, n: number, depth: number): Part[] | undefined {
  if (depth > 30) return undefined;
  const node = bare(tree, n);
  switch (tree.type(node)) {
    case 'string':
      return stringParts(tree, node);
    case 'concatenated_string': {
      const all = tree.namedChildren(node).map((s) => partsOf(tree, s, depth + 1));
      return all.every((p) => p !== undefined) ? all.flat() : undefined;
    }
    case 'binary_operator': {
      const [left, right] = [tree.childNamed(node, 'left'), tree.childNamed(node, 'right')];
      const operator = tree.textOf(tree.childNamed(node, 'operator'));
      if (operator === '%') return percentParts(tree, left, right);
      if (operator !== '+') return [{ hole: node }];
      const a = partsOf(tree, left, depth + 1);
      const b = partsOf(tree, right, depth + 1);
      return a && b && [...a, ...b];
    }
    case 'call':
      return formatParts(tree, node) ?? [{ hole: node }];
    default:
      return [{ hole: node }];
  }
}

/** `os.path.join(a, b)` and `a / b`. */
function joinedParts(tree: FlatTree, n: number): Part[] | undefined {
  if (tree.type(n) === 'call' && /^(?:os\.path\.|path\.)?join$/.test(tree.textOf(tree.childNamed(n, 'function')))) {
    const args = tree.namedChildren(tree.childNamed(n, 'arguments'));
    return args.map((hole, i) => (i === 0 || tree.type(hole) === 'string' ? { text: tree.textOf(hole) } : { hole }));
  }
  if (tree.type(n) !== 'binary_operator' || tree.textOf(tree.childNamed(n, 'operator')) !== '/') return undefined;
  return [{ text: tree.textOf(tree.childNamed(n, 'left')) }, { hole: tree.childNamed(n, 'right') }];
}

function stringParts(tree: FlatTree, n: number): Part[] | undefined {
  const start = tree.textOf(n).match(/^([a-zA-Z]*)('''|"""|'|")/);
  if (!start || /[rb]/i.test(start[1])) return undefined;
  const isF = /f/i.test(start[1]);
  const out: Part[] = [];
  let at = tree.start(n) + start[0].length;
  const end = tree.end(n) - start[2].length;
  const literal = (to: number): void => {
    const text = tree.text.slice(at, to);
    if (text !== '') out.push({ text: isF ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text });
  };
  for (const child of tree.namedChildren(n)) {
    if (tree.type(child) !== 'interpolation') continue;
    literal(tree.start(child));
    at = tree.end(child);
    const value = tree.childNamed(child, 'expression');
    if (value < 0 || tree.childNamed(child, 'format_specifier') >= 0) return undefined;
    out.push({ hole: value });
  }
  literal(end);
  return out;
}

function percentParts(tree: FlatTree, left: number, right: number): Part[] | undefined {
  const text = plainText(tree, bare(tree, left));
  if (text === undefined || /%[^s%]/.test(text)) return undefined;
  const inner = bare(tree, right);
  const values = tree.type(inner) === 'tuple' ? tree.namedChildren(inner) : [inner];
  const pieces = text.split(/%s/);
  if (pieces.length !== values.length + 1) return undefined;
  return weave(
    pieces.map((p) => p.replaceAll('%%', '%')),
    values,
  );
}

function formatParts(tree: FlatTree, n: number): Part[] | undefined {
  const callee = tree.childNamed(n, 'function');
  if (tree.type(callee) !== 'attribute' || tree.textOf(tree.childNamed(callee, 'attribute')) !== 'format') return undefined;
  const text = plainText(tree, bare(tree, tree.childNamed(callee, 'object')));
  if (text === undefined) return undefined;
  const args = tree.namedChildren(tree.childNamed(n, 'arguments'));
  const holes: number[] = [];
  let next = 0;
  const pieces = text.split(/\{(\w*)\}/);
  for (let i = 1; i < pieces.length; i += 2) {
    const name = pieces[i];
    const found = /^\d*$/.test(name)
      ? args[name === '' ? next++ : Number(name)]
      : args.find((a) => tree.type(a) === 'keyword_argument' && tree.textOf(tree.childNamed(a, 'name')) === name);
    if (found === undefined) return undefined;
    holes.push(tree.type(found) === 'keyword_argument' ? tree.childNamed(found, 'value') : found);
  }
  const literals = pieces.filter((_, i) => i % 2 === 0);
  return literals.some((p) => /[{}]/.test(p)) ? undefined : weave(literals, holes);
}

function weave(texts: readonly string[], holes: readonly number[]): Part[] {
  return texts.flatMap((text, i): Part[] => [...(text === '' ? [] : [{ text }]), ...(i < holes.length ? [{ hole: holes[i] }] : [])]);
}

/** Text of a literal without prefixes, as it is written. */
function plainText(tree: FlatTree, n: number): string | undefined {
  if (tree.type(n) !== 'string') return undefined;
  const parts = stringParts(tree, n);
  return parts?.every((p) => 'text' in p) ? parts.map((p) => ('text' in p ? p.text : '')).join('') : undefined;
}

/** The one expression of the text that the finding's value comes in by, where that is certain. */
export function taintedHole(context: FixContext, built: BuiltText): number | undefined {
  const { tree, finding } = context;
  const holes = built.parts.flatMap((p) => ('hole' in p ? [p.hole] : []));
  if (holes.length === 1) return holes[0];
  const source = finding.steps[0]?.message ?? '';
  const fitting = holes.filter((h) => tree.textOf(h) === source || tree.textOf(settledValue(tree, h)) === source);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The quote most strings of the file use. */
export function fileQuote(tree: FlatTree): "'" | '"' {
  let single = 0;
  let double = 0;
  for (const n of nodesIn(tree, 0)) {
    if (tree.type(n) !== 'string') continue;
    if (tree.text[tree.end(n) - 1] === '"') double++;
    else single++;
  }
  return single > double ? "'" : '"';
}
