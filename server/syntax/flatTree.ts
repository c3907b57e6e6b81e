/**
 * A whole syntax tree in one Int32Array, in pre-order. Every later stage reads this; nobody walks a parser's own nodes.
 * Node 0 is the root; a node's children follow it directly, and `next` is the index just past its subtree.
 */
import type { Span } from '../base/span';

/** Ints per node: type | field << 16, start, end, next, parent << 4 | flags. */
export const STRIDE = 5;
export const NAMED = 1;
export const EXTRA = 2;
export const MISSING = 4;
export const ERROR = 8;

/** Names of a grammar's node types and fields, by their ids. */
export interface Grammar {
  readonly language: string;
  /** Node type names by id; anonymous tokens are named by their text (`"("`, `"const"`). */
  readonly types: readonly string[];
  /** Field names by id; id 0 is no field. */
  readonly fields: readonly string[];
}

export class FlatTree {
  constructor(
    readonly grammar: Grammar,
    readonly text: string,
    readonly data: Int32Array,
    readonly count: number,
  ) {}

  typeId(n: number): number {
    return this.data[n * STRIDE] & 0xffff;
  }
  /** Name of the node's type, `ERROR` for a damaged part. */
  type(n: number): string {
    const id = this.data[n * STRIDE] & 0xffff;
    return id === 65535 ? 'ERROR' : this.grammar.types[id];
  }
  fieldId(n: number): number {
    return this.data[n * STRIDE] >>> 16;
  }
  fieldName(n: number): string | undefined {
    const id = this.data[n * STRIDE] >>> 16;
    return id === 0 ? undefined : this.grammar.fields[id];
  }
  start(n: number): number {
    return this.data[n * STRIDE + 1];
  }
  end(n: number): number {
    return this.data[n * STRIDE + 2];
  }
  span(n: number): Span {
    return { start: this.start(n), end: this.end(n) };
  }
  /** Index of the node after this one's whole subtree (its next sibling, if the parent has one). */
  next(n: number): number {
    return this.data[n * STRIDE + 3];
  }
  /** Index of the parent, or -1 for the root. */
  parent(n: number): number {
    return this.data[n * STRIDE + 4] >> 4;
  }
  isNamed(n: number): boolean {
    return (this.data[n * STRIDE + 4] & NAMED) !== 0;
  }
  isExtra(n: number): boolean {
    return (this.data[n * STRIDE + 4] & EXTRA) !== 0;
  }
  isMissing(n: number): boolean {
    return (this.data[n * STRIDE + 4] & MISSING) !== 0;
  }
  isError(n: number): boolean {
    return (this.data[n * STRIDE + 4] & ERROR) !== 0;
  }
  textOf(n: number): string {
    return this.text.slice(this.start(n), this.end(n));
  }

  /** Direct children, anonymous tokens and comments included. */
  children(n: number): number[] {
    const out: number[] = [];
    const end = this.next(n);
    for (let c = n + 1; c < end; c = this.next(c)) out.push(c);
    return out;
  }
  /** Direct named children without extras (comments). */
  namedChildren(n: number): number[] {
    const out: number[] = [];
    const end = this.next(n);
    for (let c = n + 1; c < end; c = this.next(c)) {
      if ((this.data[c * STRIDE + 4] & (NAMED | EXTRA)) === NAMED) out.push(c);
    }
    return out;
  }
  /** First direct child with that field, or -1. */
  child(n: number, fieldId: number): number {
    const end = this.next(n);
    for (let c = n + 1; c < end; c = this.next(c)) if (this.data[c * STRIDE] >>> 16 === fieldId) return c;
    return -1;
  }
  /** First direct child of that field name, or -1. Slower than `child`; fine off the hot path. */
  childNamed(n: number, field: string): number {
    const id = this.grammar.fields.indexOf(field);
    return id <= 0 ? -1 : this.child(n, id);
  }
  /** True when some node of the tree is damaged or missing. */
  get hasError(): boolean {
    for (let i = 0; i < this.count; i++) if ((this.data[i * STRIDE + 4] & (MISSING | ERROR)) !== 0) return true;
    return false;
  }
}
