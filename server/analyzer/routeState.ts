/**
 * What is said of endpoints while files are being edited: taken for the whole program when typing has paused, moved with the text
 * in between. Nothing is said before all files have been looked at: a control may stand in any of them.
 */
import type { Finding } from '../base/finding';
import { sameFindings } from '../base/finding';
import type { RouteList } from '../base/route';
import type { TextChange } from './analyzer';

type Found = ReadonlyMap<string, readonly Finding[]>;
const NOTHING: Found = new Map();

export class RouteState {
  /** Undefined until all files have been looked at. */
  private found: Map<string, readonly Finding[]> | undefined;
  private isStale = false;
  /** Of a text that is only tried. */
  private trial: Found | undefined;
  /** Files of which something else is said than before. */
  private readonly news = new Set<string>();

  /** How often the list has been taken, and what it was last. */
  version = 0;
  list: RouteList | undefined;

  constructor(private readonly take: () => { readonly found: Found; readonly list: RouteList | undefined }) {}

  /** All files have been looked at. */
  begin(): void {
    this.found ??= new Map();
    this.isStale = true;
    this.renew();
    this.news.clear();
  }

  /** What the program is by, as long as nothing in it has changed since it was last looked at. */
  get settled(): object | undefined {
    return this.isStale ? undefined : this.found;
  }

  of(file: string): readonly Finding[] {
    return (this.trial ?? this.found ?? NOTHING).get(file) ?? [];
  }

  /** Something in the program is no longer as it was. */
  changed(): void {
    this.isStale = true;
  }

  /** Something has changed that nobody types: there is no pause to wait for. */
  changedOutside(): void {
    this.isStale = true;
    this.isDue = true;
  }
  private isDue = false;

  /** Takes what is said anew where there is nothing to wait for. */
  catchUp(): void {
    if (this.isDue) this.renew();
  }

  /** Findings stay where they are in the text; what is written into one ends it until the next renewal. */
  edit(file: string, changes: readonly TextChange[]): void {
    this.isStale = true;
    const known = this.found?.get(file);
    if (!known || !this.found) return;
    let moved = known;
    for (const change of changes) moved = moved.flatMap((f) => movedBy(f, change));
    this.found.set(file, moved);
  }

  /** True when something else is said of some file than before. */
  renew(): boolean {
    if (!this.found || !this.isStale) return false;
    this.isStale = false;
    this.isDue = false;
    const { found: now, list } = this.take();
    this.version++;
    this.list = list;
    const before = this.found;
    let differs = false;
    for (const file of new Set([...before.keys(), ...now.keys()])) {
      if (sameFindings(before.get(file) ?? [], now.get(file) ?? [])) continue;
      this.news.add(file);
      differs = true;
    }
    this.found = new Map(now);
    return differs;
  }

  /** Files of which something else is said since this was last asked. */
  takeNews(): ReadonlySet<string> {
    const out = new Set(this.news);
    this.news.clear();
    return out;
  }

  /** What is said in all files but these, of the texts as they are. */
  beside(files: readonly string[]): readonly Finding[] {
    return allBut(files, this.found && this.isStale ? this.take().found : (this.found ?? NOTHING));
  }

  /** Looks at the program as it is while a text is tried; `beside`: what is said then of all files but these. */
  during<T>(files: readonly string[], look: (beside: readonly Finding[]) => T): T {
    if (!this.found) return look([]);
    this.trial = this.take().found;
    try {
      return look(allBut(files, this.trial));
    } finally {
      this.trial = undefined;
    }
  }
}

function allBut(files: readonly string[], found: Found): readonly Finding[] {
  return [...found].flatMap(([file, findings]) => (files.includes(file) ? [] : findings));
}

function movedBy(finding: Finding, { span, text }: TextChange): readonly Finding[] {
  const { start, end } = finding.span;
  if (span.start >= end) return [finding];
  if (span.end > start) return [];
  const shift = text.length - (span.end - span.start);
  return [{ ...finding, span: { start: start + shift, end: end + shift } }];
}
