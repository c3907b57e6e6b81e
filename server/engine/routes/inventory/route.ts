/** Routes, as the inventory lists them. */
import type { ControlKind } from '../../kinds';
import type { Site } from '../../values';
import type { Evidence } from '../judge/behaviour';
import type { Deed } from './deeds';
import type { ControlVerdict } from './verdicts';

export interface Route {
  /** In capitals; `ALL` for any. */
  readonly method: string;
  /** `…` stands for what is not known. */
  readonly path: string;
  readonly site: Site;
  /** Text of the handler: `orders.list`. */
  readonly handler: string;
  readonly controls: Readonly<Record<ControlKind, ControlVerdict>>;
  readonly does: readonly Deed[];
  /** Something in the handler, or in what it calls, speaks of who asks. */
  readonly ofClient: boolean;
  /** The same of what shows who has sent a message. */
  readonly ofSender: boolean;
  /** The handler's code is part of the program. */
  readonly isSeen: boolean;
  readonly application: Owner;
  readonly router: Owner;
  /** From the application down: where it is made, what is mounted where. */
  readonly way: readonly Evidence[];
  /** What has to hold for it to be registered at all. */
  readonly conditions: readonly Evidence[];
}

/** What routes are registered on, told apart by `id`. */
export interface Owner {
  readonly id: string;
  readonly site: Site | undefined;
}

export interface Inventory {
  /** By path, method and place. */
  readonly routes: readonly Route[];
  readonly unresolved: readonly Evidence[];
}
