/** Puts what models say of decorators onto the states of the catalog, and keeps the words of lists of rules by name. */
import type { Place } from '../../catalogState';
import type { ControlKind } from '../../kinds';
import { parsePath, parsePlace } from '../../pathLanguage';
import { change, type StatesOf } from './compile';
import type { Central, DeclaredMethods, Decorators, Terms } from './declaredModel';
import type { Routes } from './model';

export type MarkMethods = 'any' | readonly string[] | Place;

/** What a decorator says. */
export type CompiledMark = { readonly framework: string } & (
  | { readonly says: 'group'; readonly path: readonly Place[]; readonly serves: boolean }
  | { readonly says: 'route'; readonly path: readonly Place[]; readonly methods: MarkMethods; readonly alone: boolean }
  | { readonly says: 'path' | 'base' | 'placed'; readonly path: readonly Place[] }
  | {
      readonly says: 'control';
      readonly kinds: readonly ControlKind[];
      readonly expression: readonly Place[];
      readonly family: string;
      readonly switched: boolean;
    }
  | { readonly says: 'switch'; readonly family: string }
  | { readonly says: 'order'; readonly at: Place }
  /** As a class above others. */
  | { readonly says: 'above'; readonly role: string }
  /** As a call: it makes a list of rules of what has been said. */
  | { readonly says: 'list' }
  | { readonly says: 'begins' | 'conditional' | 'maker' | 'part' | 'binds' }
  | ProvidedMark
  | { readonly says: 'lifts'; readonly kinds: readonly ControlKind[] }
  /** As a value that what is provided stands for. */
  | { readonly says: 'token'; readonly shape: string; readonly kinds: readonly ControlKind[] | undefined }
  | CallMark
);

export interface ProvidedMark {
  readonly framework: string;
  readonly says: 'provided';
  readonly list: Place;
  readonly as: string;
  readonly by: readonly string[];
}

/** What a call says by itself, wherever it stands. */
export type CallMark = { readonly framework: string } & (
  | {
      readonly says: 'stands' | 'everywhere';
      readonly chain: readonly Place[];
      readonly shape: string;
      readonly kinds: readonly ControlKind[] | undefined;
    }
  | { readonly says: 'tells'; readonly key: Place; readonly value: Place }
  | { readonly says: 'teller' | 'told' | 'starts' }
  | { readonly says: 'asks'; readonly key: Place; readonly method: string; readonly class: string }
  | { readonly says: 'places'; readonly apply: string; readonly except: string; readonly shape: string }
  | { readonly says: 'prefix'; readonly path: Place; readonly except: Place | undefined }
);

export interface NamedMatch {
  readonly framework: string;
  readonly covers: 'paths' | 'all' | 'outside';
  readonly written: 'wildcards' | 'pattern';
  readonly isValue: boolean;
}
export interface NamedDecision {
  /** Undefined: not known, unless an expression says it. */
  readonly kinds: readonly ControlKind[] | undefined;
  readonly expression: Place | undefined;
}

type Adds = 'place' | 'fills' | 'somewhere' | 'paths' | 'prefixes' | 'except';

/** What is told by the names of calls. */
export class DeclaredNames {
  /** Some framework is told of routes by decorators. */
  decorates = false;
  /** Last names of decorators that ask whoever calls the method. */
  readonly onCalls = new Set<string>();
  readonly matches = new Map<string, NamedMatch>();
  readonly decides = new Map<string, NamedDecision>();
  readonly rests = new Map<string, readonly ControlKind[]>();
  readonly placing = new Map<string, { readonly framework: string; readonly adds: Adds }>();
  readonly scopes = new Set<string>();
  readonly ignores = new Set<string>();
  /** Full paths too: a call of that name may make anything. */
  readonly makes = new Set<string>();
  /** Names of calls after which a standing control may be turned off, and by which calls. */
  readonly standing = new Map<
    string,
    { readonly kind: ControlKind; readonly off: ReadonlySet<string>; readonly less: ReadonlySet<string> }
  >();
  /** All names that turn one off. */
  readonly offs = new Set<string>();
  /** The framework whose lists they are. */
  framework = '';
  readonly terms: Terms[] = [];
  /** Calls on applications, by name, where nobody knows what they are called on. */
  readonly onApplications = new Map<string, CallMark[]>();
  /** Methods by which classes are handlers, by shape. */
  readonly acting = new Map<string, readonly string[]>();
}

/** A first look: lists are written with calls of this name. */
export function isSaid(names: DeclaredNames, name: string | undefined): boolean {
  if (name === undefined) return false;
  const { decides, matches, scopes, makes, standing, offs, rests, placing } = names;
  return (
    decides.has(name) ||
    matches.has(name) ||
    scopes.has(name) ||
    makes.has(name) ||
    standing.has(name) ||
    offs.has(name) ||
    rests.has(name) ||
    placing.has(name)
  );
}

export function compileDeclared(framework: string, { decorators, central, terms }: Routes, names: DeclaredNames, of: StatesOf): void {
  const mark = (decorator: string, said: CompiledMark): void => {
    names.decorates = true;
    change(of.value(decorator), (r) => ({ ...r, marks: [...r.marks, said] }));
  };
  for (const { decorator, path, serves } of decorators?.groups ?? [])
    mark(decorator, { framework, says: 'group', path: places(path), serves });
  for (const { decorator, path, methods, alone = false } of decorators?.routes ?? [])
    mark(decorator, { framework, says: 'route', path: places(path), methods: methodsOf(methods), alone });
  for (const { decorator, path } of decorators?.bases ?? []) mark(decorator, { framework, says: 'base', path: places(path) });
  for (const { decorator, path } of decorators?.placed ?? []) mark(decorator, { framework, says: 'placed', path: places(path) });
  for (const { above, method } of decorators?.stations ?? []) mark(above, { framework, says: 'above', role: method });
  for (const adds of ['calls', 'fills', 'somewhere', 'paths', 'prefixes', 'except'] as const)
    for (const name of decorators?.placing?.[adds] ?? []) names.placing.set(name, { framework, adds: adds === 'calls' ? 'place' : adds });
  for (const { decorator, path } of decorators?.paths ?? []) mark(decorator, { framework, says: 'path', path: places(path) });
  for (const { decorator, onCalls } of decorators?.controls ?? []) if (onCalls) names.onCalls.add(/(\w+)\(\)$/.exec(decorator)?.[1] ?? '');
  for (const { decorator, kinds = [], expression, family, switched } of decorators?.controls ?? [])
    mark(decorator, { framework, says: 'control', kinds, expression: places(expression), family, switched });
  for (const [family, texts] of Object.entries(decorators?.switches ?? {}))
    for (const decorator of texts) mark(decorator, { framework, says: 'switch', family });
  for (const { decorator, at } of decorators?.order ?? []) mark(decorator, { framework, says: 'order', at: placeOf(at) });
  for (const decorator of decorators?.begins ?? []) mark(decorator, { framework, says: 'begins' });
  for (const decorator of decorators?.conditional ?? []) mark(decorator, { framework, says: 'conditional' });
  for (const decorator of decorators?.makers ?? []) mark(decorator, { framework, says: 'maker' });
  for (const decorator of decorators?.binds ?? []) mark(decorator, { framework, says: 'binds' });
  for (const decorator of decorators?.parts ?? []) mark(decorator, { framework, says: 'part' });
  compileStanding(framework, decorators ?? {}, names, mark);
  if (terms) names.terms.push(terms);
  if (central) compileCentral(framework, central, names, of);
}

/** What stands before endpoints by what is written on them or said for all, and what endpoints tell it. */
function compileStanding(
  framework: string,
  decorators: Decorators,
  names: DeclaredNames,
  mark: (place: string, said: CompiledMark) => void,
): void {
  const { stands = [], everywhere = [], prefixes = [], provided = [] } = decorators;
  const onApplication = (call: string, said: CallMark): void => {
    mark(call, said);
    const name = lastName(call);
    names.onApplications.set(name, [...(names.onApplications.get(name) ?? []), said]);
  };
  for (const { call, chain, shape, kinds } of stands) mark(call, { framework, says: 'stands', chain: places(chain), shape, kinds });
  for (const { call, chain, shape, kinds } of everywhere)
    onApplication(call, { framework, says: 'everywhere', chain: places(chain), shape, kinds });
  for (const { call, path, except } of prefixes)
    onApplication(call, { framework, says: 'prefix', path: placeOf(path), except: except === undefined ? undefined : placeOf(except) });
  for (const { call, apply, except, shape } of decorators.placements ?? []) mark(call, { framework, says: 'places', apply, except, shape });
  for (const { decorator, list, as, by, tokens } of provided) {
    mark(decorator, { framework, says: 'provided', list: placeOf(list), as, by });
    for (const { value, shape, kinds } of tokens) mark(value, { framework, says: 'token', shape, kinds });
  }
  for (const [shape, methods] of Object.entries(decorators.acting ?? {})) {
    names.acting.set(`${framework} ${shape}`, methods);
  }
  for (const { call, key, value } of decorators.tells ?? [])
    mark(call, { framework, says: 'tells', key: placeOf(key), value: placeOf(value) });
  for (const call of decorators.tellers ?? []) {
    mark(call, { framework, says: 'teller' });
    mark(`${call}()`, { framework, says: 'told' });
  }
  for (const { call, key, method, class: of } of decorators.asks ?? [])
    mark(call, { framework, says: 'asks', key: placeOf(key), method, class: of });
  for (const { decorator, kinds } of decorators.lifts ?? []) mark(decorator, { framework, says: 'lifts', kinds });
  for (const call of decorators.starts ?? []) mark(call, { framework, says: 'starts' });
}

function compileCentral(framework: string, central: Central, names: DeclaredNames, of: StatesOf): void {
  for (const { call, covers, written, isValue } of central.match) names.matches.set(call, { framework, covers, written, isValue });
  for (const { call, kinds, expression } of central.decide)
    names.decides.set(call, { kinds, expression: expression === undefined ? undefined : placeOf(expression) });
  for (const { call, kinds } of central.rest) names.rests.set(call, kinds);
  for (const name of central.scope) names.scopes.add(name);
  for (const name of central.ignore) names.ignores.add(name);
  for (const text of central.makes) names.makes.add(lastName(text));
  for (const { above, method } of central.inherits)
    change(of.value(above), (r) => ({ ...r, marks: [...r.marks, { framework, says: 'above', role: method }] }));
  for (const text of central.makes) change(of.value(text), (r) => ({ ...r, marks: [...r.marks, { framework, says: 'list' }] }));
  for (const { kind, call, off, less } of central.standing) {
    names.standing.set(call, { kind, off: new Set(off), less: new Set(less) });
    for (const name of [...off, ...less]) names.offs.add(name);
  }
  // Of those that only say what is asked where there is no list, there are none.
  if (central.match.length > 0) names.framework = framework;
}

function lastName(text: string): string {
  const last = parsePath(text).steps.at(-1);
  return last?.step === 'member' ? last.names[0] : text;
}

function places(texts: string | readonly string[] | undefined): readonly Place[] {
  return texts === undefined ? [] : (typeof texts === 'string' ? [texts] : texts).map(placeOf);
}
function placeOf(text: string): Place {
  return parsePlace(text);
}
function methodsOf(methods: DeclaredMethods): MarkMethods {
  if (methods === 'any' || typeof methods !== 'string') return methods;
  return methods.startsWith('(') ? placeOf(methods) : [methods];
}
