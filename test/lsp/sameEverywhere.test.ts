/** The command line and the language server find the same in the same folder: the same places, words and steps, whatever is open. */
import { strict as assert } from 'node:assert';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic, Range } from 'vscode-languageserver/node';
import { folder, removeFolders } from '../harness/folder';
import { ALL_CAPABILITIES, killServers, type LspClient, REAL_SERVER, startClient, uri } from '../harness/lspClient';
import { gatehouseProgram } from '../harness/program';
import type { Texts } from '../harness/project';
import { randomStory } from '../harness/randomStory';
import { editorLanguage } from '../harness/stories';
import { storyGroups } from '../harness/storyGroups';
import { workspaceTexts } from '../harness/workspace';

/** One finding as both can show it. */
interface Same {
  readonly place: string;
  readonly rule: string;
  readonly severity: string;
  readonly confidence: string;
  readonly message: string;
  readonly fingerprint: string;
  readonly steps: readonly string[];
}

/** Files of real packages, into which flows over several files have been put. */
function packages(): Texts {
  const groups = storyGroups().filter((g) => ['commander', 'mocha', 'languageclient', 'languageserver'].includes(g.name));
  return Object.assign({}, ...groups.map((group, i) => randomStory(group, 100 + i).texts));
}

const FOLDERS: Readonly<Record<string, () => Texts>> = {
  shop: () => workspaceTexts('shop'),
  clinic: () => workspaceTexts('clinic'),
  freight: () => workspaceTexts('freight'),
  'files of packages': packages,
};

describe('findings of the command line and of the language server', function () {
  this.timeout(300_000);
  afterEach(killServers);
  after(removeFolders);

  for (const [name, made] of Object.entries(FOLDERS)) {
    it(`are the same: ${name}`, async () => {
      const texts = made();
      const root = folder(texts);
      const files = Object.keys(texts).filter((f) => /\.[jt]s$/.test(f));
      const expected = await ofCommand(root.path);
      assert.ok(
        expected.some(({ steps, place }) => steps.some((s) => s.split(':')[0] !== place.split(':')[0])),
        'no finding leads through several files',
      );
      const half = files.filter((_, i) => i % 2 === 1);
      for (const open of [[...files].reverse(), half]) assert.deepEqual(await ofServer(root.path, files, open, texts), expected);
    });
  }
});

async function ofCommand(root: string): Promise<readonly Same[]> {
  const { out, err } = await gatehouseProgram(root, 'scan', '.', '--format', 'json');
  assert.notEqual(out, '', err);
  type At = { file: string; line: number; column: number; endLine: number; endColumn: number };
  type Found = Omit<Same, 'place' | 'steps'> & At & { steps: (At & { message: string })[] };
  const place = ({ file, line, column, endLine, endColumn }: At): string => `${file}:${line}:${column}-${endLine}:${endColumn}`;
  const { findings } = JSON.parse(out) as { findings: Found[] };
  return sorted(
    findings.map((f) => ({
      place: place(f),
      rule: f.rule,
      severity: f.severity,
      confidence: f.confidence,
      message: f.message,
      fingerprint: f.fingerprint,
      steps: f.steps.map((step) => `${place(step)} ${step.message}`),
    })),
  );
}

/** What the editor has been told at last, with some files open, in that order, and the others known from a scan. */
async function ofServer(root: string, files: readonly string[], open: readonly string[], texts: Texts): Promise<readonly Same[]> {
  const client = await startClient({ server: REAL_SERVER, folders: [root], options: { features: [] }, capabilities: ALL_CAPABILITIES });
  for (const file of open) client.open(uri(root, file), texts[file], 1, editorLanguage(file));
  for (const file of open) await client.diagnosticsOf(uri(root, file), 1);
  await client.request('gatehouse/scan', {});
  // A request waits for the checks that are due.
  for (const file of open) await askFixes(client, uri(root, file));
  const found = files.flatMap((file) => (client.latest(uri(root, file)) ?? []).map((d) => same(root, file, d)));
  await client.stop();
  return sorted(found);
}

async function askFixes(client: LspClient, one: string): Promise<void> {
  const range: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  await client.request('textDocument/codeAction', { textDocument: { uri: one }, range, context: { diagnostics: [] } });
}

function same(root: string, file: string, { range, code, message, data, relatedInformation = [] }: Diagnostic): Same {
  const place = (at: string, { start, end }: Range): string =>
    `${at}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
  const relative = (one: string): string => path.relative(root, fileURLToPath(one)).split(path.sep).join('/');
  return {
    place: place(file, range),
    rule: String(code),
    severity: data.severity,
    confidence: data.confidence,
    message: String(message),
    fingerprint: data.fingerprint,
    steps: relatedInformation.map(({ location, message: words }) => `${place(relative(location.uri), location.range)} ${words}`),
  };
}

function sorted(found: readonly Same[]): readonly Same[] {
  const key = (one: Same): string => JSON.stringify(one);
  return [...found].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
