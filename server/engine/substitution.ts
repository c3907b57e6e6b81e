/** Puts a caller's values in place of the inputs a summary speaks of. */
import { ELEMENTS, loadElement, loadField, taintsBelow } from './access';
import { type CallSite, call, handOn, undone } from './calls';
import type { Frame } from './frame';
import type { Filter } from './pathLanguage';
import type { KnownArguments, PathNode } from './paths';
import { filterHoldsFor, observeCredential } from './places';
import type { Deep, PendingCall, Summary } from './summary';
import { extend } from './traces';
import { isUndecided, undecidedName } from './undecided';
import { carried } from './unknownCall';
import {
  constant,
  copyOf,
  type Fact,
  type Facts,
  type FunctionValue,
  join,
  joinTaints,
  MAX_TAINTS,
  NOTHING,
  ofPaths,
  type Site,
  type Taint,
  UNKNOWN,
  type Value,
  withBound,
  withReceiver,
  withTaints,
} from './values';

const MAX_DEPTH = 4;
/** Calls handed on by callees that one function carries out. */
const MAX_CARRIED = 300;

export class Substitution {
  private readonly inputs = new Map<PathNode, Value>();
  private readonly values = new Map<Value, Value>();
  private readonly functions = new Map<FunctionValue, FunctionValue>();

  constructor(
    private readonly frame: Frame,
    /** Values of the parameters. */
    private readonly args: readonly Value[],
    private readonly self: Value | undefined,
    private readonly bound: ReadonlyMap<string, Value> | undefined,
    private readonly site: Site,
    private readonly message: string,
    /** Names of the parameters. */
    private readonly names: readonly string[],
  ) {}

  /** The caller's value of an input of the callee: `$0.query`. */
  resolve(node: PathNode): Value {
    const known = this.inputs.get(node);
    if (known) return known;
    // Guards against an input that is defined by itself (a closure bound to its own result).
    this.inputs.set(node, UNKNOWN);
    const value = node.parent ? this.below(this.resolve(node.parent), node) : this.root(node);
    this.inputs.set(node, value);
    return value;
  }

  /** What a call returns that only we can decide. */
  private decided(name: string): Value {
    let out: Value = NOTHING;
    for (const pending of this.calls) {
      const [callee] = pending.callee.paths;
      if (callee && !callee.symbolic && undecidedName(callee, pending.args) === name) out = join(out, this.carry(pending, true));
    }
    return out;
  }

  private root(node: PathNode): Value {
    const { text } = node;
    if (isUndecided(text)) return this.decided(text);
    if (text === '$this') return this.self ?? UNKNOWN;
    if (text.startsWith('$')) return this.args[Number(text.slice(1))] ?? constant(undefined, undefined);
    const bound = this.bound?.get(text);
    if (bound) return bound;
    const [file, func, variable] = splitCapture(text);
    const own = this.frame.ownInput(file, func, variable);
    if (own) return own;
    if (func === 0 && variable >= 0) return this.frame.env.moduleVariable(file, variable);
    return this.frame.inputValue(node);
  }

  private below(base: Value, node: PathNode): Value {
    const { step } = node;
    switch (step.step) {
      case 'member':
        return loadField(this.frame, base, step.name, undefined, undefined);
      case 'element':
        return loadElement(this.frame, base, undefined);
      case 'undone':
        return withTaints(base, undone(this.frame, base.taints, step.mask));
      case 'call': {
        let out: Value = NOTHING;
        const carried = node.parent ? this.returnedTo(node.parent) : undefined;
        if (carried) out = carried;
        else for (const fn of base.functions) if (fn.kind === 'function') out = join(out, returnedBy(this.frame, fn, this.site));
        const paths = base.paths.filter((p) => !p.isUnknown).map((p) => p.call(step.tag, holdsFor(step.args), step.args));
        let taints: readonly Taint[] = [];
        for (const path of paths) {
          taints = joinTaints(taints, this.frame.valueTaints(path, undefined));
          if (path.symbolic) taints = joinTaints(taints, [{ label: this.frame.env.labels.input(path), mask: 0, trace: undefined }]);
        }
        return join(out, ofPaths(paths, taints));
      }
      case 'parameter': {
        const paths = base.paths
          .filter((p) => !p.isUnknown)
          .map((p) => p.parameter(step.argument, step.argument + 1, step.arity, step.index, holdsFor(step.args), step.fields, step.args));
        let taints: readonly Taint[] = [];
        for (const path of paths) {
          taints = joinTaints(taints, this.frame.valueTaints(path, undefined));
          if (path.symbolic && step.args)
            taints = joinTaints(taints, [{ label: this.frame.env.labels.input(path), mask: 0, trace: undefined }]);
        }
        return ofPaths(paths, taints);
      }
      default:
        return UNKNOWN;
    }
  }

  value(value: Value, depth = 0): Value {
    if (isClosed(value) || depth > MAX_DEPTH) return value;
    const known = this.values.get(value);
    if (known) return known;
    const made = this.make(value, depth);
    this.values.set(value, made);
    return made;
  }

  private make(value: Value, depth: number): Value {
    const taints = this.taints(value.taints, false);
    const facts = value.facts && this.facts(value.facts);
    const functions = value.functions.length === 0 ? value.functions : value.functions.map((f) => this.function(f, depth));
    let { fields } = value;
    if (fields && !everyClosed(fields)) {
      const made = new Map<string, Value>();
      for (const [name, field] of fields) made.set(name, this.value(field, depth + 1));
      fields = made;
    }
    const own = copyOf(value);
    own.functions = functions;
    own.fields = fields;
    if (!isOpen(value.paths)) {
      own.taints = taints;
      own.facts = facts;
      return own;
    }
    // A value that is an input as it came is the caller's value: constants, objects, functions and all.
    let actual: Value = NOTHING;
    for (let i = 0; i < value.paths.length; i++) {
      const node = value.paths[i];
      if (node.symbolic) actual = join(actual, this.resolve(node));
    }
    own.consts = [];
    own.taints = actual.taints;
    own.facts = actual.facts;
    own.paths = value.paths.filter((p) => !p.symbolic);
    const both = copyOf(join(own, actual));
    both.consts = value.consts ?? actual.consts;
    both.constSite = actual.constSite ?? value.constSite;
    both.shape = value.shape ?? actual.shape;
    both.taints = taints;
    both.facts = facts;
    return both;
  }

  private function(fn: FunctionValue, depth: number): FunctionValue {
    if (!fn.self && !fn.bound) return fn;
    const known = this.functions.get(fn);
    if (known) return known;
    if (depth > MAX_DEPTH) return fn;
    const bound = fn.bound && new Map<string, Value>();
    const made = withBound(fn, bound);
    this.functions.set(fn, made);
    for (const [key, value] of fn.bound ?? []) bound?.set(key, this.value(value, depth + 1));
    const self = fn.self && this.value(fn.self, depth + 1);
    return self === fn.self ? made : withReceiver(made, self);
  }

  /** Labels of inputs become the labels of what the caller passes. `deep`: everything below counts. */
  taints(taints: readonly Taint[], deep: Deep): readonly Taint[] {
    let out: readonly Taint[] | undefined;
    for (let i = 0; i < taints.length && !out; i++) if (taints[i].label.input) out = [];
    if (!out) return taints;
    for (let i = 0; i < taints.length; i++) {
      const taint = taints[i];
      const { input } = taint.label;
      if (!input) {
        out = joinTaints(out, [taint]);
        continue;
      }
      const actual = this.resolve(input);
      const from = deep ? taintsBelow(this.frame, actual, deep) : actual.taints;
      if (from.length === 0) continue;
      const passed: Taint[] = [];
      for (let k = 0; k < from.length; k++) {
        const t = from[k];
        if (passed.length >= MAX_TAINTS) break;
        const refined = this.frame.state.refinement(t.label);
        passed.push({
          label: t.label,
          mask: t.mask | taint.mask | refined,
          trace: this.trace(t, taint),
        });
      }
      out = joinTaints(out, passed);
    }
    return out;
  }

  private trace(passed: Taint, inside: Taint): Taint['trace'] {
    if (passed.trace) return extend(passed.trace, this.site, this.message, inside.trace);
    // The source is the parameter itself: the way begins where the callee reads it.
    if (inside.trace || !passed.label.kind) return inside.trace;
    const path = inside.label.input?.text ?? '';
    const [, index, members] = /^\$(\d+)([^([]*)/.exec(path) ?? [];
    const name = this.names[Number(index)];
    return extend(undefined, this.site, name ? name + members : this.message);
  }

  fact(fact: Fact): readonly Fact[] {
    const { input } = fact.label;
    if (!input) return [fact];
    return this.resolve(input).taints.map((t) => ({ label: t.label, mask: fact.mask }));
  }

  private facts(facts: Facts): Facts {
    return { whenTrue: this.factsOf(facts.whenTrue), whenFalse: this.factsOf(facts.whenFalse) };
  }

  private factsOf(facts: readonly Fact[]): readonly Fact[] {
    return facts.length === 0 ? facts : facts.flatMap((f) => this.fact(f));
  }

  /** What calling the function does besides returning: stores, sinks, calls only the caller can resolve. */
  effects(summary: Summary): void {
    const { frame } = this;
    this.calls = summary.calls;
    for (const effect of summary.effects) {
      const value = this.value(effect.value);
      if (effect.field === undefined) this.setInput(effect.target, value);
      else this.store(effect.target, effect.field, value);
    }
    this.sinks(summary);
    for (const pending of summary.calls) this.carry(pending, false);
    for (const fact of summary.refined) for (const { label, mask } of this.fact(fact)) frame.state.refine(label, mask);
  }

  /** What the callee's sinks are given. */
  sinks(summary: Summary): void {
    const { frame } = this;
    for (const sink of summary.sinks) {
      const taints = this.taints(sink.taints, sink.deep);
      if (sink.kind === 'credential') {
        const value = this.value(sink.value);
        observeCredential(frame, value, sink.name);
        frame.reach(sink.kind, taints, sink.site, sink.name, value, sink.deep);
      } else if (taints.length > 0) frame.reach(sink.kind, taints, sink.site, sink.name, sink.value, sink.deep);
    }
  }

  private calls: readonly PendingCall[] = [];
  private readonly carriedOut = new Map<PendingCall, Value>();

  /** What the calls of this input return that the callee has left to us; undefined when it has left none. */
  private returnedTo(callee: PathNode): Value | undefined {
    let out: Value | undefined;
    for (const pending of this.calls) {
      if (!pending.callee.paths.includes(callee)) continue;
      const value = this.carry(pending, true);
      out = out ? join(out, value) : value;
    }
    return out;
  }

  /** Carries out a call that a callee has left to its callers; what it returns, as far as anybody here knows. */
  private carry(pending: PendingCall, isAsked: boolean): Value {
    const known = this.carriedOut.get(pending);
    if (known) return known;
    const callee = this.value(pending.callee);
    const found = callee.functions.length > 0 || callee.paths.some((p) => !p.symbolic && p.calleeFacts.own);
    // Nobody knows what it is, and nobody will. What any value's method of that name does, the callee has seen to itself.
    if (!found && !isAsked && !callee.paths.some((p) => p.symbolic)) return UNKNOWN;
    this.carriedOut.set(pending, NOTHING);
    const value = this.carryOut(pending, callee, found);
    this.carriedOut.set(pending, value);
    return value;
  }

  private carryOut(pending: PendingCall, callee: Value, found: boolean): Value {
    const { frame } = this;
    const args = pending.args.map((a) => ({ value: this.value(a.value), site: a.site, spread: a.spread, name: a.name }));
    let key = `${pending.site.file}:${pending.site.at.start}|${pending.marks}|${identity(callee)}|`;
    for (let i = 0; i < args.length; i++) key += i === 0 ? identity(args[i].value) : `;${identity(args[i].value)}`;
    const before = frame.done.get(key);
    if (before) return before;
    if (frame.done.size >= MAX_CARRIED) {
      frame.cut = true;
      return UNKNOWN;
    }
    frame.done.set(key, UNKNOWN);
    const site: CallSite = {
      callee,
      self: pending.self && this.value(pending.self),
      args,
      kind: pending.kind,
      site: pending.site,
      name: pending.name,
      hops: pending.hops,
      wanted: true,
      marks: pending.marks,
      instr: undefined,
    };
    const isSeenTo = pending.callee.paths.some((p) => p.calleeFacts.known);
    // A call that was left to us because of an argument.
    const isOurs = pending.callee.paths.some((p) => !p.symbolic);
    const value = this.result(site, found, isSeenTo, isOurs);
    frame.done.set(key, value);
    return value;
  }

  private result(site: CallSite, found: boolean, isSeenTo: boolean, isOurs: boolean): Value {
    const { frame } = this;
    if (found) {
      const value = call(frame, site);
      // What a library returns is known by its path alone.
      return site.callee.functions.length > 0 || isOurs ? value : NOTHING;
    }
    // Still an input, of our callers: handed on, and done with here. Where nobody knows it and nobody will, it may give back what it got.
    const open = site.callee.paths.some((p) => p.symbolic);
    return (open && handOn(frame, site)) || isSeenTo ? NOTHING : carried(frame, site);
  }

  private setInput(target: PathNode, value: Value): void {
    const { frame } = this;
    const [file, func, variable] = splitCapture(target.text);
    if (variable < 0) return;
    const own = frame.ownInput(file, func, variable);
    if (own) frame.state.setVariable(variable, join(own, value));
    else if (func === 0) frame.env.writeModuleVariable(file, variable, value);
    else frame.addEffect({ target, field: undefined, value });
  }

  private store(target: PathNode, field: string, value: Value): void {
    const base = this.frame.handed.stored(this.resolve(target), target.parent && this.resolve(target.parent), target.step);
    const live = this.frame.storeSilently(base, field === ELEMENTS ? undefined : field, value);
    if (live !== base) this.inputs.set(target, live);
  }
}

/** Values that mention no input are everybody's; what has been found out of those with fields is kept. */
const closedness = new WeakMap<Value, boolean>();

function holdsFor(args: KnownArguments | undefined): (filters: readonly Filter[]) => boolean {
  return (filters) => args !== undefined && filters.every((f) => filterHoldsFor(args, f));
}

export function isClosed(value: Value): boolean {
  const { taints, paths } = value;
  for (let i = 0; i < taints.length; i++) if (taints[i].label.input) return false;
  for (let i = 0; i < paths.length; i++) if (paths[i].symbolic) return false;
  if (value.facts && (speakOfInputs(value.facts.whenTrue) || speakOfInputs(value.facts.whenFalse))) return false;
  if (value.fields === undefined && value.functions.length === 0) return true;
  const known = closedness.get(value);
  if (known !== undefined) return known;
  // Until it is known, a value that holds itself counts as closed.
  closedness.set(value, true);
  let closed = value.functions.every((f) => (!f.self || isClosed(f.self)) && (!f.bound || everyClosed(f.bound)));
  if (closed && value.fields) closed = everyClosed(value.fields);
  closedness.set(value, closed);
  return closed;
}

function isOpen(paths: readonly PathNode[]): boolean {
  for (let i = 0; i < paths.length; i++) if (paths[i].symbolic) return true;
  return false;
}

function speakOfInputs(facts: readonly Fact[]): boolean {
  for (const { label } of facts) if (label.input) return true;
  return false;
}

function everyClosed(values: ReadonlyMap<string, Value>): boolean {
  for (const value of values.values()) if (!isClosed(value)) return false;
  return true;
}

/** Tells values apart as far as a call's effects go. */
function identity(value: Value): string {
  const { paths, taints, functions, objects, classes } = value;
  let key = '';
  // By index: most of these are empty, and whoever goes through them with an iterator makes one first.
  for (let i = 0; i < paths.length; i++) key += `p${paths[i].id}`;
  for (let i = 0; i < taints.length; i++) key += `t${taints[i].label.id}.${taints[i].mask}`;
  for (let i = 0; i < functions.length; i++) key += `f${functions[i].file}${functions[i].kind}${functions[i].index}`;
  for (let i = 0; i < objects.length; i++) key += `o${objects[i]}`;
  for (let i = 0; i < classes.length; i++) key += `c${classes[i].file}${classes[i].index}`;
  return key;
}

function returnedBy(frame: Frame, fn: FunctionValue, site: Site): Value {
  if (frame.depth > 6) return UNKNOWN;
  frame.depth++;
  const summary = frame.env.summary(fn.file, fn.index);
  const value = new Substitution(frame, [], fn.self, fn.bound, site, '', []).value(summary.returns);
  frame.depth--;
  return value;
}

/** `^file:function:variable` */
export function splitCapture(key: string): [string, number, number] {
  const last = key.lastIndexOf(':');
  const middle = key.lastIndexOf(':', last - 1);
  return [key.slice(1, middle), Number(key.slice(middle + 1, last)), Number(key.slice(last + 1))];
}
