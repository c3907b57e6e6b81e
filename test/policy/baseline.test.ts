/** Baseline files: stable to the byte, and clear about damage. */
import assert from 'node:assert/strict';
import { type Finding, printBaseline, readBaseline } from '../harness/policy';

function finding(file: string, rule: string, digit: string): Finding {
  const span = { start: 0, end: 1 };
  return { rule, file, fingerprint: digit.repeat(32), severity: 'high', confidence: 'high', span, message: '', steps: [], rootCause: '' };
}

describe('policy: baseline', () => {
  it('is sorted, one finding a line, and reads back', () => {
    const findings = [finding('b.js', 'x', '1'), finding('a.js', 'y', '2'), finding('a.js', 'x', '3'), finding('a.js', 'x', '3')];
    const text = printBaseline(findings);
    assert.equal(
      text,
      `{
  "version": 1,
  "findings": [
    {"file":"a.js","rule":"x","fingerprint":"${'3'.repeat(32)}"},
    {"file":"a.js","rule":"y","fingerprint":"${'2'.repeat(32)}"},
    {"file":"b.js","rule":"x","fingerprint":"${'1'.repeat(32)}"}
  ]
}
`,
    );
    assert.equal(printBaseline([...findings].reverse()), text);
    assert.deepEqual(
      [...readBaseline(text).keys()],
      ['3', '2', '1'].map((digit) => digit.repeat(32)),
    );
  });

  it('may be empty', () => {
    assert.equal(readBaseline(printBaseline([])).size, 0);
  });

  it('says what is wrong and what to do', () => {
    for (const [text, said] of [
      ['{', /not JSON/],
      ['[]', /not a baseline/],
      ['{"findings":{}}', /not a baseline/],
      ['{"version":2,"findings":[]}', /version is 2, this Gatehouse reads 1/],
      ['{"version":1,"findings":[{"fingerprint":"xyz","rule":"a","file":"b"}]}', /entry 1 of "findings" is damaged/],
    ] as const) {
      assert.throws(() => readBaseline(text), said);
      assert.throws(() => readBaseline(text), /write it again with --write-baseline/);
    }
  });
});
