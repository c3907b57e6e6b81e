/** Classes whose methods are handlers, as they are registered: which methods there are, and what stands on the class before them. */
import { loadField } from '../../access';
import type { Frame } from '../../frame';
import type { PathNode } from '../../paths';
import { elementsOf } from '../../places';
import { UNKNOWN as EMPTY, type FunctionValue, type Site, type Value } from '../../values';
import { ACTS, type Ref, type ViewMember } from '../facts';
import { wrapping } from '../world';
import { refOf } from './refs';
import { controlsAround } from './wrapping';

const MAX_PARENTS = 30;

/** The handlers of a class; undefined where it is none that a model knows. */
export function viewOf(frame: Frame, value: Value): Ref | undefined {
  const cls = value.functions.find((fn) => fn.kind === 'class');
  if (!cls) return undefined;
  const { classes, nodes } = above(frame, cls, value);
  const view = nodes.map((n) => n.routes?.view).find((v) => v !== undefined);
  if (!view) return undefined;
  const provided = new Set(nodes.flatMap((n) => n.routes?.provides ?? []));
  const of: ViewMember[] = [];
  for (const [name, { method, path }] of view.members) {
    const own = memberOf(frame, classes, name);
    if (own >= 0 || provided.has(name)) of.push({ method, path, ref: funcRef(frame, classes, name) ?? { is: 'control', kinds: [], name } });
  }
  const ahead: Ref[] = [...controlsAround(value.paths)];
  for (const node of nodes) {
    const kinds = node.routes?.controls ?? [];
    if (kinds.length > 0) ahead.push({ is: 'control', kinds, name: node.text });
  }
  for (const name of view.opaque) if (memberOf(frame, classes, name) >= 0) ahead.push({ is: 'unknown', name });
  const around = ahead.length;
  let isSet = false;
  for (const name of view.controls) {
    const held = fieldOf(frame, classes, name);
    if (!held) continue;
    isSet = true;
    for (const item of elementsOf(frame, held)) ahead.push(controlOf(frame, item, view.judged));
  }
  if (!isSet && view.defaults !== undefined) ahead.push({ is: 'setting', name: view.defaults });
  return { is: 'methods', of, ahead, said: ahead.length - around, line: classes.map((c) => `${c.file}@${c.index}`) };
}

/** A class that says whether a request may go on, by a method of it; or what a model knows of it. */
export function controlOf(frame: Frame, item: Value, judged: readonly string[]): Ref {
  for (const node of item.paths) {
    const { routes } = node;
    if (node.symbolic || !routes) continue;
    if (routes.passes) return { is: 'control', kinds: [], name: '' };
    if (routes.controls.length > 0) return { is: 'control', kinds: routes.controls, name: node.text };
    if (routes.wrapper) return { is: 'control', kinds: routes.wrapper, name: node.text };
  }
  const cls = item.functions.find((fn) => fn.kind === 'class');
  for (const name of cls ? judged : []) {
    const ref = funcRef(frame, above(frame, cls as FunctionValue, item).classes, name);
    if (ref) return ref;
  }
  const ref = refOf(frame, item, undefined);
  return ref.is === 'function' ? wrapping(ref) : ref.is === 'unknown' ? { is: 'unknown', name: 'a control' } : ref;
}

/** What stands before endpoints: a handler, a class or an object that is one by methods of these names, or what a model knows. */
export function actingOf(
  frame: Frame,
  value: Value,
  methods: readonly string[],
  site: Site | undefined,
): { readonly ref: Ref; readonly name: string } {
  const made = value.objects.flatMap((id) => frame.state.object(id)?.class ?? []);
  const cls = value.functions.find((fn) => fn.kind === 'class') ?? made[0] ?? value.classes[0];
  const { classes, nodes } = cls ? above(frame, cls, value) : { classes: [], nodes: value.paths };
  const name = cls ? (frame.env.classRecord(cls.file, cls.index)?.name ?? '') : lastName(value.paths);
  const own = methods.flatMap((method) => funcRef(frame, classes, method) ?? []);
  if (own.length > 0) return { ref: own.length === 1 ? own[0] : { is: 'any', of: own }, name };
  for (const { symbolic, routes } of nodes) {
    if (symbolic || !routes) continue;
    if (routes.passes) return { ref: { is: 'control', kinds: [], name }, name };
    if (routes.controls.length > 0) return { ref: { is: 'control', kinds: routes.controls, name }, name };
  }
  return { ref: cls ? { is: 'unknown', name } : refOf(frame, value, site), name };
}

function lastName(paths: readonly PathNode[]): string {
  const [last] = paths.flatMap(({ step }) => (step.step === 'member' ? [step.name] : []));
  return last ?? '';
}

/** The classes above, the class itself first, and what is known of those of libraries. */
function above(
  frame: Frame,
  cls: FunctionValue,
  value: Value,
): { readonly classes: readonly FunctionValue[]; readonly nodes: readonly PathNode[] } {
  const classes: FunctionValue[] = [];
  const nodes = new Set(value.paths.filter((p) => !p.symbolic));
  const open = [cls];
  for (let one = open.shift(); one && classes.length < MAX_PARENTS; one = open.shift()) {
    if (classes.some((c) => c.file === one?.file && c.index === one.index)) continue;
    classes.push(one);
    const parents = frame.env.classField(one, '^parent');
    for (const p of parents?.paths ?? []) if (!p.symbolic) nodes.add(p);
    open.push(...(parents?.functions.filter((f) => f.kind === 'class') ?? []));
  }
  return { classes, nodes: [...nodes] };
}

function memberOf(frame: Frame, classes: readonly FunctionValue[], name: string): number {
  for (const cls of classes) {
    const func = frame.env.classRecord(cls.file, cls.index)?.members.get(name)?.func ?? -1;
    if (func >= 0) return func;
  }
  return -1;
}

function funcRef(frame: Frame, classes: readonly FunctionValue[], name: string): Ref | undefined {
  for (const cls of classes) {
    const func = frame.env.classRecord(cls.file, cls.index)?.members.get(name)?.func ?? -1;
    if (func >= 0) return { is: 'function', func: `${cls.file}#${func}`, bound: undefined };
  }
  return undefined;
}

function fieldOf(frame: Frame, classes: readonly FunctionValue[], name: string): Value | undefined {
  const holder = classes.find((cls) => frame.env.classRecord(cls.file, cls.index)?.members.has(name));
  return holder && loadField(frame, { ...EMPTY, functions: [holder] }, name, undefined, undefined);
}

/** What an object of the class does that a framework makes: a method of these names, or nothing but go on where its code answers nobody. */
export function madeOf(frame: Frame, value: Value, methods: readonly string[], site: Site | undefined): Ref {
  const { ref, name } = actingOf(frame, value, methods, site);
  if (ref.is !== 'unknown') return ref;
  const called = actingOf(frame, value, [...frame.env.paths.catalog.routes.handlerMethods], site).ref;
  if (called.is !== 'function') return ref;
  const at = called.func.lastIndexOf('#');
  const acts = frame.env.summary(called.func.slice(0, at), Number(called.func.slice(at + 1))).routes?.acts ?? 0;
  return (acts & ACTS.answers) === 0 ? { is: 'control', kinds: [], name } : ref;
}
