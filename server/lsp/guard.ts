/** One message that goes wrong costs that message only, and leaves one line in the log. */
import type { Session } from './session';

/** Returns `fallback` when the work throws. */
export async function guarded<T>(session: Session, what: string, fallback: T, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    logCrash(session, what, error);
    return fallback;
  }
}

/**
 * The log gets the kind of error and where it was thrown, never its words: they may quote the text under analysis.
 * `what` names the request and the rule or file.
 */
export function logCrash(session: Session, what: string, error: unknown): void {
  session.connection.console.error(`${what} failed: ${describe(error)}`);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 8)].join('\n');
}
