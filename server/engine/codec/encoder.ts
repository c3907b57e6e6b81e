/**
 * Values as bytes. Whatever is shared is written once, into a table of its kind, and meant by its number from then on; what
 * it consists of comes before it, so that a decoder needs no recursion. Equal content gives equal bytes, in any process.
 */
import type { Literal } from '../../ir/types';
import type { PathNode, Step } from '../paths';
import {
  type Fact,
  type Facts,
  type FunctionValue,
  isRegex,
  type Label,
  NOTHING,
  type Site,
  type Taint,
  type Trace,
  UNKNOWN,
  type Value,
} from '../values';
import { ByteWriter } from './bytes';
import { Table } from './table';

/** First byte of a record; changes with its layout. */
export const LAYOUT = 4;

/** What a value has, as bits, in the order it is written. */
export const HAS = {
  taints: 1,
  paths: 1 << 1,
  consts: 1 << 2,
  constSite: 1 << 3,
  objects: 1 << 4,
  fields: 1 << 5,
  complete: 1 << 6,
  functions: 1 << 7,
  classes: 1 << 8,
  facts: 1 << 9,
  shape: 1 << 10,
  typeOf: 1 << 11,
  found: 1 << 12,
  separated: 1 << 13,
} as const satisfies Record<keyof Value, number>;

/** Kinds of entries of the table of nodes, which refer to one another. */
export const NODE = { value: 0, function: 1, class: 2, fields: 3 } as const;

export const STEP = { plain: 0, symbolic: 1, member: 2, call: 3, tag: 4, element: 5, undone: 6, parameter: 7, instance: 8 } as const;
export const LITERAL = { undefined: 0, null: 1, false: 2, true: 3, whole: 4, number: 5, text: 6, regex: 7 } as const;

/** Told of functions and inputs that values speak of, so that the record's maker knows what else must be kept. */
export interface Met {
  function(fn: FunctionValue): void;
  input(key: string): void;
}

export class Encoder {
  /** What the tables are for. */
  readonly root = new ByteWriter();
  private readonly texts = new Table(1024);
  private readonly paths = new Table();
  private readonly labels = new Table();
  private readonly sites = new Table();
  private readonly traces = new Table(1024);
  private readonly taints = new Table();
  private readonly taintLists = new Table();
  private readonly facts = new Table();
  private readonly nodes = new Table(1024);
  private readonly textNumbers = new Map<string, number>();
  private readonly known = new Map<object, number>();
  /** Variables that closures have taken along; these may lead back to the closure. */
  private readonly bounds: ReadonlyMap<string, Value>[] = [];
  private readonly boundNumbers = new Map<object, number>();
  private readonly boundEntries = new ByteWriter();
  private settled = 0;

  constructor(private readonly met: Met) {}

  // Each of these returns the number of what it is given.

  text(text: string): number {
    const known = this.textNumbers.get(text);
    if (known !== undefined) return known;
    this.texts.begin();
    this.texts.text(text);
    const made = this.texts.end();
    this.textNumbers.set(text, made);
    return made;
  }

  path(node: PathNode): number {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const parent = node.parent && this.path(node.parent);
    const made = parent === undefined ? this.pathRoot(node) : this.pathStep(parent, node.step);
    this.known.set(node, made);
    return made;
  }

  private pathRoot(node: PathNode): number {
    if (node.symbolic) this.met.input(node.text);
    const text = this.text(node.text);
    this.paths.begin();
    this.paths.number(node.symbolic ? STEP.symbolic : STEP.plain);
    this.paths.number(text);
    return this.paths.end();
  }

  private pathStep(parent: number, step: Step): number {
    const { paths } = this;
    // Texts first: an entry is written in one go.
    const name = step.step === 'member' ? this.text(step.name) : step.step === 'instance' ? this.text(step.key) : 0;
    const fields = step.step === 'parameter' ? step.fields.map((f) => this.text(f)) : [];
    const args = new ByteWriter(16);
    if (step.step === 'call' || step.step === 'parameter') {
      const given = step.args;
      args.number(given ? given.length + 1 : 0);
      for (const arg of given ?? []) {
        args.number(arg ? 1 : 0);
        if (arg) this.literal(args, arg.is);
      }
    }
    paths.begin();
    switch (step.step) {
      case 'member':
        paths.number(STEP.member);
        paths.number(parent);
        paths.number(name);
        break;
      case 'call':
        paths.number(step.tag ? STEP.tag : STEP.call);
        paths.number(parent);
        if (step.tag) break;
        numbers(paths, step.chosen);
        paths.append(args);
        break;
      case 'undone':
        paths.number(STEP.undone);
        paths.number(parent);
        paths.number(step.mask);
        break;
      case 'instance':
        paths.number(STEP.instance);
        paths.number(parent);
        paths.number(name);
        break;
      case 'parameter':
        paths.number(STEP.parameter);
        paths.number(parent);
        for (const n of [step.argument, step.arity + 1, step.index, step.last ? 1 : 0]) paths.number(n);
        numbers(paths, fields);
        numbers(paths, step.chosen);
        paths.append(args);
        break;
      default:
        paths.number(STEP.element);
        paths.number(parent);
    }
    return paths.end();
  }

  label(label: Label): number {
    const known = this.known.get(label);
    if (known !== undefined) return known;
    const { labels } = this;
    const parts = label.input
      ? [0, this.path(label.input)]
      : [
          label.detail === undefined ? 1 : 2,
          this.text(label.kind ?? ''),
          this.text(label.detail ?? ''),
          this.text(label.text),
          label.depth,
        ];
    labels.begin();
    for (const part of parts) labels.number(part);
    const made = labels.end();
    this.known.set(label, made);
    return made;
  }

  site(site: Site): number {
    const known = this.known.get(site);
    if (known !== undefined) return known;
    const file = this.text(site.file);
    this.sites.begin();
    this.sites.number(file);
    this.sites.number(site.at.start);
    this.sites.number(site.at.end);
    const made = this.sites.end();
    this.known.set(site, made);
    return made;
  }

  /** 0 for none. */
  trace(trace: Trace | undefined): number {
    if (!trace) return 0;
    const known = this.known.get(trace);
    if (known !== undefined) return known;
    const parts = [this.trace(trace.before), this.site(trace.site), this.text(trace.message), this.trace(trace.inside), trace.length];
    this.traces.begin();
    for (const part of parts) this.traces.number(part);
    const made = this.traces.end() + 1;
    this.known.set(trace, made);
    return made;
  }

  taint(taint: Taint): number {
    const known = this.known.get(taint);
    if (known !== undefined) return known;
    const parts = [this.label(taint.label), taint.mask, this.trace(taint.trace)];
    this.taints.begin();
    for (const part of parts) this.taints.number(part);
    const made = this.taints.end();
    this.known.set(taint, made);
    return made;
  }

  taintList(list: readonly Taint[]): number {
    const known = this.known.get(list);
    if (known !== undefined) return known;
    const parts = list.map((t) => this.taint(t));
    this.taintLists.begin();
    numbers(this.taintLists, parts);
    const made = this.taintLists.end();
    this.known.set(list, made);
    return made;
  }

  factsOf(facts: Facts): number {
    const known = this.known.get(facts);
    if (known !== undefined) return known;
    const whenTrue = this.factNumbers(facts.whenTrue);
    const whenFalse = this.factNumbers(facts.whenFalse);
    this.facts.begin();
    numbers(this.facts, whenTrue);
    numbers(this.facts, whenFalse);
    const made = this.facts.end();
    this.known.set(facts, made);
    return made;
  }

  /** Label and mask, one after the other. */
  factNumbers(facts: readonly Fact[]): number[] {
    return facts.flatMap((f) => [this.label(f.label), f.mask]);
  }

  value(value: Value): number {
    if (value === NOTHING) return 0;
    if (value === UNKNOWN) return 1;
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const taints = this.taintList(value.taints);
    const paths = value.paths.map((p) => this.path(p));
    const consts = new ByteWriter(32);
    if (value.consts) {
      consts.number(value.consts.length);
      for (const literal of value.consts) this.literal(consts, literal);
    }
    const constSite = value.constSite && this.site(value.constSite);
    const fields = value.fields && this.fields(value.fields);
    const functions = value.functions.map((f) => this.function(f));
    const classes = value.classes.map((c) => this.function(c));
    const facts = value.facts && this.factsOf(value.facts);
    const shape = value.shape === undefined ? undefined : this.text(value.shape);
    const typeOf = value.typeOf && this.taintList(value.typeOf);
    const found = value.found && this.factsOf(value.found);
    let has = 0;
    if (value.taints.length > 0) has |= HAS.taints;
    if (paths.length > 0) has |= HAS.paths;
    if (value.consts) has |= HAS.consts;
    if (constSite !== undefined) has |= HAS.constSite;
    if (value.objects.length > 0) has |= HAS.objects;
    if (fields !== undefined) has |= HAS.fields;
    if (value.complete) has |= HAS.complete;
    if (functions.length > 0) has |= HAS.functions;
    if (classes.length > 0) has |= HAS.classes;
    if (facts !== undefined) has |= HAS.facts;
    if (shape !== undefined) has |= HAS.shape;
    if (typeOf !== undefined) has |= HAS.typeOf;
    if (found !== undefined) has |= HAS.found;
    if (value.separated) has |= HAS.separated;
    const { nodes } = this;
    nodes.begin();
    nodes.number(NODE.value);
    nodes.number(has);
    if (has & HAS.taints) nodes.number(taints);
    if (has & HAS.paths) numbers(nodes, paths);
    if (has & HAS.consts) nodes.append(consts);
    if (constSite !== undefined) nodes.number(constSite);
    // Numbers of a running function's objects; below zero for what is written to inputs.
    if (has & HAS.objects) numbers(nodes, value.objects);
    if (fields !== undefined) nodes.number(fields);
    if (has & HAS.functions) numbers(nodes, functions);
    if (has & HAS.classes) numbers(nodes, classes);
    if (facts !== undefined) nodes.number(facts);
    if (shape !== undefined) nodes.number(shape);
    if (typeOf !== undefined) nodes.number(typeOf);
    if (found !== undefined) nodes.number(found);
    const made = nodes.end() + 2;
    this.known.set(value, made);
    return made;
  }

  fields(fields: ReadonlyMap<string, Value>): number {
    const known = this.known.get(fields);
    if (known !== undefined) return known;
    const parts: number[] = [];
    for (const [name, value] of fields) parts.push(this.text(name), this.value(value));
    this.nodes.begin();
    this.nodes.number(NODE.fields);
    numbers(this.nodes, parts);
    const made = this.nodes.end() + 2;
    this.known.set(fields, made);
    return made;
  }

  function(fn: FunctionValue): number {
    const known = this.known.get(fn);
    if (known !== undefined) return known;
    this.met.function(fn);
    const parts = [
      fn.kind === 'class' ? NODE.class : NODE.function,
      this.text(fn.file),
      fn.index,
      fn.self ? this.value(fn.self) + 1 : 0,
      fn.parent ? this.value(fn.parent) + 1 : 0,
      fn.bound ? this.bound(fn.bound) + 1 : 0,
    ];
    this.nodes.begin();
    for (const part of parts) this.nodes.number(part);
    const made = this.nodes.end() + 2;
    this.known.set(fn, made);
    return made;
  }

  private bound(bound: ReadonlyMap<string, Value>): number {
    const known = this.boundNumbers.get(bound);
    if (known !== undefined) return known;
    const made = this.bounds.length;
    this.bounds.push(bound);
    this.boundNumbers.set(bound, made);
    return made;
  }

  literal(to: ByteWriter, value: Literal): void {
    if (value === undefined) to.number(LITERAL.undefined);
    else if (value === null) to.number(LITERAL.null);
    else if (typeof value === 'boolean') to.number(value ? LITERAL.true : LITERAL.false);
    else if (typeof value === 'string') {
      to.number(LITERAL.text);
      to.number(this.text(value));
    } else if (isRegex(value)) {
      to.number(LITERAL.regex);
      to.number(this.text(value.regex));
      to.number(this.text(value.flags));
    } else if (value >>> 0 === value && !Object.is(value, -0)) {
      to.number(LITERAL.whole);
      to.number(value);
    } else {
      to.number(LITERAL.number);
      to.double(value);
    }
  }

  /** Writes what closures met so far have taken along, which may hold further closures. */
  settle(): void {
    for (; this.settled < this.bounds.length; this.settled++) {
      const bound = [...this.bounds[this.settled]].flatMap(([key, value]) => {
        this.met.input(key);
        return [this.text(key), this.value(value)];
      });
      numbers(this.boundEntries, bound);
    }
  }

  /** Whole record. Nothing may be added afterwards. */
  finish(): Uint8Array {
    this.settle();
    const out = new ByteWriter(this.nodes.length + this.traces.length + this.texts.length + 1024);
    out.number(LAYOUT);
    for (const table of [this.texts, this.paths, this.labels, this.sites, this.traces, this.taints, this.taintLists, this.facts]) {
      out.number(table.count);
      out.append(table);
    }
    out.number(this.bounds.length);
    out.number(this.nodes.count);
    out.append(this.nodes);
    out.append(this.boundEntries);
    out.append(this.root);
    return out.finish();
  }
}

export function numbers(to: ByteWriter, list: readonly number[]): void {
  to.number(list.length);
  for (const n of list) to.number(n);
}
