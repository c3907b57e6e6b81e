/** A finding as the protocol shows it. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Range } from 'vscode-languageserver/node';
import type { Finding, Origin, Severity } from '../base/finding';
import type { Span } from '../base/span';
import { IGNORE_RULE } from '../policy/judge';
import { type Feature, RULE_SCHEME } from './protocol';

export const SOURCE = 'gatehouse';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Error,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Hint,
};

/** What the client gets back with a code action request. */
export interface DiagnosticData {
  readonly fingerprint: string;
  readonly severity: string;
  readonly confidence: string;
  readonly origin?: Origin;
}

/** How a file's offsets become positions. Undefined when its text is not to be had. */
export interface Places {
  range(file: string, span: Span): { readonly uri: string; readonly range: Range } | undefined;
}

export interface Abilities {
  readonly relatedInformation: boolean;
  readonly features: ReadonlySet<Feature>;
  /** Ids of the rules that have a page. */
  readonly pages: ReadonlySet<string>;
}

/** Undefined when the finding's own text is gone. */
export function toDiagnostic(finding: Finding, places: Places, abilities: Abilities): Diagnostic | undefined {
  const here = places.range(finding.file, finding.span);
  if (here === undefined) return undefined;
  const data: DiagnosticData = {
    fingerprint: finding.fingerprint,
    severity: finding.severity,
    confidence: finding.confidence,
    ...(finding.origin === undefined ? {} : { origin: finding.origin }),
  };
  const steps = abilities.relatedInformation
    ? finding.steps.flatMap((step) => {
        const at = places.range(step.file, step.span);
        return at === undefined ? [] : [{ location: at, message: step.message }];
      })
    : [];
  return {
    range: here.range,
    severity: SEVERITY[finding.severity],
    code: finding.rule,
    ...(abilities.features.has('rule-documents') && abilities.pages.has(finding.rule)
      ? { codeDescription: { href: rulePage(finding.rule) } }
      : {}),
    source: SOURCE,
    message: finding.message,
    // An ignore comment that is reported has no effect: unused, expired or not readable.
    ...(finding.rule === IGNORE_RULE ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(steps.length === 0 ? {} : { relatedInformation: steps }),
    data,
  };
}

export function rulePage(rule: string): string {
  return `${RULE_SCHEME}:/${rule}.md`;
}
