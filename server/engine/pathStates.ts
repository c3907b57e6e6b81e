/** What states of the catalog lead to and say, for the paths that carry them. */
import { aliases, type CalleeFacts, State } from './catalogState';
import type { Selector } from './pathLanguage';

/** True when the selector speaks of argument `index` of `count`; `arity` is the number of parameters when it is a function, else -1. */
export function selects(selector: Selector, index: number, count: number, arity: number): boolean {
  switch (selector.select) {
    case 'index':
      return selector.index === index;
    case 'from':
      return index >= selector.index;
    case 'last':
      return index === count - 1;
    case 'any':
      return true;
    case 'fn':
      return arity >= 0 && (selector.arity === undefined || selector.arity === arity);
    default:
      return false;
  }
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

/** An element by an unknown key may be any member: `connection.models[name]`, `logger[level](text)`. */
export function elementOf(state: State): readonly State[] {
  return [state.element, state.anyMember, anyMethod(state)].filter((s) => s !== undefined);
}

/** Methods that must agree on a place before whichever of them is meant is said to have it. */
const LEAST_METHODS = 3;
const methods = new WeakMap<State, State | { readonly none: true }>();

/** What two of three methods do that do any harm at all, whichever is meant. */
function anyMethod(state: State): State | undefined {
  const known = methods.get(state);
  if (known) return 'none' in known ? undefined : known;
  const counts = new Map<string, { readonly sink: State['sinks'][number]; count: number }>();
  let harmful = 0;
  for (const member of state.members.values()) {
    const sinks = new Map(together(member).flatMap((s) => s.sinks.map((sink) => [JSON.stringify(sink), sink] as const)));
    if (sinks.size > 0) harmful++;
    for (const [key, sink] of sinks) {
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { sink, count: 1 });
    }
  }
  const agreed = [...counts.values()].filter(({ count }) => count >= LEAST_METHODS && count * 3 >= harmful * 2);
  const any = agreed.length > 0 ? new State() : undefined;
  any?.sinks.push(...agreed.map(({ sink }) => sink));
  methods.set(state, any ?? { none: true });
  return any;
}

/** The state and all that are entered together with it. */
function together(state: State): readonly State[] {
  const out = new Set([state]);
  for (const one of out) for (const other of aliases(one)) out.add(other);
  return [...out];
}

export function memberOf(state: State, name: string): readonly State[] {
  const own = state.members.get(name) ?? (state.element && /^\d+$/.test(name) ? state.element : undefined);
  return own ? (state.anyMember ? [own, state.anyMember] : [own]) : state.anyMember ? [state.anyMember] : [];
}

export function factsOf(states: readonly State[]): CalleeFacts {
  const flat = <T>(pick: (s: State) => readonly T[]): readonly T[] => (states.length === 1 ? pick(states[0]) : states.flatMap(pick));
  return {
    sinks: flat((s) => s.sinks),
    checks: flat((s) => s.checks),
    cleans: flat((s) => s.cleans),
    flows: flat((s) => s.flows),
    calls: flat((s) => s.roles),
    meanings: flat((s) => s.meanings),
    quiet: flat((s) => s.quietCalls),
    sanitizes: flat((s) => s.sanitizes),
    settings: flat((s) => s.settings),
    makes: states.some((s) => s.makes),
    begins: states.find((s) => s.begins)?.begins,
    ends: states.some((s) => s.ends),
    own: false,
    known: states.some((s) => s.isCallee || s.calls.length > 0 || s.parameters.length > 0 || s.tag !== undefined),
  };
}

/** The types these states are instances of, when models say nothing else of them; one-name states of braces lead to a common one. */
export function onlyTypes(states: readonly State[]): readonly string[] | undefined {
  const types: string[] = [];
  const seen = new Set<State>();
  const open = [...states];
  for (let state = open.pop(); state; state = open.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    if (state.says) return undefined;
    types.push(...state.types);
    open.push(...aliases(state));
  }
  return types.length > 0 ? types : undefined;
}
