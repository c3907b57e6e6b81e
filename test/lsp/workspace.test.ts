/** Scans, folders, settings and files that change on disk. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { folder, removeFolders } from '../harness/folder';
import { ALL_CAPABILITIES, FAKE_SERVER, killServers, startClient, startFake, uri } from '../harness/lspClient';
import type { ScanSummary } from '../harness/lspServer';

const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

describe('workspace', () => {
  afterEach(() => killServers());
  after(() => removeFolders());

  it('scans files that are not open, reports progress, and counts what is shown', async () => {
    const root = folder({ 'a.ts': 'danger', 'sub/b.ts': 'ok\ndanger doubt', 'c.ts': 'fine' });
    const client = await startFake(root.path);
    const progress: { kind: string; percentage?: number }[] = [];
    client.connection.onProgress({ method: '$/progress' } as never, 'token', (value) => {
      progress.push(value as never);
    });
    const summary = await client.request<ScanSummary>('gatehouse/scan', { workDoneToken: 'token' });
    assert.equal(summary.files, 3);
    assert.equal(summary.findings, 2);
    assert.equal(summary.cancelled, false);
    assert.equal(client.latest(uri(root.path, 'sub/b.ts'))?.[0].range.start.line, 1);
    assert.equal(client.latest(uri(root.path, 'c.ts')), undefined);
    assert.deepEqual(progress[0], { kind: 'begin', title: 'Gatehouse: scanning', percentage: 0, cancellable: true });
    assert.equal(progress.at(-1)?.kind, 'end');
    assert.equal(progress.at(-2)?.percentage, 100);
    const last = await client.until(() => client.summaries.findLast((one) => one.scanned && one.state === 'ready'));
    assert.deepEqual(last.workspace, { critical: 0, high: 2, medium: 0, low: 0, info: 0 });
  });

  it('stops a scan that is cancelled, and can be asked again', async () => {
    const files = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`slow${index}.ts`, 'danger']));
    const root = folder(files);
    const client = await startFake(root.path);
    const asked = client.request<ScanSummary>('gatehouse/scan', {});
    await client.until(() => client.summaries.some((one) => one.state === 'busy'));
    client.notify('$/cancelRequest', { id: 1 });
    const summary = await asked;
    assert.equal(summary.cancelled, true);
    await client.until(() => client.summaries.at(-1)?.state === 'ready');
    assert.equal(client.publications.length, 0);
  });

  it('keeps what a scan found about a file when the file is closed', async () => {
    const root = folder({ 'app.ts': 'danger' });
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    await client.request('gatehouse/scan', {});
    client.open(app, 'danger danger');
    assert.equal((await client.diagnosticsOf(app, 1)).length, 2);
    client.close(app);
    await client.until(() => client.publications.at(-1)?.version === undefined && client.latest(app)?.length === 1);
  });

  it('follows the disk after a scan', async () => {
    const root = folder({ 'a.ts': 'danger' });
    const client = await startFake(root.path);
    const [a, b] = [uri(root.path, 'a.ts'), uri(root.path, 'b.ts')];
    await client.request('gatehouse/scan', {});
    root.write('a.ts', 'danger danger');
    root.write('b.ts', 'danger');
    client.notify('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: a, type: CHANGED },
        { uri: b, type: CREATED },
      ],
    });
    await client.until(() => client.latest(a)?.length === 2 && client.latest(b)?.length === 1);
    rmSync(root.at('a.ts'));
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: a, type: DELETED }] });
    await client.until(() => client.latest(a)?.length === 0);
  });

  it('looks at everything again after a scan when a configuration or a folder changes', async () => {
    const root = folder({ 'a.ts': 'danger', 'sub/b.ts': 'danger', 'package.json': '{}' });
    const client = await startFake(root.path);
    await client.request('gatehouse/scan', {});
    const [b, c] = [uri(root.path, 'sub/b.ts'), uri(root.path, 'c.ts')];
    assert.equal(client.latest(b)?.length, 1);
    root.write('c.ts', 'danger');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(root.path, 'package.json'), type: CHANGED }] });
    await client.until(() => client.latest(c)?.length === 1);
    rmSync(root.at('sub'), { recursive: true });
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(root.path, 'sub'), type: DELETED }] });
    await client.until(() => client.latest(b)?.length === 0);
  });

  it('lets the editor’s text count while a file is open', async () => {
    const root = folder({ 'app.ts': 'danger danger' });
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, 'danger');
    await client.diagnosticsOf(app, 1);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: app, type: CHANGED }] });
    client.save(app);
    await client.until(() => client.publications.length === 2);
    assert.equal(client.latest(app)?.length, 1);
  });

  it('shows a mistake in the policy where it is, and takes it back', async () => {
    const root = folder({ 'gatehouse.json': 'wrong' });
    const client = await startFake(root.path);
    const policy = uri(root.path, 'gatehouse.json');
    const [problem] = await client.until(() => client.latest(policy));
    assert.equal(problem.message, 'This is wrong.');
    assert.deepEqual(problem.range.start, { line: 0, character: 2 });
    root.write('gatehouse.json', '{}');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: policy, type: CHANGED }] });
    await client.until(() => client.latest(policy)?.length === 0);
  });

  it('shows what the settings let through, without being asked twice', async () => {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, 'danger doubt');
    await client.diagnosticsOf(app, 1);
    const send = (gatehouse: unknown) => client.notify('workspace/didChangeConfiguration', { settings: { gatehouse } });
    send({ minimumConfidence: 'low', minimumSeverity: 'info' });
    await client.until(() => client.latest(app)?.length === 2);
    send({ minimumConfidence: 'low', minimumSeverity: 'high' });
    await client.until(() => client.latest(app)?.length === 1);
    send({ minimumConfidence: 'nonsense', minimumSeverity: 7 });
    await client.until(() => client.publications.length === 4);
    assert.equal(client.latest(app)?.length, 1);
  });

  it('asks editors that only say that something changed', async () => {
    const root = folder();
    const client = await startClient({ server: FAKE_SERVER, folders: [root.path], options: undefined, capabilities: ALL_CAPABILITIES });
    const app = uri(root.path, 'app.ts');
    client.configuration = { minimumConfidence: 'low' };
    client.open(app, 'danger doubt');
    assert.equal((await client.diagnosticsOf(app, 1)).length, 1);
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.latest(app)?.length === 2);
  });

  it('gives each folder its own analysis, and moves documents when folders come and go', async () => {
    const [one, two] = [folder({ 'lib.ts': 'origin' }), folder({ 'lib.ts': '\norigin' })];
    const client = await startFake(one.path);
    const app = uri(two.path, 'app.ts');
    client.open(app, 'danger source in lib.ts');
    const event = (added: string[], removed: string[]) => {
      const folders = (paths: string[]) => paths.map((path) => ({ uri: pathToFileURL(path).href, name: path }));
      client.notify('workspace/didChangeWorkspaceFolders', { event: { added: folders(added), removed: folders(removed) } });
    };
    await client.diagnosticsOf(app, 1);
    event([two.path], []);
    await client.until(() => client.publications.length >= 3 && client.latest(app)?.length === 1);
    assert.equal(client.latest(app)?.[0].relatedInformation?.[0].location.range.start.line, 1);
    assert.equal((await client.request<ScanSummary>('gatehouse/scan', {})).files, 2);
    event([], [one.path]);
    await client.until(() => client.latest(uri(one.path, 'lib.ts')) === undefined);
    assert.equal((await client.request<ScanSummary>('gatehouse/scan', {})).files, 1);
  });
});
