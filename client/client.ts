/** Entry of the extension: wires the pieces and starts the server without waiting for it. */
import * as vscode from 'vscode';
import type { EndpointNode } from '../server/lsp/protocol';
import { EndpointsView } from './endpointsView';
import { watchEdits } from './provenance/watchEdits';
import { explainRule, ruleDocuments } from './rulePages';
import { scanWorkspace } from './scanWorkspace';
import { ServerLife } from './serverLife';
import { isEnabled, SECTION } from './settings';
import { StatusBar } from './statusBar';

let life: ServerLife | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Gatehouse', { log: true });
  const status = new StatusBar();
  const server = new ServerLife(context.asAbsolutePath('dist/server.js'), log, status);
  const endpoints = new EndpointsView(server);
  life = server;
  context.subscriptions.push(
    log,
    status,
    watchEdits(server),
    ruleDocuments(server),
    endpoints,
    vscode.commands.registerCommand('gatehouse.goToEndpoint', (node?: EndpointNode) => endpoints.goTo(node)),
    vscode.commands.registerCommand('gatehouse.scanWorkspace', () => scanWorkspace(server, log)),
    vscode.commands.registerCommand('gatehouse.restart', () => server.restart()),
    vscode.commands.registerCommand('gatehouse.showOutput', () => log.show()),
    vscode.commands.registerCommand('gatehouse.explainRule', (rule: unknown) => explainRule(server, rule)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) void applySettings(server);
    }),
    // Settings of the workspace that were not listened to before may count now.
    vscode.workspace.onDidGrantWorkspaceTrust(() => void applySettings(server)),
  );
  void server.start();
}

export async function deactivate(): Promise<void> {
  await life?.stop();
}

async function applySettings(server: ServerLife): Promise<void> {
  if (!isEnabled()) return server.stop();
  await server.start();
  await server.sendSettings();
}
