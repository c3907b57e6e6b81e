import type { Rule } from '../rule';

export const crypto: readonly Rule[] = [];
