/**
 * Where a program takes somebody's word for what it ought to know itself: conditions that ask a value whose name speaks of
 * rights, and fields whose name says that the program knows what belongs there.
 */
import type { Block, Instr, Reg } from '../ir/types';
import type { Frame } from './frame';
import type { ArgumentValue } from './summary';
import type { Site, Value } from './values';

/** Instructions looked through for the one that made a register, and parts of a condition looked into. */
const MAX_BACK = 8;
const MAX_DEPTH = 3;
const EQUALITY: ReadonlySet<string> = new Set(['==', '===', '!=', '!==']);

/** The branch at the end of a block asks such a value. */
export function decidesBy(frame: Frame, { instrs, end }: Block): void {
  if (end.op !== 'branch') return;
  const by = madeBy(instrs, end.cond);
  if (by) look(frame, instrs, by, 0);
}

/** A variable with such a name is set: to what a comparison says, or to the value itself. */
export function variableSet(frame: Frame, instrs: readonly Instr[], { var: variable, from, at }: Extract<Instr, { op: 'set' }>): void {
  const { claims } = frame.env.names;
  const { name } = frame.func.vars[variable];
  if (!claims.tells(name)) return;
  const by = madeBy(instrs, from);
  if (by && (by.op === 'binary' || (by.op === 'call' && comparedIn(frame, by)))) {
    if (claims.decides(name)) look(frame, instrs, by, 0);
    return;
  }
  const value = frame.regs[from];
  if (value.taints.length > 0) frame.reach('claimed-variable', value.taints, frame.site(at), name, value, false);
}

/** The value as the field of that name holds it; what the name asks of it is asked. */
export function namedField(frame: Frame, name: string, value: Value, site: Site): Value {
  const kept = frame.named(value, name, undefined, site);
  if (kept.taints.length > 0 && frame.env.names.isSecret(name)) frame.reach('secret-value', kept.taints, site, name, kept, false);
  fieldSet(frame, name, kept, site);
  return kept;
}

function fieldSet(frame: Frame, name: string, value: Value, site: Site): void {
  if (value.taints.length > 0 && frame.env.names.claims.isKnown(name)) frame.reach('claimed-field', value.taints, site, name, value, false);
}

/** Arguments that are handed over by such a name, and the only one of a call that sets such a field. */
export function argumentsSet(frame: Frame, callee: string | undefined, args: readonly ArgumentValue[]): void {
  for (const { name, value, site } of args) if (name !== undefined) fieldSet(frame, name, value, site);
  if (args.length !== 1 || callee === undefined) return;
  const field = frame.env.names.claims.fieldOf(callee);
  if (field !== undefined) fieldSet(frame, field, args[0].value, args[0].site);
}

function look(frame: Frame, instrs: readonly Instr[], instr: Instr, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (instr.op === 'unary') {
    const by = madeBy(instrs, instr.from);
    if (by) look(frame, instrs, by, depth + 1);
    return;
  }
  if (instr.op === 'binary') {
    if (EQUALITY.has(instr.operator)) compare(frame, instrs, instr, instr.left, instr.right);
    else if (instr.operator === 'in') lookUp(frame, instrs, instr, instr.right, instr.left);
    return;
  }
  if (instr.op === 'call') {
    // Where somebody comes from is looked up in a list.
    if (instr.args.length > 0 && means(frame, instr, 'member')) {
      lookUp(frame, instrs, instr, instr.this, instr.args[0].value);
      return;
    }
    const sides = comparedIn(frame, instr);
    if (sides) {
      compare(frame, instrs, instr, sides[0], sides[1]);
      return;
    }
  }
  if ('to' in instr) ask(frame, instrs, instr.to, instr.at, false, depth);
}

/** The two values that a call compares. */
function comparedIn(frame: Frame, instr: Extract<Instr, { op: 'call' }>): readonly [Reg, Reg] | undefined {
  const { this: self, args } = instr;
  return self >= 0 && args.length > 0 && means(frame, instr, 'same-text') ? [self, args[0].value] : undefined;
}

function means(frame: Frame, { callee }: Extract<Instr, { op: 'call' }>, what: 'same-text' | 'member'): boolean {
  return frame.regs[callee].paths.some((p) => p.calleeFacts.meanings.some((m) => m === what));
}

/** One of them is compared with what stands in the text. */
function compare(frame: Frame, instrs: readonly Instr[], { at }: Instr, left: Reg, right: Reg): void {
  if (isSaid(frame.regs[right])) ask(frame, instrs, left, at, true, 0);
  else if (isSaid(frame.regs[left])) ask(frame, instrs, right, at, true, 0);
}

/** One is looked for in many: what is asked may be either. */
function lookUp(frame: Frame, instrs: readonly Instr[], { at }: Instr, many: Reg, one: Reg): void {
  if (!isSaid(frame.regs[one])) ask(frame, instrs, one, at, true, 0);
  else if (many >= 0) ask(frame, instrs, many, at, true, 0);
}

/** A constant that says something: whether there is anything at all is another question. */
function isSaid({ consts, taints }: Value): boolean {
  return taints.length === 0 && consts !== undefined && consts.length > 0 && consts.every((c) => c !== undefined && c !== null && c !== '');
}

/** `isCompared`: with something; that there is an address at all decides nothing. */
function ask(frame: Frame, instrs: readonly Instr[], reg: Reg, at: Instr['at'], isCompared: boolean, depth: number): void {
  const value = frame.regs[reg];
  if (value.taints.length === 0) return;
  const by = madeBy(instrs, reg);
  const name = by && nameOf(frame, by);
  const { claims } = frame.env.names;
  const kind =
    name === undefined
      ? undefined
      : claims.decides(name)
        ? 'decision'
        : isCompared && claims.decidesByPlace(name)
          ? 'place-decision'
          : undefined;
  if (kind) {
    frame.reach(kind, value.taints, frame.site(at), frame.textAt(at), value, false);
    return;
  }
  // What is made of it: a number, a truth value, text in lower case.
  if (by?.op !== 'call' || depth >= MAX_DEPTH) return;
  const [first] = by.args;
  if (first && frame.regs[first.value].taints.length > 0) ask(frame, instrs, first.value, at, isCompared, depth + 1);
  else if (by.this >= 0) ask(frame, instrs, by.this, at, isCompared, depth + 1);
}

/** What a value is called where it is read: a variable, a field, what is asked for by a constant. */
function nameOf(frame: Frame, instr: Instr): string | undefined {
  switch (instr.op) {
    case 'call': {
      const asked = instr.args.length > 0 ? textOf(frame.regs[instr.args[0].value]) : undefined;
      return asked ?? frame.regNames[instr.callee];
    }
    case 'index':
      return textOf(frame.regs[instr.key]);
    case 'await':
      return frame.regNames[instr.from];
    default:
      return 'to' in instr ? frame.regNames[instr.to] : undefined;
  }
}

function textOf({ consts }: Value): string | undefined {
  const only = consts?.length === 1 ? consts[0] : undefined;
  return typeof only === 'string' ? only : undefined;
}

/** The instruction in the same block that made a register. */
function madeBy(instrs: readonly Instr[], reg: Reg): Instr | undefined {
  for (let i = instrs.length - 1; i >= 0 && i >= instrs.length - MAX_BACK; i--) {
    const instr = instrs[i];
    if ('to' in instr && instr.to === reg) return instr;
  }
  return undefined;
}
