/** A report in the format asked for. */
import path from 'node:path';
import { SEVERITIES } from '../base/finding';
import { reportJson } from '../report/json';
import { countBySeverity, type Report, visible } from '../report/report';
import { reportSarif } from '../report/sarif';
import { reportText } from '../report/text';
import type { ScanFlags } from './scan';
import type { Scope } from './scope';
import type { World } from './world';

export function render(
  report: Report,
  flags: ScanFlags,
  world: World,
  { scope, elapsed }: { readonly scope: Scope; readonly elapsed: number },
): string {
  if (flags.format === 'json') return reportJson(report);
  if (flags.format === 'sarif') return reportSarif(report);
  const prefix = shownPrefix(scope, world);
  const color = flags.output === undefined && hasColor(world);
  return reportText({ ...report, prefix }, { color, verbose: flags.verbose, elapsed: flags.output === undefined ? elapsed : undefined });
}

/** For standard error, when the report itself went to a file. */
export function closingLine(report: Report, file: string): string {
  const shown = visible(report.findings);
  const counts = countBySeverity(shown);
  const parts = SEVERITIES.filter((level) => counts[level] > 0).map((level) => `${counts[level]} ${level}`);
  const what =
    shown.length === 0 ? 'Nothing found' : `${shown.length} ${shown.length === 1 ? 'finding' : 'findings'} (${parts.join(', ')})`;
  const notes = report.notes.filter(({ kind }) => kind !== 'info').length;
  const hint = notes === 0 ? '' : ` ${notes} ${notes === 1 ? 'note says' : 'notes say'} what was not analysed.`;
  return `${what} in ${report.files} ${report.files === 1 ? 'file' : 'files'}; the report is in ${file}.${hint}\n`;
}

/** Before every path: a person wants to open the file, so a root that is not below the current folder is written out. */
export function shownPrefix(scope: Scope, world: World): string {
  return scope.prefix !== '' || scope.root === path.resolve(world.cwd) ? scope.prefix : `${scope.root}${path.sep}`;
}

/** https://no-color.org, and FORCE_COLOR for terminals that cannot be recognised. */
export function hasColor({ env, out }: World): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '') return env['FORCE_COLOR'] !== '0';
  return out.isTerminal && env['TERM'] !== 'dumb';
}
