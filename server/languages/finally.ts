/**
 * What has to be passed on every way out of a statement. The finally body is lowered once for every way out (the end of the
 * try, a raise, a return, each break), so that what is known on one way does not mix with another.
 */
import type { At } from '../ir/types';
import type { FinallyTarget } from './jumps';
import type { Lowering } from './lowering';

/** A `finally` inside so many others is lowered once, for the normal way and the raise together. */
const COPY_DEPTH = 2;

type Context = Pick<Lowering<never>, 'fn' | 'b' | 'at' | 'temporary' | 'set' | 'setHandler' | 'blockUnder' | 'copies'>;

export interface FinallyParts {
  /** Place of the finally body. */
  readonly at: At;
  /** Lowers what is tried, with its handlers. */
  readonly body: () => void;
  /** Lowers the finally body; called several times. */
  readonly finalizer: () => void;
}

export function leaveThroughFinally(c: Context, n: number, parts: FinallyParts): void {
  const outer = c.fn.handler;
  const after = c.b.block();
  const thrown = c.b.block();
  const target: FinallyTarget = { kind: 'finally', handler: outer, exits: new Map(), returned: -1 };

  c.setHandler(thrown);
  const inside = c.b.block();
  c.b.jump(c.at(n), inside);
  c.b.enter(inside);
  c.b.constant(c.at(n), undefined);
  c.fn.jumps.push(target);
  parts.body();
  c.fn.jumps.pop();
  const endsNormally = !c.b.ended;
  const normal = c.blockUnder(outer);
  if (endsNormally) c.b.jump(endOf(c.at(n)), normal);
  c.setHandler(outer);

  const known = c.copies;
  c.copies ??= { functions: new Map() };
  c.fn.finalizers++;
  const once = c.fn.finalizers > COPY_DEPTH;

  c.b.enter(thrown);
  const { at } = parts;
  const error = c.b.caught(at);
  const pending = once ? c.temporary(at) : -1;
  if (once) {
    // One body for every way out; it may lead anywhere they lead.
    c.set(at, pending, error);
    c.b.jump(at, normal);
  } else {
    parts.finalizer();
    if (!c.b.ended) c.b.throw(at, error);
  }
  for (const { block: entry, leave } of target.exits.values()) {
    c.b.enter(entry);
    if (once) {
      c.b.jump(at, normal);
      continue;
    }
    parts.finalizer();
    if (!c.b.ended) leave();
  }
  c.b.enter(normal);
  parts.finalizer();
  if (once && !c.b.ended) {
    for (const { leave } of target.exits.values()) {
      const out = c.b.block();
      const next = c.b.block();
      c.b.branch(at, c.b.get(at, pending), out, next);
      c.b.enter(out);
      leave();
      c.b.enter(next);
    }
    const rethrow = c.b.block();
    c.b.branch(at, c.b.get(at, pending), rethrow, after);
    c.b.enter(rethrow);
    c.b.throw(at, c.b.get(at, pending));
  }
  if (!c.b.ended) c.b.jump(endOf(c.at(n)), after);
  c.fn.finalizers--;
  c.copies = known;
  c.b.enter(after);
}

function endOf({ end }: At): At {
  return { start: end, end };
}
