/**
 * What a function does to applications, routers and requests, as plain data: kept with its summary, put together by
 * `inventory.ts` when somebody asks. No value of a running analysis is in it.
 */
import type { ActionKind, ControlKind, SignKind } from '../kinds';
import type { Site } from '../values';
import type { AskedOf, ClassId, DeclaredEvent } from './declaredFacts';
import type { GoesOn, HandlerRole, Registration } from './model/model';
import type { Gives } from './record/returning';
import type { Used } from './record/uses';
import type { Inputs } from './world';

/** `file#index`. */
export type FunctionId = string;

/** What an argument is, as far as the function that it stands in knows. */
export type Ref =
  | {
      readonly is: 'function';
      readonly func: FunctionId;
      readonly bound: Bindings | undefined;
      /** Only while functions are followed: the inputs of the function that it was met in. */
      readonly within?: Inputs;
    }
  /** An application, a router or one path of them, by where it is made. */
  | { readonly is: 'scope'; readonly id: string }
  /** A value that a model says is a control, or (without kinds) none. */
  | { readonly is: 'control'; readonly kinds: readonly ControlKind[]; readonly name: string; readonly unread?: readonly ControlKind[] }
  /** An input of the function: `$0`, `$this`, `^file:func:variable`; or a field of it. */
  | { readonly is: 'input'; readonly key: string; readonly below: readonly string[] }
  /** Texts it may be; all there are. */
  | { readonly is: 'text'; readonly texts: readonly string[] }
  | { readonly is: 'pattern'; readonly source: string; readonly flags: string }
  | { readonly is: 'list'; readonly items: readonly Ref[]; readonly complete: boolean }
  | { readonly is: 'object'; readonly fields: Readonly<Record<string, Ref>> }
  /** An error; status 0 when that is not known. `maybe`: or nothing at all. */
  | { readonly is: 'error'; readonly status: number; readonly name: string; readonly maybe: boolean }
  /** What comes of a function that is handed what comes next and returns what takes its place. */
  | { readonly is: 'wrap'; readonly by: Ref }
  /** What a function calls that puts what it is given around something else it is given. */
  | {
      readonly is: 'applied';
      readonly func: FunctionId;
      readonly bound: Bindings | undefined;
      readonly within?: Inputs;
      readonly args: readonly Ref[];
      readonly name: string;
    }
  /** The methods of a class that are handlers, and what stands before all of them. */
  | {
      readonly is: 'methods';
      readonly of: readonly ViewMember[];
      /** So many of the last of these are what fields of the class say. */
      readonly ahead: readonly Ref[];
      readonly said?: number;
      /** The class, and those of the program above it. */
      readonly line?: readonly ClassId[];
    }
  /** What is kept under a name on applications. */
  | { readonly is: 'named'; readonly name: string }
  /** What a setting of the program says. */
  | { readonly is: 'setting'; readonly name: string }
  /** The routes of the module that a file means by this name. */
  | { readonly is: 'module'; readonly file: string; readonly module: string }
  /** A status that is handed to a function. */
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'nothing' }
  | { readonly is: 'any'; readonly of: readonly Ref[] }
  /** Only while functions are followed: what a handler is handed. */
  | { readonly is: 'role'; readonly role: HandlerRole }
  /** `name` is the text that stands there. */
  | { readonly is: 'unknown'; readonly name: string };

export interface ViewMember {
  readonly method: string;
  /** Below the path at which the class is registered. */
  readonly path: string;
  readonly ref: Ref;
}

export type Bindings = Readonly<Record<string, Ref>>;

export type RouteEvent = {
  readonly site: Site;
  /** Block of the function, and the event's place in the order of the text. */
  readonly block: number;
} & (
  | { readonly event: 'make'; readonly id: string; readonly role: 'application' | 'router'; readonly framework: string }
  | { readonly event: 'make-route'; readonly id: string; readonly on: Ref; readonly path: Ref | undefined }
  | {
      readonly event: 'register';
      /** What the call is called. */
      readonly key: string;
      readonly framework: string;
      readonly does: Registration['does'] | 'strip';
      readonly early: boolean;
      /** Name of the shape of functions in the chain. */
      readonly shape: string | undefined;
      /** So many of the chain stand ahead of the rest, and before it alone. */
      readonly ahead: number;
      readonly everywhere: boolean;
      readonly whole: boolean;
      readonly replaces: boolean;
      /** Controls of these kinds that models know do not hold for it. */
      readonly lifts: readonly ControlKind[];
      readonly on: Ref;
      /** By the method's name alone: what it is called on is not known to be a router. */
      readonly guessed: boolean;
      /** Undefined: they stand before the path. */
      readonly methods: readonly string[] | undefined;
      readonly path: Ref | undefined;
      readonly chain: readonly Ref[];
      /** What each of the chain is called in the text. */
      readonly names: readonly string[];
      /** Of what is guessed: what it is on routers of other frameworks. */
      readonly instead?: readonly Omit<Extract<RouteEvent, { event: 'register' }>, 'site' | 'block' | 'instead'>[];
      /** What stands where the path does is a name. */
      readonly named?: true;
      /** Where what it registers stands, if not where the call does. */
      readonly place?: { readonly site: Site };
    }
  /** Something is kept under a name. */
  | { readonly event: 'keep'; readonly name: Ref; readonly value: Ref }
  /** It registers what nobody follows. */
  | { readonly event: 'gap'; readonly message: string; readonly folder?: FolderPlugin }
  /** More is said of routes. */
  | { readonly event: 'narrow'; readonly on: Ref; readonly methods: readonly string[] }
  /** A function is returned, or what stands for one. */
  | { readonly event: 'give'; readonly value: Ref }
  /** Nothing that comes next is run. */
  | { readonly event: 'abort'; readonly on: Ref }
  /** What comes next is run. */
  | { readonly event: 'go'; readonly on: Ref }
  | {
      readonly event: 'call';
      readonly callee: readonly Ref[];
      readonly args: readonly Ref[];
      readonly name: string;
      /** How what is called goes on, where it runs ahead of the function; undefined for a plain call. */
      readonly mode?: GoesOn;
      /** What becomes of what it gives back, where answers are given back. */
      readonly used?: Used;
      /** Scopes that it returns: what they are called where they are made, and what the caller calls them. */
      readonly gives: readonly { readonly key: string; readonly as: string }[];
    }
  /** Functions given to a call, which may run them. */
  | {
      readonly event: 'run';
      readonly functions: readonly Ref[];
      readonly name: string;
      /** The list whose method is called, which hands its elements over one after the other. */
      readonly each: Ref | undefined;
      /** Inputs that something nobody knows is handed with them. */
      readonly beside: readonly Ref[];
    }
  /** A status is set, or the request is answered: 0 where the status is not known. */
  | {
      readonly event: 'answer';
      readonly on: Ref;
      readonly status: number;
      /** The input that the status is. */
      readonly from: Ref | undefined;
      readonly ends: boolean;
      readonly redirect: boolean;
      readonly texts: readonly string[];
      /** It is only made here, and counts where it is given back. */
      readonly given?: true;
      /** It is an error that is answered with. */
      readonly fails?: true;
    }
  /** Of an error without a status: kept where it may depend on who asks. */
  | { readonly event: 'throw'; readonly error: Ref }
  /** Functions are put together under a name: what runs first comes first. */
  | { readonly event: 'wrap'; readonly id: string; readonly of: readonly Ref[] }
  /** What the function gives back at this point, as it is written; kept where a language's requests go on by that. */
  | {
      readonly event: 'return';
      readonly gives: Gives;
      readonly text: string;
      /** Where what is given back is made. */
      readonly made: { readonly site: Site };
    }
  /** Something known throws unless the client has, or has sent, what it should. */
  | { readonly event: 'check'; readonly kinds: readonly ControlKind[]; readonly name: string }
  /** Something is done that matters; `sure`: a model says so, and not the name of what is called. */
  | {
      readonly event: 'act';
      readonly actions: readonly ActionKind[];
      readonly name: string;
      readonly sure: boolean;
      /** What the records are that it reads or changes: `order`. */
      readonly entity?: string;
      /** Only promises are called: it is told by their name, and what keeps them knows better. */
      readonly behind?: readonly FunctionId[];
    }
  /** Something is called that says something of the program as a whole. */
  | { readonly event: 'sign'; readonly kind: SignKind; readonly name?: string; readonly says: 'on' | 'off' | 'unknown' }
  /** Who asks is taken from a cookie or a session here, in a function that stands there. */
  | { readonly event: 'carrier'; readonly around: { readonly site: Site } }
  /** Something of one of these types of the program is filled with what a request sends, or sent whole. */
  | {
      readonly event: 'body';
      readonly does: 'fill' | 'send';
      readonly name: string;
      readonly of: readonly TypeName[];
      /** What becomes of what the call gives back. */
      readonly used: Used;
    }
  /** Functions of the program that do something that matters are called, or given to a call. */
  | { readonly event: 'use'; readonly functions: readonly FunctionId[] }
  /** The value of a variable of a module, which frameworks read as a setting. */
  | { readonly event: 'setting'; readonly name: string; readonly value: Ref }
  | { readonly event: 'load'; readonly module: string }
  /** What decorators put before a method. */
  | { readonly event: 'behind'; readonly func: FunctionId; readonly of: readonly Ref[] }
  /** A decorator makes a method of a class a handler, below the class's path; `own`: what stands before it in place of what fields say. */
  | {
      readonly event: 'further';
      readonly func: FunctionId;
      readonly class: ClassId;
      readonly methods: readonly string[];
      readonly path: string;
      readonly own: readonly Ref[] | undefined;
    }
  /** Something stands on it that is asked of whoever calls it. */
  | { readonly event: 'asked' }
  /** A text that stands by itself where the function begins. */
  | { readonly event: 'mark'; readonly text: string }
  | DeclaredEvent
);

/** What the files of a folder export is handed routers. */
export interface FolderPlugin {
  readonly key: string;
  readonly framework: string;
  readonly on: Ref;
  readonly dir: Ref;
  readonly prefix: Ref | undefined;
  readonly rules: FolderRules;
}
export interface FolderRules {
  readonly open: readonly string[];
  readonly index: string;
  readonly besides: readonly string[];
}

/** A condition that a block ends with. */
export interface ConditionFacts {
  readonly site: Site;
  readonly text: string;
  /** Names and texts in it, and in what its variables were made of. */
  readonly words: readonly string[];
  /** The side on which what is tested is missing; undefined where it is no such test. */
  readonly absent: boolean | undefined;
  /** Where what is tested comes from: inputs as in `Ref`, `''` for the module and what is around it, or `AMBIENT`. */
  readonly from: readonly string[];
  /** It tests what the endpoint tells by a name, and nothing else; `there`: the side on which something is told. */
  readonly asked?: { readonly key: Ref; readonly at: AskedOf; readonly there: 0 | 1 };
}

/** The function's blocks, as far as order matters. */
export interface FlowFacts {
  readonly next: readonly (readonly number[])[];
  /** Block that catches what is thrown, or -1. */
  readonly caught: readonly number[];
  readonly ends: readonly ('return' | 'throw' | 'on')[];
  readonly conditions: Readonly<Record<number, ConditionFacts>>;
  /** For blocks whose errors are caught: names of what is called there. */
  readonly calls: Readonly<Record<number, readonly string[]>>;
}

/** What a text says of looking at what it gets. */
export type Shape = 'validates' | 'tests';

/** A type of the program, by the file that it stands in. */
export interface TypeName {
  readonly file: string;
  readonly name: string;
}

export interface RouteFacts {
  /** What it does, and what it calls: bits of `ACTS`. */
  readonly acts: number;
  readonly name: string;
  readonly params: readonly string[];
  /** The parameter that takes all further arguments, or -1. */
  readonly rest: number;
  readonly site: Site;
  /** Its text speaks of who asks. */
  readonly ofClient?: true;
  /** Its text speaks of what shows who has sent a message. */
  readonly ofSender?: true;
  /** Its text reads what a request sends as one object. */
  readonly ofBody?: true;
  /** Its text speaks of looking at whether what it gets is as it should be: it validates, or tests it at least. */
  readonly ofShape?: Shape;
  /** Parameters that it fills with what a request sends, or sends whole. */
  readonly bodies?: readonly { readonly does: 'fill' | 'send'; readonly param: number; readonly used: Used }[];
  readonly events: readonly RouteEvent[];
  readonly flow: FlowFacts | undefined;
}

/** Where a value comes from that a call has found out without being told anything: it may be of whoever asks. */
export const AMBIENT = '@';

/** Bits that tell at a glance what a function does; of one that is only promised, that somebody may. */
export const ACTS = { registers: 1, answers: 2, goesOn: 4, does: 8, promised: 16 } as const;
/** Those that say what it does to routes and requests, as against what it does besides. */
export const TO_REQUESTS = ACTS.registers | ACTS.answers | ACTS.goesOn;

/** The application that a program has by itself. */
/** The routes of a file, where they belong to it. */
export const MODULE = '@module:';
export const PROGRAM = '@program';
/** The application that lies in a folder. */
export const FOLDER = '@folder:';
/** Where what is served is reachable. */
export const OUTSIDE = '@outside';

/** In the key of a scope: what stands before it is made by the call that stands behind it. */
export const MADE_BY = '>';

/** A registration that is nothing special. */
export const PLAIN = { early: false, shape: undefined, ahead: 0, everywhere: false, whole: false, replaces: false, lifts: [] } as const;
