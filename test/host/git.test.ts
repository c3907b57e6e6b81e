/** Files changed since a revision, without running anything the repository brings along. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Folder, folder, removeFolders } from '../harness/folder';
import { changedSince } from '../harness/host';

const IDENTITY = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];

function git(at: Folder, ...args: string[]): string {
  return execFileSync('git', ['-C', at.path, ...IDENTITY, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function repository(files: Record<string, string>): Folder {
  const at = folder(files);
  git(at, 'init', '-q');
  git(at, 'add', '-A');
  git(at, 'commit', '-q', '-m', 'First');
  return at;
}

describe('host: changed since a revision', () => {
  afterEach(removeFolders);

  it('compares content, not dates, and counts new files', async () => {
    const at = repository({ 'same.js': 'a\nb\n', 'touched.js': 'a\n', 'changed.js': 'a\n', 'crlf.js': 'a\nb\n', 'sub/ü x.js': 'a\n' });
    at.write('touched.js', 'a\n');
    at.write('changed.js', 'b\n');
    at.write('crlf.js', 'a\r\nb\r\n');
    at.write('new.js', 'a\n');
    const files = ['changed.js', 'crlf.js', 'new.js', 'same.js', 'sub/ü x.js', 'touched.js'];
    assert.deepEqual([...(await changedSince(at.path, 'HEAD', files))], ['changed.js', 'new.js']);
    git(at, 'add', '-A');
    git(at, 'commit', '-q', '-m', 'Second');
    assert.deepEqual([...(await changedSince(at.path, 'HEAD', files))], []);
    assert.deepEqual([...(await changedSince(at.path, 'HEAD~1', files))], ['changed.js', 'new.js']);
  });

  it('works from a folder inside the repository', async () => {
    const at = repository({ 'packages/a/x.js': '1', 'packages/a/y.js': '1' });
    at.write('packages/a/y.js', '2');
    assert.deepEqual([...(await changedSince(at.at('packages/a'), 'HEAD', ['x.js', 'y.js']))], ['y.js']);
  });

  it('runs no filter, monitor or hook of the repository', async () => {
    const at = repository({ '.gitattributes': '*.js filter=evil diff=evil\n', 'a.js': '1' });
    const trap = `touch ${at.at('trapped')}; cat`;
    for (const key of ['filter.evil.clean', 'filter.evil.smudge', 'diff.evil.textconv', 'core.fsmonitor', 'core.pager'])
      git(at, 'config', key, trap);
    at.write('a.js', '2');
    assert.deepEqual([...(await changedSince(at.path, 'HEAD', ['a.js']))], ['a.js']);
    assert.equal(existsSync(at.at('trapped')), false);
  });

  it('says what is wrong in one line', async () => {
    const at = repository({ 'a.js': '1' });
    await assert.rejects(changedSince(at.path, 'nowhere', []), /^Error: no commit “nowhere” here$/);
    await assert.rejects(changedSince(at.path, '--output=evil', []), /^Error: no commit “--output=evil” here$/);
    assert.equal(existsSync(at.at('evil^{commit}')), false);
    await assert.rejects(changedSince(folder().path, 'HEAD', []), /is not in a git repository$/);
  });
});
