/** Checks one function: registers, blocks, and every index it uses. */
import { type Dominators, dominators } from './dominators';
import { type Fault, verifyPlace, verifyType } from './fault';
import { defines, mayReadNone, reads, readsOfEnd, successors } from './registers';
import type { Func, Instr, Module, Reg } from './types';

interface Definition {
  readonly block: number;
  readonly instr: number;
}

export function verifyFunction(module: Module, f: Func): readonly Fault[] {
  const faults: Fault[] = [];
  const say = (message: string, block?: number, instr?: number): void => {
    faults.push({ message, func: f.index, ...(block === undefined ? {} : { block }), ...(instr === undefined ? {} : { instr }) });
  };
  verifyPlace(f.at, 'the function', say);
  verifyPlace(f.nameAt, "the function's name", say);
  for (const [v, { name, at, type }] of f.vars.entries()) {
    verifyPlace(at, `variable ${v} ($${name})`, say);
    verifyType(type, module, `variable ${v} ($${name})`, say);
  }
  for (const p of f.params) if (f.vars[p.var] === undefined) say(`a parameter is held by variable ${p.var}, which does not exist`);
  for (const [i, c] of f.captures.entries()) {
    let owner: Func | undefined = f;
    for (let up = 0; up < c.up && owner; up++) owner = module.functions[owner.owner];
    if (c.up < 1 || owner?.vars[c.var] === undefined) say(`capture ${i}: there is no variable ${c.var} ${c.up} levels up`);
  }
  if (f.blocks.length === 0) say('a function has at least one block');
  if (verifyBlocks(f, say)) verifyRegisters(f, say);
  for (const [b, block] of f.blocks.entries()) {
    for (const [i, instr] of block.instrs.entries()) {
      verifyPlace(instr.at, instr.op, (message) => say(message, b, i));
      verifyIndexes(module, f, instr, (message) => say(message, b, i));
    }
    verifyPlace(block.end.at, block.end.op, (message) => say(message, b, block.instrs.length));
  }
  return faults.sort((a, b) => (a.block ?? -1) - (b.block ?? -1) || (a.instr ?? -1) - (b.instr ?? -1));
}

type Say = (message: string, block?: number, instr?: number) => void;

/** False when the graph cannot be walked. */
function verifyBlocks(f: Func, say: Say): boolean {
  let sound = f.blocks.length > 0;
  const handlers = new Set(f.blocks.map((b) => b.catch));
  for (const [b, block] of f.blocks.entries()) {
    for (const to of successors(block.end)) {
      if (f.blocks[to] !== undefined) continue;
      say(`${block.end.op} leads to b${to}, which does not exist`, b, block.instrs.length);
      sound = false;
    }
    if (block.catch !== undefined && (f.blocks[block.catch] === undefined || block.catch === b)) {
      say(block.catch === b ? 'the block is its own handler' : `its handler b${block.catch} does not exist`, b);
      sound = false;
    }
    for (const [i, instr] of block.instrs.entries()) {
      if (instr.op === 'caught' && !handlers.has(b)) say('`caught` stands in a block that handles no other', b, i);
    }
  }
  return sound;
}

function verifyRegisters(f: Func, say: Say): void {
  const defined = new Map<Reg, Definition>();
  for (const [b, block] of f.blocks.entries()) {
    for (const [i, instr] of block.instrs.entries()) {
      const r = defines(instr);
      if (!('to' in instr)) continue;
      if (r < 0 || r >= f.regs) say(`%${r} is outside the function's ${f.regs} registers`, b, i);
      if (defined.has(r)) say(`%${r} is defined a second time`, b, i);
      else defined.set(r, { block: b, instr: i });
    }
  }
  const graph = dominators(f.blocks);
  for (const [b, block] of f.blocks.entries()) {
    for (const [i, instr] of block.instrs.entries()) {
      // One of several branches gives the value: each operand may come from a way not taken.
      const everyWay = instr.op !== 'mix';
      for (const r of reads(instr)) {
        if (r === -1 && mayReadNone(instr)) continue;
        const problem = readProblem(r, defined.get(r), { block: b, instr: i }, graph, everyWay);
        if (problem) say(problem, b, i);
      }
    }
    for (const r of readsOfEnd(block.end)) {
      const problem = readProblem(r, defined.get(r), { block: b, instr: block.instrs.length }, graph, true);
      if (problem) say(problem, b, block.instrs.length);
    }
  }
}

function readProblem(r: Reg, from: Definition | undefined, to: Definition, graph: Dominators, everyWay: boolean): string | undefined {
  if (!from) return r === -1 ? 'a register is missing' : `%${r} is never defined`;
  if (from.block === to.block) return from.instr < to.instr ? undefined : `%${r} is read before it is defined`;
  // What cannot be reached cannot go wrong.
  if (!everyWay || !graph.isReachable(to.block)) return undefined;
  return graph.dominates(from.block, to.block) ? undefined : `%${r} is not defined on every way that leads here`;
}

function verifyIndexes(module: Module, f: Func, i: Instr, say: (message: string) => void): void {
  if ((i.op === 'get' || i.op === 'set') && f.vars[i.var] === undefined) say(`there is no variable ${i.var}`);
  if ((i.op === 'capture' || i.op === 'setCapture') && f.captures[i.index] === undefined) say(`there is no capture ${i.index}`);
  if (i.op === 'closure') {
    const func = module.functions[i.func];
    if (func === undefined) say(`there is no function ${i.func}`);
    else if (func.owner !== f.index) say(`function ${i.func} belongs to function ${func.owner}, not to this one`);
  }
  if (i.op === 'class') {
    const info = module.classes[i.class];
    if (info === undefined) say(`there is no class ${i.class}`);
    else if (info.owner !== f.index) say(`class ${i.class} belongs to function ${info.owner}, not to this one`);
  }
  if (i.op === 'cast') verifyType(i.type, module, 'cast', say);
}
