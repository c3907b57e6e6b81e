/**
 * The text of places as facts keep it. At a module's top level other functions are left out of it: they may change while what
 * is around them stays as it is, and is not looked at again.
 */
import type { Func } from '../../../ir/types';
import type { ModuleCode } from '../../environment';

interface Span {
  readonly start: number;
  readonly end: number;
}

export class OwnText {
  constructor(
    private readonly module: ModuleCode,
    private readonly func: Func,
  ) {}

  at(span: Span, most: number): string {
    const { text } = this.module;
    if (this.func.index !== 0) return text.slice(span.start, Math.min(span.end, span.start + most));
    let out = '';
    let from = span.start;
    for (const inner of this.others()) {
      if (inner.start >= span.end || out.length > most) break;
      if (inner.end <= from) continue;
      out += `${text.slice(from, Math.max(from, inner.start))}…`;
      from = inner.end;
    }
    return (out + text.slice(from, Math.min(Math.max(from, span.end), from + most))).slice(0, most);
  }

  /** Functions that stand in no other, in the order of the text. */
  private others(): readonly Span[] {
    this.found ??= this.module.functions
      .filter((f) => f.owner === 0)
      .map((f) => f.at)
      .sort((a, b) => a.start - b.start);
    return this.found;
  }
  private found: readonly Span[] | undefined;
}
