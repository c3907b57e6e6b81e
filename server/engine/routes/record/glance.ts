/** First looks at calls, for the many that have nothing to do with routes: what can be told without noting anything. */
import type { Func, Instr } from '../../../ir/types';
import type { ArgumentValue } from '../../summary';
import type { Value } from '../../values';
import type { Ref } from '../facts';

/** A first look at a call, for all those that have nothing to do with it. */
export function concernsRoutes(callee: Value, self: Value | undefined, args: readonly ArgumentValue[]): boolean {
  for (const node of callee.paths) {
    if (node.symbolic || node.routes) return true;
  }
  if (callee.functions.length > 0) return true;
  if (self?.paths.some((p) => p.step.step === 'instance')) return true;
  return args.some((a) => a.value.functions.length > 0) || handsAllOn(args);
}

/** As many inputs as a handler has are handed on as they came. */
export function handsAllOn(args: readonly ArgumentValue[]): boolean {
  return args.length >= 3 && args.filter((a) => isInput(a.value)).length >= 3;
}
export function isInput(value: Value): boolean {
  return value.paths.some((p) => p.symbolic && !p.parent);
}

/** The reference to it may be a parameter as it came, or what calls of one have given back. */
export function mayBeParameter({ value, spread }: ArgumentValue): boolean {
  if (spread || value.functions.some((fn) => fn.kind === 'function')) return false;
  return value.paths.some((p) => p.symbolic && (!p.parent || p.step.step === 'call') && p.root.text.startsWith('$'));
}

/** What can stand where handlers stand. */
export function mayRun(ref: Ref): boolean {
  if (ref.is === 'any') return ref.of.some(mayRun);
  if (ref.is === 'list') return ref.items.every(mayRun);
  return (
    ref.is === 'function' ||
    ref.is === 'scope' ||
    ref.is === 'control' ||
    ref.is === 'input' ||
    ref.is === 'unknown' ||
    ref.is === 'nothing'
  );
}

/** Which of the function's calls it is. */
export function ordinal(func: Func, instr: Instr): number {
  let n = 0;
  for (const block of func.blocks) {
    for (const i of block.instrs) {
      if (i === instr) return n;
      if (i.op === 'call') n++;
    }
  }
  return n;
}

/** A status code, where it can only be that. */
export function statusOf(value: Value): number | undefined {
  const only = value.consts?.length === 1 ? Number(value.consts[0]) : Number.NaN;
  return Number.isInteger(only) && only >= 100 && only < 600 ? only : undefined;
}
