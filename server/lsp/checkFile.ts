/** One file through the analysis and out to the editor. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileResult } from '../analyzer/analyzer';
import type { Note } from '../base/finding';
import type { Span } from '../base/span';
import type { Root } from './backend';
import { type Places, toDiagnostic } from './diagnostic';
import { type Folder, type Place, uriOf } from './folders';
import { guarded, logCrash } from './guard';
import type { OpenDocument } from './openDocument';
import { ANALYSING, type AnalysingParams } from './protocol';
import { type FileResults, nothing, type Shown } from './results';
import { documentAt, type Session } from './session';
import { sendSummary } from './summary';

const SET_ASIDE: Note = {
  kind: 'crash',
  message: 'Set aside: analysing this file ended the server twice. Restart Gatehouse to try it again.',
};
const CRASHED: Note = { kind: 'crash', message: 'The analysis of this file failed; the log has the place.' };

/** Checks the file and then the open files that depend on it. One check at a time; waits for those before it. */
export function checkFile(session: Session, place: Place): Promise<void> {
  return inTurn(session, async () => {
    await checkOne(session, place);
    for (const other of affectedBy(session, place)) await checkOne(session, other);
  });
}

/** Waits for what is going on and runs the check that is due, so that what is known speaks of the text as it is now. */
export function settle(session: Session, place: Place): Promise<void> {
  return session.checks.isWaiting(place.key) ? checkFile(session, place) : inTurn(session, async () => {});
}

/** Runs work that may never return, with its file announced, so that the client knows what to blame. */
export async function announced<T>(session: Session, uri: string, work: () => T): Promise<T> {
  // The name is out before the work begins; whatever arrived meanwhile is part of what is looked at.
  await announce(session, uri);
  try {
    return work();
  } finally {
    await announce(session, null);
  }
}

export function announce(session: Session, uri: string | null): Promise<void> {
  return session.connection.sendNotification(ANALYSING, { uri } satisfies AnalysingParams);
}

function inTurn(session: Session, work: () => Promise<void>): Promise<void> {
  const turn = session.turn.then(() => guarded(session, 'A check', undefined, work));
  session.turn = turn;
  return turn;
}

async function checkOne(session: Session, place: Place): Promise<void> {
  const uri = documentAt(session, place)?.uri ?? uriOf(place);
  session.checks.cancel(place.key);
  if (session.setAside.has(place.key)) {
    session.results.set(nothing(place, uri, documentAt(session, place)?.version, [{ ...SET_ASIDE, file: place.file }]));
  } else {
    await announced(session, uri, () => {
      const root = place.folder.root;
      const document = documentAt(session, place);
      session.checks.cancel(place.key);
      if (root === undefined) return;
      if (document === undefined && !isScanned(session, place)) return;
      session.results.set(analyse(session, root, place, document));
    });
  }
  sendSummary(session);
}

function affectedBy(session: Session, place: Place): readonly Place[] {
  try {
    const files = place.folder.root?.analyzer.affected(place.file) ?? [];
    return files
      .map((file) => session.folders.at(place.folder, file))
      .filter((other) => other.key !== place.key && documentAt(session, other));
  } catch (error) {
    logCrash(session, `Looking for files affected by ${place.file}`, error);
    return [];
  }
}

/** A result as the editor shows it. */
export function present(session: Session, place: Place, result: FileResult, document: OpenDocument | undefined): FileResults {
  const places = placesOf(session, place.folder);
  const shown: Shown[] = [];
  for (const finding of result.findings) {
    const diagnostic = toDiagnostic(finding, places, session.abilities);
    if (diagnostic !== undefined) shown.push({ finding, diagnostic });
  }
  return { place, uri: document?.uri ?? uriOf(place), version: document?.version, shown, notes: result.notes };
}

function analyse(session: Session, root: Root, place: Place, document: OpenDocument | undefined): FileResults {
  try {
    return present(session, place, root.analyzer.check(place.file), document);
  } catch (error) {
    logCrash(session, `Checking ${place.file}`, error);
    return nothing(place, document?.uri, document?.version, [{ ...CRASHED, file: place.file }]);
  }
}

/** A closed file is worth a check only when a scan has reported it and it is still there. */
function isScanned(session: Session, place: Place): boolean {
  return session.scanned?.has(place.key) === true && place.folder.root?.host.exists(place.file) === true;
}

/** Positions in open documents come from the editor's text, in other files from the disk's. */
function placesOf(session: Session, folder: Folder): Places {
  const read = new Map<string, { readonly uri: string; readonly text: TextDocument } | undefined>();
  const load = (file: string) => {
    const place = session.folders.at(folder, file);
    const document = documentAt(session, place);
    if (document !== undefined) return { uri: document.uri, text: document.text };
    const text = folder.root?.host.readText(file);
    return text === undefined ? undefined : { uri: uriOf(place), text: TextDocument.create(file, '', 0, text) };
  };
  return {
    range(file: string, span: Span) {
      if (!read.has(file)) read.set(file, load(file));
      const found = read.get(file);
      if (found === undefined) return undefined;
      return { uri: found.uri, range: { start: found.text.positionAt(span.start), end: found.text.positionAt(span.end) } };
    },
  };
}
