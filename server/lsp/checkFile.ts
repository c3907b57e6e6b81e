/** One file through the analysis and out to the editor. */
import type { Note } from '../base/finding';
import type { Root } from './backend';
import { tellEndpoints } from './endpoints';
import { type Place, uriOf } from './folders';
import { guarded, logCrash } from './guard';
import type { OpenDocument } from './openDocument';
import { present } from './present';
import { type FileResults, nothing } from './results';
import { documentAt, type Session } from './session';
import { sendSummary } from './summary';
import { announced, inTurn } from './turn';

const SET_ASIDE = 'Set aside: analysing this file ended the server twice. Restart Gatehouse to try it again.';
const CRASHED = 'The analysis of this file failed; the log has the place.';
/** Results in a row that may be dropped because their document has changed meanwhile. */
const PATIENCE = 3;

/** Checks the file and then the open files that depend on it. */
export function checkFile(session: Session, place: Place): Promise<void> {
  return inTurn(session, () =>
    guarded(session, `Checking ${place.file}`, undefined, async () => {
      for (const other of await checkOne(session, place)) await checkOne(session, other);
    }),
  );
}

/** Waits for what is going on and runs the check that is due, so that what is known speaks of the text as it is now. */
export function catchUp(session: Session, place: Place): Promise<void> {
  return session.checks.isWaiting(place.key) ? checkFile(session, place) : inTurn(session, async () => {});
}

/** Once typing has paused: damaged text is read afresh, and checked again when that makes a difference. */
export function settleFile(session: Session, place: Place): Promise<void> {
  return inTurn(session, () =>
    guarded(session, `Settling ${place.file}`, undefined, async () => {
      const document = documentAt(session, place);
      const analyzer = place.folder.root?.analyzer;
      if (document === undefined || analyzer === undefined || session.setAside.has(place.key)) return;
      if (await announced(session, document.uri, () => analyzer.settle(place.file))) session.checks.atOnce(place.key);
      tellEndpoints(session);
    }),
  );
}

/** Returns the open files that depend on it. */
async function checkOne(session: Session, place: Place): Promise<readonly Place[]> {
  session.checks.cancel(place.key);
  const known = documentAt(session, place);
  const uri = known?.uri ?? uriOf(place);
  if (session.setAside.has(place.key)) {
    publish(session, nothing(place, uri, known?.version, [note(place, SET_ASIDE)]));
    return [];
  }
  const done = await announced(session, uri, () => {
    const { root } = place.folder;
    const document = documentAt(session, place);
    session.checks.cancel(place.key);
    if (root === undefined || (document === undefined && !isScanned(session, place))) return undefined;
    return { document, results: analyse(session, root, place, document), others: affected(session, root, place) };
  });
  if (done === undefined) return [];
  if (!(await isOutdated(session, place, done.document))) publish(session, done.results);
  return done.others;
}

function analyse(session: Session, root: Root, place: Place, document: OpenDocument | undefined): FileResults {
  try {
    return present(session, place, root.analyzer.check(place.file), document);
  } catch (error) {
    logCrash(session, `Checking ${place.file}`, error);
    return nothing(place, document?.uri, document?.version, [note(place, CRASHED)]);
  }
}

function affected(session: Session, root: Root, place: Place): readonly Place[] {
  const others = root.analyzer.affected(place.file).map((file) => session.folders.at(place.folder, file));
  return others.filter((other) => other.key !== place.key && documentAt(session, other) !== undefined);
}

/** The user has typed on: the places are not where they were, and the next check is due already. */
async function isOutdated(session: Session, place: Place, document: OpenDocument | undefined): Promise<boolean> {
  if (document === undefined) return documentAt(session, place) !== undefined;
  const { version } = document;
  // Once round to read what has arrived, once to take it in.
  for (let i = 0; i < 2; i++) await new Promise<void>((resolve) => setImmediate(resolve));
  if (documentAt(session, place) !== document) return true;
  document.dropped = document.version === version ? 0 : document.dropped + 1;
  return document.dropped > 0 && document.dropped <= PATIENCE;
}

function publish(session: Session, results: FileResults): void {
  session.results.set(results);
  sendSummary(session);
}

/** A closed file is worth a check only when a scan has reported it and it is still there. */
function isScanned(session: Session, place: Place): boolean {
  return session.scanned?.has(place.key) === true && place.folder.root?.host.exists(place.file) === true;
}

function note(place: Place, message: string): Note {
  return { kind: 'crash', file: place.file, message };
}
