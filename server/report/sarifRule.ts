/** A rule as a SARIF reportingDescriptor (§3.49), with the properties GitHub sorts and filters by. */
import type { Confidence, Severity } from '../base/finding';
import type { Rule } from '../rules/rule';
import { pageParts, readablePage } from './page';

/** GitHub: over 9 critical, 7 to 8.9 high, 4 to 6.9 medium, 0.1 to 3.9 low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0', info: '1.0' };

export function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'critical' || severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'note';
}

/** SARIF's rank: 0 to 100, how much a result deserves to be looked at (§3.27.25). */
export function confidenceRank(confidence: Confidence): number {
  return confidence === 'high' ? 90 : confidence === 'medium' ? 60 : 30;
}

export function sarifRule(rule: Rule): object {
  const { summary } = pageParts(rule.page);
  const level = levelOf(rule.severity);
  const full = summary === '' ? rule.title : summary;
  const text = `${rule.title}\n\n${full}\n\n${rule.advice}`;
  return {
    id: rule.id,
    name: pascal(rule.id),
    shortDescription: { text: rule.title },
    fullDescription: { text: full },
    help: { text, markdown: readablePage(rule.page).trim() || text },
    defaultConfiguration: { level },
    properties: {
      tags: tags(rule),
      precision: precision(rule),
      'security-severity': SECURITY_SEVERITY[rule.severity],
      'problem.severity': level === 'note' ? 'recommendation' : level,
    },
  };
}

function tags(rule: Rule): string[] {
  return [
    'security',
    rule.id.slice(0, rule.id.indexOf('-')),
    ...rule.cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, '0')}`),
    ...(rule.api ?? []).map((id) => `external/owasp-api-2023/${id.toLowerCase()}`),
    ...(rule.top10 ?? []).map((id) => `external/owasp-2025/${id.toLowerCase()}`),
    ...(rule.asvs ?? []).map((id) => `external/asvs-5/${id}`),
    ...(rule.pci ?? []).map((id) => `external/pci-dss-4.0.1/${id}`),
    ...(rule.gdpr ?? []).map((id) => `external/gdpr/art-${id.replace(/\W+/g, '-').replace(/-$/, '')}`),
  ];
}

/** Bound to the rule and not to a run's findings: the same rule must not change its precision from upload to upload. */
function precision(rule: Rule): string {
  const best = rule.shape === 'flow' ? (rule.confidence ?? 'high') : 'high';
  return best === 'high' ? (rule.shape === 'flow' ? 'very-high' : 'high') : best;
}

function pascal(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
