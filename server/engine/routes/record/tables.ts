/** Loops over lists that are written out: what a call is given on each turn, instead of all of it on every turn. */
import type { Func, Instr, Reg } from '../../../ir/types';
import { loadField } from '../../access';
import type { Frame } from '../../frame';
import type { Value } from '../../values';

/** Where a register's value comes from: a field, of a field, of the element of the loop. */
interface Origin {
  /** The register of the list, and the instruction that takes its element. */
  readonly list: Reg;
  readonly element: Instr;
  readonly fields: readonly string[];
}

const MAX_TURNS = 40;
const MAX_DEPTH = 8;

export class Tables {
  private readonly definitions = new Map<Reg, Instr>();
  private readonly sets = new Map<number, Reg[]>();

  constructor(
    private readonly frame: Frame,
    func: Func,
  ) {
    for (const block of func.blocks) {
      for (const instr of block.instrs) {
        if ('to' in instr) this.definitions.set(instr.to, instr);
        if (instr.op === 'set') this.sets.set(instr.var, [...(this.sets.get(instr.var) ?? []), instr.from]);
      }
    }
  }

  /**
   * For a call whose method or arguments are taken from the elements of one list: for each element, the name of the method
   * (undefined where it does not come from there) and the arguments that do, by position.
   */
  turns(
    call: Extract<Instr, { op: 'call' }>,
  ): readonly { readonly method: string | undefined; readonly args: ReadonlyMap<number, Value> }[] {
    const callee = this.definitions.get(call.callee);
    const key = callee?.op === 'index' ? this.origin(callee.key, 0) : undefined;
    const args = call.args.map((a) => (a.spread ? undefined : this.origin(a.value, 0)));
    const first = key ?? args.find((o) => o !== undefined);
    if (!first) return [];
    const elements = this.elements(this.frame.regs[first.list]);
    const isMine = (o: Origin | undefined): o is Origin => o?.element === first.element;
    return elements.map((element) => {
      const method = isMine(key) ? this.below(element, key.fields).consts : undefined;
      const own = new Map<number, Value>();
      args.forEach((o, i) => {
        if (isMine(o)) own.set(i, this.below(element, o.fields));
      });
      return { method: method?.length === 1 && typeof method[0] === 'string' ? method[0] : undefined, args: own };
    });
  }

  private below(element: Value, fields: readonly string[]): Value {
    return fields.reduce((value, name) => loadField(this.frame, value, name, undefined, undefined), element);
  }

  private elements(list: Value): readonly Value[] {
    const out: Value[] = [];
    const maps = [...list.objects.map((id) => this.frame.state.object(id)?.fields), list.fields];
    for (const fields of maps) {
      for (let i = 0, item = fields?.get('0'); item && out.length < MAX_TURNS; item = fields?.get(String(++i))) out.push(item);
    }
    return out;
  }

  private origin(reg: Reg, depth: number): Origin | undefined {
    const instr = this.definitions.get(reg);
    if (!instr || depth > MAX_DEPTH) return undefined;
    switch (instr.op) {
      case 'element':
        return { list: instr.base, element: instr, fields: [] };
      case 'get': {
        const from = this.sets.get(instr.var) ?? [];
        return from.length === 1 ? this.origin(from[0], depth + 1) : undefined;
      }
      case 'cast':
      case 'await':
        return this.origin(instr.from, depth + 1);
      case 'field': {
        const base = this.origin(instr.base, depth + 1);
        return base && { ...base, fields: [...base.fields, instr.name] };
      }
      case 'index': {
        const key = this.frame.regs[instr.key].consts;
        const base = key?.length === 1 ? this.origin(instr.base, depth + 1) : undefined;
        return base && { ...base, fields: [...base.fields, String(key?.[0])] };
      }
      default:
        return undefined;
    }
  }
}
