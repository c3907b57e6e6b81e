/** `gatehouse prove`: what it takes, what it prints and writes, and its exit codes. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { gatehouse } from '../harness/cli';
import { folder, removeFolders } from '../harness/folder';
import { gatehouseProgram } from '../harness/program';

const RULE = 'endpoint-missing-authentication';
const APP = `import express from 'express';
import { Pool } from 'pg';

const pool = new Pool();
const signedIn = (req, res, next) => (req.session.user ? next() : res.status(401).end());
export const app = express();
app.get('/loans', signedIn, async (req, res) => res.json(await pool.query('select id from loans where owner = $1', [req.session.user])));
app.post('/loans', signedIn, async (req, res) => res.json(await pool.query('insert into loans (owner) values ($1)', [req.session.user])));
app.put('/loans/:id', async (req, res) => res.json(await pool.query('update loans set a = 1 where id = $1', [req.params.id])));
app.delete('/loans/:id', async (req, res) => res.json(await pool.query('delete from loans where id = $1', [req.params.id])));
`;
const FILES = { 'src/app.js': APP, 'package.json': '{ "type": "module", "devDependencies": { "vitest": "2.1.8", "supertest": "7.0.0" } }' };
const TEST = 'test/app.security.test.js';

describe('cli: prove', function () {
  this.timeout(60_000);
  afterEach(removeFolders);

  it('refuses what is no finding, and rules that no request shows', async () => {
    const root = folder({ 'a.js': 'eval(x);\n' });
    const said = async (...args: string[]) => {
      const { code, out, err } = await gatehouse({ cwd: root.path }, 'prove', ...args);
      assert.deepEqual([code, out], [2, '']);
      return err;
    };
    assert.equal(await said('no-rule'), 'gatehouse: no rule and no fingerprint: "no-rule"\n');
    assert.equal(await said('injection-code'), 'gatehouse: no test is written for injection-code: no single request shows it\n');
    assert.equal(await said('0123456789ab'), 'gatehouse: there is no such finding: "0123456789ab"\n');
    assert.equal(await said('injection-code', 'nowhere'), 'gatehouse: there is no file or folder "nowhere"\n');
  });

  it('writes all tests of a rule into one file, and says what there is already', async () => {
    const root = folder(FILES);
    const first = await gatehouseProgram(root.path, 'prove', RULE, '--write');
    assert.deepEqual([first.code, first.out], [0, ''], first.err);
    assert.match(
      first.err,
      /^Wrote test\/app\.security\.test\.js\. Run it with: npx vitest run test\/app\.security\.test\.js\.\nAdded to /,
    );
    assert.equal(readFileSync(root.at(TEST), 'utf8').match(/^ {2}it\(/gm)?.length, 2);
    const again = await gatehouseProgram(root.path, 'prove', RULE);
    assert.deepEqual([again.code, again.out], [1, '']);
    assert.match(again.err, /test\/app\.security\.test\.js has it already\.\n/);
  });

  it('writes nothing outside of the folder, wherever links lead', async () => {
    const outside = folder({ 'kept.txt': 'kept' });
    for (const [link, target] of [
      ['test', outside.path],
      [TEST, outside.at('kept.txt')],
      [TEST, outside.at('new.txt')],
    ]) {
      const root = folder({ ...FILES, ...(link === TEST ? { 'test/other.txt': '' } : {}) });
      symlinkSync(target, root.at(link));
      const { code, err } = await gatehouseProgram(root.path, 'prove', RULE, '--write');
      assert.deepEqual([code, err], [2, 'gatehouse: "test/app.security.test.js" lies outside the folder\n'], link);
    }
    assert.equal(readFileSync(outside.at('kept.txt'), 'utf8'), 'kept');
    assert.ok(!existsSync(outside.at('new.txt')) && !existsSync(outside.at('app.security.test.js')));
  });

  it('writes no path into a test that would end its text', async () => {
    const root = folder({
      ...FILES,
      'src/app.js': APP.replace(
        "'/loans/:id', async (req, res) => res.json(await pool.query('update",
        "`/loans/:id/a');process.exit(0);('`, async (req, res) => res.json(await pool.query('update",
      ),
    });
    const { code, out, err } = await gatehouseProgram(root.path, 'prove', RULE);
    assert.equal(code, 1);
    assert.ok(!out.includes('process.exit') && err.includes('is not known as a whole'), err);
  });

  it('tells scripts of each finding where its test belongs', async () => {
    const root = folder(FILES);
    const { code, out } = await gatehouseProgram(root.path, 'prove', RULE, '--format', 'json');
    const { format, version, proofs } = JSON.parse(out);
    assert.deepEqual([code, format, version, proofs.length], [0, 'gatehouse-proofs', 1, 2]);
    const [one] = proofs;
    assert.deepEqual([one.rule, one.file, one.test.file, one.test.isNew, one.test.left], [RULE, 'src/app.js', TEST, true, []]);
    const alone = await gatehouseProgram(root.path, 'prove', one.fingerprint.slice(0, 12));
    assert.deepEqual([alone.code, alone.out], [0, one.test.text]);
  });
});
