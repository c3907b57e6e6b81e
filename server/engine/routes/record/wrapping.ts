/**
 * Functions with something put before them: `login_required(show)` is `show` behind a control. What a model knows of that goes with
 * the value, in the name of its place, and so into other functions and files; what nobody knows is noted, and named by a key.
 */

import type { ControlKind } from '../../kinds';
import type { Position } from '../../pathLanguage';
import type { PathNode } from '../../paths';
import { elementsOf } from '../../places';
import type { Site, Value } from '../../values';
import type { Ref } from '../facts';
import type { CompiledGiven } from '../model/compile';
import type { Noted, NotedCall, Reading } from './reading';
import { controlOf, viewOf } from './views';

const CONTROL = '!';
const ERROR = '=';
const KEPT = '?';
const SEPARATOR = '!';
/** In place of kinds: what nobody knows may be a control or none. */
const UNTOLD = '?';

/** The name of a place that says: what stands here has been put behind a control. */
export function controlKey(kinds: readonly ControlKind[], name: string): string {
  return `${CONTROL}${kinds.join()}${SEPARATOR}${name}`;
}

/** An error, or an answer, with this status. */
export function errorKey(status: number): string {
  return `${ERROR}${status}`;
}

/** Something that was noted when it was wrapped. */
export function wrapKey(place: string): string {
  return `${KEPT}${place}`;
}

/** The places that have such a name are told apart by it, and are nothing that is registered on. */
export function isWrapping(key: string): boolean {
  return key.startsWith(CONTROL) || key.startsWith(ERROR) || key.startsWith(KEPT);
}

/** The controls that a value has been put behind, outermost first. */
export function controlsAround(paths: readonly PathNode[]): readonly Ref[] {
  return paths.flatMap(({ step }): readonly Ref[] => {
    if (step.step !== 'instance' || !step.key.startsWith(CONTROL)) return [];
    const end = step.key.indexOf(SEPARATOR, 1);
    const kinds = step.key.slice(1, end);
    const name = step.key.slice(end + 1);
    if (kinds === UNTOLD) return [{ is: 'unknown', name }];
    return [{ is: 'control', kinds: kinds === '' ? [] : (kinds.split(',') as ControlKind[]), name }];
  });
}

/** What decorators say stands before the methods of a class. */
export function saidOfClass(decorators: readonly Value[]): readonly PathNode[] {
  return decorators.flatMap((d) => d.paths.filter(({ step }) => step.step === 'instance' && step.key.startsWith(CONTROL)));
}

/** Names of what has been noted. */
export function namesWhatRuns(paths: readonly PathNode[]): readonly string[] {
  return paths.flatMap(({ step }) => (step.step === 'instance' && step.key.startsWith(KEPT) ? [step.key] : []));
}

/** What such a name stands for by itself: an error, or what has been noted. */
export function wrappedRef(key: string, name: string): Ref | undefined {
  if (key.startsWith(ERROR)) return { is: 'error', status: Number(key.slice(1)), name, maybe: false };
  return key.startsWith(KEPT) ? { is: 'scope', id: key } : undefined;
}

/** Notes wrappers while a function is run. */
export class Wrapping {
  constructor(
    private readonly reading: Reading,
    private readonly note: (event: Noted, site: Site) => void,
  ) {}

  /** What a model says returns the function it is given, behind a control or as it is. */
  known(c: NotedCall, kinds: readonly ControlKind[], result: Value): Value {
    if (kinds.length > 0) return this.named(result, controlKey([...new Set(kinds)], this.reading.shownAt(c.site)));
    // As it is: the value need not be the function, so it is noted.
    if (result.functions.length > 0) return result;
    const of = this.functionsAt(c);
    return of.length === 0 ? result : this.noted(c, [of.length === 1 ? of[0] : { is: 'any', of }], result);
  }

  /** A decorator that nobody knows. */
  unknown(c: NotedCall, result: Value): Value {
    const { names } = this.reading;
    if (c.args.length !== 1 || c.args[0].name !== undefined) return result;
    if (c.callee.functions.length > 0 || c.args[0].value.functions.length === 0) return result;
    if (names.makerRegisters.size === 0 && !this.isPlaced()) return result;
    if (c.callee.paths.some((p) => p.symbolic || p.routes !== undefined || p.calleeFacts.known)) return result;
    if (result.functions.length > 0) {
      // What is wrapped in turn says by itself what it is.
      const name = names.makerRegisters.size === 0 ? c.name : this.reading.shownAt(c.site);
      return this.named(result, `${CONTROL}${UNTOLD}${SEPARATOR}${name}`);
    }
    const [{ value, site }] = c.args;
    return this.noted(c, [{ is: 'unknown', name: this.reading.shownAt(c.site) }, this.reading.ref(value, site)], result);
  }

  /** What the file exports are handlers, by where it lies. */
  private isPlaced(): boolean {
    const { env, module } = this.reading.frame;
    return env.paths.catalog.routes.files.of(module.file) !== undefined;
  }

  /** An error that ends a request with the status it is given. */
  withStatus(c: NotedCall, places: readonly Position[], result: Value): Value {
    for (const place of places) {
      const status = this.reading.statusAt(c, place);
      if (status !== undefined) return this.named(result, errorKey(status));
    }
    return result;
  }

  /** What it is given runs ahead of the function that it stands in. */
  runs(c: NotedCall): boolean {
    // What asks for nothing need not be followed.
    const callee = this.functionsAt(c).filter((ref) => ref.is !== 'control' || ref.kinds.length > 0);
    if (callee.length > 0) this.note({ event: 'call', callee, args: [], name: c.name, mode: 'return', gives: [] }, c.site);
    return callee.length > 0;
  }

  /** Functions that a call is given: themselves, what makes objects of a class, and what objects do when they are called. */
  private functionsAt(c: NotedCall): readonly Ref[] {
    const [first] = c.args;
    return first ? this.runOf(first.value, first.site) : [];
  }

  private runOf(value: Value, site: Site): readonly Ref[] {
    const { frame } = this.reading;
    const made: Ref[] = [];
    for (const fn of value.functions) {
      const maker = fn.kind === 'class' ? (frame.env.classRecord(fn.file, fn.index)?.constructorFunc ?? -1) : -1;
      if (maker >= 0) made.push({ is: 'function', func: `${fn.file}#${maker}`, bound: undefined });
    }
    if (made.length > 0 || value.functions.some((fn) => fn.kind === 'class')) return made;
    const ref = this.reading.ref(value, site);
    return ref.is === 'nothing' ? [] : [ref];
  }

  /** A handler made of the class that it is called on. */
  handler(c: NotedCall, result: Value): Value {
    const self = this.reading.receiverOf(c);
    const view = self && viewOf(this.reading.frame, self);
    return view ? this.noted(c, [view], { ...result, functions: [] }) : result;
  }

  /** What a class is told stands before its methods. */
  relay(c: NotedCall, result: Value): Value {
    const kinds = c.args.flatMap((a) => a.value.paths.flatMap((p) => (p.symbolic ? [] : (p.routes?.wrapper ?? []))));
    if (kinds.length > 0) return this.named(result, controlKey([...new Set(kinds)], this.reading.shownAt(c.site)));
    const isTold = c.args.some((a) => a.value.paths.some((p) => p.routes?.wrapper !== undefined));
    return isTold ? result : this.named(result, `${CONTROL}${UNTOLD}${SEPARATOR}${this.reading.shownAt(c.site)}`);
  }

  /** Behind what the call before was given, or what a setting names where nothing else is said. */
  given(c: NotedCall, maker: NotedCall | undefined, { controls, setting }: CompiledGiven, result: Value): Value {
    const [arg] = c.args;
    if (!arg || !maker) return result;
    const { frame, names } = this.reading;
    const said = controls ? this.reading.at(maker, controls).flatMap(({ value }) => elementsOf(frame, value)) : [];
    const ahead = said.map((item) => controlOf(frame, item, [...names.judged]));
    if (setting !== undefined && namesWhatRuns(arg.value.paths).length > 0)
      return { ...result, functions: arg.value.functions, paths: arg.value.paths };
    if (setting !== undefined) ahead.push({ is: 'setting', name: setting });
    return this.noted(c, [...ahead, this.reading.ref(arg.value, arg.site)], { ...result, functions: [] });
  }

  /** Routes that stand elsewhere: those of a module, by its name, or of a router. */
  included(c: NotedCall, result: Value): Value {
    const [first] = c.args;
    if (!first) return result;
    const { file } = this.reading.frame.module;
    const ref = this.reading.ref(first.value, first.site);
    // `(patterns, name)`
    const only = ref.is === 'list' && ref.items.length > 0 ? ref.items[0] : ref;
    if (only.is === 'text')
      return this.noted(
        c,
        only.texts.map((module) => ({ is: 'module', file, module }) as const),
        result,
      );
    // Routes that are written out in a list count where they stand.
    return this.noted(c, [only.is === 'scope' ? only : ref.is === 'list' ? { is: 'list', items: [], complete: true } : only], result);
  }

  private noted(c: NotedCall, of: readonly Ref[], result: Value): Value {
    const id = wrapKey(this.reading.key(c.instr));
    this.note({ event: 'wrap', id, of }, c.site);
    // What the function gives back may be named after what has been put together in it.
    return this.named({ ...result, paths: result.paths.filter(({ step }) => step.step !== 'instance' || !step.key.startsWith(KEPT)) }, id);
  }

  /** The value with a name for its place. */
  named(result: Value, key: string): Value {
    const known = result.paths.filter((p) => !p.isUnknown);
    const paths = known.length > 0 ? known : [this.reading.frame.env.paths.ofTypes([])];
    return { ...result, paths: paths.map((p) => (p.symbolic ? p : p.instance(key))) };
  }
}
