/** Tells addresses that only the machine itself reaches. */
import type { ValueView } from '../rule';

export function isLocalAddress(address: ValueView | undefined): boolean {
  const { constants } = address ?? {};
  return constants !== undefined && constants.length > 0 && constants.every((c) => typeof c === 'string' && LOCAL.test(c));
}

const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::|$)/;
