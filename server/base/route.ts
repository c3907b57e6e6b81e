/** Routes of a program and what stands before them, as plain data: what `gatehouse routes` prints. */
import type { Span } from './span';

/** In the order in which they are shown. */
export const CONTROL_KINDS = ['authentication', 'authorisation', 'validation', 'limit', 'csrf', 'signature'] as const;
export type ControlName = (typeof CONTROL_KINDS)[number];

export const CONTROL_STATES = ['guarded', 'unguarded', 'unknown'] as const;
export type ControlState = (typeof CONTROL_STATES)[number];

export interface RouteEvidence {
  /** Undefined where it stands nowhere in particular. */
  readonly place: { readonly file: string; readonly span: Span } | undefined;
  readonly message: string;
  /** What stands there before the route, as it is written: `requireRole('admin')`. */
  readonly name?: string;
  /** It would be a control, had it been registered before. */
  readonly late?: true;
  /** It notes what is wrong with a request, and nobody asks. */
  readonly unread?: true;
}

export interface RouteControl {
  /** `unknown`: something on the way could not be resolved, or the control holds for some requests only. */
  readonly state: ControlState;
  /** Outermost first; for `unguarded`, what looked like a control and is none. */
  readonly evidence: readonly RouteEvidence[];
}

/** What a handler does that matters when anybody may ask for it. */
export interface RouteDeed {
  /** One of the engine's `ACTIONS`: `write-data`. */
  readonly action: string;
  /** The call, as it is written: `orders.insertOne`. */
  readonly name: string;
  readonly place: { readonly file: string; readonly span: Span };
  /** Where the handler itself does it, or calls what does. */
  readonly via: { readonly file: string; readonly span: Span };
  /** True when a model says so, false when only the name of what is called does. */
  readonly sure: boolean;
  /** What the records are that it reads or changes, in the singular: `order`. */
  readonly entity: string | undefined;
  /** True when it is done by the way, in what is called to look something up. */
  readonly aside: boolean;
}

export interface RoutePlace {
  readonly file: string;
  readonly span: Span;
}

/** A field or a parameter, as its text declares it. */
export interface DeclaredPart {
  readonly name: string;
  readonly span: Span;
  /** As it is written; `''` where nothing is. */
  readonly type: string;
  /** Annotations, decorators, tags, or what it is set to. */
  readonly marks: readonly string[];
}

/** A type of the program, as its text declares it. */
export interface RouteType extends RoutePlace {
  readonly name: string;
  readonly above: readonly string[];
  readonly marks: readonly string[];
  readonly fields: readonly DeclaredPart[];
  readonly methods: readonly string[];
}

/** How a handler begins, where something stands on it. */
export interface RouteHead extends RoutePlace {
  /** The type of what it gives back, as it is written. */
  readonly result: string;
  readonly marks: readonly string[];
  /** What stands on the type that it is a member of. */
  readonly around: readonly string[];
  readonly parameters: readonly DeclaredPart[];
}

/** Something of a type of the program is filled with what a request sends, or sent whole. */
export interface RouteBody {
  readonly does: 'fill' | 'send';
  /** The call, as it is written. */
  readonly name: string;
  readonly of: readonly { readonly file: string; readonly name: string }[];
  /** What becomes of what the call gives back. */
  readonly used: 'tested' | 'given' | 'handed' | 'none';
  readonly place: RoutePlace;
}

/** What routes are registered on. */
export interface RouteOwner {
  /** The same for all routes of one application or router, and for no others. */
  readonly id: string;
  /** Undefined where it stands nowhere in particular. */
  readonly place: { readonly file: string; readonly span: Span } | undefined;
}

export interface RouteEntry {
  /** In capitals; `ALL` for any, `?` where it is not known. */
  readonly method: string;
  /** `…` stands for what is not known. */
  readonly path: string;
  /** Where it is registered. */
  readonly file: string;
  readonly span: Span;
  /** The handler's text, shortened. */
  readonly handler: string;
  /** Where the handler itself stands; undefined where that is not known. */
  readonly handled: { readonly file: string; readonly span: Span } | undefined;
  readonly controls: Readonly<Record<ControlName, RouteControl>>;
  /** One of each action and kind of records, in the order of their names; what stands in functions that nobody can see is not among them. */
  readonly does: readonly RouteDeed[];
  /** True when something in the handler, or in what it calls, speaks of who asks, or of whom something belongs to. */
  readonly ofClient: boolean;
  /** The same of what shows who has sent a message: a signature, a secret that is shared. */
  readonly ofSender: boolean;
  /** Where what lets clients through takes who they are from a cookie or a session. */
  readonly carrier: { readonly file: string; readonly span: Span } | undefined;
  readonly head: RouteHead | undefined;
  readonly bodies: readonly RouteBody[];
  /** True when the handler's code reads what a request sends as one object. */
  readonly ofBody: boolean;
  /** What the handler, or what it calls, says of looking at the shape of what it got. */
  readonly ofShape: 'validates' | 'tests' | undefined;
  /** True when the handler's code is part of the program. */
  readonly isSeen: boolean;
  /** The part of the workspace that is built as one. */
  readonly unit: string;
  readonly application: RouteOwner;
  readonly router: RouteOwner;
  /** From the application to the handler. */
  readonly way: readonly RouteEvidence[];
  /** What has to hold for it to be registered. */
  readonly conditions: readonly RouteEvidence[];
}

/** A call that says something of a program as a whole, wherever it stands. */
export interface RouteSign {
  /** One of the engine's `SIGNS`: `cookie-write`. */
  readonly kind: string;
  /** What it names, where that is written out: the cookie `session`. */
  readonly name: string | undefined;
  /** Whether it has the attribute that matters of its kind. */
  readonly says: 'on' | 'off' | 'unknown';
  readonly place: { readonly file: string; readonly span: Span };
  /** The part of the workspace that is built as one. */
  readonly unit: string;
}

export interface RouteList {
  /** By path, method and place. */
  readonly routes: readonly RouteEntry[];
  readonly signs: readonly RouteSign[];
  /** What could not be followed, so that there may be more routes, or other controls. */
  readonly unresolved: readonly RouteEvidence[];
  /** Types of the program, by file and place. */
  readonly types: readonly RouteType[];
}
