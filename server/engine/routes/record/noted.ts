/** All that was noted of a function, in the order of the text, with what it imports and what it gives back. */
import type { Instr, Terminator } from '../../../ir/types';
import type { RouteEvent } from '../facts';
import { markOf } from './marked';
import type { Reading } from './reading';
import { givesOf, madeAt } from './returning';
import { settingsOf } from './settingFacts';

export function noted(
  reading: Reading,
  by: ReadonlyMap<Instr | Terminator, readonly RouteEvent[]>,
  /** Ends that give back what goes on. */
  goingOn: ReadonlySet<Terminator>,
  isJudged: boolean,
): readonly RouteEvent[] {
  const { frame, names } = reading;
  const { func } = frame;
  const events: RouteEvent[] = [];
  const loads = new Set<string>();
  const mark = markOf(func, names.files);
  if (mark !== undefined) events.push({ event: 'mark', text: mark, site: frame.site(func.nameAt), block: 0 });
  func.blocks.forEach((block, b) => {
    for (const instr of block.instrs) {
      if (instr.op === 'import' && !loads.has(instr.module)) {
        loads.add(instr.module);
        events.push({ event: 'load', module: instr.module, site: frame.site(instr.at), block: b });
      }
      events.push(...(by.get(instr) ?? []));
    }
    events.push(...(by.get(block.end) ?? []));
    if (isJudged && names.goesByReturn && block.end.op === 'return' && !frame.stops.has(b)) {
      const site = frame.site(block.end.at);
      const made = { site: frame.site(madeAt(func, block.end)) };
      const text = block.end.from < 0 ? '' : reading.shownAt(made.site);
      const gives = goingOn.has(block.end) ? 'on' : givesOf(func, block.end);
      events.push({ event: 'return', gives, text, made, site, block: b });
    }
  });
  if (func.index === 0) events.push(...settingsOf(frame));
  return events;
}
