/** Sensitive values that leave the program for another company, whichever way they go. */
import type { Severity } from '../../base/finding';
import { type DataType, dataTypeById, type Tier } from '../../data/taxonomy';
import type { SanitizerKind } from '../../engine/kinds';
import type { FlowView } from '../rule';

export const DISGUISED: readonly SanitizerKind[] = ['hashed', 'encrypted', 'masked', 'string-method', 'number'];

const BY_TIER: Readonly<Record<Tier, Severity | undefined>> = { 1: 'high', 2: 'high', 3: 'medium', 4: undefined };

export interface Disclosed {
  readonly type: DataType;
  readonly severity: Severity;
}

/** What a data type means there; undefined where nobody minds, and for a bare `token`, which many count. */
export function disclosed(id: string): Disclosed | undefined {
  const type = dataTypeById(id);
  const severity = type && BY_TIER[type.tier];
  return type && severity && type.id !== 'unclear-token' ? { type, severity } : undefined;
}

/** The same of a value that got there. What an unknown function makes of it may be what hides it. */
export function disclosedBy({ unknownCall, detail }: FlowView): Disclosed | undefined {
  return unknownCall || detail === undefined ? undefined : disclosed(detail);
}
