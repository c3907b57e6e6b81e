/** The IR's text form: what is printed reads back to the same module, and what cannot be read is said with its line. */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { faultsOf, lowered, type Module, moduleFrom, printModule, readModule } from '../harness/ir';
import { pagesBelow, readPage } from '../harness/pageTests';
import { SAMPLES, type Syntax, testSyntax } from '../harness/syntax';

const EVERYTHING = `
module "shop/app.js" javascript
imports "express", "./db", "./routes"
reexport "./routes"
export default $app
export "=" $app
export "with space" $1
unknown with_statement 2
broken

class 0 Store owner 0 @10..90
  constructor constructor f2
  method "find one" f3 static decorators %5 @20..30
  field db - : import pg Pool @31..40
  field size f4 : class c0

func 0 main @0..400 // the top level
  var $app const : name Application @6..9
  var $1 "odd name"
  var $2 "odd name"
b0
  %0 = import express default @16..23
  %1 = call %0 () @16..25
  declare $app %1
  %2 = closure f1
  %3 = field %1 get
  %4 = call %3 this %1 (%2, ...%0, key: %1, "a b": ...%2)
  %5 = import "./db" *
  %6 = class c0 extends %5 decorators %5 %0
  %7 = object {name: %1, "two words"@3..7: %2, [%3]: %4, ...%5, constructor: %6}
  %8 = array [%1, ...%2]
  %9 = array []
  %10 = object {}
  set $1 %8
  return

func 1 show owner 0 async generator name @30..34 @30..200
  param $req : import express Request
  param $rest rest decorators %2
  var $id
  capture 1 $app
  capture 1 $2
b0 catch b2
  %0 = get $req
  %1 = field %0 "two words"
  %2 = const "a \\"quoted\\"\\n\\u2028 // text ] @1..2"
  %3 = const -1.5e+300
  %4 = const regex "^[a-z]+\\\\/$" gi
  %5 = const undefined
  %6 = const -0
  %7 = const NaN
  %8 = const null
  %9 = const true
  %10 = binary in %0 %1
  %11 = binary "//" %0 %1
  %12 = binary / %0 %1
  %13 = unary ! %0
  %14 = concat %2 %1
  %15 = mix %2 %1
  %16 = concat
  %17 = index %0 %1
  setIndex %0 %1 %2
  setField %0 "two words" %1
  setField %0 status %1
  %18 = global process
  %19 = this
  %20 = super
  %21 = capture 1 $app
  setCapture 1 $2 %21
  %22 = new %21 (%1)
  %23 = tag %21 this %0 (%9, %1)
  %24 = await %22
  %25 = yield -
  %26 = yield %24
  %27 = element %17
  %28 = key %17
  %29 = cast %28 : class c0
  %30 = cast %28 : import "./db" Row
  branch %13 b1 b3
b1
  throw %1
b2
  %31 = caught
  return %31
b3
  jump b2

func 2 constructor class 0
b0
  return
func 3 "find one" class 0
b0
  return
func 4 size class 0 lexicalThis
b0
  %0 = const 1
  return %0
`;

describe('IR text', () => {
  it('prints what it has read', () => {
    const module = readModule(EVERYTHING).module;
    sameModule(readModule(printModule(module)).module, module);
    assert.deepEqual(
      module.functions[1].blocks[0].instrs.slice(2, 10).map((i) => (i.op === 'const' ? i.value : i.op)),
      ['a "quoted"\n\u2028 // text ] @1..2', -1.5e300, { regex: '^[a-z]+\\/$', flags: 'gi' }, undefined, -0, NaN, null, true],
    );
  });

  it('stands for its own offsets where no place is given', () => {
    const text = 'module a.js javascript\nfunc 0 main\nb0\n  %0 = const 1 // one\n  return\n';
    const [first] = readModule(text).module.functions[0].blocks[0].instrs;
    assert.equal(text.slice(first.at.start, first.at.end), '%0 = const 1 // one');
  });

  it('collects imports, captures, owners and registers that are not written down', () => {
    const module = moduleFrom(`module a.js javascript
reexport "./late"
func 0 main
  var $db
b0
  %0 = import pg Pool
  %7 = import express default
  set $db %0
  %1 = closure f1
  return
func 1 find
b0
  %0 = capture 1 $db
  %1 = capture 1 $db
  return %1
`);
    assert.deepEqual(module.imports, ['pg', 'express', './late']);
    assert.deepEqual(module.functions[1].captures, [{ up: 1, var: 0 }]);
    assert.deepEqual([module.functions[1].owner, module.functions[0].owner, module.functions[1].class], [0, -1, -1]);
    assert.deepEqual([module.functions[0].regs, module.functions[1].regs], [8, 2]);
  });

  const unreadable: readonly (readonly [string, string])[] = [
    ['', 'line 1: a module begins with `module "file" language`'],
    ['func 0 main', 'line 1: expected `module`, found `func`'],
    ['module a.js javascript\nfunc 1 main', 'line 2: expected func 0, found func 1'],
    ['module a.js javascript\nfunc 0 main\n', 'line 2: function 0 has no block'],
    ['module a.js javascript\nfunc 0 main\nb0\n  %0 = const 1', 'line 3: the block has no end: jump, branch, return or throw'],
    ['module a.js javascript\nfunc 0 main\nb0\n  return\n  return', 'line 5: the block has already ended'],
    ['module a.js javascript\nfunc 0 main\nb0\n  %0 = get $x', 'line 4: function 0 has no variable $x'],
    ['module a.js javascript\nfunc 0 main\nb0\n  %0 = fetch %1', 'line 4: there is no instruction `fetch`'],
    ['module a.js javascript\nfunc 0 main\nb0\n  %0 = field req', 'line 4: expected a register (%0), found `req`'],
    ['module a.js javascript\nfunc 0 main\nb0\n  %0 = const text', 'line 4: `text` is no literal: strings stand in double quotes'],
    ['module a.js javascript\nfunc 0 main\nb0\n  %0 = const 1 2', 'line 4: nothing should follow here, found `2`'],
    ['module a.js javascript\nfunc 0 main\nb0\n  %0 = const "open', 'line 4: cannot read "\\"open"'],
    ['module a.js javascript\nfunc 0 main\nb0\n  %0 = capture 2 $x', 'line 4: function 0 has no owner 2 levels up'],
    ['module a.js javascript\nfunc 0 main\n  var $a\n  var $a', 'line 4: a second variable $a: number it'],
    ['module a.js javascript\nfunc 0 main\nb0 @7..3\n', 'line 3: the place ends before it begins: @7..3'],
    ['module a.js javascript\nimport "pg"', 'line 2: expected imports, reexport, export, unknown, broken, class or func, found `import`'],
  ];
  for (const [text, message] of unreadable) {
    it(`says: ${message}`, () => assert.throws(() => readModule(text), { message }));
  }
});

describe('IR text of lowered code', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await testSyntax();
  });

  it('round-trips the samples of every grammar', function () {
    this.timeout(60_000);
    for (const [grammar, extension] of [
      ['javascript', 'js'],
      ['typescript', 'ts'],
      ['tsx', 'tsx'],
    ]) {
      check(lowered(syntax, `sample.${extension}`, SAMPLES[grammar]));
    }
  });
  it('round-trips the examples of all pages', function () {
    this.timeout(60_000);
    for (const page of [...pagesBelow('server/rules'), ...pagesBelow('server/models')].map(readPage)) {
      for (const c of page.cases) {
        for (const { file, text } of c.files)
          if (!/\.(json|ir|mod)$/.test(file)) check(lowered(syntax, file, text), `${page.path}:${c.line}`);
      }
    }
  });
  it('round-trips our own sources', function () {
    this.timeout(60_000);
    const files = ['server/engine', 'server/languages', 'client']
      .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((f) => path.join(folder, f)))
      .filter((f) => f.endsWith('.ts'));
    assert.ok(files.length > 40);
    for (const file of files) check(lowered(syntax, file, readFileSync(file, 'utf8')));
  });
});

function check(module: Module, about: string = module.file): void {
  const text = printModule(module);
  assert.deepEqual(faultsOf(text), [], about);
  sameModule(readModule(text).module, module, about);
}

/** Equal but for optional marks that are written as false, undefined or empty. */
/** What declarations say of themselves stands in the source alone, and is no part of the text. */
function sameModule(actual: Module, { declared: _declared, ...expected }: Module, about?: string): void {
  assert.deepEqual(plain(actual), plain(expected), about);
}

const OPTIONAL = new Set([
  'declares',
  'spread',
  'name',
  'keyAt',
  'key',
  'catch',
  'constant',
  'type',
  'rest',
  'decorators',
  'async',
  'generator',
  'lexicalThis',
  'static',
]);

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, v]) => !OPTIONAL.has(key) || !(v === undefined || v === false || (Array.isArray(v) && v.length === 0)))
      .map(([key, v]) => [key, plain(v)]),
  );
}
