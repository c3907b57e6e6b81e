/** What a quick fix gets to see and what it returns. The analyzer proves every fix before anyone is offered it. */
import type { Edit } from '../base/edit';
import type { Finding } from '../base/finding';
import type { ControlName, RouteEntry, RouteType } from '../base/route';
import type { Span } from '../base/span';
import type { FlatTree } from '../syntax/flatTree';

export interface FixContext {
  readonly file: string;
  readonly language: string;
  readonly text: string;
  readonly tree: FlatTree;
  readonly finding: Finding;
  /** What a route rule knows of the program beside what it says. */
  readonly remedy: Remedy | undefined;
  /** All types of the program. */
  types(): readonly RouteType[];
  /** Another file of the program; undefined where it cannot be read. */
  look(file: string): SourceText | undefined;
  /** Smallest named node that covers the span. */
  nodeAt(span: Span): number;
}

export interface SourceText {
  readonly file: string;
  readonly language: string;
  readonly text: string;
  readonly tree: FlatTree;
}

/** What can be done about routes, told from others of the program. It is no part of what is reported. */
export interface Remedy {
  /** Those that it is about. */
  readonly routes: readonly RouteEntry[];
  /** What has to change: the first of the routes, the router that all of them are on, or the line that is pointed at. */
  readonly at: 'route' | 'router' | 'line';
  readonly control: ControlName;
  /** Routes that have what these lack, and where it stands: what most have comes first, then what is nearest. */
  readonly like: readonly Likeness[];
  /** How many routes have the first of these. */
  readonly count: number;
  /** Of what is taken or sent, as the program declares it. */
  readonly types?: readonly RouteType[];
}

export interface Likeness {
  readonly route: RouteEntry;
  /** As it is written: `requireRole('admin')`; empty where the handler asks by itself, or what is put around it. */
  readonly name: string;
  /** Where that stands, or where it is decided. */
  readonly place: { readonly file: string; readonly span: Span };
}

/** A fix that takes after another route: what it puts there, as it is called there, and how. */
export interface Taken {
  readonly name: string;
  /** Where it does not stand before the handler, but in it. */
  readonly title?: string;
  readonly edits: readonly Edit[];
}

export interface Fix {
  /** Says what changes: "Pass `id` as a bound parameter". */
  readonly title: string;
  /** `safe`: keeps the behaviour of correct callers, may be applied in bulk. `guided`: the developer must finish or confirm. */
  readonly kind: 'safe' | 'guided';
  readonly edits: readonly Edit[];
}

export interface FixMaker {
  /** Languages it can write. */
  readonly languages: readonly string[];
  /** Where there are several ways, the first that holds is offered. */
  make(context: FixContext): Fix | readonly Fix[] | undefined;
}
