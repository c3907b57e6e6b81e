/** What every report is made of, and the view of places that all of them share: 1-based lines, columns in UTF-16 code units. */
import type { Edit } from '../base/edit';
import type { Finding, Note, Severity } from '../base/finding';
import { SEVERITIES } from '../base/finding';
import { LineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';
import type { Rule } from '../rules/rule';

/** A proven change that removes a finding. */
export interface ReportFix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface Report {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** What to show, in the one order of `compareFindings`. Suppressed findings are among them only when somebody asked for them. */
  readonly findings: readonly Finding[];
  /** How many findings an ignore comment, the baseline or the policy suppresses, shown or not. */
  readonly suppressed: number;
  readonly notes: readonly Note[];
  /** Files and lines that were analysed. */
  readonly files: number;
  readonly lines: number;
  /** From the folder the reader stands in to the analysed root: '' or `packages/api/`. Put before every path. */
  readonly prefix: string;
  readonly textOf: (file: string) => string | undefined;
  /** Fixes by the finding's fingerprint; empty unless somebody asked for them. */
  readonly fixes: ReadonlyMap<string, readonly ReportFix[]>;
}

/** All 1-based; the end is exclusive, as in SARIF. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Looks places up, keeping the line index of the files it was asked about. */
export class Places {
  private readonly indexes = new Map<string, LineIndex | undefined>();

  constructor(private readonly report: Pick<Report, 'prefix' | 'textOf'>) {}

  path(file: string): string {
    return this.report.prefix + file;
  }

  lines(file: string): LineIndex | undefined {
    if (!this.indexes.has(file)) {
      const text = this.report.textOf(file);
      this.indexes.set(file, text === undefined ? undefined : new LineIndex(text));
    }
    return this.indexes.get(file);
  }

  /** The beginning of the file when its text is gone by now. */
  region(file: string, span: Span): Region {
    const lines = this.lines(file);
    if (lines === undefined) return { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const start = lines.positionAt(span.start);
    const end = lines.positionAt(Math.max(span.start, span.end));
    return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
  }
}

export function visible(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.suppressed === undefined);
}

export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}

/** True for a note that says the analysis itself failed somewhere, as against one about a file it leaves out on purpose. */
export function isFailure(note: Note): boolean {
  return note.kind === 'crash' || note.kind === 'unreadable';
}
