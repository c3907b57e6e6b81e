/** Half-written and hostile text: lowering never throws, never overflows, and keeps the rules of the IR. */
import { strict as assert } from 'node:assert';
import { allInstructions, checkModule, lower } from '../../harness/lowering';
import { random } from '../../harness/random';
import { samples } from './samples';

const ROUNDS = 25;
const NESTING = 4000;

describe('lowering of damaged Java', () => {
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
          const piece = pick([
            '',
            '',
            '(',
            ']',
            ';',
            '}',
            'class ',
            '@',
            '<',
            '->',
            '"""',
            damaged.slice(int(damaged.length)).slice(0, 30),
          ]);
          damaged = damaged.slice(0, at) + piece + damaged.slice(at + int(20));
        }
        checkModule(await lower(file, damaged), damaged.length);
      }
    });
  }
});

describe('lowering of Java while somebody types', () => {
  const around = (typed: string): string => `package app;
class Users {
    Db db;
    void show(HttpServletRequest request) {
        String id = request.getParameter("id");
        ${typed}
        db.query("select * from users where id = " + id);
    }

    void other(HttpServletRequest request) {
        db.execute(request.getHeader("sql"));
    }
}
`;
  const typed = ['request.', 'x = request.get.', 'run(', 'if (', 'if (id != null) {', 'int[] x = {', 'return', 'x ='];
  typed.push(
    'for (String a :',
    'for (int i',
    'try {',
    '} catch (',
    'x -> ',
    'class A {',
    'List<Map<String, ',
    'new Foo<',
    'switch (id) { case',
    '@',
    '(String) ',
    ')',
  );
  for (const text of typed) {
    it(`keeps what is around: ${text}`, async () => {
      const whole = around(text);
      const module = await lower('Users.java', whole);
      checkModule(module, whole.length);
      const names = allInstructions(module).flatMap((i) => (i.op === 'field' ? [i.name] : []));
      for (const name of ['execute', 'getHeader']) assert.ok(names.includes(name), name);
    });
  }
});

describe('lowering of deep Java', () => {
  const run = (text: string): string => `class A { void run() { ${text} } }`;
  const deep: Readonly<Record<string, string>> = {
    parentheses: run(`x = ${'('.repeat(NESTING)}y${')'.repeat(NESTING)};`),
    arrays: run(`int[] x = ${'{'.repeat(NESTING)}y${'}'.repeat(NESTING)};`),
    'a sum': run(`x = ${'a + '.repeat(NESTING)}tainted;`),
    alternatives: run(`x = ${'a || '.repeat(NESTING)}tainted;`),
    negations: run(`if (${'!'.repeat(NESTING)}a) b();`),
    'a chain of ifs': run(`if (a) b(); ${'else if (a) b(); '.repeat(NESTING)}else c();`),
    'a chain of choices': run(`x = ${'a ? b : '.repeat(NESTING)}c;`),
    'a chain of calls': run(`x${'.then(f)'.repeat(NESTING)};`),
    members: run(`x = a${'.b'.repeat(NESTING)};`),
    lambdas: run(`x = ${'a -> '.repeat(NESTING)}y;`),
    assignments: run(`${'a = '.repeat(NESTING)}b;`),
    'a long text in pieces': run(`x = ${'"a" + '.repeat(NESTING)}"b";`),
    types: `class A { ${'Map<'.repeat(1000)}A${'>'.repeat(1000)} y; }`,
    'classes in classes': `${'class A { '.repeat(500)}${'}'.repeat(500)}`,
    'bodies in bodies': run(`x = ${'new A() { Object y = '.repeat(200)}z${'; }'.repeat(200)};`),
    annotations: `${'@A('.repeat(1000)}1${')'.repeat(1000)} class B {}`,
    'finally in finally': run(`${'try { a(); } finally { '.repeat(30)}${'}'.repeat(30)}`),
    blocks: run(`${'if (a) { '.repeat(500)}${'}'.repeat(500)}`),
  };
  for (const [name, text] of Object.entries(deep)) {
    it(`does not overflow on ${name}`, async () => {
      checkModule(await lower('A.java', text), text.length);
    });
  }
});
