/**
 * Reads a whole syntax tree out of WASM memory without calling into it, some twenty times faster than the library's own
 * nodes and cursors. The layout of tree-sitter's structures is private: the library is pinned to one version, and
 * grammar.ts compares this reader with the library's cursor when a grammar is loaded.
 */
import type { Language, Tree } from 'web-tree-sitter';
import { ERROR, EXTRA, MISSING, NAMED, STRIDE } from './flatTree';
import type { Memory } from './runtime';

/** Symbol of damaged parts. */
const ERROR_SYMBOL = 65535;
const ERROR_REPEAT_SYMBOL = 65534;

/** Byte offsets in TSLanguage (lib/src/parser.h of tree-sitter, 32-bit pointers; the same for ABI 14 and 15). */
const LANGUAGE = {
  symbolCount: 4,
  aliasCount: 8,
  productionCount: 28,
  fieldCount: 32,
  maxAliasLength: 36,
  fieldSlices: 64,
  fieldEntries: 68,
  symbolMetadata: 72,
  publicSymbols: 76,
  aliasSequences: 84,
} as const;

/** Byte offsets in SubtreeHeapData (lib/src/subtree.h). */
const SUBTREE = { padding: 4, size: 16, childCount: 36, symbol: 40, flags: 44, visibleChildCount: 48, production: 66 } as const;

/** What a grammar says about symbols, aliases and fields, copied out of WASM memory. */
export interface SymbolTables {
  /** Symbol → the id it is known by (several symbols may share one name). */
  readonly publicId: Uint16Array;
  readonly named: Uint8Array;
  /** `[production * width + child]` → alias symbol or 0, field id or 0. Row 0 means "neither" and is never read. */
  readonly alias: Uint16Array;
  readonly field: Uint16Array;
  readonly width: number;
}

export function readSymbolTables(memory: Memory, language: Language): SymbolTables {
  const { HEAP32: i32, HEAPU16: u16, HEAPU8: u8 } = memory;
  const at = (language as unknown as readonly number[])[0];
  const word = (offset: number): number => i32[(at + offset) >> 2];
  const symbols = word(LANGUAGE.symbolCount) + word(LANGUAGE.aliasCount);
  const productions = word(LANGUAGE.productionCount);
  const hasFields = word(LANGUAGE.fieldCount) > 0;
  const maxAlias = u16[(at + LANGUAGE.maxAliasLength) >> 1];

  const publicId = new Uint16Array(65536);
  const named = new Uint8Array(65536);
  const metadata = word(LANGUAGE.symbolMetadata);
  for (let s = 0; s < symbols; s++) {
    publicId[s] = u16[(word(LANGUAGE.publicSymbols) >> 1) + s];
    named[s] = u8[metadata + s * 3 + 1];
  }
  publicId[ERROR_SYMBOL] = ERROR_SYMBOL;
  publicId[ERROR_REPEAT_SYMBOL] = ERROR_REPEAT_SYMBOL;
  named[ERROR_SYMBOL] = 1;

  const slices = word(LANGUAGE.fieldSlices) >> 1;
  const entries = word(LANGUAGE.fieldEntries);
  const eachField = (visit: (production: number, child: number, field: number, inherited: boolean) => void): void => {
    for (let p = 0; hasFields && p < productions; p++) {
      // Backwards, so that the first entry for a child is the one that stays.
      for (let k = u16[slices + p * 2 + 1] - 1; k >= 0; k--) {
        const entry = entries + (u16[slices + p * 2] + k) * 4;
        visit(p, u8[entry + 2], u16[entry >> 1], u8[entry + 3] !== 0);
      }
    }
  };
  let width = Math.max(maxAlias, 1);
  eachField((_production, child) => {
    width = Math.max(width, child + 1);
  });

  const alias = new Uint16Array(productions * width);
  const field = new Uint16Array(productions * width);
  const sequences = word(LANGUAGE.aliasSequences) >> 1;
  for (let p = 1; p < productions; p++) {
    for (let c = 0; c < maxAlias; c++) alias[p * width + c] = u16[sequences + p * maxAlias + c];
  }
  eachField((production, child, id, inherited) => {
    if (!inherited) field[production * width + child] = id;
  });
  return { publicId, named, alias, field, width };
}

/** Ints per frame of the walk's stack. */
const FRAME = 8;

/**
 * A reader owns the arrays it fills and grows them; results are copied out. It is iterative, since trees can be a hundred
 * thousand levels deep.
 */
export class HeapReader {
  private out = new Int32Array(STRIDE * 16384);
  private stack = new Int32Array(FRAME * 1024);

  constructor(
    private readonly memory: Memory,
    private readonly tables: SymbolTables,
  ) {}

  /** The tree's nodes in the layout of FlatTree. */
  read(tree: Tree): Int32Array {
    const { HEAP32: i32, HEAPU16: u16, HEAPU8: u8 } = this.memory;
    const { publicId, named, alias, field, width } = this.tables;
    let out = this.out;
    let limit = out.length - STRIDE;
    let stack = this.stack;
    let sp = 0;
    let count = 0;
    let o = 0;

    // TSTree begins with its root Subtree: eight bytes, either a small leaf held right there or a pointer to SubtreeHeapData,
    // before which the children lie. Widths are bytes of UTF-16 text, two for each unit.
    let next = (tree as unknown as readonly number[])[0];
    const root = i32[next >> 2];
    let remaining = 1;
    let child = 0;
    let row = -1;
    let inherited = 0;
    let parent = -1;
    let own = -1;
    let position = (root & 1) !== 0 ? u8[next + 6] : i32[(root + SUBTREE.padding) >> 2];
    let first = true;
    let isRoot = true;

    for (;;) {
      if (remaining === 0) {
        if (own >= 0) out[own * STRIDE + 3] = count;
        if (sp === 0) break;
        sp -= FRAME;
        next = stack[sp];
        remaining = stack[sp + 1];
        child = stack[sp + 2];
        row = stack[sp + 3];
        inherited = stack[sp + 4];
        parent = stack[sp + 5];
        position = stack[sp + 6];
        own = stack[sp + 7];
        first = false;
        continue;
      }
      const here = next;
      const word = i32[here >> 2];
      next += 8;
      remaining--;

      if ((word & 1) !== 0) {
        // A leaf held in place: bits 1 visible, 2 named, 3 extra, 5 missing; byte 1 the symbol, 6 the padding, 7 the size.
        if (!first) position += u8[here + 6];
        first = false;
        const size = u8[here + 7];
        let aliased = 0;
        let fieldId = 0;
        if ((word & 8) === 0) {
          if (row >= 0) {
            aliased = alias[row + child];
            fieldId = field[row + child] || inherited;
            child++;
          } else fieldId = inherited;
        }
        if ((word & 2) !== 0 || aliased !== 0) {
          if (o > limit) {
            out = this.growOut();
            limit = out.length - STRIDE;
          }
          const symbol = aliased !== 0 ? aliased : (word >> 8) & 0xff;
          const isNamed = aliased !== 0 ? named[aliased] : (word >> 2) & 1;
          count++;
          out[o] = publicId[symbol] | (fieldId << 16);
          out[o + 1] = position >> 1;
          out[o + 2] = (position + size) >> 1;
          out[o + 3] = count;
          out[o + 4] = (parent << 4) | (isNamed ? NAMED : 0) | ((word & 8) !== 0 ? EXTRA : 0) | ((word & 32) !== 0 ? MISSING : 0);
          o += STRIDE;
        }
        position += size;
        continue;
      }

      if (!first) position += i32[(word + SUBTREE.padding) >> 2];
      first = false;
      // Flag bits: 0 visible, 1 named, 2 extra, 9 missing.
      const flags = u16[(word + SUBTREE.flags) >> 1];
      const size = i32[(word + SUBTREE.size) >> 2];
      const children = i32[(word + SUBTREE.childCount) >> 2];
      let aliased = 0;
      let fieldId = 0;
      if ((flags & 4) === 0) {
        if (row >= 0) {
          aliased = alias[row + child];
          fieldId = field[row + child] || inherited;
          child++;
        } else fieldId = inherited;
      }
      let owner = parent;
      let mine = -1;
      // Children of a hidden node take over the field it stands for.
      let handedDown = fieldId;
      if ((flags & 1) !== 0 || aliased !== 0 || isRoot) {
        isRoot = false;
        if (o > limit) {
          out = this.growOut();
          limit = out.length - STRIDE;
        }
        const symbol = aliased !== 0 ? aliased : u16[(word + SUBTREE.symbol) >> 1];
        const isNamed = aliased !== 0 ? named[aliased] : (flags >> 1) & 1;
        handedDown = 0;
        mine = count++;
        owner = mine;
        out[o] = publicId[symbol] | (fieldId << 16);
        out[o + 1] = position >> 1;
        out[o + 2] = (position + size) >> 1;
        out[o + 3] = count;
        out[o + 4] =
          (parent << 4) |
          (isNamed ? NAMED : 0) |
          ((flags & 4) !== 0 ? EXTRA : 0) |
          ((flags & 0x200) !== 0 ? MISSING : 0) |
          (symbol === ERROR_SYMBOL ? ERROR : 0);
        o += STRIDE;
      }
      if (children === 0 || i32[(word + SUBTREE.visibleChildCount) >> 2] === 0) {
        position += size;
        continue;
      }
      if (sp + FRAME > stack.length) stack = this.growStack();
      stack[sp] = next;
      stack[sp + 1] = remaining;
      stack[sp + 2] = child;
      stack[sp + 3] = row;
      stack[sp + 4] = inherited;
      stack[sp + 5] = parent;
      stack[sp + 6] = position + size;
      stack[sp + 7] = own;
      sp += FRAME;
      const production = u16[(word + SUBTREE.production) >> 1];
      next = word - children * 8;
      remaining = children;
      child = 0;
      // Production 0 has neither aliases nor fields, and may have more children than a row is wide.
      row = production === 0 ? -1 : production * width;
      inherited = handedDown;
      parent = owner;
      own = mine;
      first = true;
    }
    return out.slice(0, count * STRIDE);
  }

  private growOut(): Int32Array<ArrayBuffer> {
    const grown = new Int32Array(this.out.length * 2);
    grown.set(this.out);
    this.out = grown;
    return grown;
  }
  private growStack(): Int32Array<ArrayBuffer> {
    const grown = new Int32Array(this.stack.length * 2);
    grown.set(this.stack);
    this.stack = grown;
    return grown;
  }
}
