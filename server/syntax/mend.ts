/**
 * While a text is damaged, whatever stands behind an open bracket may be swallowed by it. Here the tree is put together from the
 * last sound one instead: statements and members that nobody has touched are as they were, moved to where they stand, and only
 * the text between them is parsed, each run by itself.
 */
import { ERROR, FlatTree, NAMED, STRIDE } from './flatTree';
import { type Piece, placeOf, untouched } from './pieces';

/** What a language says about its trees. */
export interface Mending {
  /** Nodes whose children can stand for themselves, with what must stand around some of them to parse them alone. */
  readonly containers: Readonly<Record<string, readonly [before: string, after: string]>>;
  /** Nodes that are as they were as a whole or not at all. */
  readonly wholes: ReadonlySet<string>;
}

export interface Sound {
  readonly tree: FlatTree;
  readonly pieces: readonly Piece[];
}

/** UTF-16 units between what has stayed; more is left to the parser, which goes on from the tree it has. */
const MOST_PARSED = 20_000;
const ERROR_TYPE = 65535;

/** The tree of a damaged text; undefined when hardly anything is left of the sound one. */
export function mend(sound: Sound, text: string, mending: Mending, parse: (text: string) => FlatTree | undefined): FlatTree | undefined {
  return new Mender(sound, text, mending, parse).run();
}

class Mender {
  private readonly old: FlatTree;
  private readonly pieces: readonly Piece[];
  private out: Int32Array;
  private count = 0;
  private parsed = 0;
  private kept = 0;
  private failed = false;

  constructor(
    sound: Sound,
    private readonly text: string,
    private readonly mending: Mending,
    private readonly parse: (text: string) => FlatTree | undefined,
  ) {
    this.old = sound.tree;
    this.pieces = sound.pieces;
    this.out = new Int32Array(this.old.data.length + 1000 * STRIDE);
  }

  run(): FlatTree | undefined {
    if (this.old.count === 0) return undefined;
    this.children(this.open(0, -1, 0, this.text.length), 0, ['', '']);
    if (this.failed || this.kept === 0) return undefined;
    return new FlatTree(this.old.grammar, this.text, this.out.slice(0, this.count * STRIDE), this.count);
  }

  /** Writes the children of a node that has changed inside. `around` when those that have changed can be parsed alone. */
  private children(to: number, n: number, around: readonly [string, string] | undefined): void {
    const { old } = this;
    const end = old.next(n);
    const isRoot = n === 0;
    // Up to here everything has been written; -1 where nothing is to be parsed.
    let from = isRoot ? 0 : -1;
    let waiting = from >= 0;
    for (let c = n + 1; c < end; c = old.next(c)) {
      const at = untouched(this.pieces, old.start(c), old.end(c), this.text);
      if (at >= 0) {
        if (waiting && around) this.between(to, from, at, around);
        this.copy(old, c, at - old.start(c), to, this.text.length);
        this.kept++;
        from = at + old.end(c) - old.start(c);
        waiting = true;
      } else if (this.leadsFurther(c)) {
        const start = this.startOf(c);
        const stop = this.endOf(c);
        if (waiting && around) this.between(to, from, start, around);
        const container = this.mending.containers[old.type(c)];
        this.children(this.open(c, to, start, stop), c, container);
        from = stop;
        waiting = true;
      }
    }
    if (isRoot && around) this.between(to, from, this.text.length, around);
    this.out[to * STRIDE + 3] = this.count;
  }

  /** All that has changed in it lies within a container inside it. */
  private leadsFurther(n: number): boolean {
    const { old, mending } = this;
    for (let at = n; ; ) {
      const type = old.type(at);
      if (mending.wholes.has(type) || this.startOf(at) < 0 || this.endOf(at) < 0) return false;
      const children = old.children(at);
      if (Object.hasOwn(mending.containers, type))
        return children.length > 1 && this.isKept(children[0]) && this.isKept(children[children.length - 1]);
      const touched = children.filter((c) => !this.isKept(c));
      if (touched.length !== 1) return false;
      for (let i = 1; i < children.length; i++) {
        const [a, b] = [children[i - 1], children[i]];
        if (this.startOf(b) - this.endOf(a) !== old.start(b) - old.end(a)) return false;
      }
      at = touched[0];
    }
  }

  private isKept(n: number): boolean {
    return untouched(this.pieces, this.old.start(n), this.old.end(n), this.text) >= 0;
  }
  /** Where it now begins and ends, when nothing has come to it there; else negative. */
  private startOf(n: number): number {
    return placeOf(this.pieces, this.old.start(n), -1, this.text);
  }
  private endOf(n: number): number {
    const last = placeOf(this.pieces, this.old.end(n) - 1, 1, this.text);
    return last < 0 ? Number.NEGATIVE_INFINITY : last + 1;
  }

  /** Parses what now stands between two that have stayed. */
  private between(to: number, from: number, end: number, [before, after]: readonly [string, string]): void {
    const text = this.text.slice(from, end);
    // Nothing has stayed.
    if (text.length === this.text.length) this.failed = true;
    if (this.failed || text.trim() === '') return;
    this.parsed += text.length;
    const tree = this.parsed > MOST_PARSED ? undefined : this.parse(before + text + after);
    if (!tree || tree.count === 0) {
      this.failed = true;
      return;
    }
    const delta = from - before.length;
    const holder = before === '' ? (tree.typeId(0) === this.old.typeId(0) ? 0 : -1) : this.holderIn(tree, before, after);
    if (holder >= 0) {
      const last = before === '' ? -1 : tree.children(holder).at(-1);
      for (let c = holder + 1; c < tree.next(holder); c = tree.next(c)) {
        if (before !== '' && (c === holder + 1 || c === last)) continue;
        this.copy(tree, c, delta, to, end);
      }
      return;
    }
    // What was put around it has become part of the damage.
    const error = this.write(ERROR_TYPE, from, end, to, NAMED | ERROR);
    for (let n = before === '' ? 1 : 0; n < tree.count; ) {
      const isInside = tree.start(n) >= before.length && tree.end(n) <= before.length + text.length;
      if (!isInside) n++;
      else {
        this.copy(tree, n, delta, error, end);
        n = tree.next(n);
      }
    }
    this.out[error * STRIDE + 3] = this.count;
  }

  /** The node that what was put around the text makes, when it begins and ends there. */
  private holderIn(tree: FlatTree, before: string, after: string): number {
    for (let n = 0; n < tree.count && tree.start(n) < before.length; n++) {
      const isHolder = Object.hasOwn(this.mending.containers, tree.type(n));
      const from = tree.start(n + 1);
      if (isHolder && from === before.length - 1 && tree.end(n) === tree.text.length - after.length + 1) return n;
    }
    return -1;
  }

  // --- nodes

  private open(n: number, parent: number, start: number, end: number): number {
    const flags = this.old.data[n * STRIDE + 4] & 15;
    return this.write(this.old.data[n * STRIDE], start, end, parent, flags);
  }

  private write(type: number, start: number, end: number, parent: number, flags: number): number {
    this.reserve(1);
    const { out } = this;
    const o = this.count * STRIDE;
    out[o] = type;
    out[o + 1] = start;
    out[o + 2] = end;
    out[o + 3] = this.count + 1;
    out[o + 4] = (parent << 4) | flags;
    return this.count++;
  }

  /** `limit`: what was put behind a text to parse it is not there. */
  private copy(tree: FlatTree, n: number, delta: number, parent: number, limit: number): void {
    const next = tree.next(n);
    this.reserve(next - n);
    const { data } = tree;
    const { out } = this;
    const shift = this.count - n;
    for (let i = n * STRIDE, o = this.count * STRIDE; i < next * STRIDE; i += STRIDE, o += STRIDE) {
      out[o] = data[i];
      out[o + 1] = Math.min(data[i + 1] + delta, limit);
      out[o + 2] = Math.min(data[i + 2] + delta, limit);
      out[o + 3] = data[i + 3] + shift;
      out[o + 4] = data[i + 4] + (shift << 4);
    }
    out[this.count * STRIDE + 4] = (parent << 4) | (data[n * STRIDE + 4] & 15);
    this.count += next - n;
  }

  private reserve(nodes: number): void {
    const needed = (this.count + nodes) * STRIDE;
    if (needed <= this.out.length) return;
    const grown = new Int32Array(Math.max(needed, this.out.length * 2));
    grown.set(this.out);
    this.out = grown;
  }
}
