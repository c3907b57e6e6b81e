/** The tree of a text under edit. It lives in WASM memory, at some twenty times the text's size: only for open files. */
import { Edit, type Tree } from 'web-tree-sitter';
import type { Span } from '../base/span';
import type { FlatTree } from './flatTree';
import type { LoadedGrammar } from './grammar';
import { type Mending, mend, type Sound } from './mend';
import { afterEdit, backToLine } from './pieces';
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
  /** The last sound tree, and what of its text is still there. */
  private sound: Sound | undefined;
  private mended = false;
  /** True when the tree has been told about edits, so that damaged parts may differ from those of a fresh parse. */
  private edited = false;

  constructor(
    private readonly grammar: LoadedGrammar,
    private current: string,
    private readonly budget: number,
    private readonly guarded: (run: () => ParseResult) => ParseResult,
    private readonly mending: Mending | undefined,
  ) {
    this.rows = new Rows(current);
    this.parsed = this.read(undefined);
  }

  get text(): string {
    return this.current;
  }
  /** The tree of the text as it is now, or why there is none. */
  get result(): ParseResult {
    return this.parsed;
  }
  /** The tree shows what damage has not touched as it was in the last sound text. */
  get isMended(): boolean {
    return this.mended;
  }

  edit(changes: readonly SyntaxChange[]): ParseResult {
    for (const change of changes) this.apply(change);
    this.edited = true;
    this.parsed = this.read(this.mending);
    return this.parsed;
  }

  /** The tree of another text, made as that of the text as it is now. */
  tried(text: string): ParseResult {
    return this.guarded(() => {
      const outcome = this.grammar.parse(text, null, this.budget);
      if (!outcome.tree) return outcome;
      try {
        const { sound, mending } = this;
        const mended =
          this.mended && outcome.tree.rootNode.hasError && mending && sound
            ? this.lookPast(afterChange(sound, this.current, text), text, mending)
            : undefined;
        return { tree: mended ?? this.grammar.flatten(outcome.tree, text) };
      } finally {
        outcome.tree.delete();
      }
    });
  }

  /**
   * Parses damaged text afresh, so that the result no longer depends on how the text was typed. Costs nothing where the text
   * is sound or has not been edited.
   */
  settle(): ParseResult {
    if (this.mended || (this.edited && !(this.parsed.tree && !this.parsed.tree.hasError))) {
      this.forget();
      this.parsed = this.read(undefined);
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
    if (this.sound) this.sound = after(this.sound, this.current, start, end, text);
    this.current = this.current.slice(0, start) + text + this.current.slice(end);
    const newEndIndex = start + text.length;
    const newEndPosition = this.rows.pointAt(newEndIndex);
    this.tree?.edit(new Edit({ startIndex: start, oldEndIndex: end, newEndIndex, startPosition, oldEndPosition, newEndPosition }));
  }

  /** `mending`: damage may be looked past. */
  private read(mending: Mending | undefined): ParseResult {
    this.mended = false;
    return this.guarded(() => {
      const outcome = this.grammar.parse(this.current, this.tree ?? null, this.budget);
      // A parse that was given up leaves the edited tree of before, from which the next edit goes on.
      if (!outcome.tree) return outcome;
      if (!this.tree) this.edited = false;
      this.tree?.delete();
      this.tree = outcome.tree;
      const isDamaged = outcome.tree.rootNode.hasError;
      const mended = isDamaged && mending && this.sound ? this.lookPast(this.sound, this.current, mending) : undefined;
      this.mended = mended !== undefined;
      const tree = mended ?? this.grammar.flatten(outcome.tree, this.current);
      if (!isDamaged && this.mending) this.sound = { tree, pieces: [{ from: 0, to: this.current.length, at: 0 }] };
      return { tree };
    });
  }

  private lookPast(sound: Sound, text: string, mending: Mending): FlatTree | undefined {
    return mend(sound, text, mending, (part) => {
      const { tree } = this.grammar.parse(part, null, this.budget);
      try {
        return tree && this.grammar.flatten(tree, part);
      } finally {
        tree?.delete();
      }
    });
  }

  private forget(): void {
    this.tree?.delete();
    this.tree = undefined;
  }
}

function after(sound: Sound, before: string, start: number, end: number, text: string): Sound {
  const back = start === end || text === '' ? backToLine(before, start, text || before.slice(start, end)) : 0;
  return { ...sound, pieces: afterEdit(sound.pieces, start - back, end - back, text.length) };
}

/** As `after`, where only the whole texts are known. */
function afterChange(sound: Sound, before: string, now: string): Sound {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === now.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < most - start && before.charCodeAt(before.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)) tail++;
  return after(sound, before, start, before.length - tail, now.slice(start, now.length - tail));
}
