/** Checks a module against the rules of the IR that its types cannot say. Lowerings and hand-written modules must pass. */

import { type Fault, verifyPlace, verifyType } from './fault';
import type { Module } from './types';
import { verifyFunction } from './verifyFunction';

export type { Fault } from './fault';

/** Everything that is wrong, in order; empty for a sound module. */
export function verifyModule(module: Module): readonly Fault[] {
  const faults: Fault[] = [];
  const say = (message: string, func?: number): void => {
    faults.push(func === undefined ? { message } : { message, func });
  };
  const { functions, classes } = module;
  if (functions.length === 0) say('a module has at least function 0, its top level');
  for (const [i, f] of functions.entries()) {
    if (f.index !== i) say(`function ${i} says it is number ${f.index}`, i);
    if (i === 0 && f.owner !== -1) say('function 0 has an owner', i);
    if (i > 0 && functions[f.owner] === undefined) say(`function ${i} has no owner: there is no function ${f.owner}`, i);
    else if (i > 0 && !reachesTop(module, i)) say(`the owners of function ${i} run in a circle`, i);
    if (f.class !== -1 && classes[f.class] === undefined) say(`function ${i} belongs to class ${f.class}, which does not exist`, i);
  }
  if (faults.length > 0) return faults;

  for (const [i, c] of classes.entries()) {
    if (c.index !== i) say(`class ${i} says it is number ${c.index}`);
    if (functions[c.owner] === undefined) {
      say(`class ${i} has no owner: there is no function ${c.owner}`);
      continue;
    }
    verifyPlace(c.at, `class ${i}`, say);
    for (const m of c.members) {
      const label = `${m.kind} ${m.name} of class ${i}`;
      const func = functions[m.func];
      if (m.func === -1 ? m.kind !== 'field' : func === undefined) say(`${label}: there is no function ${m.func}`);
      else if (func && func.class !== i) say(`${label}: function ${m.func} does not say that it belongs to class ${i}`, m.func);
      verifyPlace(m.at, label, say);
      verifyType(m.type, module, label, say);
      for (const r of m.decorators ?? [])
        if (!definesRegister(module, c.owner, r)) say(`${label}: function ${c.owner} never defines %${r}`);
    }
  }
  for (const e of module.exports) {
    if (functions[0].vars[e.var] === undefined) say(`export ${e.name}: function 0 has no variable ${e.var}`);
  }
  verifyImports(module, say);
  for (const f of functions) faults.push(...verifyFunction(module, f));
  return faults;
}

function verifyImports(module: Module, say: (message: string) => void): void {
  const named = new Set(module.reexports);
  for (const f of module.functions) for (const b of f.blocks) for (const i of b.instrs) if (i.op === 'import') named.add(i.module);
  const listed = new Set(module.imports);
  if (listed.size < module.imports.length) say('a module is listed twice among the imports');
  for (const text of named) if (!listed.has(text)) say(`${JSON.stringify(text)} is not listed among the imports`);
  for (const text of listed) if (!named.has(text)) say(`${JSON.stringify(text)} is listed among the imports, and nothing imports it`);
}

function reachesTop(module: Module, index: number): boolean {
  let at = index;
  for (let i = 0; i <= module.functions.length; i++) {
    if (at === 0) return true;
    at = module.functions[at]?.owner ?? -1;
    if (at < 0) return false;
  }
  return false;
}

function definesRegister(module: Module, func: number, register: number): boolean {
  return module.functions[func].blocks.some((b) => b.instrs.some((i) => 'to' in i && i.to === register));
}
