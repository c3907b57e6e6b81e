/** Being written. */
import type { FixMaker } from '../fix';
export const strongerHash: FixMaker = { languages: ['javascript'], make: () => undefined };
