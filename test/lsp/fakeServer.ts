/** The real server with an analysis of words behind it, as a program of its own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FakeAnalyzer } from '../harness/fakeAnalyzer';
import { type Backend, NO_POLICY, type Root, startServer } from '../harness/lspServer';

const rule = (id: string, severity: string) => ({
  id,
  title: `Title of ${id}`,
  severity,
  advice: 'Do something else.',
  page: `# Title of ${id}\nThe fault. The harm.\n## Reported\n\`\`\`ts app.ts\ncode   // expect ${id}\n\`\`\`\n`,
});

const backend: Backend = {
  rules: [rule('fake-danger', 'high'), rule('fake-doubt', 'medium')],
  policyFile: 'gatehouse.json',
  languageOf: (languageId) => (languageId === 'typescript' ? 'fake' : undefined),
  isSource: (file) => file.endsWith('.ts'),
  endingOf: () => '.ts',
  health: () => FakeAnalyzer.health,
  async openRoot(folder, { isSetAside }) {
    if (folder?.endsWith('unloadable') === true) throw new Error('The grammars are missing.');
    return root(folder, isSetAside);
  },
};

function root(folder: string | undefined, isSetAside: (file: string) => boolean): Root {
  const host = {
    readText(file: string) {
      const full = path.join(folder ?? '/nowhere', file);
      return existsSync(full) && !isSetAside(file) ? readFileSync(full, 'utf8') : undefined;
    },
    exists: (file: string) => existsSync(path.join(folder ?? '/nowhere', file)),
    list: () => undefined,
  };
  const policy = host.readText('gatehouse.json');
  return {
    analyzer: new FakeAnalyzer(host),
    host,
    policy: NO_POLICY,
    problems: policy?.includes('wrong') === true ? [{ line: 1, column: 3, message: 'This is wrong.' }] : [],
    covers: (file) => file.endsWith('.ts'),
    listFiles: async () => ({ files: list(folder), notes: [] }),
  };
}

function list(folder: string | undefined): readonly string[] {
  const files = folder === undefined ? [] : (readdirSync(folder, { recursive: true }) as string[]);
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

startServer(() => backend);
