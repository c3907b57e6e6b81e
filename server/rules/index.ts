/** All rules, one list a family. */

import { crypto } from './crypto';
import { data } from './data';
import { endpoint } from './endpoint';
import { ignore } from './ignore';
import { injection } from './injection';
import type { Rule } from './rule';
import { secret } from './secret';

export const rules: readonly Rule[] = [...injection, ...endpoint, ...crypto, ...secret, ...data, ...ignore];
