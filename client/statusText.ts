/** What the status bar says, as plain text: no editor needed to test it. */
import type { Counts, SummaryParams } from '../server/lsp/protocol';

const NAMES = ['critical', 'high', 'medium', 'low', 'info'] as const;
/** Notes worth showing in a tooltip. */
const NOTES = 5;

export interface StatusText {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly isWarning: boolean;
}

/** Undefined when there is nothing to say. `file` is the active document's URI, `isSupported` whether it is one of ours. */
export function statusText(summary: SummaryParams, file: string | undefined, isSupported: boolean): StatusText | undefined {
  const total = sum(summary.workspace);
  if (summary.state === 'ready' && total === 0 && !isSupported) return undefined;
  return {
    text: label(summary, total),
    tooltip: tooltip(summary, file === undefined ? undefined : summary.files[file]),
    isWarning: summary.state === 'failing',
  };
}

function label(summary: SummaryParams, total: number): string {
  const counts = total === 0 ? 'Gatehouse' : short(summary.workspace, total);
  if (summary.state === 'failing') return `$(warning) ${counts}`;
  return `${summary.state === 'busy' ? '$(sync~spin)' : '$(shield)'} ${counts}`;
}

/** The two worst kinds by name, the rest as a number. */
function short(counts: Counts, total: number): string {
  const worst = NAMES.filter((name) => counts[name] > 0).slice(0, 2);
  const rest = total - worst.reduce((all, name) => all + counts[name], 0);
  return worst.map((name) => `${counts[name]} ${name}`).join(', ') + (rest > 0 ? ` +${rest}` : '');
}

function tooltip(summary: SummaryParams, file: Counts | undefined): string {
  const lines = ['**Gatehouse**', ''];
  if (summary.message !== undefined) lines.push(escapeMarkdown(summary.message), '');
  lines.push('| | Critical | High | Medium | Low | Info |', '|:--|--:|--:|--:|--:|--:|');
  if (file !== undefined) lines.push(row('This file', file));
  lines.push(row(summary.scanned ? 'Workspace' : 'Files opened so far', summary.workspace), '');
  for (const note of summary.notes.slice(0, NOTES)) lines.push(`- ${escapeMarkdown(note)}`);
  if (summary.notes.length > NOTES) lines.push(`- and ${summary.notes.length - NOTES} more notes`);
  return lines.join('\n');
}

function row(name: string, counts: Counts): string {
  return `| ${name} | ${NAMES.map((one) => counts[one]).join(' | ')} |`;
}

function sum(counts: Counts): number {
  return NAMES.reduce((all, name) => all + counts[name], 0);
}

/** File names come from the workspace: they must not become links or markup. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&');
}
