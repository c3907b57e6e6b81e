/** Puts a cryptographic random source where a predictable one stands, in the shape the value has. */
import type { Edit } from '../../base/edit';
import type { FlatTree } from '../../syntax/flatTree';
import type { Fix, FixContext, FixMaker } from '../fix';
import { bringIntoScope } from './javascriptImport';
import { fileQuote, quoted } from './javascriptText';
import { calleeName, calleeOf, enclosingStatement, nodesIn, receiverText } from './javascriptTree';

export const secureRandom: FixMaker = { languages: ['javascript'], make };

type Source = 'randomBytes' | 'randomInt' | 'randomUUID';

interface Replacement {
  readonly node: number;
  readonly source: Source;
  /** The call's text, given the name in scope. */
  readonly write: (name: string) => string;
}

function make(context: FixContext): Fix | undefined {
  const { tree, file, finding } = context;
  const step = finding.steps[0];
  if (step?.file !== file) return undefined;
  const source = nodeOfSource(tree, context.nodeAt(step.span));
  if (source < 0) return undefined;
  const wanted = replacements(tree, source);
  if (wanted.length === 0) return undefined;
  const edits: Edit[] = [];
  const names = new Set<Source>();
  for (const { node, source: name, write } of wanted) {
    const scope = bringIntoScope(tree, file, { module: 'crypto', name, local: name });
    if (!scope) return undefined;
    if (!names.has(name)) edits.push(...scope.edits);
    names.add(name);
    edits.push({ file, span: tree.span(node), text: write(scope.text) });
  }
  return { title: `Use \`crypto.${[...names].join('` and `crypto.')}\``, kind: 'safe', edits };
}

function nodeOfSource(tree: FlatTree, node: number): number {
  for (let n = node, hops = 0; n > 0 && hops < 3; n = tree.parent(n), hops++) if (kindOf(tree, n) !== undefined) return n;
  return [...nodesIn(tree, node)].find((n) => kindOf(tree, n) !== undefined) ?? -1;
}

/** `Math.random()` and its like give a fraction, the clock a number, `v1()` an identifier. */
function kindOf(tree: FlatTree, n: number): 'fraction' | 'time' | 'uuid' | undefined {
  if (tree.type(n) !== 'call_expression') return undefined;
  const callee = calleeOf(tree, n);
  if (callee < 0) return undefined;
  const name = calleeName(tree, callee);
  const receiver = receiverText(tree, callee);
  if (name === 'random' && receiver === 'Math') return 'fraction';
  if ((name === 'now' && (receiver === 'Date' || receiver === 'performance')) || (name === 'getTime' && /^new Date\b/.test(receiver)))
    return 'time';
  return /^(?:v1|uuidv1|uuidV1|uuid1)$/.test(name) ? 'uuid' : undefined;
}

/** All predictable pieces of the statement, fractions first: a clock beside a good random number does no harm. */
function replacements(tree: FlatTree, source: number): readonly Replacement[] {
  const kind = kindOf(tree, source);
  if (kind === 'uuid') return [{ node: source, source: 'randomUUID', write: (name) => `${name}()` }];
  const statement = enclosingStatement(tree, source);
  const pieces = [...nodesIn(tree, statement < 0 ? source : statement)].filter((n) => kindOf(tree, n) === 'fraction');
  const all = pieces.length > 0 ? pieces : [source];
  const out: Replacement[] = [];
  for (const piece of all) {
    const made = textShape(tree, piece) ?? (pieces.length > 0 ? integerShape(tree, piece) : undefined);
    if (!made) return [];
    out.push(made);
  }
  return out;
}

const TEXT_BYTES = 16;
const CUTS = new Set(['toString', 'slice', 'substr', 'substring', 'replace']);

/** `Math.random().toString(36).slice(2)`, `Date.now().toString()`: a text of random characters. */
function textShape(tree: FlatTree, piece: number): Replacement | undefined {
  let end = piece;
  let isText = false;
  let length: number | undefined;
  for (;;) {
    const member = tree.parent(end);
    const call = tree.parent(member);
    if (tree.type(member) !== 'member_expression' || tree.childNamed(member, 'object') !== end) break;
    if (tree.type(call) !== 'call_expression' || tree.childNamed(call, 'function') !== member) break;
    const name = calleeName(tree, member);
    if (!CUTS.has(name)) break;
    isText ||= name === 'toString';
    length = cutLength(tree, name, call) ?? length;
    end = call;
  }
  if (!isText && kindOf(tree, piece) === 'time' && tree.type(tree.parent(piece)) !== 'binary_expression') isText = true;
  if (!isText) return undefined;
  const hex = quoted('hex', fileQuote(tree));
  const short = length !== undefined && isCode(tree, piece) ? length : undefined;
  const bytes = short === undefined ? TEXT_BYTES : Math.ceil(short / 2);
  const cut = short !== undefined && short % 2 === 1 ? `.slice(0, ${short})` : '';
  return { node: end, source: 'randomBytes', write: (name) => `${name}(${bytes}).toString(${hex})${cut}` };
}

/** People type codes in, so their length stays. */
function isCode(tree: FlatTree, piece: number): boolean {
  const statement = enclosingStatement(tree, piece);
  return statement >= 0 && /code|pin|otp/i.test(tree.textOf(statement).slice(0, 80));
}

function cutLength(tree: FlatTree, method: string, call: number): number | undefined {
  const args = tree.namedChildren(tree.childNamed(call, 'arguments')).map((n) => Number(tree.textOf(n)));
  if (args.length !== 2 || args.some((n) => !Number.isInteger(n) || n < 0)) return undefined;
  const length = method === 'substr' ? args[1] : method === 'slice' || method === 'substring' ? args[1] - args[0] : 0;
  return length > 0 && length < 64 ? length : undefined;
}

// --- integers

/** `Math.floor(low + Math.random() * width)`, with the sum inside or outside: a number from a range. */
function integerShape(tree: FlatTree, piece: number): Replacement | undefined {
  let node = outer(tree, piece);
  let low: string | undefined;
  let width = '1';
  let rounds: string | undefined;
  for (;;) {
    const parent = tree.parent(node);
    const type = tree.type(parent);
    if (type === 'binary_expression') {
      const left = tree.childNamed(parent, 'left');
      const other = left === node ? tree.childNamed(parent, 'right') : left;
      const operator = tree.text.slice(tree.end(left), tree.start(tree.childNamed(parent, 'right'))).trim();
      if (operator === '*' && width === '1' && low === undefined && rounds === undefined) width = tree.textOf(other);
      else if (operator === '+' && low === undefined && isNumeric(tree, other)) low = tree.textOf(other);
      else break;
      node = outer(tree, parent);
    } else if (type === 'arguments' && rounds === undefined) {
      const call = tree.parent(parent);
      const callee = tree.type(call) === 'call_expression' ? calleeOf(tree, call) : -1;
      const name = callee >= 0 && receiverText(tree, callee) === 'Math' ? calleeName(tree, callee) : '';
      if (!/^(?:floor|round|ceil|trunc)$/.test(name)) break;
      rounds = name;
      node = outer(tree, call);
    } else break;
  }
  if (rounds === undefined || width === '1') return undefined;
  const [from, to] = bounds(low ?? '0', rounds === 'round' ? `${width} + 1` : width);
  return { node, source: 'randomInt', write: (name) => (from === '0' ? `${name}(${to})` : `${name}(${from}, ${to})`) };
}

/** With the parentheses around it. */
function outer(tree: FlatTree, node: number): number {
  let n = node;
  while (tree.type(tree.parent(n)) === 'parenthesized_expression') n = tree.parent(n);
  return n;
}

function isNumeric(tree: FlatTree, n: number): boolean {
  const type = tree.type(n);
  return type === 'number' || type === 'identifier' || type === 'member_expression';
}

/** Lowest number, and the one above the highest. `(max - min + 1)` above `min` ends at `max + 1`. */
function bounds(low: string, width: string): readonly [string, string] {
  const from = numberOf(low);
  const span = numberOf(width);
  if (from !== undefined && span !== undefined) return [low, String(from + span)];
  const inside = width.replace(/^\((.*)\)$/, '$1').trim();
  const difference = /^([\w.]+) *- *([\w.]+)( *\+ *1)?$/.exec(inside);
  if (difference && difference[2] === low) return [low, difference[3] === undefined ? difference[1] : `${difference[1]} + 1`];
  return [low, low === '0' ? inside : `${low} + ${width}`];
}

function numberOf(text: string): number | undefined {
  const plain = text.replace(/_/g, '').replace(/^\((.*)\)$/, '$1');
  if (/^\d+ \+ \d+$/.test(plain)) return plain.split(' + ').reduce((sum, n) => sum + Number(n), 0);
  const value = Number(plain);
  return plain !== '' && Number.isInteger(value) ? value : undefined;
}
