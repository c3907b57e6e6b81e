/**
 * Finds in a module's new code what is as it was: outermost functions with the same text that mean the same by the names they
 * use. They stay the objects they were, moved to where they now stand; everything keeps the index it had, so that what is known
 * of it stays true.
 */
import { move } from './positions';
import type { Block, Capture, ClassInfo, ClassMember, Func, Instr, Module, TypeRef, Variable } from './types';

export interface Aligned {
  readonly module: Module;
  /** Functions that are as they were. */
  readonly kept: ReadonlySet<number>;
  /** Functions there are, in no order; the others of `module.functions` only hold their places. */
  readonly live: ReadonlySet<number>;
}

/** Indices are not used again; once most stand for nothing, a module is better begun anew. */
const MAX_WASTE = 3;

/**
 * Undefined when too little stays the same to be worth it. `before` is the result of an earlier call, or fresh code. Without
 * `keep` only the numbers are given, and nothing moves.
 */
export function align(before: Aligned, beforeText: string, after: Module, text: string, keep: boolean): Aligned | undefined {
  if (before.module.functions.length > 40 + MAX_WASTE * after.functions.length) return undefined;
  return new Alignment(before, beforeText, after, text, undefined).run(keep);
}

/** As `align`, for code that has been made with the numbers of the code before, with functions of it (`reused`) in their places. */
export function alignReused(before: Aligned, beforeText: string, after: Module, text: string, reused: ReadonlySet<number>): Aligned {
  return new Alignment(before, beforeText, after, text, reused).run(true);
}

/** Most numbers stand for nothing any more. */
export function isWasteful({ module, live }: Aligned): boolean {
  const most = 40 + MAX_WASTE * live.size;
  return module.functions.length > most || module.classes.length > most || module.functions[0].vars.length > 400 + MAX_WASTE * most;
}

export function unaligned(module: Module): Aligned {
  return { module, kept: NONE, live: new Set(existing(module).map((f) => f.index)) };
}
/** The same code once more. */
export function asItWas({ module, live }: Aligned): Aligned {
  return { module, live, kept: live };
}
const NONE: ReadonlySet<number> = new Set();

class Alignment {
  private readonly old: readonly Func[];
  private readonly fresh: readonly Func[];
  /** New index → index it gets. */
  private readonly functions: number[];
  private readonly classes: number[];
  private readonly variables: number[];
  private readonly kept = new Set<number>();
  private readonly oldInside: ReadonlyMap<number, readonly Func[]>;
  private readonly freshInside: ReadonlyMap<number, readonly Func[]>;

  constructor(
    private readonly before: Aligned,
    private readonly beforeText: string,
    private readonly after: Module,
    private readonly text: string,
    private readonly reused: ReadonlySet<number> | undefined,
  ) {
    this.old = before.module.functions;
    this.fresh = existing(after);
    this.functions = new Array(after.functions.length).fill(-1);
    this.classes = new Array(after.classes.length).fill(-1);
    const vars = after.functions[0].vars;
    this.variables = reused ? vars.map((_, i) => i) : pairedByName(before.module.functions[0].vars, vars);
    for (const index of reused ?? []) {
      this.functions[index] = index;
      this.kept.add(index);
    }
    this.oldInside = within(this.old.filter((f) => before.live.has(f.index) && !reused?.has(f.index)));
    this.freshInside = within(this.fresh.filter((f) => !reused?.has(f.index)));
  }

  run(keep: boolean): Aligned {
    this.functions[0] = 0;
    this.pairClasses();
    const pairs = this.pairUnits();
    this.pairTheRest();
    if (keep) for (const [old, fresh] of pairs) this.keep(old, fresh);
    const functions = [...this.old];
    for (let i = 0; i < functions.length; i++) if (!this.kept.has(i)) functions[i] = placeholder(i);
    for (const func of this.fresh) {
      const index = this.functions[func.index];
      if (!this.kept.has(index)) functions[index] = this.renumbered(func);
    }
    if (keep && sameThing(this.old[0], functions[0]) && this.isSameAround()) {
      carryPositions(this.old[0], functions[0]);
      functions[0] = this.old[0];
      this.kept.add(0);
    }
    const classes = [...this.before.module.classes];
    for (const info of this.after.classes) classes[this.classes[info.index]] = this.classInfo(info);
    for (let i = 0; i < classes.length; i++) classes[i] ??= gone(i);
    const exports = this.after.exports.map((e) => ({ ...e, var: this.variables[e.var] }));
    return {
      module: { ...this.after, functions, classes, exports },
      kept: this.kept,
      live: new Set(this.fresh.map((f) => this.functions[f.index])),
    };
  }

  // --- what belongs to what

  /** Outermost functions with the same text, name and class. */
  private pairUnits(): readonly (readonly [Func, Func])[] {
    const waiting = new Map<string, Func[]>();
    for (const f of this.oldInside.get(0) ?? []) push(waiting, this.unitKey(f, this.beforeText, this.before.module), f);
    const out: (readonly [Func, Func])[] = [];
    for (const fresh of this.freshInside.get(0) ?? []) {
      const old = waiting.get(this.unitKey(fresh, this.text, this.after))?.shift();
      if (!old || !this.pair(old, fresh)) continue;
      out.push([old, fresh]);
    }
    return out;
  }

  /** Outside functions the text is the same: messages quote it, though what it means may be written in several ways. */
  private isSameAround(): boolean {
    const before = around(this.oldInside.get(0) ?? [], this.beforeText);
    const now = around(this.freshInside.get(0) ?? [], this.text);
    return before === now || before.replace(SPACE, ' ') === now.replace(SPACE, ' ');
  }

  private unitKey(f: Func, text: string, module: Module): string {
    return `${f.name}\n${f.class < 0 ? '' : module.classes[f.class].name}\n${text.slice(f.at.start, f.at.end)}`;
  }

  /** Gives a function, and those inside it, the indices of another and those inside that. False when they are built differently. */
  private pair(old: Func, fresh: Func): boolean {
    const before = this.oldInside.get(old.index) ?? [];
    const now = this.freshInside.get(fresh.index) ?? [];
    if (before.length !== now.length || old.name !== fresh.name || old.blocks.length !== fresh.blocks.length) return false;
    for (let i = 0; i < now.length; i++) if (!this.pair(before[i], now[i])) return false;
    this.functions[fresh.index] = old.index;
    return true;
  }

  private pairClasses(): void {
    const { reused } = this;
    const waiting = new Map<string, number[]>();
    const known = this.before.module.classes.length;
    // Those that stand in no function have their numbers, and those of functions that are as they were.
    const isPaired = ({ index, owner }: ClassInfo): boolean => reused !== undefined && (index < known || owner === 0);
    for (const { index, name } of this.before.module.classes) if (!reused || isGone(this.after.classes[index])) push(waiting, name, index);
    for (const info of this.after.classes) this.classes[info.index] = isPaired(info) ? info.index : (waiting.get(info.name)?.shift() ?? -1);
    let next = reused ? this.after.classes.length : known;
    for (const { index } of this.after.classes) if (this.classes[index] < 0) this.classes[index] = next++;
  }

  /** Functions of other text are taken for those of the same name around the same place; the rest are new. */
  private pairTheRest(): void {
    const taken = new Set(this.functions);
    const waiting = new Map<string, Func[]>();
    const key = (f: Func, owner: number, module: Module): string =>
      `${owner}\n${f.name}\n${f.class < 0 ? '' : module.classes[f.class].name}`;
    for (const index of this.before.live) {
      const f = this.old[index];
      if (index > 0 && !taken.has(index)) push(waiting, key(f, f.owner, this.before.module), f);
    }
    let next = this.old.length;
    // Owners come before what is inside them.
    const rest = this.fresh.filter((f) => this.functions[f.index] < 0);
    for (const f of outerFirst(rest, this.after.functions)) {
      const old = waiting.get(key(f, this.functions[f.owner], this.after))?.shift();
      this.functions[f.index] = old ? old.index : next++;
    }
  }

  // --- what stays

  private keep(old: Func, fresh: Func): void {
    const before = unitOf(old, this.oldInside);
    const now = unitOf(fresh, this.freshInside);
    if (!now.every((f, i) => this.meansTheSame(before[i], f))) return;
    now.forEach((f, i) => {
      carryPositions(before[i], f);
      this.kept.add(before[i].index);
    });
  }

  /** The text is the same: what can differ is what its names and types stand for. */
  private meansTheSame(old: Func, fresh: Func): boolean {
    if (old.regs !== fresh.regs || old.vars.length !== fresh.vars.length || old.captures.length !== fresh.captures.length) return false;
    if (old.class !== this.classOf(fresh)) return false;
    // Their decorators are registers of the function around the class.
    if (!sameThing(old.params, fresh.params)) return false;
    if (!fresh.captures.every((c, i) => sameCapture(old.captures[i], this.capture(fresh, c)))) return false;
    if (
      !fresh.vars.every(
        (v, i) => v.name === old.vars[i].name && v.constant === old.vars[i].constant && this.sameType(old.vars[i].type, v.type),
      )
    )
      return false;
    for (let b = 0; b < fresh.blocks.length; b++) {
      const a = old.blocks[b].instrs;
      const z = fresh.blocks[b].instrs;
      if (a.length !== z.length) return false;
      for (let i = 0; i < z.length; i++) {
        const instr = z[i];
        const was = a[i];
        if (instr.op !== was.op || !namesTheSame(was, instr)) return false;
        if (instr.op === 'cast' && was.op === 'cast' && !this.sameType(was.type, instr.type)) return false;
        if (instr.op === 'class' && was.op === 'class' && was.class !== this.classes[instr.class]) return false;
      }
    }
    return true;
  }

  private sameType(old: TypeRef | undefined, fresh: TypeRef | undefined): boolean {
    if (!old || !fresh) return old === fresh;
    return sameThing(old, this.type(fresh));
  }

  // --- new code under the numbers it gets

  private renumbered(f: Func): Func {
    const isTop = f.index === 0;
    return {
      ...f,
      index: this.functions[f.index],
      owner: f.owner < 0 ? f.owner : this.functions[f.owner],
      class: this.classOf(f),
      captures: f.captures.map((c) => this.capture(f, c)),
      vars: isTop ? this.topVariables(f.vars) : f.vars.map((v) => this.variable(v)),
      blocks: f.blocks.map((block): Block => ({ ...block, instrs: block.instrs.map((i) => this.instr(i, isTop)) })),
    };
  }

  private instr(i: Instr, isTop: boolean): Instr {
    switch (i.op) {
      case 'closure':
        return { ...i, func: this.functions[i.func] };
      case 'class':
        return { ...i, class: this.classes[i.class] };
      case 'cast':
        return i.type.from === 'class' ? { ...i, type: this.type(i.type) } : i;
      case 'get':
      case 'set':
        return isTop ? { ...i, var: this.variables[i.var] } : i;
      default:
        return i;
    }
  }

  private topVariables(vars: readonly Variable[]): readonly Variable[] {
    const out = this.old[0].vars.map((v): Variable => ({ name: '', at: v.at }));
    for (const [i, variable] of vars.entries()) out[this.variables[i]] = this.variable(variable);
    return out;
  }
  private variable(v: Variable): Variable {
    return v.type?.from === 'class' ? { ...v, type: this.type(v.type) } : v;
  }
  private type(type: TypeRef): TypeRef {
    return type.from === 'class' ? { ...type, index: this.classes[type.index] } : type;
  }
  private classOf(f: Func): number {
    return f.class < 0 ? f.class : this.classes[f.class];
  }

  /** A captured variable of the top level by the number it gets. */
  private capture(f: Func, c: Capture): Capture {
    let owner = f;
    for (let i = 0; i < c.up && owner.owner >= 0; i++) owner = this.after.functions[owner.owner];
    return owner.index === 0 ? { ...c, var: this.variables[c.var] } : c;
  }

  private classInfo(info: ClassInfo): ClassInfo {
    const members = info.members.map(
      (m): ClassMember => ({
        ...m,
        func: m.func < 0 ? m.func : this.functions[m.func],
        ...(m.type ? { type: this.type(m.type) } : {}),
      }),
    );
    return { ...info, index: this.classes[info.index], owner: this.functions[info.owner], members };
  }
}

/** What a name of the text has been led to while it was lowered: by the file's imports, its constants, its overloaded methods. */
function namesTheSame(was: Instr, now: Instr): boolean {
  switch (was.op) {
    case 'import':
      return now.op === was.op && now.name === was.name && now.module === was.module;
    case 'field':
    case 'setField':
    case 'global':
      return now.op === was.op && now.name === was.name;
    case 'const':
      return now.op === was.op && sameThing(was.value, now.value);
    default:
      return true;
  }
}

/** The first of each name is the first of that name. New names get new numbers. */
function pairedByName(old: readonly Variable[], fresh: readonly Variable[]): number[] {
  const waiting = new Map<string, number[]>();
  for (const [i, { name }] of old.entries()) push(waiting, name, i);
  let next = old.length;
  return fresh.map(({ name }) => (name === '' ? undefined : waiting.get(name)?.shift()) ?? next++);
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}

/** Functions by the one they stand in, in the order of the text. */
export function within(functions: readonly Func[]): ReadonlyMap<number, readonly Func[]> {
  const out = new Map<number, Func[]>();
  for (const f of functions) {
    if (f.owner < 0) continue;
    const known = out.get(f.owner);
    if (known) known.push(f);
    else out.set(f.owner, [f]);
  }
  for (const list of out.values()) list.sort((a, b) => a.at.start - b.at.start || b.at.end - a.at.end || a.index - b.index);
  return out;
}

/** A function and all that stand in it. */
export function unitOf(f: Func, inside: ReadonlyMap<number, readonly Func[]>): readonly Func[] {
  return [f, ...(inside.get(f.index) ?? []).flatMap((g) => unitOf(g, inside))];
}

function outerFirst(functions: readonly Func[], all: readonly Func[]): readonly Func[] {
  const depth = (f: Func): number => (f.owner < 0 ? 0 : 1 + depth(all[f.owner]));
  return functions
    .map((f) => ({ f, depth: depth(f) }))
    .sort((a, b) => a.depth - b.depth || a.f.at.start - b.f.at.start || a.f.index - b.f.index)
    .map(({ f }) => f);
}

/** Functions that do not only hold the place of one that is gone. */
function existing(module: Module): readonly Func[] {
  return module.functions.filter((f) => f.blocks.length > 0);
}

export function placeholder(index: number): Func {
  const at = { start: 0, end: 0 };
  return { index, name: '', at, nameAt: at, owner: 0, class: -1, params: [], vars: [], captures: [], regs: 0, blocks: [] };
}

/** In place of a class that is no longer there. */
export function gone(index: number): ClassInfo {
  return { index, name: '', at: { start: 0, end: 0 }, owner: 0, members: [] };
}
function isGone({ name, members, at }: ClassInfo): boolean {
  return name === '' && members.length === 0 && at.end === 0;
}

function sameCapture(a: Capture, b: Capture): boolean {
  return a.up === b.up && a.var === b.var;
}

// --- positions

/** `old` is `fresh`, but for where it stands: every place of it is moved to where `fresh` has it. */
function carryPositions(old: Func, fresh: Func): void {
  move(old.at, fresh.at);
  move(old.nameAt, fresh.nameAt);
  for (let v = 0; v < fresh.vars.length; v++) move(old.vars[v].at, fresh.vars[v].at);
  for (let b = 0; b < fresh.blocks.length; b++) {
    const from = fresh.blocks[b];
    const to = old.blocks[b];
    move(to.end.at, from.end.at);
    for (let i = 0; i < from.instrs.length; i++) {
      const instr = from.instrs[i];
      const was = to.instrs[i];
      move(was.at, instr.at);
      if (instr.op !== 'object' || was.op !== 'object') continue;
      for (let p = 0; p < instr.props.length; p++) {
        const at = was.props[p].keyAt;
        const now = instr.props[p].keyAt;
        if (at && now) move(at, now);
      }
    }
  }
}

const PLACES = new Set(['at', 'nameAt', 'keyAt']);

/** Alike all the way down; maps by their entries. */
export function sameThing(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!sameThing(a[i], b[i])) return false;
    return true;
  }
  if (a instanceof Map) return b instanceof Map && sameThing([...a], [...b]);
  let keys = 0;
  for (const key in a) {
    if (!PLACES.has(key) && !sameThing((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false;
    keys++;
  }
  for (const _ in b) keys--;
  return keys === 0;
}

const SPACE = /\s+/g;

function around(functions: readonly Func[], text: string): string {
  let out = '';
  let end = 0;
  for (const { at } of [...functions].sort((a, b) => a.at.start - b.at.start)) {
    if (at.start > end) out += text.slice(end, at.start);
    end = Math.max(end, at.end);
  }
  return out + text.slice(end);
}
