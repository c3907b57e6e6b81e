/** What is known about each file, and what of it the editor has been told. */
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { type Finding, type Note, SEVERITIES } from '../base/finding';
import { type Folder, type Place, uriOf } from './folders';
import type { Counts, Settings, SummaryParams } from './protocol';
import { isShown } from './settings';

export interface Shown {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

export interface FileResults {
  readonly place: Place;
  /** The editor's own URI for an open document, else ours. */
  readonly uri: string;
  /** Of the document they were found in; undefined for a file on disk. */
  readonly version: number | undefined;
  readonly shown: readonly Shown[];
  readonly notes: readonly Note[];
}

export class Results {
  private readonly files = new Map<string, FileResults>();
  /** Of each file what the settings let through; made when first asked for. */
  private readonly seen = new Map<string, { readonly shown: readonly Shown[]; readonly counts: Counts }>();
  /** URIs the editor holds diagnostics for. */
  private readonly published = new Set<string>();

  constructor(
    private readonly publish: (params: PublishDiagnosticsParams) => void,
    private settings: Settings,
  ) {}

  get(key: string): FileResults | undefined {
    return this.files.get(key);
  }

  all(): readonly FileResults[] {
    return [...this.files.values()];
  }

  /** The findings of a file that the settings let through. */
  visible(key: string): readonly Shown[] {
    return this.look(key).shown;
  }

  set(results: FileResults): void {
    const before = this.files.get(results.place.key);
    this.files.set(results.place.key, results);
    this.seen.delete(results.place.key);
    if (before !== undefined && before.uri !== results.uri) this.clear(before.uri);
    this.send(results);
  }

  drop(key: string): void {
    const before = this.files.get(key);
    this.files.delete(key);
    this.seen.delete(key);
    if (before !== undefined) this.clear(before.uri);
  }

  dropFolder(folder: Folder): void {
    for (const { place } of this.all()) if (place.folder === folder) this.drop(place.key);
  }

  /** Publishes again what other settings let through; nothing is analysed for it. */
  applySettings(settings: Settings): void {
    this.settings = settings;
    this.seen.clear();
    for (const results of this.all()) this.send(results);
  }

  /** `open` are the keys and URIs of the documents an editor holds. */
  summary(open: ReadonlyMap<string, string>): Pick<SummaryParams, 'workspace' | 'files' | 'notes'> {
    const files: Record<string, Counts> = {};
    for (const [key, uri] of open) if (this.files.has(key)) files[uri] = this.look(key).counts;
    const notes = this.all().flatMap(({ notes: all }) => all.filter((note) => note.kind !== 'info').map(noteText));
    const workspace = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
    for (const key of this.files.keys()) add(workspace, this.look(key).counts);
    return { workspace, files, notes };
  }

  private look(key: string): { readonly shown: readonly Shown[]; readonly counts: Counts } {
    let known = this.seen.get(key);
    if (known === undefined) {
      const shown = this.files.get(key)?.shown.filter((one) => isShown(one.finding, this.settings)) ?? [];
      const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
      for (const { finding } of shown) counts[finding.severity]++;
      known = { shown, counts };
      this.seen.set(key, known);
    }
    return known;
  }

  private send(results: FileResults): void {
    const diagnostics = this.visible(results.place.key).map((one) => one.diagnostic);
    // A file nobody looks at and that has nothing to say need not be mentioned.
    if (diagnostics.length === 0 && results.version === undefined && !this.published.has(results.uri)) return;
    if (diagnostics.length === 0) this.published.delete(results.uri);
    else this.published.add(results.uri);
    this.publish({ uri: results.uri, ...(results.version === undefined ? {} : { version: results.version }), diagnostics });
  }

  private clear(uri: string): void {
    this.published.delete(uri);
    this.publish({ uri, diagnostics: [] });
  }
}

export function noteText(note: Note): string {
  return note.file === undefined || note.message.includes(note.file) ? note.message : `${note.file}: ${note.message}`;
}

/** The results of a place, before anything was found. */
export function nothing(place: Place, uri: string | undefined, version: number | undefined, notes: readonly Note[]): FileResults {
  return { place, uri: uri ?? uriOf(place), version, shown: [], notes };
}

function add(sum: { -readonly [name in keyof Counts]: Counts[name] }, counts: Counts): void {
  for (const name of SEVERITIES) sum[name] += counts[name];
}
