/** What decorators put before a method: each is called with the method, or with what the one below it has made of it. */
import type { ControlKind } from '../../kinds';
import { UNKNOWN } from '../../values';
import type { Ref } from '../facts';
import { wrapping } from '../world';
import { furtherOf } from './further';
import type { Noted, NotedCall, Reading } from './reading';
import { controlsAround } from './wrapping';

const MAX_DECORATORS = 12;

/** `maker` is the call that has made what is called. */
export function behindOf(reading: Reading, c: NotedCall, maker: () => NotedCall | undefined): Noted | undefined {
  if (reading.names.makerRegisters.size === 0 || c.args.length !== 1 || c.args[0].name !== undefined) return undefined;
  const func = methodAt(reading, c);
  const further = func === undefined ? undefined : c.callee.paths.find((p) => !p.symbolic && p.routes?.further)?.routes?.further;
  const made = further && maker();
  if (further && made && func !== undefined) return furtherOf(reading, made, further, func);
  const of = func === undefined ? [] : standing(reading, c);
  return of.length === 0 ? undefined : { event: 'behind', func: `${reading.frame.module.file}#${func}`, of };
}

/** The method that is decorated in the end. */
function methodAt(reading: Reading, { instr }: NotedCall): number | undefined {
  const { functions } = reading.frame.module;
  let reg = instr.args[0].value;
  for (let i = 0; i < MAX_DECORATORS; i++) {
    const made = reading.definitions.get(reg);
    if (made?.op === 'closure') return functions[made.func].class >= 0 ? made.func : undefined;
    if (made?.op !== 'call' || made.args.length !== 1) return undefined;
    reg = made.args[0].value;
  }
  return undefined;
}

function standing(reading: Reading, c: NotedCall): readonly Ref[] {
  const name = reading.shownAt(c.site);
  const known = c.callee.paths.filter((p) => !p.symbolic && p.routes !== undefined);
  const kinds = new Set<ControlKind>(known.flatMap((p) => p.routes?.wrapper ?? []));
  if (kinds.size > 0) return [{ is: 'control', kinds: [...kinds], name }];
  const told = controlsAround(c.callee.paths);
  if (told.length > 0) return told;
  const functions = c.callee.functions.filter((fn) => fn.kind === 'function');
  if (functions.length > 0) return functions.map((fn) => wrapping(reading.ref({ ...UNKNOWN, functions: [fn] })));
  if (known.length > 0 || c.callee.paths.some((p) => p.symbolic || p.calleeFacts.known)) return [];
  return [{ is: 'unknown', name }];
}
