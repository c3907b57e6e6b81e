/** Which calls register something on applications and routers, and what. */

import type { Place } from '../../catalog';
import type { FunctionValue, Site, Value } from '../../values';
import { MODULE, OUTSIDE, PROGRAM, type Ref } from '../facts';
import type { CompiledRegistration } from '../model/compile';
import { isPath, wrapping } from '../world';
import { around } from './around';
import { mayRun } from './glance';
import type { Noted, NotedCall, Reading } from './reading';
import { viewOf } from './views';

/** A method of a router that is chosen by a name nobody knows: `router[method](path, handler)`. */
export function isChosen(reading: Reading, c: NotedCall): boolean {
  if (c.args.length < 2 || c.callee.functions.length > 0 || !c.callee.paths.every((p) => p.isUnknown)) return false;
  return c.self?.paths.some((p) => p.step.step === 'instance') === true && looksRegistering(reading, c);
}

/** A method of something unknown is taken to register only what can be a path, a handler, a router. */
export function looksRegistering(reading: Reading, c: NotedCall): boolean {
  if (c.args.length === 0) return false;
  const refs = c.args.map((a) => reading.ref(a.value, a.site));
  const last = refs[refs.length - 1];
  if (c.args.length > 1 && !refs.slice(1).every(mayRun)) return false;
  if (c.args.length === 1) return last.is === 'function' || last.is === 'scope' || last.is === 'control' || last.is === 'list';
  return isPath(refs[0]) || mayRun(refs[0]);
}

/** What the first registration that fits says of the call; `maker` is the call that has made what is called. */
export function registrationOf(
  reading: Reading,
  c: NotedCall,
  maker: NotedCall | undefined,
  all: readonly CompiledRegistration[],
  guessed: boolean,
): Noted | undefined {
  for (const registration of all) {
    const main = registration.by === 'maker' ? maker : c;
    if (!main || main.args.length < registration.least) continue;
    const methods = methodsOf(reading, main, registration);
    const path = placed(reading, main, registration.path)[0];
    const pathRef = path && reading.ref(path.value, path.site);
    const chain: PlacedValue[] = [];
    // A handler where a path could stand.
    const isOptional =
      registration.does === 'mount' &&
      path !== undefined &&
      pathRef !== undefined &&
      !isPath(pathRef) &&
      mayRun(pathRef) &&
      (pathRef.is !== 'unknown' || c.args.length === 1);
    if (isOptional) chain.push(path);
    chain.push(...placed(reading, c, registration.chain).filter((v) => v.value !== path?.value));
    const wraps = placed(reading, c, registration.wraps);
    if (registration.does === 'prefix' ? !path : wraps.length + chain.length === 0 && registration.does !== 'mount') continue;
    if (registration.onResult && wraps.length + chain.length === 0 && registration.does === 'mount') continue;
    const ahead = placed(reading, main, registration.ahead);
    return {
      event: 'register',
      key: reading.key(c.instr),
      framework: registration.framework,
      does: registration.does,
      early: registration.early,
      shape: registration.shape,
      ahead: ahead.length,
      everywhere: registration.everywhere,
      replaces: registration.replaces,
      on: ownerOf(registration, reading, c) ?? reading.ref(reading.receiverOf(main)),
      guessed,
      methods,
      path: isOptional ? undefined : pathRef,
      chain: [
        ...ahead.map((v) => reading.ref(v.value, v.site)),
        ...wraps.map((v) => wrapping(reading.ref(v.value, v.site))),
        ...chain.map((v) => chained(reading, c, v)),
      ],
      names: [...ahead, ...wraps, ...chain].map((v) => shownName(reading, v)),
    };
  }
  return undefined;
}

/** What stands in a chain, with what nobody knows that is called around it. */
function chained(reading: Reading, c: NotedCall, { value, site }: PlacedValue): Ref {
  const view = reading.names.settings.size > 0 ? viewOf(reading.frame, value) : undefined;
  if (view) return view;
  const ref = reading.ref(value, site);
  const before = ref.is === 'function' ? around(reading, c, site) : [];
  return before.length === 0 ? ref : { is: 'list', items: [...before, ref], complete: true };
}

function ownerOf({ does, onProgram, onResult, onModule }: CompiledRegistration, reading: Reading, c: NotedCall): Ref | undefined {
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
