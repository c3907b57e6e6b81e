/** States of the automaton that models are compiled into, and what they say of values and calls. */
import type { CallKind, SinkKind, SourceKind } from './kinds';
import type { Meaning } from './model';
import type { Filter, Position, Selector, SubStep } from './pathLanguage';
import type { RouteState } from './routes/model/compile';

export interface Place {
  /** Undefined: the call's result. */
  readonly selector: Selector | undefined;
  readonly below: readonly SubStep[];
}
export interface CompiledFlow {
  readonly from: readonly Place[];
  readonly to: readonly Place[];
  readonly mask: number;
  /** Bits the value loses. */
  readonly undoes: number;
}
export interface SinkPlace {
  readonly kind: SinkKind;
  readonly position: Position;
}
export interface CheckPlace {
  readonly mask: number;
  readonly position: Position;
}
export interface CallRoles {
  readonly kind: CallKind;
  readonly filters: readonly Filter[];
  readonly roles: ReadonlyMap<string, Place>;
  /** Module that has to be imported beside it. */
  readonly beside: string | undefined;
  /** What holds of roles that the call leaves open. */
  readonly defaults: Readonly<Record<string, Plain>>;
}
/** A constant as models write it. */
export type Plain = string | number | boolean | null;

export interface Setting {
  readonly filters: readonly Filter[];
  readonly mask: number;
}

/** What is known about calling something. */
export interface CalleeFacts {
  readonly sinks: readonly SinkPlace[];
  readonly checks: readonly CheckPlace[];
  /** Arguments that are clean after the call. */
  readonly cleans: readonly CheckPlace[];
  readonly flows: readonly CompiledFlow[];
  readonly calls: readonly CallRoles[];
  readonly meanings: readonly (Meaning | 'collect')[];
  readonly quiet: readonly { readonly filters: readonly Filter[]; readonly tag: boolean }[];
  readonly sanitizes: readonly { readonly filters: readonly Filter[]; readonly tag: boolean; readonly mask: number }[];
  /** What the call sets up for the whole program. */
  readonly settings: readonly Setting[];
  /** It returns a new object, which keeps what is put into it. */
  readonly makes: boolean;
  /** What is in fields of the new object until something else is put there. */
  readonly begins: Readonly<Record<string, Plain>> | undefined;
  /** It never comes back. */
  readonly ends: boolean;
  /** True when a model says anything about this call or about what it returns. */
  readonly known: boolean;
  /** It says so of this very API, not of a method name on any value. */
  readonly own: boolean;
}

/** What is known about a value. */
export interface ValueFacts {
  readonly sources: readonly SourceKind[];
  readonly quiet: boolean;
  readonly mask: number;
  readonly mode: boolean;
  /** Sinks reached by assigning to this place. */
  readonly assigned: readonly SinkKind[];
  /** What rules look at when something is assigned to this place. */
  readonly settings: readonly CallRoles[];
}

export class State {
  readonly members = new Map<string, State>();
  anyMember: State | undefined;
  readonly calls: { readonly filters: readonly Filter[]; readonly to: State }[] = [];
  tag: State | undefined;
  element: State | undefined;
  readonly parameters: {
    readonly selector: Selector;
    readonly fields: readonly string[];
    readonly index: number;
    readonly filters: readonly Filter[];
    readonly to: State;
  }[] = [];
  /** Types this place is an instance of. */
  readonly types: string[] = [];
  readonly sources: SourceKind[] = [];
  quiet = false;
  mask = 0;
  mode = false;
  /** What it always holds. */
  constant: string | number | undefined;
  makes = false;
  begins: Readonly<Record<string, Plain>> | undefined;
  ends = false;
  readonly assigned: SinkKind[] = [];
  readonly assignedRoles: CallRoles[] = [];
  // As a callee:
  readonly sinks: SinkPlace[] = [];
  readonly checks: CheckPlace[] = [];
  readonly cleans: CheckPlace[] = [];
  readonly flows: CompiledFlow[] = [];
  readonly roles: CallRoles[] = [];
  readonly meanings: (Meaning | 'collect')[] = [];
  readonly quietCalls: { readonly filters: readonly Filter[]; readonly tag: boolean }[] = [];
  readonly sanitizes: { readonly filters: readonly Filter[]; readonly tag: boolean; readonly mask: number }[] = [];
  readonly settings: Setting[] = [];
  routes: RouteState | undefined;

  get hasEdges(): boolean {
    return this.members.size > 0 || !!this.anyMember || this.calls.length > 0 || !!this.tag || !!this.element || this.parameters.length > 0;
  }
  /** Something is said of the place itself, besides what it is an instance of. */
  get says(): boolean {
    return (
      this.hasEdges ||
      this.sources.length > 0 ||
      this.quiet ||
      this.mask !== 0 ||
      this.mode ||
      this.constant !== undefined ||
      this.makes ||
      this.routes !== undefined ||
      this.assigned.length + this.assignedRoles.length > 0 ||
      this.isCallee
    );
  }
  get isCallee(): boolean {
    return (
      this.sinks.length +
        this.checks.length +
        this.cleans.length +
        this.flows.length +
        this.roles.length +
        this.meanings.length +
        this.quietCalls.length +
        this.sanitizes.length +
        this.settings.length +
        (this.ends ? 1 : 0) >
      0
    );
  }
}

const aliasTable = new WeakMap<State, State[]>();
/** States that are entered together with this one. */
export function aliases(state: State): State[] {
  let known = aliasTable.get(state);
  if (!known) {
    known = [];
    aliasTable.set(state, known);
  }
  return known;
}

/** The state of that key, made when it is first asked for. */
export function entry(map: Map<string, State>, key: string): State {
  let state = map.get(key);
  if (!state) {
    state = new State();
    map.set(key, state);
  }
  return state;
}
