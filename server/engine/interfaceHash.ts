/**
 * Hashes of all that others can see of a function or a module: values, sinks, ways with what is said along them, but no
 * positions. While a hash stays the same, an edit changes nothing for those that look.
 */
import { hash128 } from '../base/hash';
import type { ArgumentValue, Summary } from './summary';
import { type FunctionValue, isRegex, type Site, type Taint, type Trace, type Value } from './values';

const MAX_DEPTH = 5;

export function summaryHash(s: Summary): string {
  const parts = [
    ofValue(s.returns, 0),
    s.noReturn ? 'never' : '',
    s.routes ? `g${s.routes.acts}${JSON.stringify(s.routes.bodies) ?? ''}` : '',
  ];
  for (const e of s.effects) parts.push(`e${e.target.id}.${e.field ?? '='}:${ofValue(e.value, 1)}`);
  for (const sink of s.sinks)
    parts.push(
      `s${sink.kind}${sink.deep ? `d${sink.deep.join()}` : ''}${sink.name}@${ofSite(sink.site)}:${ofTaints(sink.taints)}:${ofValue(sink.value, 2)}`,
    );
  for (const c of s.calls)
    parts.push(
      `c${c.kind}${c.name}@${ofSite(c.site)}${ofValue(c.callee, 1)}${c.self ? `.${ofValue(c.self, 1)}` : ''}(${c.args.map(ofArgument).join()})${c.hops}.${c.marks}`,
    );
  for (const g of s.given) parts.push(`v${ofSite(g.site)}:${ofValue(g.value, 1)}`);
  for (const f of s.refined) parts.push(`r${f.label.id}.${f.mask}`);
  return hash128(parts.join('\n'));
}

const values = new WeakMap<Value, string>();

export function valueHash(value: Value): string {
  let known = values.get(value);
  if (known === undefined) {
    known = hash128(ofValue(value, 0));
    values.set(value, known);
  }
  return known;
}

/** What a module shows that is its own, and the files of which it hands something on. */
export interface Shown {
  readonly own: string;
  readonly handsOn: readonly string[];
}

/** `declared`: how functions and classes that others can get at are declared. `summaries`: hashes of what they do. */
export function shownHash(
  file: string,
  exports: ReadonlyMap<string, Value>,
  declared: readonly unknown[],
  summaries: readonly string[],
): Shown {
  const parts: string[] = [];
  const handedOn = new Set<string>();
  const seen = new Map<Value, number>();
  for (const [name, value] of exports) {
    parts.push(name, ofValue(value, 0));
    owners(value, 0, handedOn, seen);
  }
  handedOn.delete(file);
  return { own: hash128([...parts, JSON.stringify(declared), ...summaries].join('\n')), handsOn: [...handedOn].sort() };
}

/**
 * What is only handed on is what it is where it comes from, and what is handed on there. Files may hand on what is one another's:
 * each counts once, by what is its own, so that a circle of them comes to rest when its members do.
 */
export function interfaceHash(shown: Shown, shownBy: (file: string) => Shown | undefined): string {
  if (shown.handsOn.length === 0) return shown.own;
  const files = new Set(shown.handsOn);
  const parts = [shown.own];
  for (const file of files) {
    const other = shownBy(file);
    parts.push(`${file}=${other?.own ?? ''}`);
    for (const further of other?.handsOn ?? []) files.add(further);
  }
  return hash128(parts.join('\n'));
}

/** Files that functions and classes in the value come from. */
function owners(value: Value, depth: number, out: Set<string>, seen: Map<Value, number>): void {
  if (depth > MAX_DEPTH || (seen.get(value) ?? MAX_DEPTH + 1) <= depth) return;
  seen.set(value, depth);
  for (const f of value.functions) out.add(f.file);
  for (const c of value.classes) out.add(c.file);
  for (const field of value.fields?.values() ?? []) owners(field, depth + 1, out, seen);
}

function ofArgument(a: ArgumentValue): string {
  return `${a.spread ? '...' : ''}${a.name ?? ''}${ofValue(a.value, 1)}`;
}

/** Values that hold much, such as all that a module exports, are part of many others: told by a hash, which is made once. */
const large = new WeakMap<Value, (string | undefined)[]>();
const LARGE = 200;

function ofValue(value: Value, depth: number): string {
  if (depth > MAX_DEPTH) return '…';
  if (!value.fields && value.functions.length + value.classes.length === 0) return textOf(value, depth);
  const known = large.get(value)?.[depth];
  if (known !== undefined) return known;
  const text = textOf(value, depth);
  if (text.length <= LARGE) return text;
  const hash = `#${hash128(text)}`;
  const all = large.get(value) ?? [];
  all[depth] = hash;
  large.set(value, all);
  return hash;
}

function textOf(value: Value, depth: number): string {
  let out = ofTaints(value.taints);
  for (const p of value.paths) out += `p${p.id}`;
  if (value.consts) {
    for (const c of value.consts) out += `=${isRegexLiteral(c) ? `/${c.regex}/${c.flags}` : (JSON.stringify(c) ?? 'u')}`;
    if (value.constSite) out += `@${ofSite(value.constSite)}`;
    if (value.consts.length === 0) out += '=';
  }
  for (const f of value.functions) out += ofFunction(f, depth);
  for (const c of value.classes) out += `i${ofFunction(c, depth)}`;
  if (value.facts) {
    for (const f of value.facts.whenTrue) out += `+${f.label.id}.${f.mask}`;
    for (const f of value.facts.whenFalse) out += `-${f.label.id}.${f.mask}`;
  }
  if (value.found) {
    for (const f of value.found.whenTrue) out += `?${f.label.id}.${f.mask}`;
    for (const f of value.found.whenFalse) out += `!${f.label.id}.${f.mask}`;
  }
  if (value.shape !== undefined) out += `~${value.shape}`;
  if (value.separated) out += '/';
  if (value.fields) {
    out += value.complete ? '{!' : '{';
    for (const [name, field] of value.fields) out += `${name}:${ofValue(field, depth + 1)},`;
    out += '}';
  }
  return out;
}

function ofFunction(f: FunctionValue, depth: number): string {
  let out = `f${f.kind}${f.file}#${f.index}`;
  if (f.self) out += `.(${ofValue(f.self, depth + 2)})`;
  if (f.parent) out += `^(${ofValue(f.parent, depth + 2)})`;
  if (f.bound) for (const [key, value] of f.bound) out += `[${key}:${ofValue(value, depth + 2)}]`;
  return out;
}

function isRegexLiteral(value: unknown): value is { regex: string; flags: string } {
  return isRegex(value as never);
}

function ofTaints(taints: readonly Taint[]): string {
  let out = '';
  for (const t of taints) out += `t${t.label.id}.${t.mask}${ofTrace(t.trace)}`;
  return out;
}

/** Ways are shared by many values. */
const ways = new WeakMap<Trace, string>();

function ofTrace(trace: Trace | undefined): string {
  if (!trace) return '';
  let known = ways.get(trace);
  if (known === undefined) {
    known = `<${ofTrace(trace.before)}|${ofSite(trace.site)}${trace.message}|${ofTrace(trace.inside)}>`;
    // A long way is told by a hash of it, so that it does not grow with each of its steps.
    if (known.length > 120) known = hash128(known);
    ways.set(trace, known);
  }
  return known;
}

function ofSite(site: Site): string {
  return site.file;
}
