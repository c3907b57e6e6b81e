/** The status bar's item: counts of findings, busy, failing. A click opens the Problems view, or the log when the server fails. */
import * as vscode from 'vscode';
import type { SummaryParams } from '../server/lsp/protocol';
import { isSupported } from './settings';
import { statusText } from './statusText';

const NONE = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const EMPTY: SummaryParams = { state: 'ready', workspace: NONE, files: {}, scanned: false, notes: [] };

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('gatehouse.status', vscode.StatusBarAlignment.Left, 10);
  private readonly listener = vscode.window.onDidChangeActiveTextEditor(() => this.render());
  private summary: SummaryParams | undefined;

  constructor() {
    this.item.name = 'Gatehouse';
  }

  starting(): void {
    this.summary = { ...EMPTY, state: 'busy', message: 'Starting' };
    this.render();
  }

  failing(message: string): void {
    this.summary = { ...EMPTY, state: 'failing', message };
    this.render();
  }

  stopped(): void {
    this.summary = undefined;
    this.render();
  }

  show(summary: SummaryParams): void {
    this.summary = summary;
    this.render();
  }

  dispose(): void {
    this.listener.dispose();
    this.item.dispose();
  }

  private render(): void {
    const document = vscode.window.activeTextEditor?.document;
    const said =
      this.summary === undefined
        ? undefined
        : statusText(this.summary, document?.uri.toString(), document !== undefined && isSupported(document));
    if (said === undefined) {
      this.item.hide();
      return;
    }
    this.item.text = said.text;
    this.item.tooltip = new vscode.MarkdownString(said.tooltip);
    this.item.backgroundColor = said.isWarning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.command = said.isWarning ? 'gatehouse.showOutput' : 'workbench.actions.view.problems';
    this.item.accessibilityInformation = { label: `Gatehouse: ${said.text.replace(/\$\([^)]*\)\s*/g, '')}`, role: 'button' };
    this.item.show();
  }
}
