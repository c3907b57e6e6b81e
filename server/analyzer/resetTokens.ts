/** Tokens for new passwords, told from the code: what they are made of, and whether they go out in the answer to whoever asks for one. */
import {
  ANSWERING,
  handsOn,
  isAboutResets,
  isAnswerer,
  isForDevelopment,
  isGuessable,
  isLookUp,
  isOfRequest,
  isResetToken,
  mayBeToken,
  SENDING,
} from '../data/resetTokens';
import type { At, Func, Instr, Module, Reg } from '../ir/types';
import type { NamedLiteral } from '../rules/rule';
import { captured } from './passwordLengths';

type Call = Extract<Instr, { op: 'call' }>;

export interface HeldToken {
  readonly name: string;
  readonly use: 'guessable' | 'answered';
  readonly at: At;
}

/** What one function leaves for the rest of its file. */
export interface HeldTokens {
  readonly guessable: readonly HeldToken[];
  /** Functions that are passed beside a path by which somebody asks for a new password. */
  readonly asked: readonly number[];
}

const MAX_DEPTH = 6;
/** Characters of a handler that are looked through. */
const MAX_CODE = 4000;
/** Characters of what a token is made of. */
const MAX_MADE = 400;

/** What the code of one function says; nothing of it depends on what is outside of the function. */
export function tokensIn(func: Func, made: readonly (Instr | undefined)[], module: Module, text: string): HeldTokens {
  const guessable: HeldToken[] = [];
  const asked: number[] = [];
  const add = (name: string, reg: Reg): void => {
    if (!isResetToken(name)) return;
    const instr = made[reg];
    if (!instr || instr.op === 'const' || instr.op === 'get' || instr.op === 'closure') return;
    const { at } = instr;
    const code = text.slice(at.start, Math.min(at.end, at.start + MAX_MADE));
    if (isGuessable(name, code, module.language !== 'javascript')) guessable.push({ name, use: 'guessable', at });
  };
  for (const { instrs } of func.blocks) {
    for (const instr of instrs) {
      if (instr.op === 'set') add(func.vars[instr.var].name, instr.from);
      else if (instr.op === 'setField') add(instr.name, instr.from);
      else if (instr.op === 'object') for (const { key, value } of instr.props) typeof key === 'string' && add(key, value);
      else if (instr.op === 'call') {
        for (const { name, value } of instr.args) if (name !== undefined) add(name, value);
        const isAsked = instr.args.some(({ value }) => {
          const path = made[value];
          return path?.op === 'const' && typeof path.value === 'string' && isAboutResets(path.value);
        });
        if (!isAsked) continue;
        for (const { value } of instr.args) {
          const handler = made[value];
          if (handler?.op === 'closure') asked.push(handler.func);
          // With what is put around it.
          else if (handler?.op === 'call')
            for (const inner of handler.args) {
              const closure = made[inner.value];
              if (closure?.op === 'closure') asked.push(closure.func);
            }
        }
      }
    }
  }
  return { guessable, asked };
}

/** `held` and `answered` may be known for functions that are as they were. */
export function resetTokens(
  module: Module,
  held: (func: Func) => HeldTokens,
  answered: (func: Func) => readonly HeldToken[],
): readonly NamedLiteral[] {
  const { file, functions } = module;
  const about = new Set<number>();
  for (const func of functions) {
    if (func.index > 0 && isAboutResets(func.name)) about.add(func.index);
    for (const index of held(func).asked) about.add(index);
  }
  const found = functions.flatMap((func) => {
    // Some only hold the place of one that is gone.
    if (func.blocks.length === 0) return [];
    const isAbout = about.size > 0 && isInside(functions, func, about);
    return isAbout ? [...held(func).guessable, ...answered(func)] : held(func).guessable;
  });
  if (found.length === 0 || module.imports.includes('react')) return [];
  return found.map(({ name, use, at }) => ({ file, span: at, value: name, name, use }));
}

/** It is one of these, or one without a name inside of one. */
function isInside(functions: readonly Func[], func: Func, about: ReadonlySet<number>): boolean {
  for (let f = func; f.index > 0; f = functions[f.owner]) {
    if (about.has(f.index)) return true;
    if (f.name !== '' || f.owner < 0) return false;
  }
  return false;
}

/** Answers of one function that take such a token along. */
export function answersIn(func: Func, module: Module, text: string): readonly HeldToken[] {
  if (func.at.end - func.at.start > MAX_CODE) return [];
  const reading = new Answers(module, func, text);
  const out: HeldToken[] = [];
  for (const { instrs, end } of func.blocks) {
    for (const instr of instrs) {
      if (instr.op !== 'call' || instr.this < 0 || !reading.isSending(instr)) continue;
      for (const { value } of instr.args) reading.sent(value, instr.at, out);
    }
    if (end.op !== 'return' || end.from < 0) continue;
    const written = reading.made(func, end.from);
    const by = written?.op === 'cast' ? reading.made(func, written.from) : written;
    const isAnswer =
      by?.op === 'object'
        ? module.language === 'python' || reading.isMapping(by)
        : by?.op === 'call' && ANSWERING.has(reading.callee(func, by) ?? '');
    if (isAnswer && by) reading.sent(end.from, by.at, out);
  }
  return out;
}

class Answers {
  private readonly known = new Map<Func, readonly (Instr | undefined)[]>();

  constructor(
    private readonly module: Module,
    private readonly func: Func,
    private readonly text: string,
  ) {}

  isSending(call: Call): boolean {
    const name = this.callee(this.func, call) ?? '';
    if (!SENDING.has(name)) return false;
    let on = this.made(this.func, call.this);
    for (let i = 0; on?.op === 'call' && on.this >= 0 && i < MAX_DEPTH; i++) on = this.made(this.func, on.this);
    if (on?.op === 'get') return isAnswerer(this.func.vars[on.var].name);
    return on?.op === 'capture' ? isAnswerer(captured(this.module, this.func, on.index) ?? '') : name === 'Encode';
  }

  /** A token goes out with an answer, and not in development alone. */
  sent(reg: Reg, at: At, out: HeldToken[]): void {
    const name = this.tokenIn(reg, 0);
    if (name === undefined || out.some((o) => o.at === at)) return;
    if (isForDevelopment(this.text.slice(this.func.at.start, at.start))) return;
    out.push({ name, use: 'answered', at });
  }

  private tokenIn(reg: Reg, depth: number): string | undefined {
    const instr = this.made(this.func, reg);
    if (!instr || depth > MAX_DEPTH) return undefined;
    const first = (regs: readonly Reg[]): string | undefined => {
      for (const r of regs) {
        const name = this.tokenIn(r, depth + 1);
        if (name !== undefined) return name;
      }
      return undefined;
    };
    switch (instr.op) {
      case 'get':
        return this.isToken(this.func, instr.var);
      case 'capture': {
        const capture = this.func.captures[instr.index];
        let owner = this.func;
        for (let i = 0; i < capture.up && owner.owner >= 0; i++) owner = this.module.functions[owner.owner];
        // What a whole module shares is no token of one person.
        return owner.index > 0 ? this.isToken(owner, capture.var) : undefined;
      }
      case 'object':
        return first(instr.props.map((p) => p.value));
      case 'array':
        return first(instr.items.map((i) => i.value));
      case 'concat':
        return first(instr.parts);
      case 'binary':
        return instr.operator === '+' ? first([instr.left, instr.right]) : undefined;
      case 'mix':
        return first(instr.from);
      case 'cast':
      case 'await':
        return first([instr.from]);
      case 'call':
        return ANSWERING.has(this.callee(this.func, instr) ?? '') || instr.kind === 'new'
          ? first(instr.args.map((a) => a.value))
          : undefined;
      default:
        return undefined;
    }
  }

  /** It is called a token of a reset, or a token, and is made by a call right here, and not taken from the request. */
  private isToken(func: Func, variable: number): string | undefined {
    const { name } = func.vars[variable];
    if (!mayBeToken(name)) return undefined;
    for (const { instrs } of func.blocks) {
      for (const instr of instrs) {
        if (instr.op !== 'set' || instr.var !== variable) continue;
        const by = this.through(func, instr.from);
        if (by?.op !== 'call') return undefined;
        const callee = this.dotted(func, by);
        if (callee === '' || isLookUp(callee)) return undefined;
        return isOfRequest(handsOn(callee) ? this.text.slice(by.at.start, by.at.end) : callee) ? undefined : name;
      }
    }
    return undefined;
  }

  /** What has made it: awaited, converted, or the first of several results. */
  private through(func: Func, reg: Reg): Instr | undefined {
    let by = this.made(func, reg);
    for (let i = 0; by && i < MAX_DEPTH; i++) {
      if (by.op === 'await' || by.op === 'cast') by = this.made(func, by.from);
      else if (by.op === 'field' && /^\d+$/.test(by.name)) by = this.made(func, by.base);
      else if (by.op === 'index' || by.op === 'element') by = this.made(func, by.base);
      else return by;
    }
    return by;
  }

  isMapping({ at }: Instr): boolean {
    return /^(?:Map|ResponseEntity)\b/.test(this.text.slice(at.start, at.start + 20));
  }

  private dotted(func: Func, { callee }: Call): string {
    const by = this.made(func, callee);
    return by ? this.text.slice(by.at.start, by.at.end).replace(/\([^()]*\)/g, '') : '';
  }

  callee(func: Func, { callee }: Call): string | undefined {
    const by = this.made(func, callee);
    if (by?.op === 'field' || by?.op === 'global') return by.name;
    if (by?.op === 'get') return func.vars[by.var].name;
    if (by?.op === 'import') return by.name === '*' ? by.module.slice(by.module.lastIndexOf('.') + 1) : by.name;
    return by?.op === 'capture' ? captured(this.module, func, by.index) : undefined;
  }

  made(func: Func, reg: Reg): Instr | undefined {
    let made = this.known.get(func);
    if (!made) {
      const all: (Instr | undefined)[] = [];
      for (const { instrs } of func.blocks)
        for (const instr of instrs) if ('to' in instr && typeof instr.to === 'number') all[instr.to] = instr;
      made = all;
      this.known.set(func, made);
    }
    return made[reg];
  }
}
