/** What a call does: functions of the program by their summaries, modelled ones by their models, the rest by caution. */
import type { CallKind, Instr } from '../ir/types';
import { deepTaints, ELEMENTS, loadField, taintsBelow } from './access';
import { applyFunction, constructOn, countAhead, instantiateClass, neverReturns } from './apply';
import { BEGINNING, GUESSED, MASK } from './catalog';
import type { CalleeFacts, CompiledFlow, Place } from './catalogState';
import { eventCell, heardTaint, intoCell } from './cells';
import { all } from './conditions';
import { conform } from './conform';
import type { Frame } from './frame';
import type { Share } from './handed';
import { meaningFacts, meaningValue } from './meanings';
import { readByMethod } from './namedData';
import { observe } from './observing';
import type { Filter, SubStep } from './pathLanguage';
import { selects } from './pathStates';
import type { PathNode } from './paths';
import { at, collectorOf, constantsOf, deliver, filterHolds, functionsIn, observeCredential, places } from './places';
import type { ArgumentValue } from './summary';
import { leaveUndecided } from './undecided';
import { carried, forgetBegun, functionsGiven, unknownCall } from './unknownCall';
import {
  constant,
  copyOf,
  type Fact,
  type Facts,
  type FunctionValue,
  join,
  joinTaints,
  type Label,
  NOTHING,
  ofFields,
  ofObject,
  ofPaths,
  type Site,
  type Taint,
  tainted,
  UNKNOWN,
  type Value,
  withConsts,
  withFacts,
  withMask,
  withPaths,
  withTaints,
} from './values';

export const MAX_CALL_DEPTH = 16;
/** Callers a call is handed on to, one after the other, before it is given up. */
export const MAX_HOPS = 6;

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
  /** Somebody uses what it returns. */
  readonly wanted: boolean;
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
    if (fn.kind === 'class' && fn.self) constructOn(frame, fn, fn.self, c.args, c.site);
    else if (fn.kind === 'class') {
      out = join(out, instantiateClass(frame, fn, c.args, c.site, c.instr));
      if (c.args.length > 0) constructedAbove(frame, fn, c);
    } else if (c.kind === 'new') out = join(out, constructed(frame, fn, c));
    else out = join(out, applyFunction(frame, fn, fn.self ?? c.self, c.args, c.site, c.name, c.wanted));
  }
  if (handled && frame.depth === 1 && c.callee.functions.some((fn) => neverReturns(frame, fn))) frame.stopped = true;
  let symbolic = false;
  let handedOn = false;
  let declared: Value = NOTHING;
  for (const node of c.callee.paths) {
    if (node.symbolic) {
      symbolic = true;
      if (node.step.step === 'member') markByName(frame, c, node.step.name);
    }
    const facts = node.calleeFacts;
    if (facts.known) {
      handled = true;
      const made = modelledCall(frame, c, node, facts);
      out = join(out, made);
      if (showsSomething(node, facts)) declared = join(declared, made);
      if (facts.ends && frame.depth === 1) frame.stopped = true;
      const open = node.symbolic ? undefined : leaveUndecided(frame, c, node, facts);
      if (open) {
        const both = copyOf(join(out, open));
        both.facts = out.facts;
        both.found = out.found;
        out = both;
      }
    }
  }
  // What a modelled call shows, it shows whatever its receiver turns out to be for the callers; and what a declared type shows
  // is not taken back by what is known of any receiver.
  const facts = out.facts === declared.facts ? out.facts : bothFacts(out.facts, declared.facts);
  if (facts !== out.facts) out = withFacts(out, facts);
  const { found } = out;
  // A method found in the class of `this` is known: nobody else need look for it.
  if (symbolic && c.callee.functions.length === 0) {
    handedOn = handOn(frame, c);
    const paths = c.callee.paths
      .filter((p) => p.symbolic)
      .map((p) => p.call(c.kind === 'tag', () => false, p.heedsArguments ? constantsOf(c) : undefined));
    const taints = paths.filter((p) => p.symbolic).map((p) => ({ label: frame.env.labels.input(p), mask: 0, trace: undefined }));
    const both = copyOf(join(out, ofPaths(paths, taints)));
    both.facts = facts;
    both.found = found;
    out = both;
  }
  // Whoever is handed the call finds out whether anybody knows it, and if not, what that means for its result.
  if (!handled) forgetBegun(frame, c);
  if (!handled) out = readByMethod(frame, c, join(out, handedOn ? functionsGiven(frame, c) : unknownCall(frame, c, symbolic)));
  if (c.instr && c.callee.functions.length === 0 && (c.kind === 'new' || c.callee.paths.some((p) => p.calleeFacts.makes)))
    return newObject(frame, c, out);
  return out;
}

/** What a call asks for by a constant: one parameter of a request is not another. */
function askedFor({ args }: CallSite): string {
  const [first] = args;
  const consts = first && !first.spread ? first.value.consts : undefined;
  return consts?.length === 1 && typeof consts[0] === 'string' ? `'${consts[0]}'` : '';
}

/** A check that belongs to a type, or to a place of a library. */
function showsSomething(node: PathNode, { checks, meanings }: CalleeFacts): boolean {
  return !node.symbolic && !node.parent?.isUnknown && checks.length + meanings.length > 0;
}

function bothFacts(a: Facts | undefined, b: Facts | undefined): Facts | undefined {
  if (!a || !b) return a ?? b;
  return { whenTrue: [...a.whenTrue, ...b.whenTrue], whenFalse: [...a.whenFalse, ...b.whenFalse] };
}

/** What the library's class above takes of the arguments, where no class of the program stands between that has a constructor. */
function constructedAbove(frame: Frame, cls: FunctionValue, c: CallSite): void {
  let current: FunctionValue | undefined = cls;
  for (let i = 0; current && i < MAX_ABOVE; i++) {
    if ((frame.env.classRecord(current.file, current.index)?.constructorFunc ?? -1) >= 0) return;
    const parent: Value | undefined = current.parent ?? frame.env.classField(current, '^parent');
    for (const node of parent?.paths ?? [])
      if (!node.symbolic && node.calleeFacts.sinks.length > 0) modelledCall(frame, c, node, node.calleeFacts);
    current = parent?.functions.find((f) => f.kind === 'class');
  }
}
/** Classes looked at above one. */
const MAX_ABOVE = 8;

/** A function called with `new` fills a new object, unless it returns one of its own. */
function constructed(frame: Frame, fn: FunctionValue, c: CallSite): Value {
  const id = frame.allocate(c.instr, { fields: NO_FIELDS, class: undefined, complete: false });
  const instance = ofObject(id);
  const returned = applyFunction(frame, fn, instance, c.args, c.site, c.name);
  return returned.fields || returned.objects.length + returned.functions.length > 0 ? join(instance, returned) : instance;
}

/** What methods put into a new object of a library stays in it: `map.set(key, value)`. */
function newObject(frame: Frame, c: CallSite, made: Value): Value {
  if (made.objects.length > 0) return made;
  // A promise, a text: the call's result is what it was given, and no object of its own.
  for (const path of c.callee.paths) {
    const { makes, flows } = path.calleeFacts;
    if (!makes && flows.some((f) => f.mask === 0 && f.to.some((p) => !p.selector && p.below.length === 0))) return made;
  }
  const id = frame.allocate(c.instr, { fields: begun(c, made.fields ?? NO_FIELDS), class: undefined, complete: false });
  const out = copyOf(made);
  out.objects = [id];
  out.fields = undefined;
  return out;
}

/** What a new object of a library has in its fields: what models say it begins with, and what it has been given. */
function begun({ callee }: CallSite, given: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const begins = callee.paths.map((p) => p.calleeFacts.begins).find((b) => b !== undefined);
  if (!begins) return given;
  const fields = new Map(Object.entries(begins).map(([name, value]) => [name, constant(value, undefined)]));
  for (const [name, value] of given) fields.set(name, value);
  return fields;
}
const NO_FIELDS: ReadonlyMap<string, Value> = new Map();

/** Leaves a call on an input to the callers, when they may know what it is and something follows from it. */
export function handOn(frame: Frame, c: CallSite): boolean {
  if (!worthCarrying(frame, c)) return false;
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
  return true;
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
  return frame.env.labels.source('local', undefined, `handed:${node.text}`);
}

function worthCarrying(frame: Frame, c: CallSite): boolean {
  if (c.hops >= MAX_HOPS) return false;
  const { catalog } = frame.env.paths;
  for (const node of c.callee.paths) {
    if (!node.symbolic) continue;
    const modelled = node.step.step === 'member' && catalog.tellingNames.has(node.step.name);
    // A member no type is modelled with may still be a method of the program's own objects; one of any object is done already.
    if (!modelled && node.parent && node.calleeFacts.known) continue;
    // All that a callback is answered with matters to rules: `done(null, true)` here, `done(new Error())` there.
    if (c.hops === 0 && !node.parent && c.args.length > 0) return true;
    if (c.args.some((a) => a.value.functions.length > 0 || a.value.taints.length > 0)) return true;
    // An application or a router: functions may be registered with it.
    if (c.args.some((a) => a.value.paths.some((p) => !p.symbolic && !p.isUnknown))) return true;
    if (c.args.some((a) => (modelled ? a.value.objects.length > 0 || a.value.fields : deepTaints(frame, a.value, 2).length > 0)))
      return true;
  }
  return false;
}

function modelledCall(frame: Frame, c: CallSite, node: PathNode, facts: CalleeFacts): Value {
  const { env } = frame;
  const holds = (filters: readonly Filter[]): boolean => filters.every((f) => filterHolds(frame, c.args, f));
  const guessed = node.root.text.startsWith('(') ? GUESSED : 0;

  for (const { kind, position } of facts.sinks) {
    if (!holds(position.filters)) continue;
    if (kind === 'cell') {
      announce(frame, c);
      continue;
    }
    for (const { value, site, deep } of at(frame, c, position.selector, position.below, node)) {
      if (kind === 'credential') observeCredential(frame, value, c.name);
      const taints = deep ? taintsBelow(frame, value, deep) : value.taints;
      if (taints.length > 0) frame.reach(kind, withMask(taints, guessed | marksOf(frame, c)), site, c.name, value, deep);
    }
  }
  for (const roles of facts.calls) {
    if (!holds(roles.filters) || (roles.beside !== undefined && !frame.module.text.includes(`"${roles.beside}"`))) continue;
    const { self, args, site, name, instr } = c;
    observe(frame, roles, { self, args, site, name, carried: instr === undefined, names: frame.callShapes.namesAround(instr) });
  }

  const returned = callbacks(frame, c, node, facts, holds, givenTo(frame, facts, guessed, holds));
  const result = node.call(c.kind === 'tag', holds);
  let out = ofPaths(result.isUnknown ? [] : [result], frame.valueTaints(result, c.site, askedFor(c)));
  const quiet = facts.quiet.some((q) => q.tag === (c.kind === 'tag') && holds(q.filters));
  let carries = !quiet && facts.sinks.length === 0 && facts.calls.length === 0 && result.isUnknown;
  let cleaned = 0;
  for (const s of facts.settings) if (holds(s.filters)) env.observeSetting(s.mask);
  for (const s of facts.sanitizes) {
    if (s.tag !== (c.kind === 'tag') || !holds(s.filters)) continue;
    carries = false;
    cleaned |= s.mask;
  }
  if (cleaned !== 0) {
    let taints: readonly Taint[] = [];
    for (const a of c.args) taints = joinTaints(taints, deepTaints(frame, a.value));
    if (c.args.length === 0 && c.self) taints = c.self.taints;
    out = join(out, tainted(withMask(taints, cleaned)));
  }
  for (const flow of facts.flows) {
    carries = false;
    let from: Value = NOTHING;
    for (const place of flow.from) {
      for (const p of places(frame, c, place, returned)) from = join(from, p.deep ? tainted(taintsBelow(frame, p.value, p.deep)) : p.value);
    }
    if (from === NOTHING) continue;
    const moved = copyOf(from);
    if (flow.mask !== 0 || from.objects.length + from.functions.length === 0) moved.consts = undefined;
    moved.facts = undefined;
    // Something made of a value is not that value any more.
    if (flow.mask !== 0 || (flow.undoes & ~BEGINNING) !== 0) moved.paths = [];
    moved.taints = movedTaints(frame, from.taints, flow);
    moved.shape = undefined;
    // What the call is said to clean, it cleans on the ways the model spells out as well.
    const kept = cleaned === 0 ? moved : withTaints(moved, withMask(moved.taints, cleaned));
    for (const place of flow.to) {
      const whole = isSetter(place, flow) && (place.selector || cleaned === 0);
      out = deliver(frame, c, place, whole ? from : place.selector ? moved : kept, out);
    }
  }
  for (const clean of facts.cleans) {
    if (!holds(clean.position.filters)) continue;
    // A call handed on has been looked at where it stands; here its receiver may be another every time.
    if (clean.position.selector.select === 'this' && c.self && c.instr) markReceiver(frame, c.self, clean.mask);
    for (const { value } of at(frame, c, clean.position.selector, clean.position.below, node)) {
      for (const t of deepTaints(frame, value)) frame.state.refine(t.label, clean.mask);
    }
  }
  for (const meaning of facts.meanings)
    out = meaning === 'conform' ? conform(frame, c, node, facts, out) : meaningValue(frame, c, meaning, out);
  const shown: Fact[] = [];
  for (const check of facts.checks) {
    if (!holds(check.position.filters)) continue;
    for (const { value } of at(frame, c, check.position.selector, check.position.below, node))
      shown.push(...all(deepTaints(frame, value), check.mask));
  }
  let resultFacts: Facts | undefined = shown.length > 0 ? { whenTrue: shown, whenFalse: [] } : undefined;
  for (const meaning of facts.meanings) resultFacts = meaningFacts(frame, c, meaning) ?? resultFacts;
  if (resultFacts) out = withFacts(out, resultFacts);
  if (carries && facts.meanings.length === 0 && facts.checks.length === 0) out = join(out, carried(frame, c));
  if (node.states.length === 0 && quiet) return withTaints(out, []);
  return out;
}

/** `cors.setAllowCredentials(true)`: the field holds what the call was given, constants and all. */
function isSetter({ below }: Place, { mask, undoes }: CompiledFlow): boolean {
  return mask === 0 && undoes === 0 && below.at(-1)?.sub === 'field';
}

/** The values that an event is announced with are there for those who listen. The event is told by the first argument. */
function announce(frame: Frame, c: CallSite): void {
  for (const event of eventsOf(c))
    c.args.slice(1).forEach(({ value, site }, i) => {
      intoCell(frame, eventCell(event, i), value, site);
    });
}

function heard(frame: Frame, c: CallSite, position: number, site: Site): readonly Taint[] {
  return eventsOf(c).flatMap((event) => heardTaint(frame, event, position, site));
}

function eventsOf({ args }: CallSite): readonly string[] {
  const [first] = args;
  return first && !first.spread ? (first.value.consts ?? []).flatMap((name) => (typeof name === 'string' ? [name] : [])) : [];
}

function movedTaints(frame: Frame, taints: readonly Taint[], { mask, undoes }: CompiledFlow): readonly Taint[] {
  return withMask(undoes === 0 ? taints : undone(frame, taints, undoes), mask);
}

/** Labels without these bits, wherever they have them from. */
export function undone(frame: Frame, taints: readonly Taint[], bits: number): readonly Taint[] {
  return taints.map((t) => {
    const known = t.mask | frame.state.refinement(t.label);
    // What an input went through only its callers know; how it begins is not worth a name of its own.
    if ((known & bits) === 0 && (!t.label.input || (bits & ~BEGINNING) === 0)) return t;
    return { label: frame.env.labels.undone(t.label, bits), mask: known & ~bits, trace: t.trace };
  });
}

/** Statuses from here on say that the server has failed. */
const FAILURE = 500;

/** Takes what functions given to the call return to where the models say that it does harm. */
function givenTo(frame: Frame, facts: CalleeFacts, mask: number, holds: (f: readonly Filter[]) => boolean): Frame['watch'] {
  if (!frame.env.paths.catalog.speaksOfReturns) return undefined;
  const kinds = facts.sinks.filter((s) => s.position.below[0]?.sub === 'returned' && holds(s.position.filters)).map((s) => s.kind);
  if (kinds.length === 0) return undefined;
  return (value, site, name) => {
    // `return text, 404`: the first of several is what is sent.
    const several = value.fields?.has('length') === true;
    const sent = several ? (value.fields?.get('0') ?? value) : value;
    const status = several ? value.fields?.get('1') : undefined;
    const bits = status && !status.consts?.some((c) => Number(c) >= FAILURE) ? mask | MASK['client-fault'] : mask;
    for (const kind of kinds) {
      const taints = kind === 'response-body' ? deepTaints(frame, sent, 2) : sent.taints;
      if (taints.length > 0) frame.reach(kind, withMask(taints, bits), site, name, sent, false);
    }
  };
}

/** The place is what a function hands to its own parameter `index`. */
function isHanded(below: readonly SubStep[], index: number): boolean {
  return below[0]?.sub === 'parameter' && below[1]?.sub === 'parameter' && below[0].index === index;
}

/** Analyses the functions given as arguments with what the callee passes them. Returns what each gives back, by argument. */
function callbacks(
  frame: Frame,
  c: CallSite,
  node: PathNode,
  facts: CalleeFacts,
  holds: (f: readonly Filter[]) => boolean,
  watch: Frame['watch'],
): Map<number, Value> {
  const returned = new Map<number, Value>();
  const share = frame.handed.by(c, node);
  c.args.forEach((arg, index) => {
    for (const fn of functionsIn(frame, arg.value)) {
      frame.watch = watch;
      const result = calledBack(frame, c, node, facts, holds, returned, arg, index, fn, NO_NAMES, share);
      frame.watch = undefined;
      if (!result) continue;
      const before = returned.get(index);
      returned.set(index, before ? join(before, result) : result);
    }
    for (const fields of node.handedFields) {
      let value = arg.value;
      for (const field of fields) value = loadField(frame, value, field, undefined, undefined);
      for (const fn of functionsIn(frame, value)) calledBack(frame, c, node, facts, holds, returned, arg, index, fn, fields);
    }
  });
  return returned;
}
const NO_NAMES: readonly string[] = [];

/** Analyses one function that an argument is, or has in a field. */
function calledBack(
  frame: Frame,
  c: CallSite,
  node: PathNode,
  facts: CalleeFacts,
  holds: (f: readonly Filter[]) => boolean,
  returned: ReadonlyMap<number, Value>,
  arg: ArgumentValue,
  index: number,
  fn: FunctionValue,
  fields: readonly string[],
  share?: Share,
): Value | undefined {
  const info = fn.kind === 'function' ? frame.env.functionInfo(fn.file, fn.index) : undefined;
  if (!info) return undefined;
  const values: ArgumentValue[] = [];
  const arity = Math.max(info.arity - countAhead(fn), 0);
  for (let i = 0; i < Math.max(arity, 1); i++) {
    const path = node.parameter(index, c.args.length, arity, i, holds, fields, node.heedsArguments ? constantsOf(c) : undefined);
    const taints =
      path.step.step === 'parameter' && path.step.args
        ? [{ label: frame.env.labels.input(path), mask: 0, trace: undefined }]
        : path.valueFacts.sources.includes('cell')
          ? heard(frame, c, i, arg.site)
          : frame.valueTaints(path, undefined);
    let value = ofPaths(path.isUnknown ? [] : [path], taints);
    for (const flow of fields.length === 0 ? facts.flows : []) {
      if (flow.from.some((p) => p.selector && isHanded(p.below, i) && selects(p.selector, index, c.args.length, arity))) {
        const collector = collectorOf(frame, c, index, i);
        frame.collected.set(collector, []);
        value = withPaths(value, [...value.paths, collector]);
      }
      for (const to of flow.to) {
        if (!to.selector || to.below[0]?.sub !== 'parameter' || (to.below[0].index !== i && to.below[0].index !== -1)) continue;
        if (!selects(to.selector, index, c.args.length, arity)) continue;
        for (const place of flow.from) {
          if (place.below.some((b) => b.sub === 'returned')) continue;
          for (const from of places(frame, c, place, returned)) {
            let passed = from.value;
            for (const sub of to.below.slice(1)) if (sub.sub === 'element') passed = ofFields(new Map([[ELEMENTS, passed]]), false);
            value = join(
              value.paths.length > 0 ? value : withConsts(value, []),
              withTaints(passed, movedTaints(frame, passed.taints, flow)),
            );
          }
        }
      }
    }
    values.push({ value: share ? share(value, arity, i) : value, site: arg.site, spread: false, name: undefined });
  }
  return applyFunction(frame, fn, fn.self, values, arg.site, c.name);
}
