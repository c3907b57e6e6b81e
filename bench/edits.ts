/** How long an editor waits: for single characters, for twenty lines at once, for another file's findings. Prints JSON: case → spreads. */
import { readFileSync } from 'node:fs';
import type { Analyzer } from '../server/analyzer/analyzer';
import type { Syntax } from '../server/syntax/syntax';
import { SEED } from './corpora';
import { generatedFile, generatedProject } from './generated';
import { analyzerOver, shippedSyntax } from './product';
import { type Random, random } from './random';
import { measure, spread, type Times } from './statistics';

const [bursts, inserts, files] = process.argv.slice(2).map(Number);

/** Typed character by character: half-written most of the time. */
const STATEMENT = `
  const draft = list.filter((entry) => entry.id !== last && \`\${entry.name}\`.length > 3);`;

const INSERTED = `
async function archiveEntries(request, store, folder) {
  const { name, until, reason = 'none' } = request.body ?? {};
  if (typeof name !== 'string' || name.length > 80) {
    throw new Error('a name is missing');
  }
  const found = [];
  for (const entry of await store.list(folder)) {
    if (entry.createdAt >= new Date(until)) continue;
    found.push({ id: entry.id, label: \`\${entry.name} (\${reason})\` });
  }
  const groups = new Map();
  for (const { id, label } of found) {
    const known = groups.get(label) ?? [];
    groups.set(label, [...known, id]);
  }
  const largest = Math.max(0, ...[...groups.values()].map((ids) => ids.length));
  return { name, largest, found: found.length };
}
`;

interface Subject {
  readonly file: string;
  readonly language: string;
  readonly text: string;
}

function editing(syntax: Syntax, { file, language, text }: Subject): object {
  const analyzer = analyzerOver(syntax, new Map([[file, text]]), 'editor');
  const full: Times = { wall: [], cpu: [] };
  const open = (): void => {
    analyzer.open(file, language, text);
    analyzer.check(file);
  };
  for (let i = 0; i < 5; i++) open();
  for (let i = 0; i < 20; i++) measure(full, open);

  const from = random(SEED);
  // Inside functions, after a statement; and between functions.
  const within = placesAfter(text, /^ {2,}.*;$/gm);
  const between = placesAfter(text, /^\}\)?;?$/gm);
  typed(analyzer, file, within, from, 2);
  pasted(analyzer, file, between, from, 5);
  const key = typed(analyzer, file, within, from, bursts);
  const insert = pasted(analyzer, file, between, from, inserts);
  analyzer.dispose();
  return { lines: text.split('\n').length, full: both(full), key: both(key), insert: both(insert) };
}

function typed(analyzer: Analyzer, file: string, places: readonly number[], from: Random, times: number): Times {
  const spent: Times = { wall: [], cpu: [] };
  for (let i = 0; i < times; i++) {
    const place = from.pick(places);
    for (const [at, character] of [...STATEMENT].entries()) {
      measure(spent, () => change(analyzer, file, place + at, 0, character));
    }
    change(analyzer, file, place, STATEMENT.length, '');
  }
  return spent;
}

function pasted(analyzer: Analyzer, file: string, places: readonly number[], from: Random, times: number): Times {
  const spent: Times = { wall: [], cpu: [] };
  for (let i = 0; i < times; i++) {
    const place = from.pick(places);
    measure(spent, () => change(analyzer, file, place, 0, INSERTED));
    change(analyzer, file, place, INSERTED.length, '');
  }
  return spent;
}

function change(analyzer: Analyzer, file: string, at: number, removed: number, text: string): void {
  analyzer.edit(file, [{ span: { start: at, end: at + removed }, text }]);
  analyzer.check(file);
}

const placesAfter = (text: string, line: RegExp): readonly number[] =>
  [...text.matchAll(line)].map((found) => found.index + found[0].length);
const both = ({ wall, cpu }: Times): object => ({ wall: spread(wall), cpu: spread(cpu) });

/** A repository's function becomes dangerous and harmless again; the open routes three layers above must notice. */
async function effectElsewhere(syntax: Syntax, times: number, files: number): Promise<object> {
  const texts = new Map([...generatedProject(files * 75, SEED, 40)].slice(0, files));
  const analyzer = analyzerOver(syntax, texts, 'editor');
  await analyzer.scan({ files: [...texts.keys()] });
  const file = [...texts.keys()].find((name) => name.startsWith('src/repositories/')) as string;
  const routes = file.replace('repositories', 'routes');
  for (const name of [file, routes]) {
    analyzer.open(name, 'typescript', texts.get(name) as string);
    analyzer.check(name);
  }
  const text = texts.get(file) as string;
  const place = text.indexOf('\n', text.indexOf('export async function search')) + 1;
  const danger = '  await pool.query("delete from drafts where name = " + term);\n';
  const spent: Times = { wall: [], cpu: [] };
  let before = analyzer.check(routes).findings.length + analyzer.check(file).findings.length;
  for (let i = 0; i < times + 3; i++) {
    const isAdding = i % 2 === 0;
    const into = i < 3 ? { wall: [], cpu: [] } : spent;
    const after = measure(into, () => {
      analyzer.edit(file, [{ span: { start: place, end: isAdding ? place : place + danger.length }, text: isAdding ? danger : '' }]);
      const own = analyzer.check(file).findings.length;
      return analyzer.affected(file).reduce((sum, other) => sum + analyzer.check(other).findings.length, own);
    });
    if (after > before !== isAdding) throw new Error(`the findings went from ${before} to ${after}`);
    before = after;
  }
  analyzer.dispose();
  return { lines: text.split('\n').length, files: texts.size, effect: both(spent) };
}

async function main(): Promise<void> {
  const syntax = await shippedSyntax();
  const real = (file: string): Subject => ({
    file: file.split('/').at(-1) as string,
    language: 'javascript',
    text: readFileSync(file, 'utf8'),
  });
  const made = (lines: number): Subject => ({ file: 'service.ts', language: 'typescript', text: generatedFile(lines, SEED) });
  const subjects: Record<string, Subject> = {
    'generated, 1,000 lines': made(1000),
    'generated, 5,000 lines': made(5000),
    'notebook.js of vscode-languageclient': real('node_modules/vscode-languageclient/lib/common/notebook.js'),
    'web-tree-sitter.js': real('node_modules/web-tree-sitter/debug/web-tree-sitter.js'),
  };
  const cases = Object.fromEntries(Object.entries(subjects).map(([name, subject]) => [name, editing(syntax, subject)]));
  process.stdout.write(JSON.stringify({ cases, elsewhere: await effectElsewhere(syntax, inserts, files) }));
}

void main();
