/**
 * A hash of all that other modules can see of one: exports and summaries, but no positions. While it stays the same, an edit
 * inside the module changes nothing for those that import it.
 */
import { hash128 } from '../base/hash';
import type { Summary } from './summary';
import { isRegex, type Taint, type Value } from './values';

const MAX_DEPTH = 5;

export function interfaceHash(
  exports: ReadonlyMap<string, Value>,
  summaries: readonly (Summary | undefined)[],
  interfaceOf: (file: string) => string | undefined,
): string {
  const parts: string[] = [];
  const handedOn = new Set<string>();
  for (const [name, value] of exports) {
    parts.push(name, ofValue(value, 0));
    owners(value, 0, handedOn);
  }
  // What is only handed on is what it is where it comes from.
  for (const file of handedOn) parts.push(`${file}=${interfaceOf(file) ?? ''}`);
  for (const summary of summaries) parts.push(summary ? ofSummary(summary) : '-');
  return hash128(parts.join('\n'));
}

/** Files that functions and classes in the value come from. */
function owners(value: Value, depth: number, out: Set<string>): void {
  if (depth > MAX_DEPTH) return;
  for (const f of value.functions) out.add(f.file);
  for (const c of value.classes) out.add(c.file);
  for (const field of value.fields?.values() ?? []) owners(field, depth + 1, out);
}

function ofSummary(s: Summary): string {
  const parts = [ofValue(s.returns, 0), s.noReturn ? 'never' : '', s.routes ? `g${s.routes.acts}` : ''];
  for (const e of s.effects) parts.push(`e${e.target.id}.${e.field ?? '='}:${ofValue(e.value, 1)}`);
  for (const sink of s.sinks) parts.push(`s${sink.kind}${sink.deep ? `d${sink.deep.join()}` : ''}:${ofTaints(sink.taints)}`);
  for (const c of s.calls) parts.push(`c${ofValue(c.callee, 1)}(${c.args.map((a) => ofValue(a.value, 1)).join()})${c.hops}.${c.marks}`);
  for (const f of s.refined) parts.push(`r${f.label.id}.${f.mask}`);
  return parts.join(';');
}

function ofValue(value: Value, depth: number): string {
  if (depth > MAX_DEPTH) return '…';
  let out = ofTaints(value.taints);
  for (const p of value.paths) out += `p${p.id}`;
  if (value.consts)
    out += `=${value.consts.map((c) => (isRegexLiteral(c) ? `/${c.regex}/${c.flags}` : (JSON.stringify(c) ?? 'u'))).join('|')}`;
  for (const f of value.functions) out += `f${f.kind}${f.file}#${f.index}`;
  for (const c of value.classes) out += `c${c.file}#${c.index}`;
  if (value.facts) {
    for (const f of value.facts.whenTrue) out += `+${f.label.id}.${f.mask}`;
    for (const f of value.facts.whenFalse) out += `-${f.label.id}.${f.mask}`;
  }
  if (value.shape !== undefined) out += `~${value.shape}`;
  if (value.fields) {
    out += value.complete ? '{!' : '{';
    for (const [name, field] of value.fields) out += `${name}:${ofValue(field, depth + 1)},`;
    out += '}';
  }
  return out;
}

function isRegexLiteral(value: unknown): value is { regex: string; flags: string } {
  return isRegex(value as never);
}

function ofTaints(taints: readonly Taint[]): string {
  let out = '';
  for (const t of taints) out += `t${t.label.id}.${t.mask}`;
  return out;
}
