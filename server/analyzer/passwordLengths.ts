/**
 * How long passwords have to be that people choose, told from the code: by schemas, options of validators, comparisons, and what
 * stands on fields and parameters.
 */
import type { Span } from '../base/span';
import {
  BOTH_WORDS,
  declaredBounds,
  isChosenPassword,
  LEAST_LENGTH_CHECK,
  LEAST_WORDS,
  LENGTH_CHECKS,
  LENGTH_WORDS,
  MOST_WORDS,
  SAME_WORDS,
  speaksOfKeys,
  TEXT_WORDS,
  takesWhatThereIs,
  VALIDATORS,
} from '../data/passwordBounds';
import type { Argument, At, Func, Instr, Module, Property, Reg } from '../ir/types';
import type { NamedLiteral } from '../rules/rule';
import { isForBrowsers, namesAround } from './around';

type Call = Extract<Instr, { op: 'call' }>;
type Bound = 'least' | 'most';

/** One that a function's code holds: `at` moves with the code, `from` and `to` are where the number stands from its beginning. */
export interface HeldBound {
  readonly name: string;
  readonly bound: Bound;
  readonly length: number;
  readonly at: At;
  readonly from: number;
  readonly to: number;
}

const MAX_DEPTH = 6;
/** Text around a comparison that may say that it is about a key. */
const AROUND = 200;

/** What the code of one function says; nothing of it depends on what is outside of the function. */
export function lengthsIn(func: Func, made: readonly (Instr | undefined)[], module: Module, text: string): readonly HeldBound[] {
  const out: HeldBound[] = [];
  const reading = new Reading(module, func, made, out);
  for (const block of func.blocks) for (const instr of block.instrs) reading.look(instr);
  for (const param of func.params) {
    const { name, at } = func.vars[param.var];
    if (!isChosenPassword(name)) continue;
    for (const { bound, length, span } of declaredBounds(text, at, module.language))
      out.push({ name, bound, length, at, from: span.start - at.start, to: span.end - at.start });
  }
  // The passphrase of a key has rules of its own.
  return out.filter(({ at }) => {
    const start = Math.max(func.at.start, at.start - AROUND);
    return !speaksOfKeys(text.slice(start, Math.min(func.at.end, at.end + AROUND)));
  });
}

/** What all of a file says, without what takes passwords as they are, and what runs in browsers. */
export function passwordLengths(module: Module, text: string, held: (func: Func) => readonly HeldBound[]): readonly NamedLiteral[] {
  const { file } = module;
  const out: NamedLiteral[] = [];
  const add = (func: Func, around: At, name: string, bound: Bound, length: number, span: Span): void => {
    if (takesWhatThereIs(namesAround(module, func, around))) return;
    // A constructor that takes what its fields hold says the same.
    if (!out.some((o) => o.span.start === span.start && o.use === bound)) out.push({ file, span, value: String(length), name, use: bound });
  };
  for (const info of module.classes) {
    for (const { name, kind, at } of info.members) {
      if (kind !== 'field' || !isChosenPassword(name)) continue;
      for (const { bound, length, span } of declaredBounds(text, at, module.language))
        add(module.functions[info.owner], at, name, bound, length, span);
    }
  }
  for (const func of module.functions) {
    for (const { name, bound, length, at, from, to } of held(func))
      add(func, at, name, bound, length, { start: at.start + from, end: at.start + to });
  }
  return out.length > 0 && isForBrowsers(module, text) ? [] : out;
}

class Reading {
  constructor(
    private readonly module: Module,
    private readonly func: Func,
    private readonly made: readonly (Instr | undefined)[],
    private readonly out: HeldBound[],
  ) {}

  look(instr: Instr): void {
    if (instr.op === 'binary') this.comparison(instr);
    else if (instr.op === 'object') for (const prop of instr.props) this.property(instr.props, prop);
    else if (instr.op === 'call' && instr.args.length > 0) this.call(instr);
    else if (instr.op === 'set') this.validators(instr);
  }

  /** `password.length < 6` */
  private comparison({ operator, left, right }: Extract<Instr, { op: 'binary' }>): void {
    if (operator !== '<' && operator !== '<=') return;
    const number = this.number(right);
    const name = number && this.measured(left);
    if (number && name !== undefined) this.add(name, 'least', number.value + (operator === '<=' ? 1 : 0), number.at);
  }

  /** The password whose length a register holds. */
  private measured(reg: Reg): string | undefined {
    const instr = this.made[reg];
    if (instr?.op === 'field') return LENGTH_WORDS.has(instr.name) ? this.password(instr.base, 0) : undefined;
    if (instr?.op !== 'call' || !LENGTH_WORDS.has(this.callee(instr) ?? '')) return undefined;
    return this.password(instr.args.length > 0 ? instr.args[0].value : instr.this, 0);
  }

  /** The name of a password that a value is, or is taken from. */
  private password(reg: Reg, depth: number): string | undefined {
    const instr = this.made[reg];
    if (!instr || depth > MAX_DEPTH) return undefined;
    const of = (name: string | undefined): string | undefined => (name !== undefined && isChosenPassword(name) ? name : undefined);
    switch (instr.op) {
      case 'get':
        return of(this.func.vars[instr.var].name);
      case 'capture':
        return of(captured(this.module, this.func, instr.index));
      case 'global':
        return of(instr.name);
      case 'field':
        return of(instr.name) ?? (SAME_WORDS.has(instr.name) ? this.password(instr.base, depth + 1) : undefined);
      case 'index':
        return of(this.text(instr.key));
      case 'call': {
        const callee = this.callee(instr);
        const asked = instr.args.length > 0 ? this.text(instr.args[0].value) : undefined;
        if (of(callee) ?? of(asked)) return of(callee) ?? asked;
        if (callee === undefined || !SAME_WORDS.has(callee)) return undefined;
        return this.password(instr.this >= 0 && instr.args.length === 0 ? instr.this : (instr.args[0]?.value ?? -1), depth + 1);
      }
      case 'await':
      case 'cast':
        return this.password(instr.from, depth + 1);
      case 'unary':
        return this.password(instr.from, depth + 1);
      case 'mix':
        return instr.from.map((r) => this.password(r, depth + 1)).find((name) => name !== undefined);
      default:
        return undefined;
    }
  }

  /** `password: z.string().min(6)`, `password: { type: String, minlength: 6 }`; the length that a list of checks asks for. */
  private property(props: readonly Property[], { key, value }: Property): void {
    if (typeof key !== 'string') return;
    if (key === 'OPTIONS') {
      const name = props.find((p) => p.key === 'NAME');
      if (name && LEAST_LENGTH_CHECK.test(this.text(name.value) ?? '')) this.options('password', value);
    } else if (isChosenPassword(key)) {
      const instr = this.made[value];
      if (instr?.op === 'object' && this.isLengths(instr.props)) this.options(key, value);
      else if (instr?.op === 'call') this.schema(key, instr);
    }
  }

  /** Options of one field; `min` alone may be anything. */
  private isLengths(props: readonly Property[]): boolean {
    return props.some(({ key }) => typeof key === 'string' && key !== 'min' && LEAST_WORDS.has(key));
  }

  private schema(name: string, last: Call): void {
    const chain = [last];
    for (let next = this.made[last.this]; next?.op === 'call' && chain.length < 2 * MAX_DEPTH; next = this.made[next.this])
      chain.push(next);
    const inside = chain.flatMap(({ args }) => args.map(({ value }) => this.made[value])).filter((i): i is Call => i?.op === 'call');
    const calls = [...chain, ...inside];
    if (!calls.some((call) => TEXT_WORDS.has(this.callee(call) ?? ''))) return;
    this.bounds(name, calls);
    // `Type.String({ minLength: 6 })`, `CharField(min_length=6)`
    for (const { args } of calls) for (const arg of args) if (this.made[arg.value]?.op === 'object') this.options(name, arg.value);
  }

  /** What calls that ask for a length are given; a bound above without one below says nothing of short ones. */
  private bounds(name: string, calls: readonly Call[]): void {
    const given = (words: ReadonlySet<string>, at = 0): { value: number; at: At } | undefined => {
      for (const call of calls) {
        const named = call.args.find((a) => a.name !== undefined && words.has(a.name));
        const found = this.number(named?.value ?? (words.has(this.callee(call) ?? '') ? (plain(call.args)[at]?.value ?? -1) : -1));
        if (found) return found;
      }
      return undefined;
    };
    this.both(name, given(LEAST_WORDS) ?? given(BOTH_WORDS), given(MOST_WORDS) ?? given(BOTH_WORDS, 1));
  }

  private options(name: string, reg: Reg): void {
    const instr = this.made[reg];
    if (instr?.op !== 'object') return;
    const field = (words: ReadonlySet<string>): { value: number; at: At } | undefined => {
      const prop = instr.props.find(({ key }) => typeof key === 'string' && words.has(key));
      const made = prop && this.made[prop.value];
      // With what is said to whoever breaks it.
      return prop && this.number(made?.op === 'array' && made.items.length > 0 ? made.items[0].value : prop.value);
    };
    this.both(name, field(LEAST_WORDS), field(MOST_WORDS));
  }

  private both(name: string, least: { value: number; at: At } | undefined, most: { value: number; at: At } | undefined): void {
    if (least) this.add(name, 'least', least.value, least.at);
    if (least && most) this.add(name, 'most', most.value, most.at);
  }

  private call(call: Call): void {
    const callee = this.callee(call);
    if (callee === undefined) return;
    // `body('password').isLength({ min: 6 })`
    if (LENGTH_CHECKS.has(callee)) {
      for (let at = this.made[call.this], i = 0; at?.op === 'call' && i < MAX_DEPTH; at = this.made[at.this], i++) {
        const name = at.args.length > 0 ? this.text(at.args[0].value) : undefined;
        if (name !== undefined && isChosenPassword(name)) this.options(name, call.args[0].value);
      }
    }
    // `validation.Field(&r.Password, validation.Length(6, 0))`
    else if (callee === 'Field' && call.args.length > 1) {
      const name = this.password(call.args[0].value, 0);
      const checks = call.args.slice(1).map(({ value }) => this.made[value]);
      if (name !== undefined)
        this.bounds(
          name,
          checks.filter((i): i is Call => i?.op === 'call'),
        );
    }
  }

  /** A list of checks with nothing in it. */
  private validators({ var: variable, from }: Extract<Instr, { op: 'set' }>): void {
    const instr = this.made[from];
    if (instr?.op !== 'array' || instr.items.length > 0 || this.func.index !== 0 || this.func.vars[variable].name !== VALIDATORS) return;
    this.add(VALIDATORS, 'least', 0, instr.at);
  }

  private add(name: string, bound: Bound, length: number, at: At): void {
    this.out.push({ name, bound, length, at, from: 0, to: at.end - at.start });
  }

  private callee({ callee }: Call): string | undefined {
    const instr = this.made[callee];
    if (instr?.op === 'field' || instr?.op === 'global') return instr.name;
    if (instr?.op === 'get') return this.func.vars[instr.var].name;
    if (instr?.op === 'capture') return captured(this.module, this.func, instr.index);
    return instr?.op === 'import' ? instr.name : undefined;
  }

  private number(reg: Reg): { readonly value: number; readonly at: At } | undefined {
    const instr = this.made[reg];
    return instr?.op === 'const' && typeof instr.value === 'number' ? { value: instr.value, at: instr.at } : undefined;
  }

  private text(reg: Reg): string | undefined {
    const instr = this.made[reg];
    return instr?.op === 'const' && typeof instr.value === 'string' ? instr.value : undefined;
  }
}

const plain = (args: readonly Argument[]): readonly Argument[] => args.filter((a) => a.name === undefined);

/** Name of a variable of a function around. */
export function captured(module: Module, func: Func, index: number): string | undefined {
  const capture = func.captures[index];
  let owner = func;
  for (let i = 0; i < capture.up && owner.owner >= 0; i++) owner = module.functions[owner.owner];
  return owner.vars[capture.var]?.name;
}
