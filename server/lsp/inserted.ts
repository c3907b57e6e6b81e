/** gatehouse/inserted: text that was accepted or arrived as a block gets its origin, and is judged at once. */
import type { OriginRange } from '../analyzer/analyzer';
import type { OpenDocument } from './openDocument';
import type { InsertedParams, InsertedRange } from './protocol';
import type { Session } from './session';

export function onInserted(session: Session, { uri, version, ranges }: InsertedParams): void {
  const document = session.documents.get(uri);
  if (document === undefined) return;
  document.waiting = [...document.waiting, { version, ranges: ranges.map(toOrigin) }];
  if (applyWaiting(document)) session.checks.atOnce(document.place.key);
}

/** Hands over the origins whose version has arrived, moved to where their text is now. True when there were any. */
export function applyWaiting(document: OpenDocument): boolean {
  const analyzer = document.place.folder.root?.analyzer;
  if (analyzer === undefined) return false;
  const due = document.waiting.filter((one) => one.version <= document.version);
  document.waiting = document.waiting.filter((one) => one.version > document.version);
  const length = document.text.getText().length;
  const ranges = due
    .flatMap((one) => document.carry(one.ranges, one.version) ?? [])
    .filter(({ span }) => span.start < span.end && span.end <= length);
  if (ranges.length > 0) analyzer.markOrigin(document.place.file, ranges);
  return ranges.length > 0;
}

function toOrigin({ start, end, origin }: InsertedRange): OriginRange {
  return { span: { start, end }, origin };
}
