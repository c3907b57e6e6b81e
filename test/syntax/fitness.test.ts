/** Text that is not worth parsing is turned away with a reason a user understands. */
import { strict as assert } from 'node:assert';
import { EDITOR_TEXT_LIMIT, unfit } from '../harness/syntax';

const CODE = 'export function add(a: number, b: number): number {\n  return a + b;\n}\n';

describe('fitness of a text', () => {
  const fit: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['ordinary code', CODE.repeat(500)],
    ['code with one enormous line', `${CODE.repeat(500)}const table = "${'0123456789'.repeat(1000)}";\n${CODE.repeat(500)}`],
    ['a short file of one line', `module.exports=${'{a:1}'.repeat(300)}`],
    ['code with a few damaged characters', `${CODE.repeat(10)}// caf\uFFFD\n`],
    ['code with CRLF', CODE.repeat(500).replaceAll('\n', '\r\n')],
    ['a NUL far inside', `${CODE.repeat(500)}\0`],
  ];
  for (const [name, text] of fit) it(`accepts ${name}`, () => assert.equal(unfit(text, EDITOR_TEXT_LIMIT), undefined));

  it('says how large is too large', () => {
    assert.deepEqual(unfit('x'.repeat(3000), 2048), { kind: 'too-large', reason: 'it is larger than 2 KB (3 KB)' });
  });
  it('says what looks binary', () => {
    assert.deepEqual(unfit(`PK\u0003\u0004\0\0${CODE}`, EDITOR_TEXT_LIMIT), {
      kind: 'binary',
      reason: 'it looks binary (it holds NUL characters)',
    });
    assert.equal(
      unfit('\uFFFD'.repeat(10) + 'x'.repeat(90), EDITOR_TEXT_LIMIT)?.reason,
      'it looks binary (10 % of its characters could not be decoded)',
    );
  });
  it('says what is minified', () => {
    assert.equal(unfit(`!function(e,t){${'e.x=t(1);'.repeat(5000)}}();`, EDITOR_TEXT_LIMIT)?.kind, 'minified');
    assert.equal(unfit(`${'var a=1;'.repeat(100)}\n`.repeat(50), EDITOR_TEXT_LIMIT)?.kind, 'minified');
  });
});
