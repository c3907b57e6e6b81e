/** What stands before handlers, link by link, what each or several of them come to, and the paths that registrations name. */
import type { ControlKind } from '../../kinds';
import type { ClassId } from '../declaredFacts';
import type { FunctionId, Ref, RouteEvent } from '../facts';
import type { Check, Evidence } from '../judge/behaviour';
import { joinPaths } from '../patterns';
import { each, type RouteProgram } from '../world';
import type { ScopeEntry } from './assemble';
import type { LinkPath } from './verdicts';

/** What one that may stand in a chain does. */
export interface Alternative {
  readonly checks: ReadonlyMap<ControlKind, Check>;
  readonly doubts: readonly ControlKind[];
  readonly doubt: Evidence | undefined;
}

/** One of the two, and nobody knows which. */
export function both(a: Alternative, b: Alternative): Alternative {
  const checks = new Map<ControlKind, Check>();
  for (const kind of new Set([...a.checks.keys(), ...b.checks.keys()])) {
    const [one, other] = [a.checks.get(kind), b.checks.get(kind)];
    const known = (one?.holds === 'not' ? other : one) ?? one ?? other;
    if (known) checks.set(kind, one?.holds === other?.holds || known.holds !== 'always' ? known : { ...known, holds: 'partly' });
  }
  return { checks, doubts: [...new Set([...a.doubts, ...b.doubts])], doubt: a.doubt ?? b.doubt };
}

/** One after the other. */
export function inTurn(a: Alternative, b: Alternative): Alternative {
  const checks = new Map(a.checks);
  for (const [kind, check] of b.checks) if (checks.get(kind)?.holds !== 'always') checks.set(kind, check);
  return { checks, doubts: [...new Set([...a.doubts, ...b.doubts])], doubt: a.doubt ?? b.doubt };
}

/** Entries in the order in which they count. */
export function inOrder(entries: readonly ScopeEntry[]): readonly ScopeEntry[] {
  return entries.some((e) => e.early) ? [...entries.filter((e) => e.early), ...entries.filter((e) => !e.early)] : entries;
}

/** The links of a chain, lists as their elements. */
export function flat(chain: readonly { readonly ref: Ref; readonly name: string }[]): { readonly ref: Ref; readonly name: string }[] {
  return chain.flatMap(({ ref, name }) => {
    if (ref.is !== 'list') return [{ ref, name }];
    const items = flat(
      ref.items.map((item) => ({ ref: item, name: item.is === 'control' || item.is === 'unknown' ? item.name || name : name })),
    );
    return ref.complete ? items : [...items, { ref: { is: 'unknown' as const, name }, name }];
  });
}

export function pathsOf(ref: Ref | undefined): readonly LinkPath[] {
  if (ref === undefined) return ['all'];
  return each(ref).flatMap((one): readonly LinkPath[] => {
    // A pattern may stand in a text.
    if (one.is === 'text') return one.texts.map((text) => ({ text: text.startsWith('^') ? text.slice(1).replace(/\$$/, '') : text }));
    if (one.is === 'pattern') return [{ source: one.source, flags: one.flags }];
    if (one.is === 'list') return one.items.flatMap(pathsOf);
    return ['unknown'];
  });
}

/** What decorators put before methods, outermost first. */
export function behindMethods({ facts }: RouteProgram): ReadonlyMap<FunctionId, readonly Ref[]> {
  const out = new Map<FunctionId, readonly Ref[]>();
  for (const { events } of facts.values())
    for (const event of events) if (event.event === 'behind') out.set(event.func, [...event.of, ...(out.get(event.func) ?? [])]);
  return out;
}

type Further = Extract<RouteEvent, { event: 'further' }>;

/** What decorators make handlers of, by the class, in the order of the text. */
export function furtherMethods({ facts }: RouteProgram): ReadonlyMap<ClassId, readonly Further[]> {
  const out = new Map<ClassId, Further[]>();
  for (const { events } of facts.values())
    for (const event of events) if (event.event === 'further') out.set(event.class, [...(out.get(event.class) ?? []), event]);
  return out;
}

/** The methods of a class that is registered as a whole, each with what stands before all of them; undefined where it is none. */
export function membersOf(
  entry: ScopeEntry,
  behind: ReadonlyMap<FunctionId, readonly Ref[]>,
  further: ReadonlyMap<ClassId, readonly Further[]>,
): readonly ScopeEntry[] | undefined {
  const chain = flat(entry.chain);
  const view = chain.at(-1)?.ref;
  if (view?.is !== 'methods') return undefined;
  const name = chain.at(-1)?.name ?? '';
  const members = view.of.map(({ method, path, ref }) => ({ methods: [method], path, ref, before: view.ahead }));
  const added = (view.line ?? []).flatMap((id) => further.get(id) ?? []);
  for (const { func, methods, path, own } of added) {
    const before = own ? [...view.ahead.slice(0, view.ahead.length - (view.said ?? 0)), ...own] : view.ahead;
    members.push({ methods: [...methods], path, ref: { is: 'function', func, bound: undefined }, before });
  }
  const named = (ref: Ref): { ref: Ref; name: string } => ({ ref, name: ref.is === 'unknown' || ref.is === 'control' ? ref.name : name });
  return members.map(({ methods, path, ref, before }) => ({
    ...entry,
    methods,
    path: path === '' ? entry.path : below(entry.path, path),
    ahead: chain.length - 1 + before.length,
    chain: [
      ...chain.slice(0, -1),
      ...before.map(named),
      ...((ref.is === 'function' && behind.get(ref.func)) || []).map((one) => ({
        ref: one,
        name: 'name' in one ? one.name : 'a decorator',
      })),
      { ref, name },
    ],
  }));
}

function below(ref: Ref | undefined, path: string): Ref {
  if (ref?.is === 'text') return { is: 'text', texts: ref.texts.map((text) => joinPaths(text, path)) };
  return ref === undefined ? { is: 'text', texts: [path] } : { is: 'unknown', name: '' };
}
