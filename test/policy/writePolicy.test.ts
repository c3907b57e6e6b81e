/** What is written into a policy file from the editor: nothing else of it changes, and what is left to do is pointed at. */
import assert from 'node:assert/strict';
import { declarePublic, type PolicyEdit, readPolicy, requireControl } from '../harness/policy';

function applied(before: string | undefined, edit: PolicyEdit | undefined): string {
  assert.ok(edit, 'nothing is written');
  const text = before ?? '';
  const after = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
  assert.equal(after, edit.after);
  return after;
}

const COMMENTED = `{
    // What we have agreed on.
    "rules": { "x": "off", }, /* for now */
    "routes": {
        "public": [
            "/shared/**", // posters
        ],
    },
}
`;

describe('policy: writing', () => {
  it('declares endpoints public and leaves the reason to be written', () => {
    const edit = declarePublic(undefined, ['POST /newsletter']);
    const after = applied(undefined, edit);
    assert.equal(
      after,
      '{\n  "routes": {\n    "public": [\n      {\n        "route": "POST /newsletter",\n        "reason": ""\n      }\n    ]\n  }\n}\n',
    );
    const { start, end } = edit!.selected;
    assert.equal(start, end);
    assert.equal(after.slice(start - 11, start + 1), '"reason": ""');
    const filled = `${after.slice(0, start)}readers have no account${after.slice(end)}`;
    assert.ok('policy' in readPolicy(filled, new Set()));
    assert.ok('problems' in readPolicy(after, new Set()), 'without a reason it does not come into force');
  });

  it('keeps comments, layout and trailing commas', () => {
    const after = applied(COMMENTED, declarePublic(COMMENTED, ['GET /a', 'GET /b']));
    for (const line of COMMENTED.split('\n').filter((one) => one.trim() !== '' && !one.includes('posters')))
      assert.ok(after.includes(line), line);
    assert.match(after, /"\/shared\/\*\*",.*\/\/ posters/s);
    assert.match(after, /\n {12}\{\n {16}"route": "GET \/a"/);
    assert.ok('policy' in readPolicy(after.replaceAll('""', '"because"'), new Set(['x'])));
  });

  it('asks for a control below a path, beside what is asked for already', () => {
    const first = requireControl('{}', '/admin/**', 'authentication');
    const after = applied('{}', first);
    assert.deepEqual(JSON.parse(after), { routes: { require: { '/admin/**': ['authentication'] } } });
    assert.equal(after.slice(first!.selected.start, first!.selected.start + 12), '"/admin/**":');
    const both = applied(after, requireControl(after, '/admin/**', 'limit'));
    assert.deepEqual(JSON.parse(both), { routes: { require: { '/admin/**': ['authentication', 'limit'] } } });
  });

  it('writes with tabs and the line ends that are there', () => {
    const before = '{\r\n\t"failOn": "high"\r\n}\r\n';
    const after = applied(before, requireControl(before, '/a/**', 'csrf'));
    assert.doesNotMatch(after, /[^\r]\n/);
    assert.match(after, /\r\n\t\t"require": \{\r\n\t\t\t"\/a\/\*\*"/);
  });

  it('writes nothing into a file with mistakes, or where something else stands', () => {
    for (const text of ['{', '[]', '{ "routes": [] }', '{ "routes": { "public": {}, "require": [] } }', '"x"']) {
      assert.equal(declarePublic(text, ['GET /a']), undefined, text);
      assert.equal(requireControl(text, '/a/**', 'limit'), undefined, text);
    }
  });
});
