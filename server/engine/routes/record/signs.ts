/** Notes calls that say something of a program as a whole: that a cookie is set, and whether other sites can have it sent along. */
import { loadField } from '../../access';
import type { ObservedCall } from '../../environment';
import type { Frame } from '../../frame';
import { SIGNS, type SignKind } from '../../kinds';
import type { SubStep } from '../../pathLanguage';
import { keywords } from '../../places';
import type { Site, Value } from '../../values';
import type { RouteEvent } from '../facts';

export type SignEvent = Extract<RouteEvent, { event: 'sign' | 'carrier' }>;

export function noteSign(frame: Frame, call: ObservedCall): void {
  const kind = call.kind as SignKind;
  if (call.carried || call.developmentOnly || SIGNS[kind] === undefined) return;
  const name = textOf(valueAt(frame, call, 'name') ?? fieldOf(frame, call, ['key', 'name']));
  const event = { event: 'sign', kind, says: says(frame, call, SIGNS[kind]), ...(name === undefined ? {} : { name }) } as const;
  frame.routes.signs.set(`${kind} ${call.site.at.start}`, { ...event, site: call.site, block: 0 });
}

function says(frame: Frame, call: ObservedCall, attributes: readonly string[]): 'on' | 'off' | 'unknown' {
  const given =
    attributes.map((a) => valueAt(frame, call, a)).find((v) => v !== undefined) ?? fieldOf(frame, call, attributes) ?? undefined;
  if (given) {
    const { consts } = given;
    if (!consts || consts.length === 0) return 'unknown';
    return consts.every((c) => !c || (typeof c === 'string' && c.toLowerCase() === 'none')) ? 'off' : 'on';
  }
  const options = valueAt(frame, call, 'options');
  const holder = options ?? valueAt(frame, call, 'holder');
  if (call.args.some((a) => a.spread) || (holder && !call.isComplete(holder))) return 'unknown';
  const otherwise = attributes.map((a) => call.roles.defaults[a]).find((d) => d !== undefined);
  if (otherwise === undefined || otherwise === false || otherwise === 'apart') return 'off';
  return otherwise === 'lax' || otherwise === 'strict' || otherwise === true ? 'on' : 'unknown';
}

function fieldOf(frame: Frame, call: ObservedCall, names: readonly string[]): Value | undefined {
  const options = valueAt(frame, call, 'options');
  if (!options) return undefined;
  return names.map((name) => known(call.read(options, name))).find((v) => v !== undefined);
}

function valueAt(frame: Frame, call: ObservedCall, role: string): Value | undefined {
  const place = call.roles.roles.get(role);
  if (!place?.selector) return undefined;
  const { selector, below } = place;
  const positional = call.args.filter((a) => a.name === undefined);
  let found: Value | undefined;
  if (selector.select === 'this') found = call.self;
  else if (selector.select === 'index') found = positional[selector.index]?.value;
  else if (selector.select === 'name') found = call.args.find((a) => a.name === selector.name)?.value;
  else if (selector.select === 'names') found = call.args.some((a) => a.name !== undefined) ? keywords(call.args) : undefined;
  for (const step of below) found = found && down(frame, found, step, call.site);
  return known(found);
}

function down(frame: Frame, value: Value, step: SubStep, site: Site): Value | undefined {
  return step.sub === 'field' ? loadField(frame, value, step.name, site, undefined) : value;
}

/** What is known to be absent is not there. */
function known(value: Value | undefined): Value | undefined {
  const isAbsent = value?.consts?.length === 1 && value.consts[0] === undefined && value.paths.length + value.functions.length === 0;
  return isAbsent ? undefined : value;
}

function textOf(value: Value | undefined): string | undefined {
  const only = value?.consts?.length === 1 ? value.consts[0] : undefined;
  return typeof only === 'string' ? only : undefined;
}
