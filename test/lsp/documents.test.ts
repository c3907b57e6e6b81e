/** What is published when a document is opened, changed, saved and closed. */
import assert from 'node:assert/strict';
import { folder, removeFolders } from '../harness/folder';
import { killServers, replace, startFake, uri } from '../harness/lspClient';

describe('documents', () => {
  afterEach(() => killServers());
  after(() => removeFolders());

  it('publishes what an opened document holds, with its version', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, 'ok\n  danger here', 7);
    const [found] = await client.diagnosticsOf(app, 7);
    assert.deepEqual(found.range, { start: { line: 1, character: 2 }, end: { line: 1, character: 8 } });
    assert.equal(found.severity, 1);
    assert.equal(found.code, 'fake-danger');
    assert.deepEqual(found.codeDescription, { href: 'gatehouse-rule:/fake-danger.md' });
    assert.equal(found.source, 'gatehouse');
    assert.deepEqual(found.data, { fingerprint: 'fake-danger-app.ts-5', severity: 'high', confidence: 'high' });
  });

  it('keeps suppressed and uncertain findings to itself', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, 'hidden doubt danger');
    const found = await client.diagnosticsOf(app, 1);
    assert.deepEqual(
      found.map((one) => one.code),
      ['fake-danger'],
    );
  });

  it('follows several changes in one message, each in the text the one before it left', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, 'one\ntwo\n');
    client.change(app, 2, replace(0, 0, 3, 'a\nb'), replace(2, 0, 3, 'danger'), replace(0, 0, 0, 'x\n'));
    const [found] = await client.diagnosticsOf(app, 2);
    assert.deepEqual(found.range.start, { line: 3, character: 0 });
  });

  it('counts positions in UTF-16 units, also behind characters of two', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, '😀😀 here');
    client.change(app, 2, replace(0, 5, 9, 'danger'), replace(0, 2, 4, '🛡️é'));
    const [found] = await client.diagnosticsOf(app, 2);
    assert.deepEqual(found.range, { start: { line: 0, character: 7 }, end: { line: 0, character: 13 } });
  });

  it('takes CRLF and a lone CR for line ends', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, 'one\r\ntwo\rthree\n');
    client.change(app, 2, replace(2, 0, 5, 'danger'), replace(0, 3, 3, '!'));
    const [found] = await client.diagnosticsOf(app, 2);
    assert.deepEqual(found.range, { start: { line: 2, character: 0 }, end: { line: 2, character: 6 } });
  });

  it('takes a whole new text', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, 'danger danger');
    client.change(app, 2, { text: 'danger' });
    assert.equal((await client.diagnosticsOf(app, 2)).length, 1);
  });

  it('makes one check of a burst of keys, and of the last text', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, '');
    await client.diagnosticsOf(app, 1);
    const before = client.publications.length;
    for (const [index, letter] of [...'danger'].entries()) client.change(app, index + 2, replace(0, index, index, letter));
    assert.equal((await client.diagnosticsOf(app, 7)).length, 1);
    assert.equal(client.publications.length, before + 1);
  });

  it('reads damaged text afresh once typing pauses', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, '');
    client.change(app, 2, replace(0, 0, 0, 'half danger'));
    assert.equal((await client.diagnosticsOf(app, 2)).length, 0);
    await client.until(() => client.latest(app)?.length === 1);
  });

  it('clears a document that is closed', async () => {
    const root = folder({ 'app.ts': 'danger' });
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, 'danger');
    await client.diagnosticsOf(app, 1);
    client.close(app);
    await client.until(() => client.latest(app)?.length === 0);
  });

  it('checks again the open files that depend on a changed one', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const [app, lib] = [uri(root.path, 'app.ts'), uri(root.path, 'lib.ts')];
    client.open(app, 'danger source in lib.ts');
    client.open(lib, 'nothing');
    assert.equal((await client.diagnosticsOf(app, 1))[0].relatedInformation, undefined);
    client.change(lib, 2, { text: '\n  origin' });
    const steps = await client.until(() => client.latest(app)?.[0]?.relatedInformation);
    assert.deepEqual(steps, [
      { location: { uri: lib, range: { start: { line: 1, character: 2 }, end: { line: 1, character: 8 } } }, message: 'It begins here.' },
    ]);
  });

  it('handles documents that lie in no folder, and texts that were never saved', async () => {
    const client = await startFake();
    const outside = folder({ 'lib.ts': 'origin' });
    const app = uri(outside.path, 'app.ts');
    client.open(app, 'danger source in lib.ts');
    assert.equal((await client.diagnosticsOf(app, 1))[0].relatedInformation?.length, 1);
    client.open('untitled:Untitled-1', 'danger');
    assert.equal((await client.diagnosticsOf('untitled:Untitled-1', 1)).length, 1);
  });

  it('leaves languages alone that it does not know', async () => {
    const root = folder();
    const client = await startFake(root.path);
    client.open(uri(root.path, 'notes.txt'), 'danger', 1, 'plaintext');
    client.open(uri(root.path, 'app.ts'), 'danger');
    await client.diagnosticsOf(uri(root.path, 'app.ts'), 1);
    assert.equal(client.latest(uri(root.path, 'notes.txt')), undefined);
  });
});
