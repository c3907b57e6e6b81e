/** What the commands do: scan all files, explain a rule, start the server again. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, edit, fileOf, open, serverProcesses, summary, until, untilFindings } from './editor';

describe('the workspace', () => {
  afterEach(closeAll);

  it('is scanned: flaws show in files that are not open', async () => {
    await open('drafts.ts');
    const unopened = fileOf('jobs/backup.js');
    assert.equal(summary(unopened), '', 'the file must not be known before the scan');
    await vscode.commands.executeCommand('gatehouse.scanWorkspace');
    await untilFindings(unopened, 'injection-command at 7');
    await untilFindings(fileOf('orders.ts'), 'injection-sql at 8');
    assert.ok(!vscode.workspace.textDocuments.some(({ uri }) => uri.path === unopened.path), 'the scan opened the file');
  });

  it('opens the page of a rule', async () => {
    await open('orders.ts');
    await vscode.commands.executeCommand('gatehouse.explainRule', 'injection-sql');
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('gatehouse-rule:/injection-sql.md'));
    assert.match(page.getText(), /^# /);
    assert.match(page.getText(), /SQL/);
  });

  it('gets a new server by the restart command', async () => {
    const { uri } = await open('orders.ts');
    await untilFindings(uri, 'injection-sql at 8');
    const [before] = await until('one server', () => one(serverProcesses()));
    await vscode.commands.executeCommand('gatehouse.restart');
    const [now] = await until('another server', () => one(serverProcesses().filter((id) => id !== before)));
    assert.notEqual(now, before);
    await untilFindings(uri, 'injection-sql at 8');
  });

  it('gets a new server when it is killed, and goes on where it was', async () => {
    const document = await open('orders.ts');
    await untilFindings(document.uri, 'injection-sql at 8');
    const [before] = await until('one server', () => one(serverProcesses()));
    process.kill(before, 'SIGKILL');
    await until('another server', () => one(serverProcesses().filter((id) => id !== before)));
    // Only the new server can know of this edit.
    await edit(document, new vscode.Position(0, 0), '\n\n');
    await untilFindings(document.uri, 'injection-sql at 10');
  });
});

function one(list: readonly number[]): readonly number[] | undefined {
  return list.length === 1 ? list : undefined;
}
