/** workspace/didChangeWatchedFiles: what changed on disk is told to the analysis, and what a scan reported is brought up to date. */
import { DidChangeWatchedFilesNotification, type DidChangeWatchedFilesParams, FileChangeType } from 'vscode-languageserver/node';
import type { Root } from './backend';
import { checkLater } from './background';
import type { Folder, Place } from './folders';
import { logCrash } from './guard';
import { reload } from './loading';
import { rescan } from './scan';
import { documentAt, type Session } from './session';
import { sendSummary } from './summary';

const SOURCES = '**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}';
/** Other people's code, of which nothing is read. */
const FOREIGN = /(^|\/)(node_modules|\.git)\//;
/** Says what imports mean, for every file. */
const CONFIGURATION_NAME = /(^|\/)(package\.json|[jt]sconfig[^/]*\.json)$/;
const CONFIGURATION = '**/{package.json,tsconfig*.json,jsconfig*.json,gatehouse.json}';

export async function watchFiles(session: Session): Promise<void> {
  if (!session.abilities.watchedFiles) return;
  await session.connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: SOURCES }, { globPattern: CONFIGURATION }],
  });
}

export function onDidChangeWatchedFiles(session: Session, { changes }: DidChangeWatchedFilesParams): void {
  const touched = new Set<Folder>();
  for (const { uri, type } of changes) {
    const place = session.folders.find(uri, '');
    // What the editor holds counts; the disk's text is read again when the document is closed.
    if (place?.folder.root === undefined || documentAt(session, place) !== undefined) continue;
    try {
      if (takeChange(session, place, place.folder.root, type)) touched.add(place.folder);
    } catch (error) {
      logCrash(session, `Reading the change of ${place.file}`, error);
    }
  }
  for (const { place } of session.documents.values()) if (touched.has(place.folder)) session.checks.soon(place.key);
  sendSummary(session);
}

/** True when it may matter to other files. */
function takeChange(session: Session, place: Place, root: Root, type: FileChangeType): boolean {
  if (place.file === session.backend.policyFile) {
    void reload(session, place.folder).then(() => rescan(session));
    return false;
  }
  if (FOREIGN.test(place.file) || !(session.backend.isSource(place.file) || CONFIGURATION_NAME.test(place.file))) return false;
  root.analyzer.changedOnDisk(place.file);
  followScan(session, place, root, type);
  return true;
}

/** Results of a finished scan stay true: new and changed files are checked, deleted ones disappear. */
function followScan(session: Session, place: Place, root: Root, type: FileChangeType): void {
  if (session.scanned === undefined || !place.folder.isWorkspace || !session.backend.isSource(place.file)) return;
  if (type === FileChangeType.Deleted) {
    session.scanned.delete(place.key);
    session.background.delete(place.key);
    session.results.drop(place.key);
  } else if (session.scanned.has(place.key) || root.covers(place.file)) {
    session.scanned.add(place.key);
    checkLater(session, place);
  }
}
