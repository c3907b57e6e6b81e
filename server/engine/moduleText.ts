/** What is handed to the program to be taken in. */
import type { Module } from '../ir/types';

/** A module with its text, ready to be taken in. */
export interface ModuleText {
  readonly module: Module;
  readonly text: string;
  /** Functions of it that are those of `codeOf`, with all other numbers going on from there. */
  readonly reused?: ReadonlySet<number>;
  /** It will be analysed again with a text that is much the same: what is known of its functions is kept. */
  readonly keep?: true;
  /** What comes of it will be taken back: what others hold of the module stays as it is. */
  readonly trial?: true;
}
