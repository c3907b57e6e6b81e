/** What calls that answer a request say of how it ends. */
import type { Ref } from '../facts';
import type { Definitions } from './definitions';
import type { Noted, NotedCall, Reading } from './reading';

export interface Answering {
  readonly status: number;
  readonly ends: boolean;
  readonly redirect: boolean;
  readonly from: Ref | undefined;
  /** An error that it is given ends the request. */
  readonly fails: boolean;
  /** It is only made here, and counts where it is given back. */
  readonly given: boolean;
}

/** Nothing special. */
export const PLAINLY: Answering = { status: 0, ends: false, redirect: false, from: undefined, fails: false, given: false };

export function answerOf(
  reading: Reading,
  defs: Definitions,
  c: NotedCall,
  { status, ends, redirect, from, fails, given }: Answering,
): Noted {
  const texts = reading.textsOf(c, redirect).slice(0, 4);
  const error = fails && status === 0 ? errorIn(reading, defs, c) : undefined;
  return {
    event: 'answer',
    on: reading.ref(c.self),
    status: error ?? status,
    from,
    ends,
    redirect,
    texts: texts.map((t) => t.slice(0, 80)),
    ...(error === undefined ? {} : { fails: true as const }),
    ...(given ? { given } : {}),
  };
}

/** What has failed is what finds out who asks. */
function isUnverified({ frame }: Reading): boolean {
  return frame.func.blocks.some(
    (block) =>
      block.catch === frame.block &&
      block.instrs.some(
        (i) => i.op === 'call' && frame.regs[i.callee]?.paths.some((p) => !p.symbolic && p.routes?.checks.includes('authentication')),
      ),
  );
}

/** The status of an error that is given, 0 where it is not known; undefined where it is none. */
function errorIn(reading: Reading, defs: Definitions, c: NotedCall): number | undefined {
  const [arg] = c.args;
  const [given] = c.instr.args;
  if (!arg || !given) return undefined;
  const ref = reading.ref(arg.value, arg.site);
  if (ref.is === 'error') return ref.status;
  const made = defs.of(given.value);
  if (made?.op === 'caught') return isUnverified(reading) ? 401 : 0;
  return made?.op === 'call' && made.kind === 'new' && /Error$/.test(defs.nameOf(made) ?? '')
    ? reading.frame.env.names.controls.statusByName(reading.shownAt(arg.site))
    : undefined;
}
