/** Which calls register something on applications and routers, and what. */

import type { Place } from '../../catalogState';
import type { ControlKind } from '../../kinds';
import type { PathNode } from '../../paths';
import { elementsOf } from '../../places';
import type { FunctionValue, Site, Value } from '../../values';
import { MODULE, OUTSIDE, PROGRAM, type Ref } from '../facts';
import type { CompiledRegistration } from '../model/compile';
import { SOMETHING } from '../patterns';
import { isPath, wrapping } from '../world';
import { around } from './around';
import { mayRun } from './glance';
import { isNothing, type Noted, type NotedCall, type Reading } from './reading';
import { madeOf, viewOf } from './views';

/** A method of a router that is chosen by a name nobody knows: `router[method](path, handler)`. */
export function isChosen(reading: Reading, c: NotedCall): boolean {
  if (reading.definitions.get(c.instr.callee)?.op !== 'index') return false;
  if (c.args.length < 2 || c.callee.functions.length > 0 || !c.callee.paths.every((p) => p.isUnknown)) return false;
  return c.self?.paths.some((p) => p.step.step === 'instance') === true && looksRegistering(reading, c);
}

/** What a method of something unknown may register, by what it is given. */
export function likely(reading: Reading, c: NotedCall, all: readonly CompiledRegistration[]): readonly CompiledRegistration[] {
  if (all.length === 0 || c.args.length === 0) return [];
  const looks = looksRegistering(reading, c);
  return all.filter((r) => {
    const [one] = eachOf(reading, c, r.each);
    if (r.inside.length > 0) return isInside(c, r);
    if (r.only) return isMeant(reading, c, r);
    if (looks) return true;
    // With options: a path, and a handler at their places.
    if (![...r.ahead, ...r.chain].some((p) => p.below.length > 0)) return false;
    const [path] = placed(reading, one, r.path);
    const chain = chainAt(reading, one, r.chain);
    return (
      path !== undefined && isPath(reading.ref(path.value)) && chain.length > 0 && chain.every(({ value }) => value.functions.length > 0)
    );
  });
}

/** A method of something unknown is taken to register only what can be a path, a handler, a router. */
function looksRegistering(reading: Reading, c: NotedCall): boolean {
  if (c.args.length === 0) return false;
  const refs = c.args.map((a) => reading.ref(a.value, a.site));
  const last = refs[refs.length - 1];
  if (c.args.length > 1 && !refs.slice(1).every(mayRun)) return false;
  if (c.args.length === 1) return last.is === 'function' || last.is === 'scope' || last.is === 'control' || last.is === 'list';
  return isPath(refs[0]) || mayRun(refs[0]);
}

/** `server.auth.default()` is a call on the server. */
function receiver(reading: Reading, c: NotedCall, { inside }: CompiledRegistration): Ref {
  const self = reading.receiverOf(c);
  const ref = reading.ref(self);
  if (inside.length === 0) return ref;
  if (ref.is === 'input') return { ...ref, below: ref.below.slice(0, -inside.length) };
  for (const path of self?.paths ?? []) {
    const of = inside.reduce<PathNode | undefined>((node) => node?.parent, path);
    if (of?.step.step === 'instance') return { is: 'scope', id: of.step.key };
  }
  return ref;
}

function isInside({ callee }: NotedCall, { inside }: CompiledRegistration): boolean {
  return callee.paths.some((path) => {
    let node = path.parent;
    return [...inside].reverse().every((name) => {
      const isIt = node?.step.step === 'member' && node.step.name === name;
      node = node?.parent;
      return isIt;
    });
  });
}

/** A call that registers the elements of a list, as if it were called with each of them. */
export function eachOf(reading: Reading, c: NotedCall, each: Place | undefined): readonly NotedCall[] {
  if (!each) return [c];
  const [first] = placed(reading, c, [each]);
  const items = first ? elementsOf(reading.frame, first.value) : [];
  if (items.length === 0) return [c];
  const [, ...rest] = c.args;
  return items.map((value) => ({ ...c, args: [{ ...c.args[0], value }, ...rest] }));
}

/** Where the element of a list is written, as far as its path says. */
export function siteOf(reading: Reading, c: NotedCall, one: NotedCall, all: readonly CompiledRegistration[]): Site {
  if (one === c) return c.site;
  const [path] = placed(
    reading,
    one,
    all.flatMap((r) => r.path),
  );
  const site = path?.value.constSite;
  return site?.file === c.site.file ? site : c.site;
}

/** What the first registration that fits says of the call; `maker` is the call that has made what is called. */
export function registrationOf(
  reading: Reading,
  c: NotedCall,
  maker: NotedCall | undefined,
  all: readonly CompiledRegistration[],
  guessed: boolean,
): Registered | undefined {
  for (const registration of all) {
    const main = registration.by === 'maker' ? maker : c;
    if (!main || main.args.length < registration.least || !isMeant(reading, main, registration)) continue;
    if (registration.onArgument && (c.args.length === 0 || c.args[0].name !== undefined)) continue;
    const methods = methodsOf(reading, main, registration);
    const path = placed(reading, main, registration.path)[0];
    const pathRef = path && reading.ref(path.value, path.site);
    const chain: (PlacedValue & { readonly place?: Place })[] = [];
    // A handler where a path could stand.
    const isOptional =
      registration.does === 'mount' &&
      path !== undefined &&
      pathRef !== undefined &&
      !isPath(pathRef) &&
      mayRun(pathRef) &&
      (pathRef.is !== 'unknown' || c.args.length === 1);
    if (isOptional) chain.push(path);
    chain.push(...chainAt(reading, c, registration.chain).filter((v) => v.value !== path?.value));
    const wraps = placed(reading, c, registration.wraps);
    if (registration.does === 'prefix' ? !path : wraps.length + chain.length === 0 && registration.does !== 'mount') continue;
    if (registration.onResult && wraps.length + chain.length === 0 && registration.does === 'mount') continue;
    const ahead = registration.ahead.flatMap((place) =>
      placed(reading, main, [place]).flatMap((v) => (isNothing(v.value) ? [] : [{ ...v, place }])),
    );
    const before = registration.named;
    const name = before === undefined ? undefined : `${before}${reading.frame.callShapes.namesAround(c.instr)[0] ?? SOMETHING}`;
    const { lifts, controls } = optionsOf(reading, main, registration);
    return {
      event: 'register',
      key: reading.key(c.instr),
      framework: registration.framework,
      does: registration.does,
      early: registration.early,
      shape: registration.shape,
      // What is told of all that is registered stands before it as a control does that is mounted.
      ahead: (registration.does === 'mount' ? 0 : controls.length) + ahead.length,
      everywhere: registration.everywhere,
      whole: registration.whole,
      replaces: registration.replaces,
      lifts,
      on: ownerOf(registration, reading, c) ?? receiver(reading, main, registration),
      guessed,
      methods,
      path: name !== undefined ? { is: 'text', texts: [name] } : isOptional ? undefined : pathRef,
      ...(name === undefined ? {} : { named: true }),
      chain: [
        ...controls,
        ...ahead.map((v) => reading.ref(v.value, v.site)),
        ...wraps.map((v) => wrapping(reading.ref(v.value, v.site))),
        ...chain.map((v) =>
          registration.made.length > 0 ? madeOf(reading.frame, v.value, registration.made, v.site) : chained(reading, c, v),
        ),
        ...(registration.unseen ? [{ is: 'unknown' as const, name: c.name }] : registration.onArgument ? [madeBy(reading, c)] : []),
      ],
      names: [
        ...controls.map(({ name }) => name),
        ...ahead.map((v) => nameIn(reading, v.place, v)),
        ...wraps.map((v) => shownName(reading, v)),
        ...chain.map((v) => (v.place ? nameIn(reading, v.place, v) : shownName(reading, v))),
        ...(registration.unseen ? [c.name] : []),
      ],
    };
  }
  return undefined;
}

type Registered = Extract<Noted, { event: 'register' }>;

/** By what each framework would make of a call of something that nobody knows. */
export function guessesOf(
  reading: Reading,
  c: NotedCall,
  maker: NotedCall | undefined,
  all: readonly CompiledRegistration[],
): Registered | undefined {
  const byFramework = [...new Set(all.map((r) => r.framework))].flatMap((framework) => {
    const mine = all.filter((r) => r.framework === framework);
    return registrationOf(reading, c, maker, mine, true) ?? [];
  });
  const [first, ...instead] = byFramework;
  return first && instead.length > 0 ? { ...first, instead } : first;
}

function isMeant(reading: Reading, c: NotedCall, { only }: CompiledRegistration): boolean {
  if (!only) return true;
  const texts = placed(reading, c, [only.at]).flatMap(({ value }) => value.consts ?? []);
  return texts.some((text) => typeof text === 'string' && only.is.includes(text));
}

/** A place in options counts before the argument itself, and only where something stands there. */
function chainAt(reading: Reading, c: NotedCall, places: readonly Place[]): readonly (PlacedValue & { readonly place?: Place })[] {
  const inside = places.filter((p) => p.below.length > 0);
  if (inside.length === 0) return placed(reading, c, places);
  const found = inside
    .flatMap((place) => placed(reading, c, [place]).map((v) => ({ ...v, place })))
    .filter(({ value }) => !isNothing(value) && !isNobody(value));
  return found.length > 0
    ? found
    : placed(
        reading,
        c,
        places.filter((p) => p.below.length === 0),
      );
}

/** Options that are controls by themselves, and those that say there is none. */
function optionsOf(
  reading: Reading,
  c: NotedCall,
  { options, lax }: CompiledRegistration,
): { readonly lifts: readonly ControlKind[]; readonly controls: readonly Extract<Ref, { is: 'control' | 'unknown' }>[] } {
  const lifts: ControlKind[] = [];
  const controls: Extract<Ref, { is: 'control' | 'unknown' }>[] = [];
  for (const [kind, places] of options) {
    const found = places.flatMap((place) => placed(reading, c, [place]).map((v) => ({ ...v, place })));
    const isLax = ({ value }: { readonly value: Value }): boolean =>
      (value.consts?.length === 1 && value.consts[0] === false) ||
      (lax !== undefined && reading.field(value, lax.field).consts?.some((text) => lax.is.includes(String(text))) === true);
    if (found.some(isLax)) lifts.push(kind);
    const [there] = found.filter((one) => !isNothing(one.value) && !isLax(one));
    if (!there) continue;
    const step = there.place.below.at(-1);
    const name = step?.sub === 'field' ? step.name : nameOf(reading, there.site);
    controls.push(isNobody(there.value) ? { is: 'unknown', name } : { is: 'control', kinds: [kind], name });
  }
  return { lifts, controls };
}

/** Nothing at all is known of it. */
function isNobody(value: Value): boolean {
  const { functions, objects, fields, paths, consts, classes } = value;
  return functions.length + objects.length + classes.length === 0 && !fields && consts === undefined && paths.every((p) => p.isUnknown);
}

/** What stands in a chain, with what nobody knows that is called around it. */
function chained(reading: Reading, c: NotedCall, { value, site }: PlacedValue): Ref {
  const view = reading.names.settings.size > 0 ? viewOf(reading.frame, value) : undefined;
  if (view) return view;
  const ref = reading.ref(value, site);
  const before = ref.is === 'function' ? around(reading, c, site) : [];
  return before.length === 0 ? ref : { is: 'list', items: [...before, ref], complete: true };
}

/** The router that a call makes, or is called on. */
function madeBy(reading: Reading, c: NotedCall): Ref {
  const on = c.self && reading.ref(c.self);
  return on?.is === 'scope' ? on : { is: 'scope', id: reading.key(c.instr) };
}

function ownerOf(registration: CompiledRegistration, reading: Reading, c: NotedCall): Ref | undefined {
  const { does, onProgram, onResult, onModule, onArgument } = registration;
  if (onArgument) return reading.ref(c.args[0].value, c.args[0].site);
  if (onResult) return { is: 'scope', id: reading.key(c.instr) };
  if (onModule) return { is: 'scope', id: MODULE + reading.frame.module.file };
  if (does === 'serve') return { is: 'scope', id: OUTSIDE };
  return onProgram ? { is: 'scope', id: PROGRAM } : undefined;
}

/** The function that others have been put around, one after the other. */
function wrappedIn(fn: FunctionValue, depth = 0): FunctionValue {
  const inside = [...(fn.bound?.values() ?? [])].flatMap((v) => v.functions.filter((f) => f.kind === 'function'));
  return inside.length === 1 && depth < 8 ? wrappedIn(inside[0], depth + 1) : fn;
}

/** What stands there; a function that is written there goes by its own name. */
function shownName(reading: Reading, { value, site }: PlacedValue): string {
  const text = nameOf(reading, site);
  const [fn] = value.functions;
  const own = fn && reading.names.makerRegisters.size > 0 ? wrappedIn(fn) : undefined;
  const name = own && reading.frame.env.functionInfo(own.file, own.index)?.name;
  return name && !/^[\w.]+$/.test(text) && fn.kind === 'function' ? name : text;
}

/** Of what stands in options: what it is called by itself, else the option. */
function nameIn(reading: Reading, { below }: Place, v: PlacedValue): string {
  const option = below.at(-1);
  if (option?.sub !== 'field') return shownName(reading, v);
  const [fn] = v.value.functions;
  const own = fn?.kind === 'function' ? reading.frame.env.functionInfo(fn.file, fn.index)?.name : undefined;
  return own || option.name;
}

interface PlacedValue {
  readonly value: Value;
  readonly site: Site;
}

export function placed(reading: Reading, c: NotedCall, places: readonly Place[]): readonly PlacedValue[] {
  return places.flatMap((place) => reading.at(c, place));
}

export function nameOf(reading: Reading, site: Site): string {
  return site.file === reading.frame.module.file ? reading.shownAt(site) : '';
}

function methodsOf(reading: Reading, c: NotedCall, { methods, usual }: CompiledRegistration): readonly string[] | undefined {
  if (methods === 'path') return undefined;
  if (methods === 'any') return ['*'];
  if (methods === 'name') {
    const called = c.callee.paths.flatMap(({ step }) => (step.step === 'member' ? [step.name.toUpperCase()] : []));
    const names = called.map((name) => (name === 'ALL' || name === 'ANY' ? '*' : name === 'DEL' ? 'DELETE' : name));
    return names.length > 0 ? [...new Set(names)] : ['?'];
  }
  const texts = methods.filter((m) => typeof m === 'string');
  if (texts.length > 0) return texts;
  return (
    methodsAt(
      reading,
      c,
      methods.filter((m) => typeof m !== 'string'),
    ) ?? usual
  );
}

/** Methods that stand at places of the call; undefined where nothing stands there. */
export function methodsAt(reading: Reading, c: NotedCall, places: readonly Place[]): readonly string[] | undefined {
  const found = placed(reading, c, places);
  return found.length === 0 ? undefined : textsIn(found.map((v) => reading.ref(v.value, v.site)));
}

/** Methods by their names; `?` for what is no text. */
function textsIn(refs: readonly Ref[]): readonly string[] {
  const texts = refs.flatMap((ref): readonly string[] => {
    if (ref.is === 'text') return ref.texts.map((t) => t.toUpperCase());
    return ref.is === 'list' && ref.complete && ref.items.length > 0 ? textsIn(ref.items) : ['?'];
  });
  return [...new Set(texts)];
}
