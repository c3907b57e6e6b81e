/** Texts of Python: f-strings, sums, `… % …`, `….format(…)`. */
import type { FlatTree } from '../../syntax/flatTree';
import { type BuiltText, type Cell, charsOf, type Group, runsOf, type TextStyle } from './cells';
import { argumentsOf, bare, enclosing, nodesIn } from './codeTree';
import { cook } from './javaText';

export function pythonParts(tree: FlatTree, n: number): BuiltText | undefined {
  const node = bare(tree, n);
  const operands = sumOf(tree, node);
  const cells: Cell[] = [];
  const groups: Group[] = [];
  for (const operand of operands) {
    const group = groups.length;
    const before = group === 0 ? '' : tree.text.slice(tree.end(operands[group - 1]), tree.start(operand));
    const own = cellsOf(tree, bare(tree, operand), group);
    if (own === 'unknown') return undefined;
    cells.push(...(own ?? [{ hole: operand, group }]));
    groups.push({ before, quote: own && quoteOf(tree, operand) });
  }
  return { node, cells, groups };
}

function sumOf(tree: FlatTree, n: number): number[] {
  const isSum = tree.type(n) === 'binary_operator' && tree.textOf(tree.childNamed(n, 'operator')) === '+';
  return isSum ? [...sumOf(tree, tree.childNamed(n, 'left')), tree.childNamed(n, 'right')] : [n];
}

/** The delimiter of the first literal in it. */
function quoteOf(tree: FlatTree, n: number): string {
  const literal = [...nodesIn(tree, n)].find((i) => tree.type(i) === 'string') ?? n;
  return /("""|'''|"|')/.exec(tree.textOf(literal))?.[1] ?? '"';
}

function cellsOf(tree: FlatTree, n: number, group: number): Cell[] | 'unknown' | undefined {
  switch (tree.type(n)) {
    case 'string':
      return stringCells(tree, n, group) ?? 'unknown';
    case 'concatenated_string': {
      const all = tree.namedChildren(n).map((s) => stringCells(tree, s, group));
      return all.every((p) => p !== undefined) ? all.flat() : 'unknown';
    }
    case 'binary_operator':
      return tree.textOf(tree.childNamed(n, 'operator')) === '%' ? (percentCells(tree, n, group) ?? 'unknown') : undefined;
    case 'call':
      return formatCells(tree, n, group);
    default:
      return undefined;
  }
}

function stringCells(tree: FlatTree, n: number, group: number): Cell[] | undefined {
  const start = /^([a-zA-Z]*)('''|"""|'|")/.exec(tree.textOf(n));
  if (!start || /[rb]/i.test(start[1])) return undefined;
  const isF = /f/i.test(start[1]);
  const out: Cell[] = [];
  let at = tree.start(n) + start[0].length;
  const literal = (to: number): boolean => {
    const raw = cook(tree.text.slice(at, to));
    if (raw !== undefined) out.push(...charsOf(isF ? raw.replaceAll('{{', '{').replaceAll('}}', '}') : raw, group));
    return raw !== undefined;
  };
  for (const child of tree.namedChildren(n)) {
    if (tree.type(child) !== 'interpolation') continue;
    const hole = tree.childNamed(child, 'expression');
    if (!literal(tree.start(child)) || hole < 0 || tree.childNamed(child, 'format_specifier') >= 0) return undefined;
    at = tree.end(child);
    out.push({ hole, group });
  }
  return literal(tree.end(n) - start[2].length) ? out : undefined;
}

function percentCells(tree: FlatTree, n: number, group: number): Cell[] | undefined {
  const text = plainText(tree, bare(tree, tree.childNamed(n, 'left')));
  if (text === undefined || /%[^s%]/.test(text)) return undefined;
  const right = bare(tree, tree.childNamed(n, 'right'));
  const values = tree.type(right) === 'tuple' ? tree.namedChildren(right) : [right];
  const pieces = text.split(/%s/);
  if (pieces.length !== values.length + 1) return undefined;
  return weave(
    pieces.map((p) => p.replaceAll('%%', '%')),
    values,
    group,
  );
}

function formatCells(tree: FlatTree, n: number, group: number): Cell[] | 'unknown' | undefined {
  const callee = tree.childNamed(n, 'function');
  if (tree.type(callee) !== 'attribute' || tree.textOf(tree.childNamed(callee, 'attribute')) !== 'format') return undefined;
  const text = plainText(tree, bare(tree, tree.childNamed(callee, 'object')));
  if (text === undefined) return undefined;
  const args = argumentsOf(tree, n);
  const holes: number[] = [];
  let next = 0;
  const pieces = text.split(/\{(\w*)\}/);
  for (let i = 1; i < pieces.length; i += 2) {
    const name = pieces[i];
    const found = /^\d*$/.test(name)
      ? args[name === '' ? next++ : Number(name)]
      : args.find((a) => tree.type(a) === 'keyword_argument' && tree.textOf(tree.childNamed(a, 'name')) === name);
    if (found === undefined) return 'unknown';
    holes.push(tree.type(found) === 'keyword_argument' ? tree.childNamed(found, 'value') : found);
  }
  const literals = pieces.filter((_, i) => i % 2 === 0);
  return literals.some((p) => /[{}]/.test(p)) ? 'unknown' : weave(literals, holes, group);
}

function weave(texts: readonly string[], holes: readonly number[], group: number): Cell[] {
  return texts.flatMap((text, i): Cell[] => [...charsOf(text, group), ...(i < holes.length ? [{ hole: holes[i], group }] : [])]);
}

function plainText(tree: FlatTree, n: number): string | undefined {
  const cells = tree.type(n) === 'string' ? stringCells(tree, n, 0) : undefined;
  return cells?.every((c) => c.hole === undefined) ? cells.map((c) => c.char).join('') : undefined;
}

export function pythonStyle(tree: FlatTree): TextStyle {
  const quote = fileQuote(tree);
  return { plain: quote, template: 'f', write: (cells, own) => written(tree, cells, own, quote), expression: (hole) => tree.textOf(hole) };
}

function written(tree: FlatTree, cells: readonly Cell[], own: string, taste: string): string {
  const runs = runsOf(cells);
  const holes = runs.filter((run) => typeof run === 'number').map((run) => tree.textOf(run));
  const text = runs.filter((run) => typeof run === 'string').join('');
  const long = own.length === 3 && text.includes('\n');
  const other = taste === '"' ? "'" : '"';
  const used = holes.join('');
  const quote = long ? own : (text.includes(taste) && !text.includes(other)) || used.includes(taste) ? other : taste;
  // What stands between braces must not hold the quote around it, nor a backslash.
  if (holes.length > 0 && (used.includes(quote) || used.includes('\\')))
    return `${quote}${runs.map((r) => (typeof r === 'number' ? '{}' : escaped(braced(r), quote))).join('')}${quote}.format(${holes.join(', ')})`;
  const body = runs.map((r) => (typeof r === 'number' ? `{${tree.textOf(r)}}` : escaped(holes.length > 0 ? braced(r) : r, quote)));
  return `${holes.length > 0 ? 'f' : ''}${quote}${body.join('')}${quote}`;
}

const braced = (text: string): string => text.replaceAll('{', '{{').replaceAll('}', '}}');

function escaped(text: string, quote: string): string {
  const plain = text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
  return quote.length === 3 ? plain.replaceAll(quote, `\\${quote}`) : plain.replaceAll('\n', '\\n').replaceAll(quote, `\\${quote}`);
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

/** The quote that a text beside `n` may use: within an f-string, its own quote would end it. */
export function quoteAt(tree: FlatTree, n: number): "'" | '"' {
  const outer = enclosing(tree, n, ['interpolation']);
  return outer < 0 ? fileQuote(tree) : tree.text[tree.end(tree.parent(outer)) - 1] === '"' ? "'" : '"';
}
