/** A document an editor holds: its text, its version, and the changes of late, so that ranges of an older version can be carried forward. */

import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { OriginRange, TextChange } from '../analyzer/analyzer';
import type { Place } from './folders';

/** More than a person can type while a notification is on its way. */
const KEPT_VERSIONS = 64;

export class OpenDocument {
  text: TextDocument;
  /** Results in a row that came too late for it. */
  dropped = 0;
  /** Origins that arrived before the version they speak of, or before the analysis was loaded. */
  waiting: readonly { readonly version: number; readonly ranges: readonly OriginRange[] }[] = [];
  private readonly history: { readonly version: number; readonly changes: readonly TextChange[] }[] = [];

  constructor(
    /** As the editor writes it. */
    readonly uri: string,
    readonly place: Place,
    /** The analysis' language id. */
    readonly language: string,
    /** The editor's. */
    readonly languageId: string,
    version: number,
    text: string,
  ) {
    this.text = TextDocument.create(uri, languageId, version, text);
  }

  get version(): number {
    return this.text.version;
  }

  /** Applies the editor's changes and returns them with offsets, each in the text as it is after the changes before it. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): readonly TextChange[] {
    const done: TextChange[] = [];
    for (const change of changes) {
      const span =
        'range' in change
          ? { start: this.text.offsetAt(change.range.start), end: this.text.offsetAt(change.range.end) }
          : { start: 0, end: this.text.getText().length };
      done.push({ span, text: change.text });
      this.text = TextDocument.update(this.text, [change], version);
    }
    if (changes.length === 0) this.text = TextDocument.update(this.text, [], version);
    this.history.push({ version, changes: done });
    if (this.history.length > KEPT_VERSIONS) this.history.shift();
    return done;
  }

  /** Ranges of an older version, moved to where they are now; undefined when that version is no longer remembered. */
  carry(ranges: readonly OriginRange[], from: number): readonly OriginRange[] | undefined {
    if (from === this.version) return ranges;
    const oldest = this.history[0]?.version ?? this.version + 1;
    if (from < oldest - 1) return undefined;
    let now = ranges;
    for (const { version, changes } of this.history) {
      if (version <= from) continue;
      for (const change of changes) now = now.flatMap((range) => carryOne(range, change));
    }
    return now;
  }
}

/** What was there stays of its origin; text that came in between does not belong to it. */
function carryOne(range: OriginRange, { span, text }: TextChange): readonly OriginRange[] {
  const moved = text.length - (span.end - span.start);
  const { start, end } = range.span;
  if (span.start >= end) return [range];
  if (span.end <= start) return [{ ...range, span: { start: start + moved, end: end + moved } }];
  const parts: OriginRange[] = [];
  if (start < span.start) parts.push({ ...range, span: { start, end: span.start } });
  if (span.end < end) parts.push({ ...range, span: { start: span.end + moved, end: end + moved } });
  return parts;
}
