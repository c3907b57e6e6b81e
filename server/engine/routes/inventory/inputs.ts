/** Inputs on which something is registered though nobody is seen to hand one over: what they are called, and what is registered. */
import type { FunctionId, Ref, RouteEvent } from '../facts';
import { each, type RouteProgram } from '../world';

export function inputName(program: RouteProgram, id: FunctionId, { key, below }: Extract<Ref, { is: 'input' }>): string {
  const last = below.at(-1);
  if (last !== undefined) return last;
  if (key.startsWith('$')) return program.facts.get(id)?.params[Number(key.slice(1))] ?? '';
  const [, func, variable] = /^\^(.*:\d+):(-?\d+)$/.exec(key) ?? [];
  if (func === undefined) return '';
  const owner = `${func.slice(0, func.lastIndexOf(':'))}#${func.slice(func.lastIndexOf(':') + 1)}`;
  return program.facts.get(owner)?.params[Number(variable)] ?? '';
}

/** A path, and a function that takes a request: `cache.get(key)` is no route. */
export function looksLikeHandler(event: Extract<RouteEvent, { event: 'register' }>, chain: readonly { readonly ref: Ref }[]): boolean {
  if (event.does === 'mount')
    return chain.some(({ ref }) => each(ref).some((r) => r.is === 'scope' || r.is === 'function' || r.is === 'control'));
  return chain.length > 0;
}
