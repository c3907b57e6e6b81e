/** What the guard graph asks about names and texts. The data room answers. */
import type { Span } from '../../base/span';
import type { ActionKind, ControlKind, SinkKind } from '../kinds';

/** A request is turned away. */
export interface Refusal {
  /** 0 where it is not known. */
  readonly status: number;
  /** The client is sent elsewhere. */
  readonly redirect: boolean;
  readonly texts: readonly string[];
  /** Words of the conditions it depends on. */
  readonly words: readonly string[];
  /** Those of the nearest conditions, and those that stand in their text. */
  readonly near: readonly string[];
  readonly written: readonly string[];
}

export interface ControlNames {
  /** The controls that a conditional refusal speaks for. */
  kindsOf(refusal: Refusal): readonly ControlKind[];
  /** A condition speaks of who asks or what they may. */
  isAboutClient(words: readonly string[]): boolean;
  /** A condition tests whether there is a credential or a principal at all. */
  testsPresence(text: string): boolean;
  /** A condition tests for one that has been found out, as against something that the client has sent. */
  testsPrincipal(text: string): boolean;
  /** What fails if it is called so, fails for those who are not who they say. */
  verifies(words: readonly string[]): boolean;
  /** What a condition tests for is something that a client must not have or be: an error, an expired token. */
  testsFault(text: string): boolean;
  /** What a condition tests has been looked up: one of several, and not who asks. */
  looksUp(words: readonly string[]): boolean;
  /** On which side of a condition there is a fault: where it holds (0) or where it does not (1); undefined where its form says nothing. */
  faultSide(text: string): 0 | 1 | undefined;
  /** A condition chooses requests by where they go or how. */
  isAboutPath(words: readonly string[]): boolean;
  /** A function looks something up or tests it, by its name: what it changes, it changes by the way. */
  reads(name: string): boolean;
  /** Something unknown has, by its name, another purpose than turning requests away. */
  isHarmless(name: string): boolean;
  /** A call of this name comes back only if it may: `requireAdmin`. */
  demands(name: string): boolean;
  /** Kinds of control that something unknown may be by its name; undefined where the name says nothing. */
  kindsByName(name: string): readonly ControlKind[] | undefined;
  /** Controls that whoever runs the program says something of this name is, as it is written where it stands: `guards.session('x')`. */
  named(text: string): readonly ControlKind[];
  /** The status that an error ends a request with, by its name or text; 0 where that says nothing. */
  statusByName(text: string): number;
}

/** What a call does, told by words. */
export interface ActionNames {
  /** Code speaks of who asks, or of whom something belongs to: of the principal, an owner, a tenant. */
  speaksOfClient(code: string): boolean;
  /** Code speaks of what shows who has sent a message: a signature, a secret that is shared. */
  speaksOfSender(code: string): boolean;
  /** Where code takes who asks from a cookie or a session. */
  carrierIn(code: string): Span | undefined;
  /** Code speaks of requests that other sites have browsers send: of tokens against them, of where a request comes from. */
  speaksOfForgery(code: string): boolean;
  /** Code reads what a request sends as one object: `req.body`, `request.get_json()`. */
  speaksOfBody(code: string): boolean;
  /** Code speaks of looking at whether what it got is as it should be: it validates or parses by a schema, or asks for types. */
  speaksOfShape(code: string): 'validates' | 'tests' | undefined;
  /** Code speaks of headers that protect pages in the browser. */
  speaksOfHeaders(code: string): boolean;
  /** What the records are that a call reads or changes: `order` of `db.order.findMany`, or of `select … from orders`. */
  entityOf(callee: string, statement: string | undefined): string | undefined;
  /** Of a call nothing else is known of, as it is written: `orders.insertOne`. */
  byName(callee: string): ActionKind | undefined;
  /** Of a call with a sink of that kind; `statement`: how the text that it is given begins, where that is known. */
  ofSink(kind: SinkKind, callee: string, statement: string | undefined): ActionKind | undefined;
}
