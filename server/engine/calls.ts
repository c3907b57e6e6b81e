/** What a call does: functions of the program by their summaries, modelled ones by their models, the rest by caution. */
import type { CallKind, Instr } from '../ir/types';
import { deepTaints, ELEMENTS, loadElement, loadField, storeElement } from './access';
import { type CalleeFacts, type CompiledFlow, GUESSED, MASK, type Place, WEAK } from './catalog';
import { all, developmentOnly, untainted } from './conditions';
import type { Frame } from './frame';
import { meaningFacts, meaningValue } from './meanings';
import type { Filter, Position, SubStep } from './pathLanguage';
import { type PathNode, selects } from './paths';
import { Substitution } from './substitution';
import type { ArgumentValue } from './summary';
import {
  constant,
  type Fact,
  type Facts,
  type FunctionValue,
  isRegex,
  join,
  joinTaints,
  type Label,
  NOTHING,
  type Site,
  type Taint,
  tainted,
  traced,
  UNKNOWN,
  type Value,
  withMask,
} from './values';

const MAX_CALL_DEPTH = 7;
/** Callers a call is handed on to, one after the other, before it is given up. */
export const MAX_HOPS = 4;
const MAX_OWN_HOPS = 1;

export interface CallSite {
  readonly callee: Value;
  readonly self: Value | undefined;
  readonly args: readonly ArgumentValue[];
  readonly kind: CallKind;
  readonly site: Site;
  /** Text of the callee: `db.query`. */
  readonly name: string;
  /** How many functions have handed it on. */
  readonly hops: number;
  /** What earlier calls have said of all that the receiver is handed, as far as another function knows. */
  readonly marks: number;
  /** The instruction, when the call stands in the function under analysis itself. */
  readonly instr: Instr | undefined;
}

export function call(frame: Frame, c: CallSite): Value {
  if (frame.depth > MAX_CALL_DEPTH) {
    frame.cut = true;
    return UNKNOWN;
  }
  frame.depth++;
  const value = resolveCall(frame, c);
  frame.depth--;
  return value;
}

function resolveCall(frame: Frame, c: CallSite): Value {
  let out: Value = NOTHING;
  let handled = false;
  for (const fn of c.callee.functions) {
    handled = true;
    if (fn.kind === 'class') out = join(out, instantiateClass(frame, fn, c.args, c.site, c.instr));
    else out = join(out, applyFunction(frame, fn, fn.self ?? c.self, c.args, c.site, c.name));
  }
  let symbolic = false;
  for (const node of c.callee.paths) {
    if (node.symbolic) {
      symbolic = true;
      if (node.step.step === 'member') markByName(frame, c, node.step.name);
    }
    const facts = node.calleeFacts;
    if (facts.known) {
      handled = true;
      out = join(out, modelledCall(frame, c, node, facts));
    }
  }
  // What a modelled call shows, it shows whatever its receiver turns out to be for the callers.
  const { facts, found } = out;
  // A method found in the class of `this` is known: nobody else need look for it.
  if (symbolic && c.callee.functions.length === 0) {
    handOn(frame, c);
    const paths = c.callee.paths.filter((p) => p.symbolic).map((p) => p.call(c.kind === 'tag', () => false));
    const taints = paths.filter((p) => p.symbolic).map((p) => ({ label: frame.env.labels.input(p), mask: 0, trace: undefined }));
    out = { ...join(out, { ...UNKNOWN, paths, taints }), facts, found };
  }
  if (!handled) out = join(out, unknownCall(frame, c, symbolic));
  if (c.instr && c.callee.functions.length === 0 && (c.kind === 'new' || c.callee.paths.some((p) => p.calleeFacts.makes)))
    return newObject(frame, c, out);
  return out;
}

/** What methods put into a new object of a library stays in it: `map.set(key, value)`. */
function newObject(frame: Frame, c: CallSite, made: Value): Value {
  if (made.objects.length > 0) return made;
  // A promise, a text: the call's result is what it was given, and no object of its own.
  for (const path of c.callee.paths) {
    const { makes, flows } = path.calleeFacts;
    if (!makes && flows.some((f) => f.mask === 0 && f.to.some((p) => !p.selector && p.below.length === 0))) return made;
  }
  const id = frame.allocate(c.instr, { fields: made.fields ?? NO_FIELDS, class: undefined, complete: false });
  return { ...made, objects: [id], fields: undefined };
}
const NO_FIELDS: ReadonlyMap<string, Value> = new Map();

/** Leaves a call on an input to the callers, when they may know what it is and something follows from it. */
export function handOn(frame: Frame, c: CallSite): void {
  if (!worthCarrying(frame, c)) return;
  frame.addCall({
    callee: c.callee,
    self: c.self,
    args: c.args,
    kind: c.kind,
    site: c.site,
    name: c.name,
    hops: c.hops + 1,
    marks: marksOf(frame, c),
  });
}

/** A method of an input may be one that says something of all its receiver is handed: it counts as soon as it looks like it. */
function markByName(frame: Frame, c: CallSite, name: string): void {
  for (const { filters, mask } of frame.env.paths.catalog.receiverMarks.get(name) ?? [])
    if (c.self && filters.every((f) => filterHolds(frame, c.args, f))) markReceiver(frame, c.self, mask);
}

function markReceiver(frame: Frame, self: Value, mask: number): void {
  frame.marked = true;
  for (const path of self.paths) frame.state.refine(markOf(frame, path), mask);
}

function marksOf(frame: Frame, c: CallSite): number {
  if (!frame.marked || !c.self) return c.marks;
  let marks = 0;
  for (const path of c.self.paths) marks |= frame.state.refinement(markOf(frame, path));
  return c.marks | marks;
}

/** Stands for what a receiver is handed. Calls in a chain give their receiver back, as far as this goes. */
function markOf(frame: Frame, path: PathNode): Label {
  let node = path;
  while (node.step.step === 'call' && node.parent?.step.step === 'member' && node.parent.parent) node = node.parent.parent;
  return frame.env.labels.source('local', undefined, `handed:${node.id}`);
}

function worthCarrying(frame: Frame, c: CallSite): boolean {
  if (c.hops >= MAX_HOPS) return false;
  const { catalog } = frame.env.paths;
  for (const node of c.callee.paths) {
    if (!node.symbolic) continue;
    const modelled = node.step.step === 'member' && catalog.tellingNames.has(node.step.name);
    // A member no type is modelled with may still be a method of the program's own objects; one of any object is done already.
    if (!modelled && node.parent && (c.hops >= MAX_OWN_HOPS || node.calleeFacts.known)) continue;
    // All that a callback is answered with matters to rules: `done(null, true)` here, `done(new Error())` there.
    if (c.hops === 0 && !node.parent && c.args.length > 0) return true;
    if (c.args.some((a) => a.value.functions.length > 0 || a.value.taints.length > 0)) return true;
    if (modelled && c.args.some((a) => a.value.objects.length > 0 || a.value.fields)) return true;
  }
  return false;
}

// --- functions of the program

export function applyFunction(
  frame: Frame,
  fn: FunctionValue,
  self: Value | undefined,
  args: readonly ArgumentValue[],
  site: Site,
  name = '',
): Value {
  const { env } = frame;
  if (frame.depth > MAX_CALL_DEPTH) {
    frame.cut = true;
    return UNKNOWN;
  }
  const info = env.functionInfo(fn.file, fn.index);
  if (!info) return UNKNOWN;
  frame.depth++;
  const summary = env.summary(fn.file, fn.index);
  const values = parameters(frame, args, info.arity, info.rest);
  const substitution = new Substitution(frame, values, self ?? fn.self, fn.bound, site, `passed to ${info.name || name || 'a function'}`);
  substitution.effects(summary);
  const result = substitution.value(summary.returns);
  frame.depth--;
  if (summary.noReturn && !info.lexicalThis) frame.stopped = frame.depth === 1 || frame.stopped;
  return thaw(result);
}

/** A summary's value is shared; what the caller does to it is the caller's. Frozen fields are read, never written. */
function thaw(value: Value): Value {
  return value;
}

function parameters(frame: Frame, args: readonly ArgumentValue[], arity: number, rest: number): Value[] {
  const values: Value[] = [];
  let spread: Value | undefined;
  for (const arg of args) {
    if (arg.spread) spread = spread ? join(spread, loadElement(frame, arg.value, arg.site)) : loadElement(frame, arg.value, arg.site);
    else values.push(spread ? join(spread, frame.refined(arg.value)) : frame.refined(arg.value));
  }
  if (spread) while (values.length < arity) values.push(spread);
  if (rest >= 0) {
    const tail = values.slice(rest);
    const fields = new Map<string, Value>(tail.map((v, i) => [String(i), v]));
    fields.set(
      ELEMENTS,
      join(
        tail.reduce((a, b) => join(a, b), NOTHING),
        spread ?? NOTHING,
      ),
    );
    values[rest] = { ...NOTHING, fields, complete: !spread };
    values.length = rest + 1;
  }
  return values;
}

export function instantiateClass(
  frame: Frame,
  cls: FunctionValue,
  args: readonly ArgumentValue[],
  site: Site,
  instr: Instr | undefined,
): Value {
  const { env } = frame;
  const id = frame.allocate(instr, { fields: new Map(), class: cls, complete: false });
  const parentPaths = cls.parent?.paths.filter((p) => !p.isUnknown).map((p) => p.call(false, () => false)) ?? [];
  const instance: Value = { ...NOTHING, objects: [id], paths: parentPaths };
  // Constructors run from the base down; a class without one passes its arguments on.
  const chain: FunctionValue[] = [];
  for (let c: FunctionValue | undefined = cls; c && chain.length < 8; ) {
    chain.unshift(c);
    c = env.classField(c, '^parent')?.functions.find((f) => f.kind === 'class');
  }
  for (const c of chain) {
    const record = env.classRecord(c.file, c.index);
    for (const { name, func, static: isStatic } of record?.initializers ?? []) {
      if (isStatic || func < 0) continue;
      const value = applyFunction(
        frame,
        { kind: 'function', file: c.file, index: func, self: instance, bound: c.bound, parent: undefined },
        instance,
        [],
        site,
      );
      const object = frame.state.object(id);
      if (object) frame.state.setObject(id, { ...object, fields: new Map(object.fields).set(name, value) });
    }
  }
  for (const c of [...chain].reverse()) {
    const record = env.classRecord(c.file, c.index);
    if (record && record.constructorFunc >= 0) {
      applyFunction(
        frame,
        { kind: 'function', file: c.file, index: record.constructorFunc, self: instance, bound: c.bound, parent: undefined },
        instance,
        args,
        site,
        record.name,
      );
      break;
    }
  }
  return instance;
}

// --- modelled functions

function modelledCall(frame: Frame, c: CallSite, node: PathNode, facts: CalleeFacts): Value {
  const { env } = frame;
  const holds = (filters: readonly Filter[]): boolean => filters.every((f) => filterHolds(frame, c.args, f));
  const guessed = node.root.text.startsWith('(') ? GUESSED : 0;

  for (const { kind, position } of facts.sinks) {
    if (!holds(position.filters)) continue;
    for (const { value, site, deep } of at(frame, c, position.selector, position.below, node)) {
      if (kind === 'credential') observeCredential(frame, value, c.name);
      const taints = deep ? deepTaints(frame, value) : stringTaints(frame, value);
      if (taints.length > 0) frame.reach(kind, withMask(taints, guessed | marksOf(frame, c)), site, c.name, value, deep);
    }
  }
  for (const roles of facts.calls) {
    env.observeCall({
      kind: roles.kind,
      roles,
      args: c.args,
      self: c.self,
      site: c.site,
      name: c.name,
      developmentOnly: developmentOnly(frame),
      names: frame.namesAround(c.instr),
      text: frame.module.text,
      read: (value, field) => {
        const read = loadField(frame, value, field, c.site, undefined);
        return read;
      },
      elements: (value) => elementsOf(frame, value),
      isComplete: (value) => objectComplete(frame, value),
      taints: (value) => deepTaints(frame, value),
    });
  }

  const returned = callbacks(frame, c, node, facts, holds);
  const result = node.call(c.kind === 'tag', holds);
  let out: Value = { ...UNKNOWN, paths: result.isUnknown ? [] : [result], taints: env ? frame.valueTaints(result, c.site) : [] };
  const quiet = facts.quiet.some((q) => q.tag === (c.kind === 'tag') && holds(q.filters));
  let carries = !quiet && facts.sinks.length === 0 && facts.calls.length === 0 && result.isUnknown;
  let cleaned = 0;
  for (const s of facts.sanitizes) {
    if (s.tag !== (c.kind === 'tag') || !holds(s.filters)) continue;
    carries = false;
    cleaned |= s.mask;
    let taints: readonly Taint[] = [];
    for (const a of c.args) taints = joinTaints(taints, deepTaints(frame, a.value));
    if (c.args.length === 0 && c.self) taints = c.self.taints;
    out = join(out, tainted(withMask(taints, s.mask)));
  }
  for (const flow of facts.flows) {
    carries = false;
    let from: Value = NOTHING;
    for (const place of flow.from) {
      for (const p of places(frame, c, place, returned)) from = join(from, p.deep ? tainted(deepTaints(frame, p.value)) : p.value);
    }
    if (from === NOTHING) continue;
    const moved: Value = {
      ...from,
      consts: flow.mask === 0 && from.objects.length + from.functions.length > 0 ? from.consts : undefined,
      facts: undefined,
      // Something made of a value is not that value any more.
      paths: flow.mask === 0 && flow.undoes === 0 ? from.paths : [],
      taints: movedTaints(frame, from.taints, flow),
      shape: undefined,
    };
    // What the call is said to clean, it cleans on the ways the model spells out as well.
    const kept: Value = cleaned === 0 ? moved : { ...moved, taints: withMask(moved.taints, cleaned) };
    for (const place of flow.to) out = deliver(frame, c, place, place.selector ? moved : kept, out);
  }
  for (const clean of facts.cleans) {
    if (!holds(clean.position.filters)) continue;
    // A call handed on has been looked at where it stands; here its receiver may be another every time.
    if (clean.position.selector.select === 'this' && c.self && c.instr) markReceiver(frame, c.self, clean.mask);
    for (const { value } of at(frame, c, clean.position.selector, clean.position.below, node)) {
      for (const t of deepTaints(frame, value)) frame.state.refine(t.label, clean.mask);
    }
  }
  for (const meaning of facts.meanings) out = meaningValue(frame, c, meaning, out);
  const shown: Fact[] = [];
  for (const check of facts.checks) {
    if (!holds(check.position.filters)) continue;
    for (const { value } of at(frame, c, check.position.selector, check.position.below, node))
      shown.push(...all(deepTaints(frame, value), check.mask));
  }
  let resultFacts: Facts | undefined = shown.length > 0 ? { whenTrue: shown, whenFalse: [] } : undefined;
  for (const meaning of facts.meanings) resultFacts = meaningFacts(frame, c, meaning) ?? resultFacts;
  if (resultFacts) out = { ...out, facts: resultFacts };
  if (carries && facts.meanings.length === 0 && facts.checks.length === 0) out = join(out, carried(frame, c));
  if (node.states.length === 0 && quiet) return { ...out, taints: [] };
  return out;
}

function movedTaints(frame: Frame, taints: readonly Taint[], { mask, undoes }: CompiledFlow): readonly Taint[] {
  return withMask(undoes === 0 ? taints : undone(frame, taints, undoes), mask);
}

/** Labels without these bits, wherever they have them from. */
export function undone(frame: Frame, taints: readonly Taint[], bits: number): readonly Taint[] {
  return taints.map((t) => {
    const known = t.mask | frame.state.refinement(t.label);
    // What an input went through only its callers know.
    if ((known & bits) === 0 && !t.label.input) return t;
    return { ...t, label: frame.env.labels.undone(t.label, bits), mask: known & ~bits };
  });
}

/** Labels of a text argument: its own, and those of the elements of a list that will be joined. */
function stringTaints(frame: Frame, value: Value): readonly Taint[] {
  void frame;
  return value.taints;
}

/** Analyses the functions given as arguments with what the callee passes them. Returns what each gives back, by argument. */
function callbacks(
  frame: Frame,
  c: CallSite,
  node: PathNode,
  facts: CalleeFacts,
  holds: (f: readonly Filter[]) => boolean,
): Map<number, Value> {
  const returned = new Map<number, Value>();
  c.args.forEach((arg, index) => {
    for (const fn of functionsIn(frame, arg.value)) {
      const info = fn.kind === 'function' ? frame.env.functionInfo(fn.file, fn.index) : undefined;
      if (!info) continue;
      const values: ArgumentValue[] = [];
      for (let i = 0; i < Math.max(info.arity, 1); i++) {
        const path = node.parameter(index, c.args.length, info.arity, i, holds);
        const guessed = path.root.text.startsWith('(');
        void guessed;
        let value: Value = { ...UNKNOWN, paths: path.isUnknown ? [] : [path], taints: frame.valueTaints(path, undefined) };
        for (const flow of facts.flows) {
          for (const to of flow.to) {
            if (!to.selector || to.below[0]?.sub !== 'parameter' || (to.below[0].index !== i && to.below[0].index !== -1)) continue;
            if (!selects(to.selector, index, c.args.length, info.arity)) continue;
            for (const place of flow.from) {
              if (place.below.some((b) => b.sub === 'returned')) continue;
              for (const from of places(frame, c, place, returned)) {
                let passed = from.value;
                for (const sub of to.below.slice(1))
                  if (sub.sub === 'element') passed = { ...NOTHING, fields: new Map([[ELEMENTS, passed]]) };
                value = join(
                  { ...value, consts: value.paths.length > 0 ? value.consts : [] },
                  { ...passed, taints: movedTaints(frame, passed.taints, flow) },
                );
              }
            }
          }
        }
        values.push({ value, site: arg.site, spread: false, name: undefined });
      }
      const result = applyFunction(frame, fn, fn.self, values, arg.site, c.name);
      const before = returned.get(index);
      returned.set(index, before ? join(before, result) : result);
    }
  });
  return returned;
}

/** Functions a value is, or holds as elements: `[authenticate, validate]`. */
export function functionsIn(frame: Frame, value: Value): readonly FunctionValue[] {
  if (value.functions.length > 0) return value.functions;
  const out: FunctionValue[] = [];
  for (const id of value.objects) {
    const object = frame.state.object(id);
    if (object?.class) continue;
    for (const fn of object?.fields.get(ELEMENTS)?.functions ?? []) out.push(fn);
  }
  for (const fn of value.fields?.get(ELEMENTS)?.functions ?? []) out.push(fn);
  return out;
}

interface Located {
  readonly value: Value;
  readonly site: Site;
  readonly deep: boolean;
}

/** Values at a place of the call. */
function* at(frame: Frame, c: CallSite, selector: Position['selector'], below: readonly SubStep[], node: PathNode): Generator<Located> {
  void node;
  if (selector.select === 'this') {
    if (c.self) yield* descend(frame, { value: c.self, site: c.site, deep: false }, below);
    return;
  }
  if (selector.select === 'tag') {
    if (c.kind === 'tag')
      for (const arg of c.args.slice(1)) yield* descend(frame, { value: arg.value, site: arg.site, deep: false }, below);
    return;
  }
  let index = 0;
  for (const arg of c.args) {
    if (arg.name !== undefined) {
      if (selector.select === 'name' && selector.name === arg.name)
        yield* descend(frame, { value: arg.value, site: arg.site, deep: false }, below);
      continue;
    }
    const matches =
      selector.select === 'fn'
        ? functionsIn(frame, arg.value).some((f) =>
            selects(selector, index, c.args.length, frame.env.functionInfo(f.file, f.index)?.arity ?? -1),
          )
        : arg.spread
          ? selector.select !== 'name' && (selector.select !== 'index' || selector.index >= index)
          : selects(selector, index, c.args.length, -1);
    if (matches) {
      const value = arg.spread ? loadElement(frame, arg.value, arg.site) : arg.value;
      yield* descend(frame, { value, site: arg.site, deep: false }, below);
    }
    index++;
  }
}

function* descend(frame: Frame, from: Located, below: readonly SubStep[]): Generator<Located> {
  if (below.length === 0) {
    yield { ...from, value: frame.refined(from.value) };
    return;
  }
  const [step, ...rest] = below;
  switch (step.sub) {
    case 'field':
      yield* descend(frame, { ...from, value: loadField(frame, from.value, step.name, from.site, undefined) }, rest);
      return;
    case 'any-field': {
      let any: Value = NOTHING;
      for (const id of from.value.objects) for (const field of frame.state.object(id)?.fields.values() ?? []) any = join(any, field);
      for (const field of from.value.fields?.values() ?? []) any = join(any, field);
      any = join(any, tainted(from.value.taints));
      yield* descend(frame, { ...from, value: any }, rest);
      return;
    }
    case 'element':
      yield* descend(frame, { ...from, value: loadElement(frame, from.value, from.site) }, rest);
      return;
    case 'deep':
      yield { ...from, deep: true };
      return;
    default:
      return;
  }
}

/** Values a flow starts from. */
function* places(frame: Frame, c: CallSite, place: Place, returned: ReadonlyMap<number, Value>): Generator<Located> {
  if (!place.selector) return;
  const back = place.below.findIndex((b) => b.sub === 'returned');
  if (back < 0) {
    yield* at(frame, c, place.selector, place.below, frame.env.paths.unknown);
    return;
  }
  for (const [index, value] of returned) {
    if (place.selector.select === 'index' ? place.selector.index === index : true) {
      yield* descend(frame, { value, site: c.args[index]?.site ?? c.site, deep: false }, place.below.slice(back + 1));
    }
  }
}

/** Puts a moved value where a flow leads; returns the call's result as it then is. */
function deliver(frame: Frame, c: CallSite, place: Place, value: Value, result: Value): Value {
  if (!place.selector) {
    let made = value;
    for (const step of [...place.below].reverse()) {
      if (step.sub === 'element') made = { ...NOTHING, fields: new Map([[ELEMENTS, made]]) };
      else if (step.sub === 'field') made = { ...NOTHING, fields: new Map([[step.name, made]]) };
    }
    if (
      place.below.length === 0 &&
      result.consts === undefined &&
      result.taints.length === 0 &&
      result.paths.length === 0 &&
      !result.fields
    )
      return made;
    return join(result, made);
  }
  if (place.below[0]?.sub === 'parameter') return result;
  for (const target of at(frame, c, place.selector, [], frame.env.paths.unknown)) {
    const last = place.below.at(-1);
    let base = target.value;
    for (const step of place.below.slice(0, -1))
      base = step.sub === 'field' ? loadField(frame, base, step.name, c.site, undefined) : loadElement(frame, base, c.site);
    if (!last) frame.addLabels(base, value);
    else if (last.sub === 'field') frame.storeSilently(base, last.name, value);
    else if (last.sub === 'element') storeElement(frame, base, value);
  }
  return result;
}

export function filterHolds(frame: Frame, args: readonly ArgumentValue[], filter: Filter): boolean {
  const arg = args[filter.argument];
  if (args.slice(0, filter.argument + 1).some((a) => a.spread)) return false;
  let value: Value | undefined = arg?.value;
  let holder: Value | undefined;
  for (const field of filter.fields) {
    if (!value) break;
    holder = value;
    // A callback stands where options may stand, and has none of their fields.
    value = value.functions.length > 0 ? undefined : loadField(frame, value, field, arg.site, undefined);
  }
  const { test } = filter;
  const consts = value?.consts;
  const absent = !value || (consts?.length === 1 && consts[0] === undefined);
  switch (test.is) {
    case 'absent':
      return absent;
    case 'present':
      return !absent;
    case 'not-shown':
      return absent || (!!holder && holder.objects.length === 0 && !holder.fields);
    case 'one-of':
      return !!consts && consts.some((c) => test.values.some((v) => sameConstant(v, c)));
    case 'contains':
      if (!consts) return value?.shape !== undefined && containsOne(value.shape, test.texts);
      return consts.some((c) => typeof c === 'string' && containsOne(c, test.texts));
    case 'not':
      return (
        absent ||
        (!!consts && consts.length > 0 && consts.every((c) => !sameConstant(test.value, c))) ||
        (!consts && (value?.objects.length ?? 0) > 0)
      );
  }
}

function containsOne(text: string, parts: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return parts.some((p) => lower.includes(p));
}

function sameConstant(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase());
}

/** A literal that a credential parameter gets. */
export function observeCredential(frame: Frame, value: Value, name: string): void {
  const only = value.consts?.length === 1 ? value.consts[0] : undefined;
  if (typeof only === 'string' && value.constSite) frame.env.observeCredential({ site: value.constSite, value: only, name });
}

/** Elements of an array written out, in order. */
export function elementsOf(frame: Frame, value: Value): readonly Value[] {
  const out: Value[] = [];
  const gather = (fields: ReadonlyMap<string, Value>): void => {
    for (const [name, field] of fields) if (/^\d+$/.test(name)) out.push(field);
  };
  for (const id of value.objects) gather(frame.state.object(id)?.fields ?? new Map());
  if (value.fields) gather(value.fields);
  return out;
}

function objectComplete(frame: Frame, value: Value): boolean {
  if (value.taints.length > 0 || value.paths.length > 0) return false;
  if (value.fields && !value.complete) return false;
  return value.objects.every((id) => frame.state.object(id)?.complete === true) && (value.objects.length > 0 || value.fields !== undefined);
}

// --- unknown functions

/** First words of names of calls that look something up, ask or store: what they return is not what they were given. */
const LOOKUPS = new Set(
  'find get has is load lookup query fetch count exists check validate verify create insert save update delete remove add set put send can should list search select compare register init connect log emit on test equals'.split(
    ' ',
  ),
);

function unknownCall(frame: Frame, c: CallSite, symbolic: boolean): Value {
  let returned: Value = NOTHING;
  const wrapped: FunctionValue[] = [];
  for (const arg of c.args) {
    for (const fn of functionsIn(frame, arg.value)) {
      if (fn.kind !== 'function') continue;
      if (wrapped.length < 4) wrapped.push(fn);
      if (symbolic) continue;
      const info = frame.env.functionInfo(fn.file, fn.index);
      const values: ArgumentValue[] = Array.from({ length: info?.arity ?? 0 }, () => ({
        value: UNKNOWN,
        site: arg.site,
        spread: false,
        name: undefined,
      }));
      returned = join(returned, applyFunction(frame, fn, fn.self, values, arg.site, c.name));
    }
  }
  const passed = { ...NOTHING, taints: withMask(deepTaints(frame, returned), WEAK) };
  const result = join({ ...UNKNOWN, functions: wrapped }, passed);
  return join(result, carried(frame, c));
}

/** An unknown function may give back what it was given. */
function carried(frame: Frame, c: CallSite): Value {
  const word = /[A-Za-z]+$/.exec(c.name.replace(/[^\w]+$/, ''))?.[0] ?? '';
  const first = (/^[a-z]+|^[A-Z]+(?![a-z])|^[A-Z][a-z]*/.exec(word)?.[0] ?? '').toLowerCase();
  if (LOOKUPS.has(first)) return UNKNOWN;
  let taints: readonly Taint[] = [];
  for (const arg of c.args) taints = joinTaints(taints, deepTaints(frame, arg.value, 2));
  if (c.self) taints = joinTaints(taints, c.self.taints);
  if (taints.length === 0) return UNKNOWN;
  return tainted(traced(withMask(taints, WEAK), c.site, `through ${c.name}`));
}

export { constant, isRegex, MASK, untainted };
