/** Calls around a handler where it is registered, of functions whose result nobody has seen: `guard(show)` of a library. */
import type { Func, Instr, Reg } from '../../../ir/types';
import type { Site } from '../../values';
import { UNKNOWN } from '../../values';
import type { Ref } from '../facts';
import { wrapping } from '../world';
import type { NotedCall, Reading } from './reading';

const MAX_DEPTH = 6;

/** What stands around the argument at `site`, outermost first. */
export function around(reading: Reading, c: NotedCall, site: Site): readonly Ref[] {
  const index = c.args.findIndex((a) => a.site === site);
  return index < 0 ? [] : from(reading, c.instr.args[index]?.value ?? -1, 0);
}

function from(reading: Reading, reg: Reg, depth: number): readonly Ref[] {
  const { frame } = reading;
  const instr = reg < 0 || depth > MAX_DEPTH ? undefined : definition(frame.func, reg);
  switch (instr?.op) {
    case 'cast':
      return from(reading, instr.from, depth + 1);
    case 'get': {
      const sets = frame.func.blocks.flatMap((b) => b.instrs.filter((i) => i.op === 'set' && i.var === instr.var));
      const [only] = sets;
      return sets.length === 1 && only.op === 'set' ? from(reading, only.from, depth + 1) : [];
    }
    case 'call': {
      const callee = frame.regs[instr.callee];
      const given = instr.args.find((a) => frame.regs[a.value].functions.length > 0);
      if (!given || callee.functions.length > 0) return [];
      const inside = from(reading, given.value, depth + 1);
      const input = callee.paths.find((p) => p.symbolic);
      if (input) return [wrapping(reading.ref({ ...UNKNOWN, paths: [input] })), ...inside];
      if (callee.paths.some((p) => p.calleeFacts.known || p.routes)) return inside;
      return [{ is: 'unknown', name: reading.shownAt(frame.site(instr.at)) }, ...inside];
    }
    default:
      return [];
  }
}

function definition(func: Func, reg: Reg): Instr | undefined {
  for (const block of func.blocks) for (const instr of block.instrs) if ('to' in instr && instr.to === reg) return instr;
  return undefined;
}
