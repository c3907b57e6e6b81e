/** The tree of a text under edit. It lives in WASM memory, at some twenty times the text's size: only for open files. */
import { Edit, type Tree } from 'web-tree-sitter';
import type { Span } from '../base/span';
import type { LoadedGrammar } from './grammar';
import { Rows } from './rows';
import type { ParseResult } from './syntax';

/** Replace `span` by `text`; the span refers to the text as it is after the changes before it. */
export interface SyntaxChange {
  readonly span: Span;
  readonly text: string;
}

export class SyntaxDocument {
  private tree: Tree | undefined;
  private rows: Rows;
  private parsed: ParseResult;
  /** True when the tree has been told about edits, so that damaged parts may differ from those of a fresh parse. */
  private edited = false;

  constructor(
    private readonly grammar: LoadedGrammar,
    private current: string,
    private readonly budget: number,
    private readonly guarded: (run: () => ParseResult) => ParseResult,
  ) {
    this.rows = new Rows(current);
    this.parsed = this.parse();
  }

  get text(): string {
    return this.current;
  }
  /** The tree of the text as it is now, or why there is none. */
  get result(): ParseResult {
    return this.parsed;
  }

  edit(changes: readonly SyntaxChange[]): ParseResult {
    for (const change of changes) this.apply(change);
    this.edited = true;
    this.parsed = this.parse();
    return this.parsed;
  }

  /**
   * Parses damaged text afresh, so that the result no longer depends on how the text was typed. Costs nothing where the text
   * is sound or has not been edited.
   */
  settle(): ParseResult {
    if (this.edited && !(this.parsed.tree && !this.parsed.tree.hasError)) {
      this.forget();
      this.parsed = this.parse();
    }
    return this.parsed;
  }

  dispose(): void {
    this.forget();
  }

  private apply({ span: { start, end }, text }: SyntaxChange): void {
    if (start < 0 || end < start || end > this.current.length)
      throw new Error(`edit of ${start}..${end} in a text of ${this.current.length}`);
    const startPosition = this.rows.pointAt(start);
    const oldEndPosition = this.rows.pointAt(end);
    this.rows.replace(start, end, text);
    this.current = this.current.slice(0, start) + text + this.current.slice(end);
    const newEndIndex = start + text.length;
    const newEndPosition = this.rows.pointAt(newEndIndex);
    this.tree?.edit(new Edit({ startIndex: start, oldEndIndex: end, newEndIndex, startPosition, oldEndPosition, newEndPosition }));
  }

  private parse(): ParseResult {
    return this.guarded(() => this.reparse());
  }

  private reparse(): ParseResult {
    const outcome = this.grammar.parse(this.current, this.tree ?? null, this.budget);
    // A parse that was given up leaves the edited tree of before, from which the next edit goes on.
    if (!outcome.tree) return outcome;
    if (!this.tree) this.edited = false;
    this.tree?.delete();
    this.tree = outcome.tree;
    return { tree: this.grammar.flatten(outcome.tree, this.current) };
  }

  private forget(): void {
    this.tree?.delete();
    this.tree = undefined;
  }
}
