/** textDocument/hover on a finding: what the rule is, why it matters, what to do. */
import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver/node';
import { pageParts } from '../report/page';
import type { RuleInfo } from './backend';
import { catchUp } from './checkFile';
import type { Session } from './session';

export async function onHover(session: Session, { textDocument: { uri }, position }: HoverParams): Promise<Hover | null> {
  const document = session.documents.get(uri);
  if (document === undefined) return null;
  await catchUp(session, document.place);
  const offset = document.text.offsetAt(position);
  const here = session.results
    .visible(document.place.key)
    .filter(({ finding }) => finding.span.start <= offset && offset <= finding.span.end);
  const messages = new Map(here.map(({ finding }) => [finding.rule, finding.message]));
  const parts = session.backend.rules.flatMap((rule) => {
    const message = messages.get(rule.id);
    return message === undefined ? [] : [describe(rule, message)];
  });
  if (parts.length === 0) return null;
  return { contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') }, range: here[0].diagnostic.range };
}

/** The editor shows the message just above: what it has said already is not said again. */
function describe(rule: RuleInfo, message: string): string {
  const advice = message.includes(rule.advice) ? '' : rule.advice;
  return [`**${rule.title}** \`${rule.id}\``, pageParts(rule.page).summary, advice].filter((part) => part !== '').join('\n\n');
}
