/** The extension's settings, as they are now. */
import * as vscode from 'vscode';
import type { Settings } from '../server/lsp/protocol';

export const SECTION = 'gatehouse';

export const LANGUAGES = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'python', 'go', 'java'] as const;

/** Documents the server hears of. Not those of git, diff views and output panels. */
export const DOCUMENTS = LANGUAGES.flatMap((language) => [
  { language, scheme: 'file' },
  { language, scheme: 'untitled' },
]);

export function isEnabled(): boolean {
  return configuration().get('enable', true);
}

/** Also for what needs no key binding: who switches it off wants no text marked at all. */
export function tracksAccepts(): boolean {
  return configuration().get('trackAccepts', true);
}

export function serverSettings(): Settings {
  return {
    minimumConfidence: configuration().get('minimumConfidence', 'medium'),
    minimumSeverity: configuration().get('minimumSeverity', 'info'),
  };
}

export function isSupported(document: vscode.TextDocument): boolean {
  return vscode.languages.match(DOCUMENTS, document) > 0;
}

function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION);
}
