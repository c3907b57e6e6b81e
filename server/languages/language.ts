/** What every language brings: from a flat tree to the IR, and from an import's text to a file. */
import type { Host } from '../base/host';
import type { Aligned } from '../ir/align';
import type { Module } from '../ir/types';
import type { FlatTree } from '../syntax/flatTree';
import type { Mending } from '../syntax/mend';

/** What a lowering keeps for the next one; nobody else's business. */
export interface Memory {
  readonly tree: FlatTree;
}

export interface Earlier {
  /** The code as it is numbered now, of the text that `memory` is about. */
  readonly code: Aligned;
  readonly memory: Memory;
}

export interface Lowered {
  /** With the numbers of the code before; what is gone only holds its place. */
  readonly module: Module;
  /** Functions that are as they were, moved; undefined when everything has been lowered anew, with numbers of its own. */
  readonly reused: ReadonlySet<number> | undefined;
  readonly memory: Memory;
}

export interface Language {
  /** The id used in `Source.language`, `Module.language` and models. */
  readonly id: string;
  /** With the dot: `.ts`. */
  readonly extensions: readonly string[];
  /** Language ids an editor may send for such files. */
  readonly editorIds: readonly string[];
  /** What starts a comment that runs to the line's end. */
  readonly lineComment: string;
  /** How damaged text is looked past while it is being typed. */
  readonly mending: Mending;
  /** Name of the grammar that parses the file. */
  grammarFor(file: string): string;
  /** Never throws on a user's code: what it does not know becomes a mix of its parts and is counted. */
  lower(tree: FlatTree, file: string): Module;
  /** As `lower`, for text that is being edited: functions that are as they were `before` stay the objects they were. */
  lowerAgain(tree: FlatTree, file: string, before: Earlier | undefined): Lowered;
  /** Texts of all imports, and perhaps of more, told from the text without parsing it: for the order in which files are analysed. */
  likelyImports(text: string): readonly string[];
  /**
   * The workspace file an import in `fromFile` means (root-relative, with `/`, without links in it), or undefined for a package
   * or a miss. The host must not change its answers: what was made of them is kept as long as it lives.
   */
  resolve(fromFile: string, moduleText: string, host: Host): string | undefined;
  /** The part of a workspace that is built as one, which the file belongs to; a language without such parts has none. */
  unit?(file: string): string;
}
