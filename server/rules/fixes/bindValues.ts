/** Puts placeholders into an SQL text where values stand, and says what has to be bound to them. */
import type { FlatTree } from '../../syntax/flatTree';
import { type BuiltText, type Cell, charsOf, runsOf } from './cells';
import { putTogether, styleOf } from './codeText';
import { isTextType, typeOf } from './codeTypes';
import { type Binding, positions } from './sqlPositions';

export interface BoundValue {
  /** The expression to bind. */
  readonly text: string;
  /** The expression in the text, where there is just one. */
  readonly hole: number | undefined;
  /** It stood between quotes. */
  readonly quoted: boolean;
  /** It counts rows, so it has to be a number. */
  readonly count: boolean;
  /** What the parameter is called where parameters have names. */
  readonly name: string;
  /** How many values known before stand in front of it. */
  readonly before: number;
}

export interface BoundText {
  readonly text: string;
  readonly values: readonly BoundValue[];
  /** How many placeholders the text had before. */
  readonly known: number;
  /** Expressions that are a part of the text still. */
  readonly left: readonly number[];
}

/** `mark` gives the placeholder of a value by its place among all, from 0, and by its name. */
export function bindValues(
  tree: FlatTree,
  built: BuiltText,
  mark: (place: number, name: string) => string,
  doubled = '',
): BoundText | undefined {
  const read = positions(built.cells);
  if (read.bindings.length === 0) return undefined;
  const names = parameterNames(read.bindings.map((b) => ({ column: ownName(tree, b) ?? b.column })));
  const values = read.bindings.map((binding, i) => boundValue(tree, built, binding, names[i], read.questionMarks));
  const placeholders = read.bindings.map((_, i) => mark(read.highestDollar + i, names[i]));
  const cells = withPlaceholders(built.cells, read.bindings, placeholders, doubled);
  const text = putTogether(tree, cells, built.groups);
  const known = Math.max(read.questionMarks.length, read.highestDollar);
  return text === undefined ? undefined : { text, values, known, left: cells.flatMap((c) => (c.hole === undefined ? [] : [c.hole])) };
}

function boundValue(tree: FlatTree, built: BuiltText, binding: Binding, name: string, marks: readonly number[]): BoundValue {
  const holes = binding.value.flatMap((c) => (c.hole === undefined ? [] : [c.hole]));
  return {
    text: valueText(tree, binding.value),
    hole: holes.length === 1 ? holes[0] : undefined,
    quoted: built.cells[binding.from].hole === undefined,
    count: binding.count,
    name,
    before: marks.filter((m) => m < binding.from).length,
  };
}

/** Last name of a value that is a variable or a member. */
function ownName(tree: FlatTree, { value }: Binding): string | undefined {
  const hole = value.find((c) => c.hole !== undefined)?.hole;
  return hole === undefined ? undefined : /^(?:\w+\.)*([A-Za-z_]\w*)$/.exec(tree.textOf(hole))?.[1];
}

/** One expression for what stood in the text: `name`, `"%" + name + "%"`. */
function valueText(tree: FlatTree, cells: readonly Cell[]): string {
  const runs = runsOf(cells);
  const style = styleOf(tree);
  if (style === undefined || (runs.length === 1 && typeof runs[0] === 'number')) return tree.textOf(inner(tree, Number(runs[0])));
  const isPlain = runs.every((run) => typeof run === 'string' || isOperand(tree, run) || isTextType(typeOf(tree, run)));
  // A formatted text may hold more than texts; Java and its sums take anything.
  if (tree.grammar.language === 'python' || (tree.grammar.language === 'go' && !isPlain)) return style.write(cells, style.plain);
  const written = runs.map((run) =>
    typeof run === 'string'
      ? style.write(charsOf(run, 0), style.plain)
      : PAREN.has(tree.type(inner(tree, run)))
        ? `(${tree.textOf(inner(tree, run))})`
        : tree.textOf(inner(tree, run)),
  );
  return written.join(tree.grammar.language === 'go' ? '+' : ' + ');
}

const PAREN = new Set(['binary_expression', 'ternary_expression', 'binary_operator', 'conditional_expression', 'assignment_expression']);

/** The hole was itself a part of a sum of texts. */
function isOperand(tree: FlatTree, hole: number): boolean {
  const parent = tree.type(tree.parent(hole));
  return parent === 'binary_expression' || parent === 'binary_operator';
}

function inner(tree: FlatTree, n: number): number {
  return tree.type(n) === 'parenthesized_expression' ? (tree.namedChildren(n)[0] ?? n) : n;
}

/** Cells with a placeholder in the place of each binding; `doubled` is a character that means something beside placeholders. */
export function withPlaceholders(
  cells: readonly Cell[],
  bindings: readonly Binding[],
  placeholders: readonly string[],
  doubled = '',
): Cell[] {
  const out: Cell[] = [];
  for (let i = 0; i < cells.length; i++) {
    const which = bindings.findIndex((b) => b.from === i);
    if (which < 0) {
      out.push(cells[i]);
      if (cells[i].char !== undefined && cells[i].char === doubled) out.push(cells[i]);
      continue;
    }
    const { value, to } = bindings[which];
    const { group } = value.find((c) => c.hole !== undefined) ?? cells[i];
    out.push(...charsOf(placeholders[which], group));
    i = to - 1;
  }
  return out;
}

/** Names for parameters, after the columns they are compared with. */
export function parameterNames(bindings: readonly Pick<Binding, 'column'>[]): string[] {
  const out: string[] = [];
  for (const { column } of bindings) {
    const base = /^[A-Za-z_]\w*$/.test(column) ? column : 'value';
    let name = base;
    for (let n = 2; out.includes(name); n++) name = base + n;
    out.push(name);
  }
  return out;
}

export function bindingTitle(values: readonly BoundValue[], tree: FlatTree): string {
  if (values.length > 1) return `Pass ${values.length} values as bound parameters`;
  const [{ hole }] = values;
  return `Pass \`${hole === undefined ? 'the value' : tree.textOf(inner(tree, hole))}\` as a bound parameter`;
}

/** New values among those that a call passes already, in the order of their placeholders. */
export function mixed(known: readonly string[], values: readonly BoundValue[]): string[] {
  const out: string[] = [];
  for (let i = 0; i <= known.length; i++) {
    out.push(...values.filter((v) => v.before === i).map((v) => v.text));
    if (i < known.length) out.push(known[i]);
  }
  return out;
}
