/** Builds functions instruction by instruction. Lowerings use this and never assemble blocks by hand. */
import type {
  Argument,
  At,
  Block,
  CallKind,
  Capture,
  Func,
  Instr,
  Literal,
  Param,
  Property,
  Reg,
  Terminator,
  TypeRef,
  Var,
  Variable,
} from './types';

interface OpenBlock {
  instrs: Instr[];
  end?: Terminator;
  catch?: number;
  entered: boolean;
}

export class FunctionBuilder {
  private readonly blocks: OpenBlock[] = [{ instrs: [], entered: true }];
  private readonly order: number[] = [0];
  private current = 0;
  private regCount = 0;
  private handler: number | undefined;
  private readonly captureIndex = new Map<string, number>();
  readonly vars: Variable[] = [];
  readonly params: Param[] = [];
  readonly captures: Capture[] = [];

  constructor(
    readonly index: number,
    readonly owner: number,
    public name: string,
    readonly at: At,
    public nameAt: At = at,
  ) {}

  // --- names

  addVar(variable: Variable): Var {
    return this.vars.push(variable) - 1;
  }
  addParam(param: Param): void {
    this.params.push(param);
  }
  /** Index of the capture, made on first use. */
  addCapture(up: number, variable: Var): number {
    const key = `${up} ${variable}`;
    let index = this.captureIndex.get(key);
    if (index === undefined) {
      index = this.captures.push({ up, var: variable }) - 1;
      this.captureIndex.set(key, index);
    }
    return index;
  }

  // --- instructions; each returns the register it defines

  reg(): Reg {
    return this.regCount++;
  }
  /** After an ended block, instructions go to a new one that nothing reaches. */
  emit(instr: Instr): void {
    if (this.blocks[this.current].end !== undefined) this.enter(this.block());
    this.blocks[this.current].instrs.push(instr);
  }
  constant(at: At, value: Literal): Reg {
    const to = this.reg();
    this.emit({ op: 'const', at, to, value });
    return to;
  }
  get(at: At, variable: Var): Reg {
    const to = this.reg();
    this.emit({ op: 'get', at, to, var: variable });
    return to;
  }
  set(at: At, variable: Var, from: Reg, declares = false): void {
    this.emit(declares ? { op: 'set', at, var: variable, from, declares } : { op: 'set', at, var: variable, from });
  }
  capture(at: At, index: number): Reg {
    const to = this.reg();
    this.emit({ op: 'capture', at, to, index });
    return to;
  }
  setCapture(at: At, index: number, from: Reg): void {
    this.emit({ op: 'setCapture', at, index, from });
  }
  global(at: At, name: string): Reg {
    const to = this.reg();
    this.emit({ op: 'global', at, to, name });
    return to;
  }
  import(at: At, module: string, name: string): Reg {
    const to = this.reg();
    this.emit({ op: 'import', at, to, module, name });
    return to;
  }
  this(at: At): Reg {
    const to = this.reg();
    this.emit({ op: 'this', at, to });
    return to;
  }
  super(at: At): Reg {
    const to = this.reg();
    this.emit({ op: 'super', at, to });
    return to;
  }
  field(at: At, base: Reg, name: string): Reg {
    const to = this.reg();
    this.emit({ op: 'field', at, to, base, name });
    return to;
  }
  setField(at: At, base: Reg, name: string, from: Reg): void {
    this.emit({ op: 'setField', at, base, name, from });
  }
  indexed(at: At, base: Reg, key: Reg): Reg {
    const to = this.reg();
    this.emit({ op: 'index', at, to, base, key });
    return to;
  }
  setIndex(at: At, base: Reg, key: Reg, from: Reg): void {
    this.emit({ op: 'setIndex', at, base, key, from });
  }
  call(at: At, callee: Reg, args: readonly Argument[], receiver: Reg = -1, kind: CallKind = 'call'): Reg {
    const to = this.reg();
    this.emit({ op: 'call', at, to, kind, callee, this: receiver, args });
    return to;
  }
  binary(at: At, operator: string, left: Reg, right: Reg): Reg {
    const to = this.reg();
    this.emit({ op: 'binary', at, to, operator, left, right });
    return to;
  }
  unary(at: At, operator: string, from: Reg): Reg {
    const to = this.reg();
    this.emit({ op: 'unary', at, to, operator, from });
    return to;
  }
  concat(at: At, parts: readonly Reg[]): Reg {
    const to = this.reg();
    this.emit({ op: 'concat', at, to, parts });
    return to;
  }
  object(at: At, props: readonly Property[]): Reg {
    const to = this.reg();
    this.emit({ op: 'object', at, to, props });
    return to;
  }
  array(at: At, items: readonly Argument[]): Reg {
    const to = this.reg();
    this.emit({ op: 'array', at, to, items });
    return to;
  }
  closure(at: At, func: number): Reg {
    const to = this.reg();
    this.emit({ op: 'closure', at, to, func });
    return to;
  }
  class(at: At, index: number, parent: Reg, decorators: readonly Reg[]): Reg {
    const to = this.reg();
    this.emit({ op: 'class', at, to, class: index, parent, decorators });
    return to;
  }
  element(at: At, base: Reg): Reg {
    const to = this.reg();
    this.emit({ op: 'element', at, to, base });
    return to;
  }
  key(at: At, base: Reg): Reg {
    const to = this.reg();
    this.emit({ op: 'key', at, to, base });
    return to;
  }
  cast(at: At, from: Reg, type: TypeRef): Reg {
    const to = this.reg();
    this.emit({ op: 'cast', at, to, from, type });
    return to;
  }
  await(at: At, from: Reg): Reg {
    const to = this.reg();
    this.emit({ op: 'await', at, to, from });
    return to;
  }
  yield(at: At, from: Reg): Reg {
    const to = this.reg();
    this.emit({ op: 'yield', at, to, from });
    return to;
  }
  mix(at: At, from: readonly Reg[]): Reg {
    const to = this.reg();
    this.emit({ op: 'mix', at, to, from });
    return to;
  }
  caught(at: At): Reg {
    const to = this.reg();
    this.emit({ op: 'caught', at, to });
    return to;
  }

  // --- control flow

  /** A new, empty block; nothing jumps to it yet. It belongs to the handler in force now. */
  block(): number {
    return this.blocks.push({ instrs: [], catch: this.handler, entered: false }) - 1;
  }
  /** Go on writing in `block`. The block left must have been ended. The order of entering is the order of the blocks. */
  enter(block: number): void {
    this.current = block;
    if (!this.blocks[block].entered) {
      this.blocks[block].entered = true;
      this.order.push(block);
    }
  }
  get currentBlock(): number {
    return this.current;
  }
  /** True once the current block has its end; what follows is dead until `enter`. */
  get ended(): boolean {
    return this.blocks[this.current].end !== undefined;
  }
  jump(at: At, to: number): void {
    this.end({ op: 'jump', at, to });
  }
  branch(at: At, cond: Reg, then: number, otherwise: number): void {
    this.end({ op: 'branch', at, cond, then, else: otherwise });
  }
  return(at: At, from: Reg): void {
    this.end({ op: 'return', at, from });
  }
  throw(at: At, from: Reg): void {
    this.end({ op: 'throw', at, from });
  }
  /** Blocks made from now on are caught by `handler` (undefined: by nobody here). Returns the one before. */
  setHandler(handler: number | undefined): number | undefined {
    const before = this.handler;
    this.handler = handler;
    return before;
  }

  private end(terminator: Terminator): void {
    if (this.blocks[this.current].end !== undefined) this.enter(this.block());
    this.blocks[this.current].end = terminator;
  }

  finish(extra: Pick<Func, 'class' | 'async' | 'generator' | 'lexicalThis'>): Func {
    const blocks = this.orderedBlocks();
    return {
      index: this.index,
      name: this.name,
      at: this.at,
      nameAt: this.nameAt,
      owner: this.owner,
      params: this.params,
      vars: this.vars,
      captures: this.captures,
      regs: this.regCount,
      blocks,
      ...extra,
    };
  }

  /** In the order they were entered, without those that only jump on, and those that are empty and reached from nowhere. */
  private orderedBlocks(): Block[] {
    const open = this.blocks;
    const at = { start: this.at.end, end: this.at.end };
    if (open.length === 1) return [{ instrs: open[0].instrs, end: open[0].end ?? { op: 'return', at, from: -1 } }];
    const goal = this.goals();
    const kept = this.keptBlocks(goal);
    for (let b = 1; b < open.length; b++) if (kept[b] === 1 && !open[b].entered) this.order.push(b);
    const order = this.order.filter((block) => kept[block] === 1);
    const index = new Int32Array(open.length);
    for (let i = 0; i < order.length; i++) index[order[i]] = i;
    return order.map((block) => {
      const { instrs, end, catch: handler } = open[block];
      const ended: Terminator = end === undefined ? { op: 'return', at, from: -1 } : placed(end, goal, index);
      return handler === undefined ? { instrs, end: ended } : { instrs, end: ended, catch: index[goal[handler]] };
    });
  }

  /** 1 for the entry, for every block that does something, and for what these lead to. */
  private keptBlocks(goal: Int32Array): Uint8Array {
    const open = this.blocks;
    const kept = new Uint8Array(open.length);
    const queue: number[] = [];
    for (let b = 0; b < open.length; b++) {
      if (b > 0 && open[b].instrs.length === 0) continue;
      kept[b] = 1;
      queue.push(b);
    }
    const reach = (block: number): void => {
      const target = goal[block];
      if (kept[target] === 1) return;
      kept[target] = 1;
      queue.push(target);
    };
    for (let b = queue.pop(); b !== undefined; b = queue.pop()) {
      const { end, catch: handler } = open[b];
      if (handler !== undefined) reach(handler);
      if (end?.op === 'jump') reach(end.to);
      else if (end?.op === 'branch') {
        reach(end.then);
        reach(end.else);
      }
    }
    return kept;
  }

  /** For every block the one that is reached in truth: a block that only jumps on is its target. */
  private goals(): Int32Array {
    const open = this.blocks;
    const goal = new Int32Array(open.length).fill(-1);
    const passed: number[] = [];
    for (let start = 0; start < open.length; start++) {
      let at = start;
      while (goal[at] < 0) {
        // An empty loop comes back to a block that was passed: that one stays.
        goal[at] = at;
        const { instrs, end } = open[at];
        if (at === 0 || instrs.length > 0 || end?.op !== 'jump') break;
        passed.push(at);
        at = end.to;
      }
      for (let b = passed.pop(); b !== undefined; b = passed.pop()) goal[b] = goal[at];
    }
    return goal;
  }
}

function placed(end: Terminator, goal: Int32Array, index: Int32Array): Terminator {
  if (end.op === 'jump') return { op: 'jump', at: end.at, to: index[goal[end.to]] };
  if (end.op !== 'branch') return end;
  const then = index[goal[end.then]];
  return { op: 'branch', at: end.at, cond: end.cond, then, else: index[goal[end.else]] };
}
