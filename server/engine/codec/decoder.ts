/** Values out of bytes that `Encoder` wrote: table by table, each entry made of earlier ones. Throws DamagedRecord for anything else. */
import type { Literal } from '../../ir/types';
import { SOURCES, type SourceKind } from '../kinds';
import type { Labels } from '../labels';
import type { KnownArguments, PathNode, PathTable, Step } from '../paths';
import {
  copyOf,
  type Fact,
  type Facts,
  type FunctionValue,
  type Label,
  NOTHING,
  type Site,
  type Taint,
  type Trace,
  UNKNOWN,
  type Value,
} from '../values';
import { ByteReader, DamagedRecord } from './bytes';
import { HAS, LAYOUT, LITERAL, NODE, STEP } from './encoder';

type Fields = ReadonlyMap<string, Value>;
type Node = Value | FunctionValue | Fields;

export class Decoder {
  /** Stands at what the tables are for. */
  readonly root: ByteReader;
  private readonly texts: readonly string[];
  private readonly paths: PathNode[];
  private readonly labels: readonly Label[];
  private readonly sites: readonly Site[];
  private readonly traces: Trace[];
  private readonly taints: readonly Taint[];
  private readonly taintLists: readonly (readonly Taint[])[];
  private readonly facts: readonly Facts[];
  private readonly nodes: Node[] = [NOTHING, UNKNOWN];
  /** What each of `nodes` is. */
  private readonly kinds: number[] = [NODE.value, NODE.value];
  private readonly bounds: Map<string, Value>[] = [];

  constructor(
    bytes: Uint8Array,
    private readonly table: PathTable,
    private readonly interned: Labels,
  ) {
    const r = new ByteReader(bytes);
    this.root = r;
    if (r.number() !== LAYOUT) throw new DamagedRecord('the layout is another');
    this.texts = list(r, () => r.text());
    this.paths = [];
    for (let count = r.count(); count > 0; count--) this.paths.push(this.readPath(r));
    this.labels = list(r, () => this.readLabel(r));
    this.sites = list(r, () => ({ file: this.text(r), at: { start: r.number(), end: r.number() } }));
    this.traces = [];
    for (let count = r.count(); count > 0; count--) this.traces.push(this.readTrace(r));
    this.taints = list(r, () => ({ label: this.label(r), mask: r.number() | 0, trace: this.trace(r) }));
    this.taintLists = list(r, () => list(r, () => this.taints[r.index(this.taints.length)]));
    this.facts = list(r, () => ({ whenTrue: this.factList(r), whenFalse: this.factList(r) }));
    for (let count = r.count(); count > 0; count--) this.bounds.push(new Map());
    for (let count = r.count(); count > 0; count--) this.readNode(r);
    for (const bound of this.bounds) for (let count = r.count() >> 1; count > 0; count--) bound.set(this.text(r), this.value(r));
  }

  text(r = this.root): string {
    return this.texts[r.index(this.texts.length)];
  }
  /** One more than the number of a text, or 0. */
  optionalText(r = this.root): string | undefined {
    const number = r.index(this.texts.length + 1);
    return number === 0 ? undefined : this.texts[number - 1];
  }
  path(r = this.root): PathNode {
    return this.paths[r.index(this.paths.length)];
  }
  label(r = this.root): Label {
    return this.labels[r.index(this.labels.length)];
  }
  site(r = this.root): Site {
    return this.sites[r.index(this.sites.length)];
  }
  trace(r = this.root): Trace | undefined {
    const number = r.index(this.traces.length + 1);
    return number === 0 ? undefined : this.traces[number - 1];
  }
  taint(r = this.root): Taint {
    return this.taints[r.index(this.taints.length)];
  }
  taintList(r = this.root): readonly Taint[] {
    return this.taintLists[r.index(this.taintLists.length)];
  }
  factList(r = this.root): readonly Fact[] {
    const out: Fact[] = [];
    for (let count = r.count() >> 1; count > 0; count--) out.push({ label: this.label(r), mask: r.number() | 0 });
    return out;
  }
  value(r = this.root): Value {
    return this.node(r, NODE.value) as Value;
  }
  fields(r = this.root): Fields {
    return this.node(r, NODE.fields) as Fields;
  }
  function(r = this.root): FunctionValue {
    return this.node(r, NODE.function) as FunctionValue;
  }
  list<T>(make: () => T): T[] {
    return list(this.root, make);
  }

  literal(r = this.root): Literal {
    switch (r.number()) {
      case LITERAL.undefined:
        return undefined;
      case LITERAL.null:
        return null;
      case LITERAL.false:
        return false;
      case LITERAL.true:
        return true;
      case LITERAL.whole:
        return r.number();
      case LITERAL.number:
        return r.double();
      case LITERAL.text:
        return this.text(r);
      case LITERAL.regex:
        return { regex: this.text(r), flags: this.text(r) };
      default:
        throw new DamagedRecord('a literal is of no known kind');
    }
  }

  private node(r: ByteReader, kind: number): Node {
    const number = r.index(this.nodes.length);
    if (this.kinds[number] !== kind) throw new DamagedRecord('a reference leads to something else');
    return this.nodes[number];
  }

  private readPath(r: ByteReader): PathNode {
    const kind = r.number();
    if (kind === STEP.plain || kind === STEP.symbolic) {
      const text = this.text(r);
      return this.checked(this.table.root(text, kind === STEP.symbolic), text === this.table.unknown.text);
    }
    return this.checked(this.path(r).follow(this.readStep(r, kind)), false);
  }

  private checked(node: PathNode, mayBeUnknown: boolean): PathNode {
    if (node.isUnknown && !mayBeUnknown) throw new DamagedRecord('the models know no such path');
    return node;
  }

  private readStep(r: ByteReader, kind: number): Step {
    switch (kind) {
      case STEP.member:
        return { step: 'member', name: this.text(r) };
      case STEP.tag:
        return { step: 'call', tag: true, args: undefined, chosen: [] };
      case STEP.call: {
        const chosen = list(r, () => r.number());
        return { step: 'call', tag: false, chosen, args: this.knownArguments(r) };
      }
      case STEP.element:
        return { step: 'element' };
      case STEP.undone:
        return { step: 'undone', mask: r.number() | 0 };
      case STEP.instance:
        return { step: 'instance', key: this.text(r) };
      case STEP.parameter: {
        const place = { argument: r.number(), arity: r.number() - 1, index: r.number(), last: r.number() === 1 };
        const fields = list(r, () => this.text(r));
        const chosen = list(r, () => r.number());
        return { step: 'parameter', ...place, fields, chosen, args: this.knownArguments(r) };
      }
      default:
        throw new DamagedRecord('a path takes no known step');
    }
  }

  private knownArguments(r: ByteReader): KnownArguments | undefined {
    const count = r.count();
    if (count === 0) return undefined;
    const out: ({ readonly is: Literal } | undefined)[] = [];
    for (let i = 1; i < count; i++) out.push(r.number() === 1 ? { is: this.literal(r) } : undefined);
    return out;
  }

  private readLabel(r: ByteReader): Label {
    const kind = r.number();
    if (kind === 0) return this.interned.input(this.path(r));
    const source = this.text(r);
    const detail = this.text(r);
    if (!Object.hasOwn(SOURCES, source)) throw new DamagedRecord('a label is of no known kind');
    return this.interned.intern(source as SourceKind, kind === 1 ? undefined : detail, this.text(r), r.number());
  }

  private readTrace(r: ByteReader): Trace {
    const before = this.trace(r);
    const site = this.site(r);
    const message = this.text(r);
    return { before, site, message, inside: this.trace(r), length: r.number() };
  }

  private readNode(r: ByteReader): void {
    const kind = r.number();
    if (kind === NODE.value) this.add(kind, this.readValue(r));
    else if (kind === NODE.fields) {
      const fields = new Map<string, Value>();
      for (let count = r.count() >> 1; count > 0; count--) fields.set(this.text(r), this.value(r));
      this.add(kind, fields);
    } else if (kind === NODE.function || kind === NODE.class) {
      const file = this.text(r);
      const index = r.number();
      const self = this.optionalValue(r);
      const parent = this.optionalValue(r);
      const bound = r.index(this.bounds.length + 1);
      const made: FunctionValue = {
        kind: kind === NODE.class ? 'class' : 'function',
        file,
        index,
        self,
        bound: bound === 0 ? undefined : this.bounds[bound - 1],
        parent,
      };
      this.add(NODE.function, made);
    } else throw new DamagedRecord('an entry is of no known kind');
  }

  private add(kind: number, node: Node): void {
    this.nodes.push(node);
    this.kinds.push(kind);
  }

  /** One more than the number of a value, or 0. */
  optionalValue(r = this.root): Value | undefined {
    const number = r.index(this.nodes.length + 1);
    if (number === 0) return undefined;
    if (this.kinds[number - 1] !== NODE.value) throw new DamagedRecord('a reference leads to something else');
    return this.nodes[number - 1] as Value;
  }

  private readValue(r: ByteReader): Value {
    const has = r.number();
    return copyOf({
      taints: has & HAS.taints ? this.taintList(r) : NOTHING.taints,
      paths: has & HAS.paths ? list(r, () => this.path(r)) : NOTHING.paths,
      consts: has & HAS.consts ? list(r, () => this.literal(r)) : undefined,
      constSite: has & HAS.constSite ? this.site(r) : undefined,
      objects: has & HAS.objects ? list(r, () => r.number() | 0) : NOTHING.objects,
      fields: has & HAS.fields ? this.fields(r) : undefined,
      complete: (has & HAS.complete) !== 0,
      functions: has & HAS.functions ? list(r, () => this.function(r)) : NOTHING.functions,
      classes: has & HAS.classes ? list(r, () => this.function(r)) : NOTHING.classes,
      facts: has & HAS.facts ? this.facts[r.index(this.facts.length)] : undefined,
      shape: has & HAS.shape ? this.text(r) : undefined,
      typeOf: has & HAS.typeOf ? this.taintList(r) : undefined,
      found: has & HAS.found ? this.facts[r.index(this.facts.length)] : undefined,
      separated: (has & HAS.separated) !== 0,
    });
  }
}

function list<T>(r: ByteReader, make: () => T): T[] {
  const out: T[] = [];
  for (let count = r.count(); count > 0; count--) out.push(make());
  return out;
}
