/** Where the registers of a function come from: what a call is called on, and what stands in its arguments, as written. */
import type { Func, Instr, Reg, Terminator } from '../../../ir/types';

export type CallInstr = Extract<Instr, { op: 'call' }>;

const MAX_STEPS = 12;

export class Definitions {
  private readonly made = new Map<Reg, Instr>();
  private readonly sets = new Map<number, Reg[]>();
  /** Names that are read from a register's value. */
  private readonly read = new Map<Reg, string[]>();
  /** What decorates classes. */
  readonly decorators = new Set<Reg>();

  constructor(func: Func) {
    for (const block of func.blocks) {
      for (const instr of block.instrs) {
        if ('to' in instr) this.made.set(instr.to, instr);
        if (instr.op === 'set') this.sets.set(instr.var, [...(this.sets.get(instr.var) ?? []), instr.from]);
        else if (instr.op === 'field') this.read.set(instr.base, [...(this.read.get(instr.base) ?? []), instr.name]);
        else if (instr.op === 'class') for (const reg of instr.decorators) this.decorators.add(reg);
      }
    }
  }

  /** What stands there itself. */
  written(reg: Reg): Instr | undefined {
    return this.made.get(reg);
  }

  /** What has made it, through variables that are set once. */
  of(reg: Reg): Instr | undefined {
    let instr = this.made.get(reg);
    for (let i = 0; instr && i < MAX_STEPS; i++) {
      if (instr.op === 'cast' || instr.op === 'await') instr = this.made.get(instr.from);
      else if (instr.op === 'get') {
        const from: readonly Reg[] = this.sets.get(instr.var) ?? [];
        if (from.length !== 1) return instr;
        instr = this.made.get(from[0]);
      } else return instr;
    }
    return instr;
  }

  call(reg: Reg): CallInstr | undefined {
    const instr = this.of(reg);
    return instr?.op === 'call' ? instr : undefined;
  }

  /** What a call's callee is called last. */
  nameOf(call: CallInstr): string | undefined {
    return this.lastName(call.callee);
  }

  lastName(reg: Reg): string | undefined {
    const instr = this.of(reg);
    if (instr?.op === 'field') return instr.name;
    if (instr?.op === 'global') return instr.name;
    if (instr?.op === 'import') return instr.name === '*' ? instr.module.slice(instr.module.lastIndexOf('.') + 1) : instr.name;
    if (instr?.op === 'mix') return instr.from.map((r) => this.lastName(r)).find((name) => name !== undefined);
    return undefined;
  }

  /** The calls that a call is called on the results of, the nearest first. */
  before(call: CallInstr): readonly CallInstr[] {
    const out: CallInstr[] = [];
    for (let at = call.this >= 0 ? this.call(call.this) : undefined; at && out.length < MAX_STEPS; ) {
      out.push(at);
      at = at.this >= 0 ? this.call(at.this) : undefined;
    }
    return out;
  }

  isRead(reg: Reg, names: ReadonlyMap<string, unknown>): boolean {
    return this.read.get(reg)?.some((name) => names.has(name)) === true;
  }
}

/** Where a function begins. */
export function beginningOf({ blocks }: Func): Instr | Terminator {
  return blocks[0].instrs[0] ?? blocks[0].end;
}
