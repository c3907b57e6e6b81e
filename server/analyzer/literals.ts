/** Collects literal texts with the name each is given: one linear pass over the IR, no flow. */
import type { Func, Instr, Module, Reg } from '../ir/types';
import type { NamedLiteral } from '../rules/rule';
import { type HeldBound, lengthsIn, passwordLengths } from './passwordLengths';
import { answersIn, type HeldToken, type HeldTokens, resetTokens, tokensIn } from './resetTokens';

const MIN_LENGTH = 3;

/** What is kept of the functions of a text that is looked at again and again: of those that are the same objects. */
export interface KnownLiterals {
  readonly literals: WeakMap<Func, readonly NamedLiteral[]>;
  readonly lengths: WeakMap<Func, readonly HeldBound[]>;
  readonly tokens: WeakMap<Func, HeldTokens>;
  /** Of handlers alone that are about new passwords. */
  readonly answers: WeakMap<Func, readonly HeldToken[]>;
}

export function knowNoLiterals(): KnownLiterals {
  return { literals: new WeakMap(), lengths: new WeakMap(), tokens: new WeakMap(), answers: new WeakMap() };
}

/** Literals with their names; how long passwords may be, and what stands for forgotten ones. */
export function namedLiterals(module: Module, text: string, known: KnownLiterals): readonly NamedLiteral[] {
  const out: NamedLiteral[] = [];
  for (const func of module.functions) {
    if (func.blocks.length === 0) continue;
    if (!known.literals.has(func)) collect(module, func, text, known);
    out.push(...(known.literals.get(func) ?? []));
  }
  out.push(...passwordLengths(module, text, (func) => known.lengths.get(func) ?? []));
  const answers = (func: Func): readonly HeldToken[] => {
    const answered = known.answers.get(func) ?? answersIn(func, module, text);
    known.answers.set(func, answered);
    return answered;
  };
  out.push(...resetTokens(module, (func) => known.tokens.get(func) ?? NO_TOKENS, answers));
  return out;
}
const NO_TOKENS: HeldTokens = { guessable: [], asked: [] };

function collect(module: Module, func: Func, text: string, known: KnownLiterals): void {
  const literals: NamedLiteral[] = [];
  const collector = new Collector(module, func, literals);
  collector.run();
  known.literals.set(func, literals);
  known.lengths.set(func, lengthsIn(func, collector.made, module, text));
  known.tokens.set(func, tokensIn(func, collector.made, module, text));
}

class Collector {
  readonly made: (Instr | undefined)[];
  /** Variable or property an object is given to, by the object's register. */
  private readonly owners = new Map<Reg, string>();

  constructor(
    private readonly module: Module,
    private readonly func: Func,
    private readonly out: NamedLiteral[],
  ) {
    this.made = new Array(func.regs).fill(undefined);
  }

  run(): void {
    for (const block of this.func.blocks) {
      for (const instr of block.instrs) {
        if ('to' in instr && typeof instr.to === 'number') this.made[instr.to] = instr;
        if (instr.op === 'set') this.owners.set(instr.from, this.func.vars[instr.var].name);
        if (instr.op === 'setField') this.owners.set(instr.from, instr.name);
        if (instr.op === 'object') for (const p of instr.props) if (typeof p.key === 'string') this.owners.set(p.value, p.key);
      }
    }
    for (const block of this.func.blocks) for (const instr of block.instrs) this.collect(instr);
  }

  private collect(instr: Instr): void {
    switch (instr.op) {
      case 'set':
        this.add(instr.from, this.func.vars[instr.var].name, undefined, 'variable');
        return;
      case 'setCapture': {
        const capture = this.func.captures[instr.index];
        let owner = this.func;
        for (let i = 0; i < capture.up && owner.owner >= 0; i++) owner = this.module.functions[owner.owner];
        this.add(instr.from, owner.vars[capture.var]?.name ?? '', undefined, 'variable');
        return;
      }
      case 'setField':
        this.add(instr.from, instr.name, this.nameOf(instr.base), 'property');
        return;
      case 'object':
        for (const p of instr.props) if (typeof p.key === 'string') this.add(p.value, p.key, this.owners.get(instr.to), 'property');
        return;
      case 'binary': {
        if (!['==', '===', '!=', '!=='].includes(instr.operator)) return;
        const left = this.nameOf(instr.left);
        const right = this.nameOf(instr.right);
        if (left) this.add(instr.right, left, undefined, 'comparison');
        if (right) this.add(instr.left, right, undefined, 'comparison');
        return;
      }
    }
  }

  private nameOf(reg: Reg): string | undefined {
    const instr = this.made[reg];
    if (!instr) return undefined;
    if (instr.op === 'get') return this.func.vars[instr.var].name;
    if (instr.op === 'field') return instr.name;
    if (instr.op === 'index') {
      const key = this.made[instr.key];
      return key?.op === 'const' && typeof key.value === 'string' ? key.value : undefined;
    }
    if (instr.op === 'capture') {
      const capture = this.func.captures[instr.index];
      let owner = this.func;
      for (let i = 0; i < capture.up && owner.owner >= 0; i++) owner = this.module.functions[owner.owner];
      return owner.vars[capture.var]?.name;
    }
    return undefined;
  }

  private add(reg: Reg, name: string, owner: string | undefined, use: 'variable' | 'property' | 'comparison'): void {
    const instr = this.made[reg];
    if (!instr) return;
    if (instr.op === 'const' && typeof instr.value === 'string') this.push(instr.value, instr.at, name, owner, use);
    // A parameter with a default is a mix of what came and the literal; `x || 'literal'` is not our concern here.
    else if (instr.op === 'mix' && use === 'variable') {
      for (const part of instr.from) {
        const made = this.made[part];
        if (made?.op === 'const' && typeof made.value === 'string') this.push(made.value, made.at, name, owner, 'default');
      }
    }
  }

  private push(value: string, at: { start: number; end: number }, name: string, owner: string | undefined, use: NamedLiteral['use']): void {
    if (value.length < MIN_LENGTH || name === '') return;
    this.out.push({ file: this.module.file, span: at, value, name, use, ...(owner === undefined ? {} : { owner }) });
  }
}
