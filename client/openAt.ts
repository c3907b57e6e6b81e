/** Opens a document and selects a range of it: where the server has written something that the user has to finish. */
import * as vscode from 'vscode';

interface Position {
  readonly line: number;
  readonly character: number;
}

/** An LSP range. */
export async function openAt(uri: string, { start, end }: { readonly start: Position; readonly end: Position }): Promise<void> {
  const at = (position: Position) => new vscode.Position(position.line, position.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(at(start), at(end)) });
}
