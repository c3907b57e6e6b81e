/**
 * Which parts of a workspace run together: its units (modules of a build) that an application reaches by imports. What one
 * application is told holds for its own endpoints only.
 */

import type { Site } from '../../values';
import type { DeclaredEvent } from '../declaredFacts';
import type { Ref } from '../facts';
import type { RouteProgram } from '../world';
import { byPlace, type Declarations } from './declarations';

type PrefixFacts = Extract<DeclaredEvent, { event: 'prefix' }> & { readonly site: Site };

export class Programs {
  private readonly reaches = new Map<string, ReadonlySet<string>>();
  /** Units where an application begins. */
  private readonly begins: readonly string[];
  private readonly units: readonly string[];
  private readonly prefixes: PrefixFacts[] = [];

  constructor(
    private readonly program: RouteProgram,
    private readonly declarations: Declarations,
  ) {
    const next = new Map<string, Set<string>>();
    for (const file of program.files) {
      const unit = program.unit(file);
      const to = next.get(unit) ?? new Set<string>();
      next.set(unit, to);
      if (!program.counts(file)) continue;
      for (const event of program.facts.get(`${file}#0`)?.events ?? []) {
        const target = event.event === 'load' ? program.resolve(file, event.module) : undefined;
        if (target !== undefined) to.add(program.unit(target));
      }
    }
    this.units = [...next.keys()].sort();
    for (const unit of this.units) this.reaches.set(unit, reached(unit, next));
    const starts = declarations.classes.filter((c) => c.marks.some((m) => m.says === 'begins')).map((c) => program.unit(c.site.file));
    for (const [id, { events }] of program.facts) {
      const file = id.slice(0, id.lastIndexOf('#'));
      if (!program.counts(file)) continue;
      for (const event of events) {
        if (event.event === 'starts') starts.push(program.unit(file));
        else if (event.event === 'prefix') this.prefixes.push(event);
      }
    }
    this.prefixes.sort(byPlace);
    this.begins = [...new Set(starts)].sort();
  }

  /**
   * The applications that a file may be part of, each with its units. `certain`: it is part of each of them; else of some.
   */
  of(file: string): { readonly certain: boolean; readonly applications: readonly ReadonlySet<string>[] } {
    const unit = this.program.unit(file);
    if (this.begins.length < 2) return { certain: true, applications: [new Set(this.units)] };
    const mine = this.begins.filter((b) => b === unit || this.reaches.get(b)?.has(unit));
    const applications = (mine.length > 0 ? mine : this.begins).map((b) => new Set([b, ...(this.reaches.get(b) ?? [])]));
    return { certain: mine.length > 0, applications };
  }

  /** Some application is seen to begin. */
  get isWhole(): boolean {
    return this.begins.length > 0;
  }

  /** Modules that an application imports begin with one of these. */
  imports(application: ReadonlySet<string>, beginnings: readonly string[]): boolean {
    for (const file of this.program.files) {
      if (!this.program.counts(file) || !application.has(this.program.unit(file))) continue;
      for (const event of this.program.facts.get(`${file}#0`)?.events ?? [])
        if (event.event === 'load' && beginnings.some((b) => event.module === b || event.module.startsWith(`${b}.`))) return true;
    }
    return false;
  }

  /** What stands before the paths of all endpoints of the file's application; unknown where that is not one thing. */
  bases(framework: string, file: string): readonly Ref[] {
    const all = this.of(file).applications.map((units) => [
      ...this.declarations.classes.flatMap((c) =>
        units.has(this.program.unit(c.site.file))
          ? c.marks.flatMap((m) => (m.says === 'base' && m.framework === framework && m.path ? [m.path] : []))
          : [],
      ),
      ...this.prefixesIn(units, framework).map((p) => p.path),
    ]);
    if (all.every((own) => own.length === 0)) return [];
    return all.length === 1 && all[0].length === 1 ? all[0] : [{ is: 'unknown', name: '' }];
  }

  /** Paths that what stands before all others is left away from. */
  exceptions(framework: string, file: string): readonly string[] {
    const all = this.of(file).applications.flatMap((units) => this.prefixesIn(units, framework));
    const textsIn = (ref: Ref): readonly string[] => {
      if (ref.is === 'text') return ref.texts;
      if (ref.is === 'object') return ref.fields.path ? textsIn(ref.fields.path) : [];
      return ref.is === 'list' ? ref.items.flatMap(textsIn) : [];
    };
    return all.flatMap(({ except }) => (except ? textsIn(except) : []));
  }

  private prefixesIn(units: ReadonlySet<string>, framework: string): readonly PrefixFacts[] {
    return this.prefixes.filter((p) => p.framework === framework && units.has(this.program.unit(p.site.file)));
  }

  /** Whether controls of a family are carried out. */
  state(framework: string, family: string, file: string): 'on' | 'off' | 'unknown' {
    const key = `${framework} ${family} ${this.program.unit(file)}`;
    let known = this.states.get(key);
    if (known === undefined) {
      const { certain, applications } = this.of(file);
      const on = applications.map((units) =>
        this.declarations.classes.some(
          (c) =>
            units.has(this.program.unit(c.site.file)) &&
            c.marks.some((m) => m.says === 'switch' && m.framework === framework && m.family === family),
        ),
      );
      // What is no whole program may be switched on by whoever uses it.
      known = on.every((o) => o) ? 'on' : certain && on.every((o) => !o) && this.isWhole ? 'off' : 'unknown';
      this.states.set(key, known);
    }
    return known;
  }
  private readonly states = new Map<string, 'on' | 'off' | 'unknown'>();
}

function reached(unit: string, next: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const out = new Set<string>();
  const open = [...(next.get(unit) ?? [])];
  for (let u = open.pop(); u !== undefined; u = open.pop()) {
    if (out.has(u)) continue;
    out.add(u);
    open.push(...(next.get(u) ?? []));
  }
  return out;
}
