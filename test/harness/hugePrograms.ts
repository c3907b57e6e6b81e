/** Programs as nobody writes them by hand: rings of imports, thousands of cases, depths without end. Each leads a request's text to a shell. */
import type { Texts } from './project';

export interface HugeProgram {
  readonly name: string;
  readonly texts: () => Texts;
  /**
   * `found`: the flow is found. `said`: it is not, and a note says what was cut short. `silent`: the program is none that could
   * run. `missing`: it is not found, and nothing says so, for the reason.
   */
  readonly expect: 'found' | 'said' | 'silent' | { readonly missing: string };
}

const HEAD = `const express = require('express');
const child = require('child_process');
const app = express();
`;
const TYPED = `import express from 'express';
import { exec } from 'child_process';
const app = express();
`;

const many = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('\n');
const nested = (count: number, before: (i: number) => string, inner: string, after: string): string =>
  `${many(count, before)}\n${inner}\n${many(count, () => after)}`;
const route = (...lines: readonly string[]): string => `app.get('/x', (req, res) => {\n${lines.join('\n')}\n});\n`;
const one = (...parts: readonly string[]): (() => Texts) => {
  return () => ({ 'app.js': [HEAD, ...parts].join('\n') });
};

export const HUGE_PROGRAMS: readonly HugeProgram[] = [
  { name: 'two modules that import each other', texts: () => ring(2), expect: 'found' },
  { name: 'a ring of three modules', texts: () => ring(3), expect: 'found' },
  {
    name: 'a ring of 50 modules',
    texts: () => ring(50),
    expect: 'found',
  },
  {
    name: 'a module that imports itself',
    texts: () => ({
      'app.ts': `${TYPED}import { run } from './app';\nexport * from './app';\nexport function run(text: string) {\n  exec(text);\n}\n${route('run(req.query.x);')}`,
    }),
    expect: 'found',
  },
  {
    name: 'a module that requires itself',
    texts: one("const own = require('./app');", 'exports.run = (text) => child.exec(text);', route('own.run(req.query.x);')),
    expect: { missing: 'what a module exports is not known while it is analysed' },
  },
  {
    name: 'an interface with 5,000 classes behind one call',
    texts: () => ({
      'app.ts': `${TYPED}interface Job {\n  run(text: string): void;\n}\n${many(
        5000,
        (i) =>
          `class Job${i} implements Job {\n  run(text: string) {\n    ${i === 4321 ? 'exec(text);' : `console.log(${i}, text.length);`}\n  }\n}`,
      )}\nconst jobs: Job[] = [\n${many(5000, (i) => `  new Job${i}(),`)}\n];\n${route('for (const job of jobs) job.run(req.query.x);')}`,
    }),
    expect: { missing: 'which functions a value may be is widened without a word' },
  },
  {
    name: 'a table of 5,000 functions, called by a computed key',
    texts: one(
      'const table = {',
      many(5000, (i) => `  f${i}: (text) => ${i === 4321 ? 'child.exec(text)' : `text + ${i}`},`),
      '};',
      route('table[req.query.key](req.query.x);'),
    ),
    expect: { missing: 'which functions a value may be is widened without a word' },
  },
  {
    name: 'a function of 20,000 lines',
    texts: one(
      'function long(text) {',
      '  let a = text;',
      many(20_000, (i) => `  a = a + f${i % 7}(a, ${i});`),
      '  child.exec(a);',
      '}',
      many(7, (i) => `function f${i}(x, y) {\n  return x + y;\n}`),
      route('long(req.query.x);'),
    ),
    expect: 'found',
  },
  {
    name: 'a function of 20,000 conditions',
    texts: one(
      'function long(text) {',
      '  let a = text;',
      many(20_000, (i) => `  if (a.length > ${i}) a = a.slice(${i});`),
      '  child.exec(a);',
      '}',
      route('long(req.query.x);'),
    ),
    expect: 'said',
  },
  {
    name: '20,000 functions in a chain',
    texts: one(
      many(20_000, (i) => `function f${i}(x) {\n  return f${i + 1}(x);\n}`),
      'function f20000(x) {\n  child.exec(x);\n}',
      route('f0(req.query.x);'),
    ),
    expect: 'found',
  },
  {
    name: '20,000 functions in a chain, the last first',
    texts: one(
      'function f20000(x) {\n  child.exec(x);\n}',
      many(20_000, (i) => `function f${19_999 - i}(x) {\n  return f${20_000 - i}(x);\n}`),
      route('f0(req.query.x);'),
    ),
    expect: 'found',
  },
  {
    name: 'recursion through callbacks',
    texts: one(
      'function walk(x, fn) {\n  return fn(x, (y, g) => walk(y, g));\n}',
      'function twice(x, fn) {\n  return walk(x, (y, next) => next(y, fn));\n}',
      route('twice(req.query.x, (y, next) => {', '  child.exec(y);', '  next(y, twice);', '  twice(y, next);', '});'),
    ),
    expect: 'found',
  },
  {
    name: 'callbacks that hand on callbacks in a ring of 40',
    texts: one(
      many(
        40,
        (i) =>
          `function c${i}(x, fn) {\n  return c${(i + 1) % 40}(x, (y) => fn((z) => c${(i * 7) % 40}(z, fn), y));\n}\nfunction d${i}(x, fn) {\n  fn(x);\n}`,
      ),
      route('c0(req.query.x, (f, y) => {', '  f(y);', '});', 'd0(req.query.x, (y) => child.exec(y));'),
    ),
    expect: 'found',
  },
  {
    name: '200 functions that call one another',
    texts: one(
      many(
        200,
        (i) =>
          `function m${i}(x, n) {\n  if (n > ${i}) return m${(i + 1) % 200}(x, n - 1);\n  ${i === 77 ? 'child.exec(x);' : ''}\n  return m${(i * 31 + 7) % 200}(x + ${i}, n);\n}`,
      ),
      route('m0(req.query.x, 3);'),
    ),
    expect: 'found',
  },
  {
    name: '200 functions that call twenty of one another each',
    texts: one(
      many(
        200,
        (i) =>
          `function m${i}(x, n) {\n  switch (n) {\n${many(20, (k) => `    case ${k}:\n      return m${(i * 13 + k * 17) % 200}(x, n);`)}\n  }\n  ${i === 77 ? 'child.exec(x);' : ''}\n}`,
      ),
      route('m0(req.query.x, 3);'),
    ),
    expect: 'found',
  },
  {
    name: '10,000 exports through 50 barrels',
    texts: () => ({
      ...Object.fromEntries(
        Array.from({ length: 50 }, (_, i) => [`barrel${i}.ts`, `export * from './${i === 49 ? 'all' : `barrel${i + 1}`}';\n`]),
      ),
      'all.ts': `import { exec } from 'child_process';\n${many(
        10_000,
        (i) => `export function g${i}(x: string) {\n  ${i === 9876 ? 'exec(x);' : `return x + ${i};`}\n}`,
      )}\n`,
      'app.ts': `import express from 'express';\nimport { g9876 } from './barrel0';\nconst app = express();\n${route('g9876(req.query.x);')}`,
    }),
    expect: 'found',
  },
  {
    name: 'an object with 50,000 keys',
    texts: one(
      'const big = {',
      many(50_000, (i) => `  k${i}: ${i % 3 === 0 ? `'v${i}'` : i},`),
      '};',
      route('big[req.query.name] = req.query.y;', 'child.exec(big.k7 + req.query.x);'),
    ),
    expect: 'found',
  },
  {
    name: 'classes 500 deep',
    texts: one(
      'class C0 {\n  run(x) {\n    child.exec(x);\n  }\n}',
      many(500, (i) => `class C${i + 1} extends C${i} {\n  m${i}(x) {\n    return super.run(x);\n  }\n}`),
      route('new C500().run(req.query.x);'),
    ),
    expect: 'found',
  },
  {
    name: 'classes that extend one another by mistake',
    texts: one(
      'class A extends B {\n  go(x) {\n    return this.run(x);\n  }\n}',
      'class B extends A {\n  run(x) {\n    return super.run(x);\n  }\n  stop(x) {\n    child.exec(x);\n  }\n}',
      'class S extends S {\n  run(x) {\n    return super.run(x);\n  }\n}',
      route('new A().go(req.query.x);', 'new S().run(req.query.x);', 'new S().missing(req.query.x);', 'new B().missing(req.query.x);'),
    ),
    expect: 'silent',
  },
  {
    name: 'a method of such a class',
    texts: one('class A extends B {}', 'class B extends A {\n  stop(x) {\n    child.exec(x);\n  }\n}', route('new B().stop(req.query.x);')),
    expect: 'found',
  },
  {
    name: 'closures 300 deep',
    texts: one(
      route(
        nested(300, (i) => `const v${i} = ${i === 0 ? 'req.query.x' : `v${i - 1}`};\n(function f${i}() {`, 'child.exec(v299);', '})();'),
      ),
    ),
    expect: { missing: 'functions are looked into 150 deep, and nothing says where that ends' },
  },
  {
    name: 'a file of two megabytes minus one byte',
    texts: () => ({ 'app.js': filled(2 * 1024 * 1024 - 1) }),
    expect: 'found',
  },
  { name: 'a file of more than two megabytes', texts: () => ({ 'app.js': filled(2 * 1024 * 1024 + 1) }), expect: 'said' },
  {
    name: 'a text of 20,000 parts',
    texts: one(route(`child.exec(${many(20_000, (i) => `${i === 0 ? '' : '+ '}${i === 15_000 ? 'req.query.x' : `'p${i}'`}`)});`)),
    expect: 'found',
  },
  {
    name: 'a text that grows 20,000 times',
    texts: one(
      route(
        "let s = '';",
        many(20_000, (i) => `s += ${i === 15_000 ? 'req.query.x' : `'p${i}'`};`),
        'child.exec(s);',
      ),
    ),
    expect: 'found',
  },
  {
    name: 'a switch of 10,000 cases',
    texts: one(
      'function pick(kind, x) {\n  let out = x;\n  switch (kind) {',
      many(10_000, (i) => `    case '${i}':\n      out = ${i % 100 === 0 ? 'x' : `'s${i}'`};\n      break;`),
      '  }\n  return out;\n}',
      route('child.exec(pick(req.query.kind, req.query.x));'),
    ),
    expect: 'found',
  },
  {
    name: 'objects 2,000 deep',
    texts: one(
      route(
        'const deep =',
        nested(2000, () => '{ a:', 'req.query.x', '}'),
        `child.exec(deep\n${many(2000, () => '.a')});`,
      ),
    ),
    expect: { missing: 'what stands deeper than 500 is a mix without a word' },
  },
  {
    name: '5,000 calls on the result of one another',
    texts: one(route(`child.exec(req.query.x\n${many(5000, () => '.trim()')});`)),
    expect: { missing: 'what stands deeper than 500 is a mix without a word' },
  },
  {
    name: '60 loops in one another',
    texts: one(
      route(
        'let s = req.query.x;',
        nested(60, (i) => `for (const a${i} of s${i === 0 ? '' : `.k${i}`}) {`, 's = s + a59;\nchild.exec(s);', '}'),
      ),
    ),
    expect: 'found',
  },
  {
    name: 'a chain of 3,000 imports',
    texts: () => ({
      ...Object.fromEntries(
        Array.from({ length: 3000 }, (_, i) => [`c${i}.js`, `const next = require('./c${i + 1}');\nexports.run = (x) => next.run(x);\n`]),
      ),
      'c3000.js': "const child = require('child_process');\nexports.run = (x) => child.exec(x);\n",
      'app.js': `${HEAD}const next = require('./c0');\n${route('next.run(req.query.x);')}`,
    }),
    expect: 'found',
  },
];

function ring(size: number): Texts {
  const file = (i: number): string => {
    const last = i === size - 1;
    const begin = i === 0 ? route('next.f1(req.query.x);') : '';
    return `${HEAD}const next = require('./r${(i + 1) % size}');\nexports.f${i} = (x) => ${last ? 'child.exec(x)' : `next.f${i + 1}(x)`};\n${begin}`;
  };
  return Object.fromEntries(Array.from({ length: size }, (_, i) => [`r${i}.js`, file(i)]));
}

function filled(length: number): string {
  const parts = [HEAD, route('child.exec(req.query.x);')];
  for (let i = 0, written = parts.join('').length; ; i++) {
    const part = `function u${i}(req, res) {\n  const a = req.query.a${i};\n  if (a.length > ${i}) {\n    res.json({ a, b: [a, ${i}] });\n  }\n  return a + '${i}';\n}\n`;
    if (written + part.length > length) return parts.join('').padEnd(length);
    parts.push(part);
    written += part.length;
  }
}
