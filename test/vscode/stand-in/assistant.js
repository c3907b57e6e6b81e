/** Offers the suggestions of suggestions.js as grey text, as a coding assistant would: below a comment that asks for one. */
const vscode = require('vscode');
const { suggestionFor } = require('./suggestions.js');

exports.activate = (context) => {
  const provider = {
    provideInlineCompletionItems(document, position) {
      const before = document.getText(new vscode.Range(new vscode.Position(0, 0), position));
      const text = suggestionFor(before, document.getText());
      return text === undefined ? [] : [new vscode.InlineCompletionItem(text, new vscode.Range(position, position))];
    },
  };
  const files = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'].map((language) => ({ language }));
  context.subscriptions.push(vscode.languages.registerInlineCompletionItemProvider(files, provider));
};
