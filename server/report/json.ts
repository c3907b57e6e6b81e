/** Findings as JSON for scripts. The shape is stable: fields are added, never renamed; `version` rises when one changes its meaning. */
import type { Span } from '../base/span';
import { countBySeverity, Places, type Region, type Report, visible } from './report';

export interface JsonReport {
  readonly format: 'gatehouse';
  readonly version: 1;
  readonly tool: { readonly name: 'Gatehouse'; readonly version: string };
  readonly summary: {
    readonly files: number;
    readonly lines: number;
    /** Without the suppressed ones. */
    readonly findings: number;
    readonly bySeverity: Readonly<Record<string, number>>;
    readonly suppressed: number;
  };
  readonly findings: readonly JsonFinding[];
  readonly notes: readonly { readonly kind: string; readonly file?: string; readonly message: string }[];
}

export interface JsonPlace extends Region {
  readonly file: string;
}

export interface JsonFinding extends JsonPlace {
  readonly rule: string;
  readonly title: string;
  readonly severity: string;
  readonly confidence: string;
  readonly message: string;
  readonly cwe: readonly string[];
  readonly steps: readonly (JsonPlace & { readonly message: string })[];
  readonly fingerprint: string;
  readonly rootCause: string;
  /** Only when asked for. */
  readonly fixes?: readonly { readonly title: string; readonly edits: readonly (JsonPlace & { readonly text: string })[] }[];
  readonly origin?: { readonly kind: string; readonly by?: string; readonly confidence: string };
  readonly suppressed?: { readonly by: string; readonly reason: string };
}

/** Ends with a line end; same findings, same bytes. */
export function reportJson(report: Report): string {
  return `${JSON.stringify(jsonReport(report), null, 2)}\n`;
}

function jsonReport(report: Report): JsonReport {
  const places = new Places(report);
  const place = (file: string, span: Span): JsonPlace => ({ file: places.path(file), ...places.region(file, span) });
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const shown = visible(report.findings);
  const fixes = (fingerprint: string): Pick<JsonFinding, 'fixes'> => {
    const offered = report.fixes.get(fingerprint);
    if (offered === undefined) return {};
    return {
      fixes: offered.map(({ title, edits }) => ({ title, edits: edits.map(({ file, span, text }) => ({ ...place(file, span), text })) })),
    };
  };
  return {
    format: 'gatehouse',
    version: 1,
    tool: { name: 'Gatehouse', version: report.version },
    summary: {
      files: report.files,
      lines: report.lines,
      findings: shown.length,
      bySeverity: countBySeverity(shown),
      suppressed: report.suppressed,
    },
    findings: report.findings.map((finding) => ({
      rule: finding.rule,
      title: rules.get(finding.rule)?.title ?? finding.rule,
      severity: finding.severity,
      confidence: finding.confidence,
      ...place(finding.file, finding.span),
      message: finding.message,
      cwe: (rules.get(finding.rule)?.cwe ?? []).map((number) => `CWE-${number}`),
      steps: finding.steps.map((step) => ({ ...place(step.file, step.span), message: step.message })),
      fingerprint: finding.fingerprint,
      rootCause: finding.rootCause,
      ...fixes(finding.fingerprint),
      ...(finding.origin === undefined ? {} : { origin: finding.origin }),
      ...(finding.suppressed === undefined ? {} : { suppressed: finding.suppressed }),
    })),
    notes: report.notes.map(({ kind, file, message }) => ({ kind, ...(file === undefined ? {} : { file: places.path(file) }), message })),
  };
}
