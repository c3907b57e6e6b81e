import type { Rule } from '../rule';

export const data: readonly Rule[] = [];
