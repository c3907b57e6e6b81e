/** Being written. */
import type { FixMaker } from '../fix';
export const checkHost: FixMaker = { languages: ['javascript'], make: () => undefined };
export const encodeSegment: FixMaker = { languages: ['javascript'], make: () => undefined };
