/** Remembers which text of open files was accepted or inserted, moves it with later edits, and says so in findings. */
import type { Finding, Origin } from '../base/finding';
import type { Span } from '../base/span';
import type { OriginRange, TextChange } from './analyzer';

/** Ranges kept for one file; the oldest go first. */
const MAX_RANGES = 200;

export class Origins {
  private readonly ranges = new Map<string, OriginRange[]>();

  mark(file: string, ranges: readonly OriginRange[]): void {
    const known = this.ranges.get(file) ?? [];
    this.ranges.set(file, [...known, ...ranges.filter((r) => r.span.end > r.span.start)].slice(-MAX_RANGES));
  }

  edit(file: string, changes: readonly TextChange[]): void {
    let known = this.ranges.get(file);
    if (!known) return;
    for (const change of changes) known = known.flatMap((r) => moved(r, change));
    this.ranges.set(file, known);
  }

  forget(file: string): void {
    this.ranges.delete(file);
  }

  attach(file: string, findings: readonly Finding[]): readonly Finding[] {
    const known = this.ranges.get(file);
    if (!known || known.length === 0) return findings;
    return findings.map((f) => {
      const range =
        known.findLast((r) => overlaps(r.span, f.span)) ??
        known.findLast((r) => f.steps.some((s) => s.file === file && overlaps(r.span, s.span)));
      return range ? { ...f, origin: range.origin, message: `${said(range.origin)}: ${f.message}` } : f;
    });
  }
}

function said(origin: Origin): string {
  if (origin.kind === 'inserted') return 'In text just inserted';
  return origin.by ? `In text just accepted from ${origin.by}` : 'In text just accepted';
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The range after an edit: text typed inside stays part of it, deleted text leaves it, and an edit over all of it ends it. */
function moved(range: OriginRange, { span, text }: TextChange): OriginRange[] {
  const { start, end } = range.span;
  const shift = text.length - (span.end - span.start);
  if (span.end <= start) return [{ ...range, span: { start: start + shift, end: end + shift } }];
  if (span.start >= end) return [range];
  if (span.start <= start && span.end >= end) return [];
  const newStart = Math.min(start, span.start) === span.start && span.start < start ? span.start + text.length : start;
  const newEnd = span.end >= end ? span.start : end + shift;
  return newEnd > newStart ? [{ ...range, span: { start: newStart, end: newEnd } }] : [];
}
