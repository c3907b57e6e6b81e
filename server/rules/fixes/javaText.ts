/** Texts of Java: sums, `String.format`, `"…".formatted`, text blocks. */
import type { FlatTree } from '../../syntax/flatTree';
import { type BuiltText, type Cell, charsOf, type Group, type TextStyle } from './cells';
import { argumentsOf, bare, calleeText } from './codeTree';
import { patternCells, patternOf } from './formats';

const BLOCK = '"""';
const FORMAT = 'format';

export function javaParts(tree: FlatTree, node: number): BuiltText | undefined {
  const operands = operandsOf(tree, bare(tree, node));
  // The first or the second operand must be text, else the sum may be one of numbers up to there.
  if (!operands?.slice(0, 2).some((n) => isText(tree, n))) return undefined;
  const cells: Cell[] = [];
  const groups: Group[] = [];
  for (const operand of operands) {
    const group = groups.length;
    const before = group === 0 ? '' : tree.text.slice(tree.end(operands[group - 1]), tree.start(operand));
    const own = literalCells(tree, operand, group) ?? formatCells(tree, operand, group);
    if (own === 'unknown') return undefined;
    cells.push(...(own?.cells ?? [{ hole: operand, group }]));
    groups.push({ before, quote: own?.quote });
  }
  // A text block begins and ends with its lines: it is not joined to others.
  return groups.length > 1 && groups.some((g) => g.quote === BLOCK) ? undefined : { node, cells, groups };
}

export function operandsOf(tree: FlatTree, n: number): number[] | undefined {
  if (tree.type(n) !== 'binary_expression') return [n];
  if (tree.textOf(tree.childNamed(n, 'operator')) !== '+') return undefined;
  const left = operandsOf(tree, tree.childNamed(n, 'left'));
  return left && [...left, tree.childNamed(n, 'right')];
}

function isText(tree: FlatTree, n: number): boolean {
  return tree.type(n) === 'string_literal' || /^(?:String\.format|"[\s\S]*\.formatted)$/.test(calleeText(tree, n));
}

interface Own {
  readonly cells: Cell[];
  readonly quote: string;
}

function literalCells(tree: FlatTree, n: number, group: number): Own | 'unknown' | undefined {
  const type = tree.type(n);
  if (type !== 'string_literal' && type !== 'character_literal') return undefined;
  const raw = tree.textOf(n);
  if (raw.startsWith(BLOCK)) {
    const inner = raw.slice(3, -3);
    return inner.includes('\\') ? 'unknown' : { cells: charsOf(inner, group), quote: BLOCK };
  }
  const text = cook(raw.slice(1, -1));
  return text === undefined ? 'unknown' : { cells: charsOf(text, group), quote: '"' };
}

function formatCells(tree: FlatTree, n: number, group: number): Own | 'unknown' | undefined {
  if (tree.type(n) !== 'method_invocation') return undefined;
  const args = argumentsOf(tree, n);
  const callee = calleeText(tree, n);
  const own = callee.endsWith('.formatted');
  if (!own && callee !== 'String.format') return undefined;
  const pattern = own ? tree.childNamed(n, 'object') : args[0];
  const literal = pattern === undefined ? undefined : literalCells(tree, pattern, group);
  if (literal === undefined || literal === 'unknown') return 'unknown';
  const cells = patternCells(literal.cells.map((c) => c.char ?? '').join(''), own ? args : args.slice(1), group);
  return cells ? { cells, quote: literal.quote === BLOCK ? BLOCK : FORMAT } : 'unknown';
}

export function javaStyle(tree: FlatTree): TextStyle {
  return {
    plain: '"',
    template: FORMAT,
    write: (cells, quote) => {
      const text = cells.map((c) => c.char ?? '').join('');
      if (cells.every((c) => c.hole === undefined)) return quote === BLOCK ? BLOCK + text + BLOCK : javaQuoted(text);
      const { pattern, args } = patternOf(tree, cells);
      if (quote === BLOCK) return `${BLOCK}${pattern}${BLOCK}.formatted(${args.join(', ')})`;
      return `String.format(${[javaQuoted(pattern), ...args].join(', ')})`;
    },
    expression: (hole) => tree.textOf(hole),
  };
}

export function javaQuoted(text: string): string {
  const escaped = text.replace(/["\\\n\t\r]/g, (c) => (c === '\n' ? '\\n' : c === '\t' ? '\\t' : c === '\r' ? '\\r' : `\\${c}`));
  return `"${escaped}"`;
}

/** What a literal stands for; undefined for rare escapes. */
export function cook(raw: string): string | undefined {
  let rare = false;
  const out = raw.replace(/\\([\s\S])/g, (_, c: string) => {
    if (c === 'n') return '\n';
    if (c === 't') return '\t';
    if (/["'\\]/.test(c)) return c;
    rare = true;
    return '';
  });
  return rare ? undefined : out;
}
