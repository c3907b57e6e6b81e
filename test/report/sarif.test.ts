/** SARIF: valid by the standard, complete for GitHub, the same bytes each time. */
import assert from 'node:assert/strict';
import { findingAt, type Note, reportOf, reportSarif } from '../harness/report';
import { sarifProblems } from '../harness/sarif';

const TEXT = 'const id = req.query.id;\r\ndb.query(`select ${id}`);\r// 😀 after\ndb.query(id);\n';
const FILES = { 'src/app.ts': TEXT, 'src/[id] & #1?/ü😀:x.ts': 'x();\n' };
const AT = TEXT.indexOf('`select');

function full() {
  const steps = [
    { file: 'src/[id] & #1?/ü😀:x.ts', span: { start: 0, end: 1 }, message: 'comes from the request' },
    { file: 'src/app.ts', span: { start: AT, end: AT + 14 }, message: 'runs here' },
  ];
  const notes: Note[] = [
    { kind: 'skipped', file: 'lib/min.js', message: 'minified' },
    { kind: 'info', message: 'Symbolic links were not followed: a.' },
  ];
  return reportOf(
    FILES,
    [
      findingAt('src/app.ts', AT, AT + 14, { steps }),
      findingAt('src/app.ts', TEXT.indexOf('id);'), TEXT.indexOf('id);') + 2, { severity: 'medium', confidence: 'medium' }),
      findingAt('src/app.ts', 0, 5, {
        rule: 'crypto-weak-hash',
        severity: 'info',
        suppressed: { by: 'comment', reason: 'known' },
        confidence: 'low',
      }),
      findingAt('src/app.ts', 0, 5, { rule: 'unlisted-rule', severity: 'low', suppressed: { by: 'baseline', reason: 'old' } }),
    ],
    { notes },
  );
}

// biome-ignore lint/suspicious/noExplicitAny: the checker has looked at its shape.
function parsed(report = full()): any {
  const log = JSON.parse(reportSarif(report));
  assert.deepEqual(sarifProblems(log), []);
  return log.runs[0];
}

describe('report: SARIF', () => {
  it('is valid, full or empty', () => {
    parsed();
    parsed(reportOf({}, []));
  });

  it('is told apart from what is not', () => {
    const log = JSON.parse(reportSarif(full()));
    log.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
    log.runs[0].results[1].surprise = 1;
    delete log.runs[0].results[2].message;
    assert.equal(sarifProblems(log).length, 3);
    const other = JSON.parse(reportSarif(full()));
    other.runs[0].results[0].ruleIndex = 1;
    other.runs[0].artifacts.reverse();
    assert.ok(sarifProblems(other).length > 1);
  });

  it('gives rules what GitHub shows and sorts by', () => {
    const [rule] = parsed().tool.driver.rules;
    assert.deepEqual(rule.properties.tags, [
      'security',
      'injection',
      'external/cwe/cwe-089',
      'external/cwe/cwe-1336',
      'external/owasp-api-2023/api8',
      'external/owasp-2025/a05',
      'external/asvs-5/1.2.4',
      'external/pci-dss-4.0.1/6.2.4',
      'external/gdpr/art-32',
      'external/gdpr/art-5-1-f',
    ]);
    assert.equal(rule.properties['security-severity'], '9.5');
    assert.equal(rule.properties.precision, 'very-high');
    assert.equal(rule.name, 'InjectionSql');
    assert.equal(rule.shortDescription.text, 'SQL built from untrusted data');
    assert.equal(rule.fullDescription.text, 'Whoever sends the request can change the statement. They can read every row.');
    assert.equal(rule.defaultConfiguration.level, 'error');
    assert.match(rule.help.text, /Bind the value\.$/);
    assert.doesNotMatch(rule.help.markdown, /expect|\^\^|source a|app\.ts/);
  });

  it('places results by line and UTF-16 column, with all kinds of line ends', () => {
    const run = parsed();
    assert.equal(run.columnKind, 'utf16CodeUnits');
    const regions = run.results.map(
      (result: { locations: { physicalLocation: { region: unknown } }[] }) => result.locations[0].physicalLocation.region,
    );
    assert.deepEqual(regions.slice(0, 2), [
      { startLine: 2, startColumn: 10, endLine: 2, endColumn: 24 },
      { startLine: 4, startColumn: 10, endLine: 4, endColumn: 12 },
    ]);
  });

  it('has levels, fingerprints, flows and suppressions', () => {
    const { results } = parsed();
    assert.deepEqual(
      results.map(({ level }: { level: string }) => level),
      ['error', 'warning', 'note', 'note'],
    );
    assert.match(results[0].partialFingerprints.primaryLocationLineHash, /^[0-9a-f]{32}:1$/);
    const places = results[0].codeFlows[0].threadFlows[0].locations;
    assert.deepEqual(
      places.map(({ location }: { location: { message: { text: string } } }) => location.message.text),
      ['comes from the request', 'runs here'],
    );
    assert.equal(results[0].relatedLocations[0].message.text, 'comes from the request');
    assert.deepEqual(results[2].suppressions, [{ kind: 'inSource', status: 'accepted', justification: 'known' }]);
    assert.equal(results[3].suppressions[0].kind, 'external');
    assert.equal(results[1].codeFlows, undefined);
  });

  it('offers fixes when there are any', () => {
    const finding = findingAt('src/app.ts', AT, AT + 14);
    const edits = [
      { file: 'src/app.ts', span: { start: AT, end: AT + 14 }, text: "'select $1'" },
      { file: 'src/app.ts', span: { start: AT + 14, end: AT + 14 }, text: ', [id]' },
    ];
    const run = parsed(reportOf(FILES, [finding], { fixes: new Map([[finding.fingerprint, [{ title: 'Bind `id`', edits }]]]) }));
    const [fix] = run.results[0].fixes;
    assert.equal(fix.description.text, 'Bind `id`');
    assert.deepEqual(fix.artifactChanges[0].replacements, [
      { deletedRegion: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 24 }, insertedContent: { text: "'select $1'" } },
      { deletedRegion: { startLine: 2, startColumn: 24, endLine: 2, endColumn: 24 }, insertedContent: { text: ', [id]' } },
    ]);
  });

  it('encodes odd file names', () => {
    const run = parsed(reportOf(FILES, full().findings, { prefix: 'packages/a b/' }));
    assert.deepEqual(
      run.artifacts.map(({ location }: { location: { uri: string } }) => location.uri),
      ['packages/a%20b/src/app.ts', 'packages/a%20b/src/%5Bid%5D%20&%20%231%3F/%C3%BC%F0%9F%98%80%3Ax.ts'],
    );
    parsed(reportOf({}, [findingAt('a\ud800.js', 0, 0)]));
  });

  it('tells what was not analysed, and whether the run succeeded', () => {
    const [invocation] = parsed().invocations;
    assert.equal(invocation.executionSuccessful, true);
    assert.equal(invocation.toolExecutionNotifications[0].locations[0].physicalLocation.artifactLocation.uri, 'lib/min.js');
    const crashed = parsed(reportOf(FILES, [], { notes: [{ kind: 'crash', file: 'src/app.ts', message: 'lowering failed' }] }));
    assert.equal(crashed.invocations[0].executionSuccessful, false);
    assert.equal(crashed.invocations[0].toolExecutionNotifications[0].level, 'error');
  });

  it('is the same to the byte each time', () => {
    const report = full();
    assert.equal(reportSarif(report), reportSarif(report));
    assert.doesNotMatch(reportSarif(report), /\d{4}-\d{2}-\d{2}T/);
  });
});
