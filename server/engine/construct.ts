/** Values that are put together in place: texts, objects, arrays. */
import type { Instr } from '../ir/types';
import { allFields, isComplete, loadElement, loadField, REST } from './access';
import { BEGINNING, MASK } from './catalog';
import { namedField } from './claims';
import type { Frame } from './frame';
import { afterPrefix, endsInHost } from './text';
import {
  constant,
  copyOf,
  join,
  joinTaints,
  masked,
  NOTHING,
  ofObject,
  ofPaths,
  type Taint,
  UNKNOWN,
  type Value,
  withMask,
  withTaints,
} from './values';

export function objectValue(frame: Frame, instr: Extract<Instr, { op: 'object' }>): Value {
  const fields = new Map<string, Value>();
  let complete = true;
  let rest: readonly Taint[] = [];
  for (const { key, value: reg, keyAt } of instr.props) {
    const value = frame.regs[reg];
    if (key === undefined) {
      const known = allFields(frame, value);
      for (const [name, field] of known.fields) fields.set(name, field);
      if (!known.complete) {
        complete = false;
        rest = joinTaints(rest, value.taints);
        spreadInput(frame, fields, value);
      }
      continue;
    }
    let name: string | undefined;
    if (typeof key === 'string') name = key;
    else {
      const consts = frame.regs[key].consts;
      name = consts?.length === 1 ? String(consts[0]) : undefined;
    }
    if (name === undefined) {
      complete = false;
      fields.set('[]', join(fields.get('[]') ?? NOTHING, value));
      continue;
    }
    const site = frame.site(keyAt ?? instr.at);
    fields.set(name, namedField(frame, name, value, site));
  }
  const id = frame.allocate(instr, { fields, class: undefined, complete });
  return withTaints(ofObject(id), rest);
}

/** Of an input that is spread, all fields are its own until others are set; what stood there before may be overwritten. */
function spreadInput(frame: Frame, fields: Map<string, Value>, value: Value): void {
  const paths = value.paths.filter((p) => p.symbolic);
  if (paths.length === 0) return;
  const input = ofPaths(
    paths,
    value.taints.filter((t) => t.label.input),
  );
  for (const [name, before] of fields)
    if (name !== REST) fields.set(name, join(before, loadField(frame, input, name, undefined, undefined)));
  const before = fields.get(REST);
  fields.set(REST, before ? join(before, input) : input);
}

export function arrayValue(frame: Frame, instr: Extract<Instr, { op: 'array' }>): Value {
  const fields = new Map<string, Value>();
  let all: Value = NOTHING;
  let complete = true;
  let length = 0;
  for (const item of instr.items) {
    const value = frame.regs[item.value];
    const inside = item.spread ? writtenOut(frame, value) : [value];
    if (inside) {
      for (const element of inside) {
        all = join(all, element);
        if (complete) fields.set(String(length++), element);
      }
    } else {
      complete = false;
      all = join(all, loadElement(frame, value, frame.site(instr.at)));
    }
  }
  fields.set('[]', all);
  if (complete) fields.set('length', constant(length, undefined));
  const id = frame.allocate(instr, { fields, class: undefined, complete });
  return ofObject(id);
}

/** The elements of a list of known length, in order. */
export function writtenOut(frame: Frame, list: Value): readonly Value[] | undefined {
  if (!isComplete(frame, list)) return undefined;
  const { fields } = allFields(frame, list);
  const length = fields.get('length')?.consts;
  if (length?.length !== 1 || typeof length[0] !== 'number' || length[0] > MAX_WRITTEN_OUT) return undefined;
  return Array.from({ length: length[0] }, (_, i) => fields.get(String(i)) ?? UNKNOWN);
}
const MAX_WRITTEN_OUT = 40;

/** Stands for text nobody knows in the shape of a text. */
const HOLE = '\u0000';
const MAX_SHAPE = 300;
/** Text that stands for what is not shown: `**** 4242`, `a***@example.org`. */
const HIDING = /\*{3}|[•●]{3}|#{4}|[xX]{4}/;

/** Pieces put together: constants fold, labels keep what stands before them. `isText`: a text comes of it, whatever they are. */
export function concatValue(parts: readonly Value[], isText: boolean): Value {
  const text = isText ? MASK.text : 0;
  let shape = '';
  let taints: readonly Taint[] = [];
  let folded = true;
  for (const part of parts) {
    if (part.taints.length > 0) taints = joinTaints(taints, behind(shape, part.taints, text));
    const only = constantText(part);
    if (only === undefined) folded = false;
    if (shape.length < MAX_SHAPE) shape += only ?? part.shape ?? HOLE;
  }
  if (folded && taints.length === 0 && parts.length > 0 && shape.length < MAX_SHAPE) return constant(shape, parts[0].constSite);
  taints = withMask(taints, beginningOf(parts) | (HIDING.test(shape) ? MASK.masked : 0));
  const last = parts.at(-1);
  const separated = last !== undefined && last.taints.length === 0 && (constantText(last) === undefined || /[/\\]$/.test(shape));
  const out = copyOf(UNKNOWN);
  out.taints = taints;
  out.shape = shape;
  out.separated = separated;
  return out;
}

/** How the whole text begins, by its first piece. */
function beginningOf(parts: readonly Value[]): number {
  const [first] = parts;
  const only = first && constantText(first);
  if (only !== undefined) return /^\/[^/\\]/.test(only) ? MASK.rooted | MASK['one-slash'] : 0;
  if (!first || first.taints.length === 0 || first.consts !== undefined) return 0;
  return first.taints.reduce((mask, t) => mask & t.mask, BEGINNING);
}

/** What comes of labels when their text is put behind another. */
function behind(shape: string, taints: readonly Taint[], text: number): readonly Taint[] {
  const mask = afterPrefix(shape) | text;
  if (shape === '' || !taints.some((t) => (t.mask & BEGINNING) !== 0)) return withMask(taints, mask);
  // What begins with a slash ends the host that stands before it.
  const fixed = endsInHost(shape) ? MASK['host-fixed'] : 0;
  return taints.map((t) => masked(t, (t.mask & ~BEGINNING) | mask | (t.mask & MASK.rooted ? fixed : 0)));
}

export function constantText(value: Value): string | undefined {
  if (value.consts?.length !== 1 || value.objects.length > 0 || value.functions.length > 0) return undefined;
  const only = value.consts[0];
  return typeof only === 'string' || typeof only === 'number' || typeof only === 'boolean' ? String(only) : undefined;
}
