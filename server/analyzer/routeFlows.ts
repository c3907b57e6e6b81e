/** Flows that only rules about endpoints judge, once all files are known: records that an answer is made of. */
import type { FoundFlow } from '../engine/summary';

const NONE: readonly FoundFlow[] = [];

export class RouteFlows {
  private readonly byFile = new Map<string, readonly FoundFlow[]>();

  set(file: string, flows: readonly FoundFlow[]): void {
    const own = flows.filter((f) => f.taint.label.kind === 'record');
    if (own.length > 0) this.byFile.set(file, own);
    else this.byFile.delete(file);
  }

  /** In an order that does not depend on which file was analysed first; each place of an answer once for each record. */
  all(): readonly FoundFlow[] {
    if (this.byFile.size === 0) return NONE;
    return [...this.byFile.values()].flat().sort(compare);
  }
}

function compare(a: FoundFlow, b: FoundFlow): number {
  const by = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
  return (
    by(a.site.file, b.site.file) ||
    a.site.at.start - b.site.at.start ||
    a.site.at.end - b.site.at.end ||
    by(a.taint.label.text, b.taint.label.text) ||
    a.taint.mask - b.taint.mask ||
    (a.taint.trace?.length ?? 0) - (b.taint.trace?.length ?? 0)
  );
}
