/** Endpoints that decorators make of methods: with the path of their class, inherited where a class above says so, behind what stands on both. */
import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import type { ClassId, Mark } from '../declaredFacts';
import type { FunctionId, Ref } from '../facts';
import type { Check, Evidence } from '../judge/behaviour';
import { joinPaths, SOMETHING } from '../patterns';
import { each } from '../world';
import { type Declarations, type DeclaredClass, plainName } from './declarations';
import type { Programs } from './programs';
import type { Written } from './standing';
import type { Link } from './verdicts';
import { wildcardsCover } from './wildcards';

export interface DeclaredRoute {
  readonly framework: string;
  readonly methods: readonly string[];
  readonly paths: readonly string[];
  readonly site: Site;
  readonly func: FunctionId;
  readonly handler: string;
  readonly owner: DeclaredClass;
  readonly links: readonly Link[];
  readonly written: Written;
  /** Methods that are run before, and lead to it. */
  readonly leads: readonly FunctionId[];
  /** Nobody is seen to lead to it. */
  readonly loose: Evidence | undefined;
}

type Said<S extends Mark['says']> = Extract<Mark, { says: S }>;

export function declaredRoutes(declarations: Declarations, programs: Programs): readonly DeclaredRoute[] {
  return new Declared(declarations, programs).all();
}

/** How deep classes may lead to others. */
const MAX_DEPTH = 8;
const MAX_ROUTES = 20_000;

class Declared {
  private readonly routes: DeclaredRoute[] = [];
  private readonly met = new Set<ClassId>();

  constructor(
    private readonly declarations: Declarations,
    private readonly programs: Programs,
  ) {}

  all(): readonly DeclaredRoute[] {
    for (const owner of this.declarations.classes) {
      const serving = this.groupsOf(owner).find((m) => m.serves);
      if (serving) this.serve(owner, serving.framework, this.prefixes(owner, serving.framework), undefined, []);
    }
    // Classes whose methods are endpoints of something that leads to them, which is not seen.
    for (const owner of this.declarations.classes) {
      if (this.met.has(owner.id) || this.declarations.isAbove(owner.id)) continue;
      const alone = this.declarations.methodsOf(owner.id).flatMap((m) => m.marks.filter((mark) => mark.says === 'route' && mark.alone))[0];
      const loose = { site: owner.site, message: `what leads to \`${owner.name}\` is not known` };
      if (alone) this.serve(owner, alone.framework, [SOMETHING], loose, []);
    }
    return this.routes;
  }

  /** What stands on the class and those above it, the nearest first. */
  private groupsOf(owner: DeclaredClass): readonly Said<'group'>[] {
    return this.marksOf(owner)
      .flat()
      .filter((m) => m.says === 'group');
  }
  private marksOf(owner: DeclaredClass): readonly (readonly Mark[])[] {
    return owner.line.map((id) => this.declarations.class(id)?.marks ?? []);
  }

  private prefixes(owner: DeclaredClass, framework: string): readonly string[] {
    const prefix = this.groupsOf(owner).find((m) => m.framework === framework && m.path !== undefined);
    const bases = this.basesOf(owner, framework);
    return bases.flatMap((b) => (prefix ? textsOf(prefix.path) : ['']).map((p) => joinPaths(joinPaths('/', b), p)));
  }

  private basesOf(owner: DeclaredClass, framework: string): readonly string[] {
    const [base] = this.programs.bases(framework, owner.site.file);
    return base ? textsOf(base) : [''];
  }

  /** Without what all paths begin with, where it is one of the exceptions. */
  private rooted(path: string, owner: DeclaredClass, framework: string): string {
    const [base] = this.basesOf(owner, framework);
    const except = this.programs.exceptions(framework, owner.site.file);
    const prefix = joinPaths('/', base);
    if (except.length === 0 || prefix === '/' || !path.startsWith(prefix)) return path;
    const bare = path.slice(prefix.length) || '/';
    const isLeft = except.some((text) => wildcardsCover(joinPaths('/', text.replaceAll(/\(\.\*\)|\*\w*/g, '**')), bare) === 'yes');
    return isLeft ? bare : path;
  }

  private serve(
    owner: DeclaredClass,
    framework: string,
    prefixes: readonly string[],
    loose: Evidence | undefined,
    leads: readonly FunctionId[],
  ): void {
    this.met.add(owner.id);
    if (this.open.includes(owner.id) || leads.length > MAX_DEPTH || this.routes.length > MAX_ROUTES) return;
    this.open.push(owner.id);
    const isMine = (m: Mark): boolean => m.framework === framework;
    const names = new Set(owner.line.flatMap((id) => this.declarations.methodsOf(id).map((m) => m.name)));
    for (const name of names) {
      const line = owner.line.flatMap((id) => this.declarations.method(id, name) ?? []);
      const told = line.find((m) => m.marks.some((mark) => (mark.says === 'route' || mark.says === 'path') && isMine(mark)));
      if (!told) continue;
      const func = owner.line.map((id) => this.declarations.function(id, name)).find((f) => f !== undefined) ?? told.func;
      // An interface that nobody implements is one of a client.
      if (func === told.func && !told.hasBody) continue;
      const own = told.marks.filter((m): m is Said<'path'> => m.says === 'path' && isMine(m));
      const route = told.marks.filter((m): m is Said<'route'> => m.says === 'route' && isMine(m));
      const texts = own.length > 0 ? textsOf(own[0].path) : textsOf(route.find((r) => r.path !== undefined)?.path);
      const paths = prefixes.flatMap((p) => texts.map((t) => this.rooted(joinPaths(p, t), owner, framework)));
      if (route.length === 0) {
        for (const id of line.flatMap((m) => m.returns)) {
          for (const next of this.declarations.standing(id)) this.serve(next, framework, paths, loose, [...leads, func]);
        }
        continue;
      }
      const controls = controlsOf([...line.map((m) => m.marks), ...this.marksOf(owner)], framework);
      this.routes.push({
        framework,
        methods: [...new Set(route.flatMap((r) => r.methods))],
        paths,
        site: (route.find((r) => r.path !== undefined) ?? route[0]).site,
        func,
        handler: `${owner.name}.${plainName(name)}`,
        owner,
        links: controls.map((m) => linkOf(m, owner, this.programs)),
        written: { method: told.marks, class: this.marksOf(owner).flat() },
        leads,
        loose,
      });
    }
    this.open.pop();
  }
  /** Classes that are being gone through. */
  private readonly open: ClassId[] = [];
}

/** Of each family what stands nearest: on the method, on one that it replaces, on the class. */
export function controlsOf(places: readonly (readonly Mark[])[], framework: string): readonly Said<'control'>[] {
  const out = new Map<string, readonly Said<'control'>[]>();
  for (const marks of places) {
    const here = new Map<string, Said<'control'>[]>();
    for (const mark of marks) {
      if (mark.says !== 'control' || mark.framework !== framework || out.has(mark.family)) continue;
      here.set(mark.family, [...(here.get(mark.family) ?? []), mark]);
    }
    for (const [family, found] of here) out.set(family, found);
  }
  return [...out.values()].flat();
}

export function linkOf(mark: Said<'control'>, owner: DeclaredClass, programs: Programs): Link {
  const state = mark.switched ? programs.state(mark.framework, mark.family, owner.site.file) : 'on';
  const checks = new Map<ControlKind, Check>();
  const add = (kinds: readonly ControlKind[], holds: Check['holds'], evidence: readonly Evidence[]): void => {
    for (const kind of kinds) if (!checks.has(kind)) checks.set(kind, { holds, evidence });
  };
  if (state === 'off') add([...mark.kinds, ...mark.doubts], 'not', [{ site: mark.site, message: 'the program never switches that on' }]);
  else if (state === 'unknown')
    add([...mark.kinds, ...mark.doubts], 'partly', [{ site: mark.site, message: 'whether that is switched on is not known' }]);
  else {
    add(mark.kinds, 'always', []);
    add(mark.doubts, 'partly', [{ site: mark.site, message: 'what it asks is not known' }]);
  }
  return linkAt(mark.name, mark.site, checks);
}

/** One that stands before a route, wherever that is. */
export function linkAt(name: string, site: Site, checks: ReadonlyMap<ControlKind, Check>): Link {
  return {
    name,
    site,
    paths: ['all'],
    base: '/',
    whole: false,
    methods: ['*'],
    parameter: undefined,
    checks,
    doubts: [],
    doubt: undefined,
    when: new Map(),
  };
}

/** Paths as they are written; a setting in them is not known. */
export function textsOf(ref: Ref | undefined): readonly string[] {
  if (ref === undefined || ref.is === 'nothing') return [''];
  const texts = each(ref).flatMap((one): readonly string[] => {
    if (one.is === 'text') return one.texts.map((t) => t.replaceAll(/[$#]\{[^}]*\}/g, SOMETHING));
    if (one.is === 'list') return one.complete && one.items.length === 0 ? [''] : one.items.flatMap(textsOf);
    return [SOMETHING];
  });
  return texts.length > 0 ? [...new Set(texts)] : [''];
}
