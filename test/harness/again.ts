/** One text lowered again and again as the analysis does it, and modules printed so that numbers and holes make no difference. */
import { type Aligned, alignReused, unaligned } from '../../server/ir/align';
import { printModule } from '../../server/ir/print';
import type { Capture, ClassInfo, Func, Instr, Module, TypeRef, Variable } from '../../server/ir/types';
import { languageOf } from '../../server/languages';
import type { Memory } from '../../server/languages/language';
import type { FlatTree } from '../../server/syntax/flatTree';

export interface LoweredAgain {
  readonly lowered: Module;
  readonly aligned: Module;
  /** How many functions were taken over. */
  readonly taken: number;
}

export function againAndAgain(file: string): (tree: FlatTree) => LoweredAgain {
  const language = languageOf(file)!;
  let code: Aligned | undefined;
  let memory: Memory | undefined;
  return (tree) => {
    const before = code && memory ? { code, memory } : undefined;
    const lowered = language.lowerAgain(tree, file, before);
    const { module, reused } = lowered;
    code = before && reused ? alignReused(before.code, before.memory.tree.text, module, tree.text, reused) : unaligned(module);
    memory = lowered.memory;
    return { lowered: module, aligned: code.module, taken: reused?.size ?? 0 };
  };
}

/** The module's text form, everything numbered in the order in which its code comes to it. */
export function inOneOrder(module: Module): string {
  return printModule(new Ordered(module).module());
}

class Ordered {
  private readonly functions: number[] = [0];
  private readonly classes: number[] = [];
  private readonly variables: number[] = [];

  constructor(private readonly old: Module) {
    for (let i = 0; i < this.functions.length; i++) this.meet(old.functions[this.functions[i]]);
    for (const e of old.exports) note(this.variables, e.var);
    const rest = old.functions[0].vars.map((v, i) => ({ v, i })).filter(({ v, i }) => v.name !== '' && !this.variables.includes(i));
    rest.sort((a, b) => a.v.at.start - b.v.at.start || (a.v.name < b.v.name ? -1 : 1));
    for (const { i } of rest) note(this.variables, i);
  }

  private meet(func: Func): void {
    for (const { instrs } of func.blocks) {
      for (const instr of instrs) {
        if (instr.op === 'closure') note(this.functions, instr.func);
        if (instr.op === 'cast') this.meetType(instr.type);
        if (func.index === 0 && (instr.op === 'get' || instr.op === 'set')) note(this.variables, instr.var);
        if (instr.op === 'class') this.meetClass(this.old.classes[instr.class]);
      }
    }
    for (const v of func.vars) this.meetType(v.type);
    for (const c of func.captures) if (this.isTop(func, c)) note(this.variables, c.var);
  }
  private meetClass(info: ClassInfo): void {
    note(this.classes, info.index);
    for (const m of info.members) {
      if (m.func >= 0) note(this.functions, m.func);
      this.meetType(m.type);
    }
  }
  private meetType(type: TypeRef | undefined): void {
    if (type?.from === 'class') note(this.classes, type.index);
  }
  private isTop(func: Func, { up }: Capture): boolean {
    let owner = func;
    for (let i = 0; i < up && owner.owner >= 0; i++) owner = this.old.functions[owner.owner];
    return owner.index === 0;
  }

  module(): Module {
    const { old } = this;
    return {
      ...old,
      functions: this.functions.map((i) => this.func(old.functions[i])),
      classes: this.classes.map((i) => this.classInfo(old.classes[i])),
      exports: old.exports.map((e) => ({ ...e, var: this.variables.indexOf(e.var) })),
    };
  }

  private func(f: Func): Func {
    const isTop = f.index === 0;
    const vars = isTop ? this.variables.map((v) => f.vars[v]) : f.vars;
    return {
      ...f,
      index: this.functions.indexOf(f.index),
      owner: f.owner < 0 ? -1 : this.functions.indexOf(f.owner),
      class: f.class < 0 ? -1 : this.classes.indexOf(f.class),
      captures: f.captures.map((c) => (this.isTop(f, c) ? { ...c, var: this.variables.indexOf(c.var) } : c)),
      vars: vars.map((v): Variable => (v.type ? { ...v, type: this.type(v.type) } : v)),
      blocks: f.blocks.map((b) => ({ ...b, instrs: b.instrs.map((i) => this.instr(i, isTop)) })),
    };
  }
  private instr(i: Instr, isTop: boolean): Instr {
    if (i.op === 'closure') return { ...i, func: this.functions.indexOf(i.func) };
    if (i.op === 'class') return { ...i, class: this.classes.indexOf(i.class) };
    if (i.op === 'cast') return { ...i, type: this.type(i.type) };
    return isTop && (i.op === 'get' || i.op === 'set') ? { ...i, var: this.variables.indexOf(i.var) } : i;
  }
  private classInfo(info: ClassInfo): ClassInfo {
    const members = info.members.map((m) => ({
      ...m,
      func: m.func < 0 ? -1 : this.functions.indexOf(m.func),
      ...(m.type ? { type: this.type(m.type) } : {}),
    }));
    return { ...info, index: this.classes.indexOf(info.index), owner: this.functions.indexOf(info.owner), members };
  }
  private type(type: TypeRef): TypeRef {
    return type.from === 'class' ? { ...type, index: this.classes.indexOf(type.index) } : type;
  }
}

function note(list: number[], index: number): void {
  if (!list.includes(index)) list.push(index);
}
