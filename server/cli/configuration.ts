/** Policy and baseline as the command line finds them. */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../host/nodeHost';
import { type Baseline, readBaseline } from '../policy/baseline';
import { describeProblems, NO_POLICY, POLICY_FILE, type Policy, readPolicy } from '../policy/policy';
import { UsageError } from './world';

export interface Configuration {
  readonly policy: Policy;
  readonly baseline: Baseline | undefined;
}

/** The policy nearest to the root: in it, or in a folder between it and the current one. */
export function policyFile(cwd: string, root: string): string | undefined {
  const here = realpathSync.native(cwd);
  const top = isBelow(here, root) ? here : root;
  for (let folder = root; ; folder = path.dirname(folder)) {
    const file = path.join(folder, POLICY_FILE);
    if (existsSync(file)) return file;
    if (folder === top) return undefined;
  }
}

export function loadPolicy(
  cwd: string,
  root: string,
  { file, isNamed }: { readonly file: string | undefined; readonly isNamed: boolean },
  ruleIds: ReadonlySet<string>,
): Policy {
  if (file === undefined) return NO_POLICY;
  // Nobody has named it, so it may be anything: a pipe would be waited for.
  if (!isNamed && !statSync(file).isFile()) throw new UsageError(`${path.relative(cwd, file) || file} is not a regular file`);
  const shown = path.relative(cwd, file) || file;
  const folder = realpathSync.native(path.dirname(file));
  // Globs of a policy that lies elsewhere are relative to the root.
  const base = isBelow(folder, root) && folder !== root ? `${path.relative(folder, root).split(path.sep).join('/')}/` : '';
  const result = readPolicy(readOr(file, shown), ruleIds, base);
  if ('problems' in result) throw new UsageError(describeProblems(shown, result.problems));
  return result.policy;
}

export function loadBaseline(cwd: string, file: string): Baseline {
  try {
    return readBaseline(readOr(path.resolve(cwd, file), file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be used: ${(error as Error).message}`);
  }
}

function readOr(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${JSON.stringify(shown)} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
}
