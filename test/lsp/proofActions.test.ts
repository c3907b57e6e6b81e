/** Code actions that write a test, by the server as it is shipped: what they offer, and that the command line writes the same. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeAction, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folder, removeFolders } from '../harness/folder';
import { ALL_CAPABILITIES, killServers, type LspClient, REAL_SERVER, startClient, uri } from '../harness/lspClient';

const APP = `const express = require('express');
const { Pool } = require('pg');

const app = express();
const pool = new Pool();
const signedIn = (req, res, next) => (req.session.user ? next() : res.status(401).end());
app.get('/loans', signedIn, async (req, res) => res.json(await pool.query('select id from loans where owner = $1', [req.session.user])));
app.post('/loans', signedIn, async (req, res) => res.json(await pool.query('insert into loans (owner) values ($1)', [req.session.user])));
app.delete('/loans/:id', async (req, res) => res.json(await pool.query('delete from loans where id = $1', [req.params.id])));
module.exports = app;
`;
const PACKAGE = JSON.stringify({
  name: 'loans',
  dependencies: { express: '^4.21.2', pg: '^8.13.1' },
  devDependencies: { vitest: '^2.1.8' },
});
const RULE = 'endpoint-missing-authentication';
const TITLE = 'Prove it: write a test that expects 401 or 403 from DELETE /loans/:id';
const TEST = 'test/app.security.test.js';
const CAPABILITIES = {
  ...ALL_CAPABILITIES,
  textDocument: { ...ALL_CAPABILITIES.textDocument, codeAction: { disabledSupport: true } },
  workspace: {
    ...ALL_CAPABILITIES.workspace,
    applyEdit: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] },
  },
  window: { ...ALL_CAPABILITIES.window, showDocument: { support: true } },
};

async function proving(client: LspClient, app: string, only?: string[]): Promise<CodeAction | undefined> {
  const found = await client.until(() => client.latest(app)?.find(({ code }) => code === RULE));
  const context = { diagnostics: [found], ...(only ? { only } : {}) };
  const offered: CodeAction[] = await client.request('textDocument/codeAction', {
    textDocument: { uri: app },
    range: found.range,
    context,
  });
  return offered.find(({ title }) => title.startsWith('Prove it'));
}

/** The text of the one document that the edit changes. */
function written(edit: WorkspaceEdit | undefined, before: string): string {
  const change = edit?.documentChanges?.at(-1) as TextDocumentEdit;
  return TextDocument.applyEdits(TextDocument.create('x', 'javascript', 0, before), change.edits as never);
}

describe('code actions that prove a finding', () => {
  afterEach(() => killServers());
  after(() => removeFolders());

  async function opened(app: string, files: Record<string, string> = {}, capabilities: typeof ALL_CAPABILITIES = CAPABILITIES) {
    const root = folder({ 'app.js': app, 'package.json': PACKAGE, ...files });
    const client = await startClient({ server: REAL_SERVER, folders: [root.path], options: undefined, capabilities });
    client.open(uri(root.path, 'app.js'), app, 1, 'javascript');
    return { root, client, app: uri(root.path, 'app.js') };
  }

  it('make the file and show the test, which is that of the command line', async () => {
    const { root, client, app } = await opened(APP);
    const action = await proving(client, app);
    assert.equal(action?.title, TITLE);
    assert.equal(action.diagnostics?.[0].code, RULE);
    assert.equal(action.isPreferred, undefined);
    assert.equal(action.kind, 'quickfix.prove.gatehouse');
    await client.request('workspace/executeCommand', { command: action.command?.command, arguments: action.command?.arguments });
    const [creation] = client.applied.at(-1)?.documentChanges ?? [];
    assert.deepEqual(creation, { kind: 'create', uri: uri(root.path, TEST), options: { ignoreIfExists: true } });
    const text = written(client.applied.at(-1), '');
    const shown = client.documentsShown.at(-1);
    assert.equal(shown?.uri, uri(root.path, TEST));
    assert.ok(shown.selection);
    assert.match(text.split('\n')[shown.selection.start.line], /it\('DELETE \/loans\/:id is refused/);
    const cli = path.join(path.dirname(REAL_SERVER), 'cli.js');
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [cli, 'prove', RULE, ...args], { cwd: root.path, encoding: 'utf8', stdio: 'pipe' });
    assert.equal(run(), text);
    assert.equal(run('--write'), '');
    assert.equal(readFileSync(root.at(TEST), 'utf8'), text);
  });

  it('look at the test file as it stands in the editor', async () => {
    const twice = APP.replace(
      'module.exports',
      "app.put('/rates/:id', async (req, res) => res.json(await pool.query('update rates set a = $1', [req.params.id])));\nmodule.exports",
    );
    const { root, client, app } = await opened(twice);
    const action = await proving(client, app);
    const before = written(action?.command?.arguments?.[0], '');
    assert.ok(before.includes('DELETE /loans/:id'));
    client.open(uri(root.path, TEST), before, 1, 'javascript');
    const again = await proving(client, app);
    assert.equal(again?.disabled?.reason, 'test/app.security.test.js has it already.');
  });

  it('say why there can be none, to editors that show it', async () => {
    const hidden = APP.replace('module.exports = app;', 'app.listen(3000);');
    const { client, app } = await opened(hidden);
    const action = await proving(client, app, ['quickfix']);
    assert.equal(action?.disabled?.reason, 'app.js does not export `app`: once it does, a test can ask it.');
    assert.deepEqual([action.edit, action.command], [undefined, undefined]);
    const plain = await opened(hidden, {}, ALL_CAPABILITIES);
    assert.equal(await proving(plain.client, plain.app), undefined);
  });
});
