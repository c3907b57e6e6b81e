/** One piece of analysis at a time, each announced by its file, so that the client knows what has killed or stopped the server. */
import { ANALYSING, type AnalysingParams } from './protocol';
import type { Session } from './session';

/** Waits for the work before it. `work` has the session to itself until its promise settles. */
export function inTurn<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const turn = session.turn.then(work);
  session.turn = turn.then(
    () => {},
    () => {},
  );
  return turn;
}

const REASONS = {
  broken: 'The parser has broken down; the server ends and has to be started again.',
  worn: 'The parser holds more memory than it can give back; the server ends and has to be started again.',
} as const;

/** Runs work that may never return. To be called in turn. */
export async function announced<T>(session: Session, uri: string, work: () => T): Promise<T> {
  // The name is out before the work begins; whatever arrived meanwhile is part of what is looked at.
  await announce(session, uri);
  try {
    return work();
  } finally {
    const health = session.backend.health();
    // With a parser that has broken down the file stays announced: it is to blame for what comes now.
    if (health !== 'broken') await announce(session, null);
    if (health !== 'good') session.quit(REASONS[health]);
  }
}

/** The file that is looked at from now on; null for none. */
export function announce(session: Session, uri: string | null): Promise<void> {
  return session.connection.sendNotification(ANALYSING, { uri } satisfies AnalysingParams);
}
