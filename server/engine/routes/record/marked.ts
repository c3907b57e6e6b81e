/** Functions and files that begin with a text which says what they are, and nothing else uses. */
import { reads } from '../../../ir/registers';
import type { Func, Reg } from '../../../ir/types';
import type { FileNames } from '../model/fileCompile';

/** How far in it may stand: parameters are taken apart before. */
const MAX_INSTRS = 60;

export function markOf(func: Func, { marks }: FileNames): string | undefined {
  if (marks.size === 0) return undefined;
  for (const instr of func.blocks[0].instrs.slice(0, MAX_INSTRS))
    if (instr.op === 'const' && typeof instr.value === 'string' && marks.has(instr.value) && standsAlone(func, instr.to))
      return instr.value;
  return undefined;
}

/** No instruction reads it, and no block ends with it. */
function standsAlone(func: Func, to: Reg): boolean {
  return !func.blocks.some(
    ({ instrs, end }) =>
      instrs.some((i) => reads(i).includes(to)) ||
      (end.op === 'branch' && end.cond === to) ||
      ((end.op === 'return' || end.op === 'throw') && end.from === to),
  );
}
