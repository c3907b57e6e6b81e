/** What a person at a terminal reads. */
import assert from 'node:assert/strict';
import { findingAt, frame, linesOf, type Note, printable, readablePage, reportOf, reportText, spanOf } from '../harness/report';

const PLAIN = { color: false, verbose: false, elapsed: undefined };

function framed(text: string, part: string): string[] {
  return frame(linesOf(text), spanOf(text, part)).map(({ number, text: line }) =>
    number === undefined ? `  ${line}` : `${number} ${line}`,
  );
}

describe('report: text', () => {
  it('shows each finding with its place, its frame and where the data comes from', () => {
    const app = 'const id = req.query.id;\ndb.query(`select ${id}`);\ndone();\n';
    const steps = [
      { file: 'app.ts', span: spanOf(app, 'req.query.id'), message: 'the client chooses `req.query.id`' },
      { file: 'app.ts', span: spanOf(app, '`select ${id}`'), message: '`db.query` runs it' },
    ];
    const span = spanOf(app, '`select ${id}`');
    const report = reportOf({ 'app.ts': app }, [findingAt('app.ts', span.start, span.end, { steps, confidence: 'medium' })], {
      prefix: 'api/',
    });
    assert.equal(
      reportText(report, { ...PLAIN, elapsed: 1234 }),
      `api/app.ts

  critical  injection-sql  api/app.ts:2:10  medium confidence
  \`req.query.id\` becomes part of the statement.
      1 | const id = req.query.id;
    > 2 | db.query(\`select \${id}\`);
        |          ^^^^^^^^^^^^^^
      3 | done();
    1. the client chooses \`req.query.id\`  api/app.ts:1:12
    2. \`db.query\` runs it  api/app.ts:2:10

1 finding (1 critical) in 1 file. Analysed: 1 file, 4 lines in 1.2 s.
`,
    );
  });

  it('does not call nothing found safe, and lists what was not analysed', () => {
    const notes: Note[] = [
      { kind: 'skipped', file: 'a.js', message: 'minified' },
      ...['b', 'c', 'd', 'e', 'f'].map(
        (name): Note => ({ kind: 'skipped', file: `${name}.js`, message: `larger than the limit (${name} > 1)` }),
      ),
      { kind: 'crash', file: 'x.ts', message: 'lowering failed' },
    ];
    assert.equal(
      reportText(reportOf({ 'a.ts': '' }, [], { notes, suppressed: 2 }), PLAIN),
      `Nothing found in 1 file, 1 line. That is not the same as safe: Gatehouse reports what its rules know.
2 suppressed findings (--show-suppressed lists them).
Not analysed: a.js: minified
Not analysed: 5 files larger than the limit: b.js, c.js, d.js and 2 more (--verbose lists them)
Failed: x.ts: lowering failed
`,
    );
    assert.match(
      reportText(reportOf({}, [], { notes }), { ...PLAIN, verbose: true }),
      /Not analysed: f\.js: larger than the limit \(f > 1\)\n/,
    );
  });

  it('sums up notes that say something else about each file', () => {
    const notes = Array.from({ length: 8 }, (_, i): Note => ({ kind: 'budget', file: `${i}.ts`, message: `function${i} was too large` }));
    const out = reportText(reportOf({ 'a.ts': '' }, [], { notes }), PLAIN);
    assert.match(out, /\nCut short: 8 files, for different reasons: 0\.ts, 1\.ts, 2\.ts and 5 more \(--verbose says why\)\n$/);
  });

  it('uses colours only when told to', () => {
    const report = reportOf({ 'a.ts': 'x();' }, [findingAt('a.ts', 0, 1)]);
    const sequence = '\u001b[';
    assert.equal(reportText(report, PLAIN).includes(sequence), false);
    assert.equal(reportText(report, { ...PLAIN, color: true }).includes(sequence), true);
  });

  it('shortens long flows unless asked not to', () => {
    const steps = Array.from({ length: 12 }, (_, i) => ({ file: 'a.ts', span: { start: i, end: i + 1 }, message: `step ${i + 1}` }));
    const report = reportOf({ 'a.ts': 'x'.repeat(20) }, [findingAt('a.ts', 0, 1, { steps })]);
    const short = reportText(report, PLAIN);
    assert.match(short, /4\. step 4 .*\n {4}… 7 more steps .*\n {4}12\. step 12/);
    assert.match(reportText(report, { ...PLAIN, verbose: true }), /step 7/);
  });

  it('lets no file name, message or source line speak to the terminal', () => {
    const evil = 'run("\u001b]0;owned\u0007\u009b2J\u202e");';
    const name = 'a\u001b[2J\n.ts';
    const out = reportText(
      reportOf({ [name]: evil }, [findingAt(name, 0, 3, { message: 'see \u001b[31m' })], {
        notes: [{ kind: 'skipped', file: name, message: '\u0007' }],
      }),
      PLAIN,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left.
    assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    assert.equal(printable('a\tb\u001b'), 'a\tb\u241b');
  });
});

describe('report: code frame', () => {
  it('points below tabs, wide characters and emoji', () => {
    assert.deepEqual(framed('\tif (ok) {\n\t\trun(名前, "😀", id);\n}', 'id'), [
      '1     if (ok) {',
      '2         run(名前, "😀", id);',
      '                          ^^',
      '3 }',
    ]);
  });

  it('marks the first line of what spans several', () => {
    assert.deepEqual(framed('run(\n  a,\n  b);\n', 'run(\n  a,\n  b)'), ['1 run(', '  ^^^^', '2   a,']);
  });

  it('marks an empty place', () => {
    assert.deepEqual(
      frame(linesOf('x\n'), { start: 1, end: 1 }).map(({ text }) => text),
      ['x', ' ^'],
    );
  });

  it('cuts long lines around the flagged part', () => {
    const [line, carets] = framed(`${'a'.repeat(500)}TARGET${'b'.repeat(500)}`, 'TARGET');
    assert.ok(line.length < 130);
    assert.equal(line.indexOf('TARGET'), carets.indexOf('^'));
    assert.equal(carets.trim(), '^^^^^^');
  });
});

describe('report: rule pages', () => {
  it('come without the markers that make them tests', () => {
    const page =
      '# T\nSee `// expect x` here.\n## Reported\n### Case\n```ts app.ts\nrun(a); // expect injection-code, data-in-logs\n        // ^^^ words\nconst b = 1; // source a\n// ordinary comment\nrun("// expectation");\n```\nText\n```json package.json\n{}\n```\n';
    assert.equal(
      readablePage(page),
      '# T\nSee `// expect x` here.\n## Reported\n### Case\n```ts\nrun(a);\nconst b = 1;\n// ordinary comment\nrun("// expectation");\n```\nText\n```json\n{}\n```\n',
    );
  });
});
