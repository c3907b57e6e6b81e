/** One loaded grammar: its parser, and the reader that turns its trees into flat ones. */
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { readByCursor } from './cursorReader';
import { FlatTree, type Grammar, STRIDE } from './flatTree';
import { HeapReader, readSymbolTables } from './heapReader';
import type { Memory } from './runtime';

/** Compiles the bytes in place: fine in Node and in workers, which is where the analysis runs. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

/** Bytes of WASM memory at which a parse is given up; the module cannot grow past 2 GiB without dying. */
const MEMORY_LIMIT = 1024 * 1024 * 1024;

/** Milliseconds, from any fixed moment on. */
export type Clock = () => number;

export type Outcome = { readonly tree: Tree } | { readonly tree: undefined; readonly reason: 'time' | 'memory' };

/** `heap` reads WASM memory directly; `cursor` goes through the library. */
export type ReaderKind = 'heap' | 'cursor';

export class LoadedGrammar {
  readonly names: Grammar;
  private readonly parser = new Parser();
  private readonly read: (tree: Tree) => Int32Array;
  /** How trees are read: `cursor` when the heap reader was not asked for or has been found wrong. */
  readonly reader: ReaderKind;

  /** `sample` is parsed once to compare the readers. */
  constructor(
    id: string,
    wasm: Uint8Array,
    private readonly memory: Memory,
    private readonly now: Clock,
    wanted: ReaderKind,
    sample: string,
  ) {
    // The library's types lack WebAssembly without a browser's declarations.
    const language = Language.loadSync(new WebAssembly.Module(wasm) as never);
    this.parser.setLanguage(language);
    this.names = { language: id, types: Array.from(language.types, (t) => t ?? ''), fields: Array.from(language.fields, (f) => f ?? '') };
    const heap = wanted === 'heap' ? this.heapReader(language, sample) : undefined;
    this.reader = heap ? 'heap' : 'cursor';
    this.read = heap ? (tree) => heap.read(tree) : readByCursor;
  }

  /** `old` is the tree of the text before, already told about the edits. The caller deletes the tree. */
  parse(text: string, old: Tree | null, budget: number): Outcome {
    const deadline = this.now() + budget;
    let reason: 'time' | 'memory' = 'time';
    const progressCallback = (): boolean => {
      if (this.memory.HEAPU8.length > MEMORY_LIMIT) reason = 'memory';
      else if (this.now() < deadline) return false;
      return true;
    };
    const tree = this.parser.parse(text, old, { progressCallback });
    if (tree) return { tree };
    // Without this the next parse would go on with the old text.
    this.parser.reset();
    return { tree: undefined, reason };
  }

  flatten(tree: Tree, text: string): FlatTree {
    const data = this.read(tree);
    return new FlatTree(this.names, text, data, data.length / STRIDE);
  }

  private heapReader(language: Language, sample: string): HeapReader | undefined {
    const tree = this.parser.parse(sample);
    if (!tree) return undefined;
    try {
      const reader = new HeapReader(this.memory, readSymbolTables(this.memory, language));
      return same(reader.read(tree), readByCursor(tree)) ? reader : undefined;
    } catch {
      // A layout that is not ours can send the reader anywhere, even out of memory's bounds.
      return undefined;
    } finally {
      tree.delete();
    }
  }
}

function same(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}
