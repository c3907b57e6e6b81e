/** Policy, ignores and baseline decide what is shown. */
import assert from 'node:assert/strict';
import {
  type Bench,
  commentsOf,
  type Finding,
  judge,
  linesOf,
  NO_POLICY,
  printBaseline,
  readBaseline,
  readPolicy,
  spanOf,
} from '../harness/policy';

const RULES = new Set(['injection-code', 'injection-sql']);
const BENCH: Bench = { policy: NO_POLICY, baseline: undefined, rules: RULES, today: '2026-06-15' };

function finding(text: string, part: string, rule = 'injection-code'): Finding {
  const span = spanOf(text, part);
  return { rule, severity: 'high', confidence: 'high', file: 'app.js', span, message: 'x', steps: [], fingerprint: '', rootCause: '' };
}

function judged(text: string, findings: readonly Finding[], bench: Partial<Bench> = {}, complete = true): readonly Finding[] {
  return judge({ ...BENCH, ...bench }, { file: 'app.js', lines: linesOf(text), comments: () => commentsOf(text), complete }, findings);
}

function policy(text: string): Bench['policy'] {
  const result = readPolicy(text, RULES);
  assert.ok('policy' in result);
  return result.policy;
}

describe('policy: judge', () => {
  it('suppresses what a comment with a reason ignores, and nothing else', () => {
    const text = 'run(x); // gatehouse-ignore injection-code: trusted input\nrun(y);';
    const [first, second, ...more] = judged(text, [finding(text, 'run(y)'), finding(text, 'run(x)')]);
    assert.deepEqual(first.suppressed, { by: 'comment', reason: 'trusted input' });
    assert.equal(second.suppressed, undefined);
    assert.deepEqual(more, []);
  });

  it('does not take an ignore for another rule or without a reason', () => {
    const text = 'run(x); // gatehouse-ignore injection-sql: no\nrun(y); // gatehouse-ignore injection-code';
    const out = judged(text, [finding(text, 'run(x)'), finding(text, 'run(y)')]);
    assert.deepEqual(
      out.map(({ rule, severity, suppressed }) => [rule, severity, suppressed]),
      [
        ['injection-code', 'high', undefined],
        ['ignore-comment', 'low', undefined],
        ['injection-code', 'high', undefined],
        ['ignore-comment', 'low', undefined],
      ],
    );
    assert.match(out[1].message, /Nothing here for `injection-sql` to ignore/);
    assert.match(out[3].message, /gives no reason/);
  });

  it('lets an ignore end on its day, and says so', () => {
    const text = 'run(x); // gatehouse-ignore injection-code until 2026-06-15: soon gone';
    assert.equal(judged(text, [finding(text, 'run(x)')])[0].suppressed?.by, 'comment');
    const [late, complaint] = judged(text, [finding(text, 'run(x)')], { today: '2026-06-16' });
    assert.equal(late.suppressed, undefined);
    assert.match(complaint.message, /ended on 2026-06-15/);
  });

  it('names the rule somebody meant', () => {
    const text = 'run(x); // gatehouse-ignore injection-cod: typo';
    const complaint = judged(text, [finding(text, 'run(x)')])[1];
    assert.match(complaint.message, /no rule `injection-cod`. Did you mean `injection-code`\?/);
    assert.equal(text.slice(complaint.span.start, complaint.span.end), 'injection-cod');
  });

  it('calls no ignore unused when the analysis was cut short or the rule is off', () => {
    const text = 'run(x); // gatehouse-ignore injection-code: cut';
    assert.equal(judged(text, []).length, 1);
    assert.deepEqual(judged(text, [], {}, false), []);
    assert.deepEqual(judged(text, [], { policy: policy('{ "rules": { "injection-code": "off" } }') }), []);
  });

  it('applies the policy: other severities, rules off, paths out', () => {
    const text = 'run(x);';
    assert.equal(
      judged(text, [finding(text, 'run(x)')], { policy: policy('{ "rules": { "injection-code": "low" } }') })[0].severity,
      'low',
    );
    const off = judged(text, [finding(text, 'run(x)')], { policy: policy('{ "rules": { "injection-code": "off" } }') })[0];
    assert.deepEqual(off.suppressed, { by: 'policy', reason: 'injection-code is off in the policy' });
    const out = judged(text, [finding(text, 'run(x)')], { policy: policy('{ "paths": { "exclude": ["*.js"] } }') })[0];
    assert.deepEqual(out.suppressed, { by: 'policy', reason: 'the policy excludes *.js' });
  });

  it('suppresses what the baseline knows; one more of the same is new', () => {
    const before = 'run(x);\n';
    const baseline = readBaseline(printBaseline(judged(before, [finding(before, 'run(x)')])));
    const after = '// moved\n\n  run(x);\nrun(x);\n';
    const twice = [finding(after, 'run(x)'), { ...finding(after, 'run(x)'), span: { start: 20, end: 26 } }];
    assert.equal(after.slice(20, 26), 'run(x)');
    assert.deepEqual(
      judged(after, twice, { baseline }).map(({ suppressed }) => suppressed?.by),
      ['baseline', undefined],
    );
  });

  it('gives fingerprints that do not depend on place, layout, severity or order', () => {
    const one = 'start();\nrun(x);\nrun(y);';
    const two = '\n\n    run(y);\n\t run(x);';
    const prints = (text: string, order: readonly string[], bench: Partial<Bench> = {}): string[] =>
      judged(
        text,
        order.map((part) => finding(text, part)),
        bench,
      )
        .map(({ fingerprint }) => fingerprint)
        .sort();
    assert.deepEqual(
      prints(one, ['run(x)', 'run(y)']),
      prints(two, ['run(y)', 'run(x)'], { policy: policy('{ "rules": { "injection-code": "low" } }') }),
    );
    assert.equal(new Set(prints(one, ['run(x)', 'run(y)'])).size, 2);
    assert.match(prints(one, ['run(x)'])[0], /^[0-9a-f]{32}$/);
  });
});
