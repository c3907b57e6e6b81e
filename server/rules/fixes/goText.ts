/** Texts of Go: sums, `fmt.Sprintf`, raw strings. */
import type { FlatTree } from '../../syntax/flatTree';
import { type BuiltText, type Cell, charsOf, type Group, type TextStyle } from './cells';
import { argumentsOf, bare, calleeText } from './codeTree';
import { patternCells, patternOf } from './formats';
import { cook, javaQuoted, operandsOf } from './javaText';

const RAW = '`';
const FORMAT = 'Sprintf';

export function goParts(tree: FlatTree, node: number): BuiltText | undefined {
  const operands = operandsOf(tree, bare(tree, node));
  const cells: Cell[] = [];
  const groups: Group[] = [];
  for (const operand of operands ?? []) {
    const group = groups.length;
    const before = group === 0 ? '' : tree.text.slice(tree.end(operands?.[group - 1] ?? operand), tree.start(operand));
    const own = literalCells(tree, operand, group) ?? formatCells(tree, operand, group);
    if (own === 'unknown') return undefined;
    cells.push(...(own?.cells ?? [{ hole: operand, group }]));
    groups.push({ before, quote: own?.quote });
  }
  return groups.some((g) => g.quote !== undefined) ? { node, cells, groups } : undefined;
}

interface Own {
  readonly cells: Cell[];
  readonly quote: string;
}

function literalCells(tree: FlatTree, n: number, group: number): Own | 'unknown' | undefined {
  const type = tree.type(n);
  const inner = tree.textOf(n).slice(1, -1);
  if (type === 'raw_string_literal') return { cells: charsOf(inner, group), quote: RAW };
  if (type !== 'interpreted_string_literal') return undefined;
  const text = cook(inner);
  return text === undefined ? 'unknown' : { cells: charsOf(text, group), quote: '"' };
}

function formatCells(tree: FlatTree, n: number, group: number): Own | 'unknown' | undefined {
  if (calleeText(tree, n) !== 'fmt.Sprintf') return undefined;
  const [pattern, ...args] = argumentsOf(tree, n);
  const literal = pattern === undefined ? undefined : literalCells(tree, pattern, group);
  if (literal === undefined || literal === 'unknown') return 'unknown';
  const cells = patternCells(literal.cells.map((c) => c.char ?? '').join(''), args, group);
  return cells ? { cells, quote: literal.quote === RAW ? `${FORMAT}${RAW}` : FORMAT } : 'unknown';
}

export function goStyle(tree: FlatTree): TextStyle {
  return {
    plain: '"',
    template: FORMAT,
    write: (cells, quote) => {
      const text = cells.map((c) => c.char ?? '').join('');
      if (cells.every((c) => c.hole === undefined)) return goQuoted(text, quote.endsWith(RAW));
      const { pattern, args } = patternOf(tree, cells);
      return `fmt.Sprintf(${[goQuoted(pattern, quote.endsWith(RAW)), ...args].join(', ')})`;
    },
    expression: (hole) => tree.textOf(hole),
  };
}

/** Raw where it was raw, or runs over several lines. */
export function goQuoted(text: string, raw: boolean): string {
  return (raw || text.includes('\n')) && !text.includes(RAW) ? RAW + text + RAW : javaQuoted(text);
}
