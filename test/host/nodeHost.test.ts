/** The disk as the analysis sees it: what is read, what is refused, and that nothing outside the root ever is. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { folder, removeFolders } from '../harness/folder';
import { createNodeHost, decode, isMinified } from '../harness/host';

describe('host: reading files', () => {
  afterEach(removeFolders);

  it('reads text below the root and nothing outside it', () => {
    const outside = folder({ 'secret.js': 'const key = 1;' });
    const root = folder({ 'src/app.ts': 'export const port = 80;\n' });
    symlinkSync(outside.at('secret.js'), root.at('linked.js'));
    symlinkSync(outside.path, root.at('linked'));
    symlinkSync(root.at('src/app.ts'), root.at('inside.ts'));
    const host = createNodeHost(root.path);
    assert.equal(host.readText('src/app.ts'), 'export const port = 80;\n');
    assert.equal(host.readText('inside.ts'), 'export const port = 80;\n');
    for (const file of ['linked.js', 'linked/secret.js', '../secret.js', outside.at('secret.js'), 'src', 'none.ts', 'a\0b.ts', '']) {
      assert.equal(host.readText(file), undefined, file);
      assert.equal(host.exists(file), false, file);
    }
  });

  it('does not mistake a folder whose name begins like the root for the root', () => {
    const parent = folder({ 'app/a.js': '1', 'app-private/b.js': '2' });
    assert.equal(createNodeHost(parent.at('app')).readText('../app-private/b.js'), undefined);
  });

  it('survives links that go round in circles', () => {
    const root = folder({ 'a.js': '1' });
    symlinkSync(root.at('two.js'), root.at('one.js'));
    symlinkSync(root.at('one.js'), root.at('two.js'));
    symlinkSync(root.path, root.at('self'));
    const host = createNodeHost(root.path);
    assert.equal(host.readText('one.js'), undefined);
    assert.equal(host.readText('self/self/self/a.js'), '1');
  });

  it('lists folders: files, folders, and links to files by where they lead', () => {
    const outside = folder({ 'x.js': '' });
    const root = folder({ 'src/b.ts': '', 'src/a.ts': '', 'src/sub/c.ts': '', 'top.ts': '' });
    symlinkSync(root.at('top.ts'), root.at('src/link.ts'));
    symlinkSync(outside.at('x.js'), root.at('src/out.js'));
    symlinkSync(root.at('src'), root.at('again'));
    symlinkSync(outside.path, root.at('outside'));
    execFileSync('mkfifo', [root.at('src/pipe.js')]);
    const host = createNodeHost(root.path);
    const src = { folder: 'src', files: new Set(['a.ts', 'b.ts']), folders: ['sub'], links: new Map([['link.ts', 'top.ts']]) };
    assert.deepEqual(host.list('src'), src);
    assert.deepEqual(host.list('again'), src);
    assert.deepEqual(host.list(''), { folder: '', files: new Set(['top.ts']), folders: ['src'], links: new Map() });
    for (const name of ['outside', 'none', 'top.ts', '..', '../', outside.path, 'a\0b', 'again/again'])
      assert.equal(host.list(name), undefined, name);
  });

  it('does not wait for a pipe', () => {
    const root = folder();
    execFileSync('mkfifo', [root.at('pipe.js')]);
    assert.equal(createNodeHost(root.path).readText('pipe.js'), undefined);
  });

  it('says why a file is not read', () => {
    const root = folder({ 'large.js': 'x'.repeat(200), 'image.js': Uint8Array.of(1, 0, 2), 'good.js': 'let a;' });
    mkdirSync(root.at('sub'));
    const host = createNodeHost(root.path, { limit: 100 });
    assert.equal(host.readText('large.js'), undefined);
    assert.equal(host.readText('image.js'), undefined);
    assert.equal(host.readText('good.js'), 'let a;');
    assert.deepEqual(
      [...host.notes.values()],
      [
        { kind: 'skipped', message: 'larger than the limit (200 B > 100 B)', file: 'large.js' },
        { kind: 'skipped', message: 'binary, not text', file: 'image.js' },
      ],
    );
    root.write('large.js', 'let small;');
    assert.equal(host.readText('large.js'), 'let small;');
    assert.equal(host.notes.has('large.js'), false);
  });

  it('refuses a root that is not a folder', () => {
    const root = folder({ 'a.js': '' });
    assert.throws(() => createNodeHost(root.at('a.js')), /not a folder/);
    assert.throws(() => createNodeHost(root.at('none')), /ENOENT/);
  });
});

describe('host: bytes to text', () => {
  it('drops a byte order mark, as editors do', () => {
    assert.deepEqual(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), { text: 'a' });
    assert.deepEqual(decode(Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xe9, 0)), { text: 'aé' });
    assert.deepEqual(decode(Uint8Array.of(0xfe, 0xff, 0, 0x61)), { text: 'a' });
  });

  it('reads damaged UTF-8 with replacement characters and says so', () => {
    const decoded = decode(Uint8Array.from([0x61, 0xe9, 0x62]));
    assert.ok('text' in decoded);
    assert.equal(decoded.text, 'a\ufffdb');
    assert.match(decoded.remark ?? '', /not valid UTF-8/);
  });

  it('reads an empty file', () => assert.deepEqual(decode(new Uint8Array()), { text: '' }));
});

describe('minified text', () => {
  const ordinary = 'const total = items.reduce((sum, item) => sum + item.price, 0);\n';
  it('knows packed text from written text', () => {
    assert.equal(isMinified(`var a=1;${'b(a);'.repeat(2000)}`), true);
    assert.equal(isMinified(`${'b(a);'.repeat(150)}\n`.repeat(20)), true);
    assert.equal(isMinified(ordinary.repeat(500)), false);
    assert.equal(isMinified('x'.repeat(3000)), false);
    assert.equal(isMinified(`${ordinary.repeat(60)}//# sourceMappingURL=data:application/json;base64,${'eyJ2'.repeat(20_000)}\n`), false);
  });
  it('forgives one long line of data among many ordinary ones', () => {
    assert.equal(isMinified(`const logo = "${'A'.repeat(8000)}";\n${ordinary.repeat(500)}`), false);
  });
});
