/** Which calls register something on applications and routers, and what. */
import type { Site, Value } from '../values';
import type { CompiledRegistration } from './compile';
import { mayRun } from './glance';
import type { Noted, NotedCall, Reading } from './reading';
import { isPath } from './world';

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

/** What the first registration that fits says of the call. */
export function registrationOf(reading: Reading, c: NotedCall, all: readonly CompiledRegistration[], guessed: boolean): Noted | undefined {
  for (const registration of all) {
    if (c.args.length < registration.least) continue;
    const methods = methodsOf(reading, c, registration);
    const path = registration.path && reading.at(c, registration.path)[0];
    const pathRef = path && reading.ref(path.value, path.site);
    const chain: { readonly value: Value; readonly site: Site }[] = [];
    // A handler where a path could stand.
    const isOptional =
      registration.does === 'mount' &&
      path !== undefined &&
      pathRef !== undefined &&
      !isPath(pathRef) &&
      mayRun(pathRef) &&
      (pathRef.is !== 'unknown' || c.args.length === 1);
    if (isOptional) chain.push(path);
    for (const place of registration.chain) chain.push(...reading.at(c, place).filter((v) => v.value !== path?.value));
    if (chain.length === 0 && registration.does !== 'mount') continue;
    return {
      event: 'register',
      framework: registration.framework,
      does: registration.does,
      on: reading.ref(c.self),
      guessed,
      methods,
      path: isOptional ? undefined : pathRef,
      chain: chain.map((v) => reading.ref(v.value, v.site)),
      names: chain.map((v) => (v.site.file === reading.frame.module.file ? reading.shownAt(v.site) : '')),
    };
  }
  return undefined;
}

function methodsOf(reading: Reading, c: NotedCall, { methods }: CompiledRegistration): readonly string[] {
  if (methods === 'any') return ['*'];
  if (methods === 'name') {
    const called = c.callee.paths.flatMap(({ step }) => (step.step === 'member' ? [step.name.toUpperCase()] : []));
    const names = called.map((name) => (name === 'ALL' ? '*' : name === 'DEL' ? 'DELETE' : name));
    return names.length > 0 ? [...new Set(names)] : ['?'];
  }
  if ('selector' in methods) {
    const ref = reading.at(c, methods).map((v) => reading.ref(v.value, v.site))[0];
    return ref?.is === 'text' ? ref.texts.map((t) => t.toUpperCase()) : ['?'];
  }
  return methods;
}
