/** Writes TypeScript like that of a web service, as much as asked for, the same for the same seed; about one function in thirty has a flaw. */
import { type Random, random } from './random';

/** Root-relative file → text. Files have some 300 lines and import one another as layers do: routes, services, repositories. */
export function generatedProject(lines: number, seed: number, least = 200): ReadonlyMap<string, string> {
  const files = new Map<string, string>([['src/lib/db.ts', DATABASE]]);
  let written = countLines(DATABASE);
  for (let i = 0; written < lines; i++) {
    const unit = generatedUnit(i, random(seed + i), least);
    for (const [file, text] of unit) {
      files.set(file, text);
      written += countLines(text);
    }
  }
  return files;
}

/** One file of about so many lines that has everything in itself. */
export function generatedFile(lines: number, seed: number): string {
  const from = random(seed);
  const parts = [HEAD];
  let written = countLines(HEAD);
  for (let i = 0; written < lines; i++) {
    const part = from.pick(ALL)(namesFor(i, from), from);
    parts.push(part);
    written += countLines(part) + 1;
  }
  return parts.join('\n');
}

function generatedUnit(index: number, from: Random, least: number): ReadonlyMap<string, string> {
  const names = namesFor(index, from);
  const { noun, Noun } = names;
  const fill = (head: string, functions: readonly Part[], lines: number): string => {
    const parts = [head];
    for (let at = 0, written = 0; written < lines; at++) {
      // The first names belong to what other files import.
      const part = (functions[at] ?? from.pick(FILLING))(at < functions.length ? names : namesFor(index * 100 + at, from), from);
      parts.push(part);
      written += countLines(part) + 1;
    }
    return parts.join('\n');
  };
  const repository = fill("import { pool } from '../lib/db';\n", [record, query, search], least + from.int(least * 0.75));
  const service = fill(
    `import { find${Noun}, search${Noun}, type ${Noun} } from '../repositories/${noun}';\n`,
    [total, useSearch],
    least + from.int(least * 0.75),
  );
  const routes = fill(
    `import express from 'express';\nimport { list${Noun}, total${Noun} } from '../services/${noun}';\nimport { pool } from '../lib/db';\n\nexport const app = express.Router();\n`,
    [callService, handler],
    least + from.int(least * 0.75),
  );
  return new Map([
    [`src/repositories/${noun}.ts`, repository],
    [`src/services/${noun}.ts`, service],
    [`src/routes/${noun}.ts`, routes],
  ]);
}

interface Names {
  readonly noun: string;
  readonly Noun: string;
  readonly field: string;
  readonly other: string;
  readonly hasFlaw: boolean;
}

type Part = (names: Names, from: Random) => string;

const NOUNS = 'order product customer invoice parcel review payment article booking ticket report folder message device contract'.split(
  ' ',
);
const FIELDS = 'title status amount city language category weight currency reference comment color priority origin region'.split(' ');

function namesFor(index: number, from: Random): Names {
  const noun = NOUNS[index % NOUNS.length] + index;
  const field = from.pick(FIELDS);
  const other = FIELDS[(FIELDS.indexOf(field) + 1 + from.int(FIELDS.length - 1)) % FIELDS.length];
  return { noun, Noun: noun[0].toUpperCase() + noun.slice(1), field, other, hasFlaw: from.int(10) === 0 };
}

const countLines = (text: string): number => text.split('\n').length;

const DATABASE = `import { Pool } from 'pg';

export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
`;

const HEAD = `import { readFile } from 'node:fs/promises';
import path from 'node:path';
import express, { type Request, type Response } from 'express';
import { Pool } from 'pg';

const app = express();
const pool = new Pool();
`;

const record: Part = ({ Noun, field, other }) => `export interface ${Noun} {
  readonly id: number;
  readonly ${field}: string;
  readonly ${other}: string;
  readonly createdAt: Date;
  readonly lines: readonly { readonly amount: number; readonly price: number }[];
}
`;

const query: Part = ({ Noun, field, noun }) => `export async function find${Noun}(id: number) {
  const result = await pool.query('select id, ${field} from ${noun} where id = $1', [id]);
  if (result.rows.length === 0) return undefined;
  const [row] = result.rows;
  return { ...row, ${field}: String(row.${field}).trim() };
}
`;

const search: Part = ({
  Noun,
  field,
  other,
  noun,
  hasFlaw,
}) => `export async function search${Noun}(term: string, ${other}?: string, page = 1) {
  const conditions = ['${field} ilike $1'];
  const values: unknown[] = [\`%\${term}%\`];
  if (${other} !== undefined) {
    values.push(${other});
    conditions.push(\`${other} = $\${values.length}\`);
  }
  const limit = Math.min(Math.max(page, 1) * 20, 200);
  const text = \`select * from ${noun} where \${conditions.join(' and ')} limit \${limit}\`;
  const result = await pool.query(${hasFlaw ? `"select * from ${noun} where ${field} = '" + term + "'"` : 'text, values'});
  return result.rows.map((row) => ({ ...row, ${field}: row.${field} ?? '', ${other}: row.${other} ?? null }));
}
`;

const total: Part = ({ Noun }) => `export function total${Noun}(lines: readonly { amount: number; price: number }[], discount = 0): number {
  let sum = 0;
  for (const { amount, price } of lines) {
    if (amount <= 0) continue;
    sum += amount * price;
  }
  const reduced = discount > 0 && discount < 100 ? sum * (1 - discount / 100) : sum;
  return Math.round(reduced * 100) / 100;
}
`;

const useSearch: Part = ({ Noun, field }) => `export async function list${Noun}(term: string, order: string) {
  const rows: ${Noun}[] = await search${Noun}(term);
  const sorted = [...rows].sort((a, b) => (order === 'newest' ? b.id - a.id : a.${field}.localeCompare(b.${field})));
  const first = sorted.length > 0 ? await find${Noun}(sorted[0].id) : undefined;
  return { first, rows: sorted.map((row) => ({ id: row.id, ${field}: row.${field} })) };
}
`;

const callService: Part = ({ Noun, noun }) => `app.get('/${noun}/search', async (req, res, next) => {
  try {
    const { term, order } = req.query as Record<string, string>;
    const found = await list${Noun}(term, order ?? 'newest');
    res.json({ ...found, total: total${Noun}([{ amount: found.rows.length, price: 1 }]) });
  } catch (error) {
    next(error);
  }
});
`;

const handler: Part = ({ noun, field, other, hasFlaw }) => `app.post('/${noun}', async (req, res) => {
  const { ${field}, ${other} } = req.body;
  if (typeof ${field} !== 'string' || ${field}.length > 200) {
    return res.status(400).json({ error: '${field} is missing or too long' });
  }
  const saved = await pool.query(${
    hasFlaw
      ? `\`insert into ${noun} (${field}) values ('\${${field}}') returning id\``
      : `'insert into ${noun} (${field}, ${other}) values ($1, $2) returning id', [${field}, ${other}]`
  });
  return res.status(201).json({ id: saved.rows[0].id, ${field} });
});
`;

const view: Part = ({
  Noun,
  field,
  other,
}) => `export function view${Noun}(row: { id: number; ${field}?: string; ${other}?: string; lines: { amount: number }[] }) {
  const label = row.${field} ? \`\${row.${field}} (\${row.${other} ?? 'none'})\` : 'unnamed';
  const amounts = row.lines.filter((line) => line.amount > 0).map((line) => line.amount);
  return {
    id: row.id,
    label,
    largest: Math.max(0, ...amounts),
    average: amounts.length === 0 ? 0 : amounts.reduce((a, b) => a + b, 0) / amounts.length,
    links: { self: \`/items/\${row.id}\`, parent: row.${other} === undefined ? null : \`/groups/\${encodeURIComponent(row.${other})}\` },
  };
}
`;

const state: Part = ({ Noun, field }) => `export function next${Noun}(current: string, event: { type: string; ${field}?: string }): string {
  switch (event.type) {
    case 'confirm':
      return current === 'draft' ? 'open' : current;
    case 'cancel':
      if (current === 'closed') throw new Error(\`it is closed: \${event.${field} ?? 'no reason'}\`);
      return 'cancelled';
    case 'close': {
      const wasOpen = current === 'open' || current === 'paused';
      return wasOpen ? 'closed' : current;
    }
    default:
      return current;
  }
}
`;

const keeper: Part = ({ Noun, field, other }, from) => `export class ${Noun}Cache {
  private readonly entries = new Map<string, { value: string; until: number }>();
  private hits = 0;

  constructor(private readonly lifetime = ${1000 + from.int(9000)}) {}

  get(${field}: string): string | undefined {
    const entry = this.entries.get(${field});
    if (entry === undefined || entry.until < Date.now()) {
      this.entries.delete(${field});
      return undefined;
    }
    this.hits++;
    return entry.value;
  }

  set(${field}: string, ${other}: string): void {
    if (this.entries.size > 1000) this.shrink();
    this.entries.set(${field}, { value: ${other}, until: Date.now() + this.lifetime });
  }

  private shrink(): void {
    for (const [key, { until }] of this.entries) {
      if (until < Date.now()) this.entries.delete(key);
    }
  }

  get summary(): string {
    return \`\${this.entries.size} entries, \${this.hits} hits\`;
  }
}
`;

const parser: Part = ({ Noun, field, other }) => `export function parse${Noun}(text: string): { ${field}: string; ${other}: number }[] {
  const out: { ${field}: string; ${other}: number }[] = [];
  for (const [number, line] of text.split(/\\r?\\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [${field}, rest = ''] = line.split(';', 2);
    const ${other} = Number.parseFloat(rest.replace(',', '.'));
    if (Number.isNaN(${other})) throw new Error(\`line \${number + 1}: \${JSON.stringify(rest)} is no number\`);
    out.push({ ${field}: ${field}.trim(), ${other} });
  }
  return out;
}
`;

const retry: Part = ({ Noun }) => `export async function load${Noun}(address: string, attempts = 3): Promise<unknown> {
  let last: unknown;
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      const response = await fetch(new URL('/v1/items', 'https://stock.acme.example'), { headers: { 'x-trace': address } });
      if (response.ok) return await response.json();
      last = new Error(\`status \${response.status}\`);
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
  }
  throw last;
}
`;

const table: Part = ({
  Noun,
  field,
  other,
}) => `export function table${Noun}(rows: { ${field}: string; ${other}: string }[], columns = ['${field}', '${other}']): string {
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => String(row[column as '${field}'] ?? '').length)));
  const line = (cells: string[]) => cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ');
  const body = rows.map((row) => line([row.${field}, row.${other}]));
  return [line(columns), widths.map((width) => '-'.repeat(width)).join('-+-'), ...body].join('\\n');
}
`;

const reader: Part = ({ Noun, field, noun, hasFlaw }) => `app.get('/${noun}/files/:${field}', async (req: Request, res: Response) => {
  const folder = path.resolve('${noun}');
  const file = path.resolve(folder, req.params.${field});
  ${hasFlaw ? '' : 'if (!file.startsWith(folder + path.sep)) return res.sendStatus(404);\n  '}const text = await readFile(file, 'utf8');
  return res.type('text').send(text.slice(0, 10_000));
});

export const has${Noun} = (names: readonly string[]): boolean => names.some((name) => name.endsWith('${noun}'));
`;

/** Functions that need no import. */
const FILLING: readonly Part[] = [total, view, state, keeper, parser, retry, table, view, state, parser];
const ALL: readonly Part[] = [...FILLING, query, search, handler, handler, reader, record];
