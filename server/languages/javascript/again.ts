/**
 * Lowering changed text once more: outermost functions whose text, tree and surroundings are what they were stay the objects
 * they were, moved to where they stand. While a function is lowered, it is noted what it asks of the names around it and what it
 * leaves there; it stays as long as it would be told the same. Numbers are those of the code before: new ones come behind them.
 */
import { hash128 } from '../../base/hash';
import { unitOf, within } from '../../ir/align';
import { movePlaces, placesOf } from '../../ir/positions';
import type { At, ClassInfo, Func, Var } from '../../ir/types';
import { type FlatTree, STRIDE } from '../../syntax/flatTree';
import type { Earlier, Memory } from '../language';
import type { Context, Meaning } from './context';

/** What a function has asked of the code around it, and what it has left there. */
export class Asked {
  /** Names that are not its own; undefined for one that is bound nowhere. */
  readonly names = new Map<string, { readonly variable: Var; readonly meaning: Meaning | undefined } | undefined>();
  /** Type aliases and interfaces by name, as digests of their text. */
  readonly aliases = new Map<string, string | undefined>();
  readonly writes: Var[] = [];
  readonly modules = new Set<string>();
  readonly imported = new Set<string>();
  readonly unknown: string[] = [];
  broken = false;
}

interface Unit {
  /** Its node in the tree it was lowered from. */
  readonly node: number;
  /** How it was met: its name, its class, what it is. */
  readonly how: string;
  readonly at: At;
  readonly asked: Asked;
  /** What stands in it and all its places; found out when it is taken over for the first time. */
  whole: Whole | undefined;
}

interface Whole {
  /** Itself, and those inside it. */
  readonly functions: readonly Func[];
  readonly classes: readonly ClassInfo[];
  readonly places: readonly At[];
}

export interface Units extends Memory {
  readonly units: readonly Unit[];
}

export class Again {
  readonly reused = new Set<number>();
  readonly units: Unit[] = [];
  /** Those before and behind all changes by where they stood; the others by their text. */
  private readonly placed = new Map<number, Unit[]>();
  private readonly waiting = new Map<string, Unit[]>();
  private readonly common: Common;
  private known: Known | undefined;
  private readonly variables = new Map<string, Var[]>();
  private readonly classes = new Map<string, number[]>();
  private readonly digests = new Map<string, string | undefined>();

  constructor(
    private readonly before: Earlier | undefined,
    text: string,
  ) {
    this.common = commonEnds(before?.memory.tree.text ?? '', text);
    if (!before) return;
    const { module } = before.code;
    // Nobody but this language has made it.
    const { tree, units } = before.memory as Units;
    const { head, tail } = this.common;
    for (const unit of units) {
      const start = tree.start(unit.node);
      if (tree.end(unit.node) <= head || start >= tree.text.length - tail) push(this.placed, start, unit);
      else push(this.waiting, tree.textOf(unit.node), unit);
    }
    for (const [i, { name }] of module.functions[0].vars.entries()) if (name !== '') push(this.variables, name, i);
    for (const info of module.classes) if (info.owner === 0) push(this.classes, info.name, info.index);
  }

  get functionCount(): number {
    return this.before?.code.module.functions.length ?? 0;
  }
  get variableCount(): number {
    return this.before?.code.module.functions[0].vars.length ?? 0;
  }
  get classCount(): number {
    return this.before?.code.module.classes.length ?? 0;
  }
  /** The number of the next variable of that name at the top level, when there was one. */
  variable(name: string): Var | undefined {
    return name === '' ? undefined : this.variables.get(name)?.shift();
  }
  /** The number of the next class of that name at the top level, when there was one. */
  class(name: string): number | undefined {
    return this.classes.get(name)?.shift();
  }

  /** An outermost function, as it was or lowered by `work`. `nameAt`: where its name stands, perhaps beside it. */
  unit(c: Context, n: number, how: string, nameAt: At, work: () => number): number {
    const met = `${how} ${c.depthNow} ${c.targets} ${c.commonJs !== undefined}`;
    const known = this.find(c, n, met);
    if (known) {
      const [unit, func] = known;
      this.stay(c, n, unit, func, nameAt);
      return func.index;
    }
    const asked = new Asked();
    const { broken } = c;
    c.broken = false;
    c.asked = asked;
    const index = work();
    c.asked = undefined;
    asked.broken = c.broken;
    c.broken ||= broken;
    const func = c.functions[index];
    if (func) this.units.push({ node: n, how: met, at: { ...func.at }, asked, whole: undefined });
    return index;
  }

  private find(c: Context, n: number, how: string): readonly [Unit, Func] | undefined {
    const candidates = this.candidates(c, n);
    if (!candidates || !this.before) return undefined;
    for (const [i, unit] of candidates.entries()) {
      if (unit.how !== how || !sameTree(this.before.memory.tree, unit.node, c.tree, n) || !this.isToldTheSame(c, unit.asked)) continue;
      const func = unit.whole?.functions[0] ?? this.knownOf(this.before).outermost.get(placeKey(unit.at));
      if (!func || this.before.code.module.functions[func.index] !== func) continue;
      candidates.splice(i, 1);
      return [unit, func];
    }
    return undefined;
  }

  private candidates(c: Context, n: number): Unit[] | undefined {
    const { head, tail, shift } = this.common;
    const start = c.tree.start(n);
    if (c.tree.end(n) <= head) return this.placed.get(start);
    return start >= c.text.length - tail ? this.placed.get(start - shift) : this.waiting.get(c.tree.textOf(n));
  }

  private knownOf({ code: { module, live } }: Earlier): Known {
    if (this.known) return this.known;
    const inside = within(module.functions.filter((f) => live.has(f.index)));
    const outermost = new Map<string, Func | undefined>();
    for (const f of inside.get(0) ?? []) outermost.set(placeKey(f.at), outermost.has(placeKey(f.at)) ? undefined : f);
    const classes = new Map<number, ClassInfo[]>();
    for (const info of module.classes) if (info.owner > 0 && live.has(info.owner)) push(classes, info.owner, info);
    this.known = { inside, outermost, classes };
    return this.known;
  }

  private wholeOf(func: Func, before: Earlier): Whole {
    const { inside, classes } = this.knownOf(before);
    const functions = unitOf(func, inside);
    const own = functions.flatMap((f) => classes.get(f.index) ?? []);
    return { functions, classes: own, places: placesOf(functions, own, func.nameAt) };
  }

  private isToldTheSame(c: Context, { names, aliases }: Asked): boolean {
    for (const [name, was] of names) {
      const now = c.lookUp(name);
      if (was?.variable !== now?.variable || !sameMeaning(was?.meaning, now?.meaning)) return false;
    }
    for (const [name, was] of aliases) if (was !== this.digest(c, name)) return false;
    return true;
  }

  /** The text of a declared type, in short. */
  digest(c: Context, name: string): string | undefined {
    if (!this.digests.has(name)) {
      const node = c.typeAliases.get(name);
      this.digests.set(name, node === undefined ? undefined : hash128(`${c.tree.next(node) - node} ${c.tree.textOf(node)}`));
    }
    return this.digests.get(name);
  }

  private stay(c: Context, n: number, unit: Unit, func: Func, nameAt: At): void {
    const { asked } = unit;
    const before = this.before as Earlier;
    const whole = unit.whole ?? this.wholeOf(func, before);
    movePlaces(whole.places, c.tree.start(n) - before.memory.tree.start(unit.node), func.nameAt, nameAt);
    for (const f of whole.functions) {
      c.functions[f.index] = f;
      this.reused.add(f.index);
    }
    for (const info of whole.classes) c.classes[info.index] = info;
    for (const variable of asked.writes) c.fn.sets[variable]++;
    for (const module of asked.modules) c.imports.add(module);
    for (const module of asked.imported) c.imported.add(module);
    for (const type of asked.unknown) c.unknown[type] = (c.unknown[type] ?? 0) + 1;
    if (asked.broken) c.broken = true;
    this.units.push({ ...unit, node: n, at: { ...func.at }, whole });
  }
}

interface Known {
  readonly inside: ReadonlyMap<number, readonly Func[]>;
  /** Functions in no other, by their places; undefined where two share one. */
  readonly outermost: ReadonlyMap<string, Func | undefined>;
  readonly classes: ReadonlyMap<number, readonly ClassInfo[]>;
}

/** How many characters two texts begin and end with alike, and how far the end has moved. */
interface Common {
  readonly head: number;
  readonly tail: number;
  readonly shift: number;
}

const STEP = 1024;

function commonEnds(old: string, now: string): Common {
  const most = Math.min(old.length, now.length);
  // In large steps first: characters one by one take ten times as long.
  let head = 0;
  while (head + STEP <= most && old.slice(head, head + STEP) === now.slice(head, head + STEP)) head += STEP;
  while (head < most && old.charCodeAt(head) === now.charCodeAt(head)) head++;
  let tail = 0;
  const end = (text: string): string => text.slice(text.length - tail - STEP, text.length - tail);
  while (tail + STEP <= most - head && end(old) === end(now)) tail += STEP;
  while (tail < most - head && old.charCodeAt(old.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)) tail++;
  return { head, tail, shift: now.length - old.length };
}

function push<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}

const placeKey = ({ start, end }: At): string => `${start} ${end}`;

function sameMeaning(a: Meaning | undefined, b: Meaning | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  switch (a.is) {
    case 'import':
      return b.is === 'import' && a.module === b.module && a.name === b.name;
    case 'class':
      return b.is === 'class' && a.index === b.index;
    case 'require':
      return b.is === 'require';
    case 'text':
      return b.is === 'text' && a.text === b.text;
  }
}

/** Two nodes with the same text have the same trees below them, but for where they stand. */
function sameTree(old: FlatTree, a: number, now: FlatTree, b: number): boolean {
  const nodes = old.next(a) - a;
  if (old.grammar !== now.grammar || now.next(b) - b !== nodes || old.typeId(a) !== now.typeId(b)) return false;
  if (old.end(a) - old.start(a) !== now.end(b) - now.start(b)) return false;
  const { data } = old;
  const other = now.data;
  const delta = now.start(b) - old.start(a);
  const shift = b - a;
  const end = (a + nodes) * STRIDE;
  for (let i = (a + 1) * STRIDE, j = (b + 1) * STRIDE; i < end; i += STRIDE, j += STRIDE) {
    if (
      data[i] !== other[j] ||
      data[i + 1] + delta !== other[j + 1] ||
      data[i + 2] + delta !== other[j + 2] ||
      data[i + 3] + shift !== other[j + 3] ||
      data[i + 4] + (shift << 4) !== other[j + 4]
    )
      return false;
  }
  return true;
}
