/** Abstract values: what a register may hold, as far as it is known. Immutable; joined, never changed. */
import type { At, Literal, RegexLiteral } from '../ir/types';
import { GUESSED, MASK, WEAK } from './catalog';
import type { SourceKind } from './kinds';
import type { PathNode } from './paths';

/** Where something stands in the program. */
export interface Site {
  readonly file: string;
  readonly at: At;
}

/** What is followed: data from a source, or (symbolically) an input of the function under analysis. Interned; compared by identity. */
export interface Label {
  readonly id: number;
  /** Undefined for a symbolic label. */
  readonly kind: SourceKind | undefined;
  /** Data type of a `data` source. */
  readonly detail: string | undefined;
  /** The input a symbolic label stands for: `$0.id`. */
  readonly input: PathNode | undefined;
  /** What it is, for tests and messages: `:express.Request.query.id`. */
  readonly text: string;
  /** Fields below the source's own place. */
  readonly depth: number;
}

/** The way a value has come: what came before, this place, and the way inside the function that this place calls. */
export interface Trace {
  readonly before: Trace | undefined;
  readonly site: Site;
  readonly message: string;
  readonly inside: Trace | undefined;
  readonly length: number;
}

export interface Taint {
  readonly label: Label;
  /** Sanitizer bits it went through on every way, and WEAK, GUESSED if on any. */
  readonly mask: number;
  readonly trace: Trace | undefined;
}

export interface FunctionValue {
  readonly kind: 'function' | 'class';
  /** Owner of the code: an opaque key the program understands. */
  readonly file: string;
  /** Function or class index in that module. */
  readonly index: number;
  /** Receiver bound by a method access or by `bind`. */
  readonly self: Value | undefined;
  /** Values of captured variables, once the closure has left the function that owns them: by the input's key. */
  readonly bound: ReadonlyMap<string, Value> | undefined;
  /** Parent class's value, for a class. */
  readonly parent: Value | undefined;
}

/** A refinement that holds where a condition is true or false: label, and the bits it then has. */
export interface Fact {
  readonly label: Label;
  readonly mask: number;
}
export interface Facts {
  readonly whenTrue: readonly Fact[];
  readonly whenFalse: readonly Fact[];
}

export interface Value {
  readonly taints: readonly Taint[];
  readonly paths: readonly PathNode[];
  /** Every constant it may be; undefined when others are possible. */
  readonly consts: readonly Literal[] | undefined;
  /** Where the only constant is written. */
  readonly constSite: Site | undefined;
  /** Objects of the running function's heap. */
  readonly objects: readonly number[];
  /** Fields of an object that is no longer changing: exported by a module or returned by a call. */
  readonly fields: ReadonlyMap<string, Value> | undefined;
  /** All keys of `fields` are known. */
  readonly complete: boolean;
  readonly functions: readonly FunctionValue[];
  /** Classes of the program it is an instance of. */
  readonly classes: readonly FunctionValue[];
  readonly facts: Facts | undefined;
  /** What is known of a text that is not constant: U+0000 stands for the pieces nobody knows. */
  readonly shape: string | undefined;
  /** What `typeof` was asked of. */
  readonly typeOf: readonly Taint[] | undefined;
  /** For the position of one text in another: what holds where it is found, and where it is not. */
  readonly found: Facts | undefined;
  /** A text that ends in a path separator, or in something only the program chooses. */
  readonly separated: boolean;
}

const EMPTY: readonly never[] = [];

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** All values are made by this one constructor, field by field: copying them with `...` takes twenty times as long. */
class Made implements Value {
  constructor(
    readonly taints: readonly Taint[],
    readonly paths: readonly PathNode[],
    readonly consts: readonly Literal[] | undefined,
    readonly constSite: Site | undefined,
    readonly objects: readonly number[],
    readonly fields: ReadonlyMap<string, Value> | undefined,
    readonly complete: boolean,
    readonly functions: readonly FunctionValue[],
    readonly classes: readonly FunctionValue[],
    readonly facts: Facts | undefined,
    readonly shape: string | undefined,
    readonly typeOf: readonly Taint[] | undefined,
    readonly found: Facts | undefined,
    readonly separated: boolean,
  ) {}
}

/** A copy, for the caller to change before anybody else sees it. */
export function copyOf(v: Value): Writable<Value> {
  return new Made(
    v.taints,
    v.paths,
    v.consts,
    v.constSite,
    v.objects,
    v.fields,
    v.complete,
    v.functions,
    v.classes,
    v.facts,
    v.shape,
    v.typeOf,
    v.found,
    v.separated,
  );
}

/** What no way has reached: no constant, no label. */
export const NOTHING: Value = new Made(
  EMPTY,
  EMPTY,
  EMPTY,
  undefined,
  EMPTY,
  undefined,
  false,
  EMPTY,
  EMPTY,
  undefined,
  undefined,
  undefined,
  undefined,
  false,
);
/** Nothing is known: any constant, no label. */
export const UNKNOWN: Value = withConsts(NOTHING, undefined);

export function constant(value: Literal, site: Site | undefined): Value {
  const out = copyOf(NOTHING);
  out.consts = [value];
  out.constSite = site;
  return out;
}
export function tainted(taints: readonly Taint[]): Value {
  return taints.length === 0 ? UNKNOWN : withTaints(UNKNOWN, taints);
}
/** Nothing is known but where it comes from. */
export function ofPaths(paths: readonly PathNode[], taints: readonly Taint[] = EMPTY): Value {
  const out = copyOf(UNKNOWN);
  out.paths = paths;
  out.taints = taints;
  return out;
}
/** An instance of one of these classes, or what these paths say. */
export function ofClasses(classes: readonly FunctionValue[], paths: readonly PathNode[]): Value {
  const out = copyOf(UNKNOWN);
  out.classes = classes;
  out.paths = paths;
  return out;
}
export function ofFunctions(functions: readonly FunctionValue[]): Value {
  const out = copyOf(NOTHING);
  out.functions = functions;
  return out;
}
export function ofObject(id: number): Value {
  const out = copyOf(NOTHING);
  out.objects = [id];
  return out;
}
/** An object that no longer changes. `complete`: it has no other fields. */
export function ofFields(fields: ReadonlyMap<string, Value>, complete: boolean): Value {
  return withFields(NOTHING, fields, complete);
}

export function withTaints(value: Value, taints: readonly Taint[]): Value {
  const out = copyOf(value);
  out.taints = taints;
  return out;
}
export function withConsts(value: Value, consts: readonly Literal[] | undefined): Value {
  const out = copyOf(value);
  out.consts = consts;
  return out;
}
export function withPaths(value: Value, paths: readonly PathNode[]): Value {
  const out = copyOf(value);
  out.paths = paths;
  return out;
}
export function withFacts(value: Value, facts: Facts | undefined): Value {
  const out = copyOf(value);
  out.facts = facts;
  return out;
}
export function withFields(value: Value, fields: ReadonlyMap<string, Value>, complete: boolean): Value {
  const out = copyOf(value);
  out.fields = fields;
  out.complete = complete;
  return out;
}

/** The same label, come the same way, with that mask. */
export function masked(taint: Taint, mask: number): Taint {
  return { label: taint.label, mask, trace: taint.trace };
}

const MAX_CONSTS = 6;
const MAX_PATHS = 6;
const MAX_FUNCTIONS = 12;
export const MAX_TAINTS = 12;
const MAX_FACTS = 16;
const MAX_FIELD_DEPTH = 3;

export function isRegex(value: Literal): value is RegexLiteral {
  return typeof value === 'object' && value !== null;
}

/** Bits that stay when two ways meet: sanitizers on both, doubts on either. One of a few known values stands for any sanitizer. */
export function meetMasks(a: number, b: number): number {
  const known = MASK['allow-listed'];
  const mine = a & known ? a | b : a;
  const theirs = b & known ? b | a : b;
  return (mine & theirs) | ((a | b) & (WEAK | GUESSED));
}

export function joinTaints(a: readonly Taint[], b: readonly Taint[]): readonly Taint[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  let out: Taint[] | undefined;
  for (let k = 0; k < b.length; k++) {
    const taint = b[k];
    const list: readonly Taint[] = out ?? a;
    let i = list.length - 1;
    while (i >= 0 && list[i].label !== taint.label) i--;
    if (i < 0) {
      if (list.length >= MAX_TAINTS) {
        // Data from a source is what counts in the end: it takes the place of an input.
        const input = taint.label.input ? -1 : list.findIndex((t) => t.label.input);
        if (input < 0) continue;
        out ??= [...a];
        out[input] = taint;
        continue;
      }
      out ??= [...a];
      out.push(taint);
    } else {
      const mask = meetMasks(list[i].mask, taint.mask);
      if (mask !== list[i].mask) {
        out ??= [...a];
        // The less clean way is the one to tell of.
        out[i] = mask === taint.mask ? taint : masked(list[i], mask);
      }
    }
  }
  return out ?? a;
}

/** All taints with further bits. */
export function withMask(taints: readonly Taint[], mask: number): readonly Taint[] {
  if (mask === 0 || taints.length === 0) return taints;
  return taints.map((t) => ((t.mask & mask) === mask ? t : masked(t, t.mask | mask)));
}

function union<T>(a: readonly T[], b: readonly T[], max: number): readonly T[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  let out: T[] | undefined;
  for (let i = 0; i < b.length; i++) {
    const item = b[i];
    if ((out ?? a).includes(item)) continue;
    out ??= [...a];
    if (out.length < max) out.push(item);
  }
  return out ?? a;
}

export function withReceiver(fn: FunctionValue, self: Value | undefined): FunctionValue {
  return { kind: fn.kind, file: fn.file, index: fn.index, self, bound: fn.bound, parent: fn.parent };
}
export function withBound(fn: FunctionValue, bound: ReadonlyMap<string, Value> | undefined): FunctionValue {
  return { kind: fn.kind, file: fn.file, index: fn.index, self: fn.self, bound, parent: fn.parent };
}

export function sameFunction(a: FunctionValue, b: FunctionValue): boolean {
  return a === b || (a.kind === b.kind && a.index === b.index && a.file === b.file && a.bound === b.bound && sameReceiver(a.self, b.self));
}
function sameReceiver(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  return !!a && !!b && a.fields === b.fields && sameItems(a.objects, b.objects) && sameItems(a.paths, b.paths);
}
function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}

function unionFunctions(a: readonly FunctionValue[], b: readonly FunctionValue[]): readonly FunctionValue[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  let out: FunctionValue[] | undefined;
  for (const item of b) {
    if ((out ?? a).some((f) => sameFunction(f, item))) continue;
    out ??= [...a];
    if (out.length < MAX_FUNCTIONS) out.push(item);
  }
  return out ?? a;
}

function joinConsts(a: readonly Literal[] | undefined, b: readonly Literal[] | undefined): readonly Literal[] | undefined {
  if (a === b) return a;
  if (!a || !b) return undefined;
  const all = union(a, b, MAX_CONSTS + 1);
  return all.length > MAX_CONSTS ? undefined : all;
}

/** The value may be either. Returns `a` itself when `b` adds nothing. */
export function join(a: Value, b: Value, depth = 0): Value {
  if (a === b || b === NOTHING) return a;
  if (a === NOTHING) return b;
  const taints = joinTaints(a.taints, b.taints);
  const paths = union(a.paths, b.paths, MAX_PATHS);
  const consts = joinConsts(a.consts, b.consts);
  const objects = union(a.objects, b.objects, 16);
  const functions = unionFunctions(a.functions, b.functions);
  const classes = unionFunctions(a.classes, b.classes);
  const fields = joinFields(a.fields, b.fields, depth);
  const facts = a.facts === b.facts ? a.facts : joinConditions(a, b);
  const shape = a.shape === b.shape ? a.shape : commonShape(a, b);
  const complete = a.complete && b.complete;
  if (
    taints === a.taints &&
    paths === a.paths &&
    sameConsts(consts, a.consts) &&
    objects === a.objects &&
    functions === a.functions &&
    classes === a.classes &&
    fields === a.fields &&
    facts === a.facts &&
    shape === a.shape &&
    complete === a.complete
  ) {
    return a;
  }
  return new Made(
    taints,
    paths,
    consts,
    a.constSite ?? b.constSite,
    objects,
    fields,
    complete,
    functions,
    classes,
    facts,
    shape,
    a.typeOf === b.typeOf ? a.typeOf : undefined,
    a.found === b.found ? a.found : undefined,
    a.separated && b.separated,
  );
}

/** Two texts that begin alike are known by how they begin. */
function commonShape(a: Value, b: Value): string | undefined {
  const one = a.shape ?? onlyText(a);
  const two = b.shape ?? onlyText(b);
  if (one === undefined || two === undefined) return undefined;
  let same = 0;
  while (same < one.length && same < two.length && one[same] === two[same] && one[same] !== '\0') same++;
  return same < MIN_SHAPE ? undefined : `${one.slice(0, same)}\0`;
}
const MIN_SHAPE = 4;

function onlyText(value: Value): string | undefined {
  const only = value.consts?.length === 1 && value.objects.length + value.paths.length === 0 ? value.consts[0] : undefined;
  return typeof only === 'string' ? only : undefined;
}

/** What is known where either of two conditions holds: `return ok(x)` on one way and `return false` on another is `ok(x)`. */
function joinConditions(a: Value, b: Value): Facts | undefined {
  const whenTrue = sideOf(a, b, (f) => f.whenTrue, false);
  const whenFalse = sideOf(a, b, (f) => f.whenFalse, true);
  if (whenTrue.length + whenFalse.length === 0) return undefined;
  return a.facts && whenTrue === a.facts.whenTrue && whenFalse === a.facts.whenFalse ? a.facts : { whenTrue, whenFalse };
}

function sideOf(a: Value, b: Value, side: (facts: Facts) => readonly Fact[], never: boolean): readonly Fact[] {
  const mine = a.facts && side(a.facts);
  const theirs = b.facts && side(b.facts);
  if (mine && theirs) return meetFacts(mine, theirs);
  if (mine && isAlways(b, never)) return mine;
  if (theirs && isAlways(a, never)) return theirs;
  return [];
}

/** What both lists show, once for each label; `a` itself when that is all of it. */
function meetFacts(a: readonly Fact[], b: readonly Fact[]): readonly Fact[] {
  const out: Fact[] = [];
  let same = true;
  for (const fact of a) {
    const mask = b.find((f) => f.label === fact.label)?.mask ?? 0;
    const both = meetMasks(fact.mask, mask);
    if (both !== fact.mask || out.length >= MAX_FACTS || out.some((f) => f.label === fact.label)) same = false;
    if (both !== 0 && out.length < MAX_FACTS && !out.some((f) => f.label === fact.label)) out.push({ label: fact.label, mask: both });
  }
  return same ? a : out;
}

/** The value is a constant of that truth. */
function isAlways(value: Value, truth: boolean): boolean {
  if (value.objects.length + value.paths.length + value.functions.length > 0) return false;
  return value.consts !== undefined && value.consts.length > 0 && value.consts.every((c) => Boolean(c) === truth);
}

function sameConsts(a: readonly Literal[] | undefined, b: readonly Literal[] | undefined): boolean {
  return a === b || (!!a && !!b && a.length === b.length && a.every((c, i) => c === b[i]));
}

function joinFields(a: Value['fields'], b: Value['fields'], depth: number): Value['fields'] {
  if (a === b || !b) return a;
  if (!a) return b;
  if (depth >= MAX_FIELD_DEPTH) return a;
  let out: Map<string, Value> | undefined;
  for (const [name, value] of b) {
    const own = a.get(name);
    const joined = own ? join(own, value, depth + 1) : value;
    if (joined !== own) {
      out ??= new Map(a);
      out.set(name, joined);
    }
  }
  return out ?? a;
}

export function hasLabels(value: Value): boolean {
  return value.taints.length > 0;
}

/** Labels and paths of inputs mean nothing outside their function. */
export function withoutInputs(value: Value, depth = 0): Value {
  const taints = value.taints.filter((t) => !t.label.input);
  const paths = value.paths.filter((p) => !p.symbolic);
  const fields = value.fields && depth < 4 ? new Map([...value.fields].map(([k, v]) => [k, withoutInputs(v, depth + 1)])) : undefined;
  const out = copyOf(value);
  out.taints = taints;
  out.paths = paths;
  out.fields = fields;
  out.facts = undefined;
  return out;
}
