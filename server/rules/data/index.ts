/** The rules about sensitive data. */
import type { Rule } from '../rule';
import { dataInLogs } from './data-in-logs';

export const data: readonly Rule[] = [dataInLogs];
