/** Reading and writing fields and elements of abstract values. */
import { MASK } from './catalog';
import { fieldCell, intoCell, intoCellsOf } from './cells';
import { namedField } from './claims';
import { all, untainted } from './conditions';
import type { Frame } from './frame';
import { memberAbove } from './memberAbove';
import { withData } from './namedData';
import { observeAssignment } from './observing';
import type { PathNode } from './paths';
import type { HeapObject } from './state';
import type { Effect } from './summary';
import { declaredBits, held } from './typed';
import {
  constant,
  copyOf,
  type Facts,
  type FunctionValue,
  join,
  joinTaints,
  NOTHING,
  ofFunctions,
  ofPaths,
  type Site,
  type Taint,
  type Value,
  withConsts,
  withFacts,
  withMask,
  withPaths,
  withTaints,
} from './values';

/** Key of the field that stands for all elements. */
export const ELEMENTS = '[]';
/** Key of the field that holds an input whose fields the object has, but for those it sets itself. */
export const REST = '...';

/** Heap key of what is written to an input. */
export function overlayId(node: PathNode): number {
  return -(node.id + 1);
}

/** `site` undefined: the read is not written anywhere, it follows from a call's summary. */
export function loadField(frame: Frame, base: Value, name: string, site: Site | undefined, owner: string | undefined): Value {
  const { env } = frame;
  let out: Value = NOTHING;
  let open = base.objects.length === 0 && base.fields === undefined;
  let typeBits = 0;
  /** It has such a field: no method of that name is meant that any value may have. */
  let isOwn = false;
  let filled: Value = NOTHING;
  const { objects, classes, functions } = base;
  for (let i = 0; i < objects.length; i++) {
    const id = objects[i];
    const object = frame.state.object(id);
    const set = object?.fields.get(name);
    const own = set ?? restField(frame, object?.fields, name);
    if (own && frame.handed.has(id) && base.objects.length === 1) return own;
    isOwn ||= own !== undefined;
    if (own && !set) filled = join(filled, own);
    else if (own) out = join(out, own);
    else {
      const member = object?.class && instanceMember(frame, object.class, name, base, site);
      if (member) out = join(out, member);
      else if (object?.complete && !object.class) {
        out = join(out, missing(object.fields, name));
        // It may also be something else, which the labels are of: `given ?? { level: 3 }`.
        open ||= base.taints.length > 0;
      } else open = true;
      if (!object?.complete) {
        const other = object?.fields.get(ELEMENTS);
        if (other && /^\d+$/.test(name)) out = join(out, other);
      }
    }
  }
  if (base.fields) {
    const own = base.fields.get(name) ?? restField(frame, base.fields, name);
    isOwn ||= own !== undefined;
    if (own) out = join(out, own);
    else if (base.complete) {
      out = join(out, missing(base.fields, name));
      open ||= base.taints.length > 0;
    } else {
      open = true;
      const other = base.fields.get(ELEMENTS);
      if (other && /^\d+$/.test(name)) out = join(out, other);
    }
  }
  for (let i = 0; i < classes.length; i++) {
    const member = instanceMember(frame, classes[i], name, base, site) ?? memberAbove(frame, classes[i], name, base);
    if (member) {
      out = join(out, member);
      typeBits |= declaredBits(member);
    }
  }
  // What somebody else has put in is of the type that the field is declared with.
  if (filled !== NOTHING) out = join(out, typeBits === 0 ? filled : withTaints(filled, withMask(filled.taints, typeBits)));
  for (let i = 0; i < functions.length; i++) {
    const member = functions[i].kind === 'class' ? staticMember(frame, functions[i], name) : undefined;
    if (member) out = join(out, member);
    // A class and nothing else: what its field is set to is what it holds, unless methods set it, too.
    if (member && functions.length === 1 && base.paths.length + base.taints.length + classes.length + objects.length === 0)
      open &&= env.classRecord(functions[0].file, functions[0].index)?.kept.includes(`static ${name}`) === true;
  }

  let quiet = false;
  let mask = typeBits;
  const paths: PathNode[] = [];
  let taints: readonly Taint[] = [];
  const from = base.paths.length > 0 ? base.paths : [env.paths.unknown];
  for (let i = 0; i < from.length; i++) {
    const path = from[i];
    const node = path.member(name);
    if (node.symbolic) {
      const written = frame.state.object(overlayId(path))?.fields.get(name);
      if (written) {
        out = join(out, written);
        continue;
      }
    }
    const facts = node.valueFacts;
    quiet ||= facts.quiet;
    mask |= facts.mask;
    if (!paths.includes(node)) paths.push(node);
    if (facts.sources.length > 0) taints = joinTaints(taints, frame.valueTaints(node, site));
  }
  if (quiet) return ofPaths(paths.filter((p) => !p.isUnknown));
  const inherited = base.taints.length === 0 ? base.taints : inheritedBy(frame, base.taints, name, mask, site);
  if (open || out === NOTHING) {
    taints = joinTaints(taints, inherited);
    const read = ofPaths(paths, taints);
    out = join(out, paths.length === 1 ? held(paths[0], read) : read);
  } else {
    // What was stored is known; the rest of the base (a spread, an input) may still show through.
    taints = joinTaints(taints, base.objects.length > 0 || base.fields ? inherited.filter(isKept) : inherited);
    const live = isOwn && base.paths.length === 0 ? [] : paths.filter((p) => !p.isUnknown);
    if (live.length > 0 || taints.length > 0)
      out = withTaints(withPaths(out, [...new Set([...out.paths, ...live])]), joinTaints(out.taints, taints));
  }
  const detail = env.names.dataType(name, owner);
  return detail === undefined ? out : withData(frame, out, detail, name, site);
}

/** What a field has of the labels of what it is a field of. */
function inheritedBy(frame: Frame, taints: readonly Taint[], name: string, mask: number, site: Site | undefined): readonly Taint[] {
  const step = `.${name}`;
  const below = (input: PathNode): PathNode => input.member(name);
  const out: Taint[] = [];
  for (let i = 0; i < taints.length; i++) {
    const t = taints[i];
    if (t.label.kind === 'data' && !frame.env.names.isTold(t.label.detail ?? '', name)) continue;
    out.push(belowTaint(frame, t, step, below, mask, site));
  }
  return out;
}

function restField(frame: Frame, fields: ReadonlyMap<string, Value> | undefined, name: string): Value | undefined {
  const rest = fields?.get(REST);
  // In a loop, an object may be spread into what it is spread from.
  if (!rest || frame.resting >= MAX_RESTS) return undefined;
  frame.resting++;
  const out = loadField(frame, rest, name, undefined, undefined);
  frame.resting--;
  return out;
}
/** Objects spread into one another that are looked through for a field. */
const MAX_RESTS = 8;

function missing(fields: ReadonlyMap<string, Value>, name: string): Value {
  if (/^\d+$/.test(name)) {
    const length = fields.get('length')?.consts;
    if (length?.length === 1 && Number(name) >= Number(length[0])) return constant(undefined, undefined);
    const any = fields.get(ELEMENTS);
    if (any) return any;
  }
  return constant(undefined, undefined);
}

function belowTaint(
  frame: Frame,
  taint: Taint,
  step: string,
  below: (input: PathNode) => PathNode,
  mask: number,
  site: Site | undefined,
): Taint {
  // The host of an address is not another value: what is shown of it is shown of the address.
  const label = mask & MASK['host-part'] ? taint.label : frame.env.labels.below(taint.label, step, below);
  // What conditions have shown of the whole holds for its parts.
  const refined = frame.state.refinement(taint.label);
  return { label, mask: taint.mask | mask | refined, trace: site ? begunAt(frame, taint, site) : taint.trace };
}

/** Whatever else is known of it, a later call may find what another has left. */
function isKept({ label }: Taint): boolean {
  return label.kind === 'cell';
}

/** A way that has only just begun begins with the longest expression: `req.query.id`, not `req.query`. */
function begunAt(frame: Frame, { trace, label }: Taint, site: Site): Taint['trace'] {
  if (
    trace
      ? trace.before || trace.inside || trace.site.file !== site.file || trace.site.at.start !== site.at.start
      : !label.input && label.kind !== 'cell'
  )
    return trace;
  return { before: undefined, site, message: frame.textAt(site.at), inside: undefined, length: 1 };
}

export function loadElement(frame: Frame, base: Value, site: Site | undefined): Value {
  let out: Value = NOTHING;
  let open = base.objects.length === 0 && base.fields === undefined;
  const gather = (fields: ReadonlyMap<string, Value>, complete: boolean): void => {
    const all = fields.get(ELEMENTS);
    if (all) out = join(out, all);
    else for (const [name, value] of fields) out = join(out, name === REST ? loadElement(frame, value, site) : value);
    if (!complete && !all) open = true;
  };
  for (const id of base.objects) {
    const object = frame.state.object(id);
    if (object) gather(object.fields, object.complete);
  }
  if (base.fields) gather(base.fields, base.complete);
  if (!open && out !== NOTHING) {
    if (!base.taints.some(isKept)) return out;
    const kept = base.taints.filter(isKept).map((t) => belowTaint(frame, t, ELEMENTS, (input) => input.element(), 0, site));
    return withTaints(out, joinTaints(out.taints, kept));
  }
  const paths = base.paths.filter((p) => !p.isUnknown).map((p) => p.element());
  let taints = base.taints.map((t) => belowTaint(frame, t, ELEMENTS, (input) => input.element(), 0, undefined)) as readonly Taint[];
  for (const path of paths) if (path.valueFacts.sources.length > 0) taints = joinTaints(taints, frame.valueTaints(path, site));
  return join(out, ofPaths(paths, taints));
}

/** The element at a position, where the list knows its elements apart; any element else. */
export function elementAt(frame: Frame, list: Value, position: number, site: Site | undefined): Value {
  const apart = list.objects.length > 0 || list.fields !== undefined || list.paths.some((p) => p.symbolic);
  return apart ? loadField(frame, list, String(position), site, undefined) : loadElement(frame, list, site);
}

export function loadIndex(frame: Frame, base: Value, key: Value, site: Site, owner: string | undefined): Value {
  if (key.consts && key.consts.length > 0 && key.consts.length <= 4 && key.taints.length === 0) {
    return key.consts.map((k) => loadField(frame, base, String(k), site, owner)).reduce((a, b) => join(a, b), NOTHING);
  }
  const element = withChoice(loadElement(frame, base, site), key);
  // Looked up in a literal map: whatever the key, the value is one that is written there. It may also be missing.
  if (!isComplete(frame, base))
    return key.taints.length > 0 && untainted(base)
      ? withFacts(withConsts(element, undefined), keyFacts(key))
      : withConsts(element, undefined);
  return withFacts(join(element, constant(undefined, undefined)), keyFacts(key));
}

/** What a predictable number chooses is as predictable: `letters[Math.floor(…)]`. Other keys choose, but do not show. */
function withChoice(element: Value, key: Value): Value {
  const chance = key.taints.filter((t) => t.label.kind === 'predictable-random');
  return chance.length === 0 ? element : withTaints(withConsts(element, undefined), joinTaints(element.taints, chance));
}

/** Where `map[key]` is there, the key is one of the map's. */
function keyFacts(key: Value): Facts | undefined {
  return key.taints.length === 0 ? undefined : { whenTrue: all(key.taints, MASK['allow-listed']), whenFalse: [] };
}

/** Every key of the object is known. */
export function isComplete(frame: Frame, value: Value): boolean {
  if (value.taints.length > 0 || value.paths.length > 0) return false;
  const objects = value.objects.map((id) => frame.state.object(id));
  if (objects.some((o) => !o?.complete)) return false;
  if (value.fields && !value.complete) return false;
  return objects.length > 0 || value.fields !== undefined;
}

/** All known fields, and whether there can be others. */
export function allFields(frame: Frame, value: Value): { readonly fields: ReadonlyMap<string, Value>; readonly complete: boolean } {
  const fields = new Map<string, Value>(value.fields ?? []);
  for (const id of value.objects) {
    for (const [name, field] of frame.state.object(id)?.fields ?? []) {
      const known = fields.get(name);
      fields.set(name, known ? join(known, field) : field);
    }
  }
  return { fields, complete: isComplete(frame, value) };
}

/** Labels of the value and of everything below it. */
export function deepTaints(frame: Frame, value: Value, depth = 3): readonly Taint[] {
  let taints = value.taints;
  if (depth === 0) return taints;
  for (const id of value.objects) {
    for (const field of frame.state.object(id)?.fields.values() ?? []) taints = joinTaints(taints, deepTaints(frame, field, depth - 1));
  }
  for (const field of value.fields?.values() ?? []) taints = joinTaints(taints, deepTaints(frame, field, depth - 1));
  return taints;
}

/** Values looked at below one. */
const MAX_BELOW = 400;
const MAX_BELOW_DEPTH = 8;

/** All that is in the value, however deep, but for what stands below fields of these names. */
export function valuesBelow(frame: Frame, value: Value, without: readonly string[]): readonly Value[] {
  const out: Value[] = [];
  const seen = new Set<ReadonlyMap<string, Value>>();
  const visit = (fields: ReadonlyMap<string, Value> | undefined, depth: number): void => {
    if (!fields || depth === 0 || seen.has(fields)) return;
    seen.add(fields);
    for (const [name, field] of fields) {
      if (out.length >= MAX_BELOW) return;
      if (without.includes(name)) continue;
      out.push(field);
      open(field, depth - 1);
    }
  };
  const open = (from: Value, depth: number): void => {
    for (const id of from.objects) visit(frame.state.object(id)?.fields, depth);
    visit(from.fields, depth);
  };
  open(value, MAX_BELOW_DEPTH);
  return out;
}

export function hasOwn(frame: Frame, value: Value, name: string): boolean {
  return value.fields?.has(name) === true || value.objects.some((id) => frame.state.object(id)?.fields.has(name));
}

/** Labels of the value and of all that is in it. */
export function taintsBelow(frame: Frame, value: Value, without: readonly string[]): readonly Taint[] {
  let { taints } = value;
  if (value.objects.length === 0 && !value.fields) return taints;
  for (const nested of valuesBelow(frame, value, without)) taints = joinTaints(taints, nested.taints);
  return taints;
}

export function storeField(frame: Frame, base: Value, name: string, value: Value, site: Site): void {
  const kept = namedField(frame, name, value, site);
  for (const path of base.paths) {
    const { assigned, settings } = path.member(name).valueFacts;
    for (const kind of assigned) frame.reach(kind, kept.taints, site, frame.textAt(site.at), kept, false);
    if (settings.length > 0) observeAssignment(frame, settings, base, kept, site);
  }
  for (const fn of base.functions) storeOnFunction(frame, fn, name, kept);
  for (const cls of base.classes) putInField(frame, cls, name, kept, site);
  storePlain(frame, base, name, kept);
}

/** What a method leaves in a field is there for the next one; what a constructor puts there comes with the object. */
function putInField(frame: Frame, cls: FunctionValue, field: string, value: Value, site: Site): void {
  if (frame.isConstructor()) return;
  const record = frame.env.classRecord(cls.file, cls.index);
  const name = field.replace(/^static /, '');
  if (record?.kept.includes(field) && record.name !== '') intoCell(frame, fieldCell(cls.file, record.name, name), value, site);
}

/** What a call has returned changes no more by itself; stored into, it becomes an object of this function's, wherever it stands. */
export function thawed(frame: Frame, value: Value): Value {
  const fields = value.fields ?? new Map<string, Value>();
  const id = frame.allocate(undefined, { fields, class: undefined, complete: value.complete });
  const live = copyOf(value);
  live.fields = undefined;
  live.complete = false;
  live.objects = [id];
  frame.state.replace(value, live);
  for (let i = 0; i < frame.regs.length; i++) if (frame.regs[i] === value) frame.regs[i] = live;
  return live;
}

/** Stores into objects and inputs; `name` undefined adds to the elements. Returns what has been stored into. */
export function storePlain(frame: Frame, target: Value, name: string | undefined, value: Value): Value {
  intoCellsOf(frame, target, name, value);
  const base = target.fields && target.objects.length === 0 ? thawed(frame, target) : target;
  const strong = name !== undefined && base.objects.length === 1 && base.paths.every((p) => p.isUnknown) && !base.fields;
  for (const id of base.objects) {
    const object = frame.state.object(id);
    if (!object) continue;
    frame.state.setObject(id, stored(object, name, value, strong && !object.many));
  }
  for (const path of base.paths) {
    if (!path.symbolic) continue;
    const id = overlayId(path);
    const object = frame.state.object(id) ?? { fields: new Map(), class: undefined, complete: false, many: false };
    frame.state.setObject(id, stored(object, name, value, name !== undefined && base.paths.length === 1));
    frame.noteOverlay(path);
  }
  return base;
}

export function storeIndex(frame: Frame, base: Value, key: Value, value: Value, site: Site): void {
  if (key.consts?.length === 1 && key.taints.length === 0) {
    storeField(frame, base, String(key.consts[0]), value, site);
    return;
  }
  storePlain(frame, base, undefined, value);
}

/** Adds to what a value's elements may be: `list.push(x)`. */
export function storeElement(frame: Frame, base: Value, value: Value): void {
  storePlain(frame, base, undefined, value);
}

function stored(object: HeapObject, name: string | undefined, value: Value, strong: boolean): HeapObject {
  const key = name ?? ELEMENTS;
  const fields = new Map(object.fields);
  const before = fields.get(key);
  fields.set(key, strong || !before ? value : join(before, value));
  return { fields, class: object.class, complete: object.complete && name !== undefined, many: object.many };
}

function storeOnFunction(frame: Frame, fn: FunctionValue, name: string, value: Value): void {
  if (fn.kind === 'class') putInField(frame, fn, `static ${name}`, value, frame.here);
  frame.statics.set(`${fn.file}|${fn.kind}${fn.index}|${name}`, value);
}

function instanceMember(frame: Frame, cls: FunctionValue, name: string, self: Value, site: Site | undefined): Value | undefined {
  const seen: FunctionValue[] = [];
  let current: FunctionValue | undefined = cls;
  while (current && !isAmong(seen, current)) {
    seen.push(current);
    const record = frame.env.classRecord(current.file, current.index);
    const member = record?.members.get(name);
    if (member && !member.static && member.func >= 0) {
      // A receiver that is an input comes with the call; only a known object must be remembered with its method.
      const known = self.objects.length > 0 || self.fields ? self : undefined;
      const fn: FunctionValue = {
        kind: 'function',
        file: current.file,
        index: member.func,
        self: known,
        bound: undefined,
        parent: undefined,
      };
      if (member.kind === 'method') return ofFunctions([fn]);
      if (member.kind === 'getter') return frame.applyFunction(fn, self, [], site ?? { file: frame.module.file, at: frame.func.nameAt });
    }
    const field = frame.env.classField(current, name);
    if (field) return field;
    const parent: Value | undefined = frame.env.classField(current, '^parent');
    current = parent?.functions.find((f) => f.kind === 'class');
  }
  return undefined;
}

function isAmong(classes: readonly FunctionValue[], { file, index }: FunctionValue): boolean {
  for (let i = 0; i < classes.length; i++) if (classes[i].index === index && classes[i].file === file) return true;
  return false;
}

function staticMember(frame: Frame, cls: FunctionValue, name: string): Value | undefined {
  const written = frame.statics.get(`${cls.file}|class${cls.index}|${name}`);
  if (written) return written;
  const record = frame.env.classRecord(cls.file, cls.index);
  const member = record?.members.get(name);
  if (member?.static && member.func >= 0 && member.kind === 'method') {
    return ofFunctions([
      { kind: 'function', file: cls.file, index: member.func, self: ofFunctions([cls]), bound: undefined, parent: undefined },
    ]);
  }
  if (member?.static) return frame.env.classField(cls, `static ${name}`);
  const parent = frame.env.classField(cls, '^parent')?.functions.find((f) => f.kind === 'class');
  return parent && parent !== cls ? staticMember(frame, parent, name) : undefined;
}

/**
 * What a function leaves in the objects it was given. A constructor tells all; elsewhere plain constants and values nobody
 * knows are not worth handing from caller to caller.
 */
export function overlayEffects(frame: Frame, constructs: boolean): Effect[] {
  const out: Effect[] = [];
  for (const path of frame.overlays) {
    const object = frame.state.object(overlayId(path));
    if (!object || path.depth > MAX_EFFECT_DEPTH) continue;
    for (const [field, value] of object.fields) {
      if (field !== '=' && (constructs || tells(value) || frame.env.paths.catalog.begun.has(field)))
        out.push({ target: path, field, value });
    }
  }
  return out;
}

const MAX_EFFECT_DEPTH = 2;

function tells(value: Value): boolean {
  return (
    value.taints.length + value.functions.length + value.classes.length + value.objects.length > 0 ||
    value.fields !== undefined ||
    value.paths.some((p) => !p.isUnknown && !p.symbolic)
  );
}
