/** What one file leaves for another in an open editor: the other is told of when that changes, though neither imports the other. */
import { strict as assert } from 'node:assert';
import { analyzerOver } from '../harness/project';
import { type Syntax, testSyntax } from '../harness/syntax';

const TEXTS = {
  'registry.js': 'const hosts = new Map();\nexports.put = (id, host) => hosts.set(id, host);\nexports.get = (id) => hosts.get(id);\n',
  'write.js':
    "const express = require('express');\nconst { put } = require('./registry');\nexpress().post('/', (req, res) => put('a', req.body.host));\n",
  'read.js':
    "const express = require('express');\nconst { get } = require('./registry');\nexpress().get('/', (req, res) => fetch('http://' + get('a')));\n",
  'other.js': "const express = require('express');\nexpress().get('/', (req, res) => fetch('http://' + req.query.host));\n",
};

describe('what one file leaves for another', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await testSyntax();
  });

  it('is found where it is read, and the reader is looked at again when it changes', () => {
    const analyzer = analyzerOver(syntax, TEXTS, 'editor');
    for (const [file, text] of Object.entries(TEXTS)) analyzer.open(file, 'javascript', text);
    for (const file of Object.keys(TEXTS)) analyzer.check(file);
    const found = (): readonly string[] => analyzer.check('read.js').findings.map((f) => `${f.rule} ${f.confidence}`);
    assert.deepEqual(found(), ['endpoint-server-side-request-forgery medium']);
    const at = TEXTS['write.js'].indexOf('req.body.host');
    analyzer.edit('write.js', [{ span: { start: at, end: at + 'req.body.host'.length }, text: "'fixed'" }]);
    assert.ok(analyzer.affected('write.js').includes('read.js'));
    assert.ok(!analyzer.affected('write.js').includes('other.js'));
    assert.deepEqual(found(), []);
    analyzer.dispose();
  });
});
