import type { Rule } from '../rule';

export const endpoint: readonly Rule[] = [];
