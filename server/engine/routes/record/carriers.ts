/** Where the code of a handler, or of what stands before it, takes who asks from a cookie or a session. */
import type { Span } from '../../../base/span';
import type { At } from '../../../ir/types';
import type { Frame } from '../../frame';
import type { SignEvent } from './signs';

/** Characters of a function that are looked at. */
const MAX_CODE = 8000;

/** Only asked of functions that do something to requests. */
export function carriersOf(frame: Frame): readonly SignEvent[] {
  const { func, module, env } = frame;
  if (func.index === 0) return [];
  const code = module.text.slice(func.at.start, Math.min(func.at.end, func.at.start + MAX_CODE));
  const { actions } = env.names;
  const at = actions.carrierIn(code);
  const events: SignEvent[] = [];
  if (at) {
    const site = frame.site(nearest(frame, { start: func.at.start + at.start, end: func.at.start + at.end }));
    events.push({ event: 'carrier', around: { site: frame.site(func.at) }, site, block: 0 });
  }
  if (actions.speaksOfForgery(code))
    events.push({ event: 'sign', kind: 'forgery-words', says: 'on', site: frame.site(func.nameAt), block: 0 });
  if (actions.speaksOfHeaders(code))
    events.push({ event: 'sign', kind: 'header-words', says: 'on', site: frame.site(func.nameAt), block: 0 });
  return events;
}

/** The place of the code that has most of it: only such places move with the text. */
function nearest({ func }: Frame, span: Span): At {
  let best = func.nameAt;
  let most = 0;
  for (const block of func.blocks) {
    for (const { at } of block.instrs) {
      // What is only there by the way, like the whole of a call that it is given to, counts against it.
      const inside = Math.min(at.end, span.end) - Math.max(at.start, span.start);
      const score = inside - (at.end - at.start - inside) / 2;
      if (inside > 0 && score > most) {
        best = at;
        most = score;
      }
    }
  }
  return best;
}
