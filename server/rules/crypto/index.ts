/** The rules about cryptography. */
import type { Rule } from '../rule';
import { cryptoInsecureRandom } from './crypto-insecure-random';
import { cryptoWeakHash } from './crypto-weak-hash';

export const crypto: readonly Rule[] = [cryptoWeakHash, cryptoInsecureRandom];
