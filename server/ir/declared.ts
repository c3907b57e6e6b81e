/**
 * What the text of types and of handlers declares beside the code: fields and parameters with their types, and the annotations,
 * decorators or tags that stand on them, as they are written. No analysis reads it; rules about whole endpoints do.
 */
import type { At } from './types';

export interface DeclaredValue {
  readonly name: string;
  /** Of the name. */
  readonly at: At;
  /** As it is written, shortened; `''` where nothing is. */
  readonly type: string;
  /** What stands on it: `@NotNull`, `json:"id" binding:"required"`. */
  readonly marks: readonly string[];
}

export interface DeclaredType {
  readonly name: string;
  /** Of the name. */
  readonly at: At;
  /** Simple names of the types above. */
  readonly above: readonly string[];
  readonly marks: readonly string[];
  /** Those that others can see, or that a library may. */
  readonly fields: readonly DeclaredValue[];
  /** Names of its methods. */
  readonly methods: readonly string[];
}

/** A function or method on which something stands, or that stands in a type on which something does. */
export interface DeclaredHead {
  readonly nameAt: At;
  /** Of its result's type, or of its name where that is not written. */
  readonly resultAt: At;
  readonly result: string;
  readonly marks: readonly string[];
  /** What stands on the type around it. */
  readonly around: readonly string[];
  readonly parameters: readonly DeclaredValue[];
}

export interface Declared {
  readonly types: readonly DeclaredType[];
  readonly heads: readonly DeclaredHead[];
}

export const NOTHING_DECLARED: Declared = { types: [], heads: [] };

/** Characters of a type or a mark that are kept. */
const MOST = 160;

export function shortened(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  if (plain.length <= MOST) return plain;
  // Of a long one, names in capitals tell what else it is about.
  const named = [...new Set(plain.slice(MOST).match(/\b[A-Z][A-Z\d_]{3,}\b/g))].slice(0, 8);
  return [plain.slice(0, MOST), ...named].join(' ');
}
