/** The rules about sensitive data. */
import type { Rule } from '../rule';
import { dataInLogs } from './data-in-logs';
import { dataToLlm } from './data-to-llm';
import { dataToThirdParty } from './data-to-third-party';

export const data: readonly Rule[] = [dataInLogs, dataToLlm, dataToThirdParty];
