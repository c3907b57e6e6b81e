/** Being written. */
import type { FixMaker } from '../fix';
export const addAlgorithms: FixMaker = { languages: ['javascript'], make: () => undefined };
export const addExpiry: FixMaker = { languages: ['javascript'], make: () => undefined };
