/** Which types of the program a call fills with what a request sends, or sends whole: told by models, and by functions that do so with a parameter. */
import type { Frame } from '../../frame';
import { elementsOf, filterHolds } from '../../places';
import type { Value } from '../../values';
import type { RouteFacts, TypeName } from '../facts';
import type { Noted, NotedCall, Reading } from './reading';

export type Body = NonNullable<RouteFacts['bodies']>[number];

/** Types of what is sent in one call. */
const MAX_TYPES = 6;

/** True when something was noted. */
export function noteBodies(reading: Reading, c: NotedCall, note: (event: Noted) => void): boolean {
  let isAny = false;
  const take = (does: Body['does'], value: Value, used: Body['used']): void => {
    const of = typesIn(reading.frame, value, does === 'send');
    if (of.length > 0) note({ event: 'body', does, name: c.name, of, used });
    isAny ||= of.length > 0;
    for (const { symbolic, parent, root } of value.paths) {
      const param = symbolic && !parent && /^\$\d+$/.test(root.text) ? Number(root.text.slice(1)) : -1;
      if (param >= 0 && !reading.bodies.some((b) => b.does === does && b.param === param)) reading.bodies.push({ does, param, used });
    }
  };
  for (const node of c.callee.paths) {
    for (const { does, at } of node.symbolic ? [] : (node.routes?.bodies ?? [])) {
      if (!at.filters.every((f) => filterHolds(reading.frame, c.args, f))) continue;
      for (const { value } of reading.at(c, at)) take(does, value, reading.usedFor(c));
    }
  }
  for (const fn of c.callee.functions) {
    if (fn.kind !== 'function') continue;
    for (const { does, param, used } of reading.frame.env.summary(fn.file, fn.index).routes?.bodies ?? []) {
      const given = c.args[param];
      if (given && !given.spread && given.name === undefined) take(does, given.value, used);
    }
  }
  return isAny;
}

/** What it is an instance of, or what the list, or the fields of the object, are that it is. */
function typesIn(frame: Frame, value: Value, isDeep: boolean): readonly TypeName[] {
  const out = new Map<string, TypeName>();
  const add = (file: string, index: number): void => {
    const name = frame.env.classRecord(file, index)?.name.replace(/\.methods$/, '');
    if (name && out.size < MAX_TYPES) out.set(`${file} ${name}`, { file, name });
  };
  const look = (one: Value, depth: number): void => {
    for (const cls of one.classes) if (cls.kind === 'class') add(cls.file, cls.index);
    let isTyped = one.classes.length > 0;
    for (const id of one.objects) {
      const cls = frame.state.object(id)?.class;
      if (cls) add(cls.file, cls.index);
      isTyped ||= cls !== undefined;
    }
    if (depth === 0 || isTyped) return;
    for (const element of elementsOf(frame, one)) look(element, depth - 1);
    if (!isDeep) return;
    for (const id of one.objects) for (const field of frame.state.object(id)?.fields.values() ?? []) look(field, depth - 1);
    for (const field of one.fields?.values() ?? []) look(field, depth - 1);
  };
  look(value, 2);
  return [...out.values()];
}
