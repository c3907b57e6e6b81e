/**
 * Files that nobody has opened, looked at once, between whatever the user is waiting for: what stands before an endpoint, or
 * leads into an open file, may stand in any of them. What is found in them is shown once a scan is asked for.
 */
import { tellEndpoints } from './endpoints';
import { type Folder, uriOf } from './folders';
import { guarded } from './guard';
import type { Session } from './session';
import { announced, inTurn } from './turn';

/** Milliseconds of which the user has the start of the editor for himself. */
const PAUSE = 2000;
/** Milliseconds that are left to somebody who types. */
const REST = 200;
/** In larger folders, a scan looks at all of them when it is asked for. */
const MAX_FILES = 1000;

/** Once for each analysis of a folder. */
export function surveyLater(session: Session, folder: Folder): void {
  session.surveys.set(folder, 'reading');
  setTimeout(() => {
    void guarded(session, `Surveying ${folder.key}`, 'failed' as const, () => survey(session, folder)).then((state) => {
      session.surveys.set(folder, state);
      tellEndpoints(session);
    });
  }, PAUSE).unref();
}

/** A scan that was to look at everything has been given up. */
export function surveyInstead(session: Session): void {
  for (const folder of session.folders.all())
    if (folder.root !== undefined && folder.root.analyzer.endpoints().version === 0) surveyLater(session, folder);
}

/** `reading`: somebody else does it. */
async function survey(session: Session, folder: Folder): Promise<'reading' | 'unread'> {
  const { root } = folder;
  if (root === undefined || session.busy !== undefined) return 'reading';
  const { files } = await root.listFiles(new AbortController().signal);
  if (files.length > MAX_FILES) return 'unread';
  for (const file of files) {
    const { key } = session.folders.at(folder, file);
    if (session.setAside.has(key)) continue;
    while (session.checks.isAnyWaiting) await new Promise<void>((resolve) => setTimeout(resolve, REST).unref());
    // Another analysis has begun, which is surveyed by itself, or a scan has looked at everything.
    if (folder.root !== root || session.busy !== undefined) return 'reading';
    await inTurn(session, () =>
      guarded(session, `Looking at ${file}`, undefined, () =>
        announced(session, uriOf(session.folders.at(folder, file)), () => root.analyzer.look(file)),
      ),
    );
  }
  await inTurn(session, () => guarded(session, 'Judging endpoints', undefined, () => root.analyzer.lookedAtAll()));
  for (const { place } of session.documents.values()) if (place.folder === folder) session.checks.atOnce(place.key);
  return 'reading';
}
