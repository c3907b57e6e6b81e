/** Text built from pieces, as characters of fixed text and expressions between them, and how it is put together anew. */

/** One character of fixed text, or one interpolated expression. `group` is the operand of `+` it belongs to. */
export interface Cell {
  readonly char?: string;
  readonly hole?: number;
  readonly group: number;
}

export interface Group {
  /** How the operand is quoted; undefined for one that is not a literal. */
  readonly quote?: string;
  /** What stands before the operand, from the end of the one before: ` +\n  `. */
  readonly before: string;
}

export interface BuiltText {
  readonly node: number;
  readonly cells: readonly Cell[];
  readonly groups: readonly Group[];
}

/** How a language writes texts. */
export interface TextStyle {
  /** Quote of a text that had none. */
  readonly plain: string;
  /** Quote of a text with expressions in it. */
  readonly template: string;
  /** One literal, or what makes a text of the cells. */
  readonly write: (cells: readonly Cell[], quote: string) => string;
  /** An expression that stands as it is. */
  readonly expression: (hole: number) => string;
}

/** Interpolated expressions, in order. */
export function holesOf(built: BuiltText): number[] {
  return built.cells.flatMap((c) => (c.hole === undefined ? [] : [c.hole]));
}

export function charsOf(text: string, group: number): Cell[] {
  return [...text].map((char) => ({ char, group }));
}

/** The cells from `from` on as texts and expressions by turns. */
export function runsOf(cells: readonly Cell[]): (string | number)[] {
  const out: (string | number)[] = [];
  for (const { char, hole } of cells) {
    const last = out.at(-1);
    if (hole !== undefined) out.push(hole);
    else if (typeof last === 'string') out[out.length - 1] = last + char;
    else out.push(char ?? '');
  }
  return out;
}

/** Writes cells anew, keeping line breaks between operands. Text in a former hole's place joins its neighbours. */
export function putCellsTogether(cells: readonly Cell[], groups: readonly Group[], style: TextStyle): string {
  const runs: { cells: Cell[]; quote: string | undefined; before: string }[] = [];
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
      if (group.quote === style.template && own.some((c) => c.hole !== undefined)) last.quote = style.template;
    } else runs.push({ cells: own, quote: group.quote ?? style.plain, before: before || ' + ' });
  });
  if (runs.length === 0) return style.write([], style.plain);
  const written = runs.map(({ cells: own, quote }) =>
    quote === undefined ? own.map((c) => (c.hole === undefined ? '' : style.expression(c.hole))).join('') : style.write(own, quote),
  );
  return written.map((text, i) => (i === 0 ? '' : runs[i].before) + text).join('');
}
