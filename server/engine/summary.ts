/** What one function does, for those who call it: computed once, substituted at every call. */
import type { CallKind as InstrCallKind } from '../ir/types';
import type { SinkKind } from './kinds';
import type { PathNode } from './paths';
import type { RouteFacts } from './routes/facts';
import type { Fact, Site, Taint, Value } from './values';

/** A field of an input, or a captured variable (`field` undefined), is set. */
export interface Effect {
  readonly target: PathNode;
  readonly field: string | undefined;
  readonly value: Value;
}

/** Everything below a value counts as well, but for what stands below fields of these names. */
export type Deep = false | readonly string[];

/** An input reaches a sink. */
export interface PendingSink {
  readonly kind: SinkKind;
  readonly site: Site;
  /** Text of what is called: `db.query`. */
  readonly name: string;
  readonly taints: readonly Taint[];
  readonly deep: Deep;
  readonly value: Value;
}

export interface ArgumentValue {
  readonly value: Value;
  readonly site: Site;
  readonly spread: boolean;
  readonly name: string | undefined;
}

/** A call of something that only the caller knows. */
export interface PendingCall {
  readonly callee: Value;
  readonly self: Value | undefined;
  readonly args: readonly ArgumentValue[];
  readonly kind: InstrCallKind;
  readonly site: Site;
  readonly name: string;
  /** How many functions have handed it on. */
  readonly hops: number;
  /** What earlier calls have said of all that the receiver is handed. */
  readonly marks: number;
}

/** Data from a source has reached a sink. Rules decide what that means. */
export interface FoundFlow {
  readonly taint: Taint;
  readonly kind: SinkKind;
  readonly site: Site;
  readonly name: string;
}

/** A value that a `return` gives. */
export interface Given {
  readonly value: Value;
  readonly site: Site;
}

export interface Summary {
  readonly returns: Value;
  /** The labelled ones among what it returns, each with its place; only where some model asks for them. */
  readonly given: readonly Given[];
  readonly effects: readonly Effect[];
  readonly sinks: readonly PendingSink[];
  readonly calls: readonly PendingCall[];
  /** What is known of inputs once it has returned. */
  readonly refined: readonly Fact[];
  readonly flows: readonly FoundFlow[];
  /** Never comes back: it always throws. */
  readonly noReturn: boolean;
  /** Some budget was hit: the summary may lack something. */
  readonly cut: boolean;
  /** What it does to applications, routers and requests; undefined where that is nothing. */
  readonly routes: RouteFacts | undefined;
}

/** What the rest of the program needs to know of a function after its code is gone. */
export interface FunctionInfo {
  readonly file: string;
  readonly index: number;
  readonly name: string;
  readonly owner: number;
  readonly class: number;
  readonly arity: number;
  readonly rest: number;
  /** The parameter that gets the keyword arguments no other takes, or -1. */
  readonly names: number;
  /** Names of its parameters. */
  readonly params: readonly string[];
  readonly lexicalThis: boolean;
  /** Captured variables of this function and of those inside it: `function:variable` of the owner, -1 for its receiver. */
  readonly free: readonly { readonly func: number; readonly var: number }[];
  /** Variables of it in which functions inside leave something for later calls. */
  readonly kept: readonly number[];
}

export interface MemberInfo {
  readonly kind: 'method' | 'getter' | 'setter' | 'constructor' | 'field';
  readonly func: number;
  readonly static: boolean;
}

export interface ClassRecord {
  readonly file: string;
  readonly index: number;
  readonly name: string;
  readonly members: ReadonlyMap<string, MemberInfo>;
  readonly constructorFunc: number;
  /** Fields with initializers, in order: name and function. */
  readonly initializers: readonly { readonly name: string; readonly func: number; readonly static: boolean }[];
  /** Fields in which methods leave something for later calls; those of the class itself as `static name`. */
  readonly kept: readonly string[];
}
