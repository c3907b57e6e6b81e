/** What the command line touches of the world outside, so that a test can stand in for the terminal and for the analysis. */
import type { Analyzer } from '../analyzer/analyzer';
import type { Crew } from '../analyzer/crew';
import type { TextStats } from '../analyzer/stats';
import type { Cache, Host } from '../base/host';
import type { Baseline } from '../policy/baseline';
import type { Policy } from '../policy/policy';
import type { Rule } from '../rules/rule';

export interface Stream {
  write(text: string): void;
  /** A terminal, where colours and a progress bar make sense. */
  readonly isTerminal: boolean;
  /** Columns; only for terminals. */
  readonly columns: number;
}

export interface AnalysisOptions {
  readonly host: Host;
  readonly policy: Policy;
  readonly baseline: Baseline | undefined;
  readonly cache: Cache | undefined;
  readonly crew: Crew | undefined;
}

/** The parts of the house that take time to load. */
export interface Engine {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** True for files some language reads. */
  accepts(file: string): boolean;
  createAnalyzer(options: AnalysisOptions): Promise<Analyzer>;
  /** Looks at one text after the other. */
  createStats(): Promise<(file: string, text: string) => TextStats | undefined>;
}

export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Stream;
  readonly err: Stream;
  /** Aborted when the user presses Ctrl-C. */
  readonly signal: AbortSignal;
  /** The running program, for further threads; undefined where there can be none, and no cache either. */
  readonly bundle: string | undefined;
  loadEngine(): Promise<Engine>;
  /** Serves the language server protocol on standard input and output; returns when it has taken over. */
  serve(): void;
}

/** Wrong usage or configuration: one clear line for the user, exit code 2. */
export class UsageError extends Error {}

export const EXIT = { clean: 0, findings: 1, usage: 2, failed: 3, interrupted: 130, terminated: 143 } as const;
