/** Endpoints as the shipped server tells of them: when there is something to show, the tree, where each leads, and what a policy changes. */
import assert from 'node:assert/strict';
import { folder, removeFolders } from '../harness/folder';
import { ALL_CAPABILITIES, killServers, type LspClient, REAL_SERVER, replace, startClient, uri } from '../harness/lspClient';
import type { EndpointDetails, EndpointNode } from '../harness/lspServer';

const APP = `const express = require('express');
const gate = require('@acme/gate');
const { orders } = require('./orders');

const app = express();
const requireUser = (req, res, next) => (req.session.user ? next() : res.status(401).end());
app.use('/orders', orders);
app.get('/me', requireUser, (req, res) => res.json({}));
app.get('/club', gate, (req, res) => res.json({}));
`;
const ORDERS = `const { Router } = require('express');

exports.orders = Router();
exports.orders.get('/:id', show);

function show(req, res) {
  res.json({});
}
`;
const POLICY = '{ "controls": { "authentication": ["gate"] } }';
const CHANGED = 2;

function start(root: string): Promise<LspClient> {
  const options = { features: ['endpoints'] as const };
  return startClient({ server: REAL_SERVER, folders: [root], options, capabilities: ALL_CAPABILITIES });
}

async function routesOf(client: LspClient): Promise<Record<string, string | undefined>> {
  const out: Record<string, string | undefined> = {};
  const add = (node: EndpointNode): void => {
    if (node.kind === 'route') out[node.label] = node.authentication;
    node.children.forEach(add);
  };
  (await client.request<EndpointNode[]>('gatehouse/endpoints', null)).forEach(add);
  return out;
}

/** Waits until the server has said `count` times that there is something else to show. */
function told(client: LspClient, count: number): Promise<boolean> {
  return client.until(() => client.endpoints.length >= count);
}

describe('endpoints in the editor', () => {
  afterEach(() => killServers());
  after(() => removeFolders());

  it('are there once all files have been read, and lead to their handlers', async () => {
    const root = folder({ 'app.js': APP, 'orders.js': ORDERS });
    const client = await start(root.path);
    client.open(uri(root.path, 'app.js'), APP, 1, 'javascript');
    await client.until(() => client.endpoints.some(({ state }) => state === 'ready'));
    assert.deepEqual(client.endpoints[0], { state: 'reading', isAny: false });
    assert.deepEqual(client.endpoints.at(-1), { state: 'ready', isAny: true });
    assert.deepEqual(await routesOf(client), { 'GET /orders/:id': 'unguarded', 'GET /club': 'unknown', 'GET /me': 'guarded' });
    const [app] = await client.request<EndpointNode[]>('gatehouse/endpoints', null);
    const [orders] = app.children;
    const [show] = orders.children;
    const details = await client.request<EndpointDetails>('gatehouse/endpoint', { id: show.id });
    assert.deepEqual(details.place, { uri: uri(root.path, 'orders.js'), line: 5, character: 9 });
    assert.match(details.tooltip, /Authentication: \*\*none\*\*/);
    assert.match(details.tooltip, /mounted at \/orders \(app\\\.js:7\)/);
    const me = app.children.find(({ label }) => label === 'GET /me');
    assert.match((await client.request<EndpointDetails>('gatehouse/endpoint', { id: me?.id })).tooltip, /`requireUser` stands before it/);
    assert.equal(await client.request('gatehouse/endpoint', { id: 'gone' }), null);
  });

  it('follow an edit once typing pauses', async () => {
    const root = folder({ 'app.js': APP, 'orders.js': ORDERS });
    const client = await start(root.path);
    const app = uri(root.path, 'app.js');
    client.open(app, APP, 1, 'javascript');
    await client.until(() => client.endpoints.some(({ state }) => state === 'ready'));
    const before = client.endpoints.length;
    client.change(app, 2, replace(6, 19, 19, 'requireUser, '));
    await told(client, before + 1);
    assert.equal((await routesOf(client))['GET /orders/:id'], 'guarded');
  });

  it('are judged anew when the policy changes, without reading anything again', async () => {
    const root = folder({ 'app.js': APP, 'orders.js': ORDERS });
    const client = await start(root.path);
    client.open(uri(root.path, 'app.js'), APP, 1, 'javascript');
    await client.until(() => client.endpoints.some(({ state }) => state === 'ready'));
    const before = client.endpoints.length;
    root.write('gatehouse.json', POLICY);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(root.path, 'gatehouse.json'), type: CHANGED }] });
    await told(client, before + 1);
    await client.until(() => client.endpoints.at(-1)?.state === 'ready');
    assert.equal((await routesOf(client))['GET /club'], 'guarded');
  });

  it('are not looked for unasked in a large folder, but once it has been scanned', async () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`lib/part${index}.js`, '']));
    const root = folder({ ...many, 'app.js': APP, 'orders.js': ORDERS });
    const client = await start(root.path);
    client.open(uri(root.path, 'app.js'), APP, 1, 'javascript');
    await client.until(() => client.endpoints.some(({ state }) => state === 'unread'));
    assert.deepEqual(client.endpoints.at(-1), { state: 'unread', isAny: true });
    assert.deepEqual(await routesOf(client), {});
    await client.request('gatehouse/scan', {});
    await client.until(() => client.endpoints.at(-1)?.state === 'ready');
    assert.equal(Object.keys(await routesOf(client)).length, 3);
  });

  it('are not spoken of to clients that do not show them, nor where there are none', async () => {
    const root = folder({ 'app.js': 'done();\n' });
    const client = await start(root.path);
    client.open(uri(root.path, 'app.js'), 'done();\n', 1, 'javascript');
    await client.until(() => client.endpoints.some(({ state }) => state === 'ready'));
    assert.ok(client.endpoints.every(({ isAny }) => !isAny));
    assert.deepEqual(await client.request('gatehouse/endpoints', null), []);
    const other = await startClient({ server: REAL_SERVER, folders: [root.path], options: undefined, capabilities: ALL_CAPABILITIES });
    other.open(uri(root.path, 'app.js'), 'done();\n', 1, 'javascript');
    await other.diagnosticsOf(uri(root.path, 'app.js'), 1);
    assert.deepEqual(other.endpoints, []);
  });
});
