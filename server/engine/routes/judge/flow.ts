/** The blocks of a function as facts keep them: which follows which, and what the conditions between them speak of. */
import type { Func, Instr, Reg } from '../../../ir/types';
import type { ModuleCode } from '../../environment';
import { AMBIENT, type ConditionFacts, type FlowFacts, type RouteEvent } from '../facts';
import { OwnText } from '../record/ownText';

const MAX_TEXT = 160;
const MAX_WORDS = 40;

/** Undefined where there is only one way through the function. */
export function flowFacts(
  module: ModuleCode,
  func: Func,
  events: readonly RouteEvent[],
  /** Blocks that end with a call that never returns. */
  stops: ReadonlySet<number>,
): FlowFacts | undefined {
  if (func.blocks.length === 1 || !events.some((e) => e.event !== 'load')) return undefined;
  const words = new Words(module, func, events);
  const conditions: Record<number, ConditionFacts> = {};
  const calls: Record<number, readonly string[]> = {};
  func.blocks.forEach((block, b) => {
    if (block.end.op === 'branch') conditions[b] = words.condition(block.end.cond, block.end.at);
    if (block.catch !== undefined) calls[b] = words.calls(block.instrs);
  });
  return {
    next: func.blocks.map(({ end }, b) =>
      stops.has(b) ? [] : end.op === 'jump' ? [end.to] : end.op === 'branch' ? [end.then, end.else] : [],
    ),
    caught: func.blocks.map((b) => b.catch ?? -1),
    ends: func.blocks.map(({ end }, b) => (stops.has(b) ? 'throw' : end.op === 'return' ? 'return' : end.op === 'throw' ? 'throw' : 'on')),
    conditions,
    calls,
  };
}

class Words {
  private readonly definitions = new Map<Reg, Instr>();
  private readonly sets = new Map<string, Reg[]>();
  private readonly own: OwnText;
  private readonly asks: readonly Extract<RouteEvent, { event: 'asks' }>[];

  constructor(
    private readonly module: ModuleCode,
    private readonly func: Func,
    events: readonly RouteEvent[],
  ) {
    this.asks = events.filter((e) => e.event === 'asks');
    this.own = new OwnText(module, func);
    for (const block of func.blocks) {
      for (const instr of block.instrs) {
        if ('to' in instr) this.definitions.set(instr.to, instr);
        if (instr.op !== 'set') continue;
        const { name } = func.vars[instr.var];
        this.sets.set(name, [...(this.sets.get(name) ?? []), instr.from]);
      }
    }
  }

  condition(reg: Reg, at: { readonly start: number; readonly end: number }): ConditionFacts {
    const definition = this.definitions.get(reg);
    const span = definition?.at ?? at;
    const text = this.text(span);
    const out = new Set<string>();
    this.gather(text, out, 0);
    if (definition?.op === 'get')
      for (const from of this.sets.get(this.func.vars[definition.var].name) ?? []) this.gather(this.textOf(from), out, 1);
    const absent = this.absent(reg, 0);
    const from = new Set<string>();
    this.origins(reg, from, 0);
    const facts = { site: { file: this.module.file, at: span }, text: text.replace(/\s+/g, ' '), words: [...out], absent, from: [...from] };
    const asked = this.asks.length > 0 ? this.asked(reg, 0) : undefined;
    return asked ? { ...facts, asked } : facts;
  }

  /** What is told by a name, or whether there is any of it. */
  private asked(reg: Reg, depth: number): ConditionFacts['asked'] {
    const instr = this.definitions.get(reg);
    if (!instr || depth > 6) return undefined;
    const turned = (of: Reg): ConditionFacts['asked'] => {
      const inner = this.asked(of, depth + 1);
      return inner && { ...inner, there: inner.there === 0 ? 1 : 0 };
    };
    switch (instr.op) {
      case 'call': {
        const event = this.asks.find((e) => e.site.at.start === instr.at.start && e.site.at.end === instr.at.end);
        if (event) return { key: event.key, at: event.at, there: 0 };
        // `Boolean(told)`
        return instr.this < 0 && instr.args.length === 1 ? this.asked(instr.args[0].value, depth + 1) : undefined;
      }
      case 'get': {
        const from = this.sets.get(this.func.vars[instr.var].name) ?? [];
        return from.length === 1 ? this.asked(from[0], depth + 1) : undefined;
      }
      case 'unary':
        return instr.operator === '!' ? turned(instr.from) : undefined;
      case 'cast':
      case 'await':
        return this.asked(instr.from, depth + 1);
      case 'field':
        return instr.name === 'length' || instr.name === 'size' ? this.asked(instr.base, depth + 1) : undefined;
      case 'binary': {
        const right = this.definitions.get(instr.right);
        if (right?.op !== 'const' || right.value === false) return undefined;
        const isEqual = instr.operator === '===' || instr.operator === '==';
        if (!isEqual && instr.operator !== '!==' && instr.operator !== '!=' && instr.operator !== '>') return undefined;
        const isNothing = !right.value;
        return isEqual === isNothing ? turned(instr.left) : this.asked(instr.left, depth + 1);
      }
      default:
        return undefined;
    }
  }

  /** Names of what is called in these instructions, and what it is given. */
  calls(instrs: readonly Instr[]): readonly string[] {
    const out = new Set<string>();
    for (const instr of instrs) if (instr.op === 'call') this.gather(this.text(instr.at), out, 1);
    return [...out];
  }

  /** Words of a text, and of what the variables in it are made of. */
  private gather(text: string, out: Set<string>, depth: number): void {
    for (const word of wordsOf(text)) {
      if (out.size >= MAX_WORDS) return;
      if (out.has(word)) continue;
      out.add(word);
      if (depth >= 2) continue;
      for (const from of (this.sets.get(word) ?? []).slice(0, 3)) this.gather(asked(this.textOf(from), depth), out, depth + 1);
    }
  }

  /** On which side what is tested is missing. */
  absent(reg: Reg, depth: number): boolean | undefined {
    const instr = this.definitions.get(reg);
    if (!instr || depth > 4) return undefined;
    switch (instr.op) {
      case 'unary': {
        const inner = instr.operator === '!' ? this.absent(instr.from, depth + 1) : undefined;
        return inner === undefined ? undefined : !inner;
      }
      case 'binary': {
        const equal = ['==', '==='].includes(instr.operator);
        if (!equal && !['!=', '!=='].includes(instr.operator)) return undefined;
        const nothing = [instr.left, instr.right].some((r) => {
          const side = this.definitions.get(r);
          return side?.op === 'const' && (side.value === undefined || side.value === null || side.value === false || side.value === '');
        });
        return nothing ? equal : undefined;
      }
      case 'get':
        return this.func.vars[instr.var].name === '~' ? undefined : false;
      case 'field':
      case 'capture':
      case 'index':
      case 'call':
      case 'await':
      case 'cast':
        return false;
      default:
        return undefined;
    }
  }

  /** What a value is made of: inputs of the function, and what is there whoever calls it. */
  private origins(reg: Reg, out: Set<string>, depth: number): void {
    const instr = this.definitions.get(reg);
    if (!instr || depth > 8) return;
    const input = this.inputOf(instr);
    if (input !== undefined) out.add(input);
    const own = instr.op === 'call' ? new Set<string>() : out;
    for (const part of this.partsOf(instr).slice(0, 8)) if (part >= 0) this.origins(part, own, depth + 1);
    if (instr.op !== 'call') return;
    for (const key of own) out.add(key);
    if (![...own].some((key) => key !== '')) out.add(AMBIENT);
  }

  private inputOf(instr: Instr): string | undefined {
    switch (instr.op) {
      case 'get': {
        const index = this.func.params.findIndex((p) => p.var === instr.var);
        return index < 0 ? undefined : `$${index}`;
      }
      case 'capture': {
        const { owner, variable } = this.captured(instr.index);
        return owner === 0 ? '' : `^${this.module.file}:${owner}:${variable}`;
      }
      case 'global':
      case 'import':
        return '';
      case 'this':
        return '$this';
      default:
        return undefined;
    }
  }

  private partsOf(instr: Instr): readonly Reg[] {
    switch (instr.op) {
      case 'get':
        return (this.sets.get(this.func.vars[instr.var].name) ?? []).slice(0, 3);
      case 'field':
      case 'element':
        return [instr.base];
      case 'index':
        return [instr.base, instr.key];
      case 'cast':
      case 'await':
      case 'unary':
        return [instr.from];
      case 'binary':
        return [instr.left, instr.right];
      case 'call':
        return [instr.this, ...instr.args.map((a) => a.value)];
      case 'mix':
        return instr.from;
      default:
        return [];
    }
  }

  private captured(index: number): { readonly owner: number; readonly variable: number } {
    const { up, var: variable } = this.func.captures[index];
    let { func } = this;
    for (let i = 0; i < up && func.owner >= 0; i++) func = this.module.functions[func.owner];
    return { owner: func.index, variable };
  }

  private textOf(reg: Reg): string {
    const definition = this.definitions.get(reg);
    return definition ? this.text(definition.at) : '';
  }
  private text(at: { readonly start: number; readonly end: number }): string {
    return this.own.at(at, MAX_TEXT);
  }
}

/** What is asked for at length says little of what comes of it: names of fields in texts, and from afar all of it. */
function asked(text: string, depth: number): string {
  return text.replace(/\{.*/s, (rest) => (depth > 0 ? '' : rest.replace(/(['"`])[^'"`]*\1/g, '')));
}

/** Names, and texts as they stand between quotes. */
export function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/[A-Za-z_$][\w$]*(?:-[\w$]+)*/g)].map((m) => m[0]);
}
