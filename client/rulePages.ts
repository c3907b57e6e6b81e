/** Rule pages: read-only documents `gatehouse-rule:/<rule>.md`, and the command that shows one rendered. */
import * as vscode from 'vscode';
import { EXPLAIN, type ExplainParams, type ExplainResult, RULE_SCHEME, RULES, type RuleEntry } from '../server/lsp/protocol';
import type { ServerLife } from './serverLife';

export function ruleDocuments(server: ServerLife): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(RULE_SCHEME, {
    async provideTextDocumentContent({ path }) {
      const rule = /^\/?(.*?)(?:\.md)?$/.exec(path)?.[1] ?? '';
      const found = await (await server.ready())?.sendRequest<ExplainResult | null>(EXPLAIN, { rule } satisfies ExplainParams);
      if (found === undefined) return 'Gatehouse is not running.';
      return found?.page ?? `Gatehouse has no rule ${rule}.`;
    },
  });
}

export async function explainRule(server: ServerLife, rule: unknown): Promise<void> {
  const id = typeof rule === 'string' ? rule : await pick(server);
  if (id === undefined) return;
  const uri = vscode.Uri.from({ scheme: RULE_SCHEME, path: `/${id}.md` });
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    // The Markdown extension can be switched off: its source is readable too.
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}

async function pick(server: ServerLife): Promise<string | undefined> {
  const rules = await (await server.ready())?.sendRequest<readonly RuleEntry[]>(RULES);
  if (rules === undefined) return undefined;
  const items = rules.map(({ id, title, severity }) => ({ label: title, description: id, detail: severity }));
  const options = { title: 'Explain a rule', matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.description;
}
