/** The analyzer as it is shipped: all rules, all models, the taxonomy's names. */
import type { Host } from '../base/host';
import { nameOracle } from '../data/names';
import { models } from '../models';
import type { Baseline } from '../policy/baseline';
import type { Policy } from '../policy/policy';
import { rules } from '../rules';
import type { Syntax } from '../syntax/syntax';
import type { Analyzer } from './analyzer';
import { assemble } from './theAnalyzer';

export interface AnalyzerOptions {
  readonly host: Host;
  readonly syntax: Syntax;
  readonly policy?: Policy;
  readonly baseline?: Baseline;
  /** `YYYY-MM-DD`; ignores that ended before it no longer count. */
  readonly today: string;
  /** An editor's files are smaller and answer sooner than a scan's. */
  readonly limits: 'editor' | 'scan';
}

export function createAnalyzer(options: AnalyzerOptions): Analyzer {
  return assemble({ ...options, rules, models, names: nameOracle });
}
