/** Which files of a folder are analysed. */
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { folder, removeFolders } from '../harness/folder';
import { covers, listFiles } from '../harness/host';

const accepts = (file: string): boolean => /\.[jt]s$/.test(file);
const list = async (root: string, ...paths: string[]): Promise<readonly string[]> =>
  (await listFiles(root, { accepts, ...(paths.length === 0 ? {} : { paths }) })).files;

describe('host: listing files', () => {
  afterEach(removeFolders);

  it('lists supported files in a fixed order', async () => {
    const root = folder({ 'b.ts': '', 'a.js': '', 'B.js': '', 'readme.md': '', 'lib/x.js': '', 'lib/deep/er/y.ts': '' });
    assert.deepEqual(await list(root.path), ['B.js', 'a.js', 'b.ts', 'lib/deep/er/y.ts', 'lib/x.js']);
  });

  it('does not enter output and dependencies, and says so', async () => {
    const root = folder({
      'app.js': '',
      'node_modules/x/index.js': '',
      'packages/a/dist/a.js': '',
      'build/b.js': '',
      'lib/jquery.min.js': '',
      '.git/hooks/x.js': '',
    });
    const { files, notes } = await listFiles(root.path, { accepts });
    assert.deepEqual(files, ['app.js']);
    assert.deepEqual(
      notes.map(({ message }) => message),
      [
        'Folders with output or other people’s code were not entered: build, node_modules, packages/a/dist.',
        'Files minified by their name were not read: lib/jquery.min.js.',
      ],
    );
  });

  it('follows .gitignore, nested ones and exceptions included', async () => {
    const root = folder({
      '.git/info/exclude': 'local.js\nkept-after-all.js\n',
      '.gitignore': '*.gen.js\n/secret/\ntmp\n!kept-after-all.js\n',
      'a.gen.js': '',
      'a.js': '',
      'local.js': '',
      'kept-after-all.js': '',
      'secret/a.js': '',
      'sub/secret/a.js': '',
      'sub/tmp/a.js': '',
      'sub/.gitignore': '!keep.gen.js\nonly-here.js\n',
      'sub/keep.gen.js': '',
      'sub/only-here.js': '',
      'only-here.js': '',
    });
    assert.deepEqual(await list(root.path), ['a.js', 'kept-after-all.js', 'only-here.js', 'sub/keep.gen.js', 'sub/secret/a.js']);
  });

  it('follows .gatehouseignore, which can also ask for a skipped folder', async () => {
    const root = folder({
      '.gatehouseignore': 'legacy/\n!build/\n!.git/\n',
      '.gitignore': 'made.js\n',
      'legacy/a.js': '',
      'build/a.js': '',
      'dist/a.js': '',
      'made.js': '',
      '.git/a.js': '',
    });
    assert.deepEqual(await list(root.path), ['build/a.js']);
  });

  it('takes rules of the repository into account when it starts below its top', async () => {
    const repo = folder({ '.git/HEAD': '', '.gitignore': 'packages/a/old/\n', 'packages/a/x.js': '', 'packages/a/old/y.js': '' });
    assert.deepEqual(await list(repo.at('packages/a')), ['x.js']);
  });

  it('lists what is named, whatever ignore files say', async () => {
    const root = folder({
      '.git/HEAD': '',
      '.gitignore': 'gen/\n',
      'gen/a.js': '',
      'gen/b.js': '',
      'dist/c.js': '',
      'dist/sub/d.js': '',
      'e.js': '',
    });
    assert.deepEqual(await list(root.path, root.at('gen/a.js')), ['gen/a.js']);
    assert.deepEqual(await list(root.path, root.at('gen')), ['gen/a.js', 'gen/b.js']);
    assert.deepEqual(await list(root.path, root.at('dist'), root.at('e.js'), root.at('dist/c.js')), ['dist/c.js', 'dist/sub/d.js', 'e.js']);
  });

  it('says when a named file has no supported language', async () => {
    const root = folder({ 'a.txt': '' });
    const { files, notes } = await listFiles(root.path, { accepts, paths: [root.at('a.txt')] });
    assert.deepEqual(files, []);
    assert.deepEqual(notes, [{ kind: 'skipped', file: 'a.txt', message: 'no supported language' }]);
  });

  it('does not follow links: not out of the root, not in circles', async () => {
    const outside = folder({ 'x.js': '' });
    const root = folder({ 'a/a.js': '' });
    symlinkSync(outside.path, root.at('out-there'));
    symlinkSync(root.path, root.at('a/round'));
    symlinkSync(outside.at('x.js'), root.at('x.js'));
    const { files, notes } = await listFiles(root.path, { accepts });
    assert.deepEqual(files, ['a/a.js']);
    assert.deepEqual(notes, [{ kind: 'info', message: 'Symbolic links were not followed: a/round, out-there, x.js.' }]);
  });

  it('goes down deep trees', async () => {
    const root = folder();
    const deep = Array.from({ length: 300 }, () => 'd').join('/');
    mkdirSync(path.join(root.path, deep), { recursive: true });
    root.write(`${deep}/end.js`, '');
    assert.deepEqual(await list(root.path), [`${deep}/end.js`]);
  });

  it('is not held up by an ignore file made to be slow', async () => {
    const name = `${'a'.repeat(240)}.js`;
    const root = folder({ '.gitignore': `${'*a'.repeat(30)}b\nplain.js\n`, [name]: '', 'plain.js': '' });
    const { files, notes } = await listFiles(root.path, { accepts });
    assert.deepEqual(files, [name]);
    assert.match(notes[0].message, /^\.gitignore has lines with more than 4 wildcards/);
  });

  it('stops when told to', async () => {
    const root = folder({ 'a.js': '' });
    await assert.rejects(listFiles(root.path, { accepts, signal: AbortSignal.abort() }));
  });

  it('tells of a single file whether a listing would have it', () => {
    const root = folder({ '.gitignore': 'gen/\n' });
    assert.equal(covers(root.path, 'src/new.js', accepts), true);
    assert.equal(covers(root.path, 'gen/deep/new.js', accepts), false);
    assert.equal(covers(root.path, 'node_modules/x/new.js', accepts), false);
    assert.equal(covers(root.path, 'src/new.txt', accepts), false);
    assert.equal(covers(root.path, 'src/new.min.js', accepts), false);
  });
});
