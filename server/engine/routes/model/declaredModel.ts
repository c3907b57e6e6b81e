/**
 * How a framework is told of routes and controls by what is written on classes and methods, and by lists of rules that hold for
 * paths wherever their handlers stand. Places are written in the path language of `engine/model.ts`; those of a decorator are
 * places of the call that makes it, and of several that are listed the first that is there counts.
 */
import type { ControlKind } from '../../kinds';

/** The methods themselves; a place, where the last names of what stands there count (`Method.POST`); `any`. */
export type DeclaredMethods = 'any' | string | readonly string[];

/** Classes and methods that decorators or annotations make endpoints. */
export interface Decorators {
  /** On a class: what is registered on it begins with this path. `serves`: requests reach its handlers. */
  readonly groups?: readonly { readonly decorator: string; readonly path?: string | readonly string[]; readonly serves: boolean }[];
  /** On a method. Without a path it is the class's, or what `paths` says. */
  readonly routes?: readonly {
    readonly decorator: string;
    readonly methods: DeclaredMethods;
    readonly path?: string | readonly string[];
    /** Whatever stands on its class: a method with a path and nothing else may lead to it. */
    readonly alone?: true;
  }[];
  /** On any class: what stands before the paths of all that the application serves. */
  readonly bases?: readonly { readonly decorator: string; readonly path: string | readonly string[] }[];
  /** On a method: where it is, whatever makes it an endpoint. */
  readonly paths?: readonly { readonly decorator: string; readonly path: string | readonly string[] }[];
  /**
   * On a class or method: what is asked before the handler runs; without kinds, nothing. What a method says replaces what its
   * class says, within one family. `switched`: it does nothing unless the program says so somewhere.
   */
  readonly controls?: readonly {
    readonly decorator: string;
    readonly kinds?: readonly ControlKind[];
    /** Place of an expression of `terms`. */
    readonly expression?: string | readonly string[];
    readonly family: string;
    readonly switched: boolean;
    /** It is asked whoever calls the method, from another class. */
    readonly onCalls?: true;
  }[];
  /** On any class: controls of that family are carried out. */
  readonly switches?: Readonly<Record<string, readonly string[]>>;
  /** On a class: this is where a program begins. */
  readonly begins?: readonly string[];
  /** On a method or its class: whether it is there depends on the setting. */
  readonly conditional?: readonly string[];
  /** On a method: the framework calls it for what it makes. */
  readonly makers?: readonly string[];
  /** On a decorator of the program's own: what it stands on stands only before the endpoints that it stands on, too. */
  readonly binds?: readonly string[];
  /** On a class: there is one object of it, which the framework finds. */
  readonly parts?: readonly string[];
  /**
   * Classes above those whose objects stand before endpoints, by a method that is handed what handlers of this shape are.
   * `byPart`: an object that the framework finds stands before all of them.
   */
  readonly stations?: readonly {
    readonly above: string;
    readonly method: string;
    readonly shape: string;
    readonly byPart: boolean;
    /** A method that may leave requests out. */
    readonly unless?: string;
  }[];
  /** On such a class: before which paths. */
  readonly placed?: readonly { readonly decorator: string; readonly path: string | readonly string[] }[];
  /** Names of calls that place such objects, of what they are given; and those on their results that say before which paths. */
  readonly placing?: {
    readonly calls: readonly string[];
    /** Called on what one of these has made: it is placed then. */
    readonly fills: readonly string[];
    /** These place it somewhere that is not known. */
    readonly somewhere: readonly string[];
    readonly paths: readonly string[];
    /** With a star at the end for all that is below. */
    readonly prefixes: readonly string[];
    readonly except: readonly string[];
  };
  /** On a class or method: it stands before that, whatever else does. */
  readonly stands?: readonly Standing[];
  /** Called on the application: it stands before all its endpoints. */
  readonly everywhere?: readonly Standing[];
  /**
   * Calls on what a call named `apply` has returned: what that was given stands before the endpoints whose paths or classes these are
   * given, all that begins with a path that stands alone; a call named `except` between the two leaves some out.
   */
  readonly placements?: readonly { readonly call: string; readonly apply: string; readonly except: string; readonly shape: string }[];
  /**
   * On a class: what the list at that place says about one of the tokens stands before all endpoints. Elements of the list are
   * objects: the token in the field `as`, what it stands for in the first of the fields `by` that is there.
   */
  readonly provided?: readonly {
    readonly decorator: string;
    readonly list: string;
    readonly as: string;
    readonly by: readonly string[];
    readonly tokens: readonly { readonly value: string; readonly shape: string; readonly kinds?: readonly ControlKind[] }[];
  }[];
  /** Of each shape: methods by which classes and objects are handlers. A class that has several is all of them. */
  readonly acting?: Readonly<Record<string, readonly string[]>>;
  /** On a class or method: those who stand before it can ask what it tells, by a name. */
  readonly tells?: readonly { readonly call: string; readonly key: string; readonly value: string }[];
  /** Calls that make such a decorator, which is the name itself: `const Open = decorator()`. Its first argument is what it tells. */
  readonly tellers?: readonly string[];
  /** Calls by which it is asked, the place of the name, and what in the call's text says that the method or the class is asked. */
  readonly asks?: readonly { readonly call: string; readonly key: string; readonly method: string; readonly class: string }[];
  /** On a class or method: controls of these kinds that models know do not hold. */
  readonly lifts?: readonly { readonly decorator: string; readonly kinds: readonly ControlKind[] }[];
  /** Calls on the application: all paths begin with that, but for those that `except` lists. */
  readonly prefixes?: readonly { readonly call: string; readonly path: string; readonly except?: string }[];
  /** Calls by which a program begins. */
  readonly starts?: readonly string[];
  /** On a method or its class: its place among those of its kind, the smallest number first. */
  readonly order?: readonly { readonly decorator: string; readonly at: string }[];
}

/** What stands before endpoints: handlers, or classes and objects whose methods are, as `acting` says. */
export interface Standing {
  /** Without its parentheses. */
  readonly call: string;
  readonly chain: string | readonly string[];
  readonly shape: string;
  /** What nobody knows there may be a control of these kinds; without: of any. */
  readonly kinds?: readonly ControlKind[];
}

/** Words of expressions that say what is asked of a client: `hasRole('A') and isAuthenticated()`. */
export interface Terms {
  readonly kinds: Readonly<Record<string, readonly ControlKind[]>>;
  /** Those that let everybody in, and those that let nobody in. */
  readonly open: readonly string[];
  readonly closed: readonly string[];
}

/** A configuration that says what is asked where, wherever the handlers stand. Calls are known by their last name. */
export interface Central {
  /** Whose requests a rule is about. `outside`: none that a handler of the program answers. */
  readonly match: readonly {
    readonly call: string;
    readonly covers: 'paths' | 'all' | 'outside';
    readonly written: 'wildcards' | 'pattern';
    /** Also names of what is made: `new Matcher('/a')`. */
    readonly isValue: boolean;
  }[];
  /** Called on what these return: what is asked; without kinds and expression it is not known. The first rule that fits decides. */
  readonly decide: readonly { readonly call: string; readonly kinds?: readonly ControlKind[]; readonly expression?: string }[];
  /** Calls that begin the rules of a list, and what is asked where none of them fits. */
  readonly rest: readonly { readonly call: string; readonly kinds: readonly ControlKind[] }[];
  /** Names of calls whose matches, or those of the function they are given, choose the requests that the list is for. */
  readonly scope: readonly string[];
  /** Names of calls that matches are called on, which no list is for. */
  readonly ignore: readonly string[];
  /** Calls that make a list of what has been said, though it may have no rule. */
  readonly makes: readonly string[];
  /** Classes above those whose method of this name makes a list. */
  readonly inherits: readonly { readonly above: string; readonly method: string }[];
  /** Controls that hold where a list does, for these methods: after `call`, a call of `off` takes them away, one of `less` for some. */
  readonly standing: readonly {
    readonly kind: ControlKind;
    readonly call: string;
    readonly off: readonly string[];
    readonly less: readonly string[];
    readonly methods: readonly string[];
  }[];
  /** Beginnings of modules: where the program imports one and has no list, this is asked everywhere, or perhaps. The first counts. */
  readonly byDefault: readonly {
    readonly name: string;
    readonly modules: readonly string[];
    readonly kinds: readonly ControlKind[];
    readonly certain: boolean;
  }[];
}
