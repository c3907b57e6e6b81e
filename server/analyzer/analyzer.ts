/** The one door to the analysis: texts and changes in, findings and fixes out. It knows neither LSP nor the command line. */
import type { Edit } from '../base/edit';
import type { Finding, Note, Origin } from '../base/finding';
import type { RouteList } from '../base/route';
import type { Span } from '../base/span';
import type { Policy } from '../policy/policy';

/** One change as editors send them: spans refer to the text as it is after the changes before it. */
export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

export interface OriginRange {
  readonly span: Span;
  readonly origin: Origin;
}

export interface FileResult {
  readonly file: string;
  /** Sorted by place; suppressed ones included, with `suppressed` set. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

export interface ScanResult {
  /** In the one order of `compareFindings`. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  readonly files: number;
  readonly lines: number;
}

export interface ScanOptions {
  /** Root-relative files to analyse. */
  readonly files: readonly string[];
  /** Called after each file; `done` counts files. */
  readonly onProgress?: (done: number, total: number, file: string) => void;
  readonly signal?: AbortSignal;
  /** There is more of the program than these files and what they import: nothing is said of endpoints, whose controls may stand there. */
  readonly isPart?: boolean;
  /** `fixes` or `routes` is going to be called: everything is kept at hand. */
  readonly forFixes?: boolean;
}

/** A fix that has been tried on a copy: it parses, removes the finding and adds none, so that a second go finds nothing to do. */
export interface ProvenFix {
  readonly title: string;
  readonly kind: 'safe' | 'guided' | 'ignore';
  readonly finding: Finding;
  readonly edits: readonly Edit[];
}

/** Endpoints as of the last pause in typing. */
export interface Endpoints {
  /** Rises whenever they are listed anew. */
  readonly version: number;
  /** Undefined before all files have been looked at, and where listing them has failed. */
  readonly list: RouteList | undefined;
  readonly hasFailed: boolean;
  /** Something at hand registers endpoints, or may. */
  readonly mayBeAny: boolean;
}

export interface Analyzer {
  /** An editor holds this text from now on; the disk's does not count. Returns what it found. */
  open(file: string, language: string, text: string): void;
  /** Changes in order. Unknown files are an error of ours. */
  edit(file: string, changes: readonly TextChange[]): void;
  /** The disk's text counts again. */
  close(file: string): void;
  /** A file or folder changed, appeared or went away on disk. True when findings may be others now. */
  changedOnDisk(path: string): boolean;
  /** Marks text of an open file as accepted or inserted; ranges move with later edits. */
  markOrigin(file: string, ranges: readonly OriginRange[]): void;
  /** Findings of one file, from its text as it is now. */
  check(file: string): FileResult;
  /**
   * To be called once typing pauses: parses damaged text afresh, so that the answer no longer depends on how it was
   * typed. True when the findings may have changed.
   */
  settle(file: string): boolean;
  /**
   * Open files other than `file` whose findings may have changed since they were last checked.
   */
  affected(file: string): readonly string[];
  /** Learns what a file holds, so that others that depend on it know more; says nothing. */
  look(file: string): void;
  /** All files have been looked at, so that something can be said of what may stand in any of them, or in none. */
  lookedAtAll(): void;
  scan(options: ScanOptions): Promise<ScanResult>;
  /** Fixes for the findings that touch the span, proven; `ignore` actions last. */
  fixes(file: string, span: Span): readonly ProvenFix[];
  endpoints(): Endpoints;
  /** Another policy is in force: what is known of files stays, and is judged anew. */
  applyPolicy(policy: Policy): void;
  /** All routes of what is at hand, with the controls that stand before them. */
  routes(): RouteList;
  /** Forget caches and trees. */
  dispose(): void;
}
