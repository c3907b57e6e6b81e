/** Which source may not reach which sink, compiled from the rules: the engine asks it, the rule runner uses it. */
import { MASK } from '../engine/catalog';
import type { Relevance } from '../engine/environment';
import type { SinkKind, SourceKind } from '../engine/kinds';
import type { FlowPair, Rule } from '../rules/rule';

export interface CompiledPair {
  readonly rule: Rule;
  readonly pair: FlowPair;
  /** Any of these bits stops the flow. */
  readonly stop: number;
}

/** Sources that are followed through what calls leave for others. */
const LEFT: readonly SourceKind[] = ['untrusted', 'untrusted-object'];

export class Pairs implements Relevance {
  private readonly table = new Map<string, CompiledPair[]>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) {
      if (rule.shape === 'flow') for (const pair of [rule, ...(rule.also ?? [])]) this.add(rule, pair);
      if (rule.shape === 'call' || rule.shape === 'route') for (const pair of rule.flows ?? []) this.add(rule, pair);
    }
  }

  wants(source: SourceKind, sink: SinkKind, mask: number): boolean {
    // What is left in a cell may reach anything, and what is found in one may be anything: see `Cells`.
    if (sink === 'cell') return source === 'cell' || LEFT.includes(source);
    if (source === 'cell') return LEFT.some((kind) => this.wants(kind, sink, mask));
    return this.table.get(`${source}|${sink}`)?.some((p) => (p.stop & mask) === 0) ?? false;
  }

  matching(source: SourceKind, sink: SinkKind, mask: number): readonly CompiledPair[] {
    return this.table.get(`${source}|${sink}`)?.filter((p) => (p.stop & mask) === 0) ?? [];
  }

  private add(rule: Rule, pair: FlowPair): void {
    const stop = (pair.stoppedBy ?? []).reduce((mask, kind) => mask | MASK[kind], 0);
    for (const from of [pair.from].flat()) {
      for (const to of [pair.to].flat()) {
        const key = `${from}|${to}`;
        const known = this.table.get(key) ?? [];
        known.push({ rule, pair, stop });
        this.table.set(key, known);
      }
    }
  }
}
