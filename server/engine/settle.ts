/**
 * A function has been run again and shows others what it showed them before: what they hold stays, and only the places in it
 * move to where the new run has them. Both summaries have the same hash, so they are built alike.
 */
import { follow } from '../ir/positions';
import type { Summary } from './summary';
import type { FunctionValue, Site, Taint, Trace, Value } from './values';

export function settleSummary(held: Summary, now: Summary): void {
  const settling = new Settling();
  settling.value(held.returns, now.returns);
  held.given.forEach((g, i) => {
    settling.site(g.site, now.given[i].site);
    settling.value(g.value, now.given[i].value);
  });
  held.effects.forEach((e, i) => {
    settling.value(e.value, now.effects[i].value);
  });
  held.sinks.forEach((s, i) => {
    settling.site(s.site, now.sinks[i].site);
    settling.taints(s.taints, now.sinks[i].taints);
    settling.value(s.value, now.sinks[i].value);
  });
  held.calls.forEach((c, i) => {
    const other = now.calls[i];
    settling.site(c.site, other.site);
    settling.value(c.callee, other.callee);
    if (c.self && other.self) settling.value(c.self, other.self);
    c.args.forEach((a, k) => {
      settling.site(a.site, other.args[k].site);
      settling.value(a.value, other.args[k].value);
    });
  });
}

export function settleValue(held: Value, now: Value): void {
  new Settling().value(held, now);
}

class Settling {
  private readonly seen = new Set<object>();

  site(held: Site | undefined, now: Site | undefined): void {
    if (held && now) follow(held.at, now.at);
  }

  taints(held: readonly Taint[], now: readonly Taint[]): void {
    for (let i = 0; i < held.length && i < now.length; i++) this.trace(held[i].trace, now[i].trace);
  }

  private trace(held: Trace | undefined, now: Trace | undefined): void {
    for (let a = held, b = now; a && b && a !== b && !this.seen.has(a); a = a.before, b = b.before) {
      this.seen.add(a);
      this.site(a.site, b.site);
      this.trace(a.inside, b.inside);
    }
  }

  value(held: Value, now: Value): void {
    if (held === now || this.seen.has(held)) return;
    this.seen.add(held);
    this.taints(held.taints, now.taints);
    if (held.typeOf && now.typeOf) this.taints(held.typeOf, now.typeOf);
    this.site(held.constSite, now.constSite);
    for (let i = 0; i < held.functions.length && i < now.functions.length; i++) this.function(held.functions[i], now.functions[i]);
    for (let i = 0; i < held.classes.length && i < now.classes.length; i++) this.function(held.classes[i], now.classes[i]);
    this.fields(held.fields, now.fields);
  }

  private function(held: FunctionValue, now: FunctionValue): void {
    if (held === now || this.seen.has(held)) return;
    this.seen.add(held);
    if (held.self && now.self) this.value(held.self, now.self);
    if (held.parent && now.parent) this.value(held.parent, now.parent);
    this.fields(held.bound, now.bound);
  }

  private fields(held: ReadonlyMap<string, Value> | undefined, now: ReadonlyMap<string, Value> | undefined): void {
    if (!held || !now || held === now) return;
    for (const [name, value] of held) {
      const other = now.get(name);
      if (other) this.value(value, other);
    }
  }
}
