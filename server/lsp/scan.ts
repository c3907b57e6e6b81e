/** gatehouse/scan: every supported file of the workspace folders, with progress and cancellation. */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Finding, Note } from '../base/finding';
import { milliseconds } from '../host/process';
import { type Folder, uriOf } from './folders';
import { logCrash } from './guard';
import { load } from './loading';
import { present } from './present';
import type { ScanParams, ScanSummary } from './protocol';
import { noteText } from './results';
import { documentAt, type Session } from './session';
import { sendSummary } from './summary';
import { surveyInstead } from './survey';
import { announce } from './turn';

export async function onScan(session: Session, { workDoneToken }: ScanParams, token: CancellationToken): Promise<ScanSummary> {
  if (session.busy !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, 'A scan is running already.');
  const stop = new AbortController();
  const progress = await progressFor(session, workDoneToken);
  const onStop = [token.onCancellationRequested(() => stop.abort()), progress.onCancelled(() => stop.abort())];
  session.busy = 'Scanning the workspace';
  sendSummary(session);
  progress.reporter?.begin('Gatehouse: scanning', 0, undefined, true);
  try {
    return await scanFolders(session, stop.signal, (percent, message) => progress.reporter?.report(percent, message));
  } finally {
    for (const one of onStop) one.dispose();
    progress.reporter?.done();
    session.busy = undefined;
    await announce(session, null);
    if (stop.signal.aborted) surveyInstead(session);
    sendSummary(session);
  }
}

/** Brings a finished scan up to date after the policy has changed. */
export async function rescan(session: Session): Promise<void> {
  if (session.scanned === undefined || session.busy !== undefined) return;
  session.busy = 'Scanning the workspace again';
  sendSummary(session);
  await scanFolders(session, new AbortController().signal, () => {});
  session.busy = undefined;
  await announce(session, null);
  sendSummary(session);
}

/** The client's own progress when it brought a token, else one we ask for. */
async function progressFor(session: Session, workDoneToken: ScanParams['workDoneToken']) {
  const never = { dispose: () => {} };
  const { window } = session.connection;
  if (workDoneToken !== undefined) return { reporter: window.attachWorkDoneProgress(workDoneToken), onCancelled: () => never };
  if (!session.abilities.progress) return { reporter: undefined, onCancelled: () => never };
  const reporter = await window.createWorkDoneProgress();
  return { reporter, onCancelled: (stop: () => void) => reporter.token.onCancellationRequested(stop) };
}

type Report = (percent: number, message: string) => void;

async function scanFolders(session: Session, signal: AbortSignal, report: Report): Promise<ScanSummary> {
  const began = milliseconds();
  const notes: Note[] = [];
  const covered = new Set<string>();
  let files = 0;
  let lines = 0;
  const folders = session.folders.workspace();
  for (const [index, folder] of folders.entries()) {
    if (signal.aborted) break;
    const share: Report = (percent, message) => report((index * 100 + percent) / folders.length, message);
    try {
      const done = await scanFolder(session, folder, signal, share);
      files += done.files;
      lines += done.lines;
      notes.push(...done.notes);
      for (const key of done.keys) covered.add(key);
    } catch (error) {
      logCrash(session, `Scanning ${folder.key}`, error);
      notes.push({ kind: 'crash', message: `The scan of ${folder.key} failed; the log has the place.` });
    }
  }
  if (!signal.aborted) session.scanned = covered;
  // Files that nobody has opened may lead into those that are open.
  for (const { place } of session.documents.values()) session.checks.atOnce(place.key);
  let findings = 0;
  for (const key of covered) findings += session.results.visible(key).length;
  return { files, lines, findings, notes: notes.map(noteText), milliseconds: milliseconds() - began, cancelled: signal.aborted };
}

async function scanFolder(session: Session, folder: Folder, signal: AbortSignal, report: Report) {
  load(session, folder);
  await session.loading.get(folder);
  const root = folder.root;
  if (root === undefined) throw new Error('the analysis is not loaded');
  const listed = await root.listFiles(signal);
  const files = listed.files.filter((file) => !session.setAside.has(session.folders.at(folder, file).key));
  const left = listed.files.length - files.length;
  await announceNext(session, folder, files[0]);
  let shown = -1;
  const result = await root.analyzer.scan({
    files,
    signal,
    onProgress: (done, total, file) => {
      void announceNext(session, folder, files[done]);
      const percent = total === 0 ? 100 : Math.floor((done * 100) / total);
      if (percent !== shown) report(percent, `${done} of ${total}: ${file}`);
      shown = percent;
    },
  });
  const keys = files.map((file) => session.folders.at(folder, file).key);
  if (!signal.aborted) replace(session, folder, files, result.findings, result.notes);
  const skipped: Note[] = left === 0 ? [] : [{ kind: 'crash', message: `${left} files were set aside: each ended the server twice.` }];
  return { files: result.files, lines: result.lines, notes: [...listed.notes, ...result.notes, ...skipped], keys };
}

/** Files are analysed in the order they are handed over; a wrong guess blames a neighbour, and only of a crash. */
function announceNext(session: Session, folder: Folder, file: string | undefined): Promise<void> {
  return announce(session, file === undefined ? null : uriOf(session.folders.at(folder, file)));
}

/** What the scan found takes the place of what was known about closed files; open documents have their own, newer results. */
function replace(session: Session, folder: Folder, files: readonly string[], findings: readonly Finding[], notes: readonly Note[]): void {
  const byFile = new Map<string, { findings: Finding[]; notes: Note[] }>(files.map((file) => [file, { findings: [], notes: [] }]));
  for (const finding of findings) byFile.get(finding.file)?.findings.push(finding);
  for (const note of notes) if (note.file !== undefined) byFile.get(note.file)?.notes.push(note);
  const covered = new Set(files);
  for (const { place } of session.results.all()) {
    if (place.folder === folder && !covered.has(place.file) && documentAt(session, place) === undefined) session.results.drop(place.key);
  }
  for (const [file, found] of byFile) {
    const place = session.folders.at(folder, file);
    if (documentAt(session, place) !== undefined) continue;
    if (found.findings.length === 0 && found.notes.length === 0) session.results.drop(place.key);
    else session.results.set(present(session, place, { file, ...found }, undefined));
  }
}
