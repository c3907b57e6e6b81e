/**
 * The parser's WASM module: started once per process or worker, and never again. Its memory grows and never shrinks, and once
 * it has aborted it is dead for good; whoever owns the thread retires it then.
 */
import { Parser } from 'web-tree-sitter';

/** Live views of the module's memory. Growth replaces them, so they are read from here before each use and never kept. */
export interface Memory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  /** The signed view: with the unsigned one, words of 2³¹ and more slow the reader down by far. */
  readonly HEAP32: Int32Array;
}

let started: Promise<Memory> | undefined;

/** `wasm` holds the bytes of web-tree-sitter.wasm; later calls get the module that is already running. */
export function startRuntime(wasm: Uint8Array): Promise<Memory> {
  started ??= start(wasm);
  return started;
}

async function start(wasmBinary: Uint8Array): Promise<Memory> {
  // The library uses the object it is given as its module, which is how its memory becomes reachable from here.
  const module = { wasmBinary } as unknown as Memory;
  await Parser.init(module);
  return module;
}
