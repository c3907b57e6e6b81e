/** Text built from pieces, by a template or by `+`, taken apart so that it can be written anew. */
import type { FlatTree } from '../../syntax/flatTree';
import { type BuiltText, type Cell, type Group, putCellsTogether } from './cells';
import { cook, escaped, type Quote, quoted, stringContent } from './javascriptText';
import { bare } from './javascriptTree';

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

/** Writes cells anew, keeping line breaks between operands. Text in a former hole's place joins its neighbours. */
export function putTogether(tree: FlatTree, cells: readonly Cell[], groups: readonly Group[], plainQuote: "'" | '"'): string {
  return putCellsTogether(cells, groups, {
    plain: plainQuote,
    template: '`',
    write: (own, quote) => writeRun(tree, own, quote as Quote, plainQuote),
    expression: (hole) => tree.textOf(hole),
  });
}

/** One literal. A template that needs no template any more becomes a plain string. */
function writeRun(tree: FlatTree, cells: readonly Cell[], quote: Quote, plainQuote: "'" | '"'): string {
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
