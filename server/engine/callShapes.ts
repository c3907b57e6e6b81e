/** What of a call in the text stays the same however often it is evaluated: names, places, whether anybody uses the result. */
import { reads, readsOfEnd } from '../ir/registers';
import type { Instr, Reg } from '../ir/types';
import type { Frame } from './frame';
import type { Site } from './values';

export interface CallShape {
  readonly name: string;
  readonly sites: readonly Site[];
  readonly site: Site;
  /** Somebody uses the result. */
  readonly wanted: boolean;
}

export class CallShapes {
  constructor(private readonly frame: Frame) {}

  /** What of a call stays the same however often it is evaluated. */
  of(instr: Extract<Instr, { op: 'call' }>): CallShape {
    let shape = this.shapes.get(instr);
    if (!shape) {
      const sites = instr.args.map((a) => this.frame.site(this.argumentAt(instr, a.value)));
      shape = { name: this.calleeText(instr), sites, site: this.frame.site(instr.at), wanted: this.isUsed(instr.to) };
      this.shapes.set(instr, shape);
    }
    return shape;
  }
  private readonly shapes = new Map<Instr, CallShape>();

  /** Some instruction reads the register. */
  private isUsed(reg: Reg): boolean {
    if (!this.used) {
      this.used = new Uint8Array(this.frame.func.regs);
      for (const block of this.frame.func.blocks) {
        for (const instr of block.instrs) for (const r of reads(instr)) if (r >= 0) this.used[r] = 1;
        for (const r of readsOfEnd(block.end)) if (r >= 0) this.used[r] = 1;
      }
    }
    return this.used[reg] === 1;
  }
  private used: Uint8Array | undefined;

  /** Span of the instruction that made a register, for arguments. */
  private argumentAt(instr: Instr, reg: Reg): { start: number; end: number } {
    const at = this.definitions()[reg];
    return at && at.start >= instr.at.start && at.end <= instr.at.end ? at : instr.at;
  }
  private definitionSpans: ({ readonly start: number; readonly end: number } | undefined)[] | undefined;
  private definitions(): ({ readonly start: number; readonly end: number } | undefined)[] {
    if (!this.definitionSpans) {
      this.definitionSpans = new Array(this.frame.func.regs).fill(undefined);
      for (const block of this.frame.func.blocks) for (const i of block.instrs) if ('to' in i) this.definitionSpans[i.to as number] = i.at;
    }
    return this.definitionSpans;
  }
  /** Names of what takes the instruction's result and of the functions it stands in, inner first. */
  namesAround(instr: Instr | undefined): readonly string[] {
    const out: string[] = [];
    if (instr?.op === 'call') {
      for (const block of this.frame.func.blocks) {
        for (const i of block.instrs) {
          if (i.op === 'set' && i.from === instr.to) out.push(this.frame.func.vars[i.var].name);
          else if (i.op === 'setField' && i.from === instr.to) out.push(i.name);
          else if (i.op === 'object') for (const p of i.props) if (p.value === instr.to && typeof p.key === 'string') out.push(p.key);
        }
      }
    }
    for (let f = this.frame.func; ; f = this.frame.module.functions[f.owner]) {
      if (f.name !== '') out.push(f.name);
      if (f.owner < 0) break;
    }
    return out;
  }

  private calleeText(instr: Extract<Instr, { op: 'call' }>): string {
    const at = this.definitions()[instr.callee];
    return at ? this.frame.textAt(at) : '';
  }
}
