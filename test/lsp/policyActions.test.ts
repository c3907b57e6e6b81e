/** Code actions that write into the policy, by the server as it is shipped: what they offer, and what comes of it. */
import assert from 'node:assert/strict';
import type { CodeAction, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folder, removeFolders } from '../harness/folder';
import { ALL_CAPABILITIES, killServers, type LspClient, REAL_SERVER, startClient, uri } from '../harness/lspClient';

const APP = `const express = require('express');
const { Pool } = require('pg');

const app = express();
const pool = new Pool();
const signedIn = (req, res, next) => (req.session.user ? next() : res.status(401).end());
const loans = express.Router();
loans.get('/', signedIn, async (req, res) => res.json(await pool.query('select id from loans where owner = $1', [req.session.user])));
loans.post('/', signedIn, async (req, res) => res.json(await pool.query('insert into loans (owner) values ($1)', [req.session.user])));
loans.put('/:id', signedIn, async (req, res) => res.json(await pool.query('update loans set a = 1 where owner = $1', [req.session.user])));
loans.delete('/:id', async (req, res) => res.json(await pool.query('delete from loans where id = $1', [req.params.id])));
app.use('/api/loans', loans);
`;
const RULE = 'endpoint-missing-authentication';
const CAPABILITIES = {
  ...ALL_CAPABILITIES,
  workspace: { ...ALL_CAPABILITIES.workspace, workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] } },
};
const SHOWING = {
  ...CAPABILITIES,
  workspace: { ...CAPABILITIES.workspace, applyEdit: true },
  window: { ...CAPABILITIES.window, showDocument: { support: true } },
};
const CREATED = 1;

async function actions(client: LspClient, app: string): Promise<CodeAction[]> {
  const found = await client.until(() => client.latest(app)?.find(({ code }) => code === RULE));
  return client.request('textDocument/codeAction', { textDocument: { uri: app }, range: found.range, context: { diagnostics: [found] } });
}

/** The text of the policy after the edit. */
function written(edit: WorkspaceEdit | undefined, before: string | undefined): string {
  assert.ok(edit?.documentChanges);
  const [first, last = first] = edit.documentChanges;
  assert.equal('kind' in first && first.kind, before === undefined ? 'create' : false);
  const text = TextDocument.create('x', 'jsonc', 0, before ?? '');
  return TextDocument.applyEdits(text, (last as TextDocumentEdit).edits as never);
}

describe('code actions that write policy', () => {
  afterEach(() => killServers());
  after(() => removeFolders());

  async function opened(files: Record<string, string>, capabilities = CAPABILITIES) {
    const root = folder({ 'app.js': APP, ...files });
    const client = await startClient({ server: REAL_SERVER, folders: [root.path], options: undefined, capabilities });
    const app = uri(root.path, 'app.js');
    client.open(app, APP, 1, 'javascript');
    return { root, client, app };
  }

  it('declare an endpoint public, with a reason to be written', async () => {
    const { root, client, app } = await opened({}, SHOWING);
    const offered = await actions(client, app);
    const declare = offered.find(({ title }) => title === 'Declare DELETE /api/loans/:id public, with a reason');
    assert.ok(declare, offered.map(({ title }) => title).join('; '));
    assert.equal(declare.diagnostics?.[0].code, RULE);
    // One command does all of it: an edit beside it would come without what it should show.
    assert.equal(declare.edit, undefined);
    await client.request('workspace/executeCommand', { command: declare.command?.command, arguments: declare.command?.arguments });
    const text = written(client.applied.at(-1), undefined);
    const shown = client.documentsShown.at(-1);
    assert.equal(shown?.uri, uri(root.path, 'gatehouse.json'));
    assert.ok(shown.selection);
    const at = TextDocument.create('x', 'jsonc', 0, text).offsetAt(shown.selection.start);
    root.write('gatehouse.json', `${text.slice(0, at)}it is a demonstration${text.slice(at)}`);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(root.path, 'gatehouse.json'), type: CREATED }] });
    await client.until(() => client.latest(app)?.every(({ code }) => code !== RULE));
  });

  it('make a rule of what neighbours have, which the finding then quotes', async () => {
    const before = '{\n  // ours\n  "failOn": "high"\n}\n';
    const { root, client, app } = await opened({ 'gatehouse.json': before });
    const require = (await actions(client, app)).find(({ title }) => title === 'Make it policy: authentication below /api/loans');
    const text = written(require?.edit, before);
    assert.match(text, /\/\/ ours\n/);
    root.write('gatehouse.json', text);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(root.path, 'gatehouse.json'), type: CREATED }] });
    await client.until(() =>
      client.latest(app)?.some(({ code, message }) => code === RULE && String(message).includes('routes.require["/api/loans/**"]')),
    );
    const titles = (await actions(client, app)).map(({ title }) => title);
    assert.ok(!titles.some((title) => title.startsWith('Make it policy')), titles.join('; '));
  });

  it('make no file for editors that cannot, and open none for those that do not', async () => {
    const { client, app } = await opened({ 'gatehouse.json': '{}' });
    assert.ok((await actions(client, app)).every(({ command }) => command === undefined));
    const root = folder({ 'app.js': APP });
    const plain = await startClient({ server: REAL_SERVER, folders: [root.path], options: undefined, capabilities: ALL_CAPABILITIES });
    plain.open(uri(root.path, 'app.js'), APP, 1, 'javascript');
    const titles = (await actions(plain, uri(root.path, 'app.js'))).map(({ title }) => title);
    assert.ok(!titles.some((title) => /policy|public/.test(title)), titles.join('; '));
  });
});
