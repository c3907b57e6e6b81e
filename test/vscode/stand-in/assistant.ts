/** Offers the suggestions of suggestions.ts as grey text, as a coding assistant would: below a comment that asks for one. */
import * as vscode from 'vscode';
import { suggestionFor } from './suggestions';

const LANGUAGES = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

export function activate(context: vscode.ExtensionContext): void {
  const provider: vscode.InlineCompletionItemProvider = {
    provideInlineCompletionItems(document, position) {
      const before = document.getText(new vscode.Range(new vscode.Position(0, 0), position));
      const text = suggestionFor(before, document.getText());
      return text === undefined ? [] : [new vscode.InlineCompletionItem(text, new vscode.Range(position, position))];
    },
  };
  const files = LANGUAGES.map((language) => ({ language }));
  context.subscriptions.push(vscode.languages.registerInlineCompletionItemProvider(files, provider));
}
