/**
 * Files that nobody has opened, looked at once, between whatever the user is waiting for: what stands before an endpoint, or
 * leads into an open file, may stand in any of them. What is found in them is shown once a scan is asked for.
 */
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
  setTimeout(() => void guarded(session, `Surveying ${folder.key}`, undefined, () => survey(session, folder)), PAUSE).unref();
}

async function survey(session: Session, folder: Folder): Promise<void> {
  const { root } = folder;
  if (root === undefined || session.busy !== undefined) return;
  const { files } = await root.listFiles(new AbortController().signal);
  if (files.length > MAX_FILES) return;
  for (const file of files) {
    const { key } = session.folders.at(folder, file);
    if (session.setAside.has(key)) continue;
    while (session.checks.isAnyWaiting) await new Promise<void>((resolve) => setTimeout(resolve, REST).unref());
    // Another analysis has begun, which is surveyed by itself, or a scan has looked at everything.
    if (folder.root !== root || session.busy !== undefined) return;
    await inTurn(session, () =>
      guarded(session, `Looking at ${file}`, undefined, () =>
        announced(session, uriOf(session.folders.at(folder, file)), () => root.analyzer.look(file)),
      ),
    );
  }
  await inTurn(session, () => guarded(session, 'Judging endpoints', undefined, () => root.analyzer.lookedAtAll()));
  for (const { place } of session.documents.values()) if (place.folder === folder) session.checks.atOnce(place.key);
}
