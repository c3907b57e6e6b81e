/**
 * A framework or library, as plain data: which places of its API are sources, sinks, sanitizers and so on.
 * Models name APIs, never rules. The policy file's `models` has the same fields.
 *
 * Places are written in a small path language.
 *
 *   roots   "pg"              the module `pg` (its default and its namespace alike; `node:` is dropped)
 *           Pool              a type of this model's `types`, of another model as `express.App` (its name lower-cased), or else a global name
 *           <pg.Pool>         a value declared to be of that type; `<Pool>` a type known by name alone
 *           *                 any value at all: `*.trim()`; used where no other pattern speaks for the call
 *           (req,res)         a function's parameters by their names; followed by `#0`, `#1`: lowers confidence
 *           (..,db)           a parameter of that name, wherever it stands among the others; lowers confidence
 *   steps   .name  .{a,b}  .* a member; `.*` any member
 *           ()                what a call (or `new`) returns, awaited or not: promises are transparent
 *           `                 what a tagged template returns
 *           []                an element of an array, map or set; an iterated value
 *           =>                what the function given here returns: `App.get(fn)=>`
 *           #0 #1 #*          a parameter of the function given here: `App.get(fn)#0`; `App.route(0).handler#0` of one in a field;
 *                             after a member, of the method of that name in a class that has this one above it: `View.get#0`
 *           (0) (1) (last) (*) (fn)   an argument: by position, the last, any, any that is a function (or a list of functions)
 *           (fn/4)            a function with exactly four parameters; where it matches, plain (fn) does not
 *           (0..)             that argument and all after it
 *           (name:)           a keyword argument; (:) all of them, as the fields of one object
 *           (0).text          a field of an object given as argument; `(0).*` any of its fields, `(0).**` it and all below,
 *                             `(0).**!{a,b}` but for what stands below fields of these names; `(0).**.a` such a field, however deep
 *           (0)[..'--']       the elements of a list that stand before the constant
 *           (this)            the receiver of a method call
 *           (`)               an interpolated value of a tagged template
 *   filter  [0='md5'|'sha1']  after a member, before the call: that argument is one of these constants (text without regard to case),
 *           [2.shell=true]    or a field of an argument; `[shell:=true]`: a keyword argument; `[2.shell=*]`: present; `[2.shell!=true]`: known to be otherwise or absent;
 *           [0=/plain/]       a regular expression that lets only plain characters through; `[0!=/plain/]` anything else;
 *           [2.root!=*]       absent, or nothing is known of it; `[1=?]` there, and not a known text;
 *           [1=absent], [0~'text/html'|'svg']: text that contains one of these; `[0!~'<int:']` a known one that contains none. A filter on an unknown value does not match.
 */
import type { CallKind, SanitizerKind, SinkKind, SourceKind } from './kinds';
import type { Routes } from './routes/model/model';

export interface Flow {
  /** The call, without its parentheses: `*.map`, `"path".join`. */
  readonly call: string;
  /** Where from: `(this)`, `(this)[]`, `(0)`, `(*)`, `(0)=>`; `(0)#1#0`: what the function given there hands to its own parameter 1 … */
  readonly from: string | readonly string[];
  /** Where to: `()` the result, `()[]`, `(0)#0`, `(this)`, `(this)[]`, `(0).x` … */
  readonly to: string | readonly string[];
  /** What the value goes through on the way. */
  readonly as?: SanitizerKind | readonly SanitizerKind[];
  /** What no longer holds of it: decoding undoes `url-encoded`, and a check of what has been decoded since is no check. */
  readonly undoes?: SanitizerKind | readonly SanitizerKind[];
}

interface Roles {
  /** Role → argument position: `{ options: '(0)' }`. */
  readonly roles: Readonly<Record<string, string>>;
  /** What holds of roles that the call leaves open. */
  readonly defaults?: Readonly<Record<string, string | number | boolean | null>>;
  /** Only in files that import this module, whether or not they name it: some change what others do. */
  readonly beside?: string;
}
export type CallModel =
  /** The call, without its parentheses: `"cors"`, `"jsonwebtoken".sign`, `Response.set[0='set-cookie']`. */
  | (Roles & { readonly call: string })
  /** A place that something is assigned to, or a variable of a module by its name alone: (0) is what it then holds, (this) whose it is. */
  | (Roles & { readonly set: string });

/**
 * What the engine knows about certain calls (named without parentheses):
 * `replace`: (0) what, (1) by what, on the receiver: which characters are gone or encoded.
 * `part`: the receiver from position (0) on.
 * `join`: the elements of the receiver, put together with (0) between them.
 * `invoke`: the receiver is called on (0) with the further arguments. `invoke-list`: with the elements of (1).
 * `bind`: the receiver, to be called on (0) with the further arguments before its own.
 * `conform`: the receiver is a schema, whose field `shape` holds the schemas of fields and `element` that of elements; what the
 *            call's first flow moves goes through them by the method of the same name.
 * `join-with`: the elements of (0), put together with the receiver between them.
 * `append`: (*) become the last elements of the receiver.
 * `read`: the field or element of the receiver that (0) names, or (1) where there is none.
 * `matches`: a regular expression as receiver tests (0). `matched-by`: the receiver is tested against (0).
 * `regex`: the text (0) becomes a regular expression. The further ones take it as text: `text-matches`: (0) is found in (1);
 * `text-matches-start`: at its beginning; `text-matches-whole`: all of it. `matches-start`, `matches-whole`: as `matches`, likewise.
 * `text-replace`: what (0) matches in (2) becomes (1); `regex-replace`: what the receiver matches in (1) becomes (0).
 * `member`: the receiver holds (0): a list, a set. Also text that contains (0): then the receiver is the subject.
 * `has-key`: the receiver has the key (0). `owns-key`: (0) has the key (1).
 * `starts-with`, `ends-with`: the receiver begins or ends with (0).
 * `position`: the position of (0) in the receiver, or -1.
 * `not-number`: (0) is not a number. `same-text`: receiver and (0) are equal.
 * `mode`: a value (not a call) that names the running mode, `production` or not; or one that is true in development alone.
 */
export const MEANINGS = [
  'replace',
  'part',
  'join',
  'join-with',
  'append',
  'read',
  'conform',
  'invoke',
  'invoke-list',
  'bind',
  'matches',
  'matches-start',
  'matches-whole',
  'matched-by',
  'regex',
  'text-matches',
  'text-matches-start',
  'text-matches-whole',
  'text-replace',
  'regex-replace',
  'member',
  'has-key',
  'owns-key',
  'starts-with',
  'ends-with',
  'position',
  'not-number',
  'same-text',
  'mode',
] as const;
export type Meaning = (typeof MEANINGS)[number];

export interface ModelSpec {
  /** As people write it; ids of types elsewhere use it in lower case. */
  readonly name: string;
  /** The package, where there is one. */
  readonly module?: string;
  /** Names for places, usable in all other fields. */
  readonly types?: Readonly<Record<string, readonly string[]>>;
  readonly sources?: Readonly<Partial<Record<SourceKind, readonly string[]>>>;
  readonly sinks?: Readonly<Partial<Record<SinkKind, readonly string[]>>>;
  /**
   * Calls whose result has gone through that: `"escape-html"()`; arguments flow to the result. A place `(0)` means the argument
   * itself is clean after the call; with the place `(this)`, whatever the receiver is handed after the call is. A type, `<int>`:
   * whatever is declared to be of it.
   */
  readonly sanitizers?: Readonly<Partial<Record<SanitizerKind, readonly string[]>>>;
  /** Calls that set up the whole program, wherever they stand: all that clients choose the shape of then goes through that. */
  readonly settings?: Readonly<Partial<Record<SanitizerKind, readonly string[]>>>;
  /** Predicates: the named argument has that property where the call is truthy (or returns without throwing): `"validator".isUUID(0)`. */
  readonly checks?: Readonly<Partial<Record<SanitizerKind, readonly string[]>>>;
  /** How values move through a call. A call with flows carries nothing else. */
  readonly flows?: readonly Flow[];
  /** Values that are always the same: `{ '"http".OK': 200 }`. */
  readonly constants?: Readonly<Record<string, string | number>>;
  /** Calls (without their parentheses) that return a new object, which keeps what its methods put into it; `new` always does. */
  readonly makes?: readonly string[];
  /** The same, with what is in fields of the new object until something else is put there: `{ '"http".Cookie': { secure: false } }`. */
  readonly begins?: Readonly<Record<string, Readonly<Record<string, string | number | boolean | null>>>>;
  /** Calls and fields that carry nothing of what went in: `*.length`, `"fs".existsSync()`. */
  readonly quiet?: readonly string[];
  /** Calls (without their parentheses) that never come back: `"sys".exit`. */
  readonly ends?: readonly string[];
  readonly calls?: Readonly<Partial<Record<CallKind, readonly CallModel[]>>>;
  /** Calls the engine understands by itself, once it is told which they are. */
  readonly meanings?: Readonly<Partial<Record<Meaning, readonly string[]>>>;
  readonly routes?: Routes;
}

export interface Model extends ModelSpec {
  readonly language: string;
}

export function model(language: string, spec: ModelSpec): Model {
  return { language, ...spec };
}
