/**
 * A whole scan: reads everything once to see what imports what, analyses group by group what no earlier run knows, on one
 * thread or several, and judges it in the end. Of each file only bytes are kept.
 */
import type { Finding, Note } from '../base/finding';
import type { Cache } from '../base/host';
import type { RouteList } from '../base/route';
import { routesIn } from '../engine/codec/record';
import { Labels } from '../engine/labels';
import type { PathTable } from '../engine/paths';
import { PathTables } from '../engine/pathTables';
import type { ControlNames } from '../engine/routes/names';
import { languageOf } from '../languages';
import type { ScanOptions, ScanResult } from './analyzer';
import { keyOf, readBody, writeBody, writeHead } from './cached';
import { Cells } from './cells';
import type { Crew } from './crew';
import { decodeOutcome, encodeOutcome, type Outcome } from './outcome';
import { Plan, type Planned } from './plan';
import { OwnRecords } from './records';
import { RouteFlows } from './routeFlows';
import { takeRoutes } from './routes';
import { type Finished, Workbench, type WorkbenchParts } from './workbench';

export interface ScanParts extends WorkbenchParts {
  readonly cache: Cache | undefined;
  readonly crew: Crew | undefined;
  /** What names say of controls, by the policy too. */
  readonly controls: ControlNames;
  /** Judges one file after the other, once all are analysed. */
  readonly judgeRoutes: (take: () => RouteList, outcomes: Outcomes) => ReadonlyMap<string, readonly Finding[]>;
  readonly judge: (outcomes: Outcomes, file: string) => { readonly findings: readonly Finding[]; readonly notes: readonly Note[] };
}

/** What has come of all files. */
export interface Outcomes {
  /** Undefined when the file could not be read. */
  of(file: string): Outcome | undefined;
  /** Files with something to say about places in this one. */
  speakingOf(file: string): readonly string[];
  /** Bits that all values clients choose the shape of have, by what some file sets up. */
  readonly settings: number;
  /** What calls leave for others. */
  readonly cells: Cells;
  readonly routeFlows: RouteFlows;
  /** What is said of endpoints in that file. */
  aboutRoutes(file: string): readonly Finding[];
}

/** Characters handed to another thread at once. */
const BATCH = 60_000;
/** Milliseconds after which other work is let through. */
const TURN = 40;

export class Scan implements Outcomes {
  private readonly plan: Plan;
  private readonly records = new OwnRecords();
  private readonly recordDigests = new Map<string, string>();
  private readonly bench: Workbench;
  /** File → its outcome; undefined when it could not be read. */
  private readonly outcomes = new Map<string, Uint8Array | undefined>();
  private readonly endsIn = new Map<string, Set<string>>();
  settings = 0;
  readonly cells = new Cells();
  readonly routeFlows = new RouteFlows();
  private lines = 0;
  private done = 0;
  private readonly wanted: ReadonlySet<string>;
  private paths: PathTables;
  private labels = new Labels();

  constructor(
    private readonly parts: ScanParts,
    private readonly options: ScanOptions,
  ) {
    this.plan = new Plan(parts.host, parts.digest, parts.cache);
    this.bench = new Workbench(parts, (file) => this.records.get(file));
    this.wanted = new Set(options.files);
    this.paths = new PathTables(parts.catalogs);
  }

  async run(): Promise<ScanResult> {
    const { files, signal } = this.options;
    await this.readAll();
    if (!signal?.aborted) await this.analyseAll();
    // Whoever gave up wants an end, not what is known so far.
    if (signal?.aborted) return { findings: [], notes: [], files: 0, lines: this.lines };
    if (!this.options.isPart) this.routeFindings = this.parts.judgeRoutes(() => this.routes(), this);
    const findings: Finding[] = [];
    const notes: Note[] = [];
    for (const file of files) {
      const judged = this.parts.judge(this, file);
      findings.push(...judged.findings);
      notes.push(...judged.notes);
      await this.giveWay();
    }
    return { findings, notes, files: files.length, lines: this.lines };
  }

  private routeFindings: ReadonlyMap<string, readonly Finding[]> = new Map();
  aboutRoutes(file: string): readonly Finding[] {
    return this.routeFindings.get(file) ?? [];
  }

  /** All endpoints, from what is kept of each file. */
  private routes(): RouteList {
    const modules = [...this.outcomes.keys()].flatMap((file) => {
      const record = this.records.get(file);
      return record ? [routesIn(record)] : [];
    });
    const counts = (file: string): boolean => this.sources.has(file);
    const resolve = (file: string, module: string): string | undefined => this.plan.resolve(file, module);
    return takeRoutes(modules, { resolve, counts, unit: (file) => languageOf(file)?.unit?.(file) ?? '' }, this.parts);
  }
  /** Files that are no tests and the like. */
  private readonly sources = new Set<string>();

  private async readAll(): Promise<void> {
    const open = [...this.options.files].reverse();
    for (let file = open.pop(); file !== undefined && !this.options.signal?.aborted; file = open.pop()) {
      open.push(...this.plan.add(file));
      await this.giveWay();
    }
    for (const file of this.plan.missing) this.accept({ file, outcome: undefined, record: undefined });
  }

  private async analyseAll(): Promise<void> {
    const groups = this.plan.groups([...this.options.files]);
    const { crew } = this.parts;
    if (crew && this.workLeft(groups) > crew.leastWork) return this.analyseWith(crew, groups);
    for (const group of groups) {
      if (this.options.signal?.aborted) return;
      if (!this.isKnown(group)) this.acceptAll(this.bench.finish(group.map((g) => g.file)));
      await this.giveWay();
    }
  }

  /** Characters that no earlier run has looked at, or at least not as they are now. */
  private workLeft(groups: readonly (readonly Planned[])[]): number {
    let size = 0;
    for (const group of groups) for (const planned of group) if (!planned.head) size += planned.size;
    return size;
  }

  /** Groups are handed out as soon as all they import is finished, in the order of the plan. */
  private async analyseWith(crew: Crew, groups: readonly (readonly Planned[])[]): Promise<void> {
    const groupOf = new Map(groups.flatMap((group, i) => group.map((g) => [g.file, i] as const)));
    const importers: number[][] = groups.map(() => []);
    const waitsFor = groups.map((group, i) => {
      const others = new Set(group.flatMap((g) => g.imports.flatMap((f) => groupOf.get(f) ?? [])));
      others.delete(i);
      for (const other of others) importers[other].push(i);
      return others.size;
    });
    const ready: number[] = [];
    let taken = 0;
    let left = groups.length;
    const heard = new Map<number, { readonly count: number; readonly segments: number }>();
    let wake: () => void = () => {};
    const close = (i: number): void => {
      left--;
      for (const importer of importers[i]) if (--waitsFor[importer] === 0) ready.push(importer);
    };
    const nextBatch = (): number[] => {
      const batch: number[] = [];
      let size = 0;
      while (taken < ready.length && size < BATCH) {
        const i = ready[taken++];
        if (this.isKnown(groups[i])) {
          close(i);
          continue;
        }
        batch.push(i);
        for (const planned of groups[i]) size += planned.size;
      }
      return batch;
    };
    const analyse = async (batch: readonly number[]): Promise<void> => {
      const files = batch.flatMap((i) => groups[i].map((g) => g.file));
      try {
        const finished = await crew.run((thread) => {
          const { count, segments } = heard.get(thread) ?? { count: 0, segments: 0 };
          heard.set(thread, { count: this.records.count, segments: this.records.segmentCount });
          return { files, news: this.records.since(count, segments) };
        });
        this.acceptAll(finished);
        for (const i of batch) close(i);
      } catch (error) {
        if (this.options.signal?.aborted) return;
        if (batch.length > 1) {
          for (const i of batch) await analyse([i]);
          return;
        }
        for (const planned of groups[batch[0]]) this.accept(this.lost(planned, error));
        close(batch[0]);
      }
    };
    for (const [i, count] of waitsFor.entries()) if (count === 0) ready.push(i);
    // One more than there are threads: the next task is ready when one ends.
    const lane = async (): Promise<void> => {
      while (left > 0 && !this.options.signal?.aborted) {
        const batch = nextBatch();
        if (batch.length > 0) {
          await analyse(batch);
          wake();
        } else if (left > 0) {
          await new Promise<void>((resolve) => {
            const before = wake;
            wake = () => {
              before();
              resolve();
            };
          });
        }
      }
      wake();
    };
    const stop = (): void => wake();
    this.options.signal?.addEventListener('abort', stop);
    await Promise.all(Array.from({ length: crew.size + 1 }, lane));
    this.options.signal?.removeEventListener('abort', stop);
  }

  private lost({ file, digest }: Planned, error: unknown): Finished {
    const text = this.parts.host.readText(file) ?? '';
    const why = error instanceof Error ? error.message.split('\n')[0].slice(0, 120) : 'an unknown error';
    const message = `${file}: analysing it ended a thread (${why}). Please report this; other files are not affected.`;
    const outcome: Outcome = {
      file,
      digest,
      role: 'source',
      lines: text.split('\n').length,
      notes: [{ kind: 'crash', file, message }],
      isAnalysed: false,
      failure: undefined,
      flows: [],
      reports: [],
      literals: [],
      settings: 0,
      functions: [],
      comments: [],
      imports: [],
      group: [file],
      asked: [],
    };
    return { file, outcome: encodeOutcome(outcome), record: undefined };
  }

  // --- what is finished

  private acceptAll(finished: readonly Finished[]): void {
    const fresh = finished.filter((one) => this.accept(one));
    if (this.parts.cache) this.remember(this.parts.cache, fresh);
  }

  /** False when the file was finished before: two threads may have met the same file, and have come to the same. */
  private accept({ file, outcome: bytes, record }: Finished): boolean {
    if (this.outcomes.has(file)) return false;
    this.records.add(file, record);
    this.recordDigests.set(file, record && this.parts.cache ? this.parts.cache.digest(record) : '');
    this.outcomes.set(file, bytes);
    const outcome = this.of(file);
    this.settings |= outcome?.settings ?? 0;
    if (outcome?.role === 'source') {
      this.sources.add(file);
      this.cells.set(file, outcome.flows);
      this.routeFlows.set(file, outcome.flows);
    }
    const ends = new Set([file, ...(outcome?.flows ?? []).map((f) => f.site.file), ...(outcome?.reports ?? []).map((r) => r.file)]);
    for (const end of ends) {
      const known = this.endsIn.get(end);
      if (known) known.add(file);
      else this.endsIn.set(end, new Set([file]));
    }
    if (this.wanted.has(file)) {
      this.lines += outcome?.lines ?? 0;
      this.options.onProgress?.(++this.done, this.wanted.size, file);
    }
    return true;
  }

  of(file: string): Outcome | undefined {
    const bytes = this.outcomes.get(file);
    if (this.paths.size > MAX_NAMES) {
      this.paths = new PathTables(this.parts.catalogs);
      this.labels = new Labels();
    }
    return bytes && decodeOutcome(bytes, this.tableOf(file), this.labels);
  }

  private tableOf(file: string): PathTable {
    return this.paths.of(languageOf(file)?.id ?? '');
  }

  speakingOf(file: string): readonly string[] {
    return [...(this.endsIn.get(file) ?? [])].sort();
  }

  // --- what earlier runs know

  /** Takes over what an earlier run has found out about the group, if nothing that it depends on has changed. */
  private isKnown(group: readonly Planned[]): boolean {
    const { cache } = this.parts;
    if (group.every((g) => this.outcomes.has(g.file))) return true;
    if (!cache) return false;
    const names = group.map((g) => g.file).sort();
    if (group.some(({ head }) => !head || head.group.join('\n') !== names.join('\n'))) return false;
    const key = keyOf(cache, group, (file) => this.recordDigests.get(file));
    if (key === undefined) return false;
    const found = group.flatMap((g) => readBody(cache, g.file, key) ?? []);
    if (found.length < group.length || !found.every((one) => this.isSound(one))) return false;
    for (const one of found) this.accept(one);
    return true;
  }

  private isSound({ file, outcome }: Finished): boolean {
    try {
      const read = outcome && decodeOutcome(outcome, this.tableOf(file), this.labels);
      return read?.file === file && read.digest === this.plan.files.get(file)?.digest;
    } catch {
      return false;
    }
  }

  private remember(cache: Cache, finished: readonly Finished[]): void {
    const byFile = new Map(finished.map((one) => [one.file, { one, outcome: this.of(one.file) }]));
    const done = new Set<string>();
    for (const { outcome } of byFile.values()) {
      if (!outcome || done.has(outcome.file)) continue;
      const group: Planned[] = [];
      for (const file of outcome.group) {
        done.add(file);
        const planned = this.plan.files.get(file);
        const member = byFile.get(file)?.outcome;
        // What has failed, or has changed since it was read, is looked at again.
        if (!planned || !member?.isAnalysed || member.failure || member.digest !== planned.digest) continue;
        if (member.notes.some((n) => n.kind === 'crash')) continue;
        group.push({ ...planned, head: member, targets: this.plan.targetsOf(file, member.imports) });
      }
      if (group.length < outcome.group.length) continue;
      const key = keyOf(cache, group, (file) => this.recordDigests.get(file));
      if (key === undefined) continue;
      for (const { file, digest, head } of group) {
        const member = byFile.get(file);
        if (!head || !member) continue;
        writeHead(cache, file, digest, head);
        writeBody(cache, key, member.one);
      }
    }
  }

  private pause = Date.now();
  /** Leaves room for cancellation and for an editor's own requests. */
  private async giveWay(): Promise<void> {
    if (Date.now() - this.pause < TURN) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.pause = Date.now();
  }
}

/** Paths that are named before the table is begun anew. */
const MAX_NAMES = 50_000;
