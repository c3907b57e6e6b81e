/** Inputs on which something is registered, or at which, though nobody is seen to hand one over: what they are called, and what is registered. */
import type { FunctionId, Ref, RouteEvent } from '../facts';
import { each, isPath, type RouteProgram } from '../world';

export function inputName(program: RouteProgram, id: FunctionId, { key, below }: Extract<Ref, { is: 'input' }>): string {
  const last = below.at(-1);
  if (last !== undefined) return last;
  if (key.startsWith('$')) return program.facts.get(id)?.params[Number(key.slice(1))] ?? '';
  const [, func, variable] = /^\^(.*:\d+):(-?\d+)$/.exec(key) ?? [];
  if (func === undefined) return '';
  const owner = `${func.slice(0, func.lastIndexOf(':'))}#${func.slice(func.lastIndexOf(':') + 1)}`;
  return program.facts.get(owner)?.params[Number(variable)] ?? '';
}

/** It registers something there, whatever it is on; `isNamed`: as its name says, it is a router. */
export function isMeant(
  event: Extract<RouteEvent, { event: 'register' }>,
  chain: readonly { readonly ref: Ref }[],
  isNamed: boolean,
): boolean {
  if (event.guessed) return isNamed && looksLikeHandler(event, chain);
  // What nobody knows is given something else: `import_module(name).run(settings)`.
  return isNamed || event.does !== 'mount' || chain.length === 0 || !chain.every(({ ref }) => ref.is === 'unknown');
}

/** A path, and a function that takes a request: `cache.get(key)` is no route. */
function looksLikeHandler(event: Extract<RouteEvent, { event: 'register' }>, chain: readonly { readonly ref: Ref }[]): boolean {
  if (event.does === 'mount')
    return chain.some(({ ref }) => each(ref).some((r) => r.is === 'scope' || r.is === 'function' || r.is === 'control'));
  return chain.length > 0;
}

const PATH_NAMES = /(?:path|prefix|mount|route|url)$/i;

/** What stands first may be a path after all: as callers hand it over, by what else it may be, or by its name. Taken out of the chain. */
export function pathAhead(program: RouteProgram, id: FunctionId, chain: { readonly ref: Ref; readonly name: string }[]): Ref | undefined {
  if (chain.length === 0) return undefined;
  const [{ ref, name }] = chain;
  const all = each(ref);
  const paths = all.filter(isPath);
  const isOpen = (r: Ref): boolean => r.is === 'unknown' || r.is === 'input' || r.is === 'nothing';
  if (paths.length < all.length) {
    if (chain.length < 2 || !all.every((r) => isPath(r) || isOpen(r))) return undefined;
    const isNamed = (r: Ref): boolean => PATH_NAMES.test(r.is === 'input' ? inputName(program, id, r) : name);
    if (paths.length === 0 && !all.every(isNamed)) return undefined;
  }
  chain.shift();
  // What is known to be handed over when nothing else is: `options.path || '/'`.
  const [first] = chain;
  return paths.length > 0 && first.ref.is === 'scope' ? { is: 'any', of: paths } : ref;
}
