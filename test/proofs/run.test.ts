/** That a written test runs, and what it says: on a program of Node alone, with a few lines in the place of Express. */
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { folder, removeFolders } from '../harness/folder';
import { proofOf, withProof } from '../harness/proofs';

/** As much of Express and of a database as the program below asks for. */
const EXPRESS = `const http = require('node:http');

module.exports = () => {
  const routes = [];
  const app = {
    listen: (port) => http.createServer(answer).listen(port),
  };
  for (const method of ['get', 'post', 'delete'])
    app[method] = (path, ...handlers) => routes.push({ method: method.toUpperCase(), path: new RegExp('^' + path.replace(/:\\w+/, '(\\\\w+)') + '$'), handlers });
  function answer(req, res) {
    const route = routes.find(({ method, path }) => method === req.method && path.test(req.url));
    req.params = { id: route?.path.exec(req.url)[1] };
    req.session = {};
    res.status = (code) => Object.assign(res, { statusCode: code });
    res.json = (value) => res.end(JSON.stringify(value));
    const next = ([first, ...others]) => first(req, res, () => next(others));
    if (route) next(route.handlers);
    else res.status(404).end();
  }
  return app;
};
`;
const PG = 'exports.Pool = class {\n  async query() {\n    return [];\n  }\n};\n';
const APP = `const express = require('express');
const { Pool } = require('pg');

const app = express();
const pool = new Pool();
const signedIn = (req, res, next) => (req.session.user ? next() : res.status(401).end());
app.get('/loans', signedIn, async (req, res) => res.json(await pool.query('select id from loans where owner = $1', [req.session.user])));
app.post('/loans', signedIn, async (req, res) => res.json(await pool.query('insert into loans (owner) values ($1)', [req.session.user])));
app.delete('/loans/:id', async (req, res) => res.json(await pool.query('delete from loans where id = $1', [req.params.id])));
module.exports = app;
`;
const PROGRAM = { 'app.js': APP, 'package.json': '{ "name": "loans", "dependencies": { "express": "^4.21.2", "pg": "^8.13.1" } }' };
const PACKAGES = { 'node_modules/express/index.js': EXPRESS, 'node_modules/pg/index.js': PG };

describe('a proof', function () {
  this.timeout(60_000);
  after(removeFolders);

  it('fails until the flaw is mended', async () => {
    const proof = await proofOf(PROGRAM, 'endpoint-missing-authentication');
    const flawed = folder({ ...withProof(PROGRAM, proof), ...PACKAGES });
    const mended = folder({
      ...withProof({ ...PROGRAM, 'app.js': APP.replace("'/loans/:id', async", "'/loans/:id', signedIn, async") }, proof),
      ...PACKAGES,
    });
    const [command, ...args] = proof.run.split(' ');
    assert.equal(command, 'node');
    const run = (cwd: string) => spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    const failing = run(flawed.path);
    assert.equal(failing.status, 1, failing.stdout);
    assert.match(failing.stdout, /it was answered 200/);
    const passing = run(mended.path);
    assert.equal(passing.status, 0, passing.stdout + passing.stderr);
  });
});
