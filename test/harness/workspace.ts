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

/** The same from an editor that opens one file after the other. */
export async function flawsInEditor(texts: Texts): Promise<readonly string[]> {
  const analyzer = analyzerOver(await testSyntax(), texts, 'editor');
  const out: string[] = [];
  for (const [file, text] of Object.entries(texts)) {
    const language = { '.ts': 'typescript', '.js': 'javascript', '.py': 'python', '.java': 'java', '.go': 'go' }[path.extname(file)];
    if (language === undefined) continue;
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

/** The rows `| file | line | rule | sentence |` of the README, sorted. Throws on a rule nobody knows and on a row without its sentence. */
export function flawsListed(name: string): readonly string[] {
  const readme = readFileSync(path.resolve('test/workspaces', name, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| *(\S+) *\| *(\d+) *\| *(\S+) *\|(.*)\|$/gm)];
  for (const [row, , , rule, sentence] of rows) {
    if (!RULES.some(({ id }) => id === rule)) throw new Error(`${rule} is no rule: ${row}`);
    if (!/\w.*\.\s*$/.test(sentence)) throw new Error(`no sentence: ${row}`);
  }
  return rows.map(([, file, line, rule]) => `${file}:${line} ${rule}`).sort();
}
