/** Ignore comments: what they look like and which line they speak of. */
import assert from 'node:assert/strict';
import { commentsOf, linesOf, readIgnores } from '../harness/policy';

function read(text: string) {
  return readIgnores(linesOf(text), commentsOf(text));
}

function targets(text: string): number[] {
  return read(text).ignores.map(({ line }) => line);
}

describe('policy: ignore comments', () => {
  it('takes one or more rules, a date and a reason', () => {
    const text = 'run(x); // gatehouse-ignore injection-code, injection-command until 2030-01-31: reviewed, see SEC-12: fine';
    const [ignore] = read(text).ignores;
    assert.deepEqual(ignore.rules, ['injection-code', 'injection-command']);
    assert.equal(ignore.until, '2030-01-31');
    assert.equal(ignore.reason, 'reviewed, see SEC-12: fine');
    assert.deepEqual(
      ignore.ruleSpans.map(({ start, end }) => text.slice(start, end)),
      ['injection-code', 'injection-command'],
    );
    assert.equal(text.slice(ignore.span.start, ignore.span.end), text.slice(text.indexOf('gatehouse')));
  });

  it('is written in any kind of comment', () => {
    for (const comment of [
      '// gatehouse-ignore injection-code: ok',
      '/* gatehouse-ignore injection-code: ok */',
      '/** gatehouse-ignore injection-code: ok */',
      '# gatehouse-ignore injection-code: ok',
      '-- gatehouse-ignore injection-code: ok',
      '<!-- gatehouse-ignore injection-code: ok -->',
    ]) {
      const { ignores, problems } = readIgnores(linesOf(comment), [{ start: 0, end: comment.length }]);
      assert.deepEqual([ignores.map(({ reason }) => reason), problems], [['ok'], []], comment);
    }
  });

  it('speaks of its own line when there is code on it', () => {
    assert.deepEqual(targets('first();\nrun(x); // gatehouse-ignore injection-code: ok\nrun(y);'), [1]);
    assert.deepEqual(targets('/* gatehouse-ignore injection-code: ok */ run(x);\nrun(y);'), [0]);
  });

  it('speaks of the next line with code when it stands alone', () => {
    assert.deepEqual(targets('// gatehouse-ignore injection-code: ok\nrun(x);'), [1]);
    assert.deepEqual(targets('// gatehouse-ignore a: ok\n// gatehouse-ignore b: ok\n\n// why\nrun(x);'), [4, 4]);
    assert.deepEqual(targets('/*\n * gatehouse-ignore injection-code: ok\n */\nrun(x);\r\nrun(y);'), [3]);
    assert.deepEqual(targets('<p>\n  {/* gatehouse-ignore injection-code: ok */}\n  {run(x)}\n</p>'), [2]);
  });

  it('counts lines with every kind of line end', () => {
    assert.deepEqual(targets('a();\r// gatehouse-ignore injection-code: ok\rrun(x);\r\nb();'), [2]);
  });

  it('is only meant when the comment begins with it', () => {
    for (const text of ['// see gatehouse-ignore in the handbook', '// gatehouse-ignored: no', 'const help = "gatehouse-ignore x: y";']) {
      assert.deepEqual(read(text), { ignores: [], problems: [] }, text);
    }
  });

  it('says what is wrong with it', () => {
    for (const [text, said] of [
      ['// gatehouse-ignore injection-code', /gives no reason/],
      ['// gatehouse-ignore injection-code:', /gives no reason/],
      ['/* gatehouse-ignore injection-code:   */', /gives no reason/],
      ['// gatehouse-ignore: because', /names no rule/],
      ['// gatehouse-ignore until 2030-01-01: because', /names no rule/],
      ['// gatehouse-ignore injection-code until soon: because', /“soon” is not a date/],
      ['// gatehouse-ignore injection-code until 2030-02-30: because', /“2030-02-30” is not a date/],
    ] as const) {
      const { ignores, problems } = read(text);
      assert.deepEqual(ignores, [], text);
      assert.equal(problems.length, 1, text);
      assert.match(problems[0].message, said, text);
    }
  });
});
