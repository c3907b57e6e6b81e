/** The demonstration folders of test/workspaces: their texts, what the analysis says about them, and what their READMEs say. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../server/base/finding';
import { LineIndex } from '../../server/base/lineIndex';
import { analyzerOver, findingsOf, RULES, type Texts } from './project';
import { routeDisagreements } from './routes';
import { testSyntax } from './syntax';

export const SHOP = 'shop';
export const SHOP_FIXED = 'shop-fixed';

/** Every file of the workspace but its README, root-relative, sorted. */
export function workspaceTexts(name: string): Texts {
  const root = path.resolve('test/workspaces', name);
  const files = readdirSync(root, { recursive: true }).map((file) => String(file).replaceAll('\\', '/'));
  const kept = files.filter((file) => file !== 'README.md' && statSync(path.join(root, file)).isFile()).sort();
  return Object.fromEntries(kept.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}

/** What a scan finds: `file:line rule`, sorted. */
export async function flawsFound(texts: Texts): Promise<readonly string[]> {
  return (await scanned(texts)).map((finding) => flaw(finding, texts)).sort();
}

const LANGUAGES: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.js': 'javascript',
  '.py': 'python',
  '.java': 'java',
  '.go': 'go',
};

/** The same from an editor that opens one file after the other, once it has seen all of them. */
export async function flawsInEditor(texts: Texts): Promise<readonly string[]> {
  const analyzer = analyzerOver(await testSyntax(), texts, 'editor');
  const code = Object.entries(texts).flatMap(([file, text]) => {
    const language = LANGUAGES[path.extname(file)];
    return language === undefined ? [] : [{ file, text, language }];
  });
  // What ends in a file begins in those that import it, which have to be known.
  for (const { file } of code) analyzer.look(file);
  analyzer.lookedAtAll();
  const out: string[] = [];
  for (const { file, text, language } of code) {
    analyzer.open(file, language, text);
    out.push(...analyzer.check(file).findings.map((finding) => flaw(finding, texts)));
    analyzer.close(file);
  }
  analyzer.dispose();
  return out.sort();
}

/** Those of `flawsFound` whose value comes from another file than the one they are in. */
export async function stepsAcrossFiles(texts: Texts): Promise<readonly string[]> {
  return (await scanned(texts))
    .filter(({ steps, file }) => steps.some((step) => step.file !== file))
    .map((finding) => flaw(finding, texts));
}

/** Whether the workspace's README has a fence `routes`. */
export function listsEndpoints(name: string): boolean {
  return readFileSync(path.resolve('test/workspaces', name, 'README.md'), 'utf8').includes('\n```routes\n');
}

/** Where the fence `routes` of the workspace's README and its endpoints disagree. */
export async function endpointProblems(name: string): Promise<readonly string[]> {
  const readme = `test/workspaces/${name}/README.md`;
  const lines = readFileSync(path.resolve(readme), 'utf8').split('\n');
  const start = lines.indexOf('```routes');
  const end = lines.indexOf('```', start);
  const routes = lines.slice(start + 1, end).map((text, i) => ({ text, pageLine: start + 2 + i }));
  const texts = workspaceTexts(name);
  const analyzer = analyzerOver(await testSyntax(), texts, 'editor');
  await findingsOf(analyzer, texts);
  const list = analyzer.routes();
  analyzer.dispose();
  const files = Object.entries(texts).map(([file, text]) => ({ file, text }));
  return routeDisagreements(readme, { line: start + 1, files, routes }, list);
}

async function scanned(texts: Texts): Promise<readonly Finding[]> {
  const analyzer = analyzerOver(await testSyntax(), texts);
  const findings = await findingsOf(analyzer, texts);
  analyzer.dispose();
  return findings;
}

function flaw({ file, span, rule }: Finding, texts: Texts): string {
  return `${file}:${new LineIndex(texts[file]).lineAt(span.start) + 1} ${rule}`;
}

/** The rows `| file | line | rule | sentence |` before the README's first section, sorted. Throws on a rule nobody knows. */
export function flawsListed(name: string): readonly string[] {
  const rows = rowsOf(name, '');
  for (const { rule, row } of rows) if (!isRule(rule)) throw new Error(`${rule} is no rule: ${row}`);
  return rows.map(({ flaw }) => flaw).sort();
}

/** Flaws that ought to be found and are not, from the README's section *Missing*; each tells why. Throws on a rule nobody knows. */
export function flawsMissing(name: string): readonly string[] {
  const rows = rowsOf(name, 'Missing');
  for (const { rule, row } of rows) if (!isRule(rule)) throw new Error(`${rule} is no rule: ${row}`);
  return rows.map(({ flaw }) => flaw);
}

/** Flaws of rules that are still to come, from the section *Not reported yet*, and what is wrong with these rows. */
export function flawsToCome(name: string): { readonly flaws: readonly string[]; readonly problems: readonly string[] } {
  const texts = workspaceTexts(name);
  const rows = rowsOf(name, 'Not reported yet');
  const problems = rows.flatMap(({ file, line, rule, sentence, row }) => {
    if (isRule(rule)) return [`there is such a rule now, so the row belongs to another table: ${row}`];
    const [, quoted] = /`([^`]+)`/.exec(sentence) ?? [];
    const text = texts[file]?.split(/\r?\n/)[line - 1];
    return quoted !== undefined && text?.includes(quoted) ? [] : [`the first words in code are not on that line: ${row}`];
  });
  return { flaws: rows.map(({ flaw }) => flaw), problems };
}

interface Row {
  readonly row: string;
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly sentence: string;
  /** As `flawsFound` has it. */
  readonly flaw: string;
}

/** The rows of one section of the README; `''` is what stands before all sections. Throws on a row without its sentence. */
function rowsOf(name: string, section: string): readonly Row[] {
  const readme = readFileSync(path.resolve('test/workspaces', name, 'README.md'), 'utf8');
  const [top, ...others] = readme.split(/^## /m);
  const text = section === '' ? top : (others.find((other) => other.startsWith(`${section}\n`)) ?? '');
  return [...text.matchAll(/^\| *(\S+) *\| *(\d+) *\| *(\S+) *\|(.*)\|$/gm)].map(([row, file, line, rule, sentence]) => {
    if (!/\w.*\.\s*$/.test(sentence)) throw new Error(`no sentence: ${row}`);
    return { row, file, line: Number(line), rule, sentence, flaw: `${file}:${line} ${rule}` };
  });
}

function isRule(rule: string): boolean {
  return RULES.some(({ id }) => id === rule);
}
