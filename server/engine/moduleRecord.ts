/** What is kept of an analysed module, and what of it others can see. */
import { sameThing } from '../ir/align';
import type { At, Module, TypeRef } from '../ir/types';
import type { KnownField } from './classFields';
import { type Shown, summaryHash } from './interfaceHash';
import type { Before } from './moduleAnalysis';
import type { KeptDeclared } from './routes/declaredText';
import type { RouteFacts } from './routes/facts';
import type { ClassRecord, FunctionInfo } from './summary';
import { ofFields, UNKNOWN, type Value, withFields } from './values';

export interface ModuleRecord {
  readonly file: string;
  /** Sparse in a module that came back from its bytes: what nobody can reach is gone. */
  readonly functions: readonly (FunctionInfo | undefined)[];
  readonly classes: readonly (ClassRecord | undefined)[];
  /** Summaries of its functions and values of its variables. */
  known: Before;
  /** What each function does to routes and requests. */
  routes: readonly (RouteFacts | undefined)[];
  /** Names of the module's variables. */
  readonly names: readonly string[];
  exports: ReadonlyMap<string, Value>;
  /** What its text declares, heads with their functions. */
  readonly declared: KeptDeclared;
  /** Where what it exports is named. */
  readonly exportedAt: ReadonlyMap<string, At>;
  /** Declared types of fields, by class and name. */
  readonly fieldTypes: ReadonlyMap<string, TypeRef>;
  /** What instances have in their fields, once the module is done. */
  readonly classFields: Map<string, KnownField>;
  /** What it shows that is its own, and of whom it hands something on. */
  shown: Shown;
  /** Hash of all it shows, what it hands on with it. */
  interface: string;
}

/** The modules export the same of their own, and nothing of others as it is. */
export function exportsAlike(a: Module, b: Module): boolean {
  return a.reexports.length === 0 && b.reexports.length === 0 && sameThing(a.exports, b.exports);
}

export const NOTHING_KNOWN: Before = { done: [], variables: [] };

export function hashOfKnown(known: Before['done'][number]): string {
  if (!known) return '';
  known.hash ??= summaryHash(known.summary);
  return known.hash;
}

/** What others start from: exports, and the classes of the module, which are found by their names. */
export function shownBy({ exports, known }: ModuleRecord): readonly Value[] {
  return [...exports.values(), ...known.variables.filter((v) => v?.functions.some((f) => f.kind === 'class'))];
}

export function onlySummaries(done: Before['done'], shown: readonly number[]): Before['done'] {
  const out: Before['done'][number][] = [];
  for (const index of shown) {
    const known = done[index];
    if (known) out[index] = { summary: known.summary, hash: known.hash };
  }
  return out;
}

/** Indices at which something else stands than before. */
export function differing<T>(before: readonly T[], now: readonly T[]): ReadonlySet<number> {
  const out = new Set<number>();
  for (let i = 0; i < Math.min(before.length, now.length); i++) if (!sameThing(before[i], now[i])) out.add(i);
  return out;
}

/** Classes with fields of other types than before. */
export function differingTypes(before: ReadonlyMap<string, TypeRef>, now: ReadonlyMap<string, TypeRef>): readonly number[] {
  const out: number[] = [];
  for (const key of new Set([...before.keys(), ...now.keys()]))
    if (!sameThing(before.get(key), now.get(key))) out.push(Number(key.slice(0, key.indexOf('.'))));
  return out;
}

export function fieldTypesOf(module: Module): ReadonlyMap<string, TypeRef> {
  const out = new Map<string, TypeRef>();
  for (const cls of module.classes) {
    for (const { name, type } of cls.members) if (type && !out.has(`${cls.index}.${name}`)) out.set(`${cls.index}.${name}`, type);
  }
  return out;
}

export function exported(exports: ReadonlyMap<string, Value>, name: string): Value {
  const whole = exports.get('=');
  if (name === '*') {
    if (whole) return exports.size > 1 ? withNames(whole, exports) : whole;
    return ofFields(exports, false);
  }
  const direct = exports.get(name);
  if (direct) return direct;
  if (whole) {
    if (name === 'default') return whole.fields?.get('default') ?? exported(exports, '*');
    return whole.fields?.get(name) ?? UNKNOWN;
  }
  return UNKNOWN;
}

/** What a module puts in place of its exports, with the names it sets on that. */
export function withNames(whole: Value, exports: ReadonlyMap<string, Value>): Value {
  const fields = new Map(whole.fields);
  for (const [name, value] of exports) if (name !== '=' && !fields.has(name)) fields.set(name, value);
  return withFields(whole, fields, whole.complete);
}
