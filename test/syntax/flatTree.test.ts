/** The flat tree says what the library's cursor says, whatever the text. */
import { strict as assert } from 'node:assert';
import { type Random, random } from '../harness/random';
import { cursorSyntax, type FlatTree, SAMPLES, type Syntax, testSyntax, warnings } from '../harness/syntax';
import { parsed, sameTree } from '../harness/trees';

const GRAMMARS = ['javascript', 'typescript', 'tsx', 'python', 'java', 'go'];
const SHREDS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  '`',
  '"',
  "'",
  '/*',
  '*/',
  '=>',
  ';',
  '\n',
  ' ',
  '<',
  '/>',
  '@',
  '#',
  '...',
  'class ',
  '\u0000',
  '\uD800',
  'é',
  '?.',
  '${',
];

describe('flat tree', () => {
  let fast: Syntax;
  let slow: Syntax;
  before(async () => {
    fast = await testSyntax();
    slow = await cursorSyntax();
  });

  const agree = (grammar: string, text: string, about: string): void =>
    sameTree(fast.parse(grammar, text), slow.parse(grammar, text), about);

  for (const grammar of GRAMMARS) {
    it(`is read from memory for ${grammar}`, () => {
      assert.equal(fast.readerOf(grammar), 'heap');
      assert.equal(slow.readerOf(grammar), 'cursor');
      assert.deepEqual(warnings, []);
    });

    it(`equals the cursor's tree of ${grammar}`, () => {
      agree(grammar, SAMPLES[grammar], 'sample');
      for (const text of ['', ' ', '\n', 'x', '// only a comment', '"use strict"']) agree(grammar, text, JSON.stringify(text));
    });

    it(`equals the cursor's tree of damaged ${grammar}`, () => {
      for (let seed = 1; seed <= 60; seed++) {
        const r = random(seed);
        let text = SAMPLES[grammar];
        for (let i = r.int(12) + 1; i > 0; i--) text = damage(text, r);
        agree(grammar, text, `seed ${seed}`);
      }
    });
  }

  it('covers the text, nests its nodes and knows its fields', () => {
    const tree = parsed(fast.parse('javascript', 'const total = price * count;'));
    const declarator = find(tree, 'variable_declarator');
    assert.equal(tree.type(0), 'program');
    assert.equal(tree.textOf(tree.childNamed(declarator, 'name')), 'total');
    assert.equal(tree.textOf(tree.childNamed(declarator, 'value')), 'price * count');
    assert.equal(tree.parent(0), -1);
    for (let n = 1; n < tree.count; n++) {
      const parent = tree.parent(n);
      assert.ok(parent < n && tree.start(parent) <= tree.start(n) && tree.end(n) <= tree.end(parent) && tree.next(n) <= tree.next(parent));
    }
  });

  it('marks damage, missing tokens and comments', () => {
    const damaged = parsed(fast.parse('typescript', 'let a = ) ;'));
    assert.ok(damaged.hasError);
    assert.ok(nodes(damaged).some((n) => damaged.isError(n) && damaged.type(n) === 'ERROR'));
    const missing = parsed(fast.parse('typescript', 'if (a { b() }'));
    assert.ok(nodes(missing).some((n) => missing.isMissing(n)));
    const commented = parsed(fast.parse('typescript', 'a(/* why */ b)'));
    assert.ok(!commented.hasError);
    assert.ok(commented.isExtra(find(commented, 'comment')));
  });
});

describe('positions', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a lone carriage return', 'one();\rneedle();\r'],
    ['carriage return and line feed', 'one();\r\n\r\nneedle();\r\n'],
    ['a byte order mark', '\uFEFFneedle();'],
    ['characters outside the basic plane', 'const s = "😀😀𝒳"; needle();'],
    ['a lone surrogate', 'const s = "\uD83D"; needle();'],
    ['line separators', 'one();\u2028needle();\u2029'],
    ['a surrogate pair across the chunk border', `${'/'.repeat(2)}${'x'.repeat(5117)}😀${'y'.repeat(5116)}😀\nneedle();`],
  ];
  for (const [name, text] of cases) {
    it(`are UTF-16 offsets after ${name}`, async () => {
      for (const grammar of GRAMMARS) {
        const tree = parsed((await testSyntax()).parse(grammar, text));
        const names = nodes(tree).filter((n) => tree.type(n) === 'identifier' && tree.textOf(n) === 'needle');
        assert.deepEqual(
          names.map((n) => tree.start(n)),
          [text.indexOf('needle')],
          grammar,
        );
      }
    });
  }

  it('stay right beside a NUL, which is damage', async () => {
    const text = 'one();\u0000two(); three();';
    const tree = parsed((await testSyntax()).parse('javascript', text));
    assert.ok(tree.hasError);
    const three = nodes(tree).find((n) => tree.type(n) === 'identifier' && tree.textOf(n) === 'three');
    assert.equal(three === undefined ? -1 : tree.start(three), text.indexOf('three'));
  });
});

describe('hostile text', () => {
  const deep = 100_000;
  const cases: readonly (readonly [string, string])[] = [
    ['a hundred thousand nested brackets', '['.repeat(deep) + ']'.repeat(deep)],
    ['a hundred thousand open parentheses', '('.repeat(deep)],
    ['a hundred thousand nested calls', 'f('.repeat(deep) + ')'.repeat(deep)],
    ['a chain of fifty thousand additions', Array(50_000).fill('"a"').join('+')],
    ['nested templates', '`${'.repeat(3000) + '}`'.repeat(3000)],
    ['a token of a million characters', `const s = "${'s'.repeat(1_000_000)}";`],
  ];
  for (const [name, text] of cases) {
    it(`of ${name} comes back as a tree or as a reason`, async () => {
      const syntax = await testSyntax();
      const result = syntax.parse('typescript', text, 20_000);
      if (result.tree) assert.equal(result.tree.end(0), text.length);
      else assert.equal(result.reason, 'time');
      assert.ok(parsed(syntax.parse('typescript', 'after()')).count > 0);
    });
  }

  it('of random bytes is given up when the time is over, and the next text is its own', async () => {
    const r = random(7);
    const text = Array.from({ length: 200_000 }, () => String.fromCharCode(32 + r.int(95))).join('');
    const syntax = await testSyntax();
    assert.deepEqual(syntax.parse('javascript', text, 0), { tree: undefined, reason: 'time' });
    const next = parsed(syntax.parse('javascript', 'after()'));
    assert.equal(next.end(0), 7);
    assert.ok(!next.hasError);
  });
});

describe('parser memory', () => {
  it('does not grow over two thousand parses', async () => {
    const syntax = await testSyntax();
    const text = 'export const sum = (a: number, b: number): number => a + b;\n'.repeat(100);
    for (let i = 0; i < 50; i++) syntax.parse('typescript', text);
    const before = syntax.heapBytes;
    for (let i = 0; i < 2000; i++) syntax.parse('typescript', text);
    assert.equal(syntax.heapBytes, before);
  }).timeout(60_000);
});

function damage(text: string, r: Random): string {
  const at = r.int(text.length + 1);
  const length = r.int(4) === 0 ? r.int(60) : r.int(3);
  return text.slice(0, at) + (r.int(3) === 0 ? '' : r.pick(SHREDS)) + text.slice(at + length);
}

function nodes(tree: FlatTree): number[] {
  return Array.from({ length: tree.count }, (_, n) => n);
}

function find(tree: FlatTree, type: string): number {
  const n = nodes(tree).find((node) => tree.type(node) === type);
  assert.ok(n !== undefined, `no ${type}`);
  return n;
}
