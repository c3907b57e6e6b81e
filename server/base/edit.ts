/** Changes to texts, as fixes make them. */
import type { Span } from './span';

/** Replace `span` of `file` by `text`. An insertion has an empty span. */
export interface Edit {
  readonly file: string;
  readonly span: Span;
  readonly text: string;
}

/** Applies the edits of one file to its text. Edits must not overlap; order does not matter. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let out = '';
  let from = 0;
  for (const { span, text: insert } of sorted) {
    if (span.start < from) throw new Error(`edits overlap at offset ${span.start}`);
    out += text.slice(from, span.start) + insert;
    from = span.end;
  }
  return out + text.slice(from);
}
