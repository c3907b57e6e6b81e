/** Folders made to hang, mislead or break a scan: it ends, says what was left out and where, and never looks complete when it is not. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { gatehouse, standInScan } from '../harness/cli';
import { type Folder, folder, removeFolders } from '../harness/folder';
import { type Ended, gatehouseProgram, PROGRAM } from '../harness/program';
import { sarifProblems } from '../harness/sarif';

const DB =
  "const { Pool } = require('pg');\nconst pool = new Pool();\nexports.find = (id) => pool.query(`select * from users where id = ${id}`);\n";
const app = (from: string): string =>
  `const express = require('express');\nconst { find } = require('${from}');\nexpress().get('/', (req, res) => find(req.query.id));\n`;

interface Told {
  readonly findings: readonly { readonly file: string }[];
  readonly notes: readonly { readonly kind: string; readonly file?: string; readonly message: string }[];
  readonly files: number;
}

async function scanned(root: Folder, code: number, ...args: string[]): Promise<Told> {
  const ended = await gatehouseProgram(root.path, 'scan', '--format', 'json', ...args);
  assert.equal(ended.code, code, ended.err);
  return told(ended);
}
function told({ out }: Pick<Ended, 'out'>): Told {
  const report = JSON.parse(out);
  return { findings: report.findings, notes: report.notes, files: report.summary?.files ?? report.files };
}
const messages = ({ notes }: Told): string[] => notes.map(({ file, message }) => (file === undefined ? message : `${file}: ${message}`));

describe('cli: hostile folders', function () {
  this.timeout(60_000);
  afterEach(removeFolders);

  it('with imports that go round in circles are followed once', async () => {
    const root = folder({
      'app.js': `${app('./data')}require('./app');\nrequire('.');\n`,
      'index.js': "module.exports = require('./index');\n",
      'data/index.js': "module.exports = { ...require('./db'), ...require('../data') };\n",
      'data/db.js': `${DB}require('../app');\nrequire('./db');\n`,
    });
    assert.deepEqual(
      (await scanned(root, 1)).findings.map(({ file }) => file),
      ['data/db.js'],
    );
  });

  it('with links to themselves and chains of links come to an end', async () => {
    const root = folder({ 'app.js': app('./self/self/self/data/db'), 'data/db.js': DB });
    symlinkSync(root.path, root.at('self'));
    symlinkSync('round', root.at('data/round'));
    for (let i = 0; i < 60; i++) symlinkSync(`chain${i + 1}.js`, root.at(`chain${i}.js`));
    symlinkSync(root.at('data'), root.at('data/data'));
    const result = await scanned(root, 1);
    assert.deepEqual(
      result.findings.map(({ file }) => file),
      ['data/db.js'],
    );
    assert.match(messages(result).join('\n'), /Symbolic links were not followed: chain0\.js, .* and 58 more\./);
  });

  it('with links to files show the file where it is, and never what lies outside', async () => {
    const outside = folder({ 'db.js': DB });
    const root = folder({ 'app.js': app('./linked'), 'other.js': app('./outside'), 'third.js': app('./out/db'), 'data/db.js': DB });
    symlinkSync(root.at('data/db.js'), root.at('linked.js'));
    symlinkSync(outside.at('db.js'), root.at('outside.js'));
    symlinkSync(outside.path, root.at('out'));
    const result = await scanned(root, 1);
    assert.deepEqual(
      result.findings.map(({ file }) => file),
      ['data/db.js'],
    );
    assert.match(messages(result).join('\n'), /Symbolic links were not followed: linked\.js, out, outside\.js\./);
  });

  it('with pipes and sockets are not waited for', async () => {
    const root = folder({ 'app.js': `${app('./pipe')}require('./pipes');\nrequire('./socket.js');\n`, 'pipes/db.js': DB });
    for (const name of ['pipe.js', 'package.json', 'tsconfig.json', '.gitignore', '.gatehouseignore', 'pipes/package.json'])
      execFileSync('mkfifo', [root.at(name)]);
    const server = createServer();
    await new Promise<void>((done) => server.listen(root.at('socket.js'), done));
    try {
      const result = await scanned(root, 0);
      assert.equal(result.findings.length, 0);
      assert.ok(messages(result).includes('Pipes, sockets and devices were not read: pipe.js, socket.js.'), messages(result).join('\n'));
    } finally {
      server.close();
    }
  });

  it('with a pipe for a policy are refused', async () => {
    const root = folder({ 'app.js': '' });
    execFileSync('mkfifo', [root.at('gatehouse.json')]);
    const { code, err } = await gatehouseProgram(root.path, 'scan');
    assert.deepEqual([code, err], [2, 'gatehouse: gatehouse.json is not a regular file\n']);
  });

  it('with files that go while they are scanned do not look complete', async () => {
    const root = folder({ 'a.js': 'done();\n', 'b.js': 'done();\n', 'sub/c.js': 'done();\n' });
    const scan: typeof standInScan = (options, analysis) => {
      rmSync(root.at('a.js'));
      rmSync(root.at('sub'), { recursive: true });
      return standInScan(options, analysis);
    };
    const { code, out } = await gatehouse({ cwd: root.path, scan }, 'scan', '--format', 'json');
    assert.equal(code, 3);
    assert.deepEqual(messages(told({ out })), ['a.js: could not be read', 'sub/c.js: could not be read']);
  });

  it('with files and folders nobody may read say which', () => {
    const root = folder({
      'a.js': 'let a;\n',
      'locked.js': 'let b;\n',
      'shut/c.js': 'let c;\n',
      'open.ts': "import './locked';\nimport './shut/c';\n",
    });
    chmodSync(root.path, 0o755);
    chmodSync(root.at('locked.js'), 0);
    chmodSync(root.at('shut'), 0);
    // Permissions mean nothing to root.
    const someone = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const ended = spawnSync(process.execPath, [PROGRAM, 'scan', '--no-cache', '--format', 'json'], {
      cwd: root.path,
      encoding: 'utf8',
      ...someone,
    });
    chmodSync(root.at('shut'), 0o755);
    assert.equal(ended.status, 3, ended.stderr);
    assert.deepEqual(messages(told({ out: ended.stdout })), ['locked.js: cannot be read (EACCES)', 'shut: folder cannot be read (EACCES)']);
  });

  it('with names made to mislead are reported in one line each', async () => {
    const long = `${'n'.repeat(250)}.js`;
    const root = folder({
      'new\nline.js': app('./data'),
      [long]: app('./data'),
      'User.js': '',
      'user.js': '',
      'data/index.js': DB,
      'x.ts/y.js': '',
      'esc\u001b[2J.js': 'let a = ;\n',
    });
    const result = await scanned(root, 1);
    assert.equal(result.files, 7);
    assert.equal(result.findings.length, 1);
    const text = await gatehouseProgram(root.path, 'scan');
    assert.ok(!text.out.includes('new\nline') && !text.out.includes('\u001b[2J'), text.out);
    const sarif = await gatehouseProgram(root.path, 'scan', '--format', 'sarif');
    assert.deepEqual(sarifProblems(JSON.parse(sarif.out)), []);
  });

  it('with names that are no UTF-8 say that they cannot be reached', async () => {
    const root = folder({ 'a.js': '' });
    const name = Buffer.concat([Buffer.from(root.at('caf')), Buffer.of(0xe9), Buffer.from('.js')]);
    let isMade = true;
    try {
      writeFileSync(name, DB);
    } catch {
      // Some disks refuse such names.
      isMade = false;
    }
    const result = await scanned(root, isMade ? 3 : 0);
    assert.deepEqual(messages(result), isMade ? ['caf\ufffd.js: cannot be reached: its name is not valid UTF-8'] : []);
  });

  it('that go deep are followed as far as a path reaches', async () => {
    const part = 'd'.repeat(190);
    const root = folder({ 'app.js': app(`.${`/${part}`.repeat(20)}/db`) });
    const deep = path.join(root.path, ...new Array<string>(20).fill(part));
    mkdirSync(deep, { recursive: true });
    writeFileSync(path.join(deep, 'db.js'), DB);
    const longest = await scanned(root, 0);
    assert.equal(longest.files, 2, 'an import of 4,000 characters is no name of a file, but the file is read');
    // Beyond what a path may hold, as only somebody who goes down step by step can make it.
    const steps = `for (let i = 0; i < 6; i++) { fs.mkdirSync('${part}'); process.chdir('${part}'); fs.writeFileSync('b.js', 'let a;'); }`;
    try {
      execFileSync(process.execPath, ['-e', steps], { cwd: deep });
      assert.match(messages(await scanned(root, 3)).join('\n'), /folder cannot be read \(ENAMETOOLONG\)/);
    } finally {
      execFileSync('rm', ['-rf', root.at(part)]);
    }
  });

  it('of fifty thousand files are read whole', async function () {
    this.timeout(300_000);
    const root = folder();
    mkdirSync(root.at('many'));
    for (let i = 0; i < 50_000; i++) writeFileSync(root.at('many', `m${i}.js`), i === 7 ? 'eval(x);\n' : 'let a;\n');
    const { code, out } = await gatehouse({ cwd: root.path }, 'scan', '--format', 'json');
    assert.equal(code, 1);
    const result = told({ out });
    assert.equal(result.files, 50_000);
    assert.deepEqual(
      result.findings.map(({ file }) => file),
      ['many/m7.js'],
    );
    assert.deepEqual(result.notes, []);
  });
});
