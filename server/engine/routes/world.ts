/** All facts of a program, and how inputs in them are replaced by what callers hand over. */
import { ELEMENTS } from '../access';
import type { Site } from '../values';
import { ACTS, type Bindings, type FunctionId, type Ref, type RouteEvent, type RouteFacts } from './facts';
import { SOMETHING } from './patterns';
import { keepersIn } from './promises';

/** What stands under the name that it is exported by. */
export interface Exported {
  readonly ref: Ref;
  /** Where it is named; nowhere for what is handed on as it is. */
  readonly site: Site;
  /** Names of parameters, of a function of the module's own. */
  readonly params: readonly string[];
}

export interface RouteProgram {
  /** All modules, sorted. */
  readonly files: readonly string[];
  readonly facts: ReadonlyMap<FunctionId, RouteFacts>;
  /** What a module exports, and where it is named. */
  exports(file: string): ReadonlyMap<string, Exported>;
  /** The file of the program that an import means. */
  resolve(file: string, module: string): string | undefined;
  /** The part of the workspace that is built as one. */
  unit(file: string): string;
  /** What stands in it is part of what runs: it is no test. */
  counts(file: string): boolean;
}

/** What the edges know of files. */
export type FileKnowledge = Pick<RouteProgram, 'unit' | 'counts'>;

/** Modules in any order. */
export function routeProgram(
  modules: readonly { readonly file: string; readonly routes: readonly (RouteFacts | undefined)[] }[],
  resolveImport: RouteProgram['resolve'],
  exports: RouteProgram['exports'],
  { unit, counts }: FileKnowledge,
): RouteProgram {
  const facts = new Map<FunctionId, RouteFacts>();
  const sorted = [...modules].sort((a, b) => (a.file < b.file ? -1 : 1));
  for (const { file, routes } of sorted) {
    routes.forEach((own, index) => {
      if (own) facts.set(`${file}#${index}`, own);
    });
  }
  for (const [promise, keeper] of keepersIn(facts, counts)) {
    const kept = facts.get(keeper);
    if (kept) facts.set(promise, kept);
  }
  return { files: sorted.map((m) => m.file), facts, exports, resolve: resolveImport, unit, counts };
}

/** Some function registers something, or a class has something on it that may. */
export function mayHaveRoutes(modules: Iterable<{ readonly routes: readonly (RouteFacts | undefined)[] }>): boolean {
  for (const { routes } of modules)
    for (const own of routes)
      if (
        own &&
        ((own.acts & ACTS.registers) !== 0 || own.events.some((e) => e.event === 'method' && e.marks.some((m) => m.says === 'route')))
      )
        return true;
  return false;
}

/** What the inputs of a function are while it is followed. */
export interface Inputs {
  readonly func: FunctionId;
  readonly args: readonly Ref[];
  readonly rest: number;
  readonly bound: Bindings | undefined;
  /** The inputs of the function that this one was met in, for what it has taken along. */
  readonly within: Inputs | undefined;
}

const UNKNOWN: Ref = { is: 'unknown', name: '' };
const MAX_DEPTH = 6;

/** The reference as the caller knows it. An input that nobody has given stays what it is. */
export function resolve(ref: Ref, inputs: Inputs, depth = 0): Ref {
  if (depth > MAX_DEPTH) return ref;
  switch (ref.is) {
    case 'input': {
      const root = rootOf(ref.key, inputs);
      return root ? below(root, ref.below) : ref;
    }
    // What it has taken along is resolved when it is asked for: resolving all of it would never end.
    case 'function':
      return ref.within ? ref : { ...ref, within: inputs };
    case 'applied':
      return { ...ref, within: ref.within ?? inputs, args: ref.args.map((a) => resolve(a, inputs, depth + 1)) };
    case 'wrap':
      return wrapping(resolve(ref.by, inputs, depth));
    case 'list':
      return { ...ref, items: ref.items.map((item) => resolve(item, inputs, depth + 1)) };
    case 'any':
      return { ...ref, of: ref.of.map((item) => resolve(item, inputs, depth + 1)) };
    case 'object': {
      const fields: Record<string, Ref> = {};
      for (const [name, field] of Object.entries(ref.fields)) fields[name] = resolve(field, inputs, depth + 1);
      return { ...ref, fields };
    }
    default:
      return ref;
  }
}

/** What is handed what comes next and returns what takes its place; values that are known are what they are. */
export function wrapping(ref: Ref): Ref {
  switch (ref.is) {
    case 'list':
      return { ...ref, items: ref.items.map(wrapping) };
    case 'any':
      return { ...ref, of: ref.of.map(wrapping) };
    case 'function':
    case 'input':
    case 'object':
      return { is: 'wrap', by: ref };
    default:
      return ref;
  }
}

function rootOf(key: string, { args, rest, bound, within }: Inputs): Ref | undefined {
  if (!key.startsWith('^')) {
    if (key === '$this') return bound?.$this && (within ? resolve(bound.$this, within, 1) : bound.$this);
    const index = Number(key.slice(1));
    if (index === rest) return { is: 'list', items: args.slice(rest), complete: true };
    return args[index];
  }
  // What was taken along belongs to the function around.
  const own = bound?.[key];
  if (own) return within ? resolve(own, within, 1) : own;
  for (let around = within; around; around = around.within) {
    const theirs = around.bound?.[key] ?? (isReceiverOf(key, around.func) ? around.bound?.$this : undefined);
    if (theirs) return around.within ? resolve(theirs, around.within, 1) : theirs;
  }
  return undefined;
}

/** `key` is what functions inside this one have taken along of its receiver. */
function isReceiverOf(key: string, func: FunctionId): boolean {
  return key === `^${func.slice(0, func.lastIndexOf('#'))}:${func.slice(func.lastIndexOf('#') + 1)}:-1`;
}

function below(root: Ref, names: readonly string[]): Ref {
  let ref = root;
  for (const name of names) {
    if (ref.is === 'any') {
      ref = { is: 'any', of: ref.of.map((r) => below(r, [name])) };
      continue;
    }
    // An object that is a handler is its method, which knows what it belongs to.
    if (ref.is === 'function' && ref.bound?.$this) ref = ref.bound.$this;
    if (ref.is === 'object') ref = ref.fields[name] ?? UNKNOWN;
    else if (ref.is === 'list') ref = name === ELEMENTS ? { is: 'any', of: ref.items } : (ref.items[Number(name)] ?? UNKNOWN);
    else if (ref.is === 'scope' && name !== ELEMENTS) ref = { is: 'named', name };
    else if (ref.is === 'input') ref = { ...ref, below: [...ref.below, name] };
    else return UNKNOWN;
  }
  return ref;
}

/** Arguments with lists spread out where they are spread. */
export function spreadOut(args: readonly Ref[]): readonly Ref[] {
  return args.flatMap((a) => (a.is === 'list' && !a.complete && a.items.length === 1 && a.items[0].is === 'list' ? a.items[0].items : [a]));
}

/** The alternatives of a reference. */
export function each(ref: Ref): readonly Ref[] {
  return ref.is === 'any' ? ref.of.flatMap(each) : [ref];
}

/** A path or several, as against handlers. */
export function isPath(ref: Ref): boolean {
  if (ref.is === 'text') return ref.texts.every((t) => /^[/*(]|^$/.test(t) || t.startsWith(SOMETHING));
  if (ref.is === 'list') return ref.items.length > 0 && ref.items.every(isPath);
  return ref.is === 'pattern' || (ref.is === 'any' && ref.of.every(isPath));
}

/** The functions that are certain to be among those that an event runs. */
export function calledBy(event: RouteEvent): readonly FunctionId[] {
  const refs = event.event === 'call' ? event.callee : event.event === 'run' ? event.functions : [];
  return refs.flatMap(each).flatMap((ref) => (ref.is === 'function' ? [ref.func] : []));
}

/** The file that a function stands in. */
export function fileOf(id: FunctionId): string {
  return id.slice(0, id.lastIndexOf('#'));
}
