/** `gatehouse scan`: scope, formats, options and exit codes. The analysis is a stand-in; disk, policy and reports are real. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { gatehouse } from '../harness/cli';
import { type Folder, folder, removeFolders } from '../harness/folder';
import { sarifProblems } from '../harness/sarif';

const EVIL = 'eval(x);\n';
const CHATTY = 'log(x);\n';
const CLEAN = 'done();\n';

function project(): Folder {
  return folder({ 'src/evil.js': EVIL, 'src/chatty.ts': CHATTY, 'lib/clean.js': CLEAN });
}

/** Files of all findings of a JSON report. */
async function found(cwd: string, ...args: string[]): Promise<string[]> {
  const { out, err } = await gatehouse({ cwd }, 'scan', '--format', 'json', ...args);
  assert.equal(err, '');
  return JSON.parse(out).findings.map(({ file }: { file: string }) => file);
}

describe('cli: scan', () => {
  afterEach(removeFolders);

  it('scans the current folder and prints text', async () => {
    const { code, out, err } = await gatehouse({ cwd: project().path }, 'scan');
    assert.equal(code, 1);
    assert.match(out, /src\/evil\.js:1:1/);
    assert.match(out, /2 findings \(1 high, 1 low\) in 2 files\. Analysed: 3 files, 6 lines in \d+ ms\.\n$/);
    assert.equal(err, '');
  });

  it('exits by --fail-on', async () => {
    const root = project();
    const code = async (...args: string[]): Promise<number> => (await gatehouse({ cwd: root.path }, 'scan', ...args)).code;
    assert.equal(await code(), 1);
    assert.equal(await code('lib'), 0);
    assert.equal(await code('src/chatty.ts'), 0);
    assert.equal(await code('src/chatty.ts', '--fail-on', 'low'), 1);
    assert.equal(await code('--fail-on', 'critical'), 0);
    assert.equal(await code('--fail-on', 'never'), 0);
    root.write('gatehouse.json', '{ "failOn": "critical" }');
    assert.equal(await code(), 0);
    assert.equal(await code('--fail-on', 'high'), 1);
  });

  it('takes files and folders, and names results from where the user stands', async () => {
    const root = project();
    assert.deepEqual(await found(root.path, 'src'), ['src/chatty.ts', 'src/evil.js']);
    assert.deepEqual(await found(root.path, 'src/evil.js', 'lib', root.at('src')), ['src/chatty.ts', 'src/evil.js']);
    assert.deepEqual(await found(root.at('lib'), '../src'), ['chatty.ts', 'evil.js']);
    assert.deepEqual(await found(root.at('lib'), '../src/evil.js'), ['evil.js']);
    const { out } = await gatehouse({ cwd: root.at('lib') }, 'scan', '../src');
    assert.ok(out.includes(root.at('src/evil.js')), out);
  });

  it('takes the folder it is given as the root, so that words in the way to it say nothing', async () => {
    const root = folder({ 'test/shop/app.js': EVIL });
    const seen: string[] = [];
    const scan = async ({ files }: { files: readonly string[] }) => {
      seen.push(...files);
      return { findings: [], notes: [], files: files.length, lines: 0 };
    };
    await gatehouse({ cwd: root.path, scan }, 'scan', 'test/shop');
    assert.deepEqual(seen, ['app.js']);
  });

  it('says what is not judged', async () => {
    const root = folder({
      'app.js': CLEAN,
      'test/app.js': CLEAN,
      'examples/a.js': CLEAN,
      'examples/b.js': CLEAN,
      'old/x.js': EVIL,
      'job.py': '',
      'Main.java': '',
      'Other.java': '',
    });
    root.write('gatehouse.json', '{ "paths": { "exclude": ["old/"] } }');
    const { code, out } = await gatehouse({ cwd: root.path }, 'scan');
    assert.equal(code, 0);
    assert.match(out, /Note: The policy excludes 1 file\.\n/);
    assert.match(out, /Note: Read but not judged, by their path: 2 example, 1 test\.\n/);
    assert.match(out, /Note: Files in languages that are not analysed: 2 \.java, 1 \.py\.\n/);
  });

  it('leaves out less certain findings when told to', async () => {
    assert.deepEqual(await found(project().path, '--min-confidence', 'high'), ['src/evil.js']);
    assert.deepEqual(await found(project().path, '--min-confidence', 'medium'), ['src/chatty.ts', 'src/evil.js']);
  });

  it('writes SARIF that is valid and names files from the current folder', async () => {
    const { code, out } = await gatehouse({ cwd: project().path }, 'scan', 'src', '--format', 'sarif');
    assert.equal(code, 1);
    const log = JSON.parse(out);
    assert.deepEqual(sarifProblems(log), []);
    assert.equal(log.runs[0].results[1].locations[0].physicalLocation.artifactLocation.uri, 'src/evil.js');
  });

  it('says the same, byte for byte, each time', async () => {
    const root = project();
    for (const format of ['json', 'sarif']) {
      const runs = await Promise.all([1, 2].map(() => gatehouse({ cwd: root.path }, 'scan', '--format', format)));
      assert.equal(runs[0].out, runs[1].out);
    }
  });

  it('writes the report to a file', async () => {
    const root = project();
    const { code, out, err } = await gatehouse({ cwd: root.path }, 'scan', '-f', 'sarif', '-o', 'out.sarif');
    assert.deepEqual([code, out], [1, '']);
    assert.equal(err, '2 findings (1 high, 1 low) in 3 files; the report is in out.sarif.\n');
    assert.deepEqual(sarifProblems(JSON.parse(readFileSync(root.at('out.sarif'), 'utf8'))), []);
  });

  it('hides what a comment ignores and shows it on request', async () => {
    const root = folder({ 'a.js': 'eval(x); // gatehouse-ignore injection-code: a sandbox\n' });
    const quiet = await gatehouse({ cwd: root.path }, 'scan');
    assert.equal(quiet.code, 0);
    assert.match(quiet.out, /^Nothing found .*\n1 suppressed finding/);
    const loud = await gatehouse({ cwd: root.path }, 'scan', '--show-suppressed');
    assert.equal(loud.code, 0);
    assert.match(loud.out, /suppressed by comment: a sandbox/);
  });

  it('lets the policy be silent about ignore comments too', async () => {
    const root = folder({ 'a.js': 'done(); // gatehouse-ignore injection-code: long gone\n' });
    assert.match(
      (await gatehouse({ cwd: root.path }, 'scan')).out,
      /low {2}ignore-comment .*\n {2}Nothing here for `injection-code` to ignore/,
    );
    root.write('gatehouse.json', '{ "rules": { "ignore-comment": "off" } }');
    assert.match((await gatehouse({ cwd: root.path }, 'scan')).out, /^Nothing found/);
  });

  it('keeps a baseline: what is known is quiet, what is new is not', async () => {
    const root = project();
    const written = await gatehouse({ cwd: root.path }, 'scan', '--write-baseline', 'known.json');
    assert.deepEqual([written.code, written.out, written.err], [0, '', 'Wrote a baseline of 2 findings to known.json.\n']);
    root.write('src/evil.js', `\n\n  ${EVIL}`);
    assert.equal((await gatehouse({ cwd: root.path }, 'scan', '--baseline', 'known.json')).code, 0);
    root.write('src/new.js', EVIL);
    assert.deepEqual(await found(root.path, '--baseline', 'known.json'), ['src/new.js']);
    await gatehouse({ cwd: root.path }, 'scan', '--baseline', 'known.json', '--write-baseline', 'known.json');
    assert.equal(JSON.parse(readFileSync(root.at('known.json'), 'utf8')).findings.length, 3);
  });

  it('applies the nearest policy, its globs seen from its own folder', async () => {
    const root = project();
    root.write('gatehouse.json', '{ "paths": { "exclude": ["src/evil.js"] } } // ours');
    assert.deepEqual(await found(root.path), ['src/chatty.ts']);
    assert.deepEqual(await found(root.path, 'src'), ['src/chatty.ts']);
    root.write('strict.json', '{ "rules": { "data-in-logs": "critical", "injection-code": "off" } }');
    const { code, out } = await gatehouse({ cwd: root.path }, 'scan', '--policy', 'strict.json');
    assert.equal(code, 1);
    assert.match(out, /1 finding \(1 critical\)/);
    assert.match(out, /1 suppressed finding/);
  });

  it('reports only what involves changed files', async () => {
    const root = project();
    const git = (...args: string[]): void => {
      execFileSync('git', ['-C', root.path, '-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...args], {
        stdio: 'ignore',
      });
    };
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'First');
    assert.deepEqual(await found(root.path, '--changed-since', 'HEAD'), []);
    root.write('src/chatty.ts', `${CHATTY}\n`);
    assert.deepEqual(await found(root.path, '--changed-since', 'HEAD'), ['src/chatty.ts']);
    const { code, err } = await gatehouse({ cwd: root.path }, 'scan', '--changed-since', 'nowhere');
    assert.deepEqual([code, err], [2, 'gatehouse: --changed-since: no commit “nowhere” here\n']);
  });

  it('colours by terminal and environment', async () => {
    const { path: cwd } = project();
    const isColoured = async (setting: { terminal?: boolean; env?: Record<string, string> }): Promise<boolean> =>
      (await gatehouse({ cwd, ...setting }, 'scan', '--no-progress')).out.includes('\u001b[');
    assert.equal(await isColoured({}), false);
    assert.equal(await isColoured({ terminal: true }), true);
    assert.equal(await isColoured({ terminal: true, env: { NO_COLOR: '1' } }), false);
    assert.equal(await isColoured({ terminal: true, env: { TERM: 'dumb' } }), false);
    assert.equal(await isColoured({ env: { FORCE_COLOR: '1' } }), true);
  });

  it('draws a progress bar on a terminal only, and wipes it away', async () => {
    const { path: cwd } = project();
    const { err } = await gatehouse({ cwd, terminal: true }, 'scan');
    assert.match(err, /█+ 3\/3 src\/evil\.js/);
    assert.ok(err.endsWith('\r\u001b[2K'));
    assert.equal((await gatehouse({ cwd, terminal: true }, 'scan', '--no-progress')).err, '');
  });

  it('takes the options scripts pass for later', async () => {
    assert.equal((await gatehouse({ cwd: project().path }, 'scan', 'lib', '--jobs', '4', '--offline')).code, 0);
  });
});

describe('cli: bad input', () => {
  afterEach(removeFolders);

  it('passes over files it cannot use, names them, and judges the others', async () => {
    const outside = folder({ 'elsewhere.js': EVIL });
    const root = folder({
      'evil.js': EVIL,
      'binary.js': Uint8Array.of(0, 1, 2),
      'large.js': `//${'x'.repeat(3 * 1024 * 1024)}`,
      'latin1.js': Uint8Array.from([...Buffer.from('eval("'), 0xe9, ...Buffer.from('");\n')]),
      'utf16.js': Buffer.from(`\ufeff${EVIL}`, 'utf16le'),
      'bom.js': `\ufeff${EVIL}`,
      'packed.min.js': EVIL,
    });
    symlinkSync(outside.at('elsewhere.js'), root.at('out-there.js'));
    symlinkSync(root.path, root.at('round'));
    const { code, out } = await gatehouse({ cwd: root.path }, 'scan', '--verbose');
    assert.equal(code, 1);
    for (const said of [
      'binary.js: binary, not text',
      'large.js: larger than the limit (3.0 MB > 2.0 MB)',
      'latin1.js: not valid UTF-8; the damaged characters were read as �',
      'Files minified by their name were not read: packed.min.js.',
      'Symbolic links were not followed: out-there.js, round.',
    ]) {
      assert.ok(out.includes(said), `${said}\n${out}`);
    }
    for (const place of ['evil.js:1:1', 'latin1.js:1:1', 'utf16.js:1:1', 'bom.js:1:1']) assert.ok(out.includes(place), place);
    assert.match(out, /4 findings \(4 high\) in 4 files\. Analysed: 4 files/);
    assert.equal(out.includes('could not be read'), false);
  });

  it('exits with 3 when a file cannot be read or the analysis of it fails, and with 1 when there are findings as well', async () => {
    const root = folder({ 'clean.js': CLEAN, 'broken.js': 'throw' });
    const failed = await gatehouse({ cwd: root.path }, 'scan');
    assert.equal(failed.code, 3);
    assert.match(failed.out, /Failed: broken\.js: lowering failed/);
    root.write('evil.js', EVIL);
    assert.equal((await gatehouse({ cwd: root.path }, 'scan')).code, 1);
    const unreadable = await gatehouse(
      {
        cwd: root.path,
        scan: async ({ files }) => ({
          findings: [],
          notes: [{ kind: 'unreadable', file: 'clean.js', message: 'gone' }],
          files: files.length,
          lines: 0,
        }),
      },
      'scan',
    );
    assert.equal(unreadable.code, 3);
  });

  it('exits with 3 and one line when the analysis as a whole fails', async () => {
    const scan = async (): Promise<never> => {
      throw new Error('The grammars are missing.');
    };
    const { code, out, err } = await gatehouse({ cwd: project().path, scan }, 'scan', '-o', 'out.txt');
    assert.deepEqual([code, out, err], [3, '', 'gatehouse: the analysis failed: The grammars are missing.\n']);
  });

  it('says in one line what is wrong with the call, and exits with 2', async () => {
    const root = project();
    root.write('gatehouse-bad.json', '{\n  "rule": {}\n}');
    root.write('damaged.json', '{');
    for (const [args, said] of [
      [['scan', '--formt', 'json'], /^gatehouse: unknown option '--formt' \(Did you mean --format\?\)$/],
      [['scan', '--format', 'xml'], /^gatehouse: .*'xml' is invalid\. Allowed choices are text, json, sarif\.$/],
      [['scan', '--fail-on', 'severe'], /'severe' is invalid\. Allowed choices are critical, high, medium, low, info, never\.$/],
      [['scan', '--jobs', 'many'], /'many' is invalid\. It must be a whole number above 0\.$/],
      [['scan', '--output'], /argument missing/],
      [['sacn'], /^gatehouse: unknown command 'sacn' \(Did you mean scan\?\)$/],
      [['scan', 'nowhere'], /^gatehouse: there is no file or folder "nowhere"$/],
      [['scan', 'src/evil.js/x'], /^gatehouse: there is no file or folder "src\/evil\.js\/x"$/],
      [['scan', '-o', 'none/out.json'], /^gatehouse: cannot write "none\/out\.json" \(ENOENT\)$/],
      [['scan', '-o', 'src'], /^gatehouse: cannot write "src" \(EISDIR\)$/],
      [['scan', '--write-baseline', 'src'], /^gatehouse: cannot write "src" \(EISDIR\)$/],
      [['scan', '--baseline', 'none.json'], /^gatehouse: cannot read "none\.json" \(ENOENT\)$/],
      [
        ['scan', '--baseline', 'damaged.json'],
        /^gatehouse: damaged\.json cannot be used: it is not JSON; write it again with --write-baseline$/,
      ],
      [['scan', '--policy', 'none.json'], /^gatehouse: cannot read "none\.json" \(ENOENT\)$/],
      [['scan', '--changed-since', 'HEAD'], /^gatehouse: --changed-since: .* is not in a git repository$/],
      [['explain', 'injection-cod'], /^gatehouse: there is no rule "injection-cod"; did you mean injection-code\?$/],
    ] as const) {
      const { code, out, err } = await gatehouse({ cwd: root.path }, ...args);
      assert.equal(code, 2, args.join(' '));
      assert.equal(out, '', args.join(' '));
      assert.equal(err.trimEnd().split('\n').length, 1, err);
      assert.match(err.trimEnd(), said);
    }
    const bad = await gatehouse({ cwd: root.path }, 'scan', '--policy', 'gatehouse-bad.json');
    assert.deepEqual([bad.code, bad.err], [2, 'gatehouse: gatehouse-bad.json:2:3: Unknown field "rule". Did you mean "rules"?\n']);
  });

  it('never destroys an existing output file', async () => {
    const root = project();
    root.write('out.json', 'precious');
    const scan = async (): Promise<never> => {
      throw new Error('broken');
    };
    assert.equal((await gatehouse({ cwd: root.path, scan }, 'scan', '-o', 'out.json')).code, 3);
    assert.equal((await gatehouse({ cwd: root.path }, 'scan', '-o', 'out.json', '--policy', 'none.json')).code, 2);
    assert.equal((await gatehouse({ cwd: root.path }, 'scan', 'nowhere', '-o', 'out.json')).code, 2);
    assert.equal(readFileSync(root.at('out.json'), 'utf8'), 'precious');
    assert.deepEqual(readdirSync(root.path).sort(), ['lib', 'out.json', 'src']);
  });

  it('stops with 130 when interrupted, and writes nothing', async () => {
    const root = project();
    root.write('out.json', 'precious');
    const controller = new AbortController();
    const scan = async (): Promise<never> => {
      controller.abort(130);
      throw controller.signal.reason;
    };
    const { code, out, err } = await gatehouse({ cwd: root.path, signal: controller.signal, scan }, 'scan', '-o', 'out.json');
    assert.deepEqual([code, out, err], [130, '', '']);
    assert.equal(readFileSync(root.at('out.json'), 'utf8'), 'precious');
  });

  it('has nothing to say about an empty folder, and says so', async () => {
    const { code, out } = await gatehouse({ cwd: folder().path }, 'scan');
    assert.equal(code, 0);
    assert.match(out, /^No files to analyse/);
    const binary = folder({ 'a.js': Uint8Array.of(0) });
    assert.equal((await gatehouse({ cwd: binary.path }, 'scan')).out, 'Nothing was analysed.\nNot analysed: a.js: binary, not text\n');
  });
});

describe('cli: other commands', () => {
  it('prints help, with exit codes', async () => {
    const cwd = process.cwd();
    const help = await gatehouse({ cwd }, 'scan', '--help');
    assert.equal(help.code, 0);
    assert.match(help.out, /3 {4}the analysis itself failed in part/);
    assert.match((await gatehouse({ cwd }, '--help')).out, /scan .*explain .*rules .*lsp/s);
    assert.equal((await gatehouse({ cwd })).code, 2);
    assert.match((await gatehouse({ cwd }, '--version')).out, /^\d+\.\d+\.\d+\n$/);
  });

  it('lists and explains rules', async () => {
    const cwd = process.cwd();
    assert.equal(
      (await gatehouse({ cwd }, 'rules')).out,
      'data-in-logs    low       Data in logs\ninjection-code  high      Code built from untrusted data\n',
    );
    assert.deepEqual(
      JSON.parse((await gatehouse({ cwd }, 'rules', '--format', 'json')).out).map(({ id }: { id: string }) => id),
      ['data-in-logs', 'injection-code'],
    );
    assert.equal(
      (await gatehouse({ cwd }, 'explain', 'injection-code')).out,
      '# Code built from untrusted data\nAnything can run.\n```js\neval(x);\n```\n',
    );
  });

  it('serves the language server protocol', async () => {
    assert.equal((await gatehouse({ cwd: process.cwd() }, 'lsp', '--stdio')).out, 'serving');
  });
});
