/**
 * Kinds of sensitive data and the words people name them by. Plain data; `classify.ts` reads it.
 *
 * A pattern is a sequence of words in the singular: `a/b` is a choice, `?` after a word makes it optional. Tiers: 1 never leaves
 * the process in clear; 2 only encrypted or masked (GDPR 9 and 10, PCI DSS 3.4.1, HIPAA); 3 as little as needed (GDPR 5); 4 consent questions only.
 */

import { credentialTypes } from './credentialTypes';
import { personalTypes } from './personalTypes';
import { regulatedTypes } from './regulatedTypes';

export type Tier = 1 | 2 | 3 | 4;
export type Category = 'credential' | 'payment' | 'financial' | 'government id' | 'health' | 'special category' | 'personal' | 'behaviour';

export interface DataType {
  readonly id: string;
  /** As it stands in a message: "a password". */
  readonly title: string;
  readonly category: Category;
  readonly tier: Tier;
  readonly words: readonly string[];
  /** Terms that mean this only beside a word of `context`. */
  readonly unclear?: readonly string[];
  /** Words of the owner, or before the term, that make `unclear` terms clear; people and accounts when absent. */
  readonly context?: readonly string[];
  /** Longer terms that mean something else. */
  readonly not?: readonly string[];
}

export const DATA_TYPES: readonly DataType[] = [...credentialTypes, ...regulatedTypes, ...personalTypes];

const BY_ID: ReadonlyMap<string, DataType> = new Map(DATA_TYPES.map((t) => [t.id, t]));

export function dataTypeById(id: string): DataType | undefined {
  return BY_ID.get(id);
}
