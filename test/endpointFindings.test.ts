/** What is said of endpoints while files are edited: from all files, moved with the text, and taken anew once typing pauses. */
import { strict as assert } from 'node:assert';
import type { Analyzer } from '../server/analyzer/analyzer';
import { analyzerOver } from './harness/project';
import { testSyntax } from './harness/syntax';

const APP = `const express = require('express');
const { orders } = require('./orders');

const app = express();
const requireUser = (req, res, next) => (req.session.user ? next() : res.status(401).end());
app.get('/invoices', requireUser, (req, res) => res.json([]));
app.use('/orders', orders);
`;
const ORDERS = `const { Router } = require('express');
const { Pool } = require('pg');

const pool = new Pool();
exports.orders = Router();
exports.orders.delete('/:id', async (req, res) => res.json(await pool.query('delete from orders where id = $1', [req.params.id])));
`;
const RULE = 'endpoint-missing-authentication';

describe('findings about endpoints in an editor', () => {
  let analyzer: Analyzer;
  const said = (file: string): readonly number[] =>
    analyzer
      .check(file)
      .findings.filter((f) => f.rule === RULE)
      .map((f) => f.span.start);

  beforeEach(async () => {
    analyzer = analyzerOver(await testSyntax(), { 'app.js': APP, 'orders.js': ORDERS }, 'editor');
    analyzer.open('app.js', 'javascript', APP);
    analyzer.open('orders.js', 'javascript', ORDERS);
  });
  afterEach(() => analyzer.dispose());

  function lookAtAll(): void {
    for (const file of ['app.js', 'orders.js']) analyzer.look(file);
    analyzer.lookedAtAll();
  }

  it('waits until all files have been looked at', () => {
    assert.deepEqual(said('orders.js'), []);
    lookAtAll();
    assert.deepEqual(said('orders.js'), [ORDERS.indexOf('exports.orders.delete')]);
  });

  it('moves with the text that is typed before it', () => {
    lookAtAll();
    analyzer.edit('orders.js', [{ span: { start: 0, end: 0 }, text: '// orders\n' }]);
    assert.deepEqual(said('orders.js'), [ORDERS.indexOf('exports.orders.delete') + '// orders\n'.length]);
  });

  it('follows a guard that another file puts before the router, and its end', () => {
    lookAtAll();
    const at = APP.indexOf('orders);\n');
    analyzer.edit('app.js', [{ span: { start: at, end: at }, text: 'requireUser, ' }]);
    assert.equal(analyzer.settle('app.js'), true);
    assert.deepEqual(analyzer.affected('app.js'), ['orders.js']);
    assert.deepEqual(said('orders.js'), []);
    analyzer.edit('app.js', [{ span: { start: at, end: at + 'requireUser, '.length }, text: '' }]);
    assert.equal(analyzer.settle('app.js'), true);
    assert.deepEqual(said('orders.js'), [ORDERS.indexOf('exports.orders.delete')]);
  });

  it('follows a file that changes on disk', async () => {
    const disk = { 'app.js': APP, 'orders.js': ORDERS };
    analyzer.dispose();
    analyzer = analyzerOver(await testSyntax(), disk, 'editor');
    lookAtAll();
    assert.equal(said('orders.js').length, 1);
    disk['app.js'] = APP.replace("'/orders', ", "'/orders', requireUser, ");
    analyzer.changedOnDisk('app.js');
    assert.deepEqual(said('orders.js'), []);
  });

  it('is not there in a scan of a part of the program', async () => {
    const files = ['orders.js'];
    const all = { 'app.js': APP, 'orders.js': ORDERS };
    for (const forFixes of [false, true]) {
      const part = analyzerOver(await testSyntax(), all);
      assert.deepEqual((await part.scan({ files, isPart: true, forFixes })).findings, []);
      part.dispose();
      const whole = analyzerOver(await testSyntax(), all);
      const { findings } = await whole.scan({ files: Object.keys(all), forFixes });
      assert.deepEqual(
        findings.map((f) => f.rule),
        [RULE],
      );
      whole.dispose();
    }
  });
});
