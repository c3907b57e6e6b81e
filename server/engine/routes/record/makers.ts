/**
 * What is registered through what a call has returned: `register = router.get('/orders')`, then `register(show)`. So decorators
 * and annotations work. The call that has made what is called now is found by where it stands, in the same function only.
 */
import type { Func, Instr, Reg } from '../../../ir/types';
import type { CompiledRegistration } from '../model/compile';
import type { NotedCall, Reading } from './reading';

const MAX_DEPTH = 6;

export class Makers {
  private readonly calls = new Map<Instr, NotedCall>();
  private readonly sets = new Map<number, Reg[]>();

  constructor(
    private readonly reading: Reading,
    func: Func,
  ) {
    for (const block of func.blocks) {
      for (const instr of block.instrs) {
        if (instr.op === 'set') this.sets.set(instr.var, [...(this.sets.get(instr.var) ?? []), instr.from]);
      }
    }
  }

  remember(c: NotedCall): void {
    this.calls.set(c.instr, c);
  }

  /** The call that has made what is called, or what it is a member of. */
  of(c: NotedCall): NotedCall | undefined {
    const made = this.madeBy(c.instr.callee, 0);
    return made && this.calls.get(made);
  }

  private madeBy(reg: Reg, depth: number): Instr | undefined {
    const instr = this.reading.definitions.get(reg);
    if (!instr || depth > MAX_DEPTH) return undefined;
    switch (instr.op) {
      case 'call':
        return instr;
      case 'field':
        return this.madeBy(instr.base, depth + 1);
      case 'cast':
        return this.madeBy(instr.from, depth + 1);
      case 'get': {
        const from = this.sets.get(instr.var) ?? [];
        return from.length === 1 ? this.madeBy(from[0], depth + 1) : undefined;
      }
      default:
        return undefined;
    }
  }

  /** Registrations by the name of the method that has made what is called, where nothing is known of what that was called on. */
  byName(c: NotedCall): readonly CompiledRegistration[] {
    for (const node of c.callee.paths) {
      const maker = node.symbolic && node.step.step === 'call' ? node.parent : undefined;
      if (maker?.step.step === 'member') return this.reading.names.makerRegisters.get(maker.step.name) ?? [];
    }
    return [];
  }
}
