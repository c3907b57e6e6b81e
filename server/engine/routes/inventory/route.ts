/** Routes, as the inventory lists them. */
import type { ControlKind, SignKind } from '../../kinds';
import type { Site } from '../../values';
import type { Evidence } from '../judge/behaviour';
import type { BodyFacts, Deed, Standing } from './deeds';
import type { ControlVerdict } from './verdicts';

export interface Route {
  /** In capitals; `ALL` for any. */
  readonly method: string;
  /** `…` stands for what is not known. */
  readonly path: string;
  readonly site: Site;
  /** Text of the handler: `orders.list`. */
  readonly handler: string;
  /** Where it stands, and what it has taken along. */
  readonly stands: readonly Standing[];
  readonly controls: Readonly<Record<ControlKind, ControlVerdict>>;
  readonly does: readonly Deed[];
  /** Something in the handler, or in what it calls, speaks of who asks. */
  readonly ofClient: boolean;
  /** The same of what shows who has sent a message. */
  readonly ofSender: boolean;
  /** Where what lets clients through takes who they are from a cookie or a session. */
  readonly carrier: Site | undefined;
  readonly body: BodyFacts;
  /** The handler's code is part of the program. */
  readonly isSeen: boolean;
  /** The part of the workspace that is built as one. */
  readonly unit: string;
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

/** A call that says something of the program as a whole. */
export interface Sign {
  readonly kind: SignKind;
  readonly name: string | undefined;
  readonly says: 'on' | 'off' | 'unknown';
  readonly site: Site;
  readonly unit: string;
}

export interface Inventory {
  /** By path, method and place. */
  readonly routes: readonly Route[];
  /** By file and place. */
  readonly signs: readonly Sign[];
  readonly unresolved: readonly Evidence[];
}
