/** The program people run: the built bundle with the real analysis, its streams and signals. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { folder, removeFolders } from '../harness/folder';
import { gatehouseProgram, PROGRAM, start } from '../harness/program';
import { sarifProblems } from '../harness/sarif';

const FLAW = `const express = require('express');
const { exec } = require('child_process');
const app = express();
app.get('/ping', (req, res) => {
  exec('ping -c 1 ' + req.query.host, (error, output) => res.json({ output }));
});
app.listen(3000);
`;
const FIXED = FLAW.replace("exec('ping -c 1 ' + req.query.host,", "execFile('ping', ['-c', '1', '--', 'localhost'],").replace(
  '{ exec }',
  '{ execFile }',
);

describe('cli: the program', function () {
  this.timeout(60_000);
  afterEach(removeFolders);

  it('finds the flaw, says where, and is quiet about the corrected file', async () => {
    const root = folder({ 'ping.js': FLAW, 'fixed/ping.js': FIXED });
    const flawed = await gatehouseProgram(root.path, 'scan', 'ping.js', '--format', 'sarif', '--output', 'out.sarif');
    assert.equal(flawed.code, 1, flawed.err);
    const log = JSON.parse(readFileSync(root.at('out.sarif'), 'utf8'));
    assert.deepEqual(sarifProblems(log), []);
    assert.deepEqual(
      log.runs[0].results.map(
        ({
          ruleId,
          locations: [
            {
              physicalLocation: { region },
            },
          ],
        }: {
          ruleId: string;
          locations: [{ physicalLocation: { region: { startLine: number } } }];
        }) => [ruleId, region.startLine],
      ),
      [['injection-command', 5]],
    );
    const withFixes = await gatehouseProgram(root.path, 'scan', 'ping.js', '--format', 'json', '--with-fixes');
    assert.ok(Array.isArray(JSON.parse(withFixes.out).findings[0].fixes), withFixes.err);
    const fixed = await gatehouseProgram(root.path, 'scan', 'fixed');
    assert.equal(fixed.code, 0, fixed.out);
    assert.match(fixed.out, /^Nothing found in 1 file/);
  });

  it('survives what is thrown at it, and judges the file beside it', async () => {
    const root = folder({
      'ping.js': FLAW,
      'parens.js': `x = ${'('.repeat(30_000)}1${')'.repeat(30_000)};\n`.replaceAll('((((((((((', '((((((((((\n'),
      'arrays.js': `x = ${'[\n'.repeat(30_000)}`,
      'calls.js': `${'f('.repeat(20_000).replaceAll('f(f(f(f(', 'f(f(f(f(\n')}1${')'.repeat(20_000)};\n`,
      'half.ts': "import { exec } from 'child_process';\nexport async function run(req: Request) {\n  const a = `${req.query.",
      'templates.js': `x = ${'`${\n'.repeat(5_000)}`,
      'noise.js': Array.from({ length: 3000 }, (_, i) => String.fromCharCode(33 + ((i * 7919) % 90))).join(' \n'),
      'types.ts': `type T = ${'Array<\n'.repeat(5_000)}string${'>'.repeat(5_000)};\n`,
      'jsx.tsx': `const x = ${'<a>\n'.repeat(5_000)}`,
      'empty.js': '',
    });
    const { code, out, err } = await gatehouseProgram(root.path, 'scan', '--verbose');
    assert.equal(code, 1, err);
    assert.match(out, /injection-command {2}ping\.js:5:/);
    assert.doesNotMatch(out, /Failed:/);
  });

  it('prints large reports whole, and does not mind a reader that leaves', async () => {
    const root = folder({
      'ping.js':
        FLAW + Array.from({ length: 400 }, (_, i) => `app.get('/p${i}', (req, res) => exec('ping ' + req.query.host));\n`).join(''),
    });
    const { code, out } = await gatehouseProgram(root.path, 'scan', '--format', 'json');
    assert.equal(code, 1);
    assert.equal(JSON.parse(out).findings.length, 401);
    const left = start(root.path, 'scan', '--format', 'json');
    left.child.stdout?.destroy();
    const ended = await left.ended;
    assert.deepEqual([ended.code, ended.err], [1, '']);
  });

  it('ends with 130 on Ctrl-C and leaves an existing report alone', async () => {
    const root = folder(
      Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`src/ping${i}.js`, FLAW.repeat(5).replaceAll('const ', 'var ')])),
    );
    root.write('out.json', 'precious');
    const scan = start(root.path, 'scan', 'src', '--verbose', '-o', 'out.json', '-f', 'json');
    await scan.said(/Analysing 1500 files/);
    scan.child.kill('SIGINT');
    const { code, out } = await scan.ended;
    assert.deepEqual([code, out], [130, '']);
    assert.equal(readFileSync(root.at('out.json'), 'utf8'), 'precious');
  });

  it('exits with 2 and one line on wrong usage', async () => {
    const { code, out, err } = await gatehouseProgram(folder().path, 'scan', '--colour');
    assert.deepEqual([code, out, err], [2, '', "gatehouse: unknown option '--colour'\n"]);
  });

  it('can be run by its name', () => {
    assert.match(readFileSync(PROGRAM, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    assert.match(execFileSync(process.execPath, [PROGRAM, '--version'], { encoding: 'utf8' }), /^\d+\.\d+\.\d+\n$/);
  });

  it('serves the language server protocol', async () => {
    const lsp = start(folder().path, 'lsp');
    const send = (message: object): void => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      lsp.child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    const { code, out } = await lsp.ended;
    assert.match(out, /"id":1,.*"capabilities":\{/);
    assert.equal(code, 0);
  });
});
