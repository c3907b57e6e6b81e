/** What calls make that routes are registered on, or that stands where handlers stand; and what a function returns. */
import type { Terminator } from '../../../ir/types';
import { loadField } from '../../access';
import type { ArgumentValue } from '../../summary';
import { type FunctionValue, UNKNOWN, type Value } from '../../values';
import { OUTSIDE, PLAIN, type Ref } from '../facts';
import type { CompiledChain, RouteState } from '../model/compile';
import { isPath, wrapping } from '../world';
import { isInput } from './glance';
import { groupOf } from './groups';
import type { Noted, NotedCall, Reading } from './reading';
import { methodsAt, placed } from './registering';

interface Making {
  readonly events: readonly Noted[];
  /** The call's result, told apart by where it is made. */
  readonly value: Value;
  readonly chain: Ref | undefined;
}

export function making(reading: Reading, c: NotedCall, routes: RouteState, result: Value): Making {
  const key = reading.key(c.instr);
  const events: Noted[] = [];
  let value = result;
  let chain: Ref | undefined;
  const mark = (): void => {
    // Of what gives back nothing of what it got, nothing else is known.
    const base = value.paths.length > 0 ? value.paths : c.callee.paths.filter((p) => !p.symbolic);
    value = { ...value, paths: base.map((p) => (p.symbolic ? p : p.instance(key))) };
  };
  if (routes.makes.includes('route')) {
    const path = reading.ref(c.args[0]?.value ?? UNKNOWN, c.args[0]?.site);
    // What it is told first may be a method or a host instead.
    const isOther = routes.narrows.length > 0 || (path.is === 'text' && !isPath(path));
    events.push({ event: 'make-route', id: key, on: reading.ref(c.self), path: isOther ? undefined : path });
    mark();
  } else if (routes.makes.length > 0) {
    events.push({
      event: 'make',
      id: key,
      role: routes.makes.includes('application') ? 'application' : 'router',
      framework: routes.makesOf ?? '',
    });
    mark();
  }
  const [group] = routes.groups;
  if (group) {
    events.push(...groupOf(reading, c, group, false));
    // What it is made of is a handler, and the new router another.
    if (group.alone) value = { ...UNKNOWN, paths: [reading.frame.env.paths.ofTypes(group.types).instance(key)] };
    else mark();
  }
  const links = chainOf(reading, c, routes);
  if (links) {
    chain = { is: 'list', items: links, complete: true };
    events.push({ event: 'wrap', id: key, of: links });
    const paths = value.paths.filter((p) => !p.symbolic && !p.isUnknown);
    const base = paths.length > 0 ? paths : c.callee.paths.filter((p) => !p.symbolic);
    value = {
      ...UNKNOWN,
      taints: result.taints,
      paths: base.map((p) => (p.parent && p.step.step === 'instance' ? p.parent : p).instance(key)),
    };
  }
  for (const place of routes.narrows) {
    const on: Ref = routes.makes.length > 0 ? { is: 'scope', id: key } : reading.ref(c.self);
    events.push({ event: 'narrow', on, methods: methodsAt(reading, c, [place]) ?? ['?'] });
  }
  return { events, value, chain };
}

/** One path of something that nobody knows, by the name of the call. */
export function madeByName(
  reading: Reading,
  c: NotedCall,
  types: readonly string[],
  result: Value,
): { readonly event: Noted; readonly value: Value } | undefined {
  const path = reading.ref(c.args[0].value, c.args[0].site);
  if (!isPath(path)) return undefined;
  const key = reading.key(c.instr);
  const event: Noted = { event: 'make-route', id: key, on: reading.ref(c.self), path };
  const paths = [...result.paths, reading.frame.env.paths.ofTypes(types).instance(key)];
  return { event, value: { ...result, paths } };
}

/** What is put together to be a handler: by calls that models tell of, or of a control that is called around one. */
function chainOf(reading: Reading, c: NotedCall, routes: RouteState): readonly Ref[] | undefined {
  const { names } = reading;
  const [model] = routes.chains;
  if (model) return linked(reading, c, model);
  if (!names.wraps || (!routes.passes && routes.controls.length === 0)) return undefined;
  const handler = c.args.find(({ value }) => isInput(value) || value.functions.length > 0 || isHandler(reading.ref(value)));
  if (!handler || c.args.filter((a) => isInput(a.value)).length > 1) return undefined;
  return [{ is: 'control', kinds: routes.controls, name: c.name }, reading.ref(handler.value, handler.site)];
}

function linked(reading: Reading, c: NotedCall, { outer, wraps, chain, either, adds }: CompiledChain): readonly Ref[] {
  const enough = placed(reading, c, either).flatMap(({ value, site }) => {
    const ref = reading.ref(value, site);
    return ref.is === 'list' && ref.complete ? ref.items : [ref];
  });
  return [
    ...(enough.length > 0 ? [{ is: 'any', of: enough } as const] : []),
    ...placed(reading, c, outer).map((v) => reading.ref(v.value, v.site)),
    ...(adds.length > 0 ? [{ is: 'control', kinds: adds, name: c.name } as const] : []),
    ...placed(reading, c, wraps).map((v) => wrapping(reading.ref(v.value, v.site))),
    ...placed(reading, c, chain).map((v) => reading.ref(v.value, v.site)),
  ];
}

/** What a function puts around a handler that it is given and gives back. */
export function composing(
  reading: Reading,
  c: NotedCall,
  by: FunctionValue,
  result: Value,
): { readonly event: Noted; readonly key: string; readonly chain: Ref; readonly value: Value } | undefined {
  const isGiven = ({ value }: ArgumentValue): boolean =>
    isInput(value) || value.functions.some((fn) => result.functions.includes(fn)) || isMade(reading.ref(value));
  const given = c.args.find(isGiven);
  const fn = reading.ref({ ...UNKNOWN, functions: [by] });
  if (!given || fn.is !== 'function') return undefined;
  const applied: Ref = { is: 'applied', func: fn.func, bound: fn.bound, args: c.args.map((a) => reading.argument(a)), name: c.name };
  const of = [applied, reading.ref(given.value, given.site)];
  const key = reading.key(c.instr);
  const value = { ...UNKNOWN, taints: result.taints, paths: [reading.frame.env.paths.ofTypes([]).instance(key)] };
  return { event: { event: 'wrap', id: key, of }, key, chain: { is: 'list', items: of, complete: true }, value };
}

/** What a field of the value holds is served, as its type says. */
export function servedBy(reading: Reading, value: Value, type: Value): Noted | undefined {
  const served = type.paths.map((p) => p.routes?.served).find((s) => s !== undefined);
  if (!served) return undefined;
  const { framework, field } = served;
  const handler = reading.ref(loadField(reading.frame, value, field, undefined, undefined));
  const on: Ref = { is: 'scope', id: OUTSIDE };
  const usual = { ...PLAIN, guessed: false, methods: ['*'], path: undefined, key: '' };
  return { event: 'register', framework, does: 'serve', on, ...usual, chain: [handler], names: [field] };
}

/** Also an object that is one by a method of its own. */
function isHandler(ref: Ref): boolean {
  return isMade(ref) || ref.is === 'function' || (ref.is === 'any' && ref.of.some(isHandler));
}

function isMade(ref: Ref): boolean {
  return ref.is === 'scope' || (ref.is === 'any' && ref.of.some(isMade));
}

/** Errors of a status of their own that are named where something is returned: what is returned may only say that there is one. */
export function errorsIn(reading: Reading, end: Terminator): readonly Ref[] {
  const { regs, func, block } = reading.frame;
  return func.blocks[block].instrs.flatMap((instr): readonly Ref[] => {
    if ((instr.op !== 'import' && instr.op !== 'field') || instr.at.start < end.at.start || instr.at.end > end.at.end) return [];
    const status = regs[instr.to].paths.map((p) => p.routes?.status).find((s) => s !== undefined);
    return status === undefined ? [] : [{ is: 'error', status, name: reading.shownAt(reading.frame.site(instr.at)), maybe: false }];
  });
}
