/** workspace/didChangeWatchedFiles: what changed on disk is told to the analysis, and what a scan reported is brought up to date. */
import { DidChangeWatchedFilesNotification, type DidChangeWatchedFilesParams, FileChangeType, WatchKind } from 'vscode-languageserver/node';
import type { Root } from './backend';
import { checkLater } from './background';
import type { Folder, Place } from './folders';
import { logCrash } from './guard';
import { reload } from './loading';
import { rescan } from './scan';
import { documentAt, type Session } from './session';
import { sendSummary } from './summary';

const SOURCES = '**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,py,pyi,pyw,java,go}';
/** Other people's code, of which nothing is read. */
const FOREIGN = /(^|\/)(node_modules|\.git)\//;
/** May say what imports mean: a configuration extends files of any name. The analysis knows which of them it has asked for. */
const CONFIGURATION = '**/{*.json,pnpm-workspace.yaml}';
/** Whole folders come and go without a word about what lies in them; only names tell folders from files, and not always. */
const ANYTHING = '**/*';

export async function watchFiles(session: Session): Promise<void> {
  if (!session.abilities.watchedFiles) return;
  await session.connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [
      { globPattern: SOURCES },
      { globPattern: CONFIGURATION },
      { globPattern: ANYTHING, kind: WatchKind.Create | WatchKind.Delete },
    ],
  });
}

export function onDidChangeWatchedFiles(session: Session, { changes }: DidChangeWatchedFilesParams): void {
  const touched = new Set<Folder>();
  let anyFile = false;
  for (const { uri, type } of changes) {
    const place = session.folders.find(uri, '');
    // What the editor holds counts; the disk's text is read again when the document is closed.
    if (place?.folder.root === undefined || (documentAt(session, place) !== undefined && type === FileChangeType.Changed)) continue;
    try {
      if (!takeChange(session, place, place.folder.root, type)) continue;
      touched.add(place.folder);
      // A configuration or a folder speaks of files nobody has named.
      anyFile ||= !session.backend.isSource(place.file);
    } catch (error) {
      logCrash(session, `Reading the change of ${place.file}`, error);
    }
  }
  for (const { place } of session.documents.values()) if (touched.has(place.folder)) session.checks.soon(place.key);
  if (anyFile) void rescan(session);
  sendSummary(session);
}

/** True when it may matter to other files. */
function takeChange(session: Session, place: Place, root: Root, type: FileChangeType): boolean {
  if (place.file === session.backend.policyFile) {
    void reload(session, place.folder).then(() => rescan(session));
    return false;
  }
  if (FOREIGN.test(place.file)) return false;
  const matters = root.analyzer.changedOnDisk(place.file);
  if (documentAt(session, place) === undefined) followScan(session, place, root, type);
  return matters;
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
