/** The cache on disk: what is kept comes back, and nothing that can happen to its folder does harm. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Folder, folder, removeFolders } from '../harness/folder';
import { defaultCacheFolder, openDiskCache } from '../harness/host';
import { random } from '../harness/random';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const text = (found: Uint8Array | undefined): string | undefined => found && Buffer.from(found).toString();

function open(
  at: Folder,
  options: { readonly root?: string; readonly build?: string; readonly limits?: { file: number; folder: number } } = {},
) {
  return openDiskCache({ folder: at.at('cache'), root: '/code', build: 'one', ...options });
}

function fill(at: Folder, entries: Readonly<Record<string, string>>): void {
  const cache = open(at);
  for (const [name, content] of Object.entries(entries)) cache.put(name, `key of ${name}`, bytes(content));
  assert.equal(cache.close(), undefined);
}

function packs(at: Folder): string[] {
  return readdirSync(at.at('cache')).map((name) => at.at('cache', name));
}

describe('host: disk cache', () => {
  afterEach(removeFolders);

  it('gives back what was put, to later runs, for the same key only', () => {
    const at = folder();
    fill(at, { a: 'first', b: '', c: 'x'.repeat(3_000_000) });
    const cache = open(at);
    assert.equal(text(cache.get('a', 'key of a')), 'first');
    assert.equal(text(cache.get('b', 'key of b')), '');
    assert.equal(cache.get('c', 'key of c')?.length, 3_000_000);
    assert.equal(cache.get('a', 'another key'), undefined);
    assert.equal(cache.get('b', 'key of a'), undefined);
    assert.equal(cache.get('d', 'key of d'), undefined);
    assert.equal(cache.close(), undefined);
  });

  it('keeps what a run has not asked for, and the newest of what it has put', () => {
    const at = folder();
    fill(at, { a: 'old', b: 'stays' });
    fill(at, { a: 'new' });
    const cache = open(at);
    assert.equal(text(cache.get('a', 'key of a')), 'new');
    assert.equal(text(cache.get('b', 'key of b')), 'stays');
    cache.close();
    assert.equal(packs(at).length, 1);
  });

  it('says nothing of what it holds', () => {
    const at = folder();
    fill(at, { 'src/secret.ts': 'hunter2 is the password' });
    const [pack] = packs(at);
    assert.ok(!/hunter2|password|secret/.test(readFileSync(pack, 'latin1')));
    if (process.platform !== 'win32') {
      assert.equal(statSync(pack).mode & 0o77, 0);
      assert.equal(statSync(at.at('cache')).mode & 0o77, 0);
    }
  });

  it('is another for another root and another build, which takes its place', () => {
    const at = folder();
    fill(at, { a: 'first' });
    for (const other of [open(at, { root: '/elsewhere' }), open(at, { build: 'two' })]) {
      assert.equal(other.get('a', 'key of a'), undefined);
      other.put('a', 'key of a', bytes('second'));
      assert.equal(other.close(), undefined);
    }
    assert.equal(packs(at).length, 2);
    assert.equal(text(open(at, { build: 'two' }).get('a', 'key of a')), 'second');
    assert.equal(open(at).get('a', 'key of a'), undefined);
  });

  it('takes damaged files for missing entries, and replaces them', function () {
    this.timeout(60_000);
    const at = folder();
    const entries = Object.fromEntries([...'abcdefgh'].map((name) => [name, `content of ${name}`]));
    fill(at, entries);
    const [pack] = packs(at);
    const sound = readFileSync(pack);
    for (let seed = 0; seed < 400; seed++) {
      const r = random(seed);
      const bad = Buffer.from(seed % 4 === 0 ? sound.subarray(0, r.int(sound.length)) : sound);
      if (seed % 4 > 0) for (let n = r.int(4); n >= 0; n--) bad[r.int(bad.length)] ^= 1 + r.int(255);
      writeFileSync(pack, bad);
      const cache = open(at);
      for (const [name, content] of Object.entries(entries)) {
        const found = text(cache.get(name, `key of ${name}`));
        assert.ok(found === undefined || found === content, `seed ${seed}: ${name} is ${found}`);
      }
      cache.put('a', 'key of a', bytes('content of a'));
      assert.equal(cache.close(), undefined);
      assert.equal(text(open(at).get('a', 'key of a')), 'content of a', `seed ${seed}`);
    }
    for (const nonsense of ['', 'x', 'gatehouse cache\n'.repeat(10)]) {
      writeFileSync(pack, nonsense);
      assert.equal(open(at).get('a', 'key of a'), undefined);
    }
  });

  it('lets two runs write at once: the last one stays, whole', () => {
    const at = folder();
    fill(at, { a: 'first' });
    const one = open(at);
    const two = open(at);
    one.put('a', 'key of a', bytes('one'));
    two.put('a', 'key of a', bytes('two'));
    assert.equal(one.close(), undefined);
    assert.equal(text(two.get('a', 'key of a')), 'first');
    assert.equal(two.close(), undefined);
    assert.equal(text(open(at).get('a', 'key of a')), 'two');
    assert.equal(packs(at).length, 1);
  });

  it('says what went wrong where it cannot write, and goes on', () => {
    const at = folder({ 'a-file': '' });
    const cache = openDiskCache({ folder: at.at('a-file', 'cache'), root: '/code', build: 'one' });
    cache.put('a', 'key', bytes('x'));
    cache.put('b', 'key', bytes('y'));
    assert.equal(cache.get('a', 'key'), undefined);
    assert.match(cache.close() ?? '', /ENOTDIR|EEXIST/);
    // A folder where the file should be.
    fill(at, { a: 'first' });
    const [pack] = packs(at);
    rmSync(pack);
    mkdirSync(pack);
    const blocked = open(at);
    blocked.put('a', 'key', bytes('x'));
    assert.match(blocked.close() ?? '', /EISDIR|ENOTEMPTY|EPERM|EEXIST/);
    assert.deepEqual(packs(at), [pack]);
  });

  it('reads where it cannot write', () => {
    const at = folder();
    fill(at, { a: 'first' });
    chmodSync(at.at('cache'), 0o500);
    const cache = open(at);
    assert.equal(text(cache.get('a', 'key of a')), 'first');
    cache.close();
    chmodSync(at.at('cache'), 0o700);
  });

  it('stays within its limits, the longest unused going first', () => {
    const at = folder();
    const limits = { file: 5000, folder: 9000 };
    const long = Date.now() / 1000;
    for (const [i, root] of ['/one', '/two', '/three'].entries()) {
      const cache = open(at, { root, limits });
      for (let n = 0; n < 10; n++) cache.put(`file ${n}`, 'key', new Uint8Array(1000));
      assert.equal(cache.close(), undefined);
      for (const pack of packs(at)) {
        assert.ok(statSync(pack).size < 6000);
        utimesSync(pack, long - 1000 + i, long - 1000 + i);
      }
    }
    assert.equal(packs(at).length, 2);
    assert.notEqual(open(at, { root: '/three', limits }).get('file 0', 'key'), undefined);
  });

  it('clears away what a killed run has left, once it is old', () => {
    const at = folder({ 'cache/x.cache.abc.part': 'old', 'cache/y.cache.abc.part': 'new', 'cache/notes.txt': 'mine' });
    utimesSync(at.at('cache/x.cache.abc.part'), 1, 1);
    fill(at, { a: 'first' });
    const left = packs(at).map((file) => path.basename(file));
    assert.ok(!left.includes('x.cache.abc.part') && left.includes('y.cache.abc.part') && left.includes('notes.txt'));
  });

  it('lies where the system keeps such things', () => {
    const unix = { HOME: '/home/me' };
    assert.equal(defaultCacheFolder(unix, 'linux'), path.join('/home/me', '.cache', 'gatehouse'));
    assert.equal(defaultCacheFolder({ ...unix, XDG_CACHE_HOME: '/big' }, 'linux'), path.join('/big', 'gatehouse'));
    assert.equal(defaultCacheFolder({ ...unix, XDG_CACHE_HOME: 'relative' }, 'linux'), path.join('/home/me', '.cache', 'gatehouse'));
    assert.equal(defaultCacheFolder(unix, 'darwin'), path.join('/home/me', 'Library/Caches', 'gatehouse'));
    assert.equal(defaultCacheFolder({}, 'linux'), undefined);
    assert.equal(defaultCacheFolder({}, 'win32'), undefined);
  });
});
