/** Half-written and hostile text: lowering never throws, never overflows, and keeps the rules of the IR. */
import { strict as assert } from 'node:assert';
import { allInstructions, checkModule, lower } from '../../harness/lowering';
import { random } from '../../harness/random';
import { samples } from './samples';

const ROUNDS = 25;
const NESTING = 4000;

describe('lowering of damaged Python', () => {
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
          const piece = pick(['', '', '(', ']', ':', '\n  ', 'def', '@', "f'{", '\t', damaged.slice(int(damaged.length)).slice(0, 30)]);
          damaged = damaged.slice(0, at) + piece + damaged.slice(at + int(20));
        }
        checkModule(await lower(file, damaged), damaged.length);
      }
    });
  }

  it('reads tabs mixed with spaces', async () => {
    const text = 'def a():\n\tx = read()\n        return x\nclass B:\n    def c(self):\n\treturn run()\n';
    const module = await lower('mixed.py', text);
    checkModule(module, text.length);
    assert.ok(allInstructions(module).some((i) => i.op === 'global' && i.name === 'run'));
  });
});

describe('lowering of Python while somebody types', () => {
  const around = (typed: string): string => `@app.get("/users")
def show(request):
    id = request.args["id"]
    ${typed}
    rows = db.execute("select * from users where id = " + id)
    return rows

@app.post("/other")
def other(request):
    return db.execute(request.form["sql"])
`;
  const typed = ['request.', 'x = request.args.', 'run(', 'if (', 'if id:', 'x = [', 's = "abc', 's = f"{id}', 'return', 'x =', 'def f('];
  typed.push(
    'for a in',
    'with open(',
    'try:',
    'except',
    'lambda x:',
    'class A:',
    'import ',
    'from . import',
    'match id:',
    'print "x"',
    '@',
    'await',
    ')',
  );
  for (const text of typed) {
    it(`keeps what is around: ${text}`, async () => {
      const whole = around(text);
      const module = await lower('app.py', whole);
      checkModule(module, whole.length);
      const names = allInstructions(module).flatMap((i) => (i.op === 'field' ? [i.name] : []));
      for (const name of ['execute', 'form', 'sql']) assert.ok(names.includes(name), name);
    });
  }
});

describe('lowering of deep Python', () => {
  const deep: Readonly<Record<string, string>> = {
    parentheses: `x = ${'('.repeat(NESTING)}y${')'.repeat(NESTING)}`,
    lists: `x = ${'['.repeat(NESTING)}y${']'.repeat(NESTING)}`,
    'a sum': `x = ${'a + '.repeat(NESTING)}tainted`,
    alternatives: `x = ${'a or '.repeat(NESTING)}tainted`,
    negations: `if ${'not '.repeat(NESTING)}a: b()`,
    'a chain of elifs': `if a: b()\n${'elif a: b()\n'.repeat(NESTING)}else: c()`,
    'a chain of choices': `x = ${'a if b else '.repeat(NESTING)}c`,
    'a chain of calls': `x${'.then(f)'.repeat(NESTING)}`,
    members: `x = a${'.b'.repeat(NESTING)}`,
    lambdas: `x = ${'lambda: '.repeat(NESTING)}y`,
    assignments: `${'a = '.repeat(NESTING)}b`,
    targets: `${'('.repeat(1000)}a${',)'.repeat(1000)} = b`,
    strings: `x = ${"f'{".repeat(200)}y${"}'".repeat(200)}`,
    'a long text in pieces': `x = ${"'a' ".repeat(NESTING)}`,
    types: `x: ${'Optional['.repeat(1000)}A${']'.repeat(1000)} = y`,
    'aliases in a circle': 'A = Optional[B]\nB = Optional[A]\ndef f(x: A): return x',
    'finally in finally': Array.from({ length: 30 }, (_, i) => `${' '.repeat(i)}try: a()\n${' '.repeat(i)}finally:`).join('\n'),
    blocks: Array.from({ length: 90 }, (_, i) => `${' '.repeat(i)}if a:`).join('\n'),
    'unclosed brackets': '([{'.repeat(NESTING),
  };
  for (const [name, text] of Object.entries(deep)) {
    it(`does not overflow on ${name}`, async () => {
      checkModule(await lower('deep.py', text), text.length);
    });
  }
});
