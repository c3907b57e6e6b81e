/** All routes of a program, with what stands between a client and each of them: guarded, unguarded or unknown, and why. */
import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import { type FunctionId, PLAIN, type Ref } from '../facts';
import type { Behaviour, Check, Evidence } from '../judge/behaviour';
import type { Routes } from '../model/model';
import type { ControlNames } from '../names';
import { joinPaths, SOMETHING } from '../patterns';
import { each, type RouteProgram } from '../world';
import { Alternatives } from './alternatives';
import { type AskedNear, askedNear, askedOf } from './asked';
import { type Assembly, assemble, type RouteScope, type ScopeEntry } from './assemble';
import { type Asked, Central } from './central';
import { behindMethods, flat, furtherMethods, inOrder, membersOf, pathsOf } from './chains';
import { Declarations } from './declarations';
import { type DeclaredRoute, declaredRoutes, linkAt } from './declared';
import { Deeds, functionsOf } from './deeds';
import { unlike } from './doubles';
import { Programs } from './programs';
import { Roots } from './roots';
import type { Inventory, Owner, Route } from './route';
import { type CarrierOf, carriers, signsOf } from './signs';
import { Standings } from './standing';
import { boundTo, type Station, Stations } from './stations';
import { covered, isOpen, KINDS, type Link, type LinkPath, short, verdicts } from './verdicts';

interface Place {
  readonly prefix: string;
  /** The names that lead to it, where handlers go by names. */
  readonly named: string;
  readonly links: readonly Link[];
  readonly way: readonly Evidence[];
  readonly when: ReadonlyMap<string, Evidence>;
  /** Nobody is seen to mount it. */
  readonly loose: Evidence | undefined;
  readonly application: Owner;
  readonly router: Owner;
}

const MAX_ROUTES = 20_000;
/** The shape of what stands ahead of a chain. */
const AHEAD = 'ahead';
/** The shape of what only has routes of its own. */
const ROUTERS = 'routers';
/** The shape of methods that lead to classes with endpoints. */
const LEADS = 'leads';
const MAX_DEPTH = 12;
/** Routers gone through, all told. */
const MAX_WALKS = 5000;

export function inventory(program: RouteProgram, frameworks: ReadonlyMap<string, Routes>, names: ControlNames): Inventory {
  return new Taker(program, frameworks, names).take();
}

class Taker {
  private readonly routes: Route[] = [];
  private readonly unresolved = new Map<string, Evidence>();
  private readonly visited = new Set<RouteScope>();
  private readonly assembly: Assembly;
  private readonly roots: Roots;
  private readonly declared: readonly DeclaredRoute[];
  private readonly central: Central;
  private readonly links: Alternatives;
  private readonly stations: Stations;
  private readonly standings: Standings;
  private readonly near: AskedNear;
  private readonly behind: ReadonlyMap<FunctionId, readonly Ref[]>;
  private readonly further: ReturnType<typeof furtherMethods>;
  private readonly deeds: Deeds;
  private readonly carrierOf: CarrierOf;

  constructor(
    private readonly program: RouteProgram,
    private readonly frameworks: ReadonlyMap<string, Routes>,
    private readonly names: ControlNames,
  ) {
    const declarations = new Declarations(program);
    this.deeds = new Deeds(program, names);
    this.carrierOf = carriers(program);
    this.assembly = assemble(program, frameworks, names, declarations);
    this.roots = new Roots(program, frameworks, names);
    const programs = new Programs(program, declarations);
    this.assembly.behaviours.asked = askedOf(declarations, programs);
    this.behind = behindMethods(program);
    this.further = furtherMethods(program);
    this.near = askedNear(declarations, program);
    this.declared = declaredRoutes(declarations, programs);
    this.links = new Alternatives(program, frameworks, names, this.assembly.behaviours, this.roots);
    const paths = new Set(this.declared.flatMap((r) => r.paths));
    this.stations = new Stations(program, declarations, programs);
    this.standings = new Standings(program, declarations, programs, this.assembly, this.links);
    this.central = new Central(program, this.assembly.lists, declarations, programs, paths);
  }

  take(): Inventory {
    const { scopes, gaps } = this.assembly;
    for (const gap of gaps) this.gap(gap);
    const mounted = new Set(
      scopes.flatMap((s) =>
        s.entries.flatMap((e) => e.chain.flatMap(({ ref }) => [...this.scopesIn(ref), ...this.ledTo(ref, e.framework)])),
      ),
    );
    for (const scope of scopes) {
      const isRoot = scope.role === 'application' || this.roots.isRoot(scope, mounted, scopes);
      if (isRoot && !mounted.has(scope)) this.walk(scope, this.root(scope, undefined), 0);
    }
    for (const scope of scopes) {
      if (this.visited.has(scope) || scope.entries.length === 0 || this.leadsNowhereNew(scope)) continue;
      const isApplication = scope.role === 'application';
      const name = scope.name === '' ? 'this' : `\`${scope.name}\``;
      const loose = isApplication ? undefined : { site: scope.site, message: `where ${name} is mounted is not known` };
      if (loose) this.gap(loose);
      this.walk(scope, this.root(scope, loose), 0);
    }
    for (const one of this.declared) this.declaredRoute(one);
    const at = (r: Route): string => `${r.path} ${r.method} ${r.site.file}`;
    const routes = this.routes.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a.site.at.start - b.site.at.start));
    return { routes: unlike(routes), signs: signsOf(this.program), unresolved: [...this.unresolved.values()].sort(compareEvidence) };
  }

  /** All that is registered on it has been served by itself: `mux.NewRouter().PathPrefix("/api").Subrouter()`. */
  private leadsNowhereNew({ entries }: RouteScope): boolean {
    return entries.every(({ chain }) => chain.length > 0 && chain.every(({ ref }) => this.scopesIn(ref).some((s) => this.visited.has(s))));
  }

  /** An endpoint that is one by what stands on it. */
  private declaredRoute(one: DeclaredRoute): void {
    const { framework, methods, paths, site, func, handler, owner, links, leads, loose } = one;
    const chain = [{ ref: { is: 'function', func, bound: undefined } as const, name: handler }];
    const way = [{ site: owner.site, message: `\`${owner.name}\`` }];
    const application = { id: `${framework} ${this.program.unit(site.file)}`, site: undefined };
    const router = { id: ownerId(owner.name, owner.site), site: owner.site };
    const place: Place = { prefix: '/', named: '', links: [], way, when: new Map(), loose, application, router };
    if (loose) this.gap(loose);
    const routes = this.frameworks.get(framework) ?? {};
    const entry = { ...PLAIN, framework, does: 'route', chain, when: new Map(), site } as const;
    const bound = boundTo([...one.written.method, ...one.written.class]);
    for (const path of paths) {
      for (const verb of methods) {
        const asked = { path, method: verb === '*' ? 'ALL' : verb, site };
        const stations = this.stations
          .of(framework, routes, site.file)
          .filter(({ binds }) => binds.every((id) => bound.includes(id)))
          .flatMap((s) => this.stationed(s, { ...entry, path: undefined, methods: ['*'] }, asked));
        const central = routes.central ? this.central.links(framework, routes.central, asked) : [];
        const led = leads.flatMap((f) => this.stationed(leading(f, owner), { ...entry, path: undefined, methods: ['*'] }, asked));
        const before = [
          ...stations,
          ...central,
          ...led,
          ...links,
          ...this.standings.before(one, path, asked.method),
          ...this.near(site.file),
        ];
        this.route({ ...entry, methods: [verb], path: { is: 'text', texts: [path] } }, place, before, 0);
      }
    }
  }

  private stationed({ func, name, site, shape, covers }: Station, entry: ScopeEntry, { path, method }: Asked): readonly Link[] {
    const here = covers(path, method);
    if (here === 'no') return [];
    const ref: Ref = func === undefined ? { is: 'unknown', name } : { is: 'function', func, bound: undefined };
    const { checks, doubts, doubt } = this.links.alternative(ref, name, { ...entry, site }, shape);
    const holding = [...checks].filter(([, check]) => here === 'yes' || check.holds !== 'not');
    if (holding.length === 0 && doubts.length === 0) return [];
    return [{ ...linkAt(name, site, new Map(holding)), paths: [here === 'yes' ? 'all' : 'unknown'], doubts, doubt }];
  }

  private root(scope: RouteScope, loose: Evidence | undefined): Place {
    const made = scope.role === 'application' ? 'the application' : 'a router';
    const prefix = this.below(loose ? SOMETHING : '/', scope);
    const way = scope.site ? [{ site: scope.site, message: made }] : [];
    const application = { id: ownerId(scope.name, scope.site), site: scope.site };
    const place: Place = { prefix, named: '', links: [], way, when: new Map(), loose, application, router: application };
    return { ...place, links: [...this.roots.links(scope), ...this.everywhere(scope, place)] };
  }

  private gap(evidence: Evidence): void {
    if (evidence.site) this.unresolved.set(`${evidence.site.file}:${evidence.site.at.start}`, evidence);
  }

  /** Returns what it adds to the links: requests that no route of it takes go through them all the same. */
  private walk(scope: RouteScope, place: Place, depth: number): readonly Link[] {
    this.visited.add(scope);
    // A router is not reached through itself.
    if (depth > MAX_DEPTH || this.routes.length > MAX_ROUTES || this.open.includes(scope) || ++this.walks > MAX_WALKS) return [];
    this.open.push(scope);
    const links = [...place.links];
    const ends: { readonly from: number; readonly to: number; readonly links: number }[] = [];
    for (const entry of inOrder(scope.entries)) {
      const from = this.routes.length;
      const router = { id: ownerId(scope.name, scope.site), site: scope.site };
      const here: Place = { ...place, links, when: new Map([...place.when, ...entry.when]), router };
      if (entry.does === 'prefix' || entry.everywhere) continue;
      if (entry.does === 'mount') this.mount(entry, here, links, depth);
      else if (entry.does === 'group' || entry.does === 'serve') this.group(entry, here, entry.path, depth);
      else if (entry.does === 'strip' && this.isRouter(entry)) this.group(entry, here, entry.path, depth);
      else if (entry.does === 'parameter') links.push(...this.parameters(entry, here));
      else this.route(entry, here, links, depth);
      ends.push({ from, to: this.routes.length, links: links.length });
    }
    for (const { from, to, links: before } of ends) for (let i = from; i < to; i++) this.tooLate(i, links.slice(before));
    this.open.pop();
    return links.slice(place.links.length).filter((l) => !l.parameter);
  }
  /** Scopes that are being gone through, outermost first. */
  private readonly open: RouteScope[] = [];
  private walks = 0;

  /** What would be a control, had it been registered before. */
  private tooLate(index: number, later: readonly Link[]): void {
    const route = this.routes[index];
    for (const kind of KINDS) {
      const verdict = route.controls[kind];
      if (verdict.state !== 'unguarded') continue;
      const link = later.find(
        (l) => l.checks.get(kind)?.holds === 'always' && !l.parameter && covered(l, route.path, route.method) === 'yes',
      );
      if (!link) continue;
      const evidence = [
        ...verdict.evidence,
        {
          site: link.site,
          message: `\`${short(link.name)}\` is registered after the route, and does not hold for it`,
          name: link.name,
          late: true as const,
        },
      ];
      this.routes[index] = { ...this.routes[index], controls: { ...this.routes[index].controls, [kind]: { ...verdict, evidence } } };
    }
  }

  private mount(entry: ScopeEntry, place: Place, links: Link[], depth: number): void {
    const paths = pathsOf(entry.path);
    const ahead = flat(entry.chain.slice(0, entry.ahead)).flatMap(({ ref, name }) => {
      const link = this.link(each(ref), name, entry, place, ['all'], false, AHEAD);
      return link ? [link] : [];
    });
    for (const { ref, name } of flat(entry.chain.slice(entry.ahead))) {
      const scopes = this.scopesIn(ref);
      for (const sub of scopes) {
        for (const path of paths) {
          const text = path === 'all' ? '/' : typeof path === 'object' && 'text' in path ? path.text : SOMETHING;
          const outer = joinPaths(place.prefix, text);
          const prefix = entry.replaces && path !== 'all' ? outer : this.below(outer, sub);
          const way = [...place.way, { site: entry.site, message: `mounted at ${prefix}` }];
          const inside = this.walk(sub, { ...place, prefix, links: [...links, ...ahead], way }, depth + 1);
          // Requests that no route of the router takes go through it, unless it keeps to itself.
          if (this.frameworks.get(entry.framework)?.scope !== 'encapsulated') links.push(...inside);
        }
      }
      const others = each(ref).filter((r) => r.is !== 'scope');
      if (others.length === 0) continue;
      const link = this.link(others, name, entry, place, paths, entry.whole === true && entry.path !== undefined);
      if (!link) continue;
      if (entry.shape !== ROUTERS) links.push(link);
      if (link.doubt && link.doubts.some((kind) => link.checks.get(kind)?.holds !== 'always')) this.gap(link.doubt);
    }
  }

  /** Routers with what stands before them alone. */
  private group(entry: ScopeEntry, place: Place, at: Ref | undefined, depth: number): void {
    const links = [...place.links];
    for (const { ref, name } of flat(entry.chain)) {
      const others = each(ref).filter((r) => r.is !== 'scope');
      const link = others.length > 0 ? this.link(others, name, entry, place, ['all'], false) : undefined;
      if (link) links.push({ ...link, base: '/' });
      for (const sub of [...this.scopesIn(ref), ...this.ledTo(ref, entry.framework)]) {
        for (const path of pathsOf(at)) {
          const prefix = this.fullPath(place.prefix, path);
          const way = [...place.way, { site: entry.site, message: `mounted at ${prefix}` }];
          this.walk(sub, { ...place, prefix, links, way }, depth + 1);
        }
      }
    }
  }

  /** What handles requests in the end is a router, or leads to one. */
  private isRouter(entry: ScopeEntry): boolean {
    const target = flat(entry.chain).at(-1)?.ref;
    return target !== undefined && (this.scopesIn(target).length > 0 || this.ledTo(target, entry.framework).length > 0);
  }

  /** Routers that functions go on to. */
  private ledTo(ref: Ref, framework: string): readonly RouteScope[] {
    return this.links
      .behaviours(each(ref), framework)
      .flatMap((b) => b.mounts)
      .flatMap((id) => this.assembly.scope(id) ?? []);
  }

  /** The prefix of all that is registered on the router. */
  private below(prefix: string, scope: RouteScope): string {
    let out = prefix;
    for (const entry of scope.entries) {
      const [path] = entry.does === 'prefix' ? pathsOf(entry.path) : [];
      if (path !== undefined) out = joinPaths(out, typeof path === 'object' && 'text' in path ? path.text : SOMETHING);
    }
    return out;
  }

  /** Controls of routers mounted in it that hold for the whole application. */
  private everywhere(scope: RouteScope, place: Place): readonly Link[] {
    const seen = new Set([scope]);
    for (const one of seen)
      for (const entry of one.entries) for (const { ref } of entry.chain) for (const sub of this.scopesIn(ref)) seen.add(sub);
    const links: Link[] = [];
    for (const one of seen)
      for (const entry of one.entries) if (entry.everywhere) this.mount(entry, { ...place, when: entry.when }, links, 0);
    return links;
  }

  private parameters(entry: ScopeEntry, place: Place): readonly Link[] {
    const names = each(entry.path ?? { is: 'nothing' }).flatMap((r) =>
      r.is === 'text' ? r.texts : r.is === 'list' ? r.items.flatMap((i) => (i.is === 'text' ? i.texts : [])) : [],
    );
    return flat(entry.chain).flatMap(({ ref, name }) => {
      const link = this.link(each(ref), name, entry, place, ['all'], false);
      return link ? [{ ...link, parameter: names }] : [];
    });
  }

  private route(entry: ScopeEntry, place: Place, links: Link[], depth: number): void {
    const members = membersOf(entry, this.behind, this.further);
    if (members) {
      for (const one of members) this.route(one, place, links, depth);
      return;
    }
    if (this.frameworks.get(entry.framework)?.scope === 'modules' && this.isRouter(entry)) {
      this.mount(entry, place, links, depth);
      return;
    }
    const before = flat(entry.chain.slice(0, entry.ahead)).map((one) => ({ ...one, shape: AHEAD }));
    const rest = flat(entry.chain.slice(entry.ahead)).map((one) => ({ ...one, shape: entry.shape }));
    const given = [...before, ...rest].filter(({ ref }) => !each(ref).every((one) => this.links.takesErrors(one, entry.framework)));
    // A router handles all that begins with the path; the paths of its own routes are whole ones.
    if (this.isRouter(entry)) {
      this.group(entry, entry.named ? { ...place, named: nameIn(place, entry) } : place, undefined, depth);
      return;
    }
    const all = given.map((one, i) => ({
      ...one,
      does: this.links.behaviours(each(one.ref), entry.framework, i === given.length - 1 ? 'handler' : 'link', one.shape),
    }));
    if (all.length === 0) return;
    const isPass = ({ does }: { readonly does: readonly Behaviour[] }): boolean =>
      does.length > 0 && does.every((b) => b.goesOn && !b.answers);
    // What answers is the handler; what stands behind it is never reached. What nobody knows is one only where it is the last.
    const known = all.findLastIndex((one) => !isPass(one));
    const end = known >= 0 && all[known].does.length === 0 && each(all[known].ref).every(isOpen) ? all.length - 1 : known;
    const chain = end < 0 ? all : all.slice(0, end + 1);
    const paths = pathsOf(entry.path);
    const own: Link[] = [];
    for (const { ref, name, shape } of chain.slice(0, -1)) {
      const link = this.link(each(ref), name, entry, place, ['all'], false, shape);
      if (link) own.push({ ...link, base: '/', when: place.when });
    }
    const last = chain.at(-1);
    const handler = last?.does ?? [];
    const doing = this.deeds.of(last ? functionsOf(last.ref) : []);
    const passes = end < 0;
    if (last && handler.some((b) => b.goesOn)) {
      const link = this.link(each(last.ref), last.name, entry, place, paths, true);
      if (link) links.push(link);
    }
    if (passes && (entry.methods.includes('*') || handler.some((b) => b.guards.size > 0))) return;
    for (const path of paths) {
      const full = entry.named ? nameIn(place, entry) : this.fullPath(place.prefix, path);
      for (const method of entry.methods) {
        const name = method === '*' ? 'ALL' : method;
        const controls = verdicts(
          this.names,
          full,
          name,
          without([...links.filter((l) => l.site !== entry.site), ...own], entry),
          handler,
          last && { ...last, site: entry.site },
          entry.elsewhere ? { ...place, loose: entry.elsewhere } : place,
        );
        this.routes.push({
          method: name,
          path: full,
          site: entry.site,
          handler: short(last?.name ?? ''),
          stands: doing.stands,
          controls,
          does: doing.deeds,
          ofClient: doing.ofClient,
          ofSender: doing.ofSender,
          carrier: this.carrierOf(controls.authentication.evidence),
          body: doing.body,
          isSeen: doing.body.handlers.length > 0,
          unit: this.program.unit(entry.site.file),
          application: place.application,
          router: place.router,
          way: [...place.way, { site: entry.site, message: `${name} ${full}` }],
          conditions: [...place.when.values()],
        });
      }
    }
  }

  private fullPath(prefix: string, path: LinkPath): string {
    if (path === 'all') return joinPaths(prefix, '/');
    if (path === 'unknown') return joinPaths(prefix, SOMETHING);
    return 'text' in path ? joinPaths(prefix, path.text) : `${prefix === '/' ? '' : prefix}/${path.source}/`;
  }

  // --- links

  private scopesIn(ref: Ref): RouteScope[] {
    return flat([{ ref, name: '' }])
      .flatMap(({ ref: one }) => each(one))
      .flatMap((r) => {
        const scope = r.is === 'scope' ? this.assembly.scope(r.id) : undefined;
        return scope ? [scope] : [];
      });
  }

  private link(
    refs: readonly Ref[],
    name: string,
    entry: ScopeEntry,
    place: Place,
    paths: readonly LinkPath[],
    whole: boolean,
    shape: string | undefined = entry.shape,
  ): Link | undefined {
    const checks = new Map<ControlKind, Check>();
    const doubts = new Set<ControlKind>();
    let doubt: Evidence | undefined;
    const alternatives = refs.map((ref) => this.links.alternative(ref, name, entry, shape));
    for (const one of alternatives) {
      for (const kind of one.doubts) doubts.add(kind);
      doubt ??= one.doubt;
      for (const [kind, check] of one.checks) {
        const before = checks.get(kind);
        if (!before || (before.holds === 'not' && check.holds !== 'not')) checks.set(kind, check);
      }
    }
    // It holds where each that may stand there does.
    for (const [kind, check] of checks) {
      if (check.holds === 'always' && alternatives.some((a) => a.checks.get(kind)?.holds !== 'always'))
        checks.set(kind, { ...check, holds: 'partly' });
    }
    if (entry.doubt !== undefined) weaken(checks, { site: entry.site, message: entry.doubt });
    if (checks.size === 0 && doubts.size === 0) return undefined;
    return {
      name,
      site: entry.site,
      paths,
      base: place.prefix,
      whole,
      methods: entry.does === 'route' ? entry.methods : ['*'],
      parameter: undefined,
      checks,
      doubts: [...doubts],
      doubt,
      when: place.when,
    };
  }
}

/** `orders.list` */
function nameIn({ named }: Place, { path }: ScopeEntry): string {
  const own = path?.is === 'text' ? path.texts[0] : SOMETHING;
  return named === '' ? own : `${named}.${own}`;
}

/** Whatever it does, it only may hold. */
function weaken(checks: Map<ControlKind, Check>, why: Evidence): void {
  for (const [kind, { evidence }] of checks) checks.set(kind, { holds: 'partly', evidence: [...evidence, why] });
}

/** Controls that the route's own options leave out. */
function without(links: readonly Link[], { lifts, site }: ScopeEntry): readonly Link[] {
  if (lifts.length === 0) return links;
  const evidence = [{ site, message: 'its own options leave it out' }];
  return links.map((link) => ({
    ...link,
    checks: new Map([...link.checks].map(([kind, check]) => [kind, lifts.includes(kind) ? { holds: 'not', evidence } : check])),
  }));
}

function ownerId(name: string, site: Site | undefined): string {
  return site ? `${site.file}:${site.at.start}` : name;
}

/** A method that leads to the class in which an endpoint is. */
function leading(func: string, { name, site }: DeclaredRoute['owner']): Station {
  return { name: `what leads to ${name}`, site, func, shape: LEADS, binds: [], covers: () => 'yes' };
}

function compareEvidence(a: Evidence, b: Evidence): number {
  const [x, y] = [a.site, b.site];
  if (!x || !y) return x ? -1 : y ? 1 : 0;
  return x.file < y.file ? -1 : x.file > y.file ? 1 : x.at.start - y.at.start;
}
