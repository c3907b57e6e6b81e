/** What the analysis of one function has found so far, each thing once. */

import { GUESSED } from './catalog';
import { developmentOnly } from './conditions';
import type { Frame } from './frame';
import type { SinkKind } from './kinds';
import type { Deep, Effect, FoundFlow, PendingCall, PendingSink } from './summary';
import { join, joinTaints, masked, type Site, type Taint, type Value } from './values';

const MAX_PENDING = 64;
const MAX_CALLS = 32;
const MAX_FLOWS = 400;

export class Found {
  readonly effects = new Map<string, Effect>();
  readonly sinks = new Map<string, PendingSink>();
  readonly calls = new Map<string, PendingCall>();
  readonly flows = new Map<string, FoundFlow>();
  /** Some budget was hit: something is missing. */
  cut = false;

  addEffect(effect: Effect): void {
    const key = `${effect.target.id}|${effect.field ?? '='}`;
    const before = this.effects.get(key);
    if (before) this.effects.set(key, { target: effect.target, field: effect.field, value: join(before.value, effect.value) });
    else if (this.effects.size < MAX_PENDING) this.effects.set(key, effect);
    else this.cut = true;
  }

  /** Data arrives at a sink: a flow when it comes from a source, a debt of the callers when it comes from an input. */
  reach(frame: Frame, kind: SinkKind, taints: readonly Taint[], site: Site, name: string, value: Value, deep: Deep): void {
    let pending: Taint[] | undefined;
    // Of one call, each part may go elsewhere.
    const part = kind === 'cell' ? `|${name}` : '';
    for (const taint of taints) {
      const { label } = taint;
      if (label.kind === undefined) {
        if (kind === 'secret-value') continue;
        pending ??= [];
        pending.push(taint);
        continue;
      }
      const mask = taint.mask | frame.state.refinement(label);
      if (!frame.env.relevance.wants(label.kind, kind, mask)) continue;
      // Whoever looks for a fault may see all of it.
      if (label.kind === 'error' && developmentOnly(frame)) continue;
      const key = `${kind}|${site.file}|${site.at.start}|${site.at.end}|${label.id}${part}`;
      const before = this.flows.get(key);
      // What is sure is not told as a guess.
      if (before && (mask === before.taint.mask || (mask & GUESSED) > (before.taint.mask & GUESSED))) continue;
      if (this.flows.size >= MAX_FLOWS) {
        this.cut = true;
        return;
      }
      this.flows.set(key, { taint: mask === taint.mask ? taint : masked(taint, mask), kind, site, name });
    }
    if (!pending) return;
    const refined = pending.map((t) => masked(t, t.mask | frame.state.refinement(t.label)));
    const guessed = refined.every((t) => (t.mask & GUESSED) !== 0) ? '?' : '';
    const key = `${kind}|${site.file}|${site.at.start}|${site.at.end}${guessed}${part}`;
    const before = this.sinks.get(key);
    if (before) this.sinks.set(key, { ...before, taints: joinTaints(before.taints, refined) });
    else if (this.sinks.size < MAX_PENDING) this.sinks.set(key, { kind, site, name, taints: refined, deep, value });
    else this.cut = true;
  }

  addCall(pending: PendingCall): void {
    const key = `${pending.site.file}|${pending.site.at.start}|${pending.site.at.end}|${pending.callee.paths.map((p) => p.id).join()}`;
    const before = this.calls.get(key);
    if (this.calls.size >= MAX_CALLS && !before) this.cut = true;
    else this.calls.set(key, before ? either(before, pending) : pending);
  }
}

/** One call for two of the same place and callee: its arguments may be those of either. */
function either(a: PendingCall, b: PendingCall): PendingCall {
  const args = b.args.map((arg, i) => {
    const other = a.args[i]?.value;
    const value = other ? join(other, arg.value) : arg.value;
    return value === arg.value ? arg : { ...arg, value };
  });
  const self = a.self && b.self ? join(a.self, b.self) : b.self;
  return { ...b, args, self, hops: Math.min(a.hops, b.hops), marks: a.marks & b.marks };
}
