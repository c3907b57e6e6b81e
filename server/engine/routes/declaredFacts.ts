/** What classes, their decorators and lists of rules say about routes, as plain data beside the other facts. */
import type { ControlKind } from '../kinds';
import type { Site } from '../values';
import type { FunctionId, Ref } from './facts';

/** `file@index`. */
export type ClassId = string;

/** What one decorator says, its places read. */
export type Mark = { readonly framework: string; readonly site: Site } & (
  | { readonly says: 'group'; readonly path: Ref | undefined; readonly serves: boolean }
  | { readonly says: 'route'; readonly path: Ref | undefined; readonly methods: readonly string[]; readonly alone: boolean }
  | { readonly says: 'path'; readonly path: Ref | undefined }
  | { readonly says: 'base'; readonly path: Ref | undefined }
  | {
      readonly says: 'control';
      /** Kinds that it is, and of which it is not certain. */
      readonly kinds: readonly ControlKind[];
      readonly doubts: readonly ControlKind[];
      readonly family: string;
      readonly switched: boolean;
      /** As it stands in the text. */
      readonly name: string;
    }
  | { readonly says: 'placed'; readonly path: Ref | undefined }
  | { readonly says: 'switch'; readonly family: string }
  /** Undefined: not known. */
  | { readonly says: 'order'; readonly at: number | undefined }
  | { readonly says: 'begins' | 'conditional' | 'maker' | 'part' }
  /** `to`: the decorator that this stands on, for what that stands on. */
  | { readonly says: 'binds'; readonly to?: ClassId }
  /** What was noted when the call was made that made the decorator: `KeptObject`s, by a name. */
  | { readonly says: 'kept'; readonly ref: Ref; readonly name: string }
  | ({ readonly says: 'everywhere' } & Standings)
  | { readonly says: 'lifts'; readonly kinds: readonly ControlKind[]; readonly name: string }
  /** Nobody knows it, and by its name it may turn clients away. */
  | { readonly says: 'unclear'; readonly name: string }
);

/** What stands before endpoints. */
export interface Standings {
  readonly shape: string;
  /** What nobody knows there may be one of these; undefined: any. */
  readonly kinds: readonly ControlKind[] | undefined;
  readonly chain: readonly Ref[];
  /** What each is called in the text. */
  readonly names: readonly string[];
  /** Before these alone; without: before all. */
  readonly placed?: Placement;
}

export interface Placement {
  readonly paths: readonly PlacedPath[];
  readonly classes: readonly ClassId[];
  readonly except: readonly PlacedPath[];
}
/** `*` for any method; then all that begins with the path. */
export interface PlacedPath {
  readonly path: Ref;
  readonly method: string;
}

/** Where what endpoints tell is looked for. */
export type AskedOf = 'method' | 'class' | 'both';

/** For which requests a rule is. */
export interface Match {
  readonly covers: 'paths' | 'all' | 'outside';
  readonly paths: Ref;
  /** `?` for one that is not known. */
  readonly methods: readonly string[];
  readonly written: 'wildcards' | 'pattern';
}

export type DeclaredEvent =
  | ({ readonly event: 'everywhere'; readonly framework: string } & Standings)
  /** All paths begin with it, but for some. */
  | { readonly event: 'prefix'; readonly framework: string; readonly path: Ref; readonly except: Ref | undefined }
  /** A program begins. */
  | { readonly event: 'starts' }
  /** It is asked what the endpoint tells by that name. */
  | { readonly event: 'asks'; readonly key: Ref; readonly at: AskedOf }
  | {
      readonly event: 'class';
      readonly id: ClassId;
      readonly name: string;
      readonly parents: readonly ClassId[];
      /** Roles of library classes above. */
      readonly above: readonly string[];
      readonly marks: readonly Mark[];
      /** Decorators that are classes of the program themselves. */
      readonly metas: readonly ClassId[];
      /** Where something is above it. */
      readonly methods: readonly { readonly name: string; readonly func: FunctionId }[];
      /** Methods that are not written out. */
      readonly promised: readonly { readonly name: string; readonly func: FunctionId }[];
    }
  | {
      readonly event: 'method';
      readonly func: FunctionId;
      readonly class: ClassId;
      /** As its class knows it. */
      readonly name: string;
      /** It is written out, and no mere promise of an interface. */
      readonly hasBody: boolean;
      /** Name of its class. */
      readonly of: string;
      /** Of one that has a path: classes of what it returns. */
      readonly returns: readonly ClassId[];
      readonly marks: readonly Mark[];
      readonly metas: readonly ClassId[];
    }
  /** Something is called that nobody knows, or of which only a promise is known, and that comes back, by its name, only for those who may. */
  | { readonly event: 'demand'; readonly name: string; readonly functions: readonly FunctionId[] }
  /** Objects of classes are placed before endpoints: `place` the first time, then for which paths and for which not. */
  | {
      readonly event: 'station';
      readonly framework: string;
      /** The call that places it. */
      readonly id: string;
      readonly adds: 'place' | 'somewhere' | 'paths' | 'prefixes' | 'except';
      readonly classes: readonly ClassId[];
      readonly matches: readonly Match[];
      /** What is placed, as it stands in the text. */
      readonly name: string;
    }
  /**
   * `match`: said for what is around it. `list`: there is one, whatever it says. `off`: a standing control is turned off.
   * `rest`: what is asked where no rule fits.
   */
  | {
      readonly event: 'rule';
      readonly framework: string;
      readonly does: 'decide' | 'match' | 'scope' | 'ignore' | 'list' | 'off' | 'rest';
      readonly matches: readonly Match[];
      /** Functions whose matches count. */
      readonly functions: readonly Ref[];
      readonly kinds: readonly ControlKind[];
      /** Kinds of which it is not certain. */
      readonly doubts: readonly ControlKind[];
      /** As it stands in the text. */
      readonly name: string;
    };
