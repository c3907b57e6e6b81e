/** Text built from pieces, by a template or by `+`, taken apart so that it can be written anew. */
import type { FlatTree } from '../../syntax/flatTree';
import { cook, escaped, type Quote, quoted, stringContent } from './javascriptText';
import { bare } from './javascriptTree';

/** One character of fixed text, or one interpolated expression. `group` is the operand of `+` it belongs to. */
export interface Cell {
  readonly char?: string;
  readonly hole?: number;
  readonly group: number;
}

export interface Group {
  /** Undefined for an operand that is not a literal. */
  readonly quote?: Quote;
  /** What stands before the operand, from the end of the one before: ` +\n  `. */
  readonly before: string;
}

export interface BuiltText {
  readonly node: number;
  readonly cells: readonly Cell[];
  readonly groups: readonly Group[];
}

/** Takes a template, a string or a sum that surely is text apart; undefined for anything else. */
export function takeApart(tree: FlatTree, node: number): BuiltText | undefined {
  const operands: number[] = [];
  if (!collectOperands(tree, bare(tree, node), operands)) return undefined;
  // The first or the second operand must be text, else the sum may be one of numbers up to there.
  if (!operands.slice(0, 2).some((n) => isText(tree, n))) return undefined;
  const cells: Cell[] = [];
  const groups: Group[] = [];
  for (const operand of operands) {
    const group = groups.length;
    const before = group === 0 ? '' : tree.text.slice(tree.end(operands[group - 1]), tree.start(operand));
    const type = tree.type(operand);
    if (type === 'string') {
      const text = stringContent(tree, operand);
      if (text === undefined) return undefined;
      for (const char of text) cells.push({ char, group });
      groups.push({ quote: tree.text[tree.start(operand)] as Quote, before });
    } else if (type === 'template_string') {
      if (!templateCells(tree, operand, group, cells)) return undefined;
      groups.push({ quote: '`', before });
    } else {
      cells.push({ hole: operand, group });
      groups.push({ before });
    }
  }
  return { node, cells, groups };
}

/** Interpolated expressions, in order. */
export function holesOf(built: BuiltText): number[] {
  return built.cells.flatMap((c) => (c.hole === undefined ? [] : [c.hole]));
}

/** Writes cells anew, keeping line breaks between operands. Text in a former hole's place joins its neighbours. */
export function putTogether(tree: FlatTree, cells: readonly Cell[], groups: readonly Group[], plainQuote: "'" | '"'): string {
  const runs: { cells: Cell[]; quote: Quote | undefined; before: string }[] = [];
  let pendingBreak = '';
  groups.forEach((group, index) => {
    const own = cells.filter((c) => c.group === index);
    const breaks = group.before.includes('\n') ? group.before : '';
    if (own.length === 0) {
      pendingBreak ||= breaks;
      return;
    }
    // An operand that was an expression and still is one.
    const isOperand = group.quote === undefined && own.some((c) => c.hole !== undefined);
    const last = runs.at(-1);
    // A placeholder that took an expression's place ends the literal before it, wherever the line breaks.
    const joins = group.quote === undefined && !isOperand && last?.quote !== undefined && breaks.trim() === '+';
    const before = joins ? '' : breaks || pendingBreak;
    pendingBreak = '';
    if (isOperand) runs.push({ cells: own, quote: undefined, before: before || ' + ' });
    else if (last?.quote !== undefined && !before) {
      last.cells.push(...own);
      if (group.quote === '`' && own.some((c) => c.hole !== undefined)) last.quote = '`';
    } else runs.push({ cells: own, quote: group.quote ?? plainQuote, before: before || ' + ' });
  });
  if (runs.length === 0) return plainQuote + plainQuote;
  return runs.map((run, i) => (i === 0 ? '' : run.before) + writeRun(tree, run.cells, run.quote, plainQuote)).join('');
}

/** One literal, or one expression. A template that needs no template any more becomes a plain string. */
function writeRun(tree: FlatTree, cells: readonly Cell[], quote: Quote | undefined, plainQuote: "'" | '"'): string {
  if (quote === undefined) return cells.map((c) => (c.hole === undefined ? '' : tree.textOf(c.hole))).join('');
  const text = cells.map((c) => c.char ?? '').join('');
  const plain = cells.every((c) => c.hole === undefined);
  if (plain && quote !== '`') return quoted(text, text.includes(plainQuote) ? quote : plainQuote);
  if (plain && !text.includes('\n') && !text.includes(plainQuote)) return quoted(text, plainQuote);
  return writeTemplate(tree, cells);
}

/** A template literal of the cells. */
export function writeTemplate(tree: FlatTree, cells: readonly Cell[]): string {
  let out = '`';
  let text = '';
  for (const cell of cells) {
    if (cell.hole === undefined) text += cell.char;
    else {
      out += `${escaped(text, '`')}\${${holeText(tree, cell.hole)}}`;
      text = '';
    }
  }
  return `${out}${escaped(text, '`')}\``;
}

/** Text of an interpolated expression, without parentheses around it. */
export function holeText(tree: FlatTree, hole: number): string {
  const inner = tree.type(hole) === 'parenthesized_expression' ? tree.namedChildren(hole)[0] : undefined;
  return tree.textOf(inner ?? hole);
}

function isText(tree: FlatTree, n: number): boolean {
  return tree.type(n) === 'string' || tree.type(n) === 'template_string';
}

function collectOperands(tree: FlatTree, n: number, out: number[]): boolean {
  if (tree.type(n) === 'binary_expression') {
    if (tree.textOf(tree.childNamed(n, 'operator')) !== '+') return false;
    if (!collectOperands(tree, tree.childNamed(n, 'left'), out)) return false;
    out.push(tree.childNamed(n, 'right'));
    return true;
  }
  out.push(n);
  return true;
}

function templateCells(tree: FlatTree, template: number, group: number, cells: Cell[]): boolean {
  let from = tree.start(template) + 1;
  const addText = (to: number): boolean => {
    const text = cook(tree.text.slice(from, to));
    if (text === undefined) return false;
    for (const char of text) cells.push({ char, group });
    return true;
  };
  for (const n of tree.children(template)) {
    if (tree.type(n) !== 'template_substitution') continue;
    const hole = tree.namedChildren(n)[0];
    if (hole === undefined || !addText(tree.start(n))) return false;
    cells.push({ hole, group });
    from = tree.end(n);
  }
  return addText(tree.end(template) - 1);
}
