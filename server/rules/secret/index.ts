/** The rules about secrets. */
import type { Rule } from '../rule';
import { secretHardcodedCredential } from './secret-hardcoded-credential';

export const secret: readonly Rule[] = [secretHardcodedCredential];
