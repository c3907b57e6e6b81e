import type { OrderLine } from '../repositories/orderRepository';

export interface Cart {
  readonly lines: readonly OrderLine[];
  readonly total: number;
}

export interface Rule {
  readonly minimum: number;
  readonly percent: number;
}

type Discount = (cart: Cart) => number;

const DISCOUNTS: Record<string, Discount> = {
  WELCOME: (cart) => cart.total * 0.1,
  BULK: (cart) => (cart.lines.length >= 10 ? cart.total * 0.15 : 0),
};

export function discountFor(code: string, cart: Cart): number {
  return DISCOUNTS[code]?.(cart) ?? 0;
}

/** What a rule that the marketing team is about to save would take off this cart. */
export function tryRule({ minimum, percent }: Rule, cart: Cart): number {
  const discount = cart.total >= minimum ? (cart.total * percent) / 100 : 0;
  return Math.max(0, Math.min(cart.total, discount));
}
