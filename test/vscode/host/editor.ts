/** The editor as the suites see it: files of the opened folder, their findings, the server behind them. */
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** Milliseconds: a cold machine under load, never the measure of our speed. */
const PATIENCE = 40_000;

/** The first truthy answer to `ask`. Fails saying what was waited for. */
export async function until<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (const start = Date.now(); ; ) {
    const answer = await ask();
    if (answer) return answer as NonNullable<T>;
    assert.ok(Date.now() - start < PATIENCE, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export function fileOf(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, name);
}

/** Opens a file of the folder in an editor with its text as it is on disk. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileOf(name));
  await vscode.window.showTextDocument(document);
  if (document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
  return document;
}

export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'gatehouse');
}

/** `rule at line`, line from 1, in order. */
export function summary(uri: vscode.Uri): string {
  return findings(uri)
    .map(({ code, range }) => ({ line: range.start.line + 1, rule: typeof code === 'object' ? code.value : code }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, rule }) => `${rule} at ${line}`)
    .join(', ');
}

/** Waits until the file's findings are these, as `summary` says them. */
export async function untilFindings(uri: vscode.Uri, expected: string): Promise<void> {
  try {
    await until('findings', () => summary(uri) === expected);
  } catch {
    assert.equal(summary(uri), expected);
  }
}

export async function edit(document: vscode.TextDocument, at: vscode.Position, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.insert(document.uri, at, text);
  assert.ok(await vscode.workspace.applyEdit(change));
}

/** The position after the last character of the first `text`. */
export function after(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${document.uri.path} has no ${text}`);
  return document.positionAt(at + text.length);
}

/** The quick fixes offered there; without the built-in TypeScript server all of them are ours. */
export async function quickFixes(uri: vscode.Uri, at: vscode.Range): Promise<vscode.CodeAction[]> {
  const { value } = vscode.CodeActionKind.QuickFix;
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, at, value);
  return actions.filter(({ edit }) => edit !== undefined);
}

/** Process ids of running servers that this extension host has started. */
export function serverProcesses(): number[] {
  return processes()
    .filter(({ parent, command }) => parent === process.pid && /dist[\\/]server\.js/.test(command))
    .map(({ id }) => id);
}

function processes(): { id: number; parent: number; command: string }[] {
  if (process.platform === 'linux') return [...linuxProcesses()];
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [, id, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { id: Number(id), parent: Number(parent), command: command ?? '' };
  });
}

function* linuxProcesses(): Generator<{ id: number; parent: number; command: string }> {
  for (const id of readdirSync('/proc')) {
    if (!/^\d+$/.test(id)) continue;
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      // A dead process whose end nobody has asked about yet is no server.
      if (!/^State:\s+Z/m.test(status)) yield { id: Number(id), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), command };
    } catch {
      // It ended while we looked.
    }
  }
}
