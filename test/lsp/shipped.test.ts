/** The server as it is shipped: real files, real rules, a fix that is taken and undone. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folder, removeFolders } from '../harness/folder';
import { ALL_CAPABILITIES, killServers, type LspClient, REAL_SERVER, replace, startClient, uri } from '../harness/lspClient';
import type { ScanSummary } from '../harness/lspServer';

const APP = `import express from 'express';
import { findUser } from './users';

const app = express();
app.get('/users', async (req, res) => {
  res.json(await findUser(req.query.id));
});
`;
const USERS = `import { Pool } from 'pg';

const pool = new Pool();

export function findUser(id) {
  return pool.query('select * from users where id = ' + id);
}
`;

function start(root: string): Promise<LspClient> {
  const options = { features: ['explain-command', 'rule-documents'] as const };
  return startClient({ server: REAL_SERVER, folders: [root], options, capabilities: ALL_CAPABILITIES });
}

async function fixes(client: LspClient, one: string, only?: string[]): Promise<CodeAction[]> {
  const diagnostics = client.latest(one) ?? [];
  const context = { diagnostics, ...(only === undefined ? {} : { only }) };
  return client.request('textDocument/codeAction', { textDocument: { uri: one }, range: diagnostics[0].range, context });
}

describe('the shipped server', () => {
  afterEach(() => killServers());
  after(() => removeFolders());

  it('finds a flow across two files, shows its steps, and offers a fix that ends it', async () => {
    const root = folder({ 'app.js': APP, 'users.js': USERS });
    const client = await start(root.path);
    const [app, users] = [uri(root.path, 'app.js'), uri(root.path, 'users.js')];
    client.open(app, APP, 1, 'javascript');
    client.open(users, USERS, 1, 'javascript');
    const found = await client.until(() => client.latest(users)?.find((one) => one.code === 'injection-sql'));
    assert.equal(found.range.start.line, 5);
    assert.ok(found.relatedInformation?.some((step) => step.location.uri === app && step.location.range.start.line === 5));
    const fix = (await fixes(client, users)).find((action) => action.isPreferred);
    assert.ok(fix !== undefined, 'no preferred fix');
    const [{ textDocument, edits }] = (fix.edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.deepEqual(textDocument, { uri: users, version: 1 });
    const fixed = TextDocument.applyEdits(TextDocument.create(users, 'javascript', 1, USERS), edits as never);
    client.change(users, 2, { text: fixed });
    assert.deepEqual(await client.diagnosticsOf(users, 2), []);
    client.change(users, 3, { text: USERS });
    assert.equal((await client.diagnosticsOf(users, 3)).length, 1);
  });

  it('follows a workspace that is declared on disk, in a file the editor does not know as code', async () => {
    const root = folder({
      'app.js': APP.replace('./users', '@shop/users'),
      'packages/people/package.json': '{ "name": "@shop/users", "main": "dist/index.js" }',
      'packages/people/src/index.js': USERS,
    });
    const client = await start(root.path);
    const [app, users] = [uri(root.path, 'app.js'), uri(root.path, 'packages/people/src/index.js')];
    client.open(app, APP.replace('./users', '@shop/users'), 1, 'javascript');
    client.open(users, USERS, 1, 'javascript');
    assert.equal((await client.diagnosticsOf(users, 1)).length, 0);
    root.write('package.json', '{ "workspaces": ["packages/*"] }');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(root.path, 'package.json'), type: 1 }] });
    await client.until(() => client.latest(users)?.length === 1);
    root.write('package.json', '{}');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(root.path, 'package.json'), type: 2 }] });
    await client.until(() => client.latest(users)?.length === 0);
  });

  it('follows a flaw that comes and goes in another file', async () => {
    const safe = APP.replace('req.query.id', '17');
    const root = folder({ 'app.js': safe, 'users.js': USERS });
    const client = await start(root.path);
    const [app, users] = [uri(root.path, 'app.js'), uri(root.path, 'users.js')];
    client.open(users, USERS, 1, 'javascript');
    client.open(app, safe, 1, 'javascript');
    assert.deepEqual(await client.diagnosticsOf(users, 1), []);
    const at = safe.split('\n')[5].indexOf('17');
    client.change(app, 2, replace(5, at, at + 2, 'req.query.id'));
    await client.until(() => client.latest(users)?.length === 1);
    client.change(app, 3, replace(5, at, at + 'req.query.id'.length, '17'));
    await client.until(() => client.latest(users)?.length === 0);
  });

  it('says that the text was accepted, and from whom', async () => {
    const root = folder();
    const client = await start(root.path);
    const app = uri(root.path, 'app.ts');
    const [head, body] = ["import express from 'express';\n", "express().get('/', (req, res) => {\n  eval(req.query.code);\n});\n"];
    client.open(app, head, 1, 'typescript');
    client.change(app, 2, replace(1, 0, 0, body));
    const origin = { kind: 'ai', by: 'Helper', confidence: 'high' } as const;
    client.notify('gatehouse/inserted', { uri: app, version: 2, ranges: [{ start: head.length, end: head.length + body.length, origin }] });
    const found = await client.until(() => client.latest(app)?.find((one) => one.data?.origin !== undefined));
    assert.match(String(found.message), /^In text just accepted from Helper: /);
    assert.equal(String(found.message).match(/in text just/gi)?.length, 1);
  });

  it('costs nothing when code is half written', async () => {
    const root = folder();
    const client = await start(root.path);
    const app = uri(root.path, 'app.ts');
    const text = "import express from 'express';\nexpress().get('/', (req, res) => {\n  eval(req.query.code);\n});\n";
    client.open(app, text, 1, 'typescript');
    assert.equal((await client.diagnosticsOf(app, 1)).length, 1);
    client.change(app, 2, replace(4, 0, 0, 'const a = [1, {'));
    assert.equal((await client.diagnosticsOf(app, 2)).length, 1);
  });

  it('reads texts that have never been saved, in the language the editor names', async () => {
    const client = await start(folder().path);
    const text =
      'import express from "express";\nconst app = express();\napp.get("/", (req: express.Request) => { eval(req.query.code as string); });\n';
    client.open('untitled:Untitled-1', text, 1, 'typescript');
    assert.equal((await client.diagnosticsOf('untitled:Untitled-1', 1)).length, 1);
  });

  it('scans a folder, leaves out what ignore files name, and keeps to the policy', async () => {
    const root = folder({ 'app.js': APP, 'users.js': USERS, '.gitignore': 'old\n', 'old/users.js': USERS, 'old/app.js': APP });
    const client = await start(root.path);
    const summary = await client.request<ScanSummary>('gatehouse/scan', {});
    assert.deepEqual([summary.files, summary.findings], [2, 1]);
    root.write('gatehouse.json', '{ "rules": { "injection-sql": "off" } }');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(root.path, 'gatehouse.json'), type: 1 }] });
    await client.until(() => client.latest(uri(root.path, 'users.js'))?.length === 0);
    root.write('gatehouse.json', '{ "rules": { "injection-sql": "loud" } }');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(root.path, 'gatehouse.json'), type: 2 }] });
    const [problem] = await client.until(() => client.latest(uri(root.path, 'gatehouse.json'))?.slice(0, 1));
    assert.match(String(problem.message), /must be one of/);
  });

  it('shows in an open file what a scan has found to lead there', async () => {
    const root = folder({ 'app.js': APP, 'users.js': USERS });
    const client = await start(root.path);
    const users = uri(root.path, 'users.js');
    client.open(users, USERS, 1, 'javascript');
    assert.deepEqual(await client.diagnosticsOf(users, 1), []);
    await client.request('gatehouse/scan', {});
    await client.until(() => client.latest(users)?.length === 1);
    assert.equal(client.publications.at(-1)?.version, 1);
    client.change(users, 2, replace(0, 0, 0, '\n'));
    assert.equal((await client.diagnosticsOf(users, 2))[0].range.start.line, 6);
  });

  it('does not even read a file that was set aside, whoever imports it', async () => {
    const root = folder({ 'app.js': APP, 'users.js': USERS });
    const options = { setAside: [uri(root.path, 'users.js')] };
    const client = await startClient({ server: REAL_SERVER, folders: [root.path], options, capabilities: ALL_CAPABILITIES });
    const summary = await client.request<ScanSummary>('gatehouse/scan', {});
    assert.deepEqual([summary.files, summary.findings], [1, 0]);
    client.open(uri(root.path, 'app.js'), APP, 1, 'javascript');
    assert.deepEqual(await client.diagnosticsOf(uri(root.path, 'app.js'), 1), []);
  });

  it('passes over what is too large or no code for people, and says so', async () => {
    const root = folder({ 'app.js': APP, 'users.js': USERS });
    const client = await start(root.path);
    const [large, minified] = [uri(root.path, 'large.js'), uri(root.path, 'minified.js')];
    client.open(large, 'console.log(1);\n'.repeat(100_000), 1, 'javascript');
    client.open(minified, `var a=1;${'b(a);'.repeat(20_000)}`, 1, 'javascript');
    client.open(uri(root.path, 'users.js'), USERS, 1, 'javascript');
    client.open(uri(root.path, 'app.js'), APP, 1, 'javascript');
    await client.until(() => client.latest(uri(root.path, 'users.js'))?.length === 1);
    for (const name of ['large.js', 'minified.js'])
      await client.until(() => client.summaries.at(-1)?.notes.some((note) => note.includes(name)));
    client.change(large, 2, { text: 'eval(location.hash)' });
    await client.until(() => client.summaries.at(-1)?.notes.every((note) => !note.includes('large.js')));
  });

  it('has a page for every rule', async () => {
    const client = await start(folder().path);
    const rules = await client.request<{ id: string }[]>('gatehouse/rules', {});
    assert.ok(rules.length > 0);
    for (const { id } of rules) {
      const { page } = await client.request<{ page: string }>('gatehouse/explain', { rule: id });
      assert.match(page, /^# \S/, id);
      assert.doesNotMatch(page, /\/\/ expect /, id);
    }
  });
});

describe('the extension’s manifest', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

  it('wakes up for supported languages only, and has at most six settings', () => {
    assert.deepEqual(
      manifest.activationEvents,
      ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'python', 'go', 'java'].map(
        (language) => `onLanguage:${language}`,
      ),
    );
    assert.ok(Object.keys(manifest.contributes.configuration.properties).length <= 6);
    assert.equal(manifest.enabledApiProposals, undefined);
  });

  it('binds keys only around the editor’s own command, first and unchanged, and only where the editor would run it', () => {
    for (const { command, args, when } of manifest.contributes.keybindings) {
      assert.equal(command, 'runCommands');
      assert.match(args.commands[0], /^editor\.action\.inlineSuggest\.(commit|acceptNextWord)$/);
      assert.deepEqual(args.commands.slice(1), ['gatehouse.didAccept']);
      assert.match(when, /config\.gatehouse\.trackAccepts && editorTextFocus && !editorReadonly/);
      assert.match(when, /inlineSuggestionVisible|inlineEditIsVisible/);
      assert.doesNotMatch(when, /\|\|/);
    }
  });
});
