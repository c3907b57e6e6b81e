/** Reads SQL with holes in it and says which of the holes stand where a value stands, so that a parameter can replace them. */
import type { Cell } from './cells';

/** Cells `from` to `to` (exclusive) give way to one placeholder. */
export interface Binding {
  readonly from: number;
  readonly to: number;
  /** What is bound: one hole, or text and holes that stood between quotes. */
  readonly value: readonly Cell[];
  /** The hole counts rows, so it has to be a number: LIMIT, OFFSET. */
  readonly count: boolean;
  /** Column or word it is compared with or assigned to, for drivers that name parameters. */
  readonly column: string;
}

export interface Positions {
  readonly bindings: readonly Binding[];
  /** Indexes of cells that hold a placeholder `?` already. */
  readonly questionMarks: readonly number[];
  /** Highest number of a `$1` placeholder. */
  readonly highestDollar: number;
}

type Paren = 'values' | 'in' | 'call' | 'columns' | 'group';

interface Token {
  readonly kind: 'word' | 'sign' | 'string' | 'hole' | 'number';
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly hasHole: boolean;
}

const CLAUSES = new Set(
  'SELECT FROM WHERE HAVING ON SET VALUES INTO UPDATE DELETE JOIN ORDER GROUP LIMIT OFFSET UNION RETURNING CREATE ALTER DROP TABLE BY WITH'.split(
    ' ',
  ),
);
const NOT_A_FUNCTION = new Set(
  'AND OR NOT WHERE ON HAVING SELECT FROM SET EXISTS AS WHEN THEN ELSE CASE UNION ALL LIKE ILIKE BY USING'.split(' '),
);
const VALUE_BEFORE = new Set('= < > <= >= <> != || + - * / % LIKE ILIKE THEN ELSE WHEN LIMIT OFFSET TOP'.split(' '));
const TWO_SIGNS = new Set(['<=', '>=', '<>', '!=', '||', '::']);

export function positions(cells: readonly Cell[]): Positions {
  const tokens = tokenize(cells);
  const bindings: Binding[] = [];
  const parens: Paren[] = [];
  let clause = '';
  let lastParen: Paren | undefined;
  let between = false;
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    const word = before?.text.toUpperCase() ?? '';
    if (token.kind === 'word') {
      const upper = token.text.toUpperCase();
      if (CLAUSES.has(upper)) clause = upper;
      if (upper === 'BETWEEN') between = true;
      else if (upper === 'AND') between = between && word !== 'BETWEEN';
    } else if (token.text === '(') parens.push(opener(before, clause, lastParen));
    else if (token.text === ')') lastParen = parens.pop();
    const isValue = isValuePlace(before, word, clause, parens.at(-1), between);
    if (token.kind === 'hole' && isValue && !isList(tokens, i, parens.at(-1)) && standsAlone(cells, token)) {
      bindings.push({
        from: token.from,
        to: token.to,
        value: [cells[token.from]],
        count: isCount(word, clause),
        column: columnOf(tokens, i),
      });
    } else if (token.kind === 'string' && token.hasHole && isValue) {
      const value = cells.slice(token.from + 1, token.to - 1);
      bindings.push({ from: token.from, to: token.to, value, count: false, column: columnOf(tokens, i) });
    }
    if (word === 'AND') between = false;
  });
  const plain = tokens.filter((t) => t.kind === 'sign');
  const dollars = tokens.flatMap((t) => (t.kind === 'word' && /^\$\d+$/.test(t.text) ? [Number(t.text.slice(1))] : []));
  return { bindings, questionMarks: plain.filter((t) => t.text === '?').map((t) => t.from), highestDollar: Math.max(0, ...dollars) };
}

function isValuePlace(before: Token | undefined, word: string, clause: string, paren: Paren | undefined, between: boolean): boolean {
  if (before === undefined) return false;
  if (before.kind === 'sign' || before.kind === 'word') {
    // A star or a sign right after SELECT is no arithmetic.
    if (VALUE_BEFORE.has(word)) return !(word === '*' && clause === 'SELECT');
    if (word === 'BETWEEN' || (word === 'AND' && between)) return true;
    if (word === '(') return paren === 'values' || paren === 'in' || paren === 'call';
    if (word === ',') return paren === 'values' || paren === 'in' || paren === 'call' || (paren === undefined && clause === 'LIMIT');
  }
  return false;
}

/** `IN (${ids})` with nothing beside it: the hole is a list, which one placeholder cannot stand for. */
function isList(tokens: readonly Token[], i: number, paren: Paren | undefined): boolean {
  return paren === 'in' && tokens[i - 1]?.text === '(' && tokens[i + 1]?.text === ')';
}

function isCount(word: string, clause: string): boolean {
  return word === 'LIMIT' || word === 'OFFSET' || word === 'TOP' || (word === ',' && clause === 'LIMIT');
}

function opener(before: Token | undefined, clause: string, last: Paren | undefined): Paren {
  const word = before?.text.toUpperCase() ?? '';
  if (word === 'VALUES' || (word === ',' && clause === 'VALUES' && last === 'values')) return 'values';
  if (word === 'IN') return 'in';
  if (before?.kind !== 'word') return 'group';
  if (clause === 'INTO' || clause === 'TABLE' || clause === 'WITH') return 'columns';
  return NOT_A_FUNCTION.has(word) ? 'group' : 'call';
}

/** A hole glued to a name (`orders_${year}`, `t.${column}`) is a part of it. */
function standsAlone(cells: readonly Cell[], token: Token): boolean {
  const glued = (cell: Cell | undefined): boolean => cell !== undefined && (cell.char === undefined || /[\w.$"`[\]]/.test(cell.char));
  return !glued(cells[token.from - 1]) && !glued(cells[token.to]);
}

function columnOf(tokens: readonly Token[], i: number): string {
  for (let k = i - 1; k >= Math.max(0, i - 4); k--) {
    const { kind, text } = tokens[k];
    if (kind === 'word' && !CLAUSES.has(text.toUpperCase()) && !/^(?:and|or|not|i?like|between|in)$/i.test(text))
      return text.split('.').at(-1) ?? '';
  }
  return '';
}

function tokenize(cells: readonly Cell[]): Token[] {
  const tokens: Token[] = [];
  const charAt = (i: number): string => cells[i]?.char ?? '';
  let i = 0;
  const push = (kind: Token['kind'], to: number): void => {
    const own = cells.slice(i, to);
    tokens.push({ kind, text: own.map((c) => c.char ?? '').join(''), from: i, to, hasHole: own.some((c) => c.hole !== undefined) });
    i = to;
  };
  while (i < cells.length) {
    const c = charAt(i);
    if (cells[i].hole !== undefined) push('hole', i + 1);
    else if (/\s/.test(c)) i++;
    else if (c === '-' && charAt(i + 1) === '-') i = endOf(cells, i, '\n');
    else if (c === '/' && charAt(i + 1) === '*') i = endOf(cells, i + 2, '*', '/');
    else if (c === "'") push('string', endOfQuoted(cells, i, "'"));
    // Quoted names: a hole in them is a part of a name.
    else if (c === '"' || c === '`') push('word', endOfQuoted(cells, i, c));
    else if (/\d/.test(c)) push('number', endOfRun(cells, i, /[\d.]/));
    else if (/[\w$@:]/.test(c) && !(c === ':' && charAt(i + 1) === ':')) push('word', endOfRun(cells, i, /[\w$@:.]/));
    else push('sign', i + (TWO_SIGNS.has(c + charAt(i + 1)) ? 2 : 1));
  }
  return tokens;
}

function endOfRun(cells: readonly Cell[], from: number, allowed: RegExp): number {
  let i = from + 1;
  while (i < cells.length && allowed.test(cells[i].char ?? ' ')) i++;
  return i;
}

/** Just past the closing quote; a doubled quote is a quote of the text. */
function endOfQuoted(cells: readonly Cell[], from: number, quote: string): number {
  for (let i = from + 1; i < cells.length; i++) {
    if (cells[i].char !== quote) continue;
    if (cells[i + 1]?.char !== quote) return i + 1;
    i++;
  }
  return cells.length;
}

function endOf(cells: readonly Cell[], from: number, first: string, second?: string): number {
  for (let i = from; i < cells.length; i++) {
    if (cells[i].char === first && (second === undefined || cells[i + 1]?.char === second)) return i + (second ? 2 : 1);
  }
  return cells.length;
}
