/** `break`, `continue` and `return` on their way out, through any `finally` in between. */
import type { At, Var } from '../../ir/types';
import type { Context } from './context';

export interface BreakTarget {
  readonly kind: 'loop';
  readonly breakTo: number;
  readonly continueTo: number;
}
/** A `finally` that everything leaving the `try` has to pass. */
export interface FinallyTarget {
  readonly kind: 'finally';
  /** The handler in force outside the `try`. */
  readonly handler: number | undefined;
  /** Ways out taken so far: the block that starts the copy of the finally body, and where to go on after it. */
  readonly exits: Map<string, { readonly block: number; readonly leave: () => void }>;
  /** Holds the value on its way to the caller. */
  returned: Var;
}
export type JumpTarget = BreakTarget | FinallyTarget;

/** Goes to where `return` goes. `from` -1: returns nothing. */
export function returnValue(c: Context, at: At, from: number): void {
  const { jumps } = c.fn;
  for (let i = jumps.length - 1; i >= 0; i--) {
    const target = jumps[i];
    if (target.kind !== 'finally') continue;
    if (from >= 0) {
      if (target.returned < 0) target.returned = c.temporary(at);
      c.set(at, target.returned, from);
    }
    const key = from >= 0 ? 'return value' : 'return';
    const leave = () => returnValue(c, at, from >= 0 ? c.b.get(at, target.returned) : -1);
    leaveThrough(c, at, target, key, leave);
    return;
  }
  c.b.return(at, from);
}

/** Goes to where `break` or `continue` goes. */
export function jumpOut(c: Context, at: At, way: 'break' | 'continue'): void {
  const target = c.fn.jumps.at(-1);
  if (target?.kind === 'finally') leaveThrough(c, at, target, way, () => jumpOut(c, at, way));
  else if (target !== undefined) c.b.jump(at, way === 'break' ? target.breakTo : target.continueTo);
  else {
    // A jump to nowhere is a syntax error in the text; what follows it is still dead.
    c.broken = true;
    c.b.return(at, -1);
  }
}

function leaveThrough(c: Context, at: At, target: FinallyTarget, key: string, leave: () => void): void {
  let exit = target.exits.get(key);
  if (exit === undefined) {
    exit = { block: c.blockUnder(target.handler), leave };
    target.exits.set(key, exit);
  }
  c.b.jump(at, exit.block);
}
