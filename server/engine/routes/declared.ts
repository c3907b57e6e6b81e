/** Endpoints that decorators make of methods: with the path of their class, inherited where a class above says so, behind what stands on both. */
import type { ControlKind } from '../kinds';
import type { Site } from '../values';
import type { Check, Evidence } from './behaviour';
import type { Declarations, DeclaredClass } from './declarations';
import type { Mark } from './declaredFacts';
import type { FunctionId, Ref } from './facts';
import { joinPaths, SOMETHING } from './patterns';
import type { Programs } from './programs';
import type { Link } from './verdicts';
import { each } from './world';

export interface DeclaredRoute {
  readonly framework: string;
  readonly methods: readonly string[];
  readonly paths: readonly string[];
  readonly site: Site;
  readonly func: FunctionId;
  readonly handler: string;
  readonly owner: DeclaredClass;
  readonly links: readonly Link[];
}

type Said<S extends Mark['says']> = Extract<Mark, { says: S }>;

export function declaredRoutes(declarations: Declarations, programs: Programs): readonly DeclaredRoute[] {
  return declarations.classes.flatMap((owner) => routesOf(owner, declarations, programs));
}

function routesOf(owner: DeclaredClass, declarations: Declarations, programs: Programs): DeclaredRoute[] {
  const ofLine = owner.line.map((id) => declarations.class(id)?.marks ?? []);
  const groups = ofLine.map((marks) => marks.filter((m) => m.says === 'group'));
  const serving = groups.find((g) => g.some((m) => m.serves))?.find((m) => m.serves);
  if (!serving) return [];
  const { framework } = serving;
  const isMine = (m: Mark): boolean => m.framework === framework;
  const prefix = groups.flatMap((g) => g.filter((m) => isMine(m) && m.path !== undefined).slice(0, 1))[0];
  const [base] = programs.bases(framework, owner.site.file);
  const bases = base ? textsOf(base) : [''];
  const prefixes = bases.flatMap((b) => (prefix ? textsOf(prefix.path) : ['']).map((p) => joinPaths(joinPaths('/', b), p)));
  const out: DeclaredRoute[] = [];
  const names = new Set(owner.line.flatMap((id) => declarations.methodsOf(id).map((m) => m.name)));
  for (const name of names) {
    const line = owner.line.flatMap((id) => declarations.method(id, name) ?? []);
    const told = line.find((m) => m.marks.some((mark) => mark.says === 'route' && isMine(mark)));
    if (!told) continue;
    const func = owner.line.map((id) => declarations.function(id, name)).find((f) => f !== undefined) ?? told.func;
    // An interface that nobody implements is one of a client.
    if (func === told.func && !told.hasBody) continue;
    const own = told.marks.filter((m): m is Said<'path'> => m.says === 'path' && isMine(m));
    const route = told.marks.filter((m): m is Said<'route'> => m.says === 'route' && isMine(m));
    const texts = own.length > 0 ? textsOf(own[0].path) : textsOf(route.find((r) => r.path !== undefined)?.path);
    const controls = controlsOf([...line.map((m) => m.marks), ...ofLine], framework);
    const methods = [...new Set(route.flatMap((r) => r.methods))];
    out.push({
      framework,
      methods,
      paths: prefixes.flatMap((p) => texts.map((t) => joinPaths(p, t))),
      site: (route.find((r) => r.path !== undefined) ?? route[0]).site,
      func,
      handler: `${owner.name}.${name.replace(/~.*$/, '')}`,
      owner,
      links: controls.map((m) => linkOf(m, owner, programs)),
    });
  }
  return out;
}

/** Of each family what stands nearest: on the method, on one that it replaces, on the class. */
function controlsOf(places: readonly (readonly Mark[])[], framework: string): readonly Said<'control'>[] {
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

function linkOf(mark: Said<'control'>, owner: DeclaredClass, programs: Programs): Link {
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
