/** The built command line with its cache and its threads: the same report, whatever is the matter with the cache's folder. */
import assert from 'node:assert/strict';
import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Folder, folder, removeFolders } from '../harness/folder';
import { gatehouseProgram } from '../harness/program';

async function report(cwd: string, ...options: string[]): Promise<string> {
  const { out, err, code } = await gatehouseProgram(cwd, 'scan', '--format', 'json', ...options);
  assert.ok(code === 0 || code === 1, `exit code ${code}: ${err}`);
  return out;
}

function shop(): Folder {
  const at = folder();
  cpSync('test/workspaces/shop', at.at('code'), { recursive: true });
  return at;
}

function packs(at: Folder): string[] {
  return readdirSync(at.at('cache')).map((name) => at.at('cache', name));
}

describe('gatehouse scan, cache and threads', function () {
  this.timeout(180_000);
  afterEach(removeFolders);

  it('reports the same cold and warm, on one, two and four threads', async () => {
    const at = shop();
    const cwd = at.at('code');
    const cache = ['--cache', at.at('cache')];
    const expected = await report(cwd, '--no-cache', '--jobs', '1');
    assert.ok(expected.includes('injection-sql'));
    assert.equal(await report(cwd, '--no-cache', '--jobs', '2'), expected);
    assert.equal(await report(cwd, ...cache, '--jobs', '4'), expected);
    const [pack] = packs(at);
    const written = readFileSync(pack);
    assert.equal(await report(cwd, ...cache), expected);
    assert.deepEqual(readFileSync(pack), written);
    // A line more in one file: other findings than before, the same as without a cache.
    at.write('code/src/db.ts', `// One line more.\n${readFileSync(at.at('code/src/db.ts'), 'utf8')}`);
    assert.equal(await report(cwd, ...cache), await report(cwd, '--no-cache'));
    assert.deepEqual(readdirSync(cwd).sort(), ['README.md', 'package.json', 'src', 'tsconfig.json']);
  });

  it('judges what it knows by the policy of now', async () => {
    const at = shop();
    const cache = ['--cache', at.at('cache')];
    await report(at.at('code'), ...cache);
    at.write('code/gatehouse.json', '{ "rules": { "injection-sql": "off" } }');
    const warm = await report(at.at('code'), ...cache);
    assert.equal(warm, await report(at.at('code'), '--no-cache'));
    assert.ok(!warm.includes('"injection-sql"') || warm.includes('suppressed'));
  });

  it('does without a cache that is damaged, and replaces it', async () => {
    const at = shop();
    const cache = ['--cache', at.at('cache')];
    const expected = await report(at.at('code'), ...cache);
    const [pack] = packs(at);
    const sound = readFileSync(pack);
    for (const bad of [sound.subarray(0, sound.length / 2), Buffer.alloc(sound.length), Buffer.from(sound).reverse()]) {
      writeFileSync(pack, bad);
      assert.equal(await report(at.at('code'), ...cache), expected);
      assert.notDeepEqual(readFileSync(pack), bad);
    }
  });

  it('says when nothing can be kept, and reports all the same', async () => {
    const at = shop();
    const expected = JSON.parse(await report(at.at('code'), '--no-cache'));
    at.write('a-file', '');
    const result = JSON.parse(await report(at.at('code'), '--cache', at.at('a-file')));
    assert.deepEqual(result.findings, expected.findings);
    assert.match(JSON.stringify(result), /could not be kept for the next scan/);
    // As root nothing is read-only; then this is a scan like any other.
    await report(at.at('code'), '--cache', at.at('cache'));
    chmodSync(at.at('cache'), 0o500);
    at.write('code/src/more.ts', 'export const more = 1;\n');
    const readOnly = JSON.parse(await report(at.at('code'), '--cache', at.at('cache')));
    chmodSync(at.at('cache'), 0o700);
    assert.deepEqual(readOnly.findings, expected.findings);
  });

  it('can be shared by two scans at the same time', async () => {
    const at = shop();
    const cache = ['--cache', at.at('cache')];
    const expected = await report(at.at('code'), '--no-cache');
    const both = await Promise.all([report(at.at('code'), ...cache), report(at.at('code'), ...cache, '--jobs', '2')]);
    assert.deepEqual(both, [expected, expected]);
    assert.equal(await report(at.at('code'), ...cache), expected);
    assert.equal(packs(at).length, 1);
  });
});
