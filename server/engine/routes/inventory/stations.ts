/** Objects that stand before endpoints, such as filters: which class has what method, and before which paths its objects are placed. */
import type { Site } from '../../values';
import type { ClassId, DeclaredEvent, Mark, Match } from '../declaredFacts';
import type { FunctionId } from '../facts';
import type { Routes } from '../model/model';
import type { Covers } from '../patterns';
import type { RouteProgram } from '../world';
import { byPlace, type Declarations, type DeclaredClass } from './declarations';
import { textsOf } from './declared';
import type { Programs } from './programs';
import { wildcardsCover } from './wildcards';

type StationFacts = Extract<DeclaredEvent, { event: 'station' }> & { readonly site: Site };

/** One that stands before endpoints. */
export interface Station {
  readonly name: string;
  readonly site: Site;
  /** Undefined: of a class that nobody knows. */
  readonly func: FunctionId | undefined;
  readonly shape: string;
  /** Decorators of the program's own that have to stand on the endpoint or its class. */
  readonly binds: readonly ClassId[];
  /** Of a path: whether it stands before it; `maybe` too where it is not known where it is placed. */
  covers(path: string, method: string): Covers;
}

export class Stations {
  private readonly placed = new Map<ClassId, StationFacts[][]>();
  private readonly unknown: StationFacts[][] = [];

  constructor(
    private readonly program: RouteProgram,
    private readonly declarations: Declarations,
    private readonly programs: Programs,
  ) {
    const groups = new Map<string, StationFacts[]>();
    const all: StationFacts[] = [];
    for (const [id, { events }] of program.facts) {
      if (!program.counts(fileOf(id))) continue;
      for (const event of events) if (event.event === 'station') all.push(event);
    }
    for (const event of all.sort(byPlace)) groups.set(event.id, [...(groups.get(event.id) ?? []), event]);
    for (const group of groups.values()) {
      const classes = group.flatMap((e) => e.classes);
      if (classes.length === 0 && group.some((e) => e.adds === 'place')) this.unknown.push(group);
      for (const id of new Set(classes)) this.placed.set(id, [...(this.placed.get(id) ?? []), group]);
    }
  }

  /** In the order of the text; those of applications that the file is no part of are left out. */
  of(framework: string, { decorators }: Routes, file: string): readonly Station[] {
    const { applications } = this.programs.of(file);
    const isNear = (site: Site): boolean => applications.some((units) => units.has(this.program.unit(site.file)));
    const known = this.declarations.classes.flatMap((cls) => (isNear(cls.site) ? this.stationOf(framework, cls, decorators) : []));
    const others = this.unknown.flatMap((group): Station[] => {
      const [{ name, site }] = group;
      return isNear(site) && group[0].framework === framework
        ? [{ name, site, func: undefined, shape: '', binds: [], covers: (path, method) => standsAt(group, path, method) }]
        : [];
    });
    return [...known, ...others];
  }

  private stationOf(framework: string, cls: DeclaredClass, decorators: Routes['decorators']): Station[] {
    for (const { method, shape, byPart, unless } of decorators?.stations ?? []) {
      if (!cls.above.has(method) || this.declarations.isAbove(cls.id)) continue;
      const func = cls.line.map((id) => this.declarations.function(id, method)).find((f) => f !== undefined);
      if (func === undefined) continue;
      const isPart = byPart && cls.marks.some((m) => m.framework === framework && m.says === 'part');
      const marked = cls.marks.flatMap((m) => (m.framework === framework && m.says === 'placed' ? [textsOf(m.path)] : [])).flat();
      const groups = this.placed.get(cls.id) ?? [];
      const covers = (path: string, how: string): Covers => {
        if (marked.length > 0) return better(marked.map((text) => prefixCovers(text, path)));
        if (isPart && !groups.some((g) => g.some((e) => e.adds === 'place'))) return 'yes';
        return groups.length === 0 ? 'maybe' : better(groups.map((group) => standsAt(group, path, how)));
      };
      const leavesOut = unless !== undefined && cls.line.some((id) => this.declarations.function(id, unless) !== undefined);
      const some = (path: string, how: string): Covers => (covers(path, how) === 'no' ? 'no' : 'maybe');
      const binds = boundTo(cls.marks);
      return [{ name: cls.name, site: cls.site, func, shape, binds, covers: leavesOut ? some : covers }];
    }
    return [];
  }
}

/** Before all paths where none are named. */
function standsAt(group: readonly StationFacts[], path: string, method: string): Covers {
  if (group.some((e) => e.adds === 'somewhere')) return 'maybe';
  const matches = (adds: StationFacts['adds']): readonly Match[] => group.filter((e) => e.adds === adds).flatMap((e) => e.matches);
  const paths = matches('paths');
  const prefixes = matches('prefixes');
  const named = [...paths.map((m) => fits(m, path, method, false)), ...prefixes.map((m) => fits(m, path, method, true))];
  const included = named.length === 0 ? 'yes' : better(named);
  const excluded = better(matches('except').map((m) => fits(m, path, method, false)));
  return included === 'no' || excluded === 'yes' ? 'no' : included === 'yes' && excluded === 'no' ? 'yes' : 'maybe';
}

function fits(match: Match, path: string, method: string, isPrefix: boolean): Covers {
  if (!match.methods.includes('*') && !match.methods.includes(method)) return 'maybe';
  return match.covers === 'all'
    ? 'yes'
    : better(textsOf(match.paths).map((text) => (isPrefix ? prefixCovers(text, path) : wildcardsCover(text, path))));
}

/** A star at the end stands for the rest. */
function prefixCovers(text: string, path: string): Covers {
  if (text.startsWith('*.')) return path.endsWith(text.slice(1)) ? 'yes' : 'no';
  return wildcardsCover(text.replace(/\/\*$/, '/**'), path);
}

function better(all: readonly Covers[]): Covers {
  return all.includes('yes') ? 'yes' : all.includes('maybe') ? 'maybe' : 'no';
}

function fileOf(id: string): string {
  return id.slice(0, id.lastIndexOf('#'));
}

/** Decorators that say of what stands before endpoints which those are. */
export function boundTo(marks: readonly Mark[]): readonly ClassId[] {
  return marks.flatMap((m) => (m.says === 'binds' && m.to !== undefined ? [m.to] : []));
}
