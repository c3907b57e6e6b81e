/** textDocument/didOpen, didChange, didSave and didClose: the analysis and the editor hold the same text. */
import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
} from 'vscode-languageserver/node';
import type { TextChange } from '../analyzer/analyzer';
import { checkLater } from './background';
import { leave } from './folderEvents';
import { logCrash } from './guard';
import { applyWaiting } from './inserted';
import { handOver } from './loading';
import { OpenDocument } from './openDocument';
import type { Session } from './session';
import { sendSummary } from './summary';

export function onDidOpen(session: Session, { textDocument: { uri, languageId, version, text } }: DidOpenTextDocumentParams): void {
  const place = session.folders.locate(uri, session.backend.endingOf(languageId));
  const language = session.backend.languageOf(languageId, place.file);
  if (language === undefined) {
    leave(session, place.folder);
    return;
  }
  const document = new OpenDocument(uri, place, language, languageId, version, text);
  session.documents.set(uri, document);
  handOver(session, document);
}

export function onDidChange(session: Session, { textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
  const document = session.documents.get(uri);
  if (document === undefined) return;
  const changes = document.update(contentChanges, version);
  const { folder, file, key } = document.place;
  if (folder.root === undefined || session.setAside.has(key)) return;
  try {
    if (changes.length > 0) folder.root.analyzer.edit(file, changes);
  } catch (error) {
    // The analysis lost its place: it gets the whole text and starts over.
    logCrash(session, `Editing ${file}`, error);
    folder.root.analyzer.open(file, document.language, document.text.getText());
  }
  // A key can wait for the next one; a block of text is not typing.
  if (applyWaiting(document) || changes.some(isBlock)) session.checks.atOnce(key);
  else session.checks.soon(key);
  session.settling.soon(key);
}

export function onDidSave(session: Session, { textDocument: { uri } }: DidSaveTextDocumentParams): void {
  const document = session.documents.get(uri);
  if (document === undefined) return;
  session.checks.atOnce(document.place.key);
  session.settling.soon(document.place.key);
}

export function onDidClose(session: Session, { textDocument: { uri } }: DidCloseTextDocumentParams): void {
  const document = session.documents.get(uri);
  if (document === undefined) return;
  session.documents.delete(uri);
  const { folder, file, key } = document.place;
  session.checks.cancel(key);
  session.settling.cancel(key);
  session.results.drop(key);
  folder.root?.analyzer.close(file);
  // A scan spoke of this file: what the disk holds is reported from now on.
  if (session.scanned?.has(key) === true) checkLater(session, document.place);
  leave(session, folder);
  sendSummary(session);
}

function isBlock({ text }: TextChange): boolean {
  const trimmed = text.trim();
  return trimmed.length >= 20 || trimmed.includes('\n');
}
