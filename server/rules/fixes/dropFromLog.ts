/** Being written. */
import type { FixMaker } from '../fix';
export const dropFromLog: FixMaker = { languages: ['javascript'], make: () => undefined };
