/** Reports, for tests. */
import type { Finding } from '../../server/base/finding';
import type { Report } from '../../server/report/report';
import { callRule, flowRule } from '../../server/rules/rule';

export type { Finding, Note } from '../../server/base/finding';
export { type Bom, routesCycloneDx } from '../../server/report/cyclonedx';
export { frame } from '../../server/report/frame';
export { type JsonReport, reportJson } from '../../server/report/json';
export { pageParts, readablePage } from '../../server/report/page';
export { printable } from '../../server/report/printable';
export type { Report } from '../../server/report/report';
export { reportSarif } from '../../server/report/sarif';
export { reportText } from '../../server/report/text';
export { commentsOf, linesOf, spanOf } from './policy';

const PAGE = `# SQL built from untrusted data
Whoever sends the request can change the statement.
They can read every row.
## Reported
\`\`\`ts app.ts
db.query(\`select \${req.query.id}\`);   // expect injection-sql
                  // ^^^^^^^^^^^^ req.query.id
const id = req.query.id; // source a
\`\`\`
`;

export const RULES: Report['rules'] = [
  flowRule({
    id: 'injection-sql',
    title: 'SQL built from untrusted data',
    severity: 'critical',
    cwe: [89, 1336],
    api: ['API8'],
    top10: ['A05'],
    asvs: ['1.2.4'],
    pci: ['6.2.4'],
    gdpr: ['32', '5(1)(f)'],
    page: PAGE,
    from: 'untrusted',
    to: 'sql-text',
    message: '',
    advice: 'Bind the value.',
  }),
  callRule({
    id: 'crypto-weak-hash',
    title: 'Weak hash',
    severity: 'medium',
    cwe: [327],
    page: '# Weak hash\nBroken.\n',
    on: 'hash',
    check: () => [],
    advice: 'Use SHA-256.',
  }),
  callRule({
    id: 'ignore-comment',
    title: 'Ignore comment',
    severity: 'low',
    cwe: [],
    page: '',
    on: 'hash',
    check: () => [],
    advice: 'Remove it.',
  }),
];

let count = 0;

export function findingAt(file: string, start: number, end: number, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'injection-sql',
    severity: 'critical',
    confidence: 'high',
    file,
    span: { start, end },
    message: '`req.query.id` becomes part of the statement.',
    steps: [],
    fingerprint: (++count).toString(16).padStart(32, '0'),
    rootCause: 'cause',
    ...more,
  };
}

export function reportOf(files: Readonly<Record<string, string>>, findings: readonly Finding[], more: Partial<Report> = {}): Report {
  return {
    version: '1.2.3',
    rules: RULES,
    findings,
    suppressed: findings.filter(({ suppressed }) => suppressed !== undefined).length,
    notes: [],
    files: Object.keys(files).length,
    lines: Object.values(files).reduce((sum, text) => sum + text.split('\n').length, 0),
    prefix: '',
    textOf: (file) => files[file],
    fixes: new Map(),
    ...more,
  };
}
