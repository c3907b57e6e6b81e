/** Files nobody looks at: checked one after the other, between whatever the user is waiting for. */
import { checkFile } from './checkFile';
import type { Place } from './folders';
import type { Session } from './session';

/** Milliseconds: a checkout or an install touches many files, some of them several times. */
const PAUSE = 100;

/** For closed files that a scan has reported; open ones have a rhythm of their own. */
export function checkLater(session: Session, place: Place): void {
  const isRunning = session.background.size > 0;
  session.background.set(place.key, place);
  if (!isRunning) setTimeout(() => void work(session), PAUSE);
}

/** A file stays in the list while it is checked, so that there is only ever one such worker. */
async function work(session: Session): Promise<void> {
  for (let next = first(session); next !== undefined; next = first(session)) {
    const before = session.background.get(next.key);
    await checkFile(session, next);
    await new Promise<void>((resolve) => setImmediate(resolve));
    // Changed once more meanwhile: it is due again.
    if (session.background.get(next.key) === before) session.background.delete(next.key);
  }
}

function first(session: Session): Place | undefined {
  return session.background.values().next().value;
}
