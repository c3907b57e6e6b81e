/** Reports and baselines are written whole or not at all. */
import assert from 'node:assert/strict';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { folder, removeFolders } from '../harness/folder';
import { checkWritable, loadGrammars, writeFile } from '../harness/host';

describe('host: writing', () => {
  afterEach(removeFolders);

  it('replaces the whole content and keeps the mode', () => {
    const root = folder({ 'out.json': 'a much longer old content' });
    chmodSync(root.at('out.json'), 0o640);
    writeFile(root.at('out.json'), 'new');
    assert.equal(readFileSync(root.at('out.json'), 'utf8'), 'new');
    assert.equal(statSync(root.at('out.json')).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(root.path), ['out.json']);
  });

  it('leaves no trace when it only looks', () => {
    const root = folder({ 'out.json': 'old' });
    checkWritable(root.at('out.json'));
    checkWritable(root.at('new.json'));
    assert.deepEqual(readdirSync(root.path), ['out.json']);
    assert.equal(readFileSync(root.at('out.json'), 'utf8'), 'old');
  });

  it('fails without harm', () => {
    const root = folder({ 'file.json': 'old' });
    mkdirSync(root.at('folder'));
    for (const [target, code] of [
      [root.at('folder'), 'EISDIR'],
      [root.at('none/out.json'), 'ENOENT'],
      [root.at('file.json/out.json'), 'ENOTDIR'],
    ]) {
      assert.throws(() => checkWritable(target), { code });
      assert.throws(() => writeFile(target, 'x'), { code });
    }
    assert.deepEqual(readdirSync(root.path).sort(), ['file.json', 'folder']);
  });

  it('writes through a link instead of replacing it', () => {
    const root = folder({ 'real.json': 'old' });
    symlinkSync(root.at('real.json'), root.at('link.json'));
    writeFile(root.at('link.json'), 'new');
    assert.equal(readFileSync(root.at('real.json'), 'utf8'), 'new');
    assert.equal(lstatSync(root.at('link.json')).isSymbolicLink(), true);
  });
});

describe('host: grammars', () => {
  afterEach(removeFolders);

  it('reads them by name and says what to do when one is missing', () => {
    const root = folder({ 'javascript.wasm': Uint8Array.of(1, 2), 'readme.txt': '' });
    const grammars = loadGrammars(root.path);
    assert.deepEqual(grammars.names(), ['javascript.wasm']);
    assert.deepEqual([...grammars.bytes('javascript.wasm')], [1, 2]);
    assert.throws(() => grammars.bytes('cobol.wasm'), /cobol\.wasm is missing .* Install Gatehouse again/);
    assert.throws(() => loadGrammars(root.at('none')), /grammars are missing/);
  });
});
