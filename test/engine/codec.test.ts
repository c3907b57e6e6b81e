/** Values as bytes: what comes back, that equal content gives equal bytes, and that nonsense is refused. */
import assert from 'node:assert/strict';
import {
  ByteReader,
  ByteWriter,
  DamagedRecord,
  decodeValues,
  encodeValues,
  type FunctionValue,
  type Literal,
  NOTHING,
  newTables,
  type Site,
  type Tables,
  type Trace,
  UNKNOWN,
  type Value,
} from '../harness/codec';
import { random } from '../harness/random';

describe('bytes', () => {
  const TEXTS = ['', 'a', 'naïve', 'ключ', '\ud83d\udd11', 'half \ud83d alone', '\0\uffff', 'x'.repeat(10_000), 'ж'.repeat(5000)];

  it('bring back every number and text', () => {
    const numbers = [0, 1, 127, 128, 16_383, 16_384, 2 ** 30, 2 ** 31, 2 ** 32 - 1];
    const doubles = [0.1, -0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 5e-324];
    const writer = new ByteWriter(1);
    for (const n of numbers) writer.number(n);
    for (const n of doubles) writer.double(n);
    for (const t of TEXTS) writer.text(t);
    const reader = new ByteReader(writer.finish());
    assert.deepEqual(
      numbers.map(() => reader.number()),
      numbers,
    );
    assert.deepEqual(
      doubles.map(() => reader.double()),
      doubles,
    );
    assert.deepEqual(
      TEXTS.map(() => reader.text()),
      TEXTS,
    );
    assert.equal(reader.left, 0);
  });

  it('are refused where they end early or go on for ever', () => {
    for (const bytes of [[], [0x80], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [20, 65, 66]]) {
      assert.throws(() => new ByteReader(Uint8Array.from(bytes)).text(), DamagedRecord);
    }
    assert.throws(() => new ByteReader(Uint8Array.from([200, 1, 0])).count(), DamagedRecord);
    assert.throws(() => new ByteReader(new Uint8Array(7)).double(), DamagedRecord);
  });
});

describe('values as bytes', () => {
  it('are what they were, in another process too', () => {
    const here = newTables();
    const values = samples(here);
    const bytes = encodeValues(values);
    const there = newTables();
    // The other process has met other things before.
    there.paths.module('express').call(false, () => false);
    there.labels.source('untrusted', undefined, 'elsewhere');
    const back = decodeValues(bytes, there);
    assert.deepEqual(encodeValues(back), bytes);
    assert.deepEqual(back.map(shown), values.map(shown));
    // In the same process paths and labels are the very same.
    for (const [i, value] of decodeValues(bytes, here).entries()) {
      assert.ok(value.paths.every((p, n) => p === values[i].paths[n]));
      assert.ok(value.taints.every((t, n) => t.label === values[i].taints[n].label));
    }
  });

  it('are equal bytes for equal content', () => {
    const one = newTables();
    const two = newTables();
    two.paths.global('process').member('env').member('HOME');
    for (let i = 0; i < 50; i++) two.labels.source('local', undefined, `filler ${i}`);
    assert.deepEqual(encodeValues(samples(two)), encodeValues(samples(one)));
  });

  it('keep what is shared shared, and closures that hold themselves', () => {
    const { paths, labels } = newTables();
    const shared: Value = { ...UNKNOWN, fields: new Map([['id', { ...UNKNOWN, shape: 'a\0' }]]) };
    const bound = new Map<string, Value>();
    const closure: FunctionValue = { kind: 'function', file: 'a.ts', index: 1, self: shared, bound, parent: undefined };
    const holder: Value = { ...UNKNOWN, functions: [closure] };
    bound.set('^a.ts:0:1', holder);
    const [one, two, back] = decodeValues(encodeValues([shared, { ...shared }, holder]), { paths, labels });
    assert.equal(one, two);
    const [again] = back.functions;
    assert.equal(again.self, one);
    assert.equal(again.bound?.get('^a.ts:0:1')?.functions[0], again);
  });

  it('need no recursion to be read, however long the chain', () => {
    let trace: Trace | undefined;
    const site: Site = { file: 'a.ts', at: { start: 1, end: 2 } };
    for (let i = 0; i < 2000; i++) trace = { before: trace, site, message: `step ${i}`, inside: undefined, length: i };
    const tables = newTables();
    const label = tables.labels.source('untrusted', undefined, 'req');
    const [back] = decodeValues(encodeValues([{ ...UNKNOWN, taints: [{ label, mask: 0, trace }] }]), tables);
    let length = 0;
    for (let t = back.taints[0].trace; t; t = t.before) length++;
    assert.equal(length, 2000);
  });

  it('are refused when they were changed, or read as if nothing had happened', function () {
    this.timeout(30_000);
    const tables = newTables();
    const bytes = encodeValues(samples(tables));
    let refused = 0;
    for (let seed = 0; seed < 3000; seed++) {
      const r = random(seed);
      const bad = seed % 3 === 0 ? bytes.slice(0, r.int(bytes.length)) : Uint8Array.from(bytes);
      if (seed % 3 > 0) for (let n = r.int(3); n >= 0; n--) bad[r.int(bad.length)] = r.int(256);
      try {
        decodeValues(bad, tables);
      } catch (error) {
        assert.ok(error instanceof DamagedRecord, `seed ${seed}: ${error}`);
        refused++;
      }
    }
    assert.ok(refused > 1000, `only ${refused} were refused`);
  });
});

/** One value of every sort. */
function samples({ paths, labels }: Tables): readonly Value[] {
  const site = (start: number, file = 'src/app.ts'): Site => ({ file, at: { start, end: start + 5 } });
  const request = paths
    .module('express')
    .call(false, () => true)
    .member('get')
    .parameter(1, 2, 2, 0, () => true);
  const body = labels.below(labels.source('untrusted-object', undefined, 'req.body'), '.id', (n) => n);
  const input = paths
    .input('$0')
    .member('query')
    .member('where')
    .call(false, () => false, [{ is: 'id' }, undefined, { is: 1.5 }]);
  const trace: Trace = { before: undefined, site: site(3), message: 'req.body', inside: undefined, length: 1 };
  const longer: Trace = { before: trace, site: site(9, 'src/db.ts'), message: 'save', inside: trace, length: 3 };
  const taints = [
    { label: body, mask: 1 << 30, trace: longer },
    { label: labels.input(input), mask: 3, trace: undefined },
    { label: labels.source('data', 'person.email', 'user.email'), mask: 0, trace },
  ];
  const facts = { whenTrue: [{ label: body, mask: 4 }], whenFalse: [{ label: labels.input(input), mask: 1 << 29 }] };
  const literals: Literal[] = [undefined, null, true, false, 0, -0, -1, 7, 2 ** 40, 0.5, '', 'ключ', { regex: '^a+$', flags: 'u' }];
  const parent: Value = {
    ...UNKNOWN,
    functions: [{ kind: 'class', file: 'src/base.ts', index: 0, self: undefined, bound: undefined, parent: undefined }],
  };
  return [
    NOTHING,
    UNKNOWN,
    { ...UNKNOWN, taints, paths: [request, input, paths.unknown.member('then'), paths.global('process').member('env')] },
    { ...NOTHING, consts: literals, constSite: site(1) },
    { ...NOTHING, consts: [] },
    { ...UNKNOWN, facts, found: facts, typeOf: taints, separated: true, shape: '/files/\0' },
    {
      ...UNKNOWN,
      complete: true,
      fields: new Map([
        ['a', parent],
        ['b', { ...UNKNOWN, taints: taints.slice(0, 1) }],
      ]),
      functions: [{ kind: 'class', file: 'src/app.ts', index: 2, self: undefined, bound: undefined, parent }],
      classes: [{ kind: 'class', file: 'src/app.ts', index: 2, self: undefined, bound: undefined, parent }],
    },
    {
      ...UNKNOWN,
      objects: [3, -7],
      paths: [paths.input('^src/db.ts:0:4'), paths.declared('pg.Pool'), paths.input('$1').element().undone(12)],
    },
  ];
}

/** All that can be told of a value, with names in place of what is one's own in each process. */
function shown(value: Value): string {
  return JSON.stringify(value, (key, part) => {
    if (part instanceof Map) return [...part];
    if (key === 'paths') return part.map((p: { text: string }) => p.text);
    if (key === 'label') return [part.kind, part.detail, part.input?.text, part.text, part.depth];
    return part === undefined ? 'undefined' : part;
  });
}
