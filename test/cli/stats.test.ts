/** `gatehouse stats`: what is counted, and how it is printed. The first cases have a stand-in, the last the program as it is shipped. */
import assert from 'node:assert/strict';
import { gatehouse } from '../harness/cli';
import { folder, removeFolders } from '../harness/folder';
import { gatehouseProgram } from '../harness/program';

describe('cli: stats', () => {
  afterEach(removeFolders);

  it('sums up the files of each language', async () => {
    const root = folder({ 'a.js': 'done();\n', 'b.js': 'a ? b : c;\nd\n', 'c.ts': 'x\n' });
    const { code, out, err } = await gatehouse({ cwd: root.path }, 'stats');
    assert.deepEqual([code, err], [0, '']);
    assert.equal(
      out,
      'js: 2 files, 3 lines\n  not understood: 1 of 21 nodes (4.762 %)\n    mark  1\n  damaged: 1 file\nts: 1 file, 1 line\n  not understood: 0 of 2 nodes (0.000 %)\n',
    );
  });

  it('prints JSON', async () => {
    const root = folder({ 'a.js': '?\n' });
    const { out } = await gatehouse({ cwd: root.path }, 'stats', '--format', 'json');
    assert.deepEqual(JSON.parse(out), {
      format: 'gatehouse-stats',
      version: 1,
      tool: { name: 'Gatehouse', version: '1.2.3' },
      languages: [{ language: 'js', files: 1, lines: 1, nodes: 2, damaged: 0, skipped: 0, unknown: { mark: 1 }, share: 50 }],
    });
  });

  it('says when there is nothing to read', async () => {
    const { code, out } = await gatehouse({ cwd: folder({ 'a.txt': 'x\n' }).path }, 'stats');
    assert.deepEqual([code, out], [0, 'No files in a language that Gatehouse reads.\n']);
  });

  it('refuses what is not there', async () => {
    assert.equal((await gatehouse({ cwd: folder({}).path }, 'stats', 'nowhere')).code, 2);
  });

  it('knows the languages of the program', async () => {
    const root = folder({ 'a.js': 'const a = 1;\n', 'b.py': 'def f(x):\n    return x\n' });
    const { code, out } = await gatehouseProgram(root.path, 'stats');
    assert.equal(code, 0);
    assert.match(out, /^javascript: 1 file, 1 line\n {2}not understood: 0 of \d+ nodes \(0\.000 %\)\npython: 1 file, 2 lines\n/);
  });
});
