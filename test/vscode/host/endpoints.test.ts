/** The view of endpoints, from inside the editor: there is one, and its items lead to handlers. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, open, until, untilFindings } from './editor';

describe('the view of endpoints', () => {
  afterEach(closeAll);

  it('leads to a handler by its node', async () => {
    const { uri } = await open('orders.ts');
    await untilFindings(uri, 'injection-sql at 8');
    await open('drafts.ts');
    const node = { id: '0 orders.ts > GET /orders/:number' };
    // The folder is read in the background; until then there is nothing to go to.
    await until('the handler', async () => {
      await vscode.commands.executeCommand('gatehouse.goToEndpoint', node);
      return vscode.window.activeTextEditor?.document.uri.path === uri.path;
    });
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 11);
  });

  it('is there to be looked at', async () => {
    await open('orders.ts');
    await vscode.commands.executeCommand('gatehouse.endpoints.focus');
    const all = await vscode.commands.getCommands(true);
    for (const command of ['gatehouse.endpoints.focus', 'gatehouse.goToEndpoint']) assert.ok(all.includes(command), command);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  });
});
