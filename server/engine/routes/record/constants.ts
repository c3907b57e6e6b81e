/** Texts as declarations are written with them: pieces put together, and constants of classes, which nothing changes later. */
import type { Reg } from '../../../ir/types';
import type { Site, Value } from '../../values';
import type { Ref } from '../facts';
import { SOMETHING } from '../patterns';
import type { Definitions } from './definitions';
import type { Reading } from './reading';

const MAX_DEPTH = 8;

export function constantAt(reading: Reading, defs: Definitions, reg: Reg, site: Site, depth = 0): Ref {
  const plain = (): Ref => reading.ref(reading.frame.regs[reg], site);
  const instr = depth < MAX_DEPTH ? defs.of(reg) : undefined;
  switch (instr?.op) {
    case 'field': {
      const held = heldBy(reading, instr.base, instr.name);
      const ref = held && reading.ref(held, undefined);
      return ref && ref.is !== 'unknown' ? ref : plain();
    }
    case 'array':
      return {
        is: 'list',
        items: instr.items.map((item) => constantAt(reading, defs, item.value, site, depth + 1)),
        complete: !instr.items.some((item) => item.spread),
      };
    case 'binary':
    case 'concat': {
      if (instr.op === 'binary' && instr.operator !== '+') return plain();
      const parts = instr.op === 'binary' ? [instr.left, instr.right] : instr.parts;
      const texts = parts.map((part) => constantAt(reading, defs, part, site, depth + 1)).map(textOf);
      return texts.every((t) => t === SOMETHING) ? plain() : { is: 'text', texts: [texts.join('')] };
    }
    default:
      return plain();
  }
}

function textOf(ref: Ref): string {
  return ref.is === 'text' && ref.texts.length === 1 ? ref.texts[0] : SOMETHING;
}

/** What a field of a class is set to where it is declared. */
function heldBy(reading: Reading, base: Reg, name: string): Value | undefined {
  const { env, regs } = reading.frame;
  for (const fn of regs[base].functions) {
    const held = fn.kind === 'class' ? env.classField(fn, `static ${name}`) : undefined;
    if (held) return held;
  }
  return undefined;
}
