/** What the language server needs from the rest of the house. `workspace.ts` is the real one; tests bring their own. */
import type { Analyzer } from '../analyzer/analyzer';
import type { Note } from '../base/finding';
import type { Host } from '../base/host';
import type { ControlName } from '../base/route';
import type { Policy, PolicyProblem } from '../policy/policy';
import type { RuleEntry } from './protocol';

export type { PolicyProblem };

/** A rule as hovers and pages show it. */
export interface RuleInfo extends RuleEntry {
  /** What to do, one short sentence. */
  readonly advice: string;
  /** Markdown. */
  readonly page: string;
  /** The control that what it reports lacks. */
  readonly lacks?: ControlName;
}

/** One folder's analysis. */
export interface Root {
  readonly analyzer: Analyzer;
  readonly host: Host;
  readonly policy: Policy;
  /** What is wrong with the folder's policy file; the last good policy stays in force. */
  readonly problems: readonly PolicyProblem[];
  /** Every file a scan covers, root-relative, sorted; ignore files respected. */
  listFiles(signal: AbortSignal): Promise<{ readonly files: readonly string[]; readonly notes: readonly Note[] }>;
  /** True when a scan would look at this file, were it there: its name and the ignore files say so. */
  covers(file: string): boolean;
}

export interface RootOptions {
  /** What it takes the place of: its policy stays in force while the new one has mistakes. */
  readonly before: Root | undefined;
  /** True for root-relative files that must not even be read: imports would lead the analysis back to them. */
  readonly isSetAside: (file: string) => boolean;
}

export interface Backend {
  readonly rules: readonly RuleInfo[];
  /** Root-relative; a change of it means opening the root anew. */
  readonly policyFile: string;
  /**
   * Analysis of the folder at an absolute path; without a path, of texts that lie in no folder. Fails when the folder
   * or the grammars cannot be read; the message is fit for the user.
   */
  openRoot(folder: string | undefined, options: RootOptions): Promise<Root>;
  /**
   * `worn`: memory that cannot be given back has grown too large. `broken`: nothing can be analysed any more. Both are
   * mended by a new process only.
   */
  health(): 'good' | 'worn' | 'broken';
  /** The analysis' own language id for an editor's language id and a file name; undefined when it is not supported. */
  languageOf(languageId: string, file: string): string | undefined;
  /** True for files of a language the analysis knows, by their name. */
  isSource(file: string): boolean;
  /** What a text without a file name would be called, `.ts`; '' when it does not matter. */
  endingOf(languageId: string): string;
}
