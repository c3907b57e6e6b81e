/** Being written. */
import type { FixMaker } from '../fix';
export const readFromEnvironment: FixMaker = { languages: ['javascript'], make: () => undefined };
