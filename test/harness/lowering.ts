/** Lowering as tests use it: text in, IR out, and what every module must keep to. */
import { strict as assert } from 'node:assert';
import { printModule } from '../../server/ir/print';
import type { Func, Instr, Module, Reg } from '../../server/ir/types';
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

/** What an instruction reads. */
export function operands(instr: Instr): readonly Reg[] {
  switch (instr.op) {
    case 'set':
    case 'setCapture':
    case 'unary':
    case 'cast':
    case 'await':
    case 'yield':
      return [instr.from];
    case 'setField':
      return [instr.base, instr.from];
    case 'setIndex':
      return [instr.base, instr.key, instr.from];
    case 'field':
    case 'element':
    case 'key':
      return [instr.base];
    case 'index':
      return [instr.base, instr.key];
    case 'call':
      return [instr.callee, ...(instr.this < 0 ? [] : [instr.this]), ...instr.args.map((a) => a.value)];
    case 'binary':
      return [instr.left, instr.right];
    case 'concat':
      return instr.parts;
    case 'object':
      return instr.props.flatMap((p) => (typeof p.key === 'number' ? [p.key, p.value] : [p.value]));
    case 'array':
      return instr.items.map((i) => i.value);
    case 'class':
      return [...(instr.parent < 0 ? [] : [instr.parent]), ...instr.decorators];
    case 'mix':
      return instr.from;
    default:
      return [];
  }
}

/** Every register is defined once and before it is used, every index points at something, every span lies in the text. */
export function checkModule(module: Module, length: number): void {
  module.functions.forEach((func, index) => {
    const name = `function ${index} (${func.name})`;
    assert.equal(func.index, index, name);
    assert.equal(func.owner === -1, index === 0, `${name}: owner`);
    const defined = new Set<Reg>();
    for (const { instrs, end, catch: handler } of func.blocks) {
      for (const instr of instrs) {
        assert.ok(0 <= instr.at.start && instr.at.start <= instr.at.end && instr.at.end <= length, `${name}: span of ${instr.op}`);
        if ('to' in instr) {
          assert.ok(!defined.has(instr.to) && instr.to < func.regs, `${name}: %${instr.to} is defined twice`);
          defined.add(instr.to);
        }
        if (instr.op === 'get' || instr.op === 'set') assert.ok(func.vars[instr.var], `${name}: variable ${instr.var}`);
        if (instr.op === 'capture' || instr.op === 'setCapture') assert.ok(func.captures[instr.index], `${name}: capture`);
        if (instr.op === 'closure') assert.equal(module.functions[instr.func]?.owner, index, `${name}: owner of closure ${instr.func}`);
        if (instr.op === 'class') assert.equal(module.classes[instr.class]?.owner, index, `${name}: owner of class ${instr.class}`);
        if (instr.op === 'import') assert.ok(module.imports.includes(instr.module), `${name}: import of ${instr.module}`);
      }
      const targets = end.op === 'jump' ? [end.to] : end.op === 'branch' ? [end.then, end.else] : [];
      for (const target of handler === undefined ? targets : [...targets, handler])
        assert.ok(func.blocks[target], `${name}: block ${target}`);
    }
    for (const { instrs, end } of func.blocks) {
      const used = instrs.flatMap(operands);
      if (end.op === 'branch') used.push(end.cond);
      if ((end.op === 'return' || end.op === 'throw') && end.from >= 0) used.push(end.from);
      for (const reg of used) assert.ok(defined.has(reg), `${name}: %${reg} is used and never defined`);
    }
    for (const { up, var: variable } of func.captures) {
      let owner: Func = func;
      for (let i = 0; i < up; i++) owner = module.functions[owner.owner];
      assert.ok(up > 0 && owner?.vars[variable], `${name}: capture of ${variable} ${up} levels above`);
    }
    for (const param of func.params) assert.ok(func.vars[param.var], `${name}: parameter`);
  });
  for (const { var: variable } of module.exports) assert.ok(module.functions[0].vars[variable], 'exported variable');
  for (const { members } of module.classes) for (const m of members) if (m.func >= 0) assert.ok(module.functions[m.func], m.name);
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
