/** Being written. */
import type { FixMaker } from '../fix';
export const allowListFromEnvironment: FixMaker = { languages: ['javascript'], make: () => undefined };
