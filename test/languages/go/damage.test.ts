/** Half-written and hostile text: lowering never throws, never overflows, and keeps the rules of the IR. */
import { strict as assert } from 'node:assert';
import { allInstructions, checkModule, lower } from '../../harness/lowering';
import { random } from '../../harness/random';
import { samples } from './samples';

const ROUNDS = 25;
const NESTING = 4000;

describe('lowering of damaged Go', () => {
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
          const piece = pick(['', '', '(', ']', ':=', '\n}', 'func', '`', '<-', 'case', damaged.slice(int(damaged.length)).slice(0, 30)]);
          damaged = damaged.slice(0, at) + piece + damaged.slice(at + int(20));
        }
        checkModule(await lower(file, damaged), damaged.length);
      }
    });
  }

  it('reads a file without a package, one with nothing in it, and one of another language', async () => {
    for (const text of ['', '\n', 'x', '// only a comment', 'func f() { g() }', '<?php echo 1; ?>', '#!/bin/sh\nrm -rf $1\n'])
      checkModule(await lower('some.go', text), text.length);
  });
});

describe('lowering of Go while somebody types', () => {
  const around = (typed: string): string => `package app

func show(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	${typed}
	db.Query("select * from users where id = " + id)
}

func other(r *http.Request) {
	db.Exec(r.PostFormValue("sql"))
}
`;
  const typed = [
    'r.',
    'x := r.URL.',
    'run(',
    'if ',
    'if id != "" {',
    'x := []string{',
    's := "abc',
    's := `',
    'return',
    'x :=',
    'func() {',
    'for',
  ];
  typed.push(
    'for _, a := range',
    'switch id {',
    'case 1:',
    'select {',
    'go',
    'defer func() {',
    'type A struct {',
    'var',
    '<-',
    'goto',
    ')',
    '}',
  );
  for (const text of typed) {
    it(`keeps what is around: ${text}`, async () => {
      const whole = around(text);
      const module = await lower('app.go', whole);
      checkModule(module, whole.length);
      const names = allInstructions(module).flatMap((i) => (i.op === 'field' ? [i.name] : []));
      if (text !== 's := `') for (const name of ['FormValue']) assert.ok(names.includes(name), name);
    });
  }
});

describe('lowering of deep Go', () => {
  const inside = (text: string): string => `package a\nfunc f() {\n${text}\n}\n`;
  const deep: Readonly<Record<string, string>> = {
    parentheses: inside(`x := ${'('.repeat(NESTING)}y${')'.repeat(NESTING)}`),
    lists: inside(`x := ${'[]int{'.repeat(NESTING)}y${'}'.repeat(NESTING)}`),
    literals: inside(`x := [][]int${'{'.repeat(NESTING)}y${'}'.repeat(NESTING)}`),
    'a sum': inside(`x := ${'a + '.repeat(NESTING)}tainted`),
    alternatives: inside(`x := ${'a || '.repeat(NESTING)}tainted`),
    'mixed alternatives': inside(`if ${'(a || b && '.repeat(1000)}c${')'.repeat(1000)} { d() }`),
    negations: inside(`if ${'!'.repeat(NESTING)}a { b() }`),
    'a chain of ifs': inside(`if a { b() } ${'else if a { b() } '.repeat(NESTING)}else { c() }`),
    'a chain of calls': inside(`x${'.Then(f)'.repeat(NESTING)}`),
    members: inside(`x = a${'.b'.repeat(NESTING)}`),
    closures: inside(`${'func() { '.repeat(NESTING)}y()${' }'.repeat(NESTING)}`),
    blocks: inside(`${'{'.repeat(NESTING)}y()${'}'.repeat(NESTING)}`),
    pointers: inside(`var x ${'*'.repeat(NESTING)}int`),
    'many gotos': inside(`${Array.from({ length: 500 }, (_, i) => `l${i}: if a { goto l${499 - i} }`).join('\n')}\nb()`),
    'aliases in a circle': 'package a\ntype A = B\ntype B = A\nfunc f(x A) A { return x }',
    'types in a circle': 'package a\ntype A struct { *B }\ntype B struct { *A }\nfunc (a *A) f() { a.g() }',
    'unclosed brackets': inside('([{'.repeat(NESTING)),
  };
  for (const [name, text] of Object.entries(deep)) {
    it(`does not overflow on ${name}`, async () => {
      checkModule(await lower('deep.go', text), text.length);
    });
  }
});
