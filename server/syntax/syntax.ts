/** The door to parsing: text in, flat tree out, or the reason why not. Grammars are loaded when they are first needed. */
import { SyntaxDocument } from './document';
import type { FlatTree } from './flatTree';
import { type Clock, LoadedGrammar, type ReaderKind } from './grammar';
import type { Mending } from './mend';
import { type Memory, startRuntime } from './runtime';
import { SAMPLES } from './samples';

/** Milliseconds one parse may take. */
export const EDITOR_BUDGET = 250;
export const SCAN_BUDGET = 5000;
/** Bytes of parser memory past which a thread should retire and start anew, since none of it is ever given back. */
export const RETIRE_AT = 512 * 1024 * 1024;

/** Without a tree: the time was up, the memory was, or the parser has broken down for good (see `Syntax.broken`). */
export type ParseResult = { readonly tree: FlatTree } | { readonly tree: undefined; readonly reason: 'time' | 'memory' | 'crash' };

export interface SyntaxOptions {
  /** Bytes of `web-tree-sitter.wasm` and of `<grammar>.wasm`; called once for each when it is needed. Throws when there is none. */
  readonly read: (name: string) => Uint8Array;
  readonly now: Clock;
  /** Told once for each grammar whose trees must be read the slow way. */
  readonly warn: (message: string) => void;
  /** `heap` unless a test wants the slow one. */
  readonly reader?: ReaderKind;
}

export async function loadSyntax(options: SyntaxOptions): Promise<Syntax> {
  return new Syntax(await startRuntime(options.read('web-tree-sitter.wasm')), options);
}

export class Syntax {
  private readonly grammars = new Map<string, LoadedGrammar>();
  private crashed = false;

  constructor(
    private readonly memory: Memory,
    private readonly options: SyntaxOptions,
  ) {}

  /** Bytes of WASM memory; see RETIRE_AT. */
  get heapBytes(): number {
    return this.memory.HEAPU8.length;
  }
  /** True once the module has aborted: every further parse in this thread fails. */
  get broken(): boolean {
    return this.crashed;
  }

  /** Throws for a grammar that does not exist or cannot be read. */
  parse(grammar: string, text: string, budget: number = SCAN_BUDGET): ParseResult {
    const loaded = this.grammar(grammar);
    return this.guarded(() => {
      const outcome = loaded.parse(text, null, budget);
      if (!outcome.tree) return outcome;
      try {
        return { tree: loaded.flatten(outcome.tree, text) };
      } finally {
        outcome.tree.delete();
      }
    });
  }

  /** For a file that is being edited; must be disposed of. With `mending`, damage is looked past until it is settled. */
  open(grammar: string, text: string, budget: number = EDITOR_BUDGET, mending?: Mending): SyntaxDocument {
    return new SyntaxDocument(this.grammar(grammar), text, budget, (run) => this.guarded(run), mending);
  }

  /** Loads the grammar and lets the engine below compile its hot paths, so that the first file is not the slow one. */
  warmUp(grammar: string): void {
    const sample = SAMPLES[grammar] ?? '';
    for (let i = 0; i < 8; i++) this.parse(grammar, sample);
  }

  /** How a grammar's trees are read. */
  readerOf(grammar: string): ReaderKind {
    return this.grammar(grammar).reader;
  }

  private grammar(id: string): LoadedGrammar {
    const known = this.grammars.get(id);
    if (known) return known;
    const { read, now, warn, reader = 'heap' } = this.options;
    const loaded = new LoadedGrammar(id, read(`${id}.wasm`), this.memory, now, reader, SAMPLES[id] ?? '');
    if (loaded.reader !== reader) warn(`The fast reader does not fit the ${id} grammar; its files are read at half the speed.`);
    this.grammars.set(id, loaded);
    return loaded;
  }

  private guarded(run: () => ParseResult): ParseResult {
    if (this.crashed) return { tree: undefined, reason: 'crash' };
    try {
      return run();
    } catch (error) {
      if (!isAbort(error)) throw error;
      this.crashed = true;
      return { tree: undefined, reason: 'crash' };
    }
  }
}

/** The module aborts, or reaches outside its memory, with an error of this name; it can't be used after that. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'RuntimeError';
}
