/** The analyzer as it is shipped: all rules, all models, the taxonomy's names. */
import type { Cache, Host } from '../base/host';
import { nameOracle } from '../data/names';
import { Catalogs } from '../engine/catalogs';
import { models } from '../models';
import type { Baseline } from '../policy/baseline';
import type { Policy } from '../policy/policy';
import { rules } from '../rules';
import type { Syntax } from '../syntax/syntax';
import type { Analyzer } from './analyzer';
import type { Crew } from './crew';
import { assemble } from './theAnalyzer';
import { Workbench } from './workbench';

export interface AnalyzerOptions {
  readonly host: Host;
  readonly syntax: Syntax;
  readonly policy?: Policy;
  readonly baseline?: Baseline;
  /** `YYYY-MM-DD`; ignores that ended before it no longer count. */
  readonly today: string;
  /** An editor's files are smaller and answer sooner than a scan's. */
  readonly limits: 'editor' | 'scan';
  readonly cache?: Cache;
  readonly digest?: (text: string) => string;
  readonly crew?: Crew;
}

/** What another thread does for a scan; see `Workbench`. */
export function createWorkbench(
  parts: Pick<AnalyzerOptions, 'host' | 'syntax'> & { readonly digest: (text: string) => string },
  recordOf: (file: string) => Uint8Array | null | undefined,
): Workbench {
  return new Workbench({ ...parts, rules, names: nameOracle, catalogs: new Catalogs(models) }, recordOf);
}

export function createAnalyzer(options: AnalyzerOptions): Analyzer {
  return assemble({ ...options, rules, models, names: nameOracle });
}
