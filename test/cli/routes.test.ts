/** `gatehouse routes`: options, files and exit codes. The analysis is a stand-in; what it lists is tested in test/routes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gatehouse } from '../harness/cli';
import { folder, removeFolders } from '../harness/folder';

describe('cli: routes', () => {
  afterEach(removeFolders);

  it('says when there are none, and what it would know', async () => {
    const { code, out, err } = await gatehouse({ cwd: folder({ 'a.js': 'done();\n' }).path }, 'routes');
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^No endpoints found in 1 file\. The manual lists the frameworks whose endpoints are known\.\n/);
  });

  it('writes JSON to a file', async () => {
    const root = folder({ 'src/a.js': 'done();\n' });
    const { code, out, err } = await gatehouse({ cwd: root.path }, 'routes', 'src', '--format', 'json', '--output', 'routes.json');
    assert.deepEqual([code, out, err], [0, '', '0 endpoints in 1 file; the list is in routes.json.\n']);
    assert.deepEqual(JSON.parse(readFileSync(root.at('routes.json'), 'utf8')), {
      format: 'gatehouse-routes',
      version: 1,
      tool: { name: 'Gatehouse', version: '1.2.3' },
      routes: [],
      unresolved: [],
      notes: [],
    });
  });

  it('writes a CycloneDX bill of materials', async () => {
    const { code, out } = await gatehouse({ cwd: folder({ 'a.js': 'done();\n' }).path }, 'routes', '--format', 'cyclonedx');
    const { bomFormat, specVersion, services } = JSON.parse(out);
    assert.deepEqual([code, bomFormat, specVersion, services], [0, 'CycloneDX', '1.6', []]);
  });

  it('leaves out what the policy excludes, and says so', async () => {
    const root = folder({ 'src/a.js': 'done();\n', 'old/b.js': 'done();\n', 'gatehouse.json': '{ "paths": { "exclude": ["old/**"] } }' });
    const { out } = await gatehouse({ cwd: root.path }, 'routes');
    assert.match(out, /in 1 file\./);
    assert.match(out, /The policy excludes 1 file\./);
  });

  it('fails where the analysis does, and on wrong usage', async () => {
    const root = folder({ 'a.js': 'throw 1;\n' });
    const code = async (...args: string[]): Promise<number> => (await gatehouse({ cwd: root.path }, 'routes', ...args)).code;
    assert.equal(await code(), 3);
    assert.equal(await code('nowhere'), 2);
    assert.equal(await code('--format', 'sarif'), 2);
    assert.equal(await code('--output', 'no/such/folder/x'), 2);
    assert.equal(await code('a.js', 'b.js'), 2);
  });
});
