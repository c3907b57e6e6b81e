/** The demonstration shop: its flaws are found on their lines and nothing else is, and its mended twin is silent, through every door. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tellDemonstration } from './harness/demonstration';
import { folder, removeFolders } from './harness/folder';
import { gatehouseProgram } from './harness/program';
import { flawsListed, SHOP, SHOP_FIXED, workspaceTexts } from './harness/workspace';

/** Rules that the shop does not show, and why. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  'endpoint-unrestricted-file-upload': 'judges files that clients send, and the shop takes none',
  'ignore-comment': 'judges comments written for Gatehouse, of which the shop has none',
};

tellDemonstration({ title: 'the shop', name: SHOP, mended: SHOP_FIXED, rules: { allBut: NOT_SHOWN }, across: 5 });

describe('the shop, through every door', () => {
  afterEach(removeFolders);

  it('prints them as a table of 120 columns and as JSON', async () => {
    const table = await gatehouseProgram(process.cwd(), 'routes', path.join('test/workspaces', SHOP));
    assert.deepEqual([table.code, table.err], [0, '']);
    const lines = table.out.split('\n');
    assert.match(table.out, /^In test\/workspaces\/shop\/\n\nMETHOD PATH +AUTHN AUTHZ VALID LIMIT CSRF {2}SIGN {3}WHERE\n/);
    assert.match(table.out, /\nDELETE \/admin\/images +yes +yes +- +yes +- +- +src\/routes\/admin\.js:37 \(function\)\n/);
    assert.match(table.out, /\n31 endpoints in 33 files\. Authentication: 18 with, 13 without, 0 unknown\.\n/);
    assert.ok(lines.every((line) => line.length <= 120));
    const { code, out } = await gatehouseProgram(process.cwd(), 'routes', path.join('test/workspaces', SHOP), '--format', 'json');
    const { format, version, routes } = JSON.parse(out);
    assert.deepEqual([code, format, version, routes.length], [0, 'gatehouse-routes', 1, 31]);
    const images = routes.find((r: { path: string }) => r.path === '/admin/images');
    assert.equal(images.file, 'test/workspaces/shop/src/routes/admin.js');
    assert.deepEqual(images.controls.authorisation.evidence[0], {
      message: "`requireRole('admin')` stands before it",
      file: 'test/workspaces/shop/src/app.ts',
      line: 34,
      column: 3,
    });
  });

  it('fails a scan, and the report has every flaw', async () => {
    const output = folder().at('out.sarif');
    const { code, err } = await gatehouseProgram(
      process.cwd(),
      'scan',
      path.join('test/workspaces', SHOP),
      '--format',
      'sarif',
      '--output',
      output,
    );
    assert.equal(code, 1, err);
    assert.deepEqual(flawsOfSarif(output, `test/workspaces/${SHOP}/`), flawsListed(SHOP));
  });
});

describe('the mended shop, through every door', () => {
  afterEach(removeFolders);

  it('differs in few files that have no flaw', () => {
    const before = workspaceTexts(SHOP);
    const after = workspaceTexts(SHOP_FIXED);
    const changed = Object.keys(before).filter((file) => before[file] !== after[file]);
    const flawed = new Set(flawsListed(SHOP).map((flaw) => flaw.split(':')[0]));
    assert.ok(changed.length <= flawed.size + 5, changed.join('\n'));
  });

  it('passes a scan', async () => {
    const output = folder().at('out.sarif');
    const { code, err } = await gatehouseProgram(
      process.cwd(),
      'scan',
      path.join('test/workspaces', SHOP_FIXED),
      '--min-confidence',
      'low',
      '--format',
      'sarif',
      '--output',
      output,
    );
    assert.equal(code, 0, err);
    assert.deepEqual(flawsOfSarif(output, `test/workspaces/${SHOP_FIXED}/`), []);
  });
});

interface Sarif {
  runs: {
    results: { ruleId: string; locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[] }[];
  }[];
}

function flawsOfSarif(file: string, prefix: string): string[] {
  const { runs } = JSON.parse(readFileSync(file, 'utf8')) as Sarif;
  return runs
    .flatMap(({ results }) => results)
    .map(({ ruleId, locations }) => {
      const { artifactLocation, region } = locations[0].physicalLocation;
      return `${artifactLocation.uri.replace(prefix, '')}:${region.startLine} ${ruleId}`;
    })
    .sort();
}
