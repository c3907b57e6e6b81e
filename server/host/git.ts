/** Which files differ from a revision, found without letting git look at the work tree: its filters and hooks are programs of the repository. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Those of `files` (root-relative) whose content differs from `revision`, or that it does not have. Line ends do not count.
 * Throws with one sentence when git, the repository or the revision is missing.
 */
export async function changedSince(root: string, revision: string, files: readonly string[]): Promise<ReadonlySet<string>> {
  const commit = (
    await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], `no commit “${revision}” here`)
  ).trim();
  const tree = await git(root, ['ls-tree', '-r', '-z', '--end-of-options', commit], `the files of “${revision}” cannot be listed`);
  const blobs = new Map<string, string>();
  for (const entry of tree.split('\0')) {
    const tab = entry.indexOf('\t');
    if (tab > 0) blobs.set(entry.slice(tab + 1), entry.slice(0, tab).split(' ')[2]);
  }
  return new Set(files.filter((file) => !isSame(path.join(root, file), blobs.get(file))));
}

function isSame(full: string, blob: string | undefined): boolean {
  if (blob === undefined) return false;
  let bytes: Buffer;
  try {
    bytes = readFileSync(full);
  } catch {
    return false;
  }
  const algorithm = blob.length === 64 ? 'sha256' : 'sha1';
  const name = (content: Buffer): string => createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest('hex');
  // A checkout may have turned LF into CRLF.
  return (
    name(bytes) === blob ||
    (bytes.includes('\r\n') && name(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')) === blob)
  );
}

/** Never a shell; started away from the root, where Windows would look for a `git.exe` first. */
function git(root: string, args: readonly string[], otherwise: string): Promise<string> {
  const guards = [
    '-C',
    root,
    '--no-pager',
    '--no-optional-locks',
    '-c',
    'core.fsmonitor=false',
    '-c',
    'core.hooksPath=/dev/null',
    '-c',
    'protocol.allow=never',
  ];
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      [...guards, ...args],
      {
        cwd: path.dirname(process.execPath),
        env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' },
        maxBuffer: 1024 * 1024 * 1024,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else if ((error as NodeJS.ErrnoException).code === 'ENOENT') reject(new Error('git is not installed'));
        else if (/not a git repository/i.test(stderr)) reject(new Error(`${root} is not in a git repository`));
        else reject(new Error([otherwise, stderr.trim().split('\n')[0]].filter((part) => part !== '').join(': ')));
      },
    );
  });
}
