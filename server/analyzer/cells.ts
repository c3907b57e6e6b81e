/** Puts together what one call leaves in a variable, a field or an event, and what another finds there. See `engine/cells.ts`. */
import { WEAK } from '../engine/catalog';
import { partsOf } from '../engine/cells';
import type { FoundFlow } from '../engine/summary';
import { extend } from '../engine/traces';

/** Ways into one cell that are told of for each way out. */
const MAX_WAYS = 8;
/** Cells that lead from one to the next. */
const MAX_LINKS = 3;

const NONE: ReadonlySet<string> = new Set();

/** Values that were put into cells, by file. */
export class Cells {
  private readonly byFile = new Map<string, readonly FoundFlow[]>();
  private byCell: Map<string, FoundFlow[]> | undefined;
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
    if (into.length > 0) this.byFile.set(file, into);
    else this.byFile.delete(file);
  }

  /** The flow itself; of one that begins in a cell, those that begin where something is put into it. */
  join(flow: FoundFlow): readonly FoundFlow[] {
    if (flow.kind === 'cell') return [];
    return flow.taint.label.kind === 'cell' ? this.into(flow, MAX_LINKS).slice(0, MAX_WAYS) : [flow];
  }

  private into(flow: FoundFlow, links: number): readonly FoundFlow[] {
    const { label, mask, trace } = flow.taint;
    if (label.detail === undefined || links === 0) return [];
    const out: FoundFlow[] = [];
    for (const put of this.of(label.detail)) {
      if (!isAt(label.text, put.name)) continue;
      const taint = {
        label: put.taint.label,
        mask: put.taint.mask | mask | WEAK,
        trace: extend(put.taint.trace, put.site, `kept in ${shown(put.name)}`, trace),
      };
      const joined = { ...flow, taint };
      if (taint.label.kind === 'cell') out.push(...this.into(joined, links - 1));
      else out.push(joined);
    }
    return out;
  }

  /** In an order that does not depend on which file was analysed first. */
  private of(cell: string): readonly FoundFlow[] {
    if (!this.byCell) {
      this.byCell = new Map();
      for (const file of [...this.byFile.keys()].sort()) {
        for (const put of [...(this.byFile.get(file) as readonly FoundFlow[])].sort(compare)) {
          const key = partsOf(put.name).cell;
          const known = this.byCell.get(key);
          if (known) known.push(put);
          else this.byCell.set(key, [put]);
        }
      }
    }
    return this.byCell.get(cell) ?? [];
  }
}

/** What stands at `path` has been put there, or is a part of what has. What is put under a key that nobody knows may stand under any. */
function isAt(path: string, put: string): boolean {
  const into = stepsOf(put);
  const out = stepsOf(path);
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
