/** Fixes for endpoints, as an editor asks for them and applies them. */
import assert from 'node:assert/strict';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folder, removeFolders } from '../harness/folder';
import { ALL_CAPABILITIES, killServers, type LspClient, REAL_SERVER, startClient, uri } from '../harness/lspClient';

const RULE = 'endpoint-missing-authentication';

const APP = `const express = require('express');
const { signedIn } = require('./auth');
const { imports, orders } = require('./routes');

const app = express();
app.use('/orders', signedIn, orders);
app.use('/imports', imports);
`;
const AUTH = 'exports.signedIn = (req, res, next) => (req.session.user ? next() : res.status(401).end());\n';
const ROUTES = `const { Router } = require('express');
const { Pool } = require('pg');

const pool = new Pool();
const add = async (req, res) => res.json(await pool.query('insert into lines (text) values (1)'));

exports.orders = Router();
exports.orders.post('/', add);
exports.orders.put('/', add);
exports.orders.post('/lines', add);

exports.imports = Router();
exports.imports.post('/', add);
exports.imports.put('/', add);
`;

const URLS = `from django.urls import path
from . import views

urlpatterns = [
    path("add/", views.add),
    path("note/", views.note),
    path("close/", views.close),
    path("import/", views.load),
]
`;
const view = (name: string): string => `@require_POST
@login_required
def ${name}(request):
    Order.objects.create(owner=request.user)
    return JsonResponse({})
`;
const VIEWS = `from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.views.decorators.http import require_POST
from .models import Order


${['add', 'note', 'close'].map(view).join('\n\n')}

${view('load').replace('@login_required\n', '')}`;
const MODELS = 'from django.db import models\n\n\nclass Order(models.Model):\n    note = models.TextField()\n';

describe('fixes of endpoints in an editor', () => {
  afterEach(() => killServers());
  after(() => removeFolders());

  function start(root: string): Promise<LspClient> {
    const options = { features: [] as const };
    return startClient({ server: REAL_SERVER, folders: [root], options, capabilities: ALL_CAPABILITIES });
  }

  async function fixOf(client: LspClient, one: string): Promise<CodeAction> {
    const diagnostic = await client.until(() => client.latest(one)?.find(({ code }) => code === RULE));
    const params = { textDocument: { uri: one }, range: diagnostic.range, context: { diagnostics: [diagnostic] } };
    const [fix] = await client.request<CodeAction[]>('textDocument/codeAction', params);
    assert.deepEqual(fix.diagnostics, [diagnostic]);
    return fix;
  }

  function changed(text: string, { edits }: TextDocumentEdit): string {
    return TextDocument.applyEdits(TextDocument.create('file:///a', '', 1, text), edits as never);
  }

  it('put the guard before a router, and the finding goes once typing has paused', async () => {
    const root = folder({ 'app.js': APP, 'auth.js': AUTH, 'routes.js': ROUTES });
    const client = await start(root.path);
    const routes = uri(root.path, 'routes.js');
    client.open(routes, ROUTES, 1, 'javascript');
    const fix = await fixOf(client, routes);
    assert.equal(fix.title, 'Put `signedIn` before this router, as before 3 others');
    const [edit] = (fix.edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.deepEqual(edit.textDocument, { uri: routes, version: 1 });
    const text = changed(ROUTES, edit);
    assert.match(text, /exports\.imports = Router\(\);\nexports\.imports\.use\(signedIn\);\n/);
    client.change(routes, 2, { text });
    await client.until(() => client.latest(routes)?.every(({ code }) => code !== RULE));
  });

  it('change the file of the view where the path is pointed at', async () => {
    const root = folder({
      'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\n',
      'shop/urls.py': 'from django.urls import include, path\n\nurlpatterns = [path("orders/", include("orders.urls"))]\n',
      'orders/urls.py': URLS,
      'orders/views.py': VIEWS,
      'orders/models.py': MODELS,
    });
    const client = await start(root.path);
    const [urls, views] = ['orders/urls.py', 'orders/views.py'].map((file) => uri(root.path, file));
    client.open(urls, URLS, 1, 'python');
    const fix = await fixOf(client, urls);
    assert.equal(fix.title, 'Put `@login_required` before this endpoint, as before 3 others');
    const [edit] = (fix.edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.deepEqual(edit.textDocument, { uri: views, version: null });
    const text = changed(VIEWS, edit);
    client.open(views, VIEWS, 1, 'python');
    client.change(views, 2, { text });
    await client.until(() => client.latest(urls)?.every(({ code }) => code !== RULE));
  });
});
