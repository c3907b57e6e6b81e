/** Being written. */
import type { FixMaker } from '../fix';
export const secureRandom: FixMaker = { languages: ['javascript'], make: () => undefined };
