/** The parser as tests use it, with the grammars straight from their packages. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadSyntax, type Syntax } from '../../server/syntax/syntax';

export type { SyntaxDocument } from '../../server/syntax/document';
export { EDITOR_TEXT_LIMIT, unfit } from '../../server/syntax/fitness';
export { FlatTree } from '../../server/syntax/flatTree';
export { SAMPLES } from '../../server/syntax/samples';
export type { ParseResult, Syntax } from '../../server/syntax/syntax';

const FILES: Readonly<Record<string, string>> = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'go.wasm': 'tree-sitter-go/tree-sitter-go.wasm',
  'java.wasm': 'tree-sitter-java/tree-sitter-java.wasm',
  'javascript.wasm': 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  'python.wasm': 'tree-sitter-python/tree-sitter-python.wasm',
  'typescript.wasm': 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tsx.wasm': 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

/** Messages of readers that had to give way to the slow one. */
export const warnings: string[] = [];

export function grammarBytes(name: string): Uint8Array {
  const file = FILES[name];
  if (!file) throw new Error(`no grammar file ${name}`);
  return readFileSync(path.join(process.cwd(), 'node_modules', file));
}

let loaded: Promise<Syntax> | undefined;
/** One for all tests: the module beneath it is one per process anyway. */
export function testSyntax(): Promise<Syntax> {
  loaded ??= loadSyntax({ read: grammarBytes, now: () => performance.now(), warn: (message) => warnings.push(message) });
  return loaded;
}

/** The same parser read through the library's cursor. */
export function cursorSyntax(): Promise<Syntax> {
  return loadSyntax({ read: grammarBytes, now: () => performance.now(), warn: () => {}, reader: 'cursor' });
}

/** The parser with a clock that stands still: no parse takes too long, however busy the machine is. */
export function timelessSyntax(): Promise<Syntax> {
  timeless ??= loadSyntax({ read: grammarBytes, now: () => 0, warn: (message) => warnings.push(message) });
  return timeless;
}
let timeless: Promise<Syntax> | undefined;
