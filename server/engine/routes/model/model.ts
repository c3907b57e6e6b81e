/**
 * How a framework brings requests to handlers, in the words of its API: what routes are registered on, how, in which scope
 * controls hold, and what ends a request. All places are written in the path language of `engine/model.ts`.
 */
import type { ActionKind, ControlKind } from '../../kinds';
import type { Central, Decorators, Terms } from './declaredModel';

/**
 * Where a control holds.
 * `lexical-order`: for what is registered after it on the same router, and in all that is mounted there.
 * `encapsulated`: for what is registered in the same plugin and those inside it, whatever the order.
 * `decorators`: for the class or method it is written on. `central`: for the paths that a configuration lists.
 * `modules`: routes belong to the file they stand in, and files are mounted by their names.
 * `files`: a file's place is its path; controls stand in other files of certain names.
 */
export const SCOPES = ['lexical-order', 'encapsulated', 'decorators', 'central', 'files', 'modules'] as const;
export type Scope = (typeof SCOPES)[number];

/** A call that registers handlers, controls, routers or plugins on its receiver. */
export interface Registration {
  /** Without its parentheses: `App.{get,post}`; `App.route()` where what `App.route` returns is called. */
  readonly call: string;
  /**
   * `maker`: all places but those of `chain` are of the call that has made what is called, and so is the receiver; `methods: 'name'`
   * is its name. Decorators and annotations are such calls: `App.route()`, `"web.bind".GetMapping().*`.
   */
  readonly by?: 'call' | 'maker';
  /**
   * `route`: the chain ends with a handler. `mount`: controls and routers, for all that begins with the path.
   * `group`: the same, for the routers in the chain alone.
   * `parameter`: a control for routes whose path has the parameter that the path argument names.
   * `serve`: what the chain names is reachable from outside.
   * `prefix`: all paths of the router begin with it.
   */
  readonly does: 'route' | 'mount' | 'group' | 'parameter' | 'serve' | 'prefix';
  /**
   * `program`: on the one application that a program has by itself. `result`: on the application or router that the call makes. Else
   * on the receiver. `module`: on the file that it stands in. `argument`: on what it is given first; the chain is what it makes, or
   * else what it is called on.
   */
  readonly on?: 'program' | 'result' | 'module' | 'argument';
  /** Also for the applications in which the router is mounted. */
  readonly everywhere?: true;
  /** Nobody knows what it puts there: code that is found only when the program runs. */
  readonly unseen?: true;
  /** `mount`: its path is the whole path of a request, and no mere beginning. */
  readonly whole?: true;
  /** `mount`: its path takes the place of the router's own prefix. */
  readonly replaces?: true;
  /** Name of the shape of functions in the chain; see `HandlerShape.of`. `routers`: what stands there is no control for anything else. */
  readonly shape?: string;
  /**
   * `name`: as the method is called, in capitals (`del` is DELETE); `path`: it may stand before the path, in the same text; places
   * of the call; or the methods themselves.
   */
  readonly methods?: 'name' | 'path' | 'any' | string | readonly string[];
  /** Methods where nothing stands at those places. */
  readonly usual?: readonly string[];
  /** Places where the path may stand; a function that stands there is part of the chain. `(0)`, `(0).url`, `(path:)`. */
  readonly path?: string | readonly string[];
  /** Places of controls that stand before this chain alone: `(dependencies:)`. */
  readonly ahead?: string | readonly string[];
  /** Places of the chain, in the order in which they run; lists count as their elements. */
  readonly chain?: string | readonly string[];
  /** What stands in the chain is a class of which the framework makes an object; these methods of it are called. */
  readonly made?: readonly string[];
  /** Places of functions that are handed what comes next and return what takes its place; they run before the chain. */
  readonly wraps?: string | readonly string[];
  /** It holds for what is registered before it, too. */
  readonly early?: true;
  /** What is returned is one path of the receiver, of which more may be said: `router.HandleFunc(path, show).Methods("GET")`. */
  readonly returns?: 'route';
  /** Only where what stands there is one of these texts. */
  readonly only?: { readonly at: string; readonly is: readonly string[] };
  /** The elements of a list that stands there are registered one by one. */
  readonly each?: string;
  /** Options in which such a field is one of these ask for nothing: `{ mode: 'try' }`. */
  readonly lax?: { readonly field: string; readonly is: readonly string[] };
  /** What stands there is a control of the kind by itself; `false` there says that none of the kind holds for this. */
  readonly options?: Readonly<Partial<Record<ControlKind, string | readonly string[]>>>;
  /** It goes by the name of what the call's result becomes, with this before it, and has no path. */
  readonly named?: string;
  /** Fewer arguments mean something else: `app.get('name')` reads a setting. */
  readonly least?: number;
}

/** A call that makes a router, which is mounted where it is made. */
export interface Group {
  readonly call: string;
  readonly path?: string | readonly string[];
  /** Each element of a list that stands there is one by itself. */
  readonly each?: string;
  readonly chain?: string | readonly string[];
  readonly wraps?: string | readonly string[];
  /** Place of a function that is handed the new router: `(1)`. */
  readonly hands?: string | readonly string[];
  /** Values that are handed the receiver itself there: what such calls have made of a function. */
  readonly open?: readonly string[];
  /** Values that stand there and are controls of all that is registered on the receiver, unless what stands at `off` is false. */
  readonly plugins?: readonly { readonly value: string; readonly kind: ControlKind; readonly off?: string }[];
  /** Values that stand there and register what nobody follows. */
  readonly unseen?: readonly string[];
  /**
   * Values that stand there and hand a router of its own to what each file of a folder exports, below the path of the file's own
   * folder; a file that imports one of the modules `open` is handed the receiver itself. `index`: a file of that name is the only one
   * of its folder. A file whose name is among `besides` makes all of it unknown, and so does anything at `unless`.
   */
  readonly folders?: readonly {
    readonly value: string;
    readonly dir: string;
    readonly prefix: string;
    readonly unless: string;
    readonly open: readonly string[];
    readonly index: string;
    readonly besides: readonly string[];
  }[];
  /** What stands before it holds for the paths below it, whoever registers them. */
  readonly leaks?: true;
  /** It is mounted where it is given as a handler: `http.StripPrefix("/api", router)`. */
  readonly alone?: true;
}

/** A call that puts together what is given as one handler, or has more put after it. The places run in this order. */
export interface Chain {
  readonly call: string;
  readonly outer?: string | readonly string[];
  readonly wraps?: string | readonly string[];
  readonly chain?: string | readonly string[];
  /** One of these is enough. */
  readonly either?: string | readonly string[];
  /** It puts a control of these kinds behind `outer`. */
  readonly adds?: readonly ControlKind[];
}

/** A call that is given objects whose fields are handlers by name. The names stand where paths do. */
export interface Table {
  readonly call: string;
  /** On the router that the call makes, or else on the one application that a program has by itself. */
  readonly on: 'result' | 'program';
  /** Places of the objects; lists count as their elements. */
  readonly at: string | readonly string[];
  /** Only the fields of these fields, with the method of each. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Fields in which a handler may stand instead: `{ subscribe: … }`. */
  readonly within?: readonly string[];
  /** Methods, with the values that are handlers for them. */
  readonly methods?: Readonly<Record<string, readonly string[]>>;
  readonly shape?: string;
}

/** Says more of a route that is registered already, or about to be: `route.Methods("GET")`. */
export interface Narrowing {
  readonly call: string;
  readonly methods: string;
}

/** What the parameters of a handler are; the first description whose arity fits counts. */
export interface HandlerShape {
  readonly arity?: number;
  /** Of functions that registrations of this `shape` register; `ahead` of those that stand ahead. Without: of all others. */
  readonly of?: string;
  readonly parameters: readonly HandlerRole[];
  /**
   * How it goes on to what comes next, where it does not call it: whenever it has not said that it does not; by returning, whatever
   * it gives back; by giving back nothing; by giving back something true. `never`: nothing comes next, and what it gives back is
   * the answer.
   */
  readonly goesOn?: GoesOn;
}
export type GoesOn = 'unless-aborted' | 'return' | 'nothing' | 'truth' | 'never';
/** `next` is called to go on, `handler` is what comes next itself, called as handlers are. */
export type HandlerRole = 'handler' | 'request' | 'response' | 'next' | 'error' | 'context' | 'value';

/** What ends a request, or says how it ends. */
export interface Answers {
  /** A status code: an argument of a call, or a field that is assigned: `Response.status(0)`, `Response.statusCode`. */
  readonly status?: readonly string[];
  /** Calls without parentheses that answer: `Response.{send,json}`. */
  readonly ends?: readonly string[];
  /** Calls that end as an error does that is given to them: `Response.send`; what else they are given is an answer. */
  readonly fails?: readonly string[];
  /** Calls that send the client elsewhere: `Response.redirect`. */
  readonly redirects?: readonly string[];
  /** Calls without parentheses that answer with this status: `{ 403: ['Response.Forbidden'] }`. */
  readonly fixed?: Readonly<Record<number, readonly string[]>>;
  /** Fields of what handlers give back in which a status may stand: `1` of `return body, 401`. */
  readonly returned?: readonly string[];
  /** Calls of these that make an answer only: it counts where it is given back. */
  readonly made?: readonly string[];
  /** Values that go on to what comes next when they are given back. */
  readonly goesGiven?: readonly string[];
  /** Calls after which nothing that comes next is run: `Context.Abort`. */
  readonly aborts?: readonly string[];
  /** Calls that go on to what comes next: `Context.Next`. */
  readonly goes?: readonly string[];
  /** Arguments that make an error end with this status when it is thrown or handed on: `"http-errors"(0)`. */
  readonly errorStatus?: readonly string[];
  /** Errors with a status of their own: `{ 401: ['"http-errors".Unauthorized()'] }`. */
  readonly errors?: Readonly<Record<number, readonly string[]>>;
}

/** Files that export handlers, known by where they lie or by what they say of themselves. */
export interface RouteFiles {
  /**
   * A pattern for the file's path. Its group `root` is the folder of the program that the file belongs to, `path` is where the route
   * is: `[id]` in it is a parameter, `[...rest]` any number of segments, `(group)` and `@slot` are none.
   */
  readonly files?: string;
  /** A text that stands by itself where the file begins; where a function begins, that function is a handler. */
  readonly marked?: string;
  /** Wherever they lie: functions of these names whose first parameter is called so. */
  readonly parameter?: string;
  /** What may stand before it is told elsewhere: of these kinds of control nothing is known. */
  readonly elsewhere?: { readonly kinds: readonly ControlKind[]; readonly message: string };
  /** Exported names with their methods: `*` is any name, or all methods; `?` those that the handler tells apart. */
  readonly exports: Readonly<Record<string, string>>;
  /** `mount`: they stand before all routes of the program that lies in `root`. */
  readonly does: 'route' | 'mount';
  /** Begins the path; or, before the handler's own name, stands in its place. */
  readonly prefix?: string;
  readonly named?: string;
  /** What is exported that says before which paths it stands: `config.matcher`. */
  readonly before?: string;
  readonly shape?: string;
  /** Why its controls are believed no further than that they may hold. */
  readonly doubt?: string;
  /** Only where some file of the program imports such a module, or one below it. */
  readonly needs?: string;
}

/** Classes whose methods are handlers. */
export interface Views {
  /** Types of the classes above: `View`. */
  readonly base: readonly string[];
  /** Methods of the class, with the HTTP method and the path below: `{ get: 'GET', retrieve: 'GET /{pk}' }`. */
  readonly members: Readonly<Record<string, string>>;
  /** Classes of the library and the methods they have already. */
  readonly provides?: Readonly<Record<string, readonly string[]>>;
  /** Fields in which controls stand: `permission_classes`. */
  readonly controls?: readonly string[];
  /** Methods of such classes that say whether a request may go on. */
  readonly judged?: readonly string[];
  /** Methods that may bring controls of their own. */
  readonly opaque?: readonly string[];
  /** The setting that names the controls of classes that say nothing. */
  readonly defaults?: string;
  /**
   * Decorators that make any method of such a class a handler, below a path of its own name or the one at `path`; where `one` is
   * true, below that of one record, `under`. What stands at `controls` takes the place of what the class's fields say.
   */
  readonly further?: {
    readonly decorator: string;
    readonly methods: string;
    readonly usual: readonly string[];
    readonly path: string;
    readonly one: string;
    readonly under: string;
    readonly controls: string;
  };
}

export interface Routes {
  /** Absent where only controls are named. */
  readonly scope?: Scope;
  /** Calls without parentheses that make what routes are registered on. */
  readonly makes?: {
    /** Reachable by itself. */
    readonly application?: readonly string[];
    /** Reachable where it is mounted. */
    readonly router?: readonly string[];
    /** One path of its receiver, the first argument: `App.route`. */
    readonly route?: readonly string[];
    readonly groups?: readonly Group[];
    readonly chains?: readonly Chain[];
  };
  /** Calls that keep something under a name on what they are called on, and so on all values of the type: `App.decorate`. */
  readonly keeps?: readonly { readonly call: string; readonly on: string; readonly name: string; readonly value: string }[];
  /** Values that are the application that the program has by itself. */
  readonly program?: readonly string[];
  /** Types whose values serve what a field of them holds. */
  readonly served?: readonly { readonly type: string; readonly field: string }[];
  readonly narrows?: readonly Narrowing[];
  readonly tables?: readonly Table[];
  /** Methods by which an object is a handler. */
  readonly handlerMethods?: readonly string[];
  readonly register?: readonly Registration[];
  readonly handlers?: readonly HandlerShape[];
  readonly answers?: Answers;
  /** Values that are controls of a kind: `"passport".authenticate()`. */
  readonly controls?: Readonly<Partial<Record<ControlKind, readonly string[]>>>;
  /**
   * Calls without parentheses that return the function they are given behind a control, or (`none`) as it is: decorators. `none` is
   * also for what only names a function that runs before the handler.
   */
  readonly wrappers?: Readonly<Partial<Record<ControlKind | 'none', readonly string[]>>>;
  readonly views?: readonly Views[];
  /** Calls without parentheses that make a handler of the class they are called on: `View.as_view`. */
  readonly makesHandler?: readonly string[];
  /** Calls that name routes of a module: `include`. */
  readonly includes?: readonly string[];
  /** Members of a router, or what these return, that stand for it: `Router.urls`, `Router.routes()`. */
  readonly alias?: readonly string[];
  /** Variables of modules that frameworks read. */
  readonly settings?: readonly string[];
  /** The setting that names the module in which routes begin, and those that name controls of all routes. */
  readonly root?: string;
  readonly global?: readonly string[];
  /** What settings name controls by. */
  readonly named?: Readonly<Partial<Record<ControlKind | 'none', readonly string[]>>>;
  /** Calls that say of a class, with the decorator they are given, what stands before its methods: `method_decorator`. */
  readonly relays?: readonly string[];
  /**
   * Calls that return the function they are given behind what the call before them was given: `permission_classes()` of
   * `permission_classes([IsAuthenticated])(show)`; `setting`: behind what a setting names, unless something else is said.
   */
  readonly given?: readonly { readonly call: string; readonly controls?: string; readonly setting?: string }[];
  /** Calls that run the function they are given when the function in which they stand is run: `Depends` of a parameter. */
  readonly runs?: readonly string[];
  /** Calls that throw unless the client has, or has sent, what it should: `Schema.parse`. */
  readonly checks?: Readonly<Partial<Record<ControlKind, readonly string[]>>>;
  /** Calls without parentheses that do something: `{ 'write-data': ['Model.create'] }`. */
  readonly actions?: Readonly<Partial<Record<ActionKind, readonly string[]>>>;
  /** Arguments that calls fill with what a request sends, by the type of them: `Context.Bind(0)`. */
  readonly fills?: readonly string[];
  /** Arguments that are sent whole, by their type: `Context.JSON(1)`. */
  readonly sends?: readonly string[];
  /** Values that note what is wrong with a request and go on: a control of the kind once somebody asks them. */
  readonly unread?: Readonly<Partial<Record<ControlKind, readonly string[]>>>;
  /** Values that stand in chains and are no control: they always go on. */
  readonly passes?: readonly string[];
  readonly decorators?: Decorators;
  /** Words of the expressions that decorators and rules have. */
  readonly terms?: Terms;
  readonly central?: Central;
  readonly files?: readonly RouteFiles[];
}
