/** Nodes of a flat tree as lowerings look at them: by number, with node types and fields as ids. */
import type { At } from '../ir/types';
import { ERROR, EXTRA, type FlatTree, NAMED, STRIDE } from '../syntax/flatTree';
import { Names } from './names';

export const ERROR_TYPE = 65535;

export class Nodes {
  readonly names: Names;
  readonly text: string;
  protected readonly data: Int32Array;

  constructor(
    readonly tree: FlatTree,
    private readonly typeNames: readonly string[],
  ) {
    this.text = tree.text;
    this.data = tree.data;
    this.names = new Names(tree.text);
  }

  at(n: number): At {
    const i = n * STRIDE;
    return { start: this.data[i + 1], end: this.data[i + 2] };
  }
  endOf(n: number): At {
    const end = this.data[n * STRIDE + 2];
    return { start: end, end };
  }
  type(n: number): string {
    const id = this.data[n * STRIDE] & 0xffff;
    return id === ERROR_TYPE ? 'ERROR' : this.typeNames[id];
  }
  typeId(n: number): number {
    return this.data[n * STRIDE] & 0xffff;
  }
  /** The node's text as a shared name. */
  name(n: number): string {
    const i = n * STRIDE;
    return this.names.at(this.data[i + 1], this.data[i + 2]);
  }
  next(n: number): number {
    return this.data[n * STRIDE + 3];
  }
  /** The first child in that field, at or after `from`; -1 when there is none. */
  child(n: number, field: number, from = n + 1): number {
    const { data } = this;
    const end = data[n * STRIDE + 3];
    for (let c = from; c < end; c = data[c * STRIDE + 3]) if (data[c * STRIDE] >>> 16 === field) return c;
    return -1;
  }
  /** All children in that field that say something. */
  childrenIn(n: number, field: number): number[] {
    const out: number[] = [];
    for (let c = this.child(n, field); c >= 0; c = this.child(n, field, this.next(c))) if (this.isNamed(c)) out.push(c);
    return out;
  }
  fieldOf(n: number): number {
    return this.data[n * STRIDE] >>> 16;
  }
  isNamed(n: number): boolean {
    return (this.data[n * STRIDE + 4] & NAMED) !== 0;
  }
  /** A named child that says something: no comment. Damaged parts count. */
  isPart(n: number): boolean {
    const flags = this.data[n * STRIDE + 4];
    return (flags & NAMED) !== 0 && ((flags & EXTRA) === 0 || (flags & ERROR) !== 0 || this.isError(n));
  }
  isError(n: number): boolean {
    return (this.data[n * STRIDE] & 0xffff) === ERROR_TYPE;
  }
  /** First named child that is no comment and not damaged, at or after `from`; -1 when there is none. */
  firstPart(n: number, from = n + 1): number {
    const { data } = this;
    const end = data[n * STRIDE + 3];
    for (let c = from; c < end; c = data[c * STRIDE + 3]) if ((data[c * STRIDE + 4] & (NAMED | EXTRA)) === NAMED) return c;
    return -1;
  }
  /** All such children. */
  parts(n: number): number[] {
    const out: number[] = [];
    for (let c = this.firstPart(n); c >= 0; c = this.firstPart(n, this.next(c))) out.push(c);
    return out;
  }
  /** True when a direct child is the token `text`. */
  hasToken(n: number, text: string): boolean {
    const end = this.next(n);
    for (let c = n + 1; c < end; c = this.next(c)) if (this.type(c) === text && !this.isNamed(c)) return true;
    return false;
  }
}
