/** Text that was accepted or inserted carries its origin into the findings. */
import assert from 'node:assert/strict';
import { folder, removeFolders } from '../harness/folder';
import { killServers, type LspClient, replace, startFake, uri } from '../harness/lspClient';

const origin = { kind: 'ai', by: 'Helper', confidence: 'high' } as const;

describe('accepted text', () => {
  afterEach(() => killServers());
  after(() => removeFolders());

  async function opened(text: string): Promise<{ client: LspClient; app: string }> {
    const root = folder();
    const client = await startFake(root.path);
    const app = uri(root.path, 'app.ts');
    client.open(app, text);
    await client.diagnosticsOf(app, 1);
    return { client, app };
  }

  it('is named in the message and the data of its findings', async () => {
    const { client, app } = await opened('');
    client.change(app, 2, replace(0, 0, 0, 'danger'));
    client.notify('gatehouse/inserted', { uri: app, version: 2, ranges: [{ start: 0, end: 6, origin }] });
    const found = await client.until(() => client.latest(app)?.find((one) => one.data.origin !== undefined));
    assert.match(String(found.message), /in text just ai/);
    assert.deepEqual(found.data.origin, origin);
  });

  it('is found where later keys have moved it', async () => {
    const { client, app } = await opened('');
    client.change(app, 2, replace(0, 0, 0, 'danger'));
    client.change(app, 3, replace(0, 0, 0, 'const a = '));
    client.notify('gatehouse/inserted', { uri: app, version: 2, ranges: [{ start: 0, end: 6, origin }] });
    const found = await client.until(() => client.latest(app)?.find((one) => one.data.origin !== undefined));
    assert.equal(found.range.start.character, 10);
  });

  it('waits for a change that is still on its way', async () => {
    const { client, app } = await opened('');
    client.notify('gatehouse/inserted', { uri: app, version: 2, ranges: [{ start: 0, end: 6, origin }] });
    client.change(app, 2, replace(0, 0, 0, 'danger'));
    await client.until(() => client.latest(app)?.find((one) => one.data.origin !== undefined));
  });

  it('ends where it was deleted', async () => {
    const { client, app } = await opened('');
    client.change(app, 2, replace(0, 0, 0, 'danger'));
    client.change(app, 3, replace(0, 0, 6, ''));
    client.change(app, 4, replace(0, 0, 0, 'danger'));
    client.notify('gatehouse/inserted', { uri: app, version: 2, ranges: [{ start: 0, end: 6, origin }] });
    const [found] = await client.diagnosticsOf(app, 4);
    assert.equal(found.data.origin, undefined);
  });
});
