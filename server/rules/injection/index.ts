/** The rules about injection. */
import type { Rule } from '../rule';
import { injectionCode } from './injection-code';
import { injectionCommand } from './injection-command';
import { injectionNosql } from './injection-nosql';
import { injectionOpenRedirect } from './injection-open-redirect';
import { injectionPathTraversal } from './injection-path-traversal';
import { injectionSql } from './injection-sql';
import { injectionXssResponse } from './injection-xss-response';

export const injection: readonly Rule[] = [
  injectionSql,
  injectionNosql,
  injectionCommand,
  injectionCode,
  injectionPathTraversal,
  injectionXssResponse,
  injectionOpenRedirect,
];
