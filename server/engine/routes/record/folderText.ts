/** A folder as a call names it, beside the file that the call stands in: `join(here, 'routes')`, `${here}/routes`. */
import type { Instr, Reg } from '../../../ir/types';
import type { Place } from '../../catalogState';
import type { Ref } from '../facts';
import { SOMETHING } from '../patterns';
import { regAt } from './marks';
import type { NotedCall, Reading } from './reading';

const MAX_STEPS = 6;

/** What is not known of it may only stand at its beginning. */
export function folderAt(reading: Reading, { instr }: NotedCall, place: Place): Ref | undefined {
  let reg = regAt(instr, [place]);
  for (const step of place.below) {
    const made = reg === undefined ? undefined : madeBy(reading, reg);
    if (step.sub !== 'field' || made?.op !== 'object') return undefined;
    reg = made.props.find((p) => p.key === step.name)?.value;
  }
  const made = reg === undefined ? undefined : madeBy(reading, reg);
  const parts = made?.op === 'concat' ? made.parts : made?.op === 'call' ? made.args.map((a) => a.value) : [];
  const [first, ...rest] = parts;
  if (first === undefined || rest.length === 0 || textOf(reading, first) !== undefined) return undefined;
  const texts = rest.map((part) => textOf(reading, part));
  if (texts.some((text) => text === undefined)) return undefined;
  return {
    is: 'text',
    texts: [
      `${SOMETHING}/${texts
        .join('/')
        .replace(/\/{2,}/g, '/')
        .replace(/^\//, '')}`,
    ],
  };
}

function textOf(reading: Reading, reg: Reg): string | undefined {
  const { consts } = reading.frame.regs[reg];
  return consts?.length === 1 && typeof consts[0] === 'string' ? consts[0] : undefined;
}

/** Through variables that are set once. */
function madeBy(reading: Reading, reg: Reg): Instr | undefined {
  let made = reading.definitions.get(reg);
  for (let i = 0; made?.op === 'get' && i < MAX_STEPS; i++) {
    const variable = made.var;
    const sets = reading.frame.func.blocks.flatMap((b) => b.instrs.filter((x) => x.op === 'set' && x.var === variable));
    const [set] = sets;
    made = sets.length === 1 && set.op === 'set' ? reading.definitions.get(set.from) : undefined;
  }
  return made;
}
