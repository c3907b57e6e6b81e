/** What comes of the analysis of one module. */
import type { CallReport, CredentialLiteral } from './environment';
import type { FoundFlow } from './summary';

/** What the analysis of one module says, before any rule looks at it. */
export interface ModuleResult {
  readonly file: string;
  readonly flows: readonly FoundFlow[];
  readonly reports: readonly CallReport[];
  readonly credentials: readonly CredentialLiteral[];
  /** Bits that all values clients choose the shape of have in this program, for what the module sets up. */
  readonly settings: number;
  /** Functions whose analysis was cut short by a budget. */
  readonly cut: readonly string[];
  /** Same as long as nothing changes for those that import it. */
  readonly interface: string;
  /** Modules that were looked at: while they and the module's own imports stay as they are, so does this. */
  readonly asked: ReadonlySet<string>;
}
