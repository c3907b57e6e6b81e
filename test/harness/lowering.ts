/** Lowering as tests use it: text in, IR out, and what every module must keep to. */
import { strict as assert } from 'node:assert';
import { printModule } from '../../server/ir/print';
import type { Func, Instr, Module } from '../../server/ir/types';
import { verifyModule } from '../../server/ir/verify';
import { languageOf } from '../../server/languages/index';
import type { FlatTree } from '../../server/syntax/flatTree';
import { testSyntax } from './syntax';
import { parsed } from './trees';

export type { At, Func, Instr, Module } from '../../server/ir/types';
export { LANGUAGES, languageOf } from '../../server/languages/index';

export async function treeOf(file: string, text: string): Promise<FlatTree> {
  const language = languageOf(file);
  if (!language) throw new Error(`no language for ${file}`);
  return parsed((await testSyntax()).parse(language.grammarFor(file), text));
}

export async function lower(file: string, text: string): Promise<Module> {
  return languageOf(file)!.lower(await treeOf(file, text), file);
}

export function instructions(func: Func): readonly Instr[] {
  return func.blocks.flatMap((block) => block.instrs);
}

export function allInstructions(module: Module): readonly Instr[] {
  return module.functions.flatMap(instructions);
}

/** The module keeps the rules of the IR, and every place lies in the text. */
export function checkModule(module: Module, length: number): void {
  assert.deepEqual(verifyModule(module), []);
  for (const { at } of allInstructions(module)) assert.ok(at.end <= length, `a place ends at ${at.end} of ${length}`);
}

/** The text form without places, for reading. */
export function shortText(module: Module): string {
  return printModule(module)
    .replace(/@\d+\.\.\d+/g, '')
    .replace(/ regs \d+ name/g, '')
    .replace(/^module .*\n/, '')
    .replace(/^imports .*\n/, '')
    .replace(/[ ]+$/gm, '')
    .replace(/^\n+/, '');
}
