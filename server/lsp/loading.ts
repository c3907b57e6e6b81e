/** The analysis of a folder: loaded when it is first needed, anew when the policy changes, given up when nobody needs it. */
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Root } from './backend';
import { SOURCE } from './diagnostic';
import { type Folder, uriOf } from './folders';
import { logCrash } from './guard';
import { applyWaiting } from './inserted';
import type { OpenDocument } from './openDocument';
import type { Session } from './session';
import { sendSummary } from './summary';
import { surveyLater } from './survey';

/** Does nothing when it is loaded or loading already. */
export function load(session: Session, folder: Folder): void {
  if (!session.loading.has(folder)) session.loading.set(folder, open(session, folder, undefined));
}

/** The policy has changed: every judgement is made again; until then, the one before counts. */
export async function reload(session: Session, folder: Folder): Promise<void> {
  await session.loading.get(folder);
  const before = folder.root;
  const loading = open(session, folder, before);
  session.loading.set(folder, loading);
  await loading;
  // One that only judges anew is the same as before.
  if (folder.root?.analyzer !== before?.analyzer) before?.analyzer.dispose();
}

/** The analysis learns the document's text; the check follows. */
export function handOver(session: Session, document: OpenDocument): void {
  const { folder, file, key } = document.place;
  if (folder.root === undefined) {
    load(session, folder);
    return;
  }
  try {
    if (!session.setAside.has(key)) {
      folder.root.analyzer.open(file, document.language, document.text.getText());
      applyWaiting(document);
    }
  } catch (error) {
    logCrash(session, `Opening ${file}`, error);
  }
  session.checks.atOnce(key);
}

/** A folder nobody needs any more: its findings leave the editor with it. */
export function drop(session: Session, folder: Folder): void {
  showProblems(session, folder, undefined);
  session.results.dropFolder(folder);
  session.failures.delete(folder);
  session.loading.delete(folder);
  session.surveys.delete(folder);
  for (const key of session.scanned ?? []) if (key.startsWith(`${folder.key}\0`)) session.scanned?.delete(key);
  folder.root?.analyzer.dispose();
  folder.root = undefined;
}

async function open(session: Session, folder: Folder, before: Root | undefined): Promise<void> {
  try {
    const isSetAside = (file: string) => session.setAside.has(session.folders.at(folder, file).key);
    const root = await session.backend.openRoot(folder.path, { before, isSetAside });
    // The folder may have been closed meanwhile.
    if (!session.folders.all().includes(folder)) {
      root.analyzer.dispose();
      return;
    }
    folder.root = root;
    session.failures.delete(folder);
    showProblems(session, folder, root);
    for (const document of session.documents.values()) if (document.place.folder === folder) handOver(session, document);
    surveyLater(session, folder);
  } catch (error) {
    session.loading.delete(folder);
    logCrash(session, `Loading the analysis of ${folder.key}`, error);
    session.failures.set(folder, error instanceof Error ? error.message : 'The analysis could not be loaded.');
  }
  sendSummary(session);
}

/** Mistakes in the policy are shown where they are. */
function showProblems(session: Session, folder: Folder, root: Root | undefined): void {
  const problems = root?.problems ?? [];
  if (problems.length === 0 && !session.withProblems.has(folder)) return;
  if (problems.length === 0) session.withProblems.delete(folder);
  else session.withProblems.add(folder);
  const diagnostics = problems.map(({ line, column, message }) => {
    const at = { line: line - 1, character: column - 1 };
    return { range: { start: at, end: at }, severity: DiagnosticSeverity.Error, source: SOURCE, message };
  });
  void session.connection.sendDiagnostics({ uri: uriOf(session.folders.at(folder, session.backend.policyFile)), diagnostics });
}
