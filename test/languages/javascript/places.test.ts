/** Where an instruction says it stands: findings and fixes are shown and made there. */
import { strict as assert } from 'node:assert';
import { type At, allInstructions, type Instr, lower } from '../../harness/lowering';

async function places(text: string, wanted: (instr: Instr) => boolean, file = 'app.ts'): Promise<string[]> {
  const module = await lower(file, text);
  return allInstructions(module)
    .filter(wanted)
    .map((instr) => cut(text, instr.at));
}
function cut(text: string, at: At): string {
  return text.slice(at.start, at.end);
}

describe('places of instructions', () => {
  it('a call is the whole call', async () => {
    const calls = await places('a.b(c(1), new D.E(2))`x`;', (i) => i.op === 'call');
    assert.deepEqual(calls, ['c(1)', 'new D.E(2)', 'a.b(c(1), new D.E(2))', 'a.b(c(1), new D.E(2))`x`']);
  });
  it('a field is the whole member expression', async () => {
    assert.deepEqual(await places('req /* the request */ .query?.id;', (i) => i.op === 'field'), [
      'req /* the request */ .query',
      'req /* the request */ .query?.id',
    ]);
  });
  it('a destructured field is its property', async () => {
    assert.deepEqual(await places('const { id, name: alias } = user;', (i) => i.op === 'field'), ['id', 'name']);
  });
  it('a constant is the literal', async () => {
    const text = 'f("a\\n", `b`, `c $' + '{d} e`, 0x1f, -1, /f/g, true);';
    assert.deepEqual(await places(text, (i) => i.op === 'const'), ['"a\\n"', '`b`', 'c ', ' e', '0x1f', '1', '/f/g', 'true']);
  });
  it('a declaring set is the declarator, another one its target', async () => {
    assert.deepEqual(
      await places('let a = 1, b = 2; a = b; c.d = a; c[0] = b;', (i) => i.op === 'set' || i.op === 'setField' || i.op === 'setIndex'),
      ['a = 1', 'b = 2', 'a', 'c.d', 'c[0]'],
    );
  });
  it('every part of a sum ends where its right side does', async () => {
    assert.deepEqual(await places('x = a + b + c + d;', (i) => i.op === 'binary'), ['a + b', 'a + b + c', 'a + b + c + d']);
  });
  it('a function has its text and its name', async () => {
    const text = 'const show = (a) => a; class A { get b() {} } use({ c: function () {} }, function d() {}); use(async (e) => e);';
    const { functions } = await lower('app.js', text);
    assert.deepEqual(
      functions.slice(1).map((f) => [f.name, cut(text, f.nameAt), cut(text, f.at)]),
      [
        ['show', 'show', '(a) => a'],
        ['b', 'b', 'get b() {}'],
        ['c', 'c', 'function () {}'],
        ['d', 'd', 'function d() {}'],
        ['', 'async (e)', 'async (e) => e'],
      ],
    );
  });
  it('a variable has its declaring name', async () => {
    const text = 'import a, { b as c } from "x"; const { d: { e = 1 }, ...f } = a; function g(h, [i]) {}';
    const module = await lower('app.mjs', text);
    const names = module.functions.flatMap((f) => f.vars).filter((v) => v.name !== '~');
    assert.deepEqual(
      names.map((v) => cut(text, v.at)),
      names.map((v) => v.name),
    );
  });
  it('keeps places where the text starts with a byte order mark or has CRLF', async () => {
    assert.deepEqual(await places('\ufeffa();\r\n\r\nb("é😀").c();', (i) => i.op === 'call'), ['a()', 'b("é😀")', 'b("é😀").c()']);
  });
});
