/** Lowering changed text by taking over what is as it was comes to the code that lowering all of it comes to. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { againAndAgain, inOneOrder } from '../../harness/again';
import { languageOf } from '../../harness/lowering';
import { type Random, random } from '../../harness/random';
import { type Syntax, testSyntax } from '../../harness/syntax';
import { parsed } from '../../harness/trees';
import { samples } from './samples';

const FILES = [
  'node_modules/commander/lib/option.js',
  'node_modules/mocha/lib/hook.js',
  'node_modules/mocha/lib/reporters/spec.js',
  'node_modules/vscode-languageclient/lib/common/notebook.js',
  'server/policy/ignores.ts',
  'server/syntax/document.ts',
  'server/lsp/checkFile.ts',
  'server/languages/javascript/types.ts',
];
const PIECES = [
  '{',
  '}',
  '(',
  '`',
  '/*',
  ' ',
  '\n',
  'x',
  'a.b();\n',
  '// words\n',
  'class Extra { field = () => import("./other"); }\n',
  'function extra(a) { return other(a); }\n',
  'import { other } from "./other";\n',
  'type Other = Request;\n',
  'const fs = require("fs");\n',
  'async ',
  'let again = 1;\n',
  'if (a) { function inner() { again++; } }\n',
];

describe('lowering again', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await testSyntax();
  });

  it('comes to the code that lowering all of it comes to', function () {
    this.timeout(0);
    let functions = 0;
    let reused = 0;
    for (let seed = 1; seed <= 48; seed++) {
      const r = random(seed);
      const sample = r.pick(samples());
      const file = seed % 6 === 0 ? sample.file : FILES[seed % FILES.length];
      const first = seed % 6 === 0 ? sample.text : readFileSync(file, 'utf8');
      const language = languageOf(file)!;
      const document = syntax.open(language.grammarFor(file), first, 250, seed % 2 ? language.mending : undefined);
      const lowerings = againAndAgain(file);
      try {
        lowerings(parsed(document.result));
        for (let i = 0; i < 12; i++) {
          document.edit([edit(document.text, r)]);
          if (r.int(6) === 0) document.settle();
          const tree = parsed(document.result);
          const { lowered, aligned, taken } = lowerings(tree);
          const fresh = inOneOrder(language.lower(tree, file));
          same(inOneOrder(lowered), fresh, `seed ${seed}, edit ${i} of ${file}`);
          same(inOneOrder(aligned), fresh, `seed ${seed}, edit ${i} of ${file}, with the numbers of before`);
          functions += lowered.functions.filter((f) => f.blocks.length > 0).length;
          reused += taken;
        }
      } finally {
        document.dispose();
      }
    }
    assert.ok(reused > functions * 0.6, `only ${reused} of ${functions} functions were taken over`);
  });
});

/** Compares line by line: whole modules are too long to be shown. */
function same(actual: string, expected: string, about: string): void {
  if (actual === expected) return;
  const [a, b] = [actual.split('\n'), expected.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  assert.deepEqual(a.slice(Math.max(0, at - 3), at + 5), b.slice(Math.max(0, at - 3), at + 5), about);
}

function edit(text: string, r: Random): { span: { start: number; end: number }; text: string } {
  const lines = [...text.matchAll(/\n/g)].map((m) => m.index + 1);
  const at = r.int(3) && lines.length > 0 ? r.pick(lines) : r.int(text.length + 1);
  const words = [...text.matchAll(/\b[a-zA-Z_$][\w$]{2,}\b/g)];
  switch (r.int(4)) {
    case 0: {
      const word = words.length > 0 ? r.pick(words) : undefined;
      return word
        ? { span: { start: word.index, end: word.index + word[0].length }, text: r.pick([`${word[0]}1`, 'Request', 'other']) }
        : { span: { start: at, end: at }, text: ' ' };
    }
    case 1:
      return { span: { start: at, end: Math.min(text.length, at + r.int(r.pick([2, 40, 200]))) }, text: '' };
    default:
      return { span: { start: at, end: at }, text: r.pick(PIECES) };
  }
}
