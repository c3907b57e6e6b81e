/** Places in a call: arguments, the receiver, what lies below them; and the filters on them. */
import { ELEMENTS, hasOwn, loadElement, loadField, storeElement, valuesBelow } from './access';
import type { CallSite } from './calls';
import { MASK } from './catalog';
import type { Place } from './catalogState';
import type { Frame } from './frame';
import type { Filter, Position, SubStep } from './pathLanguage';
import { selects } from './pathStates';
import type { KnownArguments, PathNode } from './paths';
import type { ArgumentValue, Deep } from './summary';
import { allowsOnlyPlainText } from './text';
import {
  type FunctionValue,
  isRegex,
  join,
  joinTaints,
  NOTHING,
  ofFields,
  type Site,
  type Taint,
  tainted,
  type Value,
  withTaints,
} from './values';

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

export interface Located {
  readonly value: Value;
  readonly site: Site;
  readonly deep: Deep;
}

/** Values at a place of the call. */
export function* at(
  frame: Frame,
  c: CallSite,
  selector: Position['selector'],
  below: readonly SubStep[],
  node: PathNode,
): Generator<Located> {
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
  if (selector.select === 'names') {
    yield* descend(frame, { value: keywords(c.args), site: c.site, deep: false }, below);
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

/** All keyword arguments as one object. */
export function keywords(args: readonly ArgumentValue[]): Value {
  const fields = new Map<string, Value>();
  let rest: readonly Taint[] = [];
  for (const { name, value, spread } of args) {
    if (name === undefined) continue;
    if (spread) rest = joinTaints(rest, value.taints);
    else fields.set(name, value);
  }
  return withTaints(ofFields(fields, !args.some((a) => a.name !== undefined && a.spread)), rest);
}

/** A text has no fields: `set(name, value)` is not `set({ Location })`. */
function withoutTexts(value: Value): Value {
  const taints = value.taints.filter((t) => (t.mask & MASK.text) === 0);
  return taints.length === value.taints.length ? value : withTaints(value, taints);
}

export function* descend(frame: Frame, from: Located, below: readonly SubStep[]): Generator<Located> {
  if (below.length === 0) {
    yield { ...from, value: frame.refined(from.value) };
    return;
  }
  const [step, ...rest] = below;
  switch (step.sub) {
    case 'field':
      yield* descend(frame, { ...from, value: loadField(frame, withoutTexts(from.value), step.name, from.site, undefined) }, rest);
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
    case 'element-before':
      yield* descend(frame, { ...from, value: elementsBefore(frame, from.value, step.constant, from.site) }, rest);
      return;
    case 'deep':
      if (rest.length === 0) yield { ...from, deep: step.without };
      else {
        yield* descend(frame, from, rest);
        const [next] = rest;
        for (const nested of valuesBelow(frame, from.value, step.without))
          if (next.sub !== 'field' || hasOwn(frame, nested, next.name)) yield* descend(frame, { ...from, value: nested }, rest);
      }
      return;
    default:
      return;
  }
}

/** What the elements of a list may be that stand before the first that is `end`. */
function elementsBefore(frame: Frame, list: Value, end: string, site: Site): Value {
  let out = list.taints.length + list.paths.length > 0 ? loadElement(frame, { ...list, objects: [], fields: undefined }, site) : NOTHING;
  const gather = (fields: ReadonlyMap<string, Value>, complete: boolean): void => {
    let i = 0;
    for (let value = fields.get('0'); value; value = fields.get(String(++i))) {
      if (value.consts?.length === 1 && value.consts[0] === end) return;
      out = join(out, value);
    }
    if (!complete) out = join(out, fields.get(ELEMENTS) ?? NOTHING);
  };
  for (const id of list.objects) {
    const object = frame.state.object(id);
    if (object) gather(object.fields, object.complete);
  }
  if (list.fields) gather(list.fields, list.complete);
  return out;
}

/** What parameter `index` of the function given as argument `argument` is, where a flow starts from what it is called with. */
export function collectorOf(frame: Frame, c: CallSite, argument: number, index: number): PathNode {
  return frame.env.paths.collector(`!${c.site.file}:${c.site.at.start}:${argument}#${index}`);
}

/** Values a flow starts from. */
export function* places(frame: Frame, c: CallSite, place: Place, returned: ReadonlyMap<number, Value>): Generator<Located> {
  if (!place.selector) return;
  const [first, second] = place.below;
  if (first?.sub === 'parameter') {
    if (second?.sub !== 'parameter') return;
    for (let i = 0; i < c.args.length; i++) {
      const value = selects(place.selector, i, c.args.length, -1)
        ? frame.collected.get(collectorOf(frame, c, i, first.index))?.[second.index]
        : undefined;
      if (value) yield* descend(frame, { value, site: c.args[i].site, deep: false }, place.below.slice(2));
    }
    return;
  }
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
export function deliver(frame: Frame, c: CallSite, place: Place, value: Value, result: Value): Value {
  if (!place.selector) {
    let made = value;
    for (const step of [...place.below].reverse()) {
      if (step.sub === 'element') made = ofFields(new Map([[ELEMENTS, made]]), false);
      else if (step.sub === 'field') made = ofFields(new Map([[step.name, made]]), false);
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
  const { argument } = filter;
  const named = typeof argument === 'string';
  const arg = named ? args.find((a) => a.name === argument) : args[argument]?.name === undefined ? args[argument] : undefined;
  if (
    named
      ? !arg && args.some((a) => a.name !== undefined && a.spread)
      : args.slice(0, argument + 1).some((a) => a.spread && a.name === undefined)
  )
    return false;
  let value: Value | undefined = arg?.value;
  let holder: Value | undefined;
  for (const field of filter.fields) {
    if (!value) break;
    holder = value;
    // A callback stands where options may stand, and has none of their fields.
    value = value.functions.length > 0 ? undefined : loadField(frame, value, field, arg?.site, undefined);
  }
  const { test } = filter;
  const consts = value?.consts;
  const absent = !value || (consts?.length === 1 && consts[0] === undefined);
  switch (test.is) {
    case 'absent':
      return absent;
    case 'present':
      return !absent;
    case 'plain-pattern':
      return test.holds === (!!consts && consts.length > 0 && consts.every((c) => isRegex(c) && allowsOnlyPlainText(c)));
    case 'unknown':
      return !absent && consts === undefined && value?.shape === undefined;
    case 'not-shown':
      return absent || (!!holder && holder.objects.length === 0 && !holder.fields);
    case 'one-of':
      return !!consts && consts.some((c) => test.values.some((v) => sameConstant(v, c)));
    case 'contains':
      if (!consts) return value?.shape !== undefined && containsOne(value.shape, test.texts);
      return consts.some((c) => typeof c === 'string' && containsOne(c, test.texts));
    case 'lacks':
      return !!consts && consts.length > 0 && consts.every((c) => typeof c === 'string' && !containsOne(c, test.texts));
    case 'not':
      return (
        absent ||
        (!!consts && consts.length > 0 && consts.every((c) => !sameConstant(test.value, c))) ||
        (!consts && (value?.objects.length ?? 0) > 0)
      );
  }
}

/** Arguments of a call, as far as they are constants. */
export function constantsOf(c: CallSite): KnownArguments {
  return c.args.slice(0, 3).map(({ value, spread }) => (!spread && value.consts?.length === 1 ? { is: value.consts[0] } : undefined));
}

/** The same of a call that is only known by its constants. */
export function filterHoldsFor(args: KnownArguments, { argument, fields, test }: Filter): boolean {
  const known = typeof argument === 'string' ? undefined : args[argument];
  const absent = typeof argument === 'string' || argument >= args.length || (known !== undefined && known.is === undefined);
  if (absent) return test.is === 'absent' || test.is === 'not-shown' || test.is === 'not';
  if (fields.length > 0) return false;
  switch (test.is) {
    case 'present':
      return true;
    case 'unknown':
      return !known;
    case 'one-of':
      return !!known && test.values.some((v) => sameConstant(v, known.is));
    case 'contains':
      return typeof known?.is === 'string' && containsOne(known.is, test.texts);
    case 'not':
      return !!known && !sameConstant(test.value, known.is);
    default:
      return false;
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

export function objectComplete(frame: Frame, value: Value): boolean {
  if (value.taints.length > 0 || value.paths.length > 0) return false;
  if (value.fields && !value.complete) return false;
  return value.objects.every((id) => frame.state.object(id)?.complete === true) && (value.objects.length > 0 || value.fields !== undefined);
}
