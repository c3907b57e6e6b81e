/** Puts what models say about routes onto the states of the catalog, and keeps what is told by a method's name alone. */

import type { Place, State } from '../../catalogState';
import type { ActionKind, ControlKind } from '../../kinds';
import { ACTIONS, CONTROLS } from '../../kinds';
import { PathError, type Position, parsePath, parsePlace } from '../../pathLanguage';
import type { FolderRules } from '../facts';
import { type CompiledMark, compileDeclared, DeclaredNames } from './declaredCompile';
import { FileNames } from './fileCompile';
import { type CompiledFurther, furtherOf } from './furtherCompile';
import { type Group, type Registration, type Routes, SCOPES } from './model';
import { type CompiledTable, compileTables } from './tableCompile';

export interface CompiledRegistration {
  readonly framework: string;
  readonly does: Registration['does'];
  /** `maker`: all places but those of `chain` are of the call that has made what is called. */
  readonly by: 'call' | 'maker';
  readonly onProgram: boolean;
  readonly onResult: boolean;
  readonly onModule: boolean;
  readonly onArgument: boolean;
  readonly unseen: boolean;
  readonly made: readonly string[];
  readonly everywhere: boolean;
  readonly whole: boolean;
  readonly replaces: boolean;
  readonly shape: string | undefined;
  readonly methods: 'name' | 'path' | 'any' | readonly string[] | readonly Place[];
  readonly usual: readonly string[];
  readonly path: readonly Place[];
  readonly ahead: readonly Place[];
  readonly chain: readonly Place[];
  readonly wraps: readonly Place[];
  readonly early: boolean;
  readonly named: string | undefined;
  readonly returnsRoute: boolean;
  readonly only: { readonly at: Place; readonly is: readonly string[] } | undefined;
  /** What it is a member of: `auth` of `Server.auth.default`. */
  readonly inside: readonly string[];
  readonly each: Place | undefined;
  readonly lax: { readonly field: string; readonly is: readonly string[] } | undefined;
  readonly options: readonly (readonly [ControlKind, readonly Place[]])[];
  readonly least: number;
}
export interface CompiledGroup {
  readonly framework: string;
  readonly path: readonly Place[];
  readonly chain: readonly Place[];
  readonly wraps: readonly Place[];
  readonly hands: readonly Place[];
  readonly each: Place | undefined;
  readonly leaks: boolean;
  readonly alone: boolean;
  /** Types of the router. */
  readonly types: readonly string[];
}
/** What stands where a group hands its router to a function, and is more than that. */
export type CompiledPlugin =
  | { readonly is: 'open' | 'unseen' }
  | ({ readonly is: 'folder'; readonly dir: Place; readonly prefix: Place; readonly unless: Place } & FolderRules)
  | { readonly is: 'control'; readonly kind: ControlKind; readonly off: Place | undefined };
export interface CompiledChain {
  readonly outer: readonly Place[];
  readonly wraps: readonly Place[];
  readonly chain: readonly Place[];
  readonly either: readonly Place[];
  readonly adds: readonly ControlKind[];
}
export interface CompiledView {
  readonly members: readonly (readonly [string, { readonly method: string; readonly path: string }])[];
  readonly controls: readonly string[];
  readonly judged: readonly string[];
  readonly opaque: readonly string[];
  readonly defaults: string | undefined;
}
export interface CompiledGiven {
  readonly controls: Place | undefined;
  readonly setting: string | undefined;
}
export interface CompiledAnswer {
  /** Where the status stands; undefined: it answers with the status set before, or the usual one. */
  readonly status: Position | undefined;
  /** The status itself, or 0. */
  readonly fixed: number;
  readonly ends: boolean;
  readonly redirects: boolean;
  /** An error that it is given ends the request. */
  readonly fails: boolean;
}
export type Made = 'application' | 'router' | 'route';

/** What models say about routes of one place. */
export interface RouteState {
  readonly registers: readonly CompiledRegistration[];
  readonly makes: readonly Made[];
  /** What a call of it returns is called to register something. */
  readonly makesRegistrar: boolean;
  /** Whose applications and routers it makes. */
  readonly makesOf: string | undefined;
  readonly groups: readonly CompiledGroup[];
  readonly plugin: CompiledPlugin | undefined;
  /** Places of a name, and of what is kept under it. */
  readonly keeps: { readonly name: Place; readonly value: Place } | undefined;
  /** What no model knows of it may be kept under that name. */
  readonly isKeeper: boolean;
  readonly chains: readonly CompiledChain[];
  readonly tables: readonly CompiledTable[];
  /** Of a value: the method that it is a handler for. */
  readonly method: string | undefined;
  /** Field of a value of this type that holds what is served. */
  readonly served: { readonly framework: string; readonly field: string } | undefined;
  /** Methods that a call narrows a route to. */
  readonly narrows: readonly Place[];
  readonly answers: readonly CompiledAnswer[];
  /** The answer counts where it is given back. */
  readonly makesAnswer: boolean;
  /** Of a value: given back, it goes on. */
  readonly goesGiven: boolean;
  readonly aborts: boolean;
  readonly goes: boolean;
  readonly errorStatus: readonly Position[];
  /** Controls that it is by throwing. */
  readonly checks: readonly ControlKind[];
  /** What a call of it does. */
  readonly actions: readonly ActionKind[];
  /** Places that are filled with what a request sends, and that are sent whole. */
  readonly bodies: readonly { readonly does: 'fill' | 'send'; readonly at: Position }[];
  /** Of a value: */
  readonly controls: readonly ControlKind[];
  readonly passes: boolean;
  /** Of these kinds, once somebody asks what it has found. */
  readonly unread: readonly ControlKind[];
  /** As a callee: what it puts before the function it is given; undefined where it is no wrapper. */
  readonly wrapper: readonly ControlKind[] | undefined;
  readonly view: CompiledView | undefined;
  readonly provides: readonly string[];
  readonly makesHandler: boolean;
  readonly relays: boolean;
  readonly given: CompiledGiven | undefined;
  readonly further: CompiledFurther | undefined;
  readonly includes: boolean;
  readonly alias: boolean;
  readonly runs: boolean;
  readonly isProgram: boolean;
  readonly status: number | undefined;
  readonly setsStatus: boolean;
  /** As a decorator. */
  readonly marks: readonly CompiledMark[];
}

export const NO_ROUTES: RouteState = {
  registers: [],
  makes: [],
  makesRegistrar: false,
  makesOf: undefined,
  plugin: undefined,
  keeps: undefined,
  isKeeper: false,
  groups: [],
  chains: [],
  tables: [],
  method: undefined,
  served: undefined,
  narrows: [],
  answers: [],
  makesAnswer: false,
  goesGiven: false,
  aborts: false,
  goes: false,
  errorStatus: [],
  checks: [],
  actions: [],
  bodies: [],
  controls: [],
  passes: false,
  unread: [],
  wrapper: undefined,
  view: undefined,
  provides: [],
  makesHandler: false,
  relays: false,
  given: undefined,
  further: undefined,
  includes: false,
  alias: false,
  runs: false,
  isProgram: false,
  status: undefined,
  setsStatus: false,
  marks: [],
};

/** What is told by the names of methods and fields, where nothing is known of what they belong to. */
export class RouteNames {
  readonly registers = new Map<string, CompiledRegistration[]>();
  /** By the name of the method whose result is called. */
  /** Calls that return what stands for a router. */
  readonly aliases = new Set<string>();
  /** Calls that keep something, by name. */
  readonly keeps = new Map<string, NonNullable<RouteState['keeps']>>();
  /** Groups by the name of the call. */
  readonly groups = new Map<string, CompiledGroup[]>();
  readonly makerRegisters = new Map<string, CompiledRegistration[]>();
  readonly statuses = new Map<string, readonly Position[]>();
  readonly fields = new Set<string>();
  /** Fields of what is given back in which a status may stand. */
  readonly returned = new Set<string>();
  /** Variables of modules that are settings. */
  readonly settings = new Set<string>();
  /** Methods that say whether a request may go on. */
  readonly judged = new Set<string>();
  /** Parameters may say what runs ahead of a function. */
  runsAhead = false;
  /** Functions may go on by returning. */
  goesByReturn = false;
  /** Calls that answer; true where they send the client elsewhere. */
  readonly ends = new Map<string, boolean>();
  /** Types of what calls of this name make. */
  readonly makers = new Map<string, readonly string[]>();
  readonly frameworks = new Map<string, Routes>();
  /** Methods by which an object is a handler. */
  readonly handlerMethods = new Set<string>();
  /** Some framework has functions that return what takes the place of what comes next. */
  wraps = false;
  /** Some functions are put around handlers before anybody sees them. */
  gives = false;
  /** Some objects serve what a field of them holds. */
  serves = false;
  readonly declared = new DeclaredNames();
  /** Files that export handlers. */
  readonly files = new FileNames();
  /** Some answers count where they are given back. */
  makesAnswers = false;
  /** Registrations of routes, whatever the method. */
  readonly anyRoute: CompiledRegistration[] = [];
}

/** How the catalog finds the state of a place. */
export interface StatesOf {
  value(text: string): State;
  place(text: string): { readonly state: State; readonly position: Position };
  result(callee: State): State;
}

export function compileRoutes(framework: string, routes: Routes, names: RouteNames, of: StatesOf): void {
  if (routes.scope !== undefined && !SCOPES.includes(routes.scope)) throw new PathError(`${framework}: no scope \`${routes.scope}\``);
  names.frameworks.set(framework, routes);
  const { makes = {}, register = [], answers = {}, controls = {}, checks = {}, passes = [] } = routes;
  compileShapes(framework, routes, names, of);
  for (const role of ['application', 'router', 'route'] as const) {
    for (const text of makes[role] ?? []) {
      const state = of.value(text);
      change(state, (r) => ({ ...r, makes: [...r.makes, role], makesOf: framework }));
      if (role === 'route') for (const name of lastNames(text)) names.makers.set(name, of.result(state).types);
    }
  }
  for (const registration of register) {
    const compiled = compileRegistration(framework, registration);
    change(of.value(registration.call), (r) => ({ ...r, registers: [...r.registers, compiled] }));
    if (compiled.by === 'maker') {
      const maker = makerOf(registration.call);
      change(of.value(maker), (r) => ({ ...r, makesRegistrar: true }));
      for (const name of lastNames(maker)) names.makerRegisters.set(name, [...(names.makerRegisters.get(name) ?? []), compiled]);
      continue;
    }
    if (compiled.does === 'route' && compiled.path.length > 0) names.anyRoute.push(compiled);
    if (compiled.onProgram || compiled.onResult || compiled.onModule || compiled.onArgument || compiled.does === 'serve') continue;
    for (const name of lastNames(registration.call)) names.registers.set(name, [...(names.registers.get(name) ?? []), compiled]);
  }
  for (const text of answers.status ?? []) {
    if (parsePath(text).position === undefined) {
      change(of.value(text), (r) => ({ ...r, setsStatus: true }));
      for (const name of lastNames(text)) names.fields.add(name);
      continue;
    }
    const { state, position } = of.place(text);
    change(state, (r) => ({ ...r, answers: [...r.answers, { status: position, fixed: 0, ends: false, redirects: false, fails: false }] }));
    for (const name of lastNames(text)) names.statuses.set(name, [...(names.statuses.get(name) ?? []), position]);
  }
  for (const [texts, redirects] of [
    [answers.ends ?? [], false],
    [answers.redirects ?? [], true],
  ] as const) {
    for (const text of texts) {
      change(of.value(text), (r) => ({
        ...r,
        answers: [...r.answers, { status: undefined, fixed: 0, ends: true, redirects, fails: answers.fails?.includes(text) === true }],
      }));
      for (const name of lastNames(text)) names.ends.set(name, redirects);
    }
  }
  for (const text of answers.errorStatus ?? []) {
    const { state, position } = of.place(text);
    change(state, (r) => ({ ...r, errorStatus: [...r.errorStatus, position] }));
  }
  for (const [status, texts] of Object.entries(answers.errors ?? {}))
    for (const text of texts) change(of.value(text), (r) => ({ ...r, status: Number(status) }));
  for (const [kind, texts] of Object.entries(controls) as [ControlKind, readonly string[]][]) {
    if (!(kind in CONTROLS)) throw new PathError(`${framework}: no control \`${kind}\``);
    for (const text of texts) change(of.value(text), (r) => ({ ...r, controls: [...r.controls, kind] }));
  }
  for (const [kind, texts] of Object.entries(checks) as [ControlKind, readonly string[]][]) {
    if (!(kind in CONTROLS)) throw new PathError(`${framework}: no control \`${kind}\``);
    for (const text of texts) change(of.value(text), (r) => ({ ...r, checks: [...r.checks, kind] }));
  }
  for (const [kind, texts] of Object.entries(routes.wrappers ?? {}) as [ControlKind | 'none', readonly string[]][]) {
    if (kind !== 'none' && !(kind in CONTROLS)) throw new PathError(`${framework}: no control \`${kind}\``);
    const kinds = kind === 'none' ? [] : [kind];
    for (const text of texts) change(of.value(text), (r) => ({ ...r, wrapper: [...(r.wrapper ?? []), ...kinds] }));
  }
  for (const [kind, texts] of Object.entries(routes.actions ?? {}) as [ActionKind, readonly string[]][]) {
    if (!(kind in ACTIONS)) throw new PathError(`${framework}: no action \`${kind}\``);
    for (const text of texts) change(of.value(text), (r) => ({ ...r, actions: [...r.actions, kind] }));
  }
  compileBodies(routes, of);
  compileViews(routes, names, of);
  names.runsAhead ||= routes.runs !== undefined;
  for (const text of routes.runs ?? []) change(of.value(text), (r) => ({ ...r, runs: true }));
  for (const text of passes) change(of.value(text), (r) => ({ ...r, passes: true }));
  for (const [kind, texts] of Object.entries(routes.unread ?? {}) as [ControlKind, readonly string[]][])
    for (const text of texts) change(of.value(text), (r) => ({ ...r, passes: true, unread: [...r.unread, kind] }));
  names.files.add(framework, routes.files ?? []);
  compileDeclared(framework, routes, names.declared, of);
  for (const methods of Object.values(routes.decorators?.acting ?? {})) for (const name of methods) names.judged.add(name);
}

function compileBodies({ fills = [], sends = [] }: Routes, of: StatesOf): void {
  for (const [does, texts] of [['fill', fills] as const, ['send', sends] as const])
    for (const text of texts) {
      const { state, position } = of.place(text);
      change(state, (r) => ({ ...r, bodies: [...r.bodies, { does, at: position }] }));
    }
}

function compileViews(routes: Routes, names: RouteNames, of: StatesOf): void {
  for (const { base, members, provides = {}, controls = [], judged = [], opaque = [], defaults, further } of routes.views ?? []) {
    if (further) {
      change(of.value(further.decorator), (r) => ({ ...r, ...furtherOf(further) }));
      change(of.value(makerOf(further.decorator)), (r) => ({ ...r, makesRegistrar: true }));
    }
    const all = Object.entries(members).map(([name, text]) => {
      const [method, path = ''] = text.split(' ');
      return [name, { method, path }] as const;
    });
    const view: CompiledView = { members: all, controls, judged, opaque, defaults };
    for (const text of base) change(of.value(text), (r) => ({ ...r, view }));
    for (const [text, has] of Object.entries(provides)) change(of.value(text), (r) => ({ ...r, provides: [...r.provides, ...has] }));
    for (const name of judged) names.judged.add(name);
  }
  for (const { call, controls, setting } of routes.given ?? []) {
    const given: CompiledGiven = { controls: controls === undefined ? undefined : parsePlace(controls), setting };
    change(of.value(call), (r) => ({ ...r, given }));
    change(of.value(makerOf(call)), (r) => ({ ...r, makesRegistrar: true }));
  }
  for (const text of routes.relays ?? []) change(of.value(text), (r) => ({ ...r, relays: true }));
  for (const text of routes.makesHandler ?? []) change(of.value(text), (r) => ({ ...r, makesHandler: true }));
  for (const text of routes.includes ?? []) change(of.value(text), (r) => ({ ...r, includes: true }));
  for (const text of routes.alias ?? []) {
    change(of.value(text), (r) => ({ ...r, alias: true }));
    if (text.endsWith('()')) for (const name of lastNames(text.slice(0, -2))) names.aliases.add(name);
  }
  for (const name of routes.settings ?? []) names.settings.add(name);
}

/** What not every framework has: groups, narrowed routes, an application of the program's own, objects that are handlers. */
function compileShapes(framework: string, routes: Routes, names: RouteNames, of: StatesOf): void {
  const { makes, register = [], narrows = [], served = [], program = [], handlerMethods = [], answers } = routes;
  for (const { call, path = [], chain = [], wraps = [], hands = [], each, leaks = false, alone = false } of makes?.groups ?? []) {
    const state = of.value(call);
    const group: CompiledGroup = {
      framework,
      path: listed(path).map(parsePlace),
      chain: listed(chain).map(parsePlace),
      wraps: listed(wraps).map(parsePlace),
      hands: listed(hands).map(parsePlace),
      each: each === undefined ? undefined : parsePlace(each),
      leaks,
      alone,
      types: of.result(state).types,
    };
    change(state, (r) => ({ ...r, groups: [...r.groups, group], makesOf: framework }));
    for (const name of hands.length > 0 ? lastNames(call) : []) names.groups.set(name, [...(names.groups.get(name) ?? []), group]);
  }
  compilePlugins(routes, names, of);
  for (const { call, outer = [], wraps = [], chain = [], either = [], adds = [] } of makes?.chains ?? []) {
    const [o, w, c, e] = [outer, wraps, chain, either].map((texts) => listed(texts).map(parsePlace));
    const compiled = { outer: o, wraps: w, chain: c, either: e, adds };
    change(of.value(call), (r) => ({ ...r, chains: [...r.chains, compiled] }));
  }
  compileTables(framework, routes, of);
  for (const { type, field } of served) change(of.value(type), (r) => ({ ...r, served: { framework, field } }));
  names.serves ||= served.length > 0;
  for (const { call, methods } of narrows) {
    const place = parsePlace(methods);
    change(of.value(call), (r) => ({ ...r, narrows: [...r.narrows, place] }));
  }
  for (const text of program) change(of.value(text), (r) => ({ ...r, isProgram: true }));
  for (const name of handlerMethods) names.handlerMethods.add(name);
  for (const [status, texts] of Object.entries(answers?.fixed ?? {})) {
    const answer = { status: undefined, fixed: Number(status), ends: true, redirects: false, fails: false };
    for (const text of texts) change(of.value(text), (r) => ({ ...r, answers: [...r.answers, answer] }));
  }
  for (const field of answers?.returned ?? []) names.returned.add(field);
  names.goesByReturn ||= (routes.handlers ?? []).some((h) => h.goesOn !== undefined && h.goesOn !== 'unless-aborted');
  names.makesAnswers ||= answers?.made !== undefined;
  for (const text of answers?.made ?? []) change(of.value(text), (r) => ({ ...r, makesAnswer: true }));
  for (const text of answers?.goesGiven ?? []) change(of.value(text), (r) => ({ ...r, goesGiven: true }));
  for (const text of answers?.aborts ?? []) change(of.value(text), (r) => ({ ...r, aborts: true }));
  for (const text of answers?.goes ?? []) change(of.value(text), (r) => ({ ...r, goes: true }));
  names.wraps ||= [...register, ...(makes?.groups ?? [])].some((r: Registration | Group) => r.wraps !== undefined);
  names.gives ||= names.wraps || routes.views !== undefined;
}

function compilePlugins({ makes, keeps = [] }: Routes, names: RouteNames, of: StatesOf): void {
  const plugin = (value: string, is: CompiledPlugin): void => change(of.value(value), (r) => ({ ...r, plugin: is }));
  for (const { open = [], plugins = [], unseen = [], folders = [] } of makes?.groups ?? []) {
    for (const value of open) plugin(value, { is: 'open' });
    for (const value of unseen) plugin(value, { is: 'unseen' });
    for (const { value, dir, prefix, unless, ...rules } of folders)
      plugin(value, { is: 'folder', dir: parsePlace(dir), prefix: parsePlace(prefix), unless: parsePlace(unless), ...rules });
    for (const { value, kind, off } of plugins)
      plugin(value, { is: 'control', kind, off: off === undefined ? undefined : parsePlace(off) });
  }
  for (const { call, on, name, value } of keeps) {
    const kept = { name: parsePlace(name), value: parsePlace(value) };
    change(of.value(call), (r) => ({ ...r, keeps: kept }));
    for (const last of lastNames(call)) names.keeps.set(last, kept);
    change(of.value(on), (r) => ({ ...r, isKeeper: true }));
  }
}

function compileRegistration(framework: string, registration: Registration): CompiledRegistration {
  const { does, by = 'call', on, methods = 'any', usual = ['?'], path = [], ahead = [] } = registration;
  const { chain = [], wraps = [], early = false, returns, least = 0, shape } = registration;
  return {
    framework,
    does,
    by,
    onProgram: on === 'program',
    onResult: on === 'result',
    onModule: on === 'module',
    onArgument: on === 'argument',
    unseen: registration.unseen === true,
    made: registration.made ?? [],
    everywhere: registration.everywhere === true,
    whole: registration.whole === true,
    replaces: registration.replaces === true,
    shape,
    methods:
      methods === 'name' || methods === 'path' || methods === 'any'
        ? methods
        : listed(methods).every((m) => m.startsWith('('))
          ? listed(methods).map(parsePlace)
          : listed(methods),
    usual,
    path: listed(path).map(parsePlace),
    ahead: listed(ahead).map(parsePlace),
    chain: listed(chain).map(parsePlace),
    wraps: listed(wraps).map(parsePlace),
    early,
    named: registration.named,
    returnsRoute: returns === 'route',
    only: registration.only && { at: parsePlace(registration.only.at), is: registration.only.is },
    inside: /^[A-Z]\w*\.\w+\.\w+$/.test(registration.call) ? registration.call.split('.').slice(1, -1) : [],
    each: registration.each === undefined ? undefined : parsePlace(registration.each),
    lax: registration.lax,
    options: Object.entries(registration.options ?? {}).map(([kind, texts]) => [kind as ControlKind, listed(texts).map(parsePlace)]),
    least,
  };
}

function listed(texts: string | readonly string[]): readonly string[] {
  return typeof texts === 'string' ? [texts] : texts;
}

/** `App.route` of `App.route()`, `"maps".Get` of `"maps".Get().*`. */
function makerOf(call: string): string {
  const end = call.lastIndexOf('()');
  if (end < 0) throw new PathError(`\`${call}\` is not called by what a call has returned`);
  return call.slice(0, end);
}

export function lastNames(text: string): readonly string[] {
  const last = parsePath(text).steps.at(-1);
  return last?.step === 'member' ? last.names : [];
}

export function change(state: State, by: (routes: RouteState) => RouteState): void {
  state.routes = by(state.routes ?? NO_ROUTES);
}
