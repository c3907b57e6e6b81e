/** Endpoints of files that are routes, and what other files put before them: where each lies, or what it says of itself, tells. */
import type { Site } from '../../values';
import { FOLDER, PLAIN, type Ref, type RouteEvent, type RouteFacts } from '../facts';
import { type CompiledFiles, FileNames, type Lying } from '../model/fileCompile';
import type { Routes } from '../model/model';
import { joinPaths, SOMETHING } from '../patterns';
import { each, type RouteProgram } from '../world';
import type { ScopeEntry } from './assemble';
import { folderPath, matcherPath } from './folders';
import { methodsTold } from './methodsTold';

export interface Placed {
  readonly file: string;
  /** The scope that it belongs to. */
  readonly key: string;
  readonly entry: ScopeEntry;
}

/** What stands before others comes first. */
export function placedEntries(program: RouteProgram, frameworks: ReadonlyMap<string, Routes>): readonly Placed[] {
  const names = new FileNames();
  for (const [framework, { files }] of frameworks) names.add(framework, files ?? []);
  return names.isEmpty ? [] : new Placing(program, names).all();
}

class Placing {
  private readonly mounts: Placed[] = [];
  private readonly routes: Placed[] = [];
  private readonly lying = new Map<string, Lying>();
  /** Folders of programs, the innermost first. */
  private readonly roots: readonly string[];

  constructor(
    private readonly program: RouteProgram,
    private readonly names: FileNames,
  ) {
    for (const file of program.files) {
      const lying = names.of(file);
      if (lying && this.isMeant(lying)) this.lying.set(file, lying);
    }
    const routes = [...this.lying.values()].filter(({ kind }) => kind.does === 'route');
    this.roots = [...new Set(routes.map(({ root }) => root))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  }

  all(): readonly Placed[] {
    for (const file of this.program.files) {
      const lying = this.lying.get(file);
      const kind = lying?.kind ?? this.markedAs(`${file}#0`);
      if (kind) this.exported(file, kind, lying);
      else {
        if (this.names.marks.size > 0) this.inside(file);
        for (const one of this.names.anywhere) this.exported(file, one, undefined);
      }
    }
    return [...this.mounts, ...this.routes];
  }

  private markedAs(id: string): CompiledFiles | undefined {
    return markOf(this.program.facts.get(id)?.events ?? [], this.names);
  }

  /** Some file of the program speaks of the framework. */
  private isMeant({ kind: { needs }, root }: Lying): boolean {
    if (needs === undefined) return true;
    const key = `${needs} ${root}`;
    let known = this.meant.get(key);
    if (known === undefined) {
      known = this.program.files.some(
        (file) =>
          file.startsWith(root) &&
          this.program.facts
            .get(`${file}#0`)
            ?.events.some((e) => e.event === 'load' && (e.module === needs || e.module.startsWith(`${needs}/`))),
      );
      this.meant.set(key, known);
    }
    return known;
  }
  private readonly meant = new Map<string, boolean>();

  private exported(file: string, kind: CompiledFiles, lying: Lying | undefined): void {
    const all = this.program.exports(file);
    const path = lying && folderPath(lying.path);
    if (lying && path === undefined) return;
    for (const [name, { ref, site: named, params }] of all) {
      const method = Object.hasOwn(kind.exports, name) ? kind.exports[name] : kind.exports['*'];
      if (method === undefined || !mayHandle(ref, name)) continue;
      if (kind.first && !kind.first.test(params[0] ?? '')) continue;
      const site = named.at.end > 0 ? named : (siteOf(this.program, ref) ?? named);
      if (kind.does === 'mount') {
        if (this.roots.includes(lying?.root ?? '')) this.mount(file, kind, lying?.root ?? '', name, ref, site, all);
        continue;
      }
      const methods = method === '?' ? methodsTold(this.factsOf(ref)) : [method];
      const at =
        kind.named === undefined
          ? joinPaths(kind.prefix ?? '/', path ?? (kind.first ? SOMETHING : '/'))
          : `${kind.named}${this.nameOf(name, ref)}`;
      this.route(file, kind, lying?.root, at, methods, name, ref, site);
    }
  }

  /** Functions that say it of themselves. */
  private inside(file: string): void {
    const all = [...this.program.facts].filter(([id]) => id.startsWith(`${file}#`) && id !== `${file}#0`);
    for (const [func, { name, site, events }] of all) {
      const kind = markOf(events, this.names);
      if (!kind) continue;
      const at = `${kind.named ?? ''}${name === '' ? SOMETHING : name}`;
      this.route(file, kind, undefined, at, [kind.exports['*'] ?? '*'], name, { is: 'function', func, bound: undefined }, site);
    }
  }

  private route(
    file: string,
    kind: CompiledFiles,
    root: string | undefined,
    path: string,
    methods: readonly string[],
    name: string,
    ref: Ref,
    site: Site,
  ): void {
    const own = root ?? this.roots.find((r) => file.startsWith(r)) ?? '';
    const entry = this.entry(kind, { does: 'route', methods, path: { is: 'text', texts: [path] }, chain: [{ ref, name }], site });
    this.routes.push({ file, key: FOLDER + own, entry: kind.named === undefined ? entry : { ...entry, named: true } });
  }

  private mount(file: string, kind: CompiledFiles, root: string, name: string, ref: Ref, site: Site, all: Exports): void {
    const [from, ...fields] = (kind.before ?? '').split('.');
    let said = all.get(from)?.ref;
    for (const field of fields) said = said?.is === 'object' ? said.fields[field] : said && { is: 'unknown', name: field };
    const path = said && matcherPath(said);
    const entry = this.entry(kind, { does: 'mount', methods: ['*'], path, chain: [{ ref, name }], site });
    this.mounts.push({ file, key: FOLDER + root, entry: { ...entry, early: true, whole: true } });
  }

  private entry(
    { framework, shape, doubt, elsewhere }: CompiledFiles,
    one: Pick<ScopeEntry, 'does' | 'methods' | 'path' | 'chain' | 'site'>,
  ): ScopeEntry {
    const told = elsewhere && { elsewhere: { site: one.site, ...elsewhere } };
    return { ...PLAIN, ...one, framework, shape, when: new Map(), ...(doubt === undefined ? {} : { doubt }), ...told };
  }

  /** What is exported as a whole goes by the function's own name. */
  private nameOf(name: string, ref: Ref): string {
    const own = name === 'default' ? this.factsOf(ref)?.name : name;
    return own === undefined || own === '' ? SOMETHING : own;
  }

  private factsOf(ref: Ref): RouteFacts | undefined {
    const fn = ref.is === 'list' ? ref.items.at(-1) : ref;
    return fn?.is === 'function' ? this.program.facts.get(fn.func) : undefined;
  }
}

/** Where a handler of the program stands. */
export function siteOf(program: RouteProgram, ref: Ref | undefined): Site | undefined {
  const [last] = ref ? each(ref.is === 'list' ? (ref.items.at(-1) ?? ref) : ref) : [];
  return last?.is === 'function' ? program.facts.get(last.func)?.site : undefined;
}

type Exports = ReturnType<RouteProgram['exports']>;

function markOf(events: readonly RouteEvent[], { marks }: FileNames): CompiledFiles | undefined {
  const mark = events.find((e) => e.event === 'mark');
  return mark?.event === 'mark' ? marks.get(mark.text) : undefined;
}

/** Types are exported too, and settings. */
function mayHandle(ref: Ref, name: string): boolean {
  if (ref.is === 'text' || ref.is === 'nothing' || ref.is === 'number' || ref.is === 'object') return false;
  return ref.is !== 'unknown' || /^[a-z]|^[A-Z]+$/.test(name);
}
