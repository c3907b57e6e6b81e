/** What states of the catalog lead to and say, for the paths that carry them. */
import { aliases, type CalleeFacts, type State } from './catalog';
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

/** An element by an unknown key may be any member: `connection.models[name]`. */
export function elementOf(state: State): readonly State[] {
  const any = state.anyMember ? [state.anyMember] : [];
  return state.element ? [state.element, ...any] : any;
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
