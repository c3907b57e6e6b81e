/** `break`, `continue` and `return` on their way out, through any `finally` in between. */
import type { At, Var } from '../ir/types';
import type { Lowering } from './lowering';

type Context = Pick<Lowering<never>, 'fn' | 'b' | 'temporary' | 'set' | 'blockUnder' | 'broken'>;

export interface BreakTarget {
  /** Only loops are continued; a labelled block is left by its label alone. */
  readonly kind: 'loop' | 'switch' | 'block';
  readonly labels: readonly string[];
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

/** Goes to where `break` or `continue` goes; with a label, to the statement that has it. */
export function jumpOut(c: Context, at: At, way: 'break' | 'continue', label?: string): void {
  const { jumps } = c.fn;
  for (let i = jumps.length - 1; i >= 0; i--) {
    const target = jumps[i];
    if (target.kind === 'finally') {
      leaveThrough(c, at, target, label === undefined ? way : `${way} ${label}`, () => jumpOut(c, at, way, label));
      return;
    }
    if (label === undefined ? target.kind === 'block' || (way === 'continue' && target.kind === 'switch') : !target.labels.includes(label))
      continue;
    c.b.jump(at, way === 'break' ? target.breakTo : target.continueTo);
    return;
  }
  // A jump to nowhere is a syntax error in the text; what follows it is still dead.
  c.broken = true;
  c.b.return(at, -1);
}

function leaveThrough(c: Context, at: At, target: FinallyTarget, key: string, leave: () => void): void {
  let exit = target.exits.get(key);
  if (exit === undefined) {
    exit = { block: c.blockUnder(target.handler), leave };
    target.exits.set(key, exit);
  }
  c.b.jump(at, exit.block);
}
