// Scans from the command line: cold, with what an earlier one kept, on several threads, and beside ESLint.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { installLint, lint } from './lint.mjs';
import { run } from './programs.mjs';
import { atLeast, fine, megabytes, print, share, whole, within } from './tables.mjs';

/** Lines of packages that ESLint gets, which takes long. */
const LINT_LINES = 60_000;

/** `measured` runs a bundle that prints JSON; `target` is where bundles and texts lie. */
export async function scans({ target, measured, lines }) {
  const cli = path.join(target, 'cli.js');
  const corpora = path.join(target, 'corpora');
  const { out: options } = await run(cli, ['scan', '--help']);
  const cold = options.includes('--no-cache') ? ['--no-cache'] : [];
  // 1 and 3: there are findings, and files too large to follow to the end. Both are a scan that got through.
  const scan = (folder, ...more) =>
    run(cli, ['scan', folder, '--format', 'json', '--output', path.join(target, 'scan.json'), ...more], { codes: [0, 1, 3] });

  const folders = await measured('writeCorpora', lines, corpora);
  await alone();
  if (cold.length > 0) {
    await again();
    await threads();
  }
  await besideLint();
  rmSync(corpora, { recursive: true });

  async function alone() {
    const rows = [];
    for (const { name, folder, lines: count } of folders) {
      const { wall, cpu, memory } = await scan(folder, '--jobs', '1', ...cold);
      const speed = count / (cpu / 1000);
      rows.push([
        `${name}, ${whole(count)} lines`,
        fine(wall / 1000),
        whole(speed),
        atLeast(speed, 60_000, 'lines/s'),
        megabytes(memory),
        // The target for memory is for a million lines.
        count >= 900_000 ? within(memory / 2 ** 20, 400, 'MB') : '',
      ]);
    }
    print(
      'Scan from the command line, cold, on one thread',
      'The whole program: start, reading, analysis, report.',
      ['', 'seconds by the clock', 'lines per processor second', 'target', 'peak memory', 'target'],
      rows,
    );
  }

  async function again() {
    const rows = [];
    // The real ones, once as they are, and once as many as there are at all.
    for (const { name, folder, lines: count } of folders.filter(({ name }) => name.startsWith('packages'))) {
      const cache = ['--jobs', '1', '--cache', path.join(target, 'cache')];
      rmSync(path.join(target, 'cache'), { recursive: true, force: true });
      const first = await scan(folder, ...cache);
      const second = await scan(folder, ...cache);
      const part = second.cpu / first.cpu;
      rows.push([
        `${name}, ${whole(count)} lines`,
        `${fine(first.wall / 1000)} / ${fine(first.cpu / 1000)}`,
        `${fine(second.wall / 1000)} / ${fine(second.cpu / 1000)}`,
        `${(100 * part).toFixed(1)} %`,
        within(100 * part, 5, '%'),
        megabytes(second.memory),
      ]);
    }
    rmSync(path.join(target, 'cache'), { recursive: true, force: true });
    print(
      'Scan of what has not changed',
      'Seconds by the clock / of the processor; the ratio is of the processor.',
      ['', 'first', 'second', 'ratio', 'target', 'peak memory'],
      rows,
    );
  }

  async function threads() {
    const rows = [];
    for (const { name, folder } of folders.filter(({ name }) => name === 'packages, JavaScript')) {
      let one;
      for (const jobs of [1, 2, 4]) {
        const { wall, cpu, memory } = await scan(folder, '--jobs', String(jobs), ...cold);
        one ??= { wall, cpu };
        rows.push([`${name}, ${jobs}`, fine(wall / 1000), share(wall, one.wall), fine(cpu / 1000), share(cpu, one.cpu), megabytes(memory)]);
      }
    }
    print(
      'Threads',
      'Cold scans with so many threads, beside one.',
      ['', 'seconds by the clock', 'of one', 'of the processor', 'of one', 'peak memory'],
      rows,
    );
  }

  async function besideLint() {
    const title = 'Beside ESLint with eslint-plugin-security and eslint-plugin-sonarjs';
    const folder = path.join(target, 'eslint');
    const problem = await installLint(folder);
    if (problem !== undefined) {
      print(title, '', [''], [[`It could not be installed: ${problem}`]]);
      return;
    }
    const few = path.join(target, 'few');
    const { lines: count } = await measured('writePackages', Math.min(lines, LINT_LINES), few);
    const ours = await scan(few, '--jobs', '1', ...cold);
    const theirs = await lint(folder, few);
    rmSync(few, { recursive: true });
    const row = (name, { cpu, memory }) => [name, fine(cpu / 1000), fine((1000 * cpu) / count), megabytes(memory)];
    const times = theirs.cpu / ours.cpu;
    print(
      title,
      `The same ${whole(count)} lines of packages, whole programs, all rules of ours and the recommended ones of theirs.`,
      ['', 'processor seconds', 'microseconds a line', 'peak memory', 'target'],
      [
        [...row('Gatehouse', ours), ''],
        [...row('ESLint', theirs), ''],
        ['times as much', fine(times), '', '', atLeast(times, 15, 'times')],
      ],
    );
  }
}
