/** Puts together what one call leaves in a variable, a field or an event, and what another finds there. See `engine/cells.ts`. */
import { WEAK } from '../engine/catalog';
import { partsOf } from '../engine/cells';
import type { FoundFlow } from '../engine/summary';
import { extend } from '../engine/traces';
import type { Label, Taint } from '../engine/values';

/** Ways into one cell that are told of for each way out. */
const MAX_WAYS = 8;
/** Cells that lead from one to the next. */
const MAX_LINKS = 3;

const NONE: ReadonlySet<string> = new Set();

/** A value that is put into a cell, and where below it. */
interface Put {
  readonly flow: FoundFlow;
  readonly steps: readonly string[];
}

/** From a source through cells: what is put where, the last first. */
interface Way {
  readonly label: Label;
  readonly mask: number;
  readonly puts: readonly FoundFlow[];
}

/** Values that were put into cells, by file. */
export class Cells {
  private readonly byFile = new Map<string, readonly FoundFlow[]>();
  private byCell: Map<string, Put[]> | undefined;
  /** By links that may follow and the place that is read. */
  private readonly known = new Map<string, readonly Way[]>();
  /** Cells that flows of a file begin in, and the files in which these end. */
  private readonly foundBy = new Map<string, readonly { readonly cell: string; readonly end: string }[]>();
  /** Cells that a file puts something into, or did before it was last looked at. */
  private readonly leftBy = new Map<string, { readonly now: ReadonlySet<string>; readonly before: ReadonlySet<string> }>();

  /** Files with flows that end there and begin in what this file leaves, or has just ceased to leave. */
  endsOf(file: string): ReadonlySet<string> {
    const { now, before } = this.leftBy.get(file) ?? { now: NONE, before: NONE };
    const out = new Set<string>();
    if (now.size + before.size === 0) return out;
    for (const found of this.foundBy.values()) for (const { cell, end } of found) if (now.has(cell) || before.has(cell)) out.add(end);
    return out;
  }

  set(file: string, flows: readonly FoundFlow[]): void {
    const found = flows.flatMap(({ taint: { label }, site }) =>
      label.kind === 'cell' && label.detail !== undefined ? [{ cell: label.detail, end: site.file }] : [],
    );
    if (found.length > 0) this.foundBy.set(file, found);
    else this.foundBy.delete(file);
    const left = new Set(flows.flatMap((f) => (f.kind === 'cell' ? [partsOf(f.name).cell] : [])));
    const before = this.leftBy.get(file)?.now ?? NONE;
    if (left.size + before.size > 0) this.leftBy.set(file, { now: left, before });
    else this.leftBy.delete(file);
    const into = flows.filter((f) => f.kind === 'cell');
    if (into.length === 0 && !this.byFile.has(file)) return;
    this.byCell = undefined;
    this.known.clear();
    if (into.length > 0) this.byFile.set(file, into);
    else this.byFile.delete(file);
  }

  /** The flow itself; of one that begins in a cell, those that begin where something is put into it. */
  join(flow: FoundFlow): readonly FoundFlow[] {
    if (flow.kind === 'cell') return [];
    const { label, mask, trace } = flow.taint;
    if (label.kind !== 'cell') return [flow];
    return this.ways(label, MAX_LINKS).map((way) => ({
      ...flow,
      taint: { label: way.label, mask: way.mask | mask, trace: way.puts.reduce(traced, trace) },
    }));
  }

  /** The first of them that begin in something that is no cell. Worked out once for each place below a cell. */
  private ways({ detail: cell, text: path }: Label, links: number): readonly Way[] {
    if (cell === undefined || links === 0) return [];
    const key = `${links}${path}`;
    const known = this.known.get(key);
    if (known) return known;
    const out: Way[] = [];
    const steps = stepsOf(path);
    for (const put of this.of(cell)) {
      if (out.length >= MAX_WAYS) break;
      if (!isAt(steps, put.steps)) continue;
      const { label, mask } = put.flow.taint;
      const own = mask | WEAK;
      if (label.kind !== 'cell') out.push({ label, mask: own, puts: [put.flow] });
      else for (const way of this.ways(label, links - 1)) out.push({ ...way, mask: way.mask | own, puts: [put.flow, ...way.puts] });
    }
    const ways = out.slice(0, MAX_WAYS);
    this.known.set(key, ways);
    return ways;
  }

  /** In an order that does not depend on which file was analysed first. */
  private of(cell: string): readonly Put[] {
    if (!this.byCell) {
      this.byCell = new Map();
      for (const file of [...this.byFile.keys()].sort()) {
        for (const flow of [...(this.byFile.get(file) as readonly FoundFlow[])].sort(compare)) {
          const key = partsOf(flow.name).cell;
          const put = { flow, steps: stepsOf(flow.name) };
          const known = this.byCell.get(key);
          if (known) known.push(put);
          else this.byCell.set(key, [put]);
        }
      }
    }
    return this.byCell.get(cell) ?? [];
  }
}

function traced(trace: Taint['trace'], put: FoundFlow): Taint['trace'] {
  return extend(put.taint.trace, put.site, `kept in ${shown(put.name)}`, trace);
}

/** What stands at `out` has been put there, or is a part of what has. What is put under a key that nobody knows may stand under any. */
function isAt(out: readonly string[], into: readonly string[]): boolean {
  return into.length <= out.length && into.every((step, i) => step === out[i] || step === ELEMENTS || out[i] === ELEMENTS);
}
const ELEMENTS = '[]';

function stepsOf(path: string): readonly string[] {
  return partsOf(path).below.match(/\[\]|\.[^.[~]*/g) ?? [];
}

function shown(path: string): string {
  const { cell, below } = partsOf(path);
  const isEvent = cell.startsWith('event ');
  return `\`${isEvent ? cell.slice('event '.length, cell.lastIndexOf('#')) : cell.slice(cell.lastIndexOf('#') + 1)}${below}\``;
}

function compare(a: FoundFlow, b: FoundFlow): number {
  const by = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
  return (
    by(a.site.file, b.site.file) ||
    a.site.at.start - b.site.at.start ||
    by(a.name, b.name) ||
    by(a.taint.label.text, b.taint.label.text) ||
    a.taint.mask - b.taint.mask
  );
}
