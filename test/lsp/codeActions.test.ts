/** Quick fixes, fix-all, ignore with a reason, explanations; and only what was asked for. */
import assert from 'node:assert/strict';
import type { CodeAction, Range, TextDocumentEdit } from 'vscode-languageserver/node';
import { folder, removeFolders } from '../harness/folder';
import { ALL_CAPABILITIES, FAKE_SERVER, killServers, type LspClient, replace, startClient, startFake, uri } from '../harness/lspClient';

const at = (line: number, character: number): Range => ({ start: { line, character }, end: { line, character } });
const WHOLE: Range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

function ask(client: LspClient, one: string, range: Range, only?: string[]): Promise<CodeAction[]> {
  const context = { diagnostics: client.latest(one) ?? [], ...(only === undefined ? {} : { only }) };
  return client.request('textDocument/codeAction', { textDocument: { uri: one }, range, context });
}

function edits(action: CodeAction): TextDocumentEdit {
  return action.edit?.documentChanges?.[0] as TextDocumentEdit;
}

describe('code actions', () => {
  afterEach(() => killServers());
  after(() => removeFolders());

  async function opened(text: string): Promise<{ client: LspClient; app: string }> {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, text, 3);
    await client.diagnosticsOf(app, 3);
    return { client, app };
  }

  it('offers proven fixes with their edit, the safe one first choice', async () => {
    const { client, app } = await opened('x\nThe danger');
    const actions = await ask(client, app, at(1, 6));
    assert.deepEqual(
      actions.map(({ title, kind, isPreferred }) => ({ title, kind, isPreferred })),
      [
        { title: 'Make it safe', kind: 'quickfix', isPreferred: true },
        { title: 'Look at it', kind: 'quickfix', isPreferred: undefined },
        { title: 'Ignore, with a reason', kind: 'quickfix', isPreferred: undefined },
        { title: 'Explain: Title of fake-danger', kind: 'quickfix', isPreferred: undefined },
      ],
    );
    assert.deepEqual(edits(actions[0]), {
      textDocument: { uri: app, version: 3 },
      edits: [{ range: { start: { line: 1, character: 4 }, end: { line: 1, character: 10 } }, newText: 'safety' }],
    });
    assert.deepEqual(actions[0].diagnostics, client.latest(app));
    assert.deepEqual(actions[3].command?.arguments, ['fake-danger']);
  });

  it('lets the developer write the reason of an ignore', async () => {
    const { client, app } = await opened('danger');
    const ignore = (await ask(client, app, at(0, 0)))[2];
    assert.deepEqual(edits(ignore).edits, [
      { range: at(0, 0), snippet: { kind: 'snippet', value: `// gatehouse-ignore fake-danger: $\{1:reason}\n` } },
    ]);
  });

  it('writes plain text for editors without snippets, and no command for those without ours', async () => {
    const root = folder();
    const client = await startClient({ server: FAKE_SERVER, folders: [root.path], options: undefined, capabilities: {} });
    const app = uri(root.path, 'app.ts');
    client.open(app, 'danger');
    const [found] = await client.diagnosticsOf(app, 1);
    assert.equal(found.codeDescription, undefined);
    const actions = await ask(client, app, at(0, 0));
    assert.equal(actions.length, 3);
    assert.deepEqual(edits(actions[2]).edits, [{ range: at(0, 0), newText: '// gatehouse-ignore fake-danger: reason\n' }]);
  });

  it('is silent away from findings and about findings that are not shown', async () => {
    const { client, app } = await opened('danger\n\ndoubt hidden');
    assert.deepEqual(await ask(client, app, at(1, 0)), []);
    assert.deepEqual(await ask(client, app, at(2, 2)), []);
    assert.deepEqual(await ask(client, app, at(2, 8)), []);
  });

  it('fixes all of a file when asked to, by any name of the kind', async () => {
    const { client, app } = await opened('danger\ndanger\ndoubt');
    for (const only of ['source.fixAll.gatehouse', 'source.fixAll', 'source']) {
      const [all, ...others] = await ask(client, app, WHOLE, [only]);
      assert.deepEqual(others, []);
      assert.equal(all.kind, 'source.fixAll.gatehouse');
      assert.equal(all.title, 'Apply 2 safe Gatehouse fixes');
      assert.deepEqual(
        edits(all).edits.map((edit) => ('newText' in edit ? [edit.range.start.line, edit.newText] : [])),
        [
          [0, 'safety'],
          [1, 'safety'],
        ],
      );
    }
  });

  it('gives only the kinds that were asked for', async () => {
    const { client, app } = await opened('danger');
    assert.equal((await ask(client, app, WHOLE, ['quickfix'])).length, 4);
    assert.deepEqual(await ask(client, app, WHOLE, ['refactor', 'source.organizeImports']), []);
    const kinds = new Set((await ask(client, app, WHOLE)).map((action) => action.kind));
    assert.deepEqual([...kinds], ['quickfix']);
  });

  it('speaks of the text as it is now, not as it was checked last', async () => {
    const { client, app } = await opened('danger');
    client.change(app, 4, replace(0, 0, 0, '\n\n'));
    const [fix] = await ask(client, app, at(2, 3));
    assert.equal(edits(fix).textDocument.version, 4);
    assert.equal(edits(fix).edits[0].range.start.line, 2);
  });

  it('can be cancelled', async () => {
    const root = folder();
    const client = await startClient({ server: FAKE_SERVER, folders: [root.path], options: undefined, capabilities: ALL_CAPABILITIES });
    const app = uri(root.path, 'app.ts');
    client.open(app, 'danger');
    const asked = ask(client, app, at(0, 0)).catch((error) => error.code);
    client.notify('$/cancelRequest', { id: 1 });
    const answer = await asked;
    assert.ok(Array.isArray(answer) ? answer.length === 0 : answer === -32800, JSON.stringify(answer));
  });
});

describe('hover', () => {
  afterEach(() => killServers());

  it('says what the rule is, why, and what to do', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, 'a danger');
    const hover = await client.request('textDocument/hover', { textDocument: { uri: app }, position: { line: 0, character: 4 } });
    assert.deepEqual(hover, {
      contents: { kind: 'markdown', value: '**Title of fake-danger** `fake-danger`\n\nThe fault. The harm.\n\nDo something else.' },
      range: { start: { line: 0, character: 2 }, end: { line: 0, character: 8 } },
    });
    assert.equal(await client.request('textDocument/hover', { textDocument: { uri: app }, position: { line: 0, character: 0 } }), null);
  });

  it('shows a page as readers want it, and lists the rules', async () => {
    const client = await startFake();
    const page = await client.request<{ page: string }>('gatehouse/explain', { rule: 'fake-danger' });
    assert.match(page.page, /^# Title of fake-danger/);
    assert.doesNotMatch(page.page, /expect/);
    assert.equal(await client.request('gatehouse/explain', { rule: 'no-such-rule' }), null);
    assert.deepEqual(
      (await client.request<{ id: string }[]>('gatehouse/rules', {})).map((rule) => rule.id),
      ['fake-danger', 'fake-doubt'],
    );
  });
});
