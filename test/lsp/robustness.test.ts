/** A crash, a hang or a client that goes away costs as little as possible, and nothing is passed over in silence. */
import assert from 'node:assert/strict';
import { fork, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { folder, removeFolders } from '../harness/folder';
import { ALL_CAPABILITIES, FAKE_SERVER, killServers, spawnClient, startClient, startFake, uri } from '../harness/lspClient';

describe('robustness', () => {
  afterEach(() => killServers());
  after(() => removeFolders());

  it('survives a file whose analysis crashes, says so, and never quotes the text', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const [bad, good] = [uri(root.path, 'bad.ts'), uri(root.path, 'good.ts')];
    client.open(bad, 'crash danger');
    client.open(good, 'danger');
    assert.deepEqual(await client.diagnosticsOf(bad, 1), []);
    assert.equal((await client.diagnosticsOf(good, 1)).length, 1);
    const line = await client.until(() => client.log.find((one) => one.includes('bad.ts')));
    assert.match(line, /Checking bad\.ts failed: Error/);
    assert.ok(!client.log.join('\n').includes('secret words'));
    await client.until(() => client.summaries.at(-1)?.notes.some((note) => note.includes('bad.ts')));
    client.change(bad, 2, { text: 'danger' });
    assert.equal((await client.diagnosticsOf(bad, 2)).length, 1);
    await client.until(() => client.summaries.at(-1)?.notes.length === 0);
  });

  it('shows a note about a file that is passed over', async () => {
    const root = folder();
    const client = await startFake(root.path);
    client.open(uri(root.path, 'big.ts'), 'too long');
    await client.until(() => client.summaries.at(-1)?.notes.includes('big.ts: it is too long'));
  });

  it('answers requests about nothing, and ignores messages about documents it does not have', async () => {
    const client = await startFake();
    const nowhere = 'file:///nowhere/app.ts';
    client.change(nowhere, 2, { text: 'danger' });
    client.save(nowhere);
    client.close(nowhere);
    client.notify('gatehouse/inserted', { uri: nowhere, version: 1, ranges: [] });
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: nowhere, type: 2 }] });
    const position = { line: 0, character: 0 };
    const context = { diagnostics: [] };
    const range = { start: position, end: position };
    assert.deepEqual(await client.request('textDocument/codeAction', { textDocument: { uri: nowhere }, range, context }), []);
    assert.equal(await client.request('textDocument/hover', { textDocument: { uri: nowhere }, position }), null);
  });

  it('names the file before it begins, so that the client knows what has killed it', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const bad = uri(root.path, 'bad.ts');
    client.open(bad, 'poison');
    assert.equal(await client.ended(), 'SIGKILL');
    await client.until(() => client.analysing.at(-1) === bad);
  });

  it('ends when it cannot go on, with the file still named', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const bad = uri(root.path, 'bad.ts');
    client.open(bad, 'breakage');
    assert.equal(await client.ended(), 70);
    await client.until(() => client.analysing.at(-1) === bad);
    assert.match(client.log.join(), /broken down/);
  });

  it('names the file of a scan that kills it', async function () {
    // Seen to wait in vain on a busy machine only; the kill seems to come before the last message is out.
    this.retries(2);
    const root = folder({ 'a.ts': 'danger', 'bad.ts': 'poison', 'c.ts': 'danger' });
    const client = await startFake(root.path);
    client.request('gatehouse/scan', {}).catch(() => {});
    assert.equal(await client.ended(), 'SIGKILL');
    await client.until(() => client.analysing.at(-1) === uri(root.path, 'bad.ts'));
  });

  it('names the file that hangs', async () => {
    const root = folder();
    const client = await startFake(root.path);
    client.open(uri(root.path, 'good.ts'), 'danger');
    client.open(uri(root.path, 'bad.ts'), 'hang');
    await client.diagnosticsOf(uri(root.path, 'good.ts'), 1);
    await client.until(() => client.analysing.at(-1) === uri(root.path, 'bad.ts'));
  });

  it('leaves files alone that have killed it, in the editor and in a scan, and says so', async () => {
    const root = folder({ 'bad.ts': 'poison', 'good.ts': 'danger' });
    const bad = uri(root.path, 'bad.ts');
    const client = await startClient({
      server: FAKE_SERVER,
      folders: [root.path],
      options: { setAside: [bad] },
      capabilities: ALL_CAPABILITIES,
    });
    client.open(bad, 'poison');
    client.change(bad, 2, { text: 'poison poison' });
    client.open(uri(root.path, 'other.ts'), 'danger');
    await client.diagnosticsOf(uri(root.path, 'other.ts'), 1);
    const summary = await client.request<{ files: number; notes: string[] }>('gatehouse/scan', {});
    assert.equal(summary.files, 1);
    assert.match(summary.notes.join(), /set aside/);
    await client.until(() => client.summaries.at(-1)?.notes.some((note) => /bad\.ts.*set aside/i.test(note)));
  });

  it('says why it fails when a folder cannot be analysed; other folders are not affected', async () => {
    const root = folder();
    mkdirSync(root.at('unloadable'));
    mkdirSync(root.at('fine'));
    const client = await startFake(root.at('unloadable'), root.at('fine'));
    const failing = await client.until(() => client.summaries.find((one) => one.state === 'failing'));
    assert.equal(failing.message, 'The grammars are missing.');
    client.open(uri(root.at('fine'), 'app.ts'), 'danger');
    assert.equal((await client.diagnosticsOf(uri(root.at('fine'), 'app.ts'), 1)).length, 1);
  });

  it('ends with 0 after shutdown, with 1 without it, and when the client goes away', async () => {
    const proper = await startFake();
    assert.equal(await proper.stop(), 0);
    const rude = await startFake();
    rude.notify('exit', null);
    assert.equal(await rude.ended(), 1);
    const lost = await startFake();
    lost.process.stdin?.end();
    assert.equal(await lost.ended(), 1);
    const unborn = spawnClient(FAKE_SERVER);
    unborn.process.stdin?.end();
    assert.equal(await unborn.ended(), 1);
  });

  it('ends when the client’s process is gone, though its streams are still open', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']);
    const client = spawnClient(FAKE_SERVER);
    await client.initialize({ processId: gone.pid });
    assert.equal(await client.ended(), 1);
  });

  it('speaks over Node’s IPC too, and ends when the parent lets go', async () => {
    const child = fork(FAKE_SERVER, ['--node-ipc'], { silent: true, execArgv: [] });
    const params = { processId: process.pid, rootUri: null, capabilities: {}, workspaceFolders: null };
    const answered = new Promise<{ result: { capabilities: object } }>((resolve) =>
      child.once('message', (message) => resolve(message as never)),
    );
    child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    assert.ok('hoverProvider' in (await answered).result.capabilities);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    assert.equal(await ended, 1);
  });

  it('keeps standard output to the protocol', async () => {
    const client = await startFake();
    let bytes = '';
    client.process.stdout?.on('data', (chunk) => {
      bytes += chunk;
    });
    await client.stop();
    assert.match(bytes, /^(Content-Length: \d+\r\n\r\n\{.*?\}(?=Content-Length|$))+$/s);
  });

  it('lets two servers work on one workspace', async () => {
    const root = folder({ 'a.ts': 'danger', 'b.ts': 'danger' });
    const [one, two] = await Promise.all([startFake(root.path), startFake(root.path)]);
    const app = uri(root.path, 'a.ts');
    one.open(app, 'danger danger');
    two.open(app, 'nothing');
    const scans = await Promise.all([one, two].map((client) => client.request<{ findings: number }>('gatehouse/scan', {})));
    assert.deepEqual(
      scans.map((scan) => scan.findings),
      [3, 1],
    );
    assert.equal(await one.stop(), 0);
    two.change(app, 2, { text: 'danger' });
    assert.equal((await two.diagnosticsOf(app, 2)).length, 1);
  });
});
