/**
 * Which variables and fields of a module keep what calls leave in them, told from the code: a function inside sets a variable of
 * one around it or a field of a class, or puts something into a collection that stands in one, or in a field of its object.
 */
import type { ClassInfo, Func, Instr, Module, Reg } from '../ir/types';

/** Of a module: variables by function, fields by class. Fields of the class itself are called `static name`. */
export interface KeptState {
  readonly variables: ReadonlyMap<number, ReadonlySet<number>>;
  readonly fields: ReadonlyMap<number, ReadonlySet<string>>;
}

/** What a register holds, as far as it matters here. */
type Origin =
  | { readonly of: 'this' }
  | { readonly of: 'field'; readonly name: string }
  | { readonly of: 'variable'; readonly up: number; readonly var: number }
  | { readonly of: 'member'; readonly up: number; readonly var: number; readonly name: string };

/** What one function leaves, in terms of its own: the same for the same code, wherever it stands. */
interface Left {
  readonly from: Exclude<Origin, { of: 'this' }>;
  /** It is put there itself; else something is put into a collection that is there. */
  readonly isSet: boolean;
}
const leftBy = new WeakMap<Func, readonly Left[]>();
/** Collections that one function makes and keeps in a variable of its own, or in a field of its object. */
interface Made {
  readonly variables: ReadonlySet<number>;
  readonly fields: ReadonlySet<string>;
  readonly returns: boolean;
}
const madeBy = new WeakMap<Func, Made>();

/** `isStore`: names of methods that put their arguments into their receiver. */
export function keptState({ functions, classes }: Pick<Module, 'functions' | 'classes'>, isStore: (name: string) => boolean): KeptState {
  const variables = new Map<number, Set<number>>();
  const fields = new Map<number, Set<string>>();
  const constructors = new Set(classes.flatMap((c) => c.members.flatMap((m) => (m.kind === 'constructor' ? [m.func] : []))));
  const add = <K, T>(to: Map<K, Set<T>>, key: K, what: T): void => {
    const known = to.get(key);
    if (known) known.add(what);
    else to.set(key, new Set([what]));
  };
  for (const func of functions) {
    if (func.index === 0 || constructors.has(func.index)) continue;
    for (const { from, isSet } of left(func, isStore)) {
      if (from.of === 'field') {
        const cls = classOf(functions, func);
        // What is set directly is mostly set by whoever has made the object, for what they do next: as a rule that is followed by itself.
        if (isSet || cls < 0 || constructors.has(receiver(functions, func).index)) continue;
        if (makesField(functions, classes[cls], from.name)) add(fields, cls, from.name);
        continue;
      }
      const owner = around(functions, func, from.up);
      if (!owner) continue;
      if (from.of === 'variable') {
        if (isSet ? !owner.vars[from.var]?.constant : madeIn(owner).variables.has(from.var)) add(variables, owner.index, from.var);
        continue;
      }
      const cls = classes.find((c) => c.owner === owner.index && c.name !== '' && c.name === owner.vars[from.var]?.name);
      if (cls && (isSet || makesField(functions, cls, from.name, true))) add(fields, cls.index, `static ${from.name}`);
      else if (!cls && !isSet && madeIn(owner).variables.has(from.var)) add(variables, owner.index, from.var);
    }
  }
  return { variables, fields };
}

function around(functions: readonly Func[], func: Func, up: number): Func | undefined {
  let out: Func | undefined = func;
  for (let i = 0; out && i < up; i++) out = functions[out.owner];
  return out;
}

function receiver(functions: readonly Func[], func: Func): Func {
  let out = func;
  while (out.lexicalThis && out.owner >= 0) out = functions[out.owner];
  return out;
}
function classOf(functions: readonly Func[], func: Func): number {
  return receiver(functions, func).class;
}

/** A field begins as a collection that is made on the spot. */
function makesField(functions: readonly Func[], cls: ClassInfo, name: string, isStatic = false): boolean {
  return cls.members.some((m) => {
    if (m.func < 0) return false;
    if (m.kind === 'field') return m.name === name && (m.static === true) === isStatic && madeIn(functions[m.func]).returns;
    return !isStatic && madeIn(functions[m.func]).fields.has(name);
  });
}

function left(func: Func, isStore: (name: string) => boolean): readonly Left[] {
  let out = leftBy.get(func);
  if (!out) {
    out = new Reader(func).left(isStore);
    leftBy.set(func, out);
  }
  return out;
}

function madeIn(func: Func): Made {
  let out = madeBy.get(func);
  if (!out) {
    out = made(func);
    madeBy.set(func, out);
  }
  return out;
}

class Reader {
  private readonly regs = new Map<Reg, Origin>();
  /** Own variables that hold what stands elsewhere. */
  private readonly vars = new Map<number, Origin>();
  private readonly methods = new Map<Reg, string>();
  private readonly out: Left[] = [];

  constructor(private readonly func: Func) {}

  left(isStore: (name: string) => boolean): readonly Left[] {
    // Twice, as a loop may come back with a variable that was set later.
    for (let round = 0; round < 2; round++) {
      this.out.length = 0;
      for (const block of this.func.blocks) for (const instr of block.instrs) this.take(instr, isStore);
    }
    return this.out;
  }

  private take(instr: Instr, isStore: (name: string) => boolean): void {
    const { regs, vars } = this;
    const pass = (to: Reg, from: Origin | undefined): void => {
      if (from) regs.set(to, from);
    };
    switch (instr.op) {
      case 'this':
        regs.set(instr.to, { of: 'this' });
        return;
      case 'capture': {
        const { up, var: variable } = this.func.captures[instr.index];
        regs.set(instr.to, { of: 'variable', up, var: variable });
        return;
      }
      case 'setCapture': {
        const { up, var: variable } = this.func.captures[instr.index];
        this.out.push({ from: { of: 'variable', up, var: variable }, isSet: true });
        return;
      }
      case 'get':
        pass(instr.to, vars.get(instr.var));
        return;
      case 'set': {
        const from = regs.get(instr.from);
        if (from) vars.set(instr.var, from);
        return;
      }
      case 'field': {
        const base = regs.get(instr.base);
        this.methods.set(instr.to, instr.name);
        if (base?.of === 'this') regs.set(instr.to, { of: 'field', name: instr.name });
        else if (base?.of === 'variable') regs.set(instr.to, { ...base, of: 'member', name: instr.name });
        else pass(instr.to, base);
        return;
      }
      case 'index':
      case 'element':
        pass(instr.to, regs.get(instr.base));
        return;
      case 'await':
      case 'cast':
        pass(instr.to, regs.get(instr.from));
        return;
      case 'mix':
        for (const from of instr.from) pass(instr.to, regs.get(from));
        return;
      case 'setField':
      case 'setIndex': {
        const base = regs.get(instr.base);
        if (!base) return;
        if (base.of === 'this') {
          if (instr.op === 'setField') this.out.push({ from: { of: 'field', name: instr.name }, isSet: true });
        } else if (base.of === 'variable' && instr.op === 'setField')
          this.out.push({ from: { ...base, of: 'member', name: instr.name }, isSet: true }, { from: base, isSet: false });
        else this.out.push({ from: base, isSet: false });
        return;
      }
      case 'call': {
        const self = instr.this >= 0 ? regs.get(instr.this) : undefined;
        const name = this.methods.get(instr.callee);
        if (self && self.of !== 'this' && name !== undefined && instr.args.length > 0 && isStore(name))
          this.out.push({ from: self, isSet: false });
        return;
      }
      default:
        return;
    }
  }
}

/** A literal, or something made by a call of a class or of what the language brings along. */
function made(func: Func): Made {
  const fresh = new Set<Reg>();
  const known = new Set<Reg>();
  const self = new Set<Reg>();
  const selves = new Set<number>();
  const variables = new Set<number>();
  const fields = new Set<string>();
  let returns = false;
  for (const { instrs, end } of func.blocks) {
    for (const instr of instrs) {
      if (instr.op === 'object' || instr.op === 'array') fresh.add(instr.to);
      else if (instr.op === 'global') known.add(instr.to);
      else if (instr.op === 'call' && (instr.kind === 'new' || known.has(instr.callee))) fresh.add(instr.to);
      else if (instr.op === 'cast' && fresh.has(instr.from)) fresh.add(instr.to);
      else if (instr.op === 'set' && fresh.has(instr.from)) variables.add(instr.var);
      else if (instr.op === 'this') self.add(instr.to);
      else if (instr.op === 'set' && self.has(instr.from)) selves.add(instr.var);
      else if (instr.op === 'get' && selves.has(instr.var)) self.add(instr.to);
      else if (instr.op === 'setField' && fresh.has(instr.from) && self.has(instr.base)) fields.add(instr.name);
    }
    if (end.op === 'return' && fresh.has(end.from)) returns = true;
  }
  return { variables, fields, returns };
}
