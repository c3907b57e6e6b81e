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
}

export interface RouteControl {
  /** `unknown`: something on the way could not be resolved, or the control holds for some requests only. */
  readonly state: ControlState;
  /** Outermost first; for `unguarded`, what looked like a control and is none. */
  readonly evidence: readonly RouteEvidence[];
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
  readonly controls: Readonly<Record<ControlName, RouteControl>>;
  /** From the application to the handler. */
  readonly way: readonly RouteEvidence[];
  /** What has to hold for it to be registered. */
  readonly conditions: readonly RouteEvidence[];
}

export interface RouteList {
  /** By path, method and place. */
  readonly routes: readonly RouteEntry[];
  /** What could not be followed, so that there may be more routes, or other controls. */
  readonly unresolved: readonly RouteEvidence[];
}
