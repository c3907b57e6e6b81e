/** Which registers an instruction or a block's end defines and reads. */
import type { Instr, Reg, Terminator } from './types';

/** The register it defines, or -1. */
export function defines(i: Instr): Reg {
  return 'to' in i ? i.to : -1;
}

/** Registers it reads, as they stand: -1 where the instruction was given none. */
export function reads(i: Instr): readonly Reg[] {
  switch (i.op) {
    case 'const':
    case 'get':
    case 'capture':
    case 'global':
    case 'import':
    case 'this':
    case 'super':
    case 'closure':
    case 'caught':
      return [];
    case 'set':
    case 'setCapture':
    case 'unary':
    case 'cast':
    case 'await':
    case 'yield':
      return [i.from];
    case 'field':
    case 'element':
    case 'key':
      return [i.base];
    case 'setField':
      return [i.base, i.from];
    case 'index':
      return [i.base, i.key];
    case 'setIndex':
      return [i.base, i.key, i.from];
    case 'call':
      return [i.callee, i.this, ...i.args.map((a) => a.value)];
    case 'binary':
      return [i.left, i.right];
    case 'concat':
      return i.parts;
    case 'object':
      return i.props.flatMap((p) => (typeof p.key === 'number' ? [p.key, p.value] : [p.value]));
    case 'array':
      return i.items.map((a) => a.value);
    case 'class':
      return [i.parent, ...i.decorators];
    case 'mix':
      return i.from;
  }
}

/** True when the instruction may be given no register in some place. */
export function mayReadNone(i: Instr): boolean {
  return i.op === 'call' || i.op === 'class' || i.op === 'yield';
}

export function readsOfEnd(end: Terminator): readonly Reg[] {
  if (end.op === 'jump' || (end.op === 'return' && end.from === -1)) return [];
  return [end.op === 'branch' ? end.cond : end.from];
}

/** Blocks that follow a block's end; handlers not among them. */
export function successors(end: Terminator): readonly number[] {
  if (end.op === 'jump') return [end.to];
  return end.op === 'branch' ? [end.then, end.else] : [];
}
