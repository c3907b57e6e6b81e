/** Half-written and hostile text: lowering never throws, never overflows, and keeps the rules of the IR. */
import { strict as assert } from 'node:assert';
import { allInstructions, checkModule, lower } from '../../harness/lowering';
import { random } from '../../harness/random';
import { samples } from './samples';

const ROUNDS = 25;
const NESTING = 8000;

describe('lowering of damaged text', () => {
  for (const { file, text } of samples()) {
    it(`survives ${file} cut off anywhere`, async () => {
      const { int } = random(text.length);
      for (let round = 0; round < ROUNDS; round++) {
        const cut = text.slice(0, int(text.length));
        checkModule(await lower(file, cut), cut.length);
      }
    });

    it(`survives ${file} with pieces missing or doubled`, async () => {
      const { int, pick } = random(text.length + 1);
      for (let round = 0; round < ROUNDS; round++) {
        let damaged = text;
        for (let i = int(4); i >= 0; i--) {
          const at = int(damaged.length);
          const piece = pick(['', '', '(', '}', '`', '=>', 'class', '@', '${', damaged.slice(int(damaged.length)).slice(0, 30)]);
          damaged = damaged.slice(0, at) + piece + damaged.slice(at + int(20));
        }
        checkModule(await lower(file, damaged), damaged.length);
      }
    });
  }

  it('still sees what stands around the damage', async () => {
    const module = await lower('app.js', 'app.get("/a", (req, res) => { db.query(req.query.id; });\nfunction after() { return run(); }');
    assert.equal(module.broken, true);
    const names = allInstructions(module).flatMap((i) => (i.op === 'field' || i.op === 'global' ? [i.name] : []));
    for (const name of ['query', 'id', 'run']) assert.ok(names.includes(name), name);
  });
});

describe('lowering while somebody types', () => {
  const around = (typed: string): string => `app.get('/users', async (req, res) => {
  const id = req.query.id;
  ${typed}
  const rows = await db.query('select * from users where id = ' + id);
  res.json(rows);
});
app.post('/other', (req, res) => { db.query(req.body.sql); });
`;
  const typed = [
    'req.',
    'const x = req.query.',
    'run(',
    'if (',
    'if (id) {',
    'const x = [',
    'const s = "abc',
    'const s = `abc',
    'res.json({ a: ',
  ];
  typed.push(
    'const',
    'x =',
    'x ? ',
    'function f(',
    'items.map((i) => ',
    'items.map((i) => {',
    'items.map(i => {',
    'try {',
    ')',
    'const { a',
  );
  typed.push(
    'switch (id) {',
    'class A {',
    'for (const a of',
    '<div',
    'a.b(c, d',
    '/* abc',
    'import ',
    'async function load(url) {',
    'return',
    'await',
  );
  for (const file of ['app.js', 'app.ts']) {
    for (const text of typed) {
      it(`keeps both handlers of ${file} at: ${text}`, async () => {
        const module = await lower(file, around(text));
        const handlers = module.functions.filter((f) => f.params.map((p) => f.vars[p.var].name).join() === 'req,res');
        assert.equal(handlers.length, 2);
        const lost = allInstructions(module).filter((i) => i.op === 'global' && (i.name === 'req' || i.name === 'id'));
        assert.deepEqual(lost, []);
      });
    }
  }
});

describe('lowering of deep nesting', () => {
  const deep: Readonly<Record<string, string>> = {
    parentheses: `x = ${'('.repeat(NESTING)}y${')'.repeat(NESTING)};`,
    arrays: `x = ${'['.repeat(NESTING)}y${']'.repeat(NESTING)};`,
    blocks: `${'{'.repeat(NESTING)}y()${'}'.repeat(NESTING)}`,
    'a sum': `x = ${'a + '.repeat(NESTING)}tainted;`,
    alternatives: `x = ${'a || '.repeat(NESTING)}tainted;`,
    'mixed conditions': `if (${'(a || b && '.repeat(NESTING)}c${')'.repeat(NESTING)}) d();`,
    negations: `if (${'!'.repeat(NESTING)}a) b();`,
    'a chain of ifs': `${'if (a) b(); else '.repeat(NESTING)}c();`,
    'a chain of choices': `x = ${'a ? b : '.repeat(NESTING)}c;`,
    'a chain of calls': `x${'.then(f)'.repeat(NESTING)};`,
    members: `x = a${'.b'.repeat(NESTING)};`,
    functions: `x = ${'() => '.repeat(NESTING)}y;`,
    patterns: `const ${'{ a: '.repeat(NESTING)}y${' }'.repeat(NESTING)} = z;`,
    labels: `${'a: '.repeat(NESTING)}b();`,
    assignments: `${'a = '.repeat(NESTING)}b;`,
    elements: `x = ${'<a>'.repeat(NESTING)}${'</a>'.repeat(NESTING)};`,
    templates: `x = ${'`${'.repeat(2000)}y${'}`'.repeat(2000)};`,
    'try in try': `${'try { '.repeat(2000)}a()${' } finally { b() }'.repeat(2000)}`,
    'finally in finally': `${'try { a() } finally { '.repeat(40)}b()${' }'.repeat(40)}`,
    dashes: `x = ${'--'.repeat(NESTING)}y;`,
    'updates of members': `${'('.repeat(300)}a${'.b++)'.repeat(300)};`,
    'sums that are added to': `${'('.repeat(300)}a${' += b)'.repeat(300)};`,
    'unclosed brackets': '([{'.repeat(NESTING),
  };
  for (const [name, text] of Object.entries(deep)) {
    it(`does not overflow on ${name}`, async () => {
      checkModule(await lower('deep.js', text), text.length);
    });
  }

  const deepTypes: Readonly<Record<string, string>> = {
    types: `let x: ${'Promise<'.repeat(5000)}y${'>'.repeat(5000)};`,
    unions: `let x: ${'A | '.repeat(5000)}null;`,
    aliases: `${Array.from({ length: 5000 }, (_, i) => `type T${i} = T${i + 1};`).join('\n')} let x: T0;`,
    'aliases in a circle': 'type A = B; type B = A; let x: A;',
    casts: `x = y${' as any'.repeat(5000)};`,
    namespaces: `namespace ${'A.'.repeat(3000)}B { export const x = 1; }`,
  };
  for (const [name, text] of Object.entries(deepTypes)) {
    it(`does not overflow on ${name}`, async () => {
      checkModule(await lower('deep.ts', text), text.length);
    });
  }

  it('keeps names that are nested too deeply', async () => {
    const text = `const tainted = read(); sink(${'['.repeat(2000)}tainted${']'.repeat(2000)});`;
    const module = await lower('deep.js', text);
    assert.ok(Object.keys(module.unknown).length > 0, 'it is counted');
    const variable = module.functions[0].vars.findIndex((v) => v.name === 'tainted');
    assert.ok(allInstructions(module).some((i) => i.op === 'get' && i.var === variable));
  });
});
