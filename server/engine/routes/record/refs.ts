/** From values of a running function to what facts keep of them. */
import { ELEMENTS, loadField } from '../../access';
import type { Frame } from '../../frame';
import type { PathNode } from '../../paths';
import { type FunctionValue, isRegex, type Site, UNKNOWN, type Value } from '../../values';
import { type Bindings, PROGRAM, type Ref } from '../facts';
import { SOMETHING } from '../patterns';
import { isInput } from './glance';
import { controlsAround, isWrapping, wrappedRef } from './wrapping';

const MAX_DEPTH = 5;
const MAX_ITEMS = 60;
/** References in one argument, all told. */
const MAX_REFS = 250;
interface Budget {
  left: number;
}
const MAX_NAME = 60;
/** Fields in which errors keep the status they end a request with. */
const STATUS_FIELDS = ['status', 'statusCode', 'httpStatus', 'code'] as const;

export function refOf(frame: Frame, value: Value, site: Site | undefined, depth = 0, budget: Budget = { left: MAX_REFS }): Ref {
  if (--budget.left < 0) return { is: 'unknown', name: nameAt(frame, site) };
  const known: Ref[] = [];
  const inputs: Ref[] = [];
  for (const fn of value.functions) {
    if (fn.kind === 'function') known.push({ is: 'function', func: `${fn.file}#${fn.index}`, bound: bindings(frame, fn, depth, budget) });
  }
  let api = false;
  for (const node of value.paths) {
    if (node.isUnknown) continue;
    if (node.symbolic) {
      const input = inputRef(frame, node);
      if (input) inputs.push(input);
      continue;
    }
    const ref = pathRef(frame, node, site);
    if (ref) known.push(ref);
    else api = true;
  }
  const handlers = known.length === 0 ? handlersOf(frame, value) : [];
  const held = heldIn(frame, value, site, depth, budget);
  for (const fn of handlers) known.push({ is: 'function', func: `${fn.file}#${fn.index}`, bound: held && { $this: held } });
  if (held && handlers.length === 0) known.push(held);
  for (const text of textsOf(value)) known.push(text);
  // What is known of an input is what it is.
  const all = known.length > 0 ? known : inputs;
  const controls = controlsAround(value.paths);
  if (controls.length > 0) {
    const rest: Ref = all.length === 1 ? all[0] : all.length > 1 ? { is: 'any', of: all } : { is: 'unknown', name: nameAt(frame, site) };
    return { is: 'list', items: [...controls, rest], complete: true };
  }
  if (all.length === 1) return all[0];
  if (all.length > 1) return { is: 'any', of: all.slice(0, MAX_ITEMS) };
  if (!api && value.consts?.length === 1 && (value.consts[0] === undefined || value.consts[0] === null)) return { is: 'nothing' };
  return { is: 'unknown', name: nameAt(frame, site) };
}

/** Methods by which an object is a handler itself. */
function handlersOf(frame: Frame, value: Value): readonly FunctionValue[] {
  const names = frame.env.paths.catalog.routes.handlerMethods;
  if (names.size === 0 || (value.classes.length === 0 && !value.objects.some((id) => frame.state.object(id)?.class))) return [];
  return [...names].flatMap((name) => loadField(frame, value, name, undefined, undefined).functions.filter((fn) => fn.kind === 'function'));
}

function nameAt(frame: Frame, site: Site | undefined): string {
  if (!site || site.file !== frame.module.file) return '';
  return frame.routes.text.at(site.at, MAX_NAME).replace(/\s+/g, ' ');
}

/** A scope, or what a model says is a control or none. */
function pathRef(frame: Frame, node: PathNode, site: Site | undefined): Ref | undefined {
  const { step, routes } = node;
  if (step.step === 'instance') return isWrapping(step.key) ? wrappedRef(step.key, nameAt(frame, site)) : { is: 'scope', id: step.key };
  if (!routes && step.step === 'member' && node.parent?.routes?.isKeeper) return { is: 'named', name: step.name };
  if (!routes) return undefined;
  const of = routes.alias && (step.step === 'call' ? node.parent?.parent : node.parent);
  if (of && of.step.step === 'instance') return { is: 'scope', id: of.step.key };
  if (routes.isProgram) return { is: 'scope', id: PROGRAM };
  const name = nameAt(frame, site);
  if (routes.passes) return { is: 'control', kinds: [], name, ...(routes.unread.length > 0 ? { unread: routes.unread } : {}) };
  if (routes.controls.length > 0) return { is: 'control', kinds: routes.controls, name };
  if (routes.status !== undefined) return { is: 'error', status: routes.status, name, maybe: false };
  return undefined;
}

/** An input or a field of one. A call that registers returns what it is called on. */
function inputRef(frame: Frame, node: PathNode): Ref | undefined {
  const below: string[] = [];
  for (let n: PathNode = node; ; n = n.parent) {
    if (!n.parent) return { is: 'input', key: n.text, below: below.reverse() };
    const { step } = n;
    if (step.step === 'member') below.push(step.name);
    else if (step.step === 'element') below.push(ELEMENTS);
    else if (step.step === 'call' && n.parent.step.step === 'member') {
      const { registers, aliases } = frame.env.paths.catalog.routes;
      if (!(registers.has(n.parent.step.name) || aliases.has(n.parent.step.name)) || !n.parent.parent) return undefined;
      n = n.parent;
    } else return undefined;
    if (!n.parent) return undefined;
  }
}

/** Variables that a function takes along, as they are now. */
function bindings(frame: Frame, fn: FunctionValue, depth: number, budget: Budget): Bindings | undefined {
  if (depth >= MAX_DEPTH) return undefined;
  const out: Record<string, Ref> = {};
  const add = (key: string, value: Value): void => {
    if (key in out) return;
    const ref = refOf(frame, value, undefined, depth + 1, budget);
    if (ref.is !== 'unknown' && ref.is !== 'nothing') out[key] = ref;
  };
  for (const [key, value] of fn.bound ?? []) add(key, value);
  // Of its receiver, only what is not told by its class.
  if (fn.self && (fn.self.objects.length > 0 || fn.self.fields || isInput(fn.self))) add('$this', fn.self);
  for (const { func, var: variable } of frame.env.functionInfo(fn.file, fn.index)?.free ?? []) {
    if (func === 0) continue;
    if (fn.file !== frame.module.file || func !== frame.func.index) continue;
    add(frame.captureKey(fn.file, func, variable), frame.ownInput(fn.file, func, variable) ?? UNKNOWN);
  }
  return Object.keys(out).length > 0 ? out : undefined;
}

/** The elements of a list, the fields of an object, an error with its status. */
function heldIn(frame: Frame, value: Value, site: Site | undefined, depth: number, budget: Budget): Ref | undefined {
  if (value.objects.length === 0 && !value.fields) return undefined;
  const status = statusOf(frame, value);
  if (status !== undefined) {
    const name = nameAt(frame, site);
    const maybe = value.consts ? value.consts.some((c) => c === undefined || c === null) : /\?|&&|\|\|/.test(name);
    return { is: 'error', status, name, maybe };
  }
  if (depth >= MAX_DEPTH) return undefined;
  const fields = new Map<string, Value>();
  let complete = true;
  for (const id of value.objects) {
    const object = frame.state.object(id);
    complete &&= object?.complete === true;
    for (const [name, field] of object?.fields ?? []) if (!fields.has(name)) fields.set(name, field);
  }
  if (value.fields) {
    complete &&= value.complete;
    for (const [name, field] of value.fields) if (!fields.has(name)) fields.set(name, field);
  }
  if (fields.has(ELEMENTS) || fields.has('0')) {
    const items: Ref[] = [];
    for (let i = 0; i < MAX_ITEMS; i++) {
      const item = fields.get(String(i));
      if (!item) break;
      items.push(refOf(frame, item, undefined, depth + 1, budget));
    }
    const others = fields.get(ELEMENTS);
    if (!complete && others) {
      const rest = refOf(frame, others, undefined, depth + 1, budget);
      if (items.length === 0) items.push(rest);
    }
    return { is: 'list', items, complete };
  }
  const kept: Record<string, Ref> = {};
  for (const [name, field] of [...fields].slice(0, MAX_ITEMS)) {
    const ref = refOf(frame, field, undefined, depth + 1, budget);
    if (ref.is !== 'unknown' && ref.is !== 'nothing') kept[name] = ref;
  }
  return Object.keys(kept).length > 0 ? { is: 'object', fields: kept } : undefined;
}

/** The status an object carries as an error, whatever made it. */
function statusOf(frame: Frame, value: Value): number | undefined {
  for (const name of STATUS_FIELDS) {
    const held = [...value.objects.map((id) => frame.state.object(id)?.fields.get(name)), value.fields?.get(name)];
    for (const own of held) {
      const status = own?.consts?.length === 1 ? Number(own.consts[0]) : Number.NaN;
      if (Number.isInteger(status) && status >= 400 && status < 600) return status;
    }
  }
  return undefined;
}

function textsOf(value: Value): Ref[] {
  const { consts, shape } = value;
  if (shape?.includes('/')) return [{ is: 'text', texts: [shape.replaceAll('\0', SOMETHING)] }];
  if (!consts || consts.length === 0) return [];
  const texts = consts.filter((c) => typeof c === 'string');
  const out: Ref[] = consts.filter(isRegex).map((r) => ({ is: 'pattern', source: r.regex, flags: r.flags }));
  if (texts.length > 0 && texts.length + out.length === consts.length) out.push({ is: 'text', texts });
  return out;
}
