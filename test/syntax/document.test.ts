/** A document under edit has the tree of its text, however it came about. */
import { strict as assert } from 'node:assert';
import { type Random, random } from '../harness/random';
import { SAMPLES, type Syntax, testSyntax } from '../harness/syntax';
import { parsed, sameTree } from '../harness/trees';

const BLOCK = `
export async function loadOrder(id: string): Promise<Order | undefined> {
  const rows = await db.query('select * from orders where id = $1', [id]);
  return rows.length > 0 ? toOrder(rows[0]) : undefined;
}
`;

describe('syntax document', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await testSyntax();
  });

  it('follows well-formed inserts without parsing afresh', () => {
    const base = BLOCK.repeat(20);
    for (let seed = 1; seed <= 40; seed++) {
      const r = random(seed);
      const document = syntax.open('typescript', base);
      try {
        for (let i = 0; i < 5; i++) {
          const at = lineStartBetweenBlocks(document.text, r);
          const text = r.pick([BLOCK, '// a remark\n', 'const limit = 10;\r\n', 'track();\n', '\n']);
          const result = document.edit([{ span: { start: at, end: at }, text }]);
          sameTree(result, syntax.parse('typescript', document.text), `seed ${seed}, edit ${i}`);
        }
      } finally {
        document.dispose();
      }
    }
  });

  it('takes several changes at once, each on the text after the ones before', () => {
    const document = syntax.open('javascript', 'const a = 1;\nconst b = 2;\n');
    const result = document.edit([
      { span: { start: 6, end: 7 }, text: 'first' },
      { span: { start: 23, end: 24 }, text: 'second' },
      { span: { start: 0, end: 0 }, text: '\uFEFF"use strict";\r' },
    ]);
    assert.equal(document.text, '\uFEFF"use strict";\rconst first = 1;\nconst second = 2;\n');
    sameTree(result, syntax.parse('javascript', document.text), 'three changes');
    document.dispose();
  });

  it('sees a rename inside one name', () => {
    const document = syntax.open('javascript', 'send(user.name)');
    const tree = parsed(document.edit([{ span: { start: 10, end: 14 }, text: 'password' }]));
    assert.ok(Array.from({ length: tree.count }, (_, n) => tree.textOf(n)).includes('password'));
    document.dispose();
  });

  it('settles to the tree of a fresh parse after any edits', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const r = random(seed);
      const document = syntax.open('tsx', SAMPLES.tsx);
      try {
        for (let i = 0; i < 6; i++) {
          const start = r.int(document.text.length + 1);
          const end = Math.min(document.text.length, start + r.int(r.int(5) === 0 ? 200 : 4));
          document.edit([{ span: { start, end }, text: r.pick(['', '{', '}', '\n', '`', 'x', '/*', '\r', BLOCK]) }]);
          const tree = parsed(document.result);
          assert.equal(tree.text, document.text);
          assert.ok(tree.end(0) <= document.text.length);
        }
        sameTree(document.settle(), syntax.parse('tsx', document.text), `seed ${seed}`);
      } finally {
        document.dispose();
      }
    }
  });

  it('goes on after a parse that was given up', () => {
    const document = syntax.open('javascript', `${'x = [1, 2, 3];\n'.repeat(20_000)}`, 0);
    assert.deepEqual(document.result, { tree: undefined, reason: 'time' });
    const short = document.edit([{ span: { start: 0, end: document.text.length }, text: 'after()' }]);
    sameTree(short, syntax.parse('javascript', 'after()'), 'after the text became short');
    document.dispose();
  });

  it('refuses an edit outside the text', () => {
    const document = syntax.open('javascript', 'a()');
    assert.throws(() => document.edit([{ span: { start: 2, end: 9 }, text: '' }]), /edit of 2\.\.9 in a text of 3/);
    document.dispose();
  });

  it('gives its memory back', () => {
    const text = BLOCK.repeat(40);
    const edits = (count: number): void => {
      const document = syntax.open('typescript', text);
      for (let i = 0; i < count; i++) document.edit([{ span: { start: 0, end: i === 0 ? 0 : 1 }, text: i % 2 ? ' ' : '\n' }]);
      document.dispose();
    };
    for (let i = 0; i < 5; i++) edits(20);
    const before = syntax.heapBytes;
    for (let i = 0; i < 60; i++) edits(20);
    assert.equal(syntax.heapBytes, before);
  });
});

function lineStartBetweenBlocks(text: string, r: Random): number {
  const starts = [0];
  for (let at = text.indexOf('\n}\n'); at >= 0; at = text.indexOf('\n}\n', at + 1)) starts.push(at + 3);
  return r.pick(starts);
}
