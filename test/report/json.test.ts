/** JSON for scripts: the shape others rely on. */
import assert from 'node:assert/strict';
import { findingAt, type JsonReport, reportJson, reportOf } from '../harness/report';

describe('report: JSON', () => {
  it('has a stable shape', () => {
    const text = 'a();\nrun(x);\n';
    const steps = [{ file: 'b.ts', span: { start: 0, end: 1 }, message: 'comes from here' }];
    const findings = [
      findingAt('a.ts', 5, 11, { steps, fingerprint: 'f'.repeat(32), origin: { kind: 'ai', by: 'Copilot', confidence: 'high' } }),
      findingAt('a.ts', 5, 11, { rule: 'crypto-weak-hash', severity: 'medium', suppressed: { by: 'comment', reason: 'ok' } }),
    ];
    const report: JsonReport = JSON.parse(
      reportJson(
        reportOf({ 'a.ts': text, 'b.ts': 'x' }, findings, {
          prefix: 'api/',
          notes: [{ kind: 'skipped', file: 'c.js', message: 'minified' }],
        }),
      ),
    );
    assert.deepEqual(Object.keys(report), ['format', 'version', 'tool', 'summary', 'findings', 'notes']);
    assert.equal(report.version, 1);
    assert.deepEqual(report.summary, {
      files: 2,
      lines: 4,
      findings: 1,
      bySeverity: { critical: 1, high: 0, medium: 0, low: 0, info: 0 },
      suppressed: 1,
    });
    assert.deepEqual(report.findings[0], {
      rule: 'injection-sql',
      title: 'SQL built from untrusted data',
      severity: 'critical',
      confidence: 'high',
      file: 'api/a.ts',
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 7,
      message: '`req.query.id` becomes part of the statement.',
      cwe: ['CWE-89', 'CWE-1336'],
      steps: [{ file: 'api/b.ts', line: 1, column: 1, endLine: 1, endColumn: 2, message: 'comes from here' }],
      fingerprint: 'f'.repeat(32),
      rootCause: 'cause',
      origin: { kind: 'ai', by: 'Copilot', confidence: 'high' },
    });
    assert.deepEqual(report.findings[1].suppressed, { by: 'comment', reason: 'ok' });
    assert.deepEqual(report.notes, [{ kind: 'skipped', file: 'api/c.js', message: 'minified' }]);
  });
});
