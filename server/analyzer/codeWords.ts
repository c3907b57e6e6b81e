/**
 * The names and texts of a file's code, each once, one a line: what it calls, reads, sets, imports and says. Comments are no part of
 * it. Kept for each function, since most of a file stays as it is while somebody types.
 */
import type { ModuleCode } from '../engine/environment';
import type { Func, Instr, TypeRef } from '../ir/types';

/** Longer texts say something else. */
const MAX_TEXT = 200;

const ofFunctions = new WeakMap<Func, readonly string[]>();
const ofModules = new WeakMap<readonly Func[], string>();

export function codeWords({ functions, classes }: Pick<ModuleCode, 'functions' | 'classes'>): string {
  let known = ofModules.get(functions);
  if (known === undefined) {
    const words = new Set<string>();
    for (const func of functions) for (const word of wordsOf(func)) words.add(word);
    for (const { name, members } of classes) {
      words.add(name);
      for (const member of members) {
        words.add(member.name);
        if (member.type) words.add(typeName(member.type));
      }
    }
    // The order of functions is that in which they have come.
    known = [...words].sort().join('\n');
    ofModules.set(functions, known);
  }
  return known;
}

function wordsOf(func: Func): readonly string[] {
  let known = ofFunctions.get(func);
  if (!known) {
    const words = new Set<string>([func.name]);
    for (const { name, type } of func.vars) {
      words.add(name);
      if (type) words.add(typeName(type));
    }
    for (const { instrs } of func.blocks) for (const instr of instrs) add(instr, words);
    known = [...words];
    ofFunctions.set(func, known);
  }
  return known;
}

function add(instr: Instr, words: Set<string>): void {
  switch (instr.op) {
    case 'global':
    case 'field':
    case 'setField':
      words.add(instr.name);
      return;
    case 'import':
      words.add(instr.module.replaceAll('\0', '.')).add(instr.name);
      if (instr.name !== '*') words.add(`${instr.module}.${instr.name}`);
      return;
    case 'object':
      for (const { key } of instr.props) if (typeof key === 'string') words.add(key);
      return;
    case 'call':
      for (const { name } of instr.args) if (name !== undefined) words.add(name);
      return;
    case 'cast':
      words.add(typeName(instr.type));
      return;
    case 'const':
      if (typeof instr.value === 'string' && instr.value.length <= MAX_TEXT) words.add(instr.value.replaceAll('\n', ' '));
  }
}

function typeName(type: TypeRef): string {
  return type.from === 'import' ? `${type.module.replaceAll('\0', '.')}.${type.name}` : type.from === 'name' ? type.name : '';
}
