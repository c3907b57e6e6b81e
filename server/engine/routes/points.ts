/** What a function does to a request, place by place. */
import type { Site } from '../values';
import type { Behaviour } from './behaviour';

export const NOTHING_DONE: Behaviour = {
  guards: new Map(),
  own: new Map(),
  goesOn: false,
  answers: false,
  refuses: false,
  always: undefined,
  mounts: [],
  unknown: undefined,
};

export interface Point {
  readonly block: number;
  readonly site: Site;
  /** `check`: a call that refuses, or comes back only when it has not. `run`: the request is handed to a handler that is known. */
  readonly does: 'go' | 'run' | 'refuse' | 'check' | 'answer';
  readonly status: number;
  readonly redirect: boolean;
  readonly texts: readonly string[];
  /** Words of what it depends on besides the conditions of this function. */
  readonly words: readonly string[];
  /** It both refuses and goes on, by a condition of its own. */
  readonly decides: boolean;
  /** An error of which nobody knows how it ends. */
  readonly fault: boolean;
  readonly inner: Behaviour | undefined;
  /** Nothing that comes next is run after it. */
  readonly stops: boolean;
}

/** What is said of one; all else is as usual. */
export type Made = Partial<Point> & Pick<Point, 'does'>;
