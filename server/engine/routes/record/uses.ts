/** What becomes of what a call gives back, as it is written: whether it is tested, given back in turn, or nobody looks at it. */
import { reads } from '../../../ir/registers';
import type { Func, Instr, Reg, Terminator } from '../../../ir/types';

/** `handed`: to something else, which may do with it what it likes. */
export type Used = 'tested' | 'given' | 'handed' | 'none';

const MAX_STEPS = 200;

export class Uses {
  private readonly readers = new Map<Reg, (Instr | Terminator)[]>();
  private readonly gets = new Map<number, Reg[]>();
  /** Variables that functions inside take along. */
  private readonly taken = new Set<number>();

  constructor(func: Func, functions: readonly Func[]) {
    const read = (reg: Reg, by: Instr | Terminator): void => {
      if (reg >= 0) this.readers.set(reg, [...(this.readers.get(reg) ?? []), by]);
    };
    for (const { instrs, end } of func.blocks) {
      for (const instr of instrs) {
        for (const reg of new Set(reads(instr))) read(reg, instr);
        if (instr.op === 'get') this.gets.set(instr.var, [...(this.gets.get(instr.var) ?? []), instr.to]);
      }
      if (end.op === 'branch') read(end.cond, end);
      else if (end.op !== 'jump') read(end.from, end);
    }
    for (const inner of functions)
      if (inner.owner === func.index) for (const { up, var: variable } of inner.captures) if (up === 1) this.taken.add(variable);
  }

  of(reg: Reg): Used {
    const found = new Set<Used>();
    const seen = new Set<Reg>();
    const open = [reg];
    for (let one = open.pop(); one !== undefined && seen.size < MAX_STEPS; one = open.pop()) {
      if (seen.has(one)) continue;
      seen.add(one);
      for (const by of this.readers.get(one) ?? []) this.follow(by, one, open, found);
    }
    return (['tested', 'given', 'handed'] as const).find((used) => found.has(used)) ?? 'none';
  }

  private follow(by: Instr | Terminator, reg: Reg, open: Reg[], found: Set<Used>): void {
    switch (by.op) {
      case 'branch':
        found.add('tested');
        return;
      case 'return':
      case 'throw':
        found.add('given');
        return;
      case 'set':
        if (this.taken.has(by.var)) found.add('handed');
        open.push(...(this.gets.get(by.var) ?? []));
        return;
      case 'call':
        // What it is called on it may come from; what it is given goes elsewhere, and may be in what it gives back.
        if (by.callee !== reg && by.this !== reg) found.add('handed');
        open.push(by.to);
        return;
      case 'setField':
      case 'setIndex':
      case 'setCapture':
        if (by.op === 'setCapture' || by.from === reg) found.add('handed');
        return;
      default:
        if ('to' in by) open.push(by.to);
    }
  }
}
