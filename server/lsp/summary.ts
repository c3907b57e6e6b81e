/** gatehouse/summary: where things stand, for the status bar; several changes in a row make one message. */
import { tellEndpoints } from './endpoints';
import { SUMMARY, type SummaryParams } from './protocol';
import type { Session } from './session';

const PAUSE = 20;

export function sendSummary(session: Session): void {
  if (session.summaryTimer !== undefined) return;
  session.summaryTimer = setTimeout(() => {
    session.summaryTimer = undefined;
    void session.connection.sendNotification(SUMMARY, summarize(session));
    tellEndpoints(session);
  }, PAUSE);
}

function summarize(session: Session): SummaryParams {
  const open = new Map([...session.documents.values()].map((document) => [document.place.key, document.uri]));
  const failure = [...session.failures.values()][0];
  const message = failure ?? session.busy;
  return {
    state: failure !== undefined ? 'failing' : session.busy !== undefined ? 'busy' : 'ready',
    ...(message === undefined ? {} : { message }),
    ...session.results.summary(open),
    scanned: session.scanned !== undefined,
  };
}
