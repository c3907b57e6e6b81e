/** The page runner itself: what it reads off a page, and that it speaks up wherever findings and markers disagree. */
import { strict as assert } from 'node:assert';
import type { Finding } from '../server/base/finding';
import { disagreements } from './harness/compare';
import { type Case, type Page, parsePage } from './harness/pages';

const PAGE = `# Title
The fault. The harm.
## Reported
### Two files
\`\`\`js app.js
const id = read(); // source id
load(id); // expect injection-sql high from id
//   ^^ into the statement
\`\`\`
Prose between, and a fence for the reader:
\`\`\`sh
npm install
\`\`\`
\`\`\`\`ts db.ts
load(1); /* missing data-in-logs: needs types, of a kind */
const view = <p>{x}</p>; {/* expect a-b, a-b, c-d medium, spurious e-f: not yet, but soon */}
\`\`\`
still code
\`\`\`\`
## Not reported
\`\`\`json package.json
{ "name": "shop" } // spurious secret-x: example
\`\`\`
`;

function pageOf(fence: string): Page {
  return parsePage('p.md', `# T\n## S\n\`\`\`js app.js\n${fence}\n\`\`\`\n`);
}

function finding(over: Partial<Finding> & { readonly start: number; readonly end: number }): Finding {
  const { start, end, ...rest } = over;
  return {
    rule: 'injection-sql',
    severity: 'high',
    confidence: 'high',
    file: 'app.js',
    span: { start, end },
    message: 'The id goes into the statement.',
    steps: [],
    fingerprint: '',
    rootCause: '',
    ...rest,
  };
}

describe('page', () => {
  it('is read into sections, cases, files and markers', () => {
    const page = parsePage('p.md', PAGE);
    assert.deepEqual(page.problems, []);
    assert.deepEqual([page.title, page.intro, page.sections], ['Title', 'The fault. The harm.', ['Reported', 'Not reported']]);
    assert.deepEqual(
      page.cases.map((c) => [c.section, c.name, c.line, c.files.map((f) => f.file)]),
      [
        ['Reported', 'Two files', 4, ['app.js', 'db.ts']],
        ['Not reported', 'Not reported', 20, ['package.json']],
      ],
    );
    const [app, db] = page.cases[0].files;
    assert.equal(app.text, 'const id = read();\nload(id);\n');
    assert.deepEqual(app.markers, [{ kind: 'expect', rule: 'injection-sql', line: 2, confidence: 'high', from: 'id' }]);
    assert.deepEqual(app.underlines, [{ line: 2, start: 5, end: 7, words: 'into the statement', pageLine: 8 }]);
    assert.deepEqual([...app.sources, app.pageLine(2)], [['id', 1], 7]);
    assert.equal(db.text, 'load(1);\nconst view = <p>{x}</p>;\n```\nstill code\n');
    assert.deepEqual(
      db.markers.map((m) => `${m.line} ${m.kind} ${m.rule} ${m.confidence ?? ''}`.trim()),
      ['1 missing data-in-logs', '2 expect a-b', '2 expect a-b', '2 expect c-d medium', '2 spurious e-f'],
    );
    assert.equal(page.cases[1].files[0].text, '{ "name": "shop" }\n');
  });

  const faults: readonly (readonly [string, string])[] = [
    ['a(); // expect', ''],
    ['a(); // expect Injection', 'p.md:4: cannot read `Injection`: expected `expect RULE [high|medium|low] [from NAME]`'],
    [
      'a(); // expect injection-sql certain',
      'p.md:4: cannot read `injection-sql certain`: expected `expect RULE [high|medium|low] [from NAME]`',
    ],
    ['a(); // missing injection-sql', 'p.md:4: expected `missing RULE: why`'],
    ['a(); // spurious injection-sql:', 'p.md:4: expected `spurious RULE: why`'],
    ['// expect injection-sql', 'p.md:4: a marker stands at the end of the line it speaks of, not on its own'],
    ['a(); // source one\nb(); // source one', 'p.md:5: a second source `one`'],
  ];
  for (const [text, problem] of faults) {
    it(problem === '' ? `leaves a plain comment alone: ${text}` : `says: ${problem}`, () =>
      assert.deepEqual(pageOf(text).problems, problem === '' ? [] : [problem]),
    );
  }

  it('says what is wrong with its fences and headings', () => {
    const text =
      '## S\n```js\na();\n```\n```js a.js\n```\n```js a.js\n```\n### C\n```js a.js\n```\n### C\n```js a.js\n```\n```ts open.ts\n';
    assert.deepEqual(parsePage('p.md', text).problems, [
      'p.md:2: this fence needs a file name',
      'p.md:7: a second a.js below this heading',
      'p.md:15: the fence is never closed',
      'p.md:1: the page has no title',
      'p.md:12: a second case of this name',
    ]);
  });
});

describe('comparison of findings and markers', () => {
  const CODE = 'const id = read(); // source id\nload(id); // expect injection-sql high from id\n//   ^^ into the statement';
  const compare = (code: string, findings: readonly Finding[]): readonly string[] => {
    const page = pageOf(code);
    assert.deepEqual(page.problems, []);
    return disagreements('p.md', page.cases[0] as Case, findings);
  };
  const steps = (at: number): Finding['steps'] => [{ file: 'app.js', span: { start: at, end: at + 1 }, message: 'read' }];
  const right = finding({ start: 24, end: 26, steps: steps(11) });

  it('is silent where they agree', () => {
    assert.deepEqual(compare(CODE, [right]), []);
    assert.deepEqual(compare('a();', []), []);
    assert.deepEqual(compare('a();', [{ ...right, suppressed: { by: 'comment', reason: 'tested' } }]), []);
  });

  const cases: readonly (readonly [string, string, readonly Finding[], readonly string[]])[] = [
    ['nothing is found', 'load(id); // expect injection-sql', [], ['p.md:4 (app.js): expected injection-sql, found nothing']],
    [
      'another rule is found',
      'load(id); // expect injection-sql',
      [finding({ start: 0, end: 4, rule: 'data-in-logs' })],
      [
        'p.md:4 (app.js): expected injection-sql, found data-in-logs (high, high confidence)',
        'p.md:4 (app.js): unexpected data-in-logs (high, high confidence)\n      The id goes into the statement.',
      ],
    ],
    [
      'one marker stands for two findings',
      'load(id); // expect injection-sql',
      [finding({ start: 0, end: 4 }), finding({ start: 5, end: 7 })],
      ['p.md:4 (app.js): unexpected injection-sql (high, high confidence)\n      The id goes into the statement.'],
    ],
    [
      'the confidence is another',
      'load(id); // expect injection-sql high',
      [finding({ start: 0, end: 4, confidence: 'low' })],
      ['p.md:4 (app.js): injection-sql should have high confidence, it has low'],
    ],
    [
      'the source is another',
      CODE,
      [{ ...right, steps: steps(24) }],
      ['p.md:5 (app.js): injection-sql should come from `id` (app.js:1), it comes from app.js:2'],
    ],
    [
      'the columns are others',
      CODE,
      [finding({ start: 19, end: 27, steps: steps(11) })],
      ['p.md:6 (app.js): expected a finding at column 5-7, found injection-sql at 0-8'],
    ],
    [
      'the message is another',
      CODE,
      [{ ...right, message: 'Something else.' }],
      ['p.md:6 (app.js): the message should contain "into the statement", it is "Something else."'],
    ],
    [
      'a gap has closed',
      'load(id); // missing injection-sql: not followed',
      [finding({ start: 0, end: 4 })],
      ['p.md:4 (app.js): injection-sql is found now: turn `missing` into `expect`'],
    ],
    [
      'a false alarm is gone',
      'load(id); // spurious injection-sql: cannot tell',
      [],
      ['p.md:4 (app.js): injection-sql is no longer reported here: remove the `spurious` marker'],
    ],
    [
      'no source is marked',
      'load(id); // expect injection-sql from x',
      [],
      ['p.md:4 (app.js): no line is marked `source x`', 'p.md:4 (app.js): expected injection-sql, found nothing'],
    ],
    ['a source is of no use', 'a(); // source x', [], ['p.md:4 (app.js): nothing expects a flow from `x`']],
    [
      'a finding lies elsewhere',
      'a();',
      [finding({ start: 0, end: 1, file: 'other.js' })],
      ['p.md: a finding in other.js, which is no file of this case'],
    ],
  ];
  for (const [name, code, findings, expected] of cases)
    it(`speaks up when ${name}`, () => assert.deepEqual(compare(code, findings), expected));
});
