/** What a quick fix gets to see and what it returns. The analyzer proves every fix before anyone is offered it. */
import type { Edit } from '../base/edit';
import type { Finding } from '../base/finding';
import type { Span } from '../base/span';
import type { FlatTree } from '../syntax/flatTree';

export interface FixContext {
  readonly file: string;
  readonly language: string;
  readonly text: string;
  readonly tree: FlatTree;
  readonly finding: Finding;
  /** Smallest named node that covers the span. */
  nodeAt(span: Span): number;
}

export interface Fix {
  /** Says what changes: "Pass `id` as a bound parameter". */
  readonly title: string;
  /** `safe`: keeps the behaviour of correct callers, may be applied in bulk. `guided`: the developer must finish or confirm. */
  readonly kind: 'safe' | 'guided';
  readonly edits: readonly Edit[];
}

export interface FixMaker {
  /** Languages it can write. */
  readonly languages: readonly string[];
  make(context: FixContext): Fix | undefined;
}
