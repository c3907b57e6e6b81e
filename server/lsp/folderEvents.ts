/** workspace/didChangeWorkspaceFolders: open documents move to the folder they lie in now. */
import type { WorkspaceFoldersChangeEvent } from 'vscode-languageserver/node';
import { drop, handOver, load } from './loading';
import { OpenDocument } from './openDocument';
import type { Session } from './session';
import { sendSummary } from './summary';

export function onDidChangeFolders(session: Session, { added, removed }: WorkspaceFoldersChangeEvent): void {
  for (const { uri } of removed) {
    const folder = session.folders.remove(uri);
    if (folder !== undefined) drop(session, folder);
  }
  for (const { uri } of added) {
    const folder = session.folders.add(uri);
    if (folder !== undefined) load(session, folder);
  }
  for (const document of [...session.documents.values()]) rehome(session, document);
  sendSummary(session);
}

function rehome(session: Session, document: OpenDocument): void {
  const { uri, language, languageId, place: before } = document;
  const place = session.folders.locate(uri, session.backend.endingOf(languageId));
  if (place.folder === before.folder) return;
  session.checks.cancel(before.key);
  session.results.drop(before.key);
  before.folder.root?.analyzer.close(before.file);
  const moved = new OpenDocument(uri, place, language, languageId, document.version, document.text.getText());
  session.documents.set(uri, moved);
  leave(session, before.folder);
  handOver(session, moved);
}

/** A folder made for single documents goes when the last of them is gone. */
export function leave(session: Session, folder: OpenDocument['place']['folder']): void {
  if (folder.isWorkspace) return;
  for (const document of session.documents.values()) if (document.place.folder === folder) return;
  session.folders.forget(folder);
  drop(session, folder);
}
