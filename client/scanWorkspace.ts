/** Command *Scan Workspace*: progress with a way to stop it, and one sentence at the end. */
import * as vscode from 'vscode';
import { SCAN, type ScanParams, type ScanSummary } from '../server/lsp/protocol';
import type { ServerLife } from './serverLife';

let scans = 0;

export async function scanWorkspace(server: ServerLife, log: vscode.LogOutputChannel): Promise<ScanSummary | undefined> {
  const client = await server.ready();
  if (client === undefined) return undefined;
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    return void vscode.window.showInformationMessage('Gatehouse scans the folders of a workspace; none is open.');
  }
  const { WORK_DONE } = await import('./languageClient');
  const workDoneToken = `gatehouse-scan-${scans++}`;
  const options = { location: vscode.ProgressLocation.Notification, title: 'Gatehouse: scanning the workspace', cancellable: true };
  try {
    const summary = await vscode.window.withProgress(options, async (progress, token) => {
      let before = 0;
      const listener = client.onProgress(WORK_DONE, workDoneToken, ({ percentage = before, message }) => {
        progress.report({ increment: percentage - before, message });
        before = percentage;
      });
      try {
        return await client.sendRequest<ScanSummary>(SCAN, { workDoneToken } satisfies ScanParams, token);
      } finally {
        listener.dispose();
      }
    });
    for (const note of summary.notes) log.warn(note);
    report(summary, log);
    return summary;
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    return void vscode.window.showErrorMessage(`Gatehouse: the scan did not finish. ${error instanceof Error ? error.message : ''}`);
  }
}

function report({ cancelled, files, findings, notes }: ScanSummary, log: vscode.LogOutputChannel): void {
  const found = `${findings} ${findings === 1 ? 'finding' : 'findings'} in ${files} ${files === 1 ? 'file' : 'files'}`;
  const noted = notes.length === 0 ? '' : ` ${notes.length} ${notes.length === 1 ? 'note' : 'notes'}, in the output.`;
  const text = cancelled ? `Gatehouse: scan stopped after ${files} files.` : `Gatehouse: ${found}.${noted}`;
  const choices = [...(findings > 0 ? ['Show Problems'] : []), ...(notes.length > 0 ? ['Show Notes'] : [])];
  void vscode.window.showInformationMessage(text, ...choices).then((choice) => {
    if (choice === 'Show Problems') void vscode.commands.executeCommand('workbench.actions.view.problems');
    if (choice === 'Show Notes') log.show();
  });
}
