/** What the analysis has to say, as plain data. LSP diagnostics, SARIF results and terminal lines are views of it. */
import type { Span } from './span';

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Where the flagged text came from, as far as the editor knows. */
export interface Origin {
  /** `ai`: an accepted suggestion; `inserted`: a block that arrived at once, source not known. */
  readonly kind: 'ai' | 'inserted';
  /** Who offered it, when known: an extension id or a product's name. */
  readonly by?: string;
  readonly confidence: Confidence;
}

/** One place on the way from source to sink. */
export interface Step {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Root-relative path of the file the finding is shown in. */
  readonly file: string;
  /** The place to look at: the sink, the call, the literal. */
  readonly span: Span;
  /** One sentence or two: what is wrong, and what to do. Never holds a secret's text. */
  readonly message: string;
  /** Source first, sink last; empty when the place itself says it all. */
  readonly steps: readonly Step[];
  /** Bound to content, not to line numbers: 32 hex digits. See `policy/fingerprint.ts`. */
  readonly fingerprint: string;
  /** Findings with one cause share it, so that a report can show the cause once. */
  readonly rootCause: string;
  readonly origin?: Origin;
  /** Set when an ignore comment or a baseline keeps it out of sight; such findings are only reported where asked for. */
  readonly suppressed?: { readonly by: 'comment' | 'baseline' | 'policy'; readonly reason: string };
}

/** Something the user should know about the run that is not a flaw in their code: a file skipped, a budget hit. */
export interface Note {
  readonly kind: 'skipped' | 'budget' | 'unreadable' | 'config' | 'crash' | 'info';
  readonly file?: string;
  readonly message: string;
}

/** Most severe first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** The one order findings appear in everywhere: by file, place, rule, message. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
    (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)
  );
}

/** The same is said, in the same order, in the same places. */
export function sameFindings(a: readonly Finding[], b: readonly Finding[]): boolean {
  return a.length === b.length && a.every((f, i) => JSON.stringify(f) === JSON.stringify(b[i]));
}
