/** workspace/didChangeConfiguration: what is shown follows the settings; nothing is analysed again for it. */
import type { DidChangeConfigurationParams } from 'vscode-languageserver/node';
import type { Session } from './session';
import { readSettings } from './settings';
import { sendSummary } from './summary';

/** Our client sends the settings along; other editors send them under our name, or nothing and want to be asked. */
export async function onDidChangeConfiguration(session: Session, { settings }: DidChangeConfigurationParams): Promise<void> {
  const given =
    section(settings) ?? (session.abilities.configuration ? await session.connection.workspace.getConfiguration('gatehouse') : undefined);
  if (given === undefined || given === null) return;
  session.settings = readSettings(given);
  session.results.applySettings(session.settings);
  sendSummary(session);
}

function section(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null ? (settings as Record<string, unknown>)['gatehouse'] : undefined;
}
