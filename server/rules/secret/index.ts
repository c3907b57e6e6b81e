import type { Rule } from '../rule';

export const secret: readonly Rule[] = [];
