/** IR text in tests: read and checked, or the reason why not. */
import { readModule } from '../../server/ir/read';
import type { Module } from '../../server/ir/types';
import { verifyModule } from '../../server/ir/verify';
import { languageOf } from '../../server/languages';
import type { Syntax } from '../../server/syntax/syntax';

export { printModule } from '../../server/ir/print';
export { readModule } from '../../server/ir/read';
export type { Module } from '../../server/ir/types';

/** What is wrong with a module written as text, each fault with its line. */
export function faultsOf(text: string): readonly string[] {
  const { module, lines } = readModule(text);
  return verifyModule(module).map(({ message, func, block, instr }) => {
    if (func === undefined) return message;
    if (block === undefined) return `line ${lines.func(func)}: ${message}`;
    if (instr === undefined) return `line ${lines.block(func, block)}: ${message}`;
    return `line ${lines.instr(func, block, instr)}: ${message}`;
  });
}

/** Reads a module and refuses a faulty one. */
export function moduleFrom(text: string): Module {
  const faults = faultsOf(text);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return readModule(text).module;
}

/** What a language's lowering makes of a text. */
export function lowered(syntax: Syntax, file: string, text: string): Module {
  const language = languageOf(file);
  if (!language) throw new Error(`no language for ${file}`);
  const { tree } = syntax.parse(language.grammarFor(file), text);
  if (!tree) throw new Error(`${file} cannot be parsed`);
  return language.lower(tree, file);
}
