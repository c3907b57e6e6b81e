/** Trees of damaged texts keep what has not been touched, and are trees in every other way. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { languageOf } from '../harness/lowering';
import { type Random, random } from '../harness/random';
import { type FlatTree, type Syntax, testSyntax } from '../harness/syntax';
import { parsed } from '../harness/trees';

const FILES = [
  'node_modules/commander/lib/option.js',
  'node_modules/mocha/lib/hook.js',
  'server/policy/ignores.ts',
  'server/syntax/document.ts',
  'server/languages/javascript/patterns.ts',
  'node_modules/mocha/lib/reporters/spec.js',
];
const DAMAGE = ['{', '}', '(', ')', '`', "'", '/*', '${', 'if (', '=> {', 'class', 'function (', '[', '@', 'foo(a, (b) => {'];
const WHOLES = new Set(['function_declaration', 'method_definition', 'arrow_function', 'function_expression']);

describe('trees of damaged texts', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await testSyntax();
  });

  it('show statements and members that nobody has touched as they were', () => {
    let mended = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const r = random(seed);
      const file = FILES[seed % FILES.length];
      const text = readFileSync(file, 'utf8');
      const language = languageOf(file)!;
      const document = syntax.open(language.grammarFor(file), text, 250, language.mending);
      try {
        const before = itemsOf(parsed(document.result));
        let intact = before;
        for (let i = 0; i < 3; i++) {
          const start = place(text, r, document.text);
          const end = Math.min(document.text.length, start + r.int(r.int(4) === 0 ? 40 : 2));
          const typed = r.pick(DAMAGE);
          document.edit([{ span: { start, end }, text: typed }]);
          intact = intact
            .filter((f) => f.end < start - 10 || f.start > end + 10)
            .map((f) =>
              f.start > end ? { ...f, start: f.start + typed.length - (end - start), end: f.end + typed.length - (end - start) } : f,
            );
          if (!document.isMended) continue;
          mended++;
          const tree = parsed(document.result);
          checkTree(tree, document.text);
          const now = new Set(itemsOf(tree).map(key));
          for (const f of intact) assert.ok(now.has(key(f)), `seed ${seed}, edit ${i}: ${key(f)} of ${file} is gone`);
        }
        document.settle();
        const fresh = parsed(syntax.parse(language.grammarFor(file), document.text));
        assert.deepEqual(parsed(document.result).data, fresh.data, `seed ${seed}`);
      } finally {
        document.dispose();
      }
    }
    assert.ok(mended > 150, `only ${mended} trees were mended`);
  });

  it('are read as they stand where there was no sound text before', () => {
    const document = syntax.open('javascript', 'function a() { if ( }\n', 250, languageOf('a.js')!.mending);
    document.edit([{ span: { start: 0, end: 0 }, text: 'b();\n' }]);
    assert.equal(document.isMended, false);
    document.dispose();
  });
});

interface Place {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

const key = ({ kind, start, end }: Place): string => `${kind} ${start}..${end}`;

/** Statements of the top level, and members of classes that stand there. */
function itemsOf(tree: FlatTree): readonly Place[] {
  const holders = new Set(['program', 'class_body']);
  const out: Place[] = [];
  for (let n = 1; n < tree.count; n = WHOLES.has(tree.type(n)) ? tree.next(n) : n + 1) {
    const kind = tree.type(n);
    if (holders.has(tree.type(tree.parent(n))) && tree.end(n) - tree.start(n) > 30)
      out.push({ start: tree.start(n), end: tree.end(n), kind });
  }
  return out;
}

function checkTree(tree: FlatTree, text: string): void {
  assert.equal(tree.text, text);
  assert.equal(tree.next(0), tree.count);
  for (let n = 1; n < tree.count; n++) {
    const parent = tree.parent(n);
    assert.ok(parent >= 0 && parent < n && n < tree.next(parent) && tree.next(n) <= tree.next(parent), `node ${n} lies in its parent`);
    assert.ok(tree.start(n) <= tree.end(n) && tree.end(n) <= text.length, `node ${n} lies in the text`);
    if (parent > 0)
      assert.ok(
        tree.start(parent) <= tree.start(n) && tree.end(n) <= tree.end(parent),
        `node ${n} (${tree.type(n)}) in ${tree.type(parent)}`,
      );
  }
}

function place(text: string, r: Random, now: string): number {
  const at = r.int(text.length);
  const line = now.indexOf('\n', at);
  return r.int(2) && line > 0 ? line : Math.min(at, now.length);
}
